"""What befalls disks, folders and files while a clerk works: one Korean sentence each, and nothing stored is lost."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.domain.changes import ChangeSet
from desktop.domain.digest import content_digest
from desktop.domain.editing import type_text
from desktop.domain.report import CellKey
from desktop.paths import resources_dir
from desktop.services.backups import FOLDER, backups_of, take_backup
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.exchange import import_file
from desktop.services.reports import export_report
from desktop.services.restoring import restore
from desktop.services.workspaces import create_workspace, open_workspace
from tests.db.test_bad_files import BAD_FILES
from tests.faults import as_nobody, fill, opened_up, small_disk
from tests.services.desk_data import CATALOG, an_info, noon
from tests.windows import NOW, Driver

UNIX = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody move or remove an open file")


class Clock:
    """The clock of a computer, which somebody may set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(resources_dir())


def made(path: Path) -> Desk:
    desk = create_workspace(path, CATALOG, "서울특별시 경제정책실", "나", noon)
    desk.create_report(an_info())
    return desk


def opened(path: Path, clock: Callable[[], datetime] = noon, catalog: Catalog = CATALOG) -> Desk:
    desk = open_workspace(path, catalog, "나", clock)
    desk.open_report(desk.reports()[-1].uid)
    return desk


def typing(desk: Desk, text: str) -> ChangeSet:
    """Into the first single field of the report."""
    table = next(table for table in desk.report.tables.values() if table.definition.fields)
    changes = type_text(desk.evaluation, CellKey(table.uid, "@table", table.definition.fields[0].key), text)
    assert changes is not None
    return changes


def sentence(step: Callable[[], object]) -> str:
    """What the program says instead of taking a step."""
    with pytest.raises(UserError) as caught:
        step()
    assert caught.value.sentence.endswith("주십시오.")
    return caught.value.sentence


# ---------------------------------------------------------------- a full disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "작은 디스크", 4096) as folder:
        yield folder


def test_on_a_full_disk_every_step_is_told_and_all_that_was_stored_is_there(
    disk: Path, samples: dict[str, Path], catalog: Catalog
) -> None:
    path = Path(shutil.copy(samples["sba_2020"], disk / "업무.seonggwa"))
    desk = opened(path, catalog=catalog)
    desk.apply(typing(desk, "1"))
    filler, kept = fill(disk), content_digest(desk.report)
    # The journal still has some room; what it takes is stored.
    for number in count(2):
        try:
            desk.apply(typing(desk, f"{number} " + "가" * 3000))
            kept = content_digest(desk.report)
        except UserError as error:
            told = error.sentence
            break
    assert "빈 공간이 없어" in told
    before = sorted(disk.rglob("*"))
    data = resources_dir() / "samples" / "sba_2018.json"
    for step in (
        lambda: import_file(desk, data),
        lambda: export_report(desk, disk / "보고.xlsx"),
        lambda: take_backup(desk, NOW),
    ):
        assert "빈 공간이 없어" in sentence(step)
    assert sorted(set(disk.rglob("*")) - {disk / FOLDER}) == before
    assert content_digest(desk.report) == kept
    filler.unlink()
    desk.apply(typing(desk, "2"))
    kept = content_digest(desk.report)
    export_report(desk, disk / "보고.xlsx")
    desk.close()
    with closing(opened(path, catalog=catalog)) as again:
        again.file.require_sound()
        assert content_digest(again.report) == kept
        assert len(again.reports()) == 1


# ---------------------------------------------------------------- a folder of others


def test_where_a_user_may_only_read_every_step_is_told(tmp_path: Path) -> None:
    opened_up(tmp_path)
    path = tmp_path / "업무.seonggwa"
    (tmp_path / FOLDER).mkdir(mode=0o755)
    with closing(made(path)) as desk:
        assert "쓸 수 없어" in as_nobody(lambda: sentence(lambda: export_report(desk, tmp_path / "보고.xlsx")))
        assert "백업 폴더에 쓸 수 없어" in as_nobody(lambda: sentence(lambda: take_backup(desk, NOW)))
    assert "쓸 수 없습니다" in as_nobody(lambda: sentence(lambda: opened(path)))
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [path.name]


# ---------------------------------------------------------------- a file that goes while it is open


def remove(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_stem("옮긴 파일"))


def replace_by_a_copy(path: Path) -> None:
    shutil.copy(path, path.with_stem("옛 사본"))
    path.with_stem("옛 사본").replace(path)


@UNIX
@pytest.mark.parametrize("go", [remove, move, replace_by_a_copy])
def test_a_file_that_goes_while_it_is_open_is_told_and_lies_in_a_backup(
    tmp_path: Path, go: Callable[[Path], None]
) -> None:
    path = tmp_path / "업무.seonggwa"
    desk = made(path)
    desk.apply(typing(desk, "1"))
    stored = content_digest(desk.report)
    go(path)
    told = sentence(lambda: desk.apply(typing(desk, "2")))
    (backup,) = backups_of(path)
    assert backup.path.name in told
    assert content_digest(desk.report) == stored
    sentence(lambda: desk.apply(typing(desk, "3")))
    assert backups_of(path) == (backup,)
    desk.close()
    restore(backup, path, "나", NOW)
    with closing(opened(path)) as again:
        assert content_digest(again.report) == stored
        assert again.undo_label


@UNIX
def test_a_file_that_is_put_back_can_be_worked_on(tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    desk = made(path)
    path.rename(tmp_path / "옮긴 파일")
    sentence(lambda: desk.apply(typing(desk, "1")))
    (tmp_path / "옮긴 파일").rename(path)
    desk.apply(typing(desk, "2"))
    stored = content_digest(desk.report)
    desk.close()
    with closing(opened(path)) as again:
        assert content_digest(again.report) == stored


@UNIX
def test_a_folder_that_goes_while_a_file_in_it_is_open_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "업무"
    folder.mkdir()
    desk = made(folder / "업무.seonggwa")
    folder.rename(tmp_path / "옮긴 폴더")
    assert "제자리로 돌려놓은 뒤" in sentence(lambda: desk.apply(typing(desk, "1")))
    (tmp_path / "옮긴 폴더").rename(folder)
    desk.apply(typing(desk, "1"))
    desk.close()


@UNIX
def test_the_window_goes_on_from_the_backup_when_the_file_was_removed(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    driver.at(driver.table("budget"), 1, 1)
    driver.type("7")
    driver.press(Qt.Key.Key_Return)
    session = driver.window.session
    assert session is not None
    stored = content_digest(session.report)
    path.unlink()
    driver.type("8")
    driver.press(Qt.Key.Key_Return)
    box = driver.window.findChild(QMessageBox, "error")
    assert box is not None
    assert "백업 열기" in box.text()
    box.close()
    driver.settle()
    driver.window.restore(path, backups_of(path)[0])
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)
    assert driver.window.session is not None
    assert content_digest(driver.window.session.report) == stored


# ---------------------------------------------------------------- a clock that is set back


def test_a_clock_set_back_changes_no_order_and_costs_no_backup(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "업무.seonggwa"
    made(path).close()
    desk = opened(path, clock)
    desk.apply(typing(desk, "1"))
    first, late = content_digest(desk.report), take_backup(desk, clock())
    clock.now -= timedelta(days=400)
    desk.apply(typing(desk, "2"))
    early = take_backup(desk, clock())
    assert late.exists()
    assert early.exists()
    key = next(iter(typing(desk, "9").cells))
    assert [entry.change.new.text for entry in desk.log.of_cell(key)] == ["2", "1"]
    desk.close()
    desk = opened(path, clock)
    desk.undo()
    assert content_digest(desk.report) == first
    desk.close()


# ---------------------------------------------------------------- long and Korean paths


def deep_path(folder: Path, characters: int) -> Path:
    """A workspace path of so many characters, with Hangul and spaces in it."""
    while characters - len(str(folder)) > 50:
        folder /= "2026 Seoul work reports of 경제 정책실"[: characters - len(str(folder)) - 30]
    folder.mkdir(parents=True)
    return folder / ("보고 ".ljust(characters - len(str(folder)) - len("/.seonggwa"), "x") + ".seonggwa")


def test_a_path_of_250_characters_can_be_worked_on(tmp_path: Path) -> None:
    path = deep_path(tmp_path, 250)
    assert len(str(path)) == 250
    desk = made(path)
    desk.apply(typing(desk, "1"))
    stored = content_digest(desk.report)
    backup = take_backup(desk, NOW)
    assert export_report(desk, path.with_suffix(".xlsx")).path.exists()
    desk.close()
    with closing(opened(path)) as again:
        assert content_digest(again.report) == stored
    assert [each.path for each in backups_of(path)] == [backup]


def test_a_path_that_is_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("가" * 76 + ".seonggwa")
    with closing(made(path)) as desk:
        assert "이름이 너무 길어" in sentence(lambda: take_backup(desk, NOW))
    deep = tmp_path.joinpath(*5 * ["경제정책실" * 10])
    deep.mkdir(parents=True)
    for path in (tmp_path / ("가" * 100 + ".seonggwa"), deep / "업무.seonggwa"):
        assert "이름이 너무 길어" in sentence(lambda path=path: made(path))
    assert "이름이 너무 길어" in sentence(lambda: opened(tmp_path / ("가" * 100)))
    shutil.copy(tmp_path / ("가" * 76 + ".seonggwa"), deep / "업무.seonggwa")
    assert "이름이 너무 길어" in sentence(lambda: opened(deep / "업무.seonggwa"))


# ---------------------------------------------------------------- broken files


@pytest.mark.parametrize("make", [make for make, _ in BAD_FILES])
def test_every_bad_file_is_told_and_stays(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "업무.seonggwa"
    make(path)
    before = path.read_bytes()
    assert str(path) in sentence(lambda: opened(path))
    assert path.read_bytes() == before


def test_whatever_is_flipped_in_a_file_the_program_opens_it_or_says_why_not(
    samples: dict[str, Path], catalog: Catalog, tmp_path: Path
) -> None:
    whole, dice, told = samples["sba_2020"].read_bytes(), random.Random(5), list[str]()
    for number in range(120):
        path = tmp_path / f"{number}.seonggwa"
        path.write_bytes(damaged(whole, dice))
        try:
            with closing(opened(path, catalog=catalog)) as desk:
                desk.log.people_and_days()
                desk.file.require_sound()
        except UserError as error:
            told.append(error.sentence)
        path.unlink()
    assert all(each.endswith("주십시오.") for each in told)
    assert 20 < len(told) < 120


def damaged(content: bytes, dice: random.Random) -> bytes:
    """One bit flipped, or some bytes overwritten."""
    broken, at = bytearray(content), dice.randrange(len(content))
    if dice.randrange(2):
        broken[at] ^= 1 << dice.randrange(8)
    else:
        garbage = dice.randbytes(dice.randrange(1, 4096))[: len(content) - at]
        broken[at : at + len(garbage)] = garbage
    return bytes(broken)
