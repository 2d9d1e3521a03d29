"""The password of a workspace for the command line: from a file or the environment, never from the command itself."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.services.errors import UserError

VARIABLE = "SEONGGWA_PASSWORD"
"""Other users of a computer can read a command line, but not the environment of a program."""


def given_password(file: Path | None) -> str:
    """The first line of a file, else what the environment holds, else "".

    Raises:
        UserError: the file cannot be read or holds no password.
    """
    if file is None:
        return os.environ.get(VARIABLE, "")
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UserError(f"비밀번호 파일 '{file}' 읽기에 실패했습니다. UTF-8 글 파일인지 확인해 주십시오.") from error
    if not lines or not lines[0]:
        raise UserError(f"비밀번호 파일 '{file}'의 첫 줄이 비어 있습니다. 첫 줄에 비밀번호를 적어 주십시오.")
    return lines[0]
