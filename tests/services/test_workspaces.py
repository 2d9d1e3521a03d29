"""From a path to a desk: every unusable path gets one Korean sentence, and nothing is changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon


def create(path: Path) -> Desk:
    return create_workspace(path, CATALOG, "서울특별시 경제정책실", "김서무", noon)


def open_(path: Path) -> Desk:
    return open_workspace(path, CATALOG, "박총괄", noon)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "경제정책실.seonggwa"


def sentence(path: Path) -> str:
    """What opening says of a file that it refuses and leaves as it is."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as caught:
        open_(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert str(path) in caught.value.sentence
    assert caught.value.sentence.endswith("주십시오.")
    return caught.value.sentence


def test_what_is_made_can_be_opened_again(path: Path) -> None:
    desk = create(path)
    desk.create_report(an_info())
    desk.close()
    again = open_(path)
    assert again.path == path
    assert again.organization() == "서울특별시 경제정책실"
    assert again.reports() == (an_info(),)
    again.close()


def test_a_missing_file_is_told_and_not_made(path: Path) -> None:
    assert "없습니다" in sentence(path)
    assert not path.exists()


def test_an_empty_file_is_told(path: Path) -> None:
    path.touch()
    assert "빈 파일" in sentence(path)


def test_what_is_no_database_is_told(path: Path) -> None:
    path.write_text("보고서" * 100)
    assert "업무 파일이 아니거나" in sentence(path)


def test_a_database_of_another_program_is_told(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.close()
    assert "다른 프로그램의 자료" in sentence(path)


def test_a_newer_file_is_told(path: Path) -> None:
    create(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=999")
    connection.close()
    assert "더 새로운 버전" in sentence(path)


def test_a_second_instance_is_told_who_has_it_open(path: Path) -> None:
    first = create(path)
    with pytest.raises(UserError, match="'김서무' 사용자가 이미 열어"):
        open_(path)
    assert first.reports() == ()
    first.close()
    open_(path).close()


def test_a_network_path_is_told() -> None:
    with pytest.raises(UserError, match="네트워크"):
        open_(Path("//server/share/a.seonggwa"))


def test_a_new_workspace_takes_no_used_name(path: Path) -> None:
    path.write_text("남의 자료")
    with pytest.raises(UserError, match="이미 있어"):
        create(path)
    assert path.read_text() == "남의 자료"


def test_a_new_workspace_has_the_suffix_of_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"'\.seonggwa'로 끝나야"):
        create(tmp_path / "경제정책실.db")
    assert list(tmp_path.iterdir()) == []


def test_a_new_workspace_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"폴더 .*없습니다"):
        create(tmp_path / "없는 폴더" / "a.seonggwa")


def test_a_desk_that_cannot_start_leaves_the_file_free(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(path).close()

    def fail(_definitions: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("desktop.services.shelf.view_records", fail)
        with pytest.raises(ZeroDivisionError):
            open_(path)
    open_(path).close()
