"""The command line: the same services as the window, without one (docs/명령행.md).

Exit codes: 0 fine, 1 findings of level error (`check` only), 2 unusable input, with one sentence on stderr.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import IO

from desktop.domain.definitions import Severity
from desktop.domain.findings import Finding
from desktop.domain.report import Explanation, ReportInfo
from desktop.passwords import VARIABLE, given_password
from desktop.paths import data_dir, documents_dir, resources_dir
from desktop.services import aftermath, comparing, exchange, messages, reports, support, workspaces
from desktop.services.backups import take_backup
from desktop.services.carry_over import make_from_last
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.check_sheet import counted
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.explaining import switched_off
from desktop.services.finding_places import LEVEL_NAMES
from desktop.services.samples import Example, example_workspaces
from desktop.version import program_version

FINE, ERRORS_FOUND, UNUSABLE = 0, 1, 2


def run_command(words: Sequence[str]) -> int:
    """Carry out one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_console(stream)
    options = _parser().parse_args(words)
    try:
        return int(options.run(options))
    except UserError as error:
        print(f"seonggwa: {error.sentence}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        # whoever read the output (head, more) has seen enough; Python must not try to write the rest at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _never_fail_on_console(stream: IO[str]) -> None:
    """Let a CP949 console show what it can instead of stopping at the first character that it lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


# ---------------------------------------------------------------- the words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="seonggwa", description="성과대장: 성과·업무보고 자료를 입력하고 검산하고 내보냅니다."
    )
    parser.add_argument("--version", action="version", version=f"성과대장 {program_version()}")
    help_text = f"비밀번호가 첫 줄에 적힌 파일 (없으면 환경 변수 {VARIABLE})"
    parser.add_argument("--password-file", type=Path, default=None, metavar="FILE", help=help_text)
    commands = parser.add_subparsers(title="명령", metavar="명령", required=True)
    _add_demo(commands)
    _add_import(commands)
    _add_reports(commands)
    _add_check(commands)
    _add_export(commands)
    _add_carry_over(commands)
    _add_compare(commands)
    _add_support(commands)
    _add_salvage(commands)
    return parser


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("demo", help="예제 업무 파일을 만들어 점검하고 내보낸 뒤 창을 엽니다")
    command.add_argument("--dir", type=Path, default=None, help="만들 폴더 (기본: 문서 폴더의 '성과대장 예제')")
    command.add_argument("--no-window", action="store_true", help="창을 열지 않습니다")
    command.set_defaults(run=_demo)


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("import", help="자료 파일(JSON)을 업무 파일로 가져옵니다")
    command.add_argument("workspace", type=Path, help="업무 파일 (.seonggwa)")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="자료 파일")
    command.add_argument("--create", action="store_true", help="업무 파일이 없으면 새로 만듭니다")
    command.set_defaults(run=_import)


def _add_reports(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("reports", help="업무 파일에 든 보고를 보여 줍니다")
    command.add_argument("workspace", type=Path, help="업무 파일 (.seonggwa)")
    command.set_defaults(run=_reports)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("check", help="보고를 점검합니다 (오류가 있으면 종료 코드 1)")
    command.add_argument("workspace", type=Path, help="업무 파일 (.seonggwa)")
    command.add_argument("--report", default="", help="보고의 이름 또는 식별자 (기본: 모든 보고)")
    command.add_argument("--json", action="store_true", help="결과를 JSON으로 출력합니다")
    command.set_defaults(run=_check)


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("export", help="보고를 공식 서식의 엑셀 파일이나 PDF로 내보냅니다")
    command.add_argument("workspace", type=Path, help="업무 파일 (.seonggwa)")
    command.add_argument("--report", required=True, help="보고의 이름 또는 식별자")
    command.add_argument("-o", "--output", type=Path, required=True, help="엑셀 파일 (.xlsx) 또는 PDF (.pdf)")
    command.add_argument("--data", action="store_true", help="공식 서식 대신 자료형(표마다 시트 하나)으로 내보냅니다")
    command.add_argument("--check-sheet", action="store_true", help="점검표를 마지막 시트로 덧붙입니다")
    command.set_defaults(run=_export)


def _add_carry_over(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("carry-over", help="지난 보고에서 새 보고를 만듭니다(이월)")
    command.add_argument("workspace", type=Path, help="업무 파일 (.seonggwa)")
    command.add_argument("--report", required=True, help="지난 보고의 이름 또는 식별자")
    command.add_argument("--title", required=True, help="새 보고의 제목")
    command.add_argument("--year", type=int, required=True, help="새 보고의 회계연도")
    command.add_argument("--as-of", type=date.fromisoformat, default=None, help="새 보고의 기준일 (예: 2023-01-20)")
    command.set_defaults(run=_carry_over)


def _add_compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("compare", help="보고를 다른 보고나 어느 날의 자기 자신과 칸마다 견줍니다")
    command.add_argument("workspace", type=Path, help="업무 파일 (.seonggwa)")
    command.add_argument("--report", required=True, help="보고의 이름 또는 식별자")
    other = command.add_mutually_exclusive_group(required=True)
    other.add_argument("--with", dest="other", default="", help="견줄 보고의 이름 또는 식별자")
    other.add_argument(
        "--day", type=date.fromisoformat, default=None, help="그 날을 마쳤을 때의 이 보고 (예: 2022-01-20)"
    )
    command.add_argument("-o", "--output", type=Path, required=True, help="엑셀 파일 (.xlsx)")
    command.set_defaults(run=_compare)


def _add_support(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("support", help="입력한 내용이 들지 않은 지원 자료(ZIP)를 만듭니다")
    command.add_argument("workspace", type=Path, nargs="?", default=None, help="업무 파일 (.seonggwa)")
    command.add_argument("-o", "--output", type=Path, required=True, help="압축 파일 (.zip)")
    command.set_defaults(run=_support)


def _add_salvage(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("salvage", help="손상된 업무 파일에서 읽을 수 있는 자료를 새 업무 파일로 옮깁니다")
    command.add_argument("workspace", type=Path, help="손상된 업무 파일 (바꾸지 않습니다)")
    command.add_argument("-o", "--output", type=Path, default=None, help="새 업무 파일 (기본: '이름 (복구).seonggwa')")
    command.set_defaults(run=_salvage)


# ---------------------------------------------------------------- the commands


def _demo(options: argparse.Namespace) -> int:
    """Make, check and export every sample, then open the first one in the window."""
    folder: Path = options.dir or documents_dir() / "성과대장 예제"
    _make_folder(folder)
    catalog = load_catalog(resources_dir())
    made = [_demo_workspace(example, folder, catalog) for example in example_workspaces(resources_dir())]
    print(f"파일이 있는 곳: {folder}")
    if options.no_window or not has_display():
        return FINE
    from desktop.app import run_window

    return run_window(str(made[0]))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"폴더 '{folder}'을(를) 만들 수 없습니다. 쓸 수 있는 다른 폴더를 --dir로 지정해 주십시오."
        raise UserError(message) from error


def _demo_workspace(example: Example, folder: Path, catalog: Catalog) -> Path:
    """Open or make the workspace of one organization, and check and export its reports."""
    with closing(example.open(folder, catalog, getpass.getuser(), datetime.now)) as desk:
        for info in desk.reports():
            desk.open_report(info.uid)
            target = folder / reports.proposed_name(info)
            reports.export_report(desk, target)
            print(f"{info.title}: {counted(desk.finish_checks(), desk.evaluation)} → {target.name}")
    return example.path(folder)


def _import(options: argparse.Namespace) -> int:
    create_for = exchange.organization_of(options.files[0]) if options.create else ""
    with _desk(options, load_catalog(resources_dir()), create_for=create_for) as desk:
        if desk.reports():
            take_backup(desk, datetime.now())  # noqa: DTZ005 - the clerk's local time
        for path in options.files:
            result = exchange.import_file(desk, path)
            kept = f" (형식에 맞지 않아 표시해 둔 칸 {result.invalid}개)" if result.invalid else ""
            print(f"{path.name}: {result.title}, {result.cells}칸을 가져왔습니다.{kept}")
            if masked := desk.screening.tell(desk.evaluation):
                print(f"seonggwa: {masked}", file=sys.stderr)
    return FINE


def _reports(options: argparse.Namespace) -> int:
    with _desk(options, load_catalog(resources_dir())) as desk:
        for info in desk.reports():
            print("\t".join((info.uid, info.title, info.as_of.isoformat() if info.as_of else "-", info.status)))
    return FINE


def _check(options: argparse.Namespace) -> int:
    with _desk(options, load_catalog(resources_dir())) as desk:
        chosen = [_find_report(desk, options.report)] if options.report else list(desk.reports())
        checked, has_errors = [], False
        for info in chosen:
            desk.open_report(info.uid)
            desk.finish_checks()
            checked.append(_finding_records(desk))
            has_errors = has_errors or any(finding.severity is Severity.ERROR for finding in desk.findings)
            if not options.json:
                _print_findings(desk)
        if options.json:
            print(json.dumps({"format": "seonggwa-findings/1", "reports": checked}, ensure_ascii=False, indent=1))
    return ERRORS_FOUND if has_errors else FINE


def _export(options: argparse.Namespace) -> int:
    with _desk(options, load_catalog(resources_dir())) as desk:
        desk.open_report(_find_report(desk, options.report).uid)
        style = reports.Style.DATA if options.data else reports.Style.OFFICIAL
        result = _exported(desk, options.output, check_sheet=options.check_sheet, style=style)
        print(f"{result.path}: 시트 {result.sheets}개를 내보냈습니다. {counted(desk.standing, desk.evaluation)}")
    return FINE


def _carry_over(options: argparse.Namespace) -> int:
    with _desk(options, load_catalog(resources_dir())) as desk:
        desk.open_report(_find_report(desk, options.report).uid)
        last = replace(desk.report.info, uid=desk.new_uid(), status="draft", reported_on=None, occasion="")
        info = replace(last, title=options.title, fiscal_year=options.year, as_of=options.as_of)
        told = make_from_last(desk, info)
        kept, emptied = sum(each.kept for _, each in told), sum(each.emptied for _, each in told)
        print(f"{info.title}: 표 {len(told)}개에서 {kept:,}칸을 가져오고 {emptied:,}칸을 비웠습니다.")
    return FINE


def _compare(options: argparse.Namespace) -> int:
    with _desk(options, load_catalog(resources_dir())) as desk:
        desk.open_report(_find_report(desk, options.report).uid)
        if options.other:
            comparison = comparing.with_report(desk, _find_report(desk, options.other).uid)
        else:
            comparison = comparing.with_day(desk, options.day.isoformat())
        comparing.export_comparison(comparison, comparison.changed, desk, options.output, lambda _done, _all: None)
        print(f"{comparison.title}: {len(comparison.cells):,}칸 가운데 {len(comparison.changed):,}칸이 다릅니다.")
    return FINE


def _support(options: argparse.Namespace) -> int:
    from PySide6 import __version__ as qt

    catalog = load_catalog(resources_dir())
    with ExitStack() as closing_desk:
        desk = closing_desk.enter_context(_desk(options, catalog)) if options.workspace else None
        files = support.support_files(support.SupportSource(data_dir(), catalog, desk, qt))
    support.write_bundle(files, options.output)
    for file in files:
        print(f"{file.name}: {len(file.text):,}자")
    return FINE


def _salvage(options: argparse.Namespace) -> int:
    from desktop.services.salvaging import salvage

    catalog = load_catalog(resources_dir())
    result = salvage(options.workspace, catalog, getpass.getuser(), datetime.now, options.output)
    print("\n".join((result.sentence, *result.lines)))
    return FINE


# ---------------------------------------------------------------- parts of them


def _exported(desk: Desk, target: Path, *, check_sheet: bool, style: reports.Style) -> reports.ExportResult:
    """The open report as a PDF when the name of the file ends so, else as a workbook."""
    if target.suffix.lower() != ".pdf":
        return reports.export_report(desk, target, check_sheet=check_sheet, style=style)
    from PySide6.QtGui import QGuiApplication

    from desktop.ui.preview.pdf import PDF

    # Windows' own platform knows the fonts of the computer and needs no display; elsewhere there may be none.
    application = QGuiApplication(["seonggwa"] if sys.platform == "win32" else ["seonggwa", "-platform", "offscreen"])
    try:
        return reports.export_report(desk, target, form=PDF, check_sheet=check_sheet, style=style)
    finally:
        application.shutdown()


@contextmanager
def _desk(options: argparse.Namespace, catalog: Catalog, create_for: str = "") -> Iterator[Desk]:
    """The workspace, opened (or made for an organization when it is not there yet) and closed again."""
    path, who = options.workspace, getpass.getuser()
    if create_for and not path.exists():
        desk = workspaces.create_workspace(path, catalog, create_for, who, datetime.now)
    else:
        desk = workspaces.open_workspace(path, catalog, who, datetime.now, given_password(options.password_file))
        _look_after(desk)
    if warning := workspaces.synced_sentence(path):
        print(f"seonggwa: {warning}", file=sys.stderr)
    try:
        yield desk
    finally:
        desk.close()


def _look_after(desk: Desk) -> None:
    """Say that the last session was cut off, and clear away what it left half-made."""
    if sentence := aftermath.sentence(desk):
        print(f"seonggwa: {sentence}", file=sys.stderr)
        aftermath.clear_leftovers(desk)


def _find_report(desk: Desk, wanted: str) -> ReportInfo:
    found = [info for info in desk.reports() if wanted in (info.uid, info.title)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"'{info.title}'({info.uid})" for info in desk.reports()) or "없음"
    reason = "둘 이상입니다. 식별자로 지정해 주십시오" if found else "없습니다. 이름을 확인해 주십시오"
    raise UserError(f"업무 파일 '{desk.path.name}'에 보고 '{wanted}'이(가) {reason}. (들어 있는 보고: {known})")


def _print_findings(desk: Desk) -> None:
    print(f"{desk.report.info.title}: {counted(desk.standing, desk.evaluation)}")
    for finding in desk.findings:
        sentence = messages.sentence(finding, desk.evaluation)
        print(f"  [{LEVEL_NAMES[finding.severity]}] {sentence}")


def _finding_records(desk: Desk) -> dict[str, object]:
    info = desk.report.info
    records = [_finding_record(finding, desk) for finding in desk.findings]
    standing, silent = desk.standing, Counter(finding.code for finding in desk.standing.switched_off)
    explained = [{**_finding_record(finding, desk), **_reason(why)} for finding, why in standing.explained]
    off = [{"code": code, "silent": silent[code], **_reason(why)} for code, why in switched_off(desk).items()]
    return {
        "report": info.uid,
        "title": info.title,
        "findings": records,
        "explained": explained,
        "switched_off": off,
    }


def _reason(explanation: Explanation) -> dict[str, str]:
    return {"reason": explanation.text, "at": explanation.at, "who": explanation.who}


def _finding_record(finding: Finding, desk: Desk) -> dict[str, object]:
    """One finding as docs/명령행.md documents it."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "table": desk.report.tables[finding.key.table].code,
        "row": finding.key.row,
        "column": finding.key.column,
        "place": messages.place(finding, desk.evaluation),
        "message": messages.sentence(finding, desk.evaluation),
        "values": dict(finding.values),
    }


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
