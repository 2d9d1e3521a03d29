"""The password of a workspace (docs/adr/0020): tried, set, changed, taken away; and what becomes of the old backups."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from db import files
from db import protection as stored
from db.connecting import Key
from desktop.services.backups import backups_of, set_aside
from desktop.services.errors import UserError, told

SHORTEST = 8
"""Letters of a password at least."""


class OldBackups(StrEnum):
    """What is to become of the backups that have the old password, or none."""

    CONVERT = "convert"
    DELETE = "delete"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class PasswordWish:
    """What the clerk asked for; "" is no password."""

    old: str = field(repr=False)
    new: str = field(repr=False)
    backups: OldBackups = OldBackups.CONVERT


def key_of(password: str) -> Key | None:
    """What opens a file, None for no password. However a keyboard spells Hangul, the key is the same."""
    return Key(unicodedata.normalize("NFC", password)) if password else None


def require_good(password: str) -> None:
    """Refuse a new password that is too short or cannot be typed again. Raises UserError."""
    if len(unicodedata.normalize("NFC", password)) < SHORTEST:
        raise UserError(f"비밀번호를 {SHORTEST}자 이상으로 정해 주십시오.")
    if any(unicodedata.category(letter) == "Cc" for letter in password):
        raise UserError("비밀번호에는 글자, 숫자, 기호와 빈칸만 쓸 수 있습니다. 다시 정해 주십시오.")


def is_protected(path: Path) -> bool:
    """Whether a file is opened by a password only; False when it cannot be read."""
    return files.is_encrypted(path)


def try_password(path: Path, password: str) -> None:
    """Try a password on a file, which stays untouched.

    Raises:
        PasswordError: it is missing or wrong.
        UserError: the file cannot be opened at all.
    """
    with told():
        stored.require_key(path, key_of(password))


def is_same(password: str, typed: str) -> bool:
    """Whether what was typed is the password."""
    return key_of(password) == key_of(typed)


def change_password(workspace: Path, wish: PasswordWish, who: str) -> None:
    """Set, change or take away the password of a workspace that nobody has open.

    Raises:
        UserError: the new one is too weak, the old one wrong, or the disk refused; the file is as it was.
    """
    if wish.new:
        require_good(wish.new)
    with told():
        stored.change_key(workspace, who, key_of(wish.old), key_of(wish.new))


def copies_of(workspace: Path) -> tuple[Path, ...]:
    """The backups of a workspace, and the files that were set aside when one of them was brought back."""
    return (*(backup.path for backup in backups_of(workspace)), *set_aside(workspace))


def treat_copies(workspace: Path, wish: PasswordWish, who: str) -> str:
    """Do with the old backups as the clerk wished. What was set aside may be the last of it and is never deleted.

    Returns:
        One sentence about those with which it could not be done, "" when there are none.
    """
    failed = list(_failing(workspace, wish, who))
    if not failed:
        return ""
    done = "지우지" if wish.backups is OldBackups.DELETE else "새 비밀번호로 바꾸지"
    names = ", ".join(f"'{each.name}'" for each in failed[:3])
    more = f" 등 {len(failed)}개" if len(failed) > 3 else ""  # noqa: PLR2004 - as many as are named
    return f"백업 파일({names}{more})을 {done} 못했습니다. '{failed[0].parent}' 폴더에서 직접 확인해 주십시오."


def _failing(workspace: Path, wish: PasswordWish, who: str) -> Iterator[Path]:
    if wish.backups is OldBackups.LEAVE:
        return
    kept = set_aside(workspace)
    for copy in copies_of(workspace):
        try:
            if wish.backups is OldBackups.DELETE and copy not in kept:
                copy.unlink()
            else:
                change_password(copy, wish, who)
        except (UserError, OSError):
            yield copy
