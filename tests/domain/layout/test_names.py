import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop.domain.layout.names import sheet_names


def test_a_good_title_is_kept():
    assert sheet_names(["일반 현황"]) == ("일반 현황",)


def test_forbidden_signs_become_blanks():
    assert sheet_names(["'20/'21 [추진]실적:*?"]) == ("20 '21 추진 실적",)


def test_a_long_title_is_cut_to_31():
    assert sheet_names(["가" * 40]) == ("가" * 31,)


def test_equal_titles_are_numbered_within_31():
    assert sheet_names(["가" * 40, "가" * 40]) == ("가" * 31, "가" * 27 + " (2)")


def test_case_does_not_make_a_difference():
    assert sheet_names(["Seoul", "SEOUL"]) == ("Seoul", "SEOUL (2)")


@pytest.mark.parametrize("title", ["", "  ", "'", "[]"])
def test_a_title_without_letters_gets_a_name(title: str):
    assert sheet_names([title]) == ("시트",)


@pytest.mark.parametrize("title", ["History", "_자료"])
def test_reserved_names_are_avoided(title: str):
    assert sheet_names([title]) == (f"{title} (2)",)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_the_spreadsheet_library_takes_every_name(titles: list[str]):
    names = sheet_names(titles)
    workbook = Workbook()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = [workbook.create_sheet(name).title for name in names]
    assert tuple(made) == names
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)
