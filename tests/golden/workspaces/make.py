"""Makes one golden workspace with the program in the folder one stands in, whatever its schema (see README.md).

    python …/tests/golden/workspaces/make.py OUT

Works with every version of the services so far: what a version does not have yet is left out.
"""

from __future__ import annotations

import gzip
import importlib
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path.cwd()))

from db.schema import SCHEMA_VERSION
from desktop.domain.editing import clear, paste, type_text
from desktop.domain.report import CellKey
from desktop.paths import resources_dir
from desktop.services import exchange, workspaces
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk

_SAMPLES = ("sba_2018", "sba_2020")
"""Small ones; the first has many tables of the clerk's own, outlines, long texts; the second KPIs and counts."""
_NOW = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - the clerk's local time


def make(folder: Path) -> Path:
    """Fill a workspace through its own services, as a clerk would; it is closed as a clerk closes it."""
    path = folder / "서울산업진흥원.seonggwa"
    files = [resources_dir() / "samples" / f"{name}.json" for name in _SAMPLES]
    organization = exchange.organization_of(files[0])
    desk = workspaces.create_workspace(path, load_catalog(resources_dir()), organization, "김주무관", lambda: _NOW)
    for file in files:
        exchange.import_file(desk, file)
    _edit(desk)
    _explain(desk)
    _write_notes(desk, folder)
    _list_terms(desk)
    _close(desk)
    desk.close()
    return path


def _edit(desk: Desk) -> None:
    """Typed, refused by its column but kept, pasted, blanked, taken back, done again."""
    desk.open_report(desk.reports()[-1].uid)
    keys = _figures(desk)
    for key, typed in zip(keys[:4], ("1,234", "△56", "-", "약 3백 명"), strict=True):
        _apply(desk, type_text(desk.evaluation, key, typed))
    _apply(desk, paste(desk.evaluation, keys[4], [["77"]]).changes)
    _apply(desk, clear(desk.evaluation, keys[5:7]))
    for step in (desk.undo, desk.undo, desk.redo):
        step()


def _list_terms(desk: Desk) -> None:
    """The words of the office, changed once so that the log tells both."""
    terms = _service("terms")
    if terms is None:
        return
    from desktop.domain.terms import Term

    terms.set_terms(desk, [Term("액셀러레이터", ("엑셀러레이터",)), Term("서울산업진흥원", ("진흥원",))])
    terms.set_terms(desk, [Term("액셀러레이터", ("엑셀러레이터", "악셀러레이터"))])


def _figures(desk: Desk) -> list[CellKey]:
    """Cells of the official tables that hold something, in a stable order."""
    return [
        CellKey(table.uid, row.uid, column)
        for table in sorted(desk.report.tables.values(), key=lambda table: table.code)
        if table.code in {"kpi_targets", "internal_operation", "mandatory_employment"}
        for row in table.rows
        for column in sorted(row.cells)
    ]


def _apply(desk: Desk, changes: object) -> None:
    if changes is not None:
        desk.apply(changes)  # type: ignore[arg-type]


def _explain(desk: Desk) -> None:
    explaining = _service("explaining")
    if explaining is None:
        return
    from desktop.domain.standing import may_be_explained

    for finding in [each for each in desk.findings if may_be_explained(each)][:2]:
        desk.apply(explaining.explain(desk, finding, "공표 당시 반올림한 값입니다."))
    code = next((finding.code for finding in desk.findings), "")
    if code:
        desk.apply(explaining.switch_off(desk, code, "이 서식에는 맞지 않습니다."))


def _write_notes(desk: Desk, folder: Path) -> None:
    notes = _service("notes")
    if notes is None:
        return
    from desktop.domain.report import Note

    evidence = folder / "증빙 공문.txt"
    evidence.write_text("경영기획팀-1024 (2020. 12. 31.) 실적 확인\n" * 20)
    first, second = _figures(desk)[7:9]
    kept = notes.keep_evidence(desk, first, evidence)
    for key, note in (
        (first, Note("재무팀에 확인함", "결산서 3쪽", files=(kept,))),
        (second, Note("12월분 미반영?", is_question=True)),
    ):
        desk.apply(notes.note_change(desk, key, note))


def _close(desk: Desk) -> None:
    """The older report is closed, and one cell of it corrected."""
    life = _service("life")
    if life is None:
        return
    desk.open_report(desk.reports()[0].uid)
    life.close_report(desk, {(error.code, error.key): "공표된 값입니다." for error in life.open_errors(desk)})
    table = next(table for table in desk.report.tables.values() if table.code == "coe_areas")
    key = CellKey(table.uid, table.rows[0].uid, min(table.rows[0].cells))
    life.reopen_cell(desk, key, "오타 정정")
    _apply(desk, type_text(desk.evaluation, key, "고쳐 쓴 영역 이름"))


def _service(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(f"desktop.services.{name}")
    except ModuleNotFoundError:
        return None


def main(out: Path) -> None:
    """Write the workspace, packed, under the number of its schema."""
    with tempfile.TemporaryDirectory() as folder:
        content = make(Path(folder)).read_bytes()
    target = out / f"{SCHEMA_VERSION:04d}.seonggwa.gz"
    target.write_bytes(gzip.compress(content, mtime=0))
    print(f"{target}: {len(content):,} → {target.stat().st_size:,} bytes")  # noqa: T201 - a command


if __name__ == "__main__":
    main(Path(sys.argv[1]))
