"""The support bundle (지원 자료): what a helper needs to understand a trouble, and nothing that the clerk wrote."""

from __future__ import annotations

import getpass
import locale
import platform
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.services.catalog import Catalog
from desktop.services.desk import Desk
from desktop.services.files import write_whole
from desktop.version import program_version

SETTINGS = "settings.ini"
_LOGS = ("seonggwa.log*", "crash.log")
_MOST_CHARACTERS = 200_000
_SOMEBODY = "(사용자)"
_PLAIN_VALUE = re.compile(r"-?\d+(?:\.\d+)?|true|false", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SupportFile:
    """One file of the bundle: its name there, and its whole text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SupportSource:
    """Where the bundle comes from.

    Attributes:
        folder: the folder of the settings and logs.
        catalog: the official tables and templates.
        desk: the open workspace, None when none is open.
        qt: version of Qt.
    """

    folder: Path
    catalog: Catalog
    desk: Desk | None
    qt: str


def support_files(source: SupportSource) -> tuple[SupportFile, ...]:
    """Everything that the bundle will hold; reads the workspace to its end, and may be called in another thread.

    Raises:
        UserError: the workspace cannot be read.
    """
    return (
        SupportFile("프로그램.txt", _lines(_program(source.qt))),
        SupportFile("설정.txt", _lines(_settings(source.folder / SETTINGS))),
        SupportFile("표-정의.txt", _lines(_definitions(source.catalog))),
        *([SupportFile("업무-파일.txt", _lines(_workspace(source.desk)))] if source.desk else []),
        *_logs(source.folder),
    )


def write_bundle(files: Iterable[SupportFile], target: Path) -> None:
    """Write the files into a ZIP. Raises UserError when the disk does not allow it."""
    kept = tuple(files)

    def fill(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
            for file in kept:
                bundle.writestr(file.name, file.text)

    write_whole(target, fill)


def without_user(text: str, user: str, home: str) -> str:
    """A text in which nobody can be told by his folder: the home folder and folders named after the user."""
    for known in {home, home.replace("\\", "/")} - {"", "/"}:
        text = re.sub(rf"(?<![\w/\\.-]){re.escape(known)}", _SOMEBODY, text)
    return re.sub(rf"(?<=[/\\]){re.escape(user)}(?=[/\\]|$)", _SOMEBODY, text) if user else text


def _program(qt: str) -> Iterator[str]:
    yield f"성과대장 {program_version()}"
    yield f"Python {platform.python_version()} ({platform.architecture()[0]})"
    yield f"Qt {qt}"
    yield f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}"
    yield f"인코딩 {locale.getpreferredencoding(do_setlocale=False)}"
    yield f"설치형 {'예' if getattr(sys, 'frozen', False) else '아니오'}"


def _settings(path: Path) -> Iterator[str]:
    """The keys, and the values that are plain numbers: every other one may hold a name or a path."""
    section = ""
    for line in _text(path).splitlines():
        name, equals, value = line.partition("=")
        if line.startswith("["):
            section = line.strip("[]")
        elif equals:
            shown = value if _PLAIN_VALUE.fullmatch(value) else f"(값은 적지 않음, {len(value)}자)"
            yield f"{section}/{name} = {shown}"


def _definitions(catalog: Catalog) -> Iterator[str]:
    yield from (f"표 {code} {definition.version}" for code, definition in catalog.tables.items())
    yield from (f"서식 {code} {template.version}" for code, template in catalog.templates.items())


def _workspace(desk: Desk) -> Iterator[str]:
    found = desk.file.diagnosis()
    yield f"자료 구조 {found.schema}"
    yield f"SQLite {found.sqlite}"
    yield f"무결성 {'이상 없음' if not found.faults else f'이상 {found.faults}건'}"
    yield f"쪽 {found.page_count}"
    yield from (f"{table} {count}" for table, count in found.rows.items())
    for info in desk.reports():
        yield f"보고 서식 {info.template} {info.template_version}, 회계연도 {info.fiscal_year}, 상태 {info.status}"


def _logs(folder: Path) -> Iterator[SupportFile]:
    user, home = getpass.getuser(), str(Path.home())
    for pattern in _LOGS:
        for path in sorted(folder.glob(pattern)):
            yield SupportFile(f"기록/{path.name}", without_user(_text(path)[-_MOST_CHARACTERS:], user, home))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
