"""The support bundle helps, and nothing that the clerk wrote is in it."""

from __future__ import annotations

import getpass
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.domain.report import CellKey, Note
from desktop.paths import data_dir, resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.notes import note_change
from desktop.services.support import SupportSource, support_files, without_user, write_bundle
from desktop.services.workspaces import open_workspace
from tests.windows import NOW

CLERK, SETTINGS = "김비밀", "[clerk]\nname={clerk}\n[files]\nrecent={home}/경제정책실.seonggwa, b\n[lock]\nminutes=10\n"


@pytest.fixture
def desk(samples: dict[str, Path], tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "업무.seonggwa"
    shutil.copy(samples["economy_2022"], path)
    desk = open_workspace(path, load_catalog(resources_dir()), "hong", lambda: NOW)
    desk.open_report(desk.reports()[0].uid)
    desk.work_as(CLERK)
    key = CellKey(desk.report.of_code("budget")[0].uid, "@table", "")
    changes = note_change(desk, key, Note("결산서 확인 요망"))
    assert changes is not None
    desk.apply(changes)
    yield desk
    desk.close()


@pytest.fixture
def bundle(desk: Desk, tmp_path: Path) -> dict[str, str]:
    """The files of a bundle, read from the ZIP."""
    home = str(Path.home())
    (tmp_path / "settings.ini").write_text(SETTINGS.format(clerk=CLERK, home=home), encoding="utf-8")
    (tmp_path / "seonggwa.log").write_text(f"{home}/app.py\n", encoding="utf-8")
    (tmp_path / "crash.log").write_text(f"/media/{getpass.getuser()}/usb/x.py\n", encoding="utf-8")
    target = tmp_path / "지원.zip"
    files = support_files(SupportSource(tmp_path, desk.catalog, desk, "6.11.3"))
    write_bundle(files, target)
    with zipfile.ZipFile(target) as made:
        held = {name: made.read(name).decode() for name in made.namelist()}
    assert held == {file.name: file.text for file in files}, "what is shown is what is saved"
    return held


def words(desk: Desk) -> set[str]:
    """Every word of three letters or more, and every figure of four digits or more, that the clerk entered."""
    cells = (
        value.text
        for table in desk.report.tables.values()
        for row in (*table.rows, table.total, table.fields)
        for value in row.cells.values()
    )
    info = desk.report.info
    texts = [*cells, info.title, info.organization, info.occasion, "결산서 확인 요망"]
    return {word for text in texts for word in re.findall(r"[가-힣]{3,}|\d{4,}", text)}


def test_nothing_that_was_entered_is_in_it(desk: Desk, bundle: dict[str, str]) -> None:
    ours = {"인코딩", "무결성", "이상 없음"}
    years = {str(year) for year in range(2000, 2100)}
    whole = "\n".join(text for name, text in bundle.items() if name != "표-정의.txt")
    found = {word for word in words(desk) - years - ours if word in whole}
    assert len(words(desk)) > 2_000
    assert not found
    assert CLERK not in whole
    assert "hong" not in whole


def test_it_tells_what_helps(bundle: dict[str, str]) -> None:
    assert "Qt 6.11.3" in bundle["프로그램.txt"]
    assert "lock/minutes = 10" in bundle["설정.txt"]
    assert "표 budget 1" in bundle["표-정의.txt"]
    assert re.search(r"^무결성 이상 없음$", bundle["업무-파일.txt"], re.MULTILINE)
    assert re.search(r"^cell 4\d\d\d$", bundle["업무-파일.txt"], re.MULTILINE)
    assert "회계연도 2022" in bundle["업무-파일.txt"]


def test_no_folder_names_the_user(bundle: dict[str, str]) -> None:
    assert bundle["기록/seonggwa.log"] == "(사용자)/app.py\n"
    assert bundle["기록/crash.log"] == "/media/(사용자)/usb/x.py\n"
    windows = r'File "C:\Users\홍길동\AppData\x.py", C:/Users/홍길동/y'
    masked = without_user(windows, "홍길동", r"C:\Users\홍길동")
    assert masked == r'File "(사용자)\AppData\x.py", (사용자)/y'


def test_the_command_writes_it_with_and_without_a_workspace(
    samples: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    data_dir().mkdir()
    for words_, names in (([], 3), ([str(samples["jobs_2018"])], 4)):
        target = tmp_path / f"{names}.zip"
        assert main(["support", *words_, "-o", str(target)]) == 0
        with zipfile.ZipFile(target) as made:
            assert len(made.namelist()) == names
            assert json.dumps(made.namelist()[0], ensure_ascii=False) == '"프로그램.txt"'
    assert main(["support", "-o", str(tmp_path / "없는 폴더" / "a.zip")]) == 2
    assert "없는 폴더" in capsys.readouterr().err
