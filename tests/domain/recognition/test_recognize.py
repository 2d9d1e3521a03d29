"""Tables as Excel, HWP and LibreOffice put them on the clipboard, recognized with their proof."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.clipboard import read_table
from desktop.domain.definition_parser import parse_custom
from desktop.domain.definitions import ColumnType, Place
from desktop.domain.recognition import (
    TOTAL,
    Doubt,
    NotATableError,
    Recognized,
    Relation,
    Sure,
    Wanted,
    built,
    confirmed,
    definition_of,
    recognize,
    years_name,
)
from desktop.domain.values import NONE, Value

CLIPBOARDS = Path(__file__).resolve().parents[2] / "clipboards"
TEXTS = st.text(st.sampled_from("가나계합 1290,.%△-/'년()<&\n"), max_size=8)
GRIDS = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=2, max_size=7)
)


def pasted(name: str) -> Recognized:
    return recognize(read_table("", (CLIPBOARDS / name).read_text(encoding="utf-8")))


def of_lines(*lines: str) -> Recognized:
    return recognize(read_table("\n".join(line.replace(" | ", "\t") for line in lines)))


def of_html(*rows: str) -> Recognized:
    return recognize(read_table("", "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"))


def formulas(found: Recognized) -> dict[str, str]:
    return {each.key: each.expression({}) for each in found.formulas}


def test_excels_budget_is_read_with_its_merged_header_and_its_wrong_total() -> None:
    found = pasted("excel_budget.html")
    assert (found.title, found.unit_note) == ("예산 집행 현황", "(단위 : 백만원, %)")
    assert found.footnotes == ("※ 예산현액은 이월액을 포함함",)
    assert [each.label for each in found.columns] == [
        ("구 분",),
        ("예산현액",),
        ("원인행위액",),
        ("지출액",),
        ("집행률", "원인행위액"),
        ("집행률", "지출액"),
    ]
    assert [(each.type, each.unit, each.places) for each in found.columns[3:5]] == [
        (ColumnType.MONEY, "백만원", 0),
        (ColumnType.PERCENT, "%", 1),
    ]
    assert found.total is not None
    assert (found.total.place, found.total.sum, found.total.broken) == (Place.FIRST, ("c2", "c3", "c4"), ("c3",))
    assert (found.total.proof.held, found.total.proof.tested) == (2, 3)
    assert formulas(found) == {"c5": "c3 / c2 * 100", "c6": "c4 / c2 * 100"}


def test_what_is_reckoned_to_the_same_is_left_to_the_program_and_what_differs_is_kept() -> None:
    made = built(pasted("excel_budget.html"), 2022)
    assert {key: value.text for key, value in made.total.items()} == {"c3": "16723", "c5": "3.6"}
    assert list(made.rows[0]) == ["c1", "c2", "c3", "c4"]


def test_a_table_of_hwp_has_pairs_and_differences() -> None:
    found = pasted("hwp_personnel.html")
    assert (found.title, found.unit_note, found.header_rows) == ("인력 현황", "(단위 : 명)", 2)
    assert [each.type for each in found.columns[3:]] == [ColumnType.INTEGER, ColumnType.PAIR, ColumnType.PAIR]
    assert found.columns[5].label == ("일 반 직", "3급\n이상")
    assert formulas(found) == {"c4": "c3 - c2"}
    assert found.total is not None
    assert found.total.broken == ()


def test_a_table_of_libreoffice_has_groups_years_shares_and_totals() -> None:
    found = pasted("calc_support.html")
    assert [each.merge for each in found.columns[:2]] == [True, False]
    assert [line[0] for line in found.body] == ["창업", "창업", "판로", "판로"]
    assert [run.years for run in found.years] == [(2018, 2019, 2020)]
    assert formulas(found) == {"c6": "c3 + c4 + c5", "c7": "share(c6)"}
    made = built(found, 2022)
    assert made.total == {}
    assert list(made.rows[0]) == ["c1", "c2", "c3@2018", "c3@2019", "c3@2020"]
    columns = definition_of(found)["columns"]
    assert isinstance(columns, list)
    assert columns[3]["formula"] == "c3@2018 + c3@2019 + c3@2020"


def test_only_what_the_clerk_takes_is_made() -> None:
    found = pasted("calc_support.html")
    (run,) = found.years
    kept = confirmed(found, {TOTAL, "c6", years_name(run)}, {"c7": Wanted(ColumnType.TEXT, "", 0)})
    assert formulas(kept) == {"c6": "c3 + c4 + c5"}
    assert kept.columns[6].type is ColumnType.TEXT
    none = confirmed(found, set(), {})
    assert none.total is None
    assert none.body[-1][0] == "합계"
    assert none.years == none.formulas == ()
    assert "total" not in definition_of(none)


def test_a_type_that_does_not_fit_marks_the_cells_and_keeps_what_was_pasted() -> None:
    found = of_lines("이름 | 수", "가 | 1", "나 | 2", "다 | 약 3")
    assert found.columns[1].type is ColumnType.TEXT
    kept = confirmed(found, set(), {"c2": Wanted(ColumnType.COUNT, "개", 0)})
    assert kept.columns[1].misfits == (2,)
    assert built(kept, 2022).rows[2]["c2"] == Value.invalid("약 3")


def test_tab_separated_text_has_header_levels_too() -> None:
    found = of_lines("(단위: 명)", "구분 | 인원 | ", " | 남 | 여", "가 | 10 | -", "나 | 5 | 1", "계 | 15 | 1", "※ 잠정")
    assert [each.label for each in found.columns] == [("구분",), ("인원", "남"), ("인원", "여")]
    assert {each.unit for each in found.columns[1:]} == {"명"}
    assert found.total is not None
    assert (found.total.label, found.total.place) == ("계", Place.LAST)
    assert built(found, 2022).rows[0]["c3"] == NONE


def test_subtotals_make_the_rows_twice_the_total() -> None:
    found = of_lines("분야 | 건", "합계 | 10", "소계 | 6", "가 | 4", "나 | 2", "소계 | 4", "다 | 4")
    assert found.total is not None
    assert found.total.twice == ("c2",)
    checks = definition_of(found)["checks"]
    assert isinstance(checks, list)
    assert checks[0]["expr"] == "sum(c2) = total(c2) * 2"


def test_a_sum_that_no_label_says_is_proposed_but_not_taken_for_granted() -> None:
    found = of_lines("분야 | 올해 | 작년", "가 | 4 | 1", "나 | 2 | 2", "다 | 1 | 5", "서울 | 7 | 8")
    assert found.total is not None
    assert found.total.sure is Sure.FIGURES


@pytest.mark.parametrize(
    ("lines", "relation"),
    [
        (("사업 | 작년 | 올해 | 증감률", "가 | 100 | 110 | 10.0%", "나 | 50 | 40 | △20.0%"), Relation.GROWTH),
        (("사업 | 목표 | 실적 | 달성률(%)", "가 | 100 | 90 | 90", "나 | 50 | 52 | 104"), Relation.RATE),
        (("사업 | 예산 | 집행 | 잔액", "가 | 100 | 90 | 10", "나 | 50 | 52 | △2"), Relation.DIFFERENCE),
        (("사업 | 계 | 국비 | 시비", "가 | 100 | 90 | 10", "나 | 54 | 52 | 2"), Relation.SUM),
    ],
)
def test_relations_are_named(lines: tuple[str, ...], relation: Relation) -> None:
    (formula,) = of_lines(*lines).formulas
    assert formula.relation is relation
    assert formula.sure is Sure.LABEL


def test_a_sum_that_fails_in_one_row_is_still_a_sum_and_says_so() -> None:
    found = of_lines("사업 | 계 | 국비 | 시비", "가 | 100 | 90 | 10", "나 | 54 | 52 | 2", "다 | 9 | 5 | 5")
    (formula,) = found.formulas
    assert (formula.sure, formula.proof.held, formula.proof.tested) == (Sure.AGAINST, 2, 3)
    assert built(found, 2022).rows[2]["c2"] == Value.of("9")


def test_units_stand_in_labels_in_cells_or_over_the_table() -> None:
    found = of_html(
        "<td>기관</td><td>예산(천원)</td><td>면적(㎡)</td><td>기업</td>",
        "<td>가</td><td>1,000</td><td>10.5</td><td>5개사</td>",
        "<td>나</td><td>2,500</td><td>7.25</td><td>12개사</td>",
    )
    assert [(each.type, each.unit, each.places, each.shows) for each in found.columns[1:]] == [
        (ColumnType.MONEY, "천원", 0, "{value}"),
        (ColumnType.AREA, "㎡", 2, "{value}"),
        (ColumnType.COUNT, "개사", 0, "{value}{unit}"),
    ]


def test_days_periods_and_codes_are_no_figures() -> None:
    found = of_lines(
        "코드 | 시작 | 기간 | 연도", "001 | 2022. 1. 3. | '18.1.~12. | 2021", "002 | 2022. 2. 1. | '19.3.~5. | 2022"
    )
    assert [each.type for each in found.columns[:3]] == [ColumnType.TEXT, ColumnType.DATE, ColumnType.PERIOD]
    assert not found.columns[3].type.is_figure


def test_a_narrow_column_of_excel_gives_the_figure_behind_it_and_text_cells_stay_text() -> None:
    style = "<style>.xl70 {mso-number-format:'\\@';}</style>"
    rows = "<tr><td>이름<td>금액<td>번호</tr>" + "".join(
        f'<tr><td>{name}<td x:num="{figure}">###<td class=xl70>{code}</tr>'
        for name, figure, code in (("가", "12345", "11"), ("나", "5", "12"))
    )
    found = recognize(read_table("", f"<html><head>{style}</head><table>{rows}</table></html>"))
    assert [line[1] for line in found.body] == ["12345", "5"]
    assert found.columns[2].type is ColumnType.TEXT


def test_what_is_not_taken_is_said() -> None:
    found = recognize(
        read_table(
            "",
            "<p>담당: 홍길동</p><p>표 제목</p><table><tr><td>가<td>나<td>다</tr>"
            "<tr><td colspan=2>합친 칸<td><img src=x>3</tr>"
            "<tr><td>1<td>2<td>3</tr></table><table><tr><td>둘</tr></table>",
        )
    )
    doubts = {(each.doubt, each.about) for each in found.remarks}
    assert {(Doubt.JOINED, "1"), (Doubt.PICTURE, "1/3"), (Doubt.TABLES, "2"), (Doubt.LINE, "담당: 홍길동")} <= doubts


@pytest.mark.parametrize(
    ("text", "markup", "sentence"),
    [
        ("", "", "클립보드에 표가 없습니다"),
        ("한 줄 글", "", "클립보드에 표가 없습니다"),
        ("", "<table><tr><td></td></tr></table>", "클립보드에 표가 없습니다"),
        ("", "<table><tr><td>가<td>나</tr><tr><td>1</tr></table>", "2행이 1칸으로, 표의 2칸과 다릅니다"),
        ("가\t나\t다\n1\t2\n3\t4\t5\n", "", "2행이 2칸으로, 표의 3칸과 다릅니다"),
        ("", "<table><tr><td>가<td><table><tr><td>1</table></tr></table>", "1행의 칸 안에 표가 또 있습니다"),
        ("", f"<table><tr>{'<td>1' * 200}</tr><tr>{'<td>2' * 200}</tr></table>", "표가 너무 큽니다(2행 200열)"),
        ("", "<table><tr><th>가<th>나</tr></table>", "머리글만 있고 행이 없습니다"),
    ],
)
def test_what_cannot_be_a_table_is_refused_in_one_sentence(text: str, markup: str, sentence: str) -> None:
    with pytest.raises(NotATableError) as refused:
        recognize(read_table(text, markup))
    assert sentence in refused.value.sentence


@given(GRIDS, st.sampled_from(["tsv", "html"]))
def test_whatever_is_pasted_is_recognized_or_refused_and_no_text_is_lost(grid: list[list[str]], kind: str) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>" for line in grid)
    table = read_table("", f"<table>{rows}</table>") if kind == "html" else read_table("\n".join(map("\t".join, grid)))
    try:
        found = recognize(table)
    except NotATableError:
        return
    assert parse_custom(definition_of(found), "붙여 넣은 표").columns
    assert len(built(found, 2022).rows) == len(found.body)
    told = [*(text for line in found.body for text in line), *found.total_cells, found.title, found.unit_note]
    told += [part for column in found.columns for part in column.label] + [each.about for each in found.remarks]
    told += found.footnotes
    assert table is not None
    for cell in table.cells:
        assert not cell.text.strip() or cell.text.strip() in {text.strip() for text in told}
