"""The command line does the main job without a window, and says in one sentence what it cannot use."""

import json
import subprocess
import sys
from contextlib import closing
from datetime import datetime

import jsonschema
import openpyxl
import pytest

from desktop.__main__ import main
from desktop.domain.definitions import Severity
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.explaining import explain, switch_off
from desktop.services.protection import PasswordWish, change_password
from desktop.services.samples import example_workspaces, sample_files
from desktop.services.workspaces import open_workspace

TEXTS = ("code", "table", "row", "column", "place", "message")
REASON = ("reason", "at", "who")
FINDINGS_SCHEMA = {
    "type": "object",
    "required": ["format", "reports"],
    "properties": {
        "format": {"const": "seonggwa-findings/1"},
        "reports": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["report", "title", "findings", "explained", "switched_off"],
                "properties": {
                    "explained": {"type": "array", "items": {"required": ["code", "place", *REASON]}},
                    "switched_off": {"type": "array", "items": {"required": ["code", "silent", *REASON]}},
                    "findings": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["code", "severity", "table", "row", "column", "place", "message", "values"],
                            "additionalProperties": False,
                            "properties": {
                                "severity": {"enum": ["error", "warning", "info"]},
                                "values": {"type": "object", "additionalProperties": {"type": "string"}},
                                **{key: {"type": "string"} for key in TEXTS},
                            },
                        },
                    },
                },
            },
        },
    },
}


def sample(name: str) -> str:
    return str(next(path for path in sample_files(resources_dir()) if path.stem == name))


@pytest.fixture
def workspace(tmp_path):
    path = tmp_path / "경제정책실.seonggwa"
    assert main(["import", str(path), sample("economy_2022"), "--create"]) == 0
    return path


def report_line(workspace, capsys) -> list[str]:
    capsys.readouterr()
    assert main(["reports", str(workspace)]) == 0
    return capsys.readouterr().out.splitlines()[0].split("\t")


def test_demo_makes_checks_and_exports_every_sample(tmp_path, capsys):
    folder = tmp_path / "예제 폴더"
    assert main(["demo", "--dir", str(folder), "--no-window"]) == 0
    assert len(list(folder.glob("*.seonggwa"))) == len(example_workspaces(resources_dir()))
    assert len(list(folder.glob("*.xlsx"))) == len(sample_files(resources_dir()))
    assert str(folder) in capsys.readouterr().out


def test_demo_again_keeps_what_the_clerk_did_there(tmp_path):
    folder = tmp_path / "예제"
    assert main(["demo", "--dir", str(folder), "--no-window"]) == 0
    reports = [len(_reports_of(path)) for path in sorted(folder.glob("*.seonggwa"))]
    assert main(["demo", "--dir", str(folder), "--no-window"]) == 0
    assert [len(_reports_of(path)) for path in sorted(folder.glob("*.seonggwa"))] == reports


def _reports_of(path):
    result = subprocess.run(
        [sys.executable, "-m", "desktop", "reports", str(path)], capture_output=True, text=True, check=True
    )
    return result.stdout.splitlines()


def test_check_finds_the_published_contradictions_and_exits_1(workspace, capsys):
    capsys.readouterr()
    assert main(["check", str(workspace), "--json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    jsonschema.validate(printed, FINDINGS_SCHEMA)
    budget = [f for f in printed["reports"][0]["findings"] if f["table"] == "budget" and f["severity"] == "error"]
    assert {finding["column"] for finding in budget} >= {"obligated_amount", "obligation_rate"}
    assert any(f["row"] == "@total" and f["values"].get("computed") == "40937" for f in budget)


def test_check_prints_a_sentence_for_each_finding(workspace, capsys):
    capsys.readouterr()
    assert main(["check", str(workspace)]) == 1
    assert "금융투자과" in capsys.readouterr().out


@pytest.fixture
def explained(workspace):
    """The workspace with one explained warning or info, and one rule switched off."""
    with closing(open_workspace(workspace, load_catalog(resources_dir()), "hong", datetime.now)) as desk:
        desk.open_report(desk.reports()[0].uid)
        finding = next(each for each in desk.findings if each.severity is not Severity.ERROR)
        desk.apply(explain(desk, finding, "담당자 확인"))
        desk.apply(switch_off(desk, "budget.order", "결산 전 자료"))
    return workspace


def test_check_tells_what_is_explained_and_switched_off(explained, capsys):
    capsys.readouterr()
    assert main(["check", str(explained), "--json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    jsonschema.validate(printed, FINDINGS_SCHEMA)
    (report,) = printed["reports"]
    assert [(each["reason"], each["who"]) for each in report["explained"]] == [("담당자 확인", "hong")]
    assert [(each["code"], each["reason"]) for each in report["switched_off"]] == [("budget.order", "결산 전 자료")]
    assert all(each["code"] != "budget.order" for each in report["findings"])
    assert main(["check", str(explained)]) == 1
    assert "설명됨 1 · 끈 규칙 1" in capsys.readouterr().out


def test_export_adds_the_check_sheet_when_it_is_asked_for(explained, tmp_path, capsys):
    title = report_line(explained, capsys)[1]
    plain, with_sheet = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert main(["export", str(explained), "--report", title, "-o", str(plain)]) == 0
    assert main(["export", str(explained), "--report", title, "-o", str(with_sheet), "--check-sheet"]) == 0
    before, after = openpyxl.load_workbook(plain), openpyxl.load_workbook(with_sheet)
    assert [name for name in after.sheetnames if name not in before.sheetnames] == ["점검표"]
    texts = {str(cell.value) for row in after["점검표"].iter_rows() for cell in row if cell.value is not None}
    assert {"담당자 확인", "결산 전 자료", "끈 규칙"} <= texts
    for name in before.sheetnames:
        cells = ([cell.value for row in book[name].iter_rows() for cell in row] for book in (before, after))
        assert next(cells) == next(cells), name


def test_export_writes_the_report_by_its_name(workspace, tmp_path, capsys):
    title = report_line(workspace, capsys)[1]
    target = tmp_path / "결과.xlsx"
    assert main(["export", str(workspace), "--report", title, "-o", str(target)]) == 0
    assert openpyxl.load_workbook(target).sheetnames


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "없는 파일.seonggwa"], "없는 파일.seonggwa"),
        (["import", "새 파일.seonggwa", "없는 자료.json", "--create"], "없는 자료.json"),
        (["export", "없는 파일.seonggwa", "--report", "보고", "-o", "결과.xlsx"], "없는 파일.seonggwa"),
    ],
)
def test_unusable_input_is_one_sentence_and_exit_2(words, says, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    message = capsys.readouterr().err.strip()
    assert says in message
    assert len(message.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_an_unknown_report_names_those_that_are_there(workspace, capsys):
    uid, title = report_line(workspace, capsys)[:2]
    assert main(["export", str(workspace), "--report", "없는 보고", "-o", "x.xlsx"]) == 2
    message = capsys.readouterr().err
    assert title in message
    assert uid in message


def test_version(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert "성과대장" in capsys.readouterr().out


def test_a_command_runs_without_qt(workspace):
    """The same services without a window: nothing of Qt is loaded for a command."""
    code = (
        "import sys; from desktop.__main__ import main\n"
        f"assert main(['reports', {str(workspace)!r}]) == 0\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_last_report_becomes_a_new_one_and_both_are_compared(workspace, capsys, tmp_path):
    uid, title, *_ = report_line(workspace, capsys)
    words = ["carry-over", str(workspace), "--report", uid, "--title", "2023년 2월 주요업무보고", "--year", "2023"]
    assert main([*words, "--as-of", "2023-01-20"]) == 0
    assert "칸을 가져오고" in capsys.readouterr().out
    assert main([*words, "--as-of", "2023-01-20"]) == 2
    assert "이미 있습니다" in capsys.readouterr().err
    assert main(["reports", str(workspace)]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [line[1:] for line in lines[1:]] == [["2023년 2월 주요업무보고", "2023-01-20", "draft"]]
    target = tmp_path / "비교.xlsx"
    assert main(["compare", str(workspace), "--report", lines[1][0], "--with", title, "-o", str(target)]) == 0
    assert "칸이 다릅니다" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(target)["비교"]
    assert any(row[:3] == ["예산", "계", "원인행위액"] for row in texts(sheet))


def test_a_report_beside_itself_on_the_day_of_its_import_is_the_same(workspace, capsys, tmp_path):
    uid, *_ = report_line(workspace, capsys)
    target, day = tmp_path / "비교.xlsx", datetime.now().date().isoformat()  # noqa: DTZ005 - the clerk's local day
    assert main(["compare", str(workspace), "--report", uid, "--day", day, "-o", str(target)]) == 0
    assert "0칸이 다릅니다" in capsys.readouterr().out


def texts(sheet) -> list[list[object]]:
    return [[value for value in row if value is not None] for row in sheet.values]


def test_a_file_in_a_synced_folder_is_worked_on_with_a_word_of_warning(tmp_path, capsys):
    folder = tmp_path / "네이버 MYBOX"
    folder.mkdir()
    path = folder / "업무.seonggwa"
    assert main(["import", str(path), sample("sba_2020"), "--create"]) == 0
    told = capsys.readouterr()
    assert "203칸" in told.out
    assert told.err.startswith("seonggwa: ")
    assert "네이버 MYBOX 동기화 폴더" in told.err
    assert len(told.err.splitlines()) == 1


def test_a_workspace_with_a_password_is_opened_by_a_file_or_the_environment(workspace, tmp_path, capsys, monkeypatch):
    change_password(workspace, PasswordWish("", "비밀번호 2022"), "hong")
    secret = tmp_path / "비밀.txt"
    secret.write_text("비밀번호 2022\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["reports", str(workspace)]) == 2
    assert "비밀번호" in capsys.readouterr().err
    assert main(["--password-file", str(secret), "reports", str(workspace)]) == 0
    monkeypatch.setenv("SEONGGWA_PASSWORD", "틀린 비밀번호")
    assert main(["reports", str(workspace)]) == 2
    assert "맞지 않습니다" in capsys.readouterr().err
    monkeypatch.setenv("SEONGGWA_PASSWORD", "비밀번호 2022")
    assert main(["reports", str(workspace)]) == 0
    assert main(["--password-file", str(tmp_path / "없다"), "reports", str(workspace)]) == 2
    secret.write_text("\n", encoding="utf-8")
    assert main(["--password-file", str(secret), "reports", str(workspace)]) == 2


def test_salvage_brings_a_damaged_file_into_a_new_one_and_lists_what_is_missing(workspace, capsys):
    damaged = bytes(8192) + workspace.read_bytes()[8192:]
    workspace.write_bytes(damaged)
    assert main(["reports", str(workspace)]) == 2
    target = workspace.with_name("새 파일.seonggwa")
    capsys.readouterr()
    assert main(["salvage", str(workspace), "-o", str(target)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "손상된 파일은 그대로 두었습니다" in lines[0]
    assert any(line.startswith("[2022년 2월 주요업무보고] 표 ") for line in lines)
    assert lines[1:] == target.with_name("새 파일 목록.txt").read_text(encoding="utf-8-sig").splitlines()
    assert workspace.read_bytes() == damaged
    assert main(["reports", str(target)]) == 0
