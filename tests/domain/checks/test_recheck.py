"""After any edits, what was kept and what was reckoned anew are what a whole evaluation and check say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.checks import check_report, recheck
from desktop.domain.checks.whole import is_of_whole
from desktop.domain.definitions import TableDefinition
from desktop.domain.evaluation import Evaluation, changed_cells, evaluate, reevaluate
from desktop.domain.findings import Finding
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Row, Table
from desktop.domain.values import NONE, NOT_APPLICABLE, NOT_YET, Value
from tests.domain.checks.budget import BUDGET, DEPARTMENTS, INFO, definition


def _grid(code: str, columns: list[dict[str, object]], **parts: object) -> TableDefinition:
    head = {"code": code, "version": 1, "title": code, "tab": "indicators", "layout": "grid"}
    return definition({**head, "columns": columns, **parts})


def _column(key: str, kind: str, **parts: object) -> dict[str, object]:
    return {"key": key, "label": key, "type": kind, **parts}


KPI = _grid(
    "kpi",
    [
        _column("name", "text"),
        _column("target", "integer", unit="명", formula="sum(kpi_targets.target)"),
        _column("share", "percent", places=1, formula="share(target)"),
    ],
    total={"label": "계", "sum": ["target"]},
)
TARGETS = _grid(
    "kpi_targets",
    [
        _column("part", "text"),
        _column("unit", "enum", options=["명", "억원"]),
        _column("target", "integer", unit="명", required=True),
        _column("actual", "money", unit_column="unit"),
        _column("rate", "percent", places=1, formula="actual / target * 100"),
        _column("lead", "percent", places=1, formula="rate - share(target)"),
    ],
    owner="kpi",
    total={"label": "계", "sum": ["target", "actual"]},
    checks=[{"code": "targets.reached", "severity": "warning", "scope": "all", "expr": "actual >= target"}],
    print={"title": "{owner.name}"},
)
COUNTS = _grid(
    "counts",
    [_column("note", "text", text="{kpi_targets.title}{departments.title}")],
    rows={"kind": "fixed", "fixed": [{"key": "only", "label": "수"}], "label_column": "note"},
    fields=[_column("divisions", "integer", unit="개"), _column("double", "integer", formula="divisions * 2")],
    checks=[{"code": "counts.d", "severity": "error", "scope": "table", "expr": "divisions = count(departments)"}],
)
PEOPLE = _grid(
    "people",
    [
        _column("name", "text", follows="name"),
        _column("staff", "pair", parts=["authorized", "current"]),
        _column("gap", "integer", formula="staff.current - staff.authorized"),
        _column("said", "text", text="{name} {staff.current}명"),
    ],
    rows={"kind": "follow", "source": "departments"},
    total={"label": "계", "sum": ["staff"], "place": "last"},
)
NESTED = _grid(
    "nested",
    [
        _column("kind", "text"),
        _column("amount", "integer", unit="명"),
        _column("double", "integer", unit="명", formula="amount * 2"),
    ],
    total={"label": "총계", "sum": ["amount"]},
)
DEFINITIONS = {
    "dep": DEPARTMENTS,
    "bud": BUDGET,
    "kpi": KPI,
    "cnt": COUNTS,
    "ppl": PEOPLE,
    "nst": NESTED,
    "t1": TARGETS,
    "t2": TARGETS,
}
OWNERS = {"t1": "a", "t2": "b"}
ROWS = ("a", "b", "c", TOTAL_ROW, FIELDS_ROW)

VALUES = st.sampled_from(
    [None, NONE, NOT_APPLICABLE, NOT_YET, Value.invalid("많음"), *map(Value.of, ("0", "1", "12", "-3", "2.5", "7/9"))]
)


def _empty(uid: str) -> Table:
    rows = tuple(Row(row) for row in ROWS[:3]) if uid in ("dep", "kpi", "t1") else ()
    if uid == "nst":
        rows = (Row("a"), Row("b", parent="a"), Row("c", parent="a"))
    return Table(uid, DEFINITIONS[uid], owner=OWNERS.get(uid, ""), rows=rows)


def _keys(uid: str) -> list[tuple[str, str]]:
    columns = [(row, column.key) for row in ROWS[:4] for column in DEFINITIONS[uid].columns]
    return columns + [(FIELDS_ROW, key) for key in (*(each.key for each in DEFINITIONS[uid].fields), "title")]


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str, str, Value | None]:
    """What is done, to which table, row and column, with which value."""
    uid = draw(st.sampled_from(sorted(DEFINITIONS)))
    kind = draw(st.sampled_from(["cell"] * 5 + ["remove row", "move row", "table"]))
    row, column = draw(st.sampled_from(_keys(uid)))
    return kind, uid, row, column, draw(VALUES)


def edited(report: Report, kind: str, uid: str, row: str, column: str, value: Value | None) -> Report:
    """The report after an edit; a table that is there goes, one that is not comes back empty."""
    table = report.tables.get(uid)
    if kind == "table" or table is None:
        rest = {each: kept for each, kept in report.tables.items() if each != uid}
        return replace(report, tables=rest if table else {**rest, uid: _empty(uid)})
    if kind == "remove row":
        return report.with_table(replace(table, rows=tuple(each for each in table.rows if each.uid != row)))
    if kind == "move row":
        return report.with_table(replace(table, rows=table.rows[1:] + table.rows[:1]))
    stored = table.row(row) or Row(row)
    cells = {key: each for key, each in stored.cells.items() if key != column}
    cells |= {} if value is None else {column: value}
    return report.with_table(table.with_row(replace(stored, cells=cells)))


def single_cells(report: Report, kind: str, uid: str, row: str, column: str, _: Value | None) -> frozenset[CellKey]:
    """The cell that an edit changes, when it changes nothing else: no row or table comes or goes."""
    table = report.tables.get(uid)
    is_single = kind == "cell" and table is not None and table.row(row) is not None
    return frozenset({CellKey(uid, row, column)} if is_single else ())


def everything(evaluation: Evaluation) -> Iterator[object]:
    """All that an evaluation can be asked."""
    for uid, table in evaluation.report.tables.items():
        rows = evaluation.rows(uid)
        yield rows
        yield evaluation.fill(table.definition.print.title, uid)
        for row, column in (
            (row, column) for row in (*(each.uid for each in rows), FIELDS_ROW) for column in _all(uid)
        ):
            key = CellKey(uid, row, column)
            yield key, evaluation.shown(key), evaluation.unit(key), evaluation.sheet(uid).quantity(row, column)


def _all(uid: str) -> list[str]:
    return sorted({key for _, key in _keys(uid)})


def figures(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings but those of whole texts, which the whole check alone looks for."""
    return [each for each in findings if not is_of_whole(each)]


@settings(deadline=None)
@given(steps=st.lists(edits(), min_size=1, max_size=12), looked_at=st.booleans())
def test_what_is_kept_at_an_edit_is_what_a_whole_check_finds(
    *, steps: list[tuple[str, str, str, str, Value | None]], looked_at: bool
):
    now = evaluate(Report(INFO, {uid: _empty(uid) for uid in DEFINITIONS}))
    findings = check_report(now)
    for step in steps:
        if looked_at:
            list(everything(now))
        report, cells = edited(now.report, *step), single_cells(now.report, *step)
        now = reevaluate(now, report, frozenset({step[1]}), cells)
        findings = recheck(now, findings, frozenset({step[1]}), cells=cells)
    afresh = evaluate(now.report)
    assert list(everything(now)) == list(everything(afresh))
    assert figures(findings) == figures(check_report(afresh))


@settings(deadline=None)
@given(st.lists(edits(), max_size=6), edits())
def test_the_cells_to_repaint_are_those_that_show_something_else(
    steps: list[tuple[str, str, str, str, Value | None]], last: tuple[str, str, str, str, Value | None]
):
    report = Report(INFO, {uid: _empty(uid) for uid in DEFINITIONS})
    for step in steps:
        report = edited(report, *step)
    before = evaluate(report)
    asked = [each for each in everything(before) if isinstance(each, tuple) and each and isinstance(each[0], CellKey)]
    after = reevaluate(before, edited(report, *last), frozenset({last[1]}))
    changed = changed_cells(before, after)
    there = [(key, shown) for key, shown, *_ in asked if key.table in after.report.tables]
    assert {key for key, shown in there if after.shown(key) != shown} <= changed


def test_another_fiscal_year_shows_in_every_text():
    report = Report(INFO, {"dep": _empty("dep")})
    other = replace(report, info=replace(INFO, fiscal_year=2031))
    assert reevaluate(evaluate(report), other, frozenset()).fill("{yy}", "dep") == "31"


@pytest.mark.parametrize("uid", ["t1", "dep"])
def test_a_removed_table_is_missed_by_those_that_read_it(uid: str):
    report = Report(INFO, {each: _empty(each) for each in DEFINITIONS})
    for row, column, table in (("a", "target", "t1"), ("b", "target", "kpi"), (FIELDS_ROW, "divisions", "cnt")):
        report = edited(report, "cell", table, row, column, Value.of("3"))
    before = evaluate(report)
    less = edited(report, "table", uid, "", "", None)
    after = reevaluate(before, less, frozenset({uid}))
    found = recheck(after, check_report(before), frozenset({uid}))
    assert figures(found) == figures(check_report(evaluate(less)))
    assert figures(found) != figures(check_report(before))
