import importlib
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.definitions import Column, ColumnType
from desktop.domain.display import display, edit_text, number_format, printed_places
from desktop.domain.numbers import rounded
from desktop.domain.parsing import parse
from desktop.domain.values import NONE, NOT_APPLICABLE, NOT_YET, State, Value

SHARED = Path(__file__).parents[3] / "shared"
SPREADSHEET = SHARED / "tools" / "shown_workbook.py"
OFFICIAL = SHARED / "official-tables"
NUMERIC = [kind for kind in ColumnType if kind.is_numeric]
TEMPLATES = ["{value}", "({value})", "여성({value})", "{value}{unit}", '"{value}" 약', "\\{value};@0#"]


def column(kind: ColumnType | str, **attributes: object) -> Column:
    return Column("key", ("이름",), ColumnType(kind), **attributes)


def figures(digits: int = 11) -> st.SearchStrategy[str]:
    """Canonical numbers that a spreadsheet holds exactly."""
    numbers = st.integers(-(10**digits), 10**digits)
    return st.builds(lambda number, places: f"{Decimal(number).scaleb(-places):f}", numbers, st.integers(0, 4)).map(
        lambda text: "0" if text == "-0" else text
    )


GOLDEN = [
    # kind, attributes, value, printed, number format
    ("money", {}, Value.of("131125"), "131,125", '#,##0;"△"#,##0;"-"'),
    ("money", {}, Value.of("-9"), "△9", '#,##0;"△"#,##0;"-"'),
    ("money", {}, Value.of("0"), "-", '#,##0;"△"#,##0;"-"'),
    ("money", {}, Value.of("0.0"), "-", '#,##0;"△"#,##0;"-"'),
    ("money", {}, NONE, "-", '#,##0;"△"#,##0;"-"'),
    ("money", {}, Value.of("12.5"), "13", '#,##0;"△"#,##0;"-"'),
    ("money", {"zero": "0"}, Value.of("0"), "0", '#,##0;"△"#,##0;"0"'),
    ("money", {"zero": "0"}, NONE, "-", '#,##0;"△"#,##0;"-"'),
    ("money", {"zero": ""}, Value.of("0"), "", '#,##0;"△"#,##0;'),
    ("percent", {"places": 1}, Value.of("5.4618"), "5.5", '#,##0.0;"△"#,##0.0;"-"'),
    ("percent", {"places": 1}, Value.of("0.0211"), "0.0", "#,##0.0;#,##0.0;#,##0.0"),
    ("percent", {"places": 1}, Value.of("0.0"), "0.0", "#,##0.0;#,##0.0;#,##0.0"),
    ("percent", {"places": 1}, Value.of("-0.0211"), "0.0", "#,##0.0;#,##0.0;#,##0.0"),
    ("percent", {"places": 1}, Value.of("0"), "-", '#,##0.0;"△"#,##0.0;"-"'),
    ("percent", {"places": 1, "zero": "0.0"}, Value.of("0"), "0.0", '#,##0.0;"△"#,##0.0;"0.0"'),
    ("percent", {"places": 1}, Value.of("42"), "42.0", '#,##0.0;"△"#,##0.0;"-"'),
    ("decimal", {}, Value.of("88.50"), "88.50", '#,##0.00;"△"#,##0.00;"-"'),
    ("decimal", {"formula": "a / b"}, Value.of("88.50"), "89", '#,##0;"△"#,##0;"-"'),
    ("count", {"shows": "({value})"}, Value.of("18"), "(18)", '"("#,##0")";"(""△"#,##0")";"-"'),
    ("count", {"shows": "({value})"}, Value.of("-3"), "(△3)", '"("#,##0")";"(""△"#,##0")";"-"'),
    ("count", {"shows": "({value})"}, NONE, "-", '"("#,##0")";"(""△"#,##0")";"-"'),
    ("count", {"shows": "{value}{unit}", "unit": "명"}, Value.of("28"), "28명", '#,##0"명";"△"#,##0"명";"-"'),
    ("count", {}, Value.of("1579", "**"), "1,579 **", '#,##0" **";"△"#,##0" **";"- **"'),
    ("count", {}, NOT_YET, "미집계", "@"),
    ("count", {}, NOT_APPLICABLE, "해당없음", "@"),
    ("count", {}, Value.invalid("1,23"), "1,23", "@"),
    ("count", {}, Value.of("열둘"), "열둘", "@"),
    ("pair", {}, Value.of("31/35"), "31/35", "@"),
    ("pair", {}, Value.of("1307/1295"), "1,307/1,295", "@"),
    ("pair", {}, Value.of("0/1"), "0/1", "@"),
    ("pair", {}, Value.of("0/0"), "-", "@"),
    ("pair", {}, Value.of("-1/2", "*"), "△1/2 *", "@"),
    ("pair", {}, Value.of("31"), "31", "@"),
    ("pair", {}, NONE, "-", "@"),
    ("date", {}, Value.of("2022-01-21"), "2022. 1. 21.", "@"),
    ("date", {}, Value.of("언젠가"), "언젠가", "@"),
    ("period", {}, Value.of("2022-01-10/2022-06-30"), "2022. 1. 10. ~ 6. 30.", "@"),
    ("period", {"day_form": "'yy.m.d"}, Value.of("2022-01-10/2022-06-30"), "'22.1.10~'22.6.30", "@"),
    ("date", {"day_form": "yy.mm.dd"}, Value.of("2022-01-10"), "22.01.10", "@"),
    ("date", {"day_form": "yy.mm.dd"}, Value.of("2022-01"), "22.01.", "@"),
    ("date", {"day_form": "'yy. m월"}, Value.of("2022-01"), "'22. 1월", "@"),
    ("date", {"day_form": "'yy.m.d."}, Value.of("2022"), "2022년", "@"),
    ("period", {"day_form": "'yy.m.d."}, Value.of("2021-06/2022-01"), "'21.6.~'22.1.", "@"),
    ("period", {"day_form": "'yy.m.d."}, Value.of("2022-03/.."), "'22.3.~", "@"),
    ("period", {"day_form": "'yy.m.d."}, Value.of("../2022-06"), "~'22.6.", "@"),
    ("period", {"day_form": "'yy.m.d."}, Value.of("2022-03"), "'22.3.", "@"),
    ("text", {}, Value.of("㎡ ①"), "㎡ ①", "@"),
    ("long_text", {"bullet": "• "}, Value.of("하나\n\n둘"), "• 하나\n\n• 둘", "@"),
    ("long_text", {}, Value.of("하나\n둘"), "하나\n둘", "@"),
    ("enum", {}, Value.of("추진중"), "추진중", "@"),
]


@pytest.mark.parametrize(("kind", "attributes", "value", "printed", "code"), GOLDEN)
def test_what_prints_and_its_number_format(kind, attributes, value, printed, code):
    target = column(kind, **attributes)
    assert display(target, value) == printed
    assert number_format(target, value) == code


def test_blank_prints_nothing():
    assert display(column("money"), None) == ""
    assert edit_text(column("money"), None) == ""


def test_the_total_row_may_show_a_figure_differently():
    women = column("count", shows="({value})", shows_total="여성({value})")
    assert display(women, Value.of("149"), total=True) == "여성(149)"
    assert number_format(women, Value.of("149"), total=True) == '"여성("#,##0")";"여성(""△"#,##0")";"-"'
    assert display(column("count", shows="({value})"), Value.of("149"), total=True) == "(149)"


def test_the_unit_of_the_row_takes_the_place_of_the_columns():
    target = column("decimal", shows="{value}{unit}", unit="명")
    assert display(target, Value.of("85"), unit="억원") == "85억원"
    assert number_format(target, Value.of("85"), unit="억원") == '#,##0"억원";"△"#,##0"억원";"-"'


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("money", Value.of("131125"), "131125"),
        ("money", Value.of("-9", "*"), "-9 *"),
        ("money", NONE, "-"),
        ("money", NOT_YET, "미집계"),
        ("money", Value.invalid("1,23"), "1,23"),
        ("pair", Value.of("31/35"), "31/35"),
        ("date", Value.of("2022-01"), "2022. 1."),
    ],
)
def test_an_open_editor_shows_what_can_be_typed(kind, value, text):
    assert edit_text(column(kind), value) == text


@given(
    st.sampled_from(NUMERIC), figures(), st.integers(0, 3), st.sampled_from(TEMPLATES[:4]), st.sampled_from(["", "**"])
)
def test_what_prints_is_read_back(kind, text, places, shows, mark):
    target = column(kind, places=places, shows=shows, unit="명")
    whole = kind in (ColumnType.INTEGER, ColumnType.COUNT)
    printed = f"{rounded(Decimal(text), 0 if whole else printed_places(target, Value.of(text))):f}"
    value = Value.of(printed if Decimal(printed) else "0", mark)
    read = parse(target, display(target, value))
    assert read is not None
    assert read.mark == mark
    assert Decimal(read.text or "0") == Decimal(printed)


@given(figures(), figures())
def test_a_printed_pair_is_read_back(one, other):
    target = column("pair", places=4)
    value = parse(target, f"{one}/{other}")
    shown = display(target, value)
    again = parse(target, shown)
    assert display(target, again) == shown


@given(st.sampled_from(list(ColumnType)), st.sampled_from(list(State)), st.text(), st.text(max_size=3))
def test_nothing_raises(kind, state, text, mark):
    target, value = column(kind, bullet="•"), Value(state, text, mark)
    assert isinstance(display(target, value), str)
    assert isinstance(edit_text(target, value), str)
    assert number_format(target, value)


FIGURE = re.compile(r"[△Δ]?\d+(,\d{3})*(\.\d+)?( \*+)?|\(\d{1,3}\)")
PAIR = re.compile(r"\d[\d,]*/\d[\d,]*")


def official_cells() -> set[str]:
    """Every body cell of the published tables."""
    if not OFFICIAL.is_dir():
        pytest.skip(f"NOT TRIED ON THE PUBLISHED TABLES: {OFFICIAL} is missing")
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(OFFICIAL.glob("*.json"))]
    tables = [table for file in files for table in (file["tables"] if isinstance(file, dict) else file)]
    return {
        cell.strip() for table in tables for row in table.get("rows") or () for cell in row if isinstance(cell, str)
    }


def test_published_figures_print_as_they_were_published():
    cells = official_cells()
    grouped = {cell for cell in cells if FIGURE.fullmatch(cell) and not re.match(r"\d{4}", cell)}
    pairs = {cell for cell in cells if PAIR.fullmatch(cell)}
    assert len(grouped) > 250
    assert len(pairs) > 40
    for cell in grouped:
        target = column("decimal", zero="0", shows="({value})" if cell.startswith("(") else "{value}")
        assert display(target, parse(target, cell)) == cell.replace("Δ", "△")
    for cell in pairs:
        assert display(column("pair"), parse(column("pair"), cell)) == cell


@pytest.fixture(scope="module")
def shown_text() -> Callable[[float | str, str], str]:
    """The independent reader of number formats; it stands outside the project."""
    if not SPREADSHEET.exists():
        pytest.skip(f"NOT COMPARED WITH A SPREADSHEET READER: {SPREADSHEET} is missing")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SPREADSHEET.parent))
        return importlib.import_module("shown_workbook").shown_text


@pytest.mark.parametrize(("kind", "attributes", "value", "printed", "code"), GOLDEN)
def test_a_spreadsheet_prints_the_golden_pairs(shown_text, kind, attributes, value, printed, code):
    is_number = code != "@"
    content = float(value.text or "0") if is_number else printed
    assert shown_text(content, code) == printed, (kind, attributes)


@given(
    st.sampled_from(NUMERIC),
    figures(),
    st.integers(0, 3),
    st.sampled_from(TEMPLATES),
    st.sampled_from(["-", "0", "0.0", "", "없음"]),
    st.sampled_from(["", "*", "**", "¹⁾"]),
    st.booleans(),
)
def test_a_spreadsheet_prints_the_same(shown_text, kind, text, places, shows, zero, mark, total):
    target = column(kind, places=places, shows=shows, shows_total="계 {value}", zero=zero, unit="명")
    value = Value.of(text, mark)
    code = number_format(target, value, total=total)
    assert shown_text(float(text), code) == display(target, value, total=total)
    as_printed = float(rounded(Decimal(text), printed_places(target, value)))
    assert shown_text(as_printed, code) == display(target, value, total=total)
