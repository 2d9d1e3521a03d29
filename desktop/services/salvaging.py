"""A damaged workspace salvaged: what is readable, in a new file, and a list of what the clerk must look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import salvage as stored
from db.mending import Known
from db.records import ReportRecord
from desktop.domain.definition_parser import DefinitionError
from desktop.domain.evaluation import Evaluation
from desktop.domain.report import CellKey, ReportInfo
from desktop.services.backups import unused
from desktop.services.catalog import Catalog
from desktop.services.change_texts import place_of, value_text
from desktop.services.desk import Desk
from desktop.services.errors import UserError, told
from desktop.services.files import write_whole
from desktop.services.life import is_altered
from desktop.services.messages import table_name
from desktop.services.workspaces import SUFFIX, open_workspace
from desktop.version import program_version


@dataclass(frozen=True, slots=True)
class SalvageResult:
    """What came of a salvage.

    Attributes:
        path: the new workspace.
        list_path: the list beside it, a text file.
        sentence: what happened, for the clerk.
        lines: the list.
    """

    path: Path
    list_path: Path
    sentence: str
    lines: tuple[str, ...]


def proposed_path(damaged: Path) -> Path:
    """Where the readable part of a damaged workspace goes: beside it, where nothing is yet."""
    return unused(damaged.with_name(f"{damaged.stem} (복구){SUFFIX}"))


def salvage(
    damaged: Path, catalog: Catalog, who: str, clock: Callable[[], datetime], target: Path | None = None
) -> SalvageResult:
    """Bring what is readable in a damaged workspace into a new one, and write beside it what is missing.

    Args:
        damaged: nobody has it open; it stays as it is.
        catalog: official tables and templates.
        who: who does it.
        clock: the local time.
        target: the new workspace; `proposed_path` when left out.

    Raises:
        UserError: nothing is readable, or the new file cannot be made; nothing is left of it then.
    """
    target = target or proposed_path(damaged)
    if target.suffix != SUFFIX:
        raise UserError(f"복구할 파일 이름은 '{SUFFIX}'로 끝나야 합니다: '{target}'. 이름을 고쳐 주십시오.")
    with told():
        salvaged = stored.salvage(damaged, target, who, _guess(catalog, clock()))
    lines = tuple(_lines(salvaged, target, catalog, who, clock))
    list_path = unused(target.with_name(f"{target.stem} 목록.txt"))
    text = "\n".join((*lines, ""))
    write_whole(list_path, lambda path: path.write_text(text, encoding="utf-8-sig"), private=True)
    return SalvageResult(target, list_path, _sentence(damaged, target, list_path), lines)


def _sentence(damaged: Path, target: Path, list_path: Path) -> str:
    return (
        f"'{damaged.name}'에서 읽을 수 있는 자료를 '{target.name}'에 옮겼습니다. 손상된 파일은 그대로 두었습니다. "
        f"잃었거나 확인할 것은 '{list_path.name}'에 적었습니다."
    )


# ---------------------------------------------------------------- what is lost is guessed


def _guess(catalog: Catalog, now: datetime) -> stored.Guess:
    def is_known(code: str, definition_json: str) -> bool:
        if not definition_json:
            return code in catalog.tables
        try:
            catalog.custom(definition_json, now.year)
        except (DefinitionError, ValueError):
            return False
        return True

    known = Known(is_known, catalog.templates.__contains__)
    organization = "(이름을 알 수 없는 기관)"
    return stored.Guess(
        organization, lambda lost: _identity(lost, catalog, now), known, program_version(), now.isoformat()
    )


def _identity(lost: stored.LostReport, catalog: Catalog, now: datetime) -> ReportRecord:
    """The template that has most of its tables; the year in which it was begun."""
    template = max(catalog.templates.values(), key=lambda each: len(lost.codes & set(each.tables)))
    year = int(lost.first_at[:4]) if lost.first_at else now.year
    title = f"제목을 알 수 없는 보고 {lost.number}"
    return ReportRecord(lost.uid, "", template.code, template.version, title, year)


# ---------------------------------------------------------------- the list


def _lines(
    salvaged: stored.Salvaged, target: Path, catalog: Catalog, who: str, clock: Callable[[], datetime]
) -> Iterator[str]:
    yield f"복구한 업무 파일: {target.name} ({clock():%Y-%m-%d %H:%M})"
    yield f"파일의 {salvaged.pages:,}쪽 가운데 {salvaged.bad_pages:,}쪽을 온전히 읽지 못했습니다."
    if salvaged.lost_changes:
        yield f"변경 이력 {salvaged.lost_changes:,}건을 잃었습니다."
    desk = open_workspace(target, catalog, who, clock)
    try:
        for info in desk.reports():
            yield ""
            yield from _report_lines(desk, info, salvaged)
    finally:
        desk.close()
    if salvaged.homeless:
        yield ""
        yield "어느 칸의 것인지 알 수 없게 된 값입니다. 필요하면 다시 입력해 주십시오."
        yield from (f"  {text}" for text in salvaged.homeless)
    if salvaged.lost_files:
        yield ""
        yield "내용을 잃은 증빙 파일입니다. 다시 붙여 주십시오."
        yield from (f"  {name}" for name in salvaged.lost_files)


def _report_lines(desk: Desk, info: ReportInfo, salvaged: stored.Salvaged) -> Iterator[str]:
    try:
        desk.open_report(info.uid)
    except UserError as error:
        yield error.sentence
        return
    report, evaluation = desk.report, desk.evaluation
    rows = sum(len(table.rows) for table in report.tables.values())
    cells = sum(len(row.cells) for table in report.tables.values() for row in (*table.rows, table.total, table.fields))
    yield f"[{info.title}] 표 {len(report.tables):,}개, 행 {rows:,}개, 칸 {cells:,}개"
    if info.uid in salvaged.lost_reports:
        yield "  제목, 회계연도, 기준일을 잃어 짐작으로 적었습니다. 확인해 주십시오."
    if is_altered(report, desk.life):
        yield "  마감한 때와 내용이 다릅니다. 마감본과 견주어 확인해 주십시오."
    yield from _revived_lines(evaluation, salvaged)


def _revived_lines(evaluation: Evaluation, salvaged: stored.Salvaged) -> Iterator[str]:
    places = [place for place in salvaged.revived if place[0] in evaluation.report.tables]
    if not places:
        return
    yield "  손상된 자리를 변경 이력의 마지막 값으로 되살렸습니다. 원자료와 견주어 주십시오."
    counts: Counter[str] = Counter()
    for table, row, column in places:
        name = table_name(table, evaluation)
        counts[name] += 1
        yield f"    {_place(CellKey(table, row, column), evaluation, name)}"
    told_counts = ", ".join(f"{name} {count:,}곳" for name, count in counts.items())
    yield f"    ({told_counts})"


def _place(key: CellKey, evaluation: Evaluation, table: str) -> str:
    if not key.row:
        return f"{table}: 표"
    place = place_of(key, evaluation)
    if not key.column:
        return f"{place}: 행"
    row = evaluation.report.tables[key.table].row(key.row)
    return f"{place}: {value_text(key, row.cells.get(key.column) if row else None, evaluation)}"
