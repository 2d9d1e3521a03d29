"""Where a cloud service keeps files in step, by what it tells of itself and by the names of its folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.cloud import synced_folder


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 서울특별시", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (회사)", "Dropbox"),
        ("MYBOX", "네이버 MYBOX"),
        ("네이버 MYBOX", "네이버 MYBOX"),
        ("NAVER MYBOX", "네이버 MYBOX"),
        ("Naver Cloud", "네이버 MYBOX"),
        ("네이버 클라우드", "네이버 MYBOX"),
        ("Google Drive", "Google Drive"),
        ("내 드라이브", "Google Drive"),
        ("GoogleDrive-hong@seoul.go.kr", "Google Drive"),
        ("iCloudDrive", "iCloud Drive"),
        ("iCloud Drive", "iCloud Drive"),
        ("com~apple~CloudDocs", "iCloud Drive"),
        ("업무", ""),
        ("OneDrive백업", ""),
        ("my onedrive notes", ""),
        ("마이박스 사용법", ""),
    ],
)
def test_a_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert synced_folder(tmp_path / folder / "2026" / "업무.seonggwa", {}, tmp_path) == service


def test_the_name_of_the_file_itself_says_nothing(tmp_path: Path) -> None:
    assert synced_folder(tmp_path / "OneDrive", {}, tmp_path) == ""


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_onedrive_tells_its_folder(tmp_path: Path, name: str) -> None:
    inside, beside = tmp_path / "내 문서" / "업무.seonggwa", tmp_path / "내 문서함" / "업무.seonggwa"
    assert synced_folder(inside, {name: str(tmp_path / "내 문서")}, tmp_path) == "OneDrive"
    assert synced_folder(beside, {name: str(tmp_path / "내 문서")}, tmp_path) == ""


@pytest.mark.parametrize("kept_in", ["APPDATA", "LOCALAPPDATA", "home"])
def test_dropbox_tells_its_folders(tmp_path: Path, kept_in: str) -> None:
    parent = tmp_path / ".dropbox" if kept_in == "home" else tmp_path / "AppData" / "Dropbox"
    parent.mkdir(parents=True)
    accounts = {"personal": {"path": str(tmp_path / "개인")}, "business": {"path": str(tmp_path / "회사")}}
    (parent / "info.json").write_text(json.dumps(accounts), encoding="utf-8")
    environment = {} if kept_in == "home" else {kept_in: str(tmp_path / "AppData")}
    for folder, service in (("개인", "Dropbox"), ("회사", "Dropbox"), ("다른", "")):
        assert synced_folder(tmp_path / folder / "업무.seonggwa", environment, tmp_path) == service


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"personal": 3}', '{"personal": {"path": 7}}', '{"personal": {"path": ""}}']
)
def test_a_note_of_dropbox_that_cannot_be_read_does_no_harm(tmp_path: Path, text: str) -> None:
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(text)
    assert synced_folder(tmp_path / "업무.seonggwa", {"OneDrive": "", "APPDATA": ""}, tmp_path) == ""


@pytest.mark.parametrize("root", ["", "/", ".", "업무"])
def test_a_root_that_names_no_folder_is_no_folder(tmp_path: Path, root: str) -> None:
    assert synced_folder(tmp_path / "업무.seonggwa", {"OneDrive": root}, tmp_path) == ""


def test_a_link_into_a_synced_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "바로가기").symlink_to(tmp_path / "OneDrive")
    assert synced_folder(tmp_path / "바로가기" / "업무.seonggwa", {}, tmp_path) == "OneDrive"
