"""Files that a clerk asks for: whole or not at all, and a sentence where the disk does not allow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.services.errors import UserError


def write_whole(target: Path, write: Callable[[Path], object], *, private: bool = False) -> None:
    """Let `write` fill a temporary file beside the target and put it at the target's place in one step.

    A `private` file can only be read by this user of the computer.

    Raises:
        UserError: the disk does not allow it. Whatever is raised, the old file is intact and nothing new is left.
    """
    from desktop.excel.atomic import write_atomically

    def fill(path: Path) -> None:
        write(path)

    with telling_disk_errors():
        write_atomically(target, fill, private=private)


@contextmanager
def telling_disk_errors() -> Iterator[None]:
    """Say why a file could not be written."""
    from desktop.excel import errors

    sentences = {
        errors.MissingFolderError: "폴더 '{folder}'이(가) 없어 내보내지 못했습니다. 있는 폴더를 골라 주십시오.",
        errors.ReadOnlyFolderError: (
            "폴더 '{folder}'에 쓸 수 없어 내보내지 못했습니다. 쓰기 권한이 있는 다른 폴더를 골라 주십시오."
        ),
        errors.TargetInUseError: (
            "'{name}' 파일이 다른 프로그램에서 열려 있거나 쓰기가 막혀 있어 내보내지 못했습니다. "
            "그 파일을 닫거나 다른 이름으로 내보내 주십시오. 이전 파일은 그대로입니다."
        ),
        errors.DiskFullError: (
            "'{folder}'이(가) 있는 디스크에 빈 공간이 없어 내보내지 못했습니다. "
            "공간을 비우거나 다른 디스크를 골라 주십시오."
        ),
        errors.DiskError: (
            "'{folder}'에 쓰는 중에 디스크 오류가 나서 내보내지 못했습니다. 디스크가 연결되어 있는지 확인해 주십시오."
        ),
    }
    try:
        yield
    except errors.WriteError as error:
        sentence = sentences.get(type(error))
        if sentence is None:
            raise
        raise UserError(sentence.format(folder=error.target.parent, name=error.target.name)) from error
