import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.definitions import Column, ColumnType
from desktop.domain.display import edit_text
from desktop.domain.parsing import parse
from desktop.domain.spelling import tidy
from desktop.domain.values import NONE, NOT_APPLICABLE, NOT_YET, State, Value

FIGURES = [kind for kind in ColumnType if kind.is_figure]
WORDLESS = [kind for kind in ColumnType if kind not in (ColumnType.TEXT, ColumnType.LONG_TEXT)]
WRITTEN = st.text() | st.text(
    alphabet="0123456789,./()-△▲−% *~'’년월일상하백만천억원명㎡평…미집계해당없음１½①¹⁾\x0b\xa0\n"
)
CONFIGURED = {ColumnType.ENUM: {"options": ("추진완료", "추진중")}, ColumnType.LONG_TEXT: {"bullet": "•"}}


def column(kind: ColumnType | str, **attributes: object) -> Column:
    return Column("key", ("이름",), ColumnType(kind), **attributes)


MONEY = column("money", unit="백만원")
HEADCOUNT = column("count", unit="명")


@pytest.mark.parametrize("kind", list(ColumnType))
@pytest.mark.parametrize("typed", ["", "  ", "\n", "\xa0", "\u200b", "\x0b \t"])
def test_blank_is_no_value(kind, typed):
    assert parse(column(kind), typed) is None


@pytest.mark.parametrize("kind", WORDLESS)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("-", NONE),
        (" － ", NONE),
        ("–", NONE),
        ("−", NONE),
        ("—", NONE),
        ("미집계", NOT_YET),
        ("…", NOT_YET),
        ("...", NOT_YET),
        ("해당없음", NOT_APPLICABLE),
        ("해당 없음", NOT_APPLICABLE),
        ("해당 사항 없음", NOT_APPLICABLE),
    ],
)
def test_words_for_no_figure(kind, typed, value):
    assert parse(column(kind), typed) == value


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("131,125", "131125"),
        ("１３１，１２５", "131125"),
        ("0", "0"),
        ("-0", "0"),
        ("2.50", "2.50"),
        ("+7", "7"),
        ("007", "7"),
        ("△9", "-9"),
        ("▲9", "-9"),
        ("Δ 9", "-9"),
        ("∆9", "-9"),
        ("-9", "-9"),
        ("−9", "-9"),
        ("–9", "-9"),
        ("－9", "-9"),
        ("(9)", "-9"),
        ("( 1,234.5 )", "-1234.5"),
        ("85백만원", "85"),
        ("85 백만 원", "85"),
        ("2.50백만원", "2.50"),
        ("85억원", "8500"),
        ("△85억원", "-8500"),
        ("(85억원)", "-8500"),
        ("3억5천만원", "350"),
        ("6조 2,021억", "6202100"),
        ("12,340천원", "12.34"),
        ("₩5,000,000", "5"),
        ("￦5,000,000", "5"),
        ("△₩1,000,000", "-1"),
    ],
)
def test_money_in_millions(typed, text):
    assert parse(MONEY, typed) == Value.of(text)


@pytest.mark.parametrize(
    "typed", ["1,23", "1,2345", "1.2.3", "1 2", "1/2", "1e5", "1" * 16, "½", "①", "69¹", "10²", "٣"]
)
@pytest.mark.parametrize("frame", ["{}", "△{}", "({})", "{}백만원"])
def test_what_is_no_number_stays_as_typed(frame, typed):
    assert parse(MONEY, frame.format(typed)) == Value.invalid(frame.format(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "12a",
        "일이삼",
        "5명",
        "5%",
        "약 85억원",
        "5천3억원",
        "--9",
        "△(9)",
        "(-9)",
        "(9",
        "9)",
        "9-",
        "△",
        "()",
        "*",
        "NaN",
    ],
)
def test_what_is_no_money_stays_as_typed(typed):
    assert parse(MONEY, typed) == Value.invalid(typed)


@pytest.mark.parametrize(
    ("kind", "unit", "typed", "text"),
    [
        ("count", "명", "28명", "28"),
        ("count", "명", "28 명", "28"),
        ("count", "명", "14만명", "140000"),
        ("count", "개사", "7천개사", "7000"),
        ("integer", "", "3.0", "3"),
        ("count", "개", "5.", "5"),
        ("money", "원", "1.5천원", "1500"),
        ("area", "㎡", "1,124천㎡", "1124000"),
        ("area", "㎡", "100m²", "100"),
        ("area", "㎡", "12평", "39.66942"),
        ("percent", "", "42.5%", "42.5"),
        ("percent", "%", "42.5 ％", "42.5"),
        ("percent", "%", "42.50", "42.50"),
        ("decimal", "점", "88.5점", "88.5"),
    ],
)
def test_suffixes_in_the_unit_of_the_column(kind, unit, typed, text):
    assert parse(column(kind, unit=unit), typed) == Value.of(text)


@pytest.mark.parametrize(
    ("kind", "unit", "typed"),
    [
        ("count", "", "28명"),
        ("count", "명", "28건"),
        ("count", "명", "28.5"),
        ("integer", "", "0.5"),
        ("count", "백만원", "85,500천원"),
        ("percent", "%", "42명"),
        ("area", "㎡", "12원"),
    ],
)
def test_units_that_do_not_fit_are_invalid(kind, unit, typed):
    assert parse(column(kind, unit=unit), typed) == Value.invalid(typed)


def test_the_unit_of_the_row_takes_the_place_of_the_columns():
    assert parse(column("decimal", unit_column="unit"), "85억원", "백만원") == Value.of("8500")
    assert parse(HEADCOUNT, "85명", "건") == Value.invalid("85명")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,579 **", Value.of("1579", "**")),
        ("5,472*", Value.of("5472", "*")),
        ("5,472＊", Value.of("5472", "*")),
        ("69¹⁾", Value.of("69", "¹⁾")),
        ("△9 ※", Value.of("-9", "※")),
        ("28명*", Value.of("28", "*")),
        ("- *", NONE.marked("*")),
        ("미집계*", NOT_YET.marked("*")),
    ],
)
def test_a_footnote_mark_behind_a_figure(typed, value):
    assert parse(HEADCOUNT, typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("31/35", Value.of("31/35")),
        ("31 / 35", Value.of("31/35")),
        ("３１／３５", Value.of("31/35")),
        ("1,307/1,295명", Value.of("1307/1295")),
        ("0/1", Value.of("0/1")),
        ("-/1", Value.of("0/1")),
        ("- / 1", Value.of("0/1")),
        ("△1/2", Value.of("-1/2")),
        ("0/0", NONE),
        ("-/-", NONE),
        ("31/35*", Value.of("31/35", "*")),
        ("31", Value.invalid("31")),
        ("31/", Value.invalid("31/")),
        ("/", Value.invalid("/")),
        ("31/35/2", Value.invalid("31/35/2")),
        ("31/a", Value.invalid("31/a")),
    ],
)
def test_pairs(typed, value):
    assert parse(column("pair", unit="명", parts=("authorized", "current")), typed) == value


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("(18)", "18"),
        ("18", "18"),
        ("여성(149)", "149"),
        ("(△3)", "-3"),
        ("△3", "-3"),
        ("(18명)", "18"),
    ],
)
def test_what_the_column_prints_around_a_figure_may_be_typed(typed, text):
    women = column("count", unit="명", shows="({value})", shows_total="여성({value})")
    assert parse(women, typed) == Value.of(text)


@pytest.mark.parametrize(
    ("shows", "typed"), [("{value}곳", "5곳"), ("약 {value}", "약 5"), ("약 {value}", "약5"), ("{value} 이상", "5이상")]
)
def test_a_frame_may_stand_on_one_side(shows, typed):
    assert parse(column("integer", shows=shows), typed) == Value.of("5")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("date", "'22. 1. 21.", Value.of("2022-01-21")),
        ("date", "'22.2.30.", Value.invalid("'22.2.30.")),
        ("date", "'22.上", Value.invalid("'22.上")),
        ("period", "'22.1.10. ~ 6.30.", Value.of("2022-01-10/2022-06-30")),
        ("period", "'22.3.~", Value.of("2022-03/..")),
        ("period", "조만간", Value.invalid("조만간")),
    ],
)
def test_dates_and_periods_are_iso(kind, typed, value):
    assert parse(column(kind), typed) == value


def test_an_option_is_compared_without_blanks():
    status = column("enum", options=("추진완료", "추진중", "-"))
    assert parse(status, "추진 중") == Value.of("추진중")
    assert parse(status, "-") == Value.of("-")
    assert parse(status, "진행중") == Value.invalid("진행중")
    assert parse(column("enum"), "무엇이든") == Value.of("무엇이든")


def test_text_stays_as_typed():
    text = column("text")
    assert parse(text, " ㎡ ① ½ １２ △9 ") == Value.of("㎡ ① ½ １２ △9")
    assert parse(text, "-") == Value.of("-")
    assert parse(text, "첫 줄\x0b둘째\xa0줄") == Value.of("첫 줄\n둘째 줄")


def test_the_bullet_of_a_long_text_is_not_part_of_it():
    lines = column("long_text", bullet="• ")
    assert parse(lines, "• 하나\n둘\n\n  •• 셋") == Value.of("하나\n둘\n\n셋")
    assert parse(lines, " • ") is None
    assert parse(column("long_text"), "• 하나") == Value.of("• 하나")


@pytest.mark.parametrize("kind", WORDLESS)
@pytest.mark.parametrize("part", ["*", "1", " ", "△", "'22.", "~"])
def test_a_page_pasted_into_one_cell_is_kept_and_costs_nothing(kind, part):
    page = f"가{part * 200_000}가"
    assert parse(column(kind, options=("추진중",)), page) == Value.invalid(page)


@given(st.sampled_from(list(ColumnType)), WRITTEN, st.sampled_from(["", "백만원", "명", "㎡", "점수"]))
def test_nothing_raises_and_what_is_stored_is_read_back(kind, typed, unit):
    target = column(kind, unit=unit, **CONFIGURED.get(kind, {}))
    value = parse(target, typed)
    assert parse(target, edit_text(target, value)) == value


@given(st.sampled_from(WORDLESS), WRITTEN)
def test_an_invalid_entry_is_kept_as_typed(kind, typed):
    value = parse(column(kind, options=("추진중",)), typed)
    if value is not None and value.state is State.INVALID:
        assert value.text == tidy(typed)


@given(st.sampled_from(FIGURES), st.integers(-(10**15) + 1, 10**15 - 1))
def test_each_spelling_of_a_number_is_the_number(kind, number):
    texts = [f"{number:,}", str(number), f"△{-number:,}" if number < 0 else f"+{number}"]
    if kind is ColumnType.PAIR:
        texts = [f"{text}/1" for text in texts]
    expected = Value.of(f"{number}/1" if kind is ColumnType.PAIR else str(number))
    assert [parse(column(kind), text) for text in texts] == [expected] * len(texts)
