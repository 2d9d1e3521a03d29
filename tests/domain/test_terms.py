"""The words of an office: what is found in a text, what a list may not say, and the way out and in as CSV."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.terms import Glossary, Term, TermsError, checked_terms, csv_text, terms_of_csv

OWN = (Term("액셀러레이터", ("엑셀러레이터", "액셀레이터")), Term("컨텐츠", ("콘텐트",)))
COMMON = (Term("콘텐츠", ("컨텐츠", "컨텐트"), is_own=False), Term("센터", ("센타",), is_own=False))
GLOSSARY = Glossary((*OWN, *COMMON))
_WORDS = st.text("가나다라마바 ", min_size=1, max_size=5)


def found(text: str) -> list[tuple[str, str]]:
    return [(each.spelling, each.term.word) for each in GLOSSARY.misspellings(text)]


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("민간 엑셀러레이터와 액셀러레이터", [("엑셀러레이터", "액셀러레이터")]),
        ("컨텐츠 제작", []),
        ("컨텐트 제작, 지원센타", [("컨텐트", "콘텐츠"), ("센타", "센터")]),
        ("", []),
    ],
)
def test_other_spellings_are_found_and_the_list_of_the_office_comes_first(text: str, spellings: list[tuple[str, str]]):
    assert found(text) == spellings
    assert found(GLOSSARY.mended(text)) == []


def test_a_spelling_within_its_own_word_is_none():
    terms = Glossary((Term("국내외", ("국내",)),))
    assert [each.start for each in terms.misspellings("국내외 국내")] == [4]
    assert terms.mended("국내외 국내") == "국내외 국내외"


@pytest.mark.parametrize(
    "terms",
    [
        (Term("", ("가",)),),
        (Term("가", ()),),
        (Term("가", ("나",)), Term("가", ("다",))),
        (Term("가", ("나",)), Term("다", ("나",))),
        (Term("가", ("나",)), Term("나", ("다",))),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(terms: tuple[Term, ...]):
    with pytest.raises(TermsError):
        checked_terms(terms)


def test_blank_lines_and_repetitions_are_dropped():
    assert checked_terms([Term(" 나  말 ", ("다", "다", "", "나 말")), Term("", ())]) == (Term("나 말", ("다",)),)


@given(st.lists(st.builds(Term, _WORDS, st.lists(_WORDS, max_size=3).map(tuple)), max_size=4))
def test_what_goes_out_as_csv_comes_back(terms: list[Term]):
    try:
        wanted = checked_terms(terms)
    except TermsError:
        return
    assert terms_of_csv("\ufeff" + csv_text(wanted)) == wanted


def test_a_csv_may_have_a_column_for_each_spelling_and_no_headings():
    assert terms_of_csv("컨텐츠,콘텐트,컨텐트\n") == (Term("컨텐츠", ("콘텐트", "컨텐트")),)
    assert terms_of_csv('바른 말,다른 표기\r\n센터,"센타, 쎈터"\r\n') == (Term("센터", ("센타", "쎈터")),)


@given(st.lists(_WORDS, min_size=1, max_size=8, unique=True), st.text("가나다라마바 ", max_size=30))
def test_what_is_found_is_the_longest_at_each_place(spellings: list[str], text: str):
    glossary = Glossary([Term("#", tuple(spellings))])
    place, expected = 0, []
    while place < len(text):
        here = max((each for each in spellings if text.startswith(each, place)), key=len, default="")
        expected += [(place, here)] if here else []
        place += len(here) or 1
    assert [(each.start, each.spelling) for each in glossary.misspellings(text)] == expected


def test_no_words_find_nothing():
    assert not Glossary()
    assert list(Glossary().misspellings("엑셀러레이터")) == []
    assert Glossary().mended("엑셀러레이터") == "엑셀러레이터"
