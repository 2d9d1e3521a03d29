"""The strict parser: what it refuses and how it says so, its inverse, and years."""

from __future__ import annotations

import copy
import tomllib
from contextlib import suppress
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.definition_parser import (
    DefinitionError,
    custom_data,
    definition_data,
    expand,
    parse_custom,
    parse_definition,
)
from desktop.domain.definition_years import years_of
from desktop.domain.definitions import Align, Column, ColumnType, Print, RowsKind, Scope, TableDefinition

BUDGET = tomllib.loads("""
code = "budget"
version = 1
title = "예산"
tab = "organization"
layout = "grid"
rows = { kind = "follow", source = "departments" }
total = { label = "계", sum = ["appropriation", "expenditure"] }
columns = [
    { key = "department", label = "구분", type = "text", follows = "name", align = "spread" },
    { key = "appropriation", label = "예산현액", type = "money", unit = "백만원", required = true },
    { key = "expenditure", label = "지출액", type = "money", unit = "백만원", width = 12 },
    { key = "rate", label = ["집행률", "지출액"], type = "percent", formula = "expenditure / appropriation * 100" },
    { key = "staff", label = "정원/현원", type = "pair", parts = ["authorized", "current"] },
]
fields = [{ key = "original", label = "본예산", type = "money" }]
checks = [{ code = "order", severity = "error", expr = "expenditure <= appropriation", message = "{expenditure}" }]
print = { title = "예 산 - {total.appropriation}", footnotes = ["본예산({original}백만원)"] }
renamed = { spent = "expenditure" }
filter = ["department"]
""")

INDICATORS = tomllib.loads("""
code = "indicators"
version = 1
title = "정책지표"
tab = "indicators"
layout = "grid"
total = { label = "계", sum = ["actual"] }

[[columns]]
key = "unit"
label = "단위"
type = "text"

[[columns]]
key = "target"
label = ["{year}", "목표"]
type = "decimal"
years = "-1..+1"
unit_column = "unit"

[[columns]]
key = "actual"
label = ["{year}", "실적"]
type = "decimal"
years = "-1..0"

[[columns]]
key = "rate"
label = "'{yy} 달성률"
type = "percent"
years = "-1..0"
formula = "actual@{year} / target@{year} * 100"
inside = "actual"
joint = "({value}%)"

[[columns]]
key = "change"
label = "{year} 증감"
type = "decimal"
formula = "actual@0 - actual@-1"

[[checks]]
code = "order"
severity = "error"
expr = "actual@{year} <= target@{year}"
message = "{actual@{year}}"

[[checks]]
code = "rise"
severity = "info"
expr = "actual@-1 <= actual@0"
""")


def changed(path: str, value: object, data: dict[str, object] = BUDGET) -> dict[str, object]:
    """The data with one key set; a path is `columns.1.type`. None takes the key out."""
    result = copy.deepcopy(data)
    *above, last = path.split(".")
    place: object = result
    for step in above:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return result


def problems(data: dict[str, object]) -> tuple[str, ...]:
    with pytest.raises(DefinitionError) as caught:
        parse_definition(data, "budget.toml")
    assert caught.value.where == "budget.toml"
    assert str(caught.value).startswith("budget.toml: ")
    return caught.value.problems


def test_a_definition_is_read_into_its_dataclasses() -> None:
    definition = parse_definition(BUDGET, "budget.toml")
    assert definition.rows.kind is RowsKind.FOLLOW
    assert definition.columns[0].align is Align.SPREAD
    assert definition.columns[0].label == ("구분",)
    assert definition.columns[2].width == 12.0
    assert definition.columns[3] == Column(
        "rate", ("집행률", "지출액"), ColumnType.PERCENT, formula="expenditure / appropriation * 100"
    )
    assert definition.checks[0].scope is Scope.ROW
    assert definition.print == Print(title="예 산 - {total.appropriation}", footnotes=("본예산({original}백만원)",))
    assert definition.renamed == (("spent", "expenditure"),)
    assert definition.filter == ("department",)


@pytest.mark.parametrize(
    ("path", "value", "place", "allowed"),
    [
        ("colour", "red", "colour: 모르는 키", "renamed"),
        ("columns.1.colour", "red", "columns[1].colour: 모르는 키", "unit_column"),
        ("columns.1.year", 2018, "columns[1].year: 모르는 키", "years"),
        ("columns.1.type", "number", "columns[1].type: 'number'", "money"),
        ("columns.1.type", 3, "columns[1].type: 3", "money"),
        ("columns.1.places", "1", "columns[1].places: '1'", "정수"),
        ("columns.1.places", True, "columns[1].places: True", "정수"),
        ("columns.1.places", -1, "columns[1].places", "0 이상"),
        ("columns.1.required", "yes", "columns[1].required", "true나 false"),
        ("columns.1.width", "wide", "columns[1].width", "수여야"),
        ("columns.1.unit", 3, "columns[1].unit", "문자열"),
        ("columns.1.label", [1], "columns[1].label[0]", "문자열"),
        ("columns.1.label", "", "columns[1].label", "머리글"),
        ("columns.1.key", None, "columns[1].key: 빠졌습니다", "반드시"),
        ("columns.1.key", "Amount", "columns[1].key", "소문자"),
        ("columns.2.key", "appropriation", "columns[2].key", "이미"),
        ("fields.0.key", "expenditure", "fields[0].key", "이미"),
        ("columns", "none", "columns: 'none'", "목록"),
        ("columns", [], "columns: 비어", "하나 이상"),
        ("rows", "follow", "rows: 표", "{…}"),
        ("tab", "budget", "tab: 'budget'", "organization"),
        ("layout", "outline", "columns: 항목 나무", "mark"),
        ("layout", "cards", "layout: 'cards'", "form"),
        ("columns.3.formula", "spent / appropriation", "columns[3].formula: 'spent'", "expenditure"),
        ("columns.3.formula", "staff.women / 2", "columns[3].formula", "authorized"),
        ("columns.0.formula", "expenditure", "columns[0]: formula, text, follows", "하나만"),
        ("columns.3.required", True, "columns[3].required", "필수"),
        ("columns.4.parts", ["a"], "columns[4].parts", "두 개"),
        ("columns.4.parts", ["a", "a"], "columns[4].parts", "같습니다"),
        ("columns.1.options", ["가"], "columns[1].options", "enum"),
        ("columns.1.inside", "nowhere", "columns[1].inside: 'nowhere'", "department"),
        ("columns.1.joint", "({value})", "columns[1].joint", "inside"),
        ("columns.1.unit_column", "nowhere", "columns[1].unit_column", "department"),
        ("columns.1.shows", "({amount})", "columns[1].shows", "{value}"),
        ("columns.1.day_form", "'yy.m.d", "columns[1].day_form", "period"),
        (
            "columns",
            [{**BUDGET["columns"][0], "merge": True, "join_left": True}, *BUDGET["columns"][1:]],
            "columns[0].join_left",
            "merge",
        ),
        ("columns.1.names", "departments", "columns[1].names", "text"),
        ("columns.2.limit", "yes", "columns[2].limit", "true"),
        ("columns.4.limit", True, "columns[4].limit", "단위"),
        ("fields.0.limit", True, "fields[0].limit", "follow"),
        ("columns.1.years", "now", "columns[1].years", "-2..+2"),
        ("rows.source", None, "rows.source", "follow"),
        ("rows.kind", "entered", "columns[0].follows", "follow"),
        ("total.sum", ["spent"], "total.sum[0]: 'spent'", "expenditure"),
        ("total.sum", ["department"], "total.sum[0]: 'department'", "text"),
        ("total.sum", ["expenditure", "expenditure"], "total.sum: 'expenditure'", "두 번"),
        ("total.label_column", "name", "total.label_column: 'name'", "department"),
        ("checks.0.expr", "spent <= appropriation", "checks[0].expr: 'spent'", "expenditure"),
        ("checks.0.expr", "", "checks[0].expr", "이름"),
        ("checks.0.expr", "expenditure <= (appropriation", "checks[0].expr", "')'"),
        ("checks.0.expr", "expenditure + appropriation", "checks[0].expr", "<="),
        ("columns.3.formula", "expenditure <= appropriation", "columns[3].formula", "값을 내는 식"),
        ("columns.3.formula", "__import__('os')", "columns[3].formula", "쓸 수 있는 것"),
        ("checks.0.message", "{spent}", "checks[0].message: 'spent'", "expenditure"),
        ("checks.0.when", "spent", "checks[0].when: 'spent'", "expenditure"),
        ("checks.0.severity", "fatal", "checks[0].severity: 'fatal'", "warning"),
        ("checks.0.scope", "column", "checks[0].scope: 'column'", "table"),
        ("print.title", "{spent}", "print.title: 'spent'", "original"),
        ("print.title", "{expenditure}", "print.title: 'expenditure'", "total.expenditure"),
        ("print.title", "{", "print.title", ""),
        ("print.orientation", "wide", "print.orientation: 'wide'", "landscape"),
        ("print.panels", 0, "print.panels", "1 이상"),
        ("print.footnotes", ["", "{x}"], "print.footnotes[1]: 'x'", "original"),
        ("renamed", {"a": "b"}, "renamed.a: 'b'", "expenditure"),
        ("renamed", {"department": "expenditure"}, "renamed.department", "지금도"),
        ("renamed", {"a": 1}, "renamed", "새 키"),
        ("filter", ["expenditure", "colour"], "filter: 'colour'", "expenditure"),
        ("owner", "kpi", "filter", "owner가 없는"),
        ("marks", [{"mark": "○", "level": 1}], "marks", "outline"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place_and_what_is_allowed(
    path: str, value: object, place: str, allowed: str
) -> None:
    found = problems(changed(path, value))
    assert any(each.startswith(place) and allowed in each for each in found), found


def test_all_problems_of_a_file_are_told_together() -> None:
    data = changed("columns.1.type", "number", changed("columns.2.places", "1", changed("tab", "x")))
    assert [each.split(":")[0] for each in problems(data)] == ["tab", "columns[1].type", "columns[2].places"]
    data = changed("columns.3.formula", "spent + lent", changed("total.sum", ["spent"]))
    assert len(problems(data)) == 3


def test_an_outline_takes_a_mark_once_a_level() -> None:
    columns = [{"key": key, "label": key, "type": "text"} for key in ("mark", "label", "text")]
    base = {"code": "page", "version": 1, "title": "사업", "tab": "programs", "layout": "outline", "columns": columns}
    marks = [{"mark": "※", "level": 1}, {"mark": "※", "level": 2}]
    assert len(parse_definition({**base, "marks": marks}, "page.toml").marks) == 2
    assert "marks: '※'이(가) 2단계에 두 번 있습니다." in problems({**base, "marks": [*marks, marks[1]]})
    assert problems({**base, "marks": [{"mark": "【】〉", "level": 0, "encloses": True}]})[0].startswith(
        "marks[0].level"
    )


def test_the_inverse_is_read_back_as_the_same_definition() -> None:
    for data in (BUDGET, INDICATORS):
        definition = parse_definition(data, "x.toml")
        assert parse_definition(definition_data(definition), "x.toml") == definition
        assert definition_data(parse_definition(definition_data(definition), "x")) == definition_data(definition)
    assert definition_data(parse_definition(BUDGET, "x"))["columns"] == BUDGET["columns"]


TEXTS = st.text("가나다 ab1·\n", min_size=1, max_size=6)
COLUMNS = st.builds(
    lambda key, rest: {"key": key, **rest},
    st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True),
    st.one_of(
        st.fixed_dictionaries(
            {"label": TEXTS.map(lambda text: [text, text]), "type": st.sampled_from(["money", "decimal", "percent"])},
            optional={
                "unit": TEXTS,
                "places": st.integers(1, 4),
                "required": st.just(True),  # noqa: FBT003 - a value of the data, not a flag
                "years": st.sampled_from(["-2..+2", "0", "2016..2020", "2016,2018"]),
                "width": st.floats(0.5, 99),
                "shows": st.sampled_from(["({value})", "{value}{unit}"]),
                "align": st.sampled_from([each.value for each in Align]),
            },
        ),
        st.fixed_dictionaries({"label": TEXTS, "type": st.just("enum"), "options": st.lists(TEXTS, min_size=1)}),
        st.fixed_dictionaries({"label": TEXTS, "type": st.just("pair"), "parts": st.just(["a", "b"])}),
    ),
)
DEFINITIONS = st.fixed_dictionaries(
    {
        "code": st.just("t"),
        "version": st.integers(1, 9),
        "title": TEXTS,
        "tab": st.just("programs"),
        "layout": st.just("grid"),
        "columns": st.lists(COLUMNS, min_size=1, max_size=5, unique_by=lambda column: column["key"]),
    },
    optional={
        "owner": st.just("programs"),
        "rows": st.just({"kind": "entered", "parents": ["sections"]}),
        "print": st.just({"transpose": True, "unit_note": "(단위 : {unit})"}),
    },
)


@given(DEFINITIONS)
def test_any_definition_comes_back_as_it_was_written(data: dict[str, object]) -> None:
    definition = parse_definition(data, "t.toml")
    rows = {"rows": {"parents": ["sections"]}} if "rows" in data else {}  # "entered" is the default
    assert definition_data(definition) == {**data, **rows}


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["key", "label", "type", "x"]), inner),
    max_leaves=5,
)


@given(st.sampled_from([each.name for each in fields(TableDefinition)]), JUNK)
def test_junk_is_refused_or_read_but_never_breaks_the_parser(key: str, junk: object) -> None:
    with suppress(DefinitionError):
        parse_definition({**BUDGET, key: junk}, "budget.toml")


@pytest.mark.parametrize(
    ("declared", "years"),
    [
        ("-2..+2", (2016, 2017, 2018, 2019, 2020)),
        ("0", (2018,)),
        ("-1..0", (2017, 2018)),
        ("2016..2018", (2016, 2017, 2018)),
        ("2016,2018", (2016, 2018)),
        ("2014, -1..0", (2014, 2017, 2018)),
    ],
)
def test_ranges_of_years(declared: str, years: tuple[int, ...]) -> None:
    assert years_of(declared, 2018) == years


@pytest.mark.parametrize("declared", ["now", "1..2..3", "+2..-2", "2018,0", "", "20155", "2018..", "1850"])
def test_what_is_no_range_of_years(declared: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        years_of(declared, 2018)


def test_year_columns_unfold_around_the_year_of_the_report() -> None:
    definition = expand(parse_definition(INDICATORS, "indicators.toml"), 2018)
    columns = {column.key: column for column in definition.columns}
    assert list(columns) == [
        "unit",
        *("target@2017", "target@2018", "target@2019"),
        *("actual@2017", "actual@2018"),
        *("rate@2017", "rate@2018"),
        "change",
    ]
    assert columns["target@2019"].label == ("2019", "목표")
    assert columns["target@2019"].year == 2019
    assert columns["target@2019"].unit_column == "unit"
    assert columns["rate@2017"].label == ("'17 달성률",)
    assert columns["rate@2017"].formula == "actual@2017 / target@2017 * 100"
    assert columns["rate@2017"].inside == "actual@2017"
    assert columns["change"].label == ("2018 증감",)
    assert columns["change"].formula == "actual@2018 - actual@2017"
    assert definition.total.sum == ("actual@2017", "actual@2018")
    assert [check.expr for check in definition.checks] == [
        "actual@2017 <= target@2017",
        "actual@2018 <= target@2018",
        "actual@2017 <= actual@2018",
    ]
    assert definition.checks[0].message == "{actual@2017}"


def test_an_expanded_definition_expands_to_itself() -> None:
    definition = expand(parse_definition(INDICATORS, "indicators.toml"), 2018)
    assert expand(definition, 2022) == definition


@pytest.mark.parametrize("formula", ["actual@-2", "actual@+1", "actual", "actual@2016.a", "target@{year} + unit@2016"])
def test_a_formula_may_name_declared_years_only(formula: str) -> None:
    assert problems(changed("columns.4.formula", formula, INDICATORS))[0].startswith("columns[4].formula: '")


def test_an_absolute_year_may_be_named_in_a_relative_range() -> None:
    assert parse_definition(changed("columns.4.formula", "actual@2018 - actual@2017", INDICATORS), "x")


def test_a_table_of_the_clerk_has_no_code_version_and_tab() -> None:
    data = {"title": "지원 내용", "columns": [{"key": "c1", "label": "구분", "type": "text"}]}
    definition = parse_custom(data, "직접 만든 표")
    assert definition.code == "custom"
    assert custom_data(definition) == {**data, "layout": "grid"}
    with pytest.raises(DefinitionError, match="version: 직접 만든 표에는"):
        parse_custom({**data, "version": 2}, "직접 만든 표")
