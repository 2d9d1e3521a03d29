"""What a user may cause, as one Korean sentence: what happened, where, and what to do. Bugs are never among these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from db import errors
from desktop.domain.josa import settled
from desktop.domain.life import Life


class UserError(Exception):
    """Something that the clerk, and not the programmer, can put right; `sentence` says how, its particles settled.

    `broken` is the workspace that is lost or damaged, for which a backup may stand in; None when it is something else.
    """

    def __init__(self, sentence: str, broken: Path | None = None) -> None:
        self.sentence = settled(sentence)
        super().__init__(self.sentence)
        self.broken = broken


class PasswordError(UserError):
    """A file is protected by a password, which is missing or wrong."""


_BROKEN = (errors.MissingError, errors.EmptyFileError, errors.NotADatabaseError, errors.DamagedError)


_SENTENCES: dict[type[errors.WorkspaceError], str] = {
    errors.MissingError: "업무 파일 '{path}'이(가) 없습니다. 파일의 위치를 확인하거나 새 업무 파일을 만들어 주십시오.",
    errors.MissingFolderError: "폴더 '{path}'이(가) 없습니다. 있는 폴더를 골라 주십시오.",
    errors.ExistsError: "'{path}' 파일이 이미 있어 새로 만들지 않았습니다. 다른 이름을 쓰거나 그 파일을 열어 주십시오.",
    errors.EmptyFileError: "'{path}' 파일은 내용이 없는 빈 파일(0바이트)입니다. 백업해 둔 업무 파일을 열어 주십시오.",
    errors.NotADatabaseError: (
        "'{path}'은(는) 업무 파일이 아니거나 앞부분이 손상되었습니다. 파일을 바르게 골랐는지 확인하고, "
        "맞다면 백업해 둔 업무 파일을 열어 주십시오."
    ),
    errors.ForeignDatabaseError: (
        "'{path}'은(는) 다른 프로그램의 자료 파일이라 열지 않았습니다. 확장자가 .seonggwa인 업무 파일을 골라 주십시오."
    ),
    errors.NewerError: (
        "업무 파일 '{path}'은(는) 더 새로운 버전의 성과대장으로 만든 파일입니다. "
        "성과대장을 새 버전으로 바꾼 뒤 열어 주십시오."
    ),
    errors.UpgradeError: (
        "업무 파일 '{path}'의 형식을 이 버전에 맞게 바꾸지 못했습니다. 파일은 그대로이니 "
        "이전 버전의 성과대장으로 계속 쓰고 전산 담당자에게 알려 주십시오."
    ),
    errors.GoneError: (
        "열어 둔 업무 파일 '{path}'이(가) 다른 곳으로 옮겨졌거나 지워졌거나 다른 파일로 바뀌었습니다. "
        "방금 한 일은 저장되지 않았습니다. 파일을 제자리로 돌려놓은 뒤 다시 해 주십시오."
    ),
    errors.DamagedError: (
        "업무 파일 '{path}'의 내용이 손상되었습니다. "
        "이 파일을 지우지 말고 그대로 둔 채 백업해 둔 업무 파일을 열어 주십시오."
    ),
    errors.PasswordNeededError: "'{path}' 파일은 비밀번호로 보호되어 있습니다. 비밀번호를 넣어 주십시오.",
    errors.WrongPasswordError: (
        "'{path}' 파일의 비밀번호가 맞지 않습니다. 한/영과 Caps Lock을 확인하고 다시 넣어 주십시오. 틀림없는데도 "
        "열리지 않으면 파일의 앞부분이 손상된 것이니 백업을 열어 주십시오."
    ),
    errors.UnsalvageableError: (
        "'{path}'에서 업무 자료를 하나도 찾지 못해 복구하지 못했습니다(비밀번호가 있는 파일은 복구할 수 없습니다). "
        "파일은 그대로이니 지우지 말고 백업을 열거나 전산 담당자에게 알려 주십시오."
    ),
    errors.ReadOnlyError: (
        "업무 파일 '{path}' 또는 그 폴더에 쓸 수 없습니다. "
        "쓰기 권한이 있는 폴더로 파일을 복사한 뒤 복사본을 열어 주십시오."
    ),
    errors.LongPathError: (
        "업무 파일 '{path}'의 폴더와 이름이 너무 길어 쓸 수 없습니다. 이름을 줄이거나 짧은 폴더를 골라 주십시오."
    ),
    errors.NetworkPathError: (
        "'{path}'은(는) 네트워크(공유) 위치라 자료가 손상될 수 있어 열지 않았습니다. "
        "내 컴퓨터의 폴더로 파일을 복사한 뒤 복사본을 열어 주십시오."
    ),
    errors.DiskFullError: (
        "'{path}'이(가) 있는 디스크에 빈 공간이 없어 방금 한 일을 저장하지 못했습니다. 이전 자료는 그대로입니다. "
        "공간을 비운 뒤 다시 해 주십시오."
    ),
    errors.StorageError: (
        "'{path}'을(를) 읽거나 쓰는 중에 디스크 오류가 났습니다. 방금 한 일은 저장되지 않았습니다. "
        "디스크가 연결되어 있는지 확인한 뒤 프로그램을 다시 시작해 주십시오."
    ),
}


def locked_sentence(life: Life) -> str:
    """Why a closed report takes no change, and the way to correct it."""
    day = life.closings[-1].at
    return (
        f"이 보고는 {day.year}. {day.month}. {day.day}. 마감되어 고칠 수 없습니다. "
        "고칠 칸에서 '보고 > 정정'을 눌러 사유를 적으면 그 칸만 열립니다."
    )


@contextmanager
def told(sentences: Mapping[type[errors.WorkspaceError], str] = _SENTENCES) -> Iterator[None]:
    """Say known troubles of the workspace file to the user.

    Args:
        sentences: by kind of trouble; a kind that has none is told as the kind that it belongs to.

    Raises:
        UserError: instead of a `db.errors.WorkspaceError`, which stays its cause.
    """
    try:
        yield
    except errors.WorkspaceError as error:
        if isinstance(error, errors.PasswordNeededError):
            raise PasswordError(_sentence(error, _SENTENCES)) from error
        broken = error.path if isinstance(error, _BROKEN) else None
        raise UserError(_sentence(error, sentences), broken) from error


def _sentence(error: errors.WorkspaceError, sentences: Mapping[type[errors.WorkspaceError], str]) -> str:
    if isinstance(error, errors.LockedError):
        holder = f"'{error.holder}' 사용자가" if error.holder else "다른 프로그램이"
        return f"업무 파일 '{error.path}'을(를) {holder} 이미 열어 두었습니다. 그 창을 닫은 뒤 다시 열어 주십시오."
    kind = next(kind for kind in type(error).__mro__ if kind in sentences)
    return sentences[kind].format(path=error.path)
