"""What the checks of texts, dates and names find in the published reports.

    python -m tests.measure_prose [CODE…]

Reads ../shared/official-tables and ../shared/known-inconsistencies.json. Builds a report out of each file, its item
trees as outlines and its tables as grids, runs the checks of texts over it, and prints: what is found of the known
slips by kind, what is missed, and every finding beyond them, so that a person can judge each by eye.
"""

# ruff: noqa: T201 - it prints what it measured
from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.checks import check_report
from desktop.domain.checks.blocks import BLOCK_MISSING
from desktop.domain.definitions import Column, ColumnType, Layout, Mark, TableDefinition
from desktop.domain.evaluation import evaluate
from desktop.domain.findings import Finding
from desktop.domain.parsing import parse
from desktop.domain.prose.names import letters
from desktop.domain.report import Report, ReportInfo, Row, Table
from desktop.domain.tab import Tab
from desktop.domain.values import Value

Record = dict[str, Any]
SHARED = Path(__file__).resolve().parents[2] / "shared"
DATES = {
    "s000": (2020, date(2020, 10, 31), None),
    "s001": (2017, date(2018, 2, 1), None),
    "s002": (2018, date(2018, 6, 30), date(2018, 7, 31)),
    "s003": (2022, date(2022, 1, 21), date(2022, 2, 9)),
    "s004": (2013, None, None),
}
"""Fiscal year, 기준일 and day of the report, from the covers; s003a and s003b are two halves of one report."""

TYPES = {
    "integer": ColumnType.DECIMAL,
    "count": ColumnType.DECIMAL,
    "decimal": ColumnType.DECIMAL,
    "money": ColumnType.DECIMAL,
    "area": ColumnType.DECIMAL,
    "percent": ColumnType.DECIMAL,
    "long_text": ColumnType.LONG_TEXT,
    "tree": ColumnType.LONG_TEXT,
}
MARKS = ("□", "①", "■", "②", "○", "【】", "-", "·", "※", "▶", "▸", "‧", "•", "*", "표")
OUTLINE = TableDefinition(
    "program_page",
    1,
    "사업 내용",
    Tab.PROGRAMS,
    Layout.OUTLINE,
    owner="programs",
    columns=tuple(Column(key, (key,), ColumnType.TEXT) for key in ("mark", "label", "text")),
    marks=tuple(Mark(str(level), level) for level in range(1, 12)),
)
PROGRAMS = TableDefinition(
    "programs", 1, "사업", Tab.PROGRAMS, Layout.GRID, columns=(Column("name", ("사업명",), ColumnType.TEXT),)
)


@dataclass
class Sample:
    """A report under construction, and which official table and lines each row came from."""

    stem: str
    tables: dict[str, Table] = field(default_factory=dict)
    programs: list[Row] = field(default_factory=list)
    origin: dict[tuple[str, str], tuple[str, range]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """One official table."""
        if record.get("items"):
            self._outline(record)
        elif any(column["type"] == "tree" for column in record["columns"]):
            self._audit(record)
        else:
            self._grid(record)

    def report(self) -> Report:
        """The report."""
        year, as_of, reported_on = DATES[self.stem]
        programs = Table("programs", PROGRAMS, rows=tuple(self.programs))
        departments = Table("departments", replace(PROGRAMS, code="departments"), rows=tuple(self._departments()))
        info = ReportInfo(self.stem, "x", 1, self.stem, "서울특별시", year, as_of, reported_on)
        owned = [Table(t.uid, t.definition, self.owners.get(t.uid, t.owner), t.rows) for t in self.tables.values()]
        return Report(info, {table.uid: table for table in (departments, programs, *owned)})

    def _departments(self) -> Iterator[Row]:
        """The departments of the table of staff, as every report with audit items prints it."""
        staff = self.tables.get("S003-T03")
        for row in staff.rows[1:] if staff else ():
            yield Row(f"dept-{row.uid}", {"name": Value.of("".join(row.cells["c0"].text.split()))})

    def _outline(self, record: Record) -> None:
        owner = f"row-{record['id']}"
        self.programs.append(Row(owner, {"name": Value.of(record["title"])}))
        self.origin["programs", owner] = (record["id"], range(0))
        rows = tuple(self._items(record, record["items"], 1))
        self.tables[record["id"]] = Table(record["id"], OUTLINE, owner, rows)

    def _items(self, record: Record, items: list[Record], level: int) -> Iterator[Row]:
        for item in items:
            uid = f"{record['id']}-{len(self.origin)}"
            self.origin[record["id"], uid] = (record["id"], range(item.get("line") or 0, (item.get("line") or 0) + 1))
            if item.get("table"):
                self.owners[item["table"]] = uid
                yield Row(uid, {"mark": Value.of("표")})
                continue
            text = (item.get("text") or "").strip()
            # The headings of the plans of S002 are lost in the scan; the form prescribes them.
            text = text or ("추진계획" if level == 1 else "")
            cells = {"mark": Value.of(str(level))} | ({"text": Value.of(text)} if text else {})
            yield Row(uid, cells)
            yield from self._items(record, item.get("children") or [], level + 1)

    def _audit(self, record: Record) -> None:
        columns = (
            Column("request", ("시정 및 처리 요구사항",), ColumnType.LONG_TEXT),
            Column("department", ("소관",), ColumnType.TEXT, names="departments"),
            Column("status", ("추진상황",), ColumnType.ENUM, options=("추진완료", "추진중", "검토중", "미반영")),
            Column("actions", ("추진내용",), ColumnType.LONG_TEXT),
            Column("plans", ("향후계획",), ColumnType.LONG_TEXT),
        )
        definition = TableDefinition(record["id"], 1, record["title"], Tab.AUDIT, Layout.GRID, columns=columns)
        rows = []
        for number, cells in enumerate(record["rows"]):
            uid = f"{record['id']}-{number}"
            self.origin[record["id"], uid] = (record["id"], range(cells[12][0], cells[12][-1] + 1))
            texts = (cells[1], cells[9], cells[4], _lines(cells[5]), _lines(cells[6]))
            values = {c.key: Value.of(t) for c, t in zip(columns, texts, strict=True) if t}
            rows.append(Row(uid, values))
        self.tables[record["id"]] = Table(record["id"], definition, rows=tuple(rows))

    def _grid(self, record: Record) -> None:
        columns = tuple(
            Column(
                f"c{i}",
                (column["name"] or f"c{i}",),
                TYPES.get(column["type"], ColumnType.TEXT),
                column.get("unit") or "",
            )
            for i, column in enumerate(record["columns"])
        )
        definition = TableDefinition(record["id"], 1, record["title"], Tab.PROGRAMS, Layout.GRID, columns=columns)
        rows = []
        for number, texts in enumerate(record["rows"]):
            uid = f"{record['id']}-{number}"
            self.origin[record["id"], uid] = (
                record["id"],
                range(record["source_lines"][0], record["source_lines"][1] + 1),
            )
            cells = {c.key: parse(c, str(t)) for c, t in zip(columns, texts, strict=False) if t not in (None, "")}
            rows.append(Row(uid, {key: value for key, value in cells.items() if value}))
        self.tables[record["id"]] = Table(record["id"], definition, rows=tuple(rows))


def _lines(tree: object) -> str:
    def walk(items: list[Record], depth: int) -> Iterator[str]:
        for item in items:
            if text := item.get("text"):
                yield f"{'○-·▸‧'[min(depth, 4)]} {text}"
            yield from walk(item.get("children") or [], depth + 1)

    return "\n".join(walk(tree, 0)) if isinstance(tree, list) else str(tree or "")


def samples() -> dict[str, Sample]:
    """All published reports."""
    found: dict[str, Sample] = {}
    for path in sorted((SHARED / "official-tables").glob("s*.json")):
        sample = found.setdefault(path.stem[:4], Sample(path.stem[:4]))
        for record in json.loads(path.read_text(encoding="utf-8")):
            sample.add(record)
    return found


def main(codes: list[str]) -> int:
    """Prints the measurement; 2 when ../shared is not there."""
    if not SHARED.is_dir():
        print(f"SKIPPED: {SHARED} is not there", file=sys.stderr)
        return 2
    known = json.loads((SHARED / "known-inconsistencies.json").read_text(encoding="utf-8"))
    matched: dict[str, list[Finding]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for sample in samples().values():
        report = sample.report()
        evaluation = evaluate(report)
        for finding in check_report(evaluation):
            if finding.code.partition(".")[0] not in ("date", "text", "name"):
                continue
            counts[f"{finding.severity} {finding.code}"] += 1
            entries = entries_of(known, sample, finding)
            for entry in entries:
                matched[entry["id"]].append(finding)
            if not codes or finding.code in codes:
                _show(report, sample, finding, entries)
    _summary(known, matched)
    print(dict(counts))
    return 0


_BLOCKS = {"추진실적": "results", "향후계획": "next steps", "예산": "budget"}

KINDS = {
    "date_range": ("date.after_as_of", "date.before_as_of", "date.begun"),
    "date_order": ("date.order",),
    "days": ("date.length",),
    "season": ("date.season",),
    "d_minus": ("date.dday",),
    "duplicate_answer": ("date.conflict",),
    "status_conflict": ("date.done_with_plan",),
    "required_missing": ("date.none_in_plan", "text.block_missing"),
    "rate": ("text.excess", "text.rate", "text.table"),
    "prose_sum": ("text.sum", "text.added"),
    "text_mismatch": ("name.variant", "name.title", "name.similar"),
    "other": ("date.no_year",),
    "name_list": ("name.unknown", "name.misspelt"),
    "unit": ("text.area",),
}


def entries_of(known: list[Record], sample: Sample, finding: Finding) -> list[Record]:
    """The known slips that a finding shows: of its kind, and in the lines of one of its cells.

    A name in two spellings stands in many places: there the name has to stand in what the slip says.
    """
    cells = [key for key in (finding.key, *finding.cells) if (key.table, key.row) in sample.origin]
    lines = {line for key in cells for line in sample.origin[key.table, key.row][1]}
    name = letters(finding.values.get("name", ""))
    found = []
    for entry in known:
        if finding.code not in KINDS.get(entry["kind"], ()) or not entry["id"].startswith(sample.stem.upper()):
            continue
        if finding.code == BLOCK_MISSING:
            owner = sample.origin.get(("programs", finding.key.row), ("", None))[0]
            found += [entry] if owner == entry["table"] and _BLOCKS[finding.values["block"]] in entry["what"] else []
            continue
        said = " ".join(str(entry.get(part, "")) for part in ("where", "left", "right"))
        listed = any(key.row == f"{entry['table']}-{row}" for key in cells for row, _ in entry.get("cells") or [])
        shortened = any(name.startswith(word) for word in re.findall(r"[가-힣]{3,}(?=…)", said))
        is_named = name and (name in letters(said) or listed or shortened)
        if is_named or (not name and lines & set(entry.get("lines") or [])):
            found.append(entry)
    return found


def _show(report: Report, sample: Sample, finding: Finding, entries: list[Record]) -> None:
    place = sample.origin.get((finding.key.table, finding.key.row), (finding.key.table, range(0)))
    ids = ",".join(entry["id"] for entry in entries) or "BEYOND"
    print(f"{finding.severity:7} {finding.code:20} {ids} {place[0]}:{place[1].start} {finding.key.row}")
    print(f"     {dict(finding.values)}")
    value = report.value(finding.key)
    if value and len(value.text) < 200:
        print(f"     “{value.text}”")


def _summary(known: list[Record], matched: dict[str, list[Finding]]) -> None:
    print("\n== Known slips of texts, dates and names, by kind ==")
    for kind in sorted({entry["kind"] for entry in known if entry["kind"] in KINDS}):
        entries = [entry for entry in known if entry["kind"] == kind]
        hits = [entry for entry in entries if entry["id"] in matched]
        print(f"{kind:18} {len(hits)}/{len(entries)}")
        for entry in entries:
            mark = "found " if entry in hits else "silent" if entry.get("silence_is_fine") else "MISSED"
            print(f"   {mark} {entry['id']:14} {entry['severity']:12} {entry['detectable']:6} {entry['what']}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
