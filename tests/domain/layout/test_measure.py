import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.layout.measure import line_count, longest_word, text_height, text_width

TEXTS = st.text(alphabet="가나다라 ABC12 ,.\n", max_size=80)


def test_a_korean_letter_is_about_two_digits_wide():
    assert text_width("가" * 10, 10) == pytest.approx(2 * text_width("0" * 10, 10), rel=0.2)


def test_the_longest_line_counts():
    assert text_width("가\n가나다\n가", 10) == text_width("가나다", 10)


def test_blank_text_is_one_line():
    assert line_count("", 10, 20) == 1


def test_each_given_line_is_a_line():
    assert line_count("가\n나\n다", 10, 50) == 3


def test_words_wrap_at_blanks():
    assert line_count("경제정책 경제정책", 10, text_width("경제정책", 10) + 3) == 2


def test_a_word_longer_than_the_line_is_broken():
    assert line_count("가" * 30, 10, text_width("가" * 10, 10) + 1.5) == 3


def test_the_longest_word_is_not_the_longest_line():
    assert longest_word("가나 다라마 바", 10) == text_width("다라마", 10)


@given(TEXTS, st.floats(2, 100), st.floats(2, 100))
def test_a_narrower_cell_never_needs_less_height(text: str, one: float, other: float):
    narrow, wide = sorted((one, other))
    assert text_height(text, 10, narrow) >= text_height(text, 10, wide)


@given(TEXTS, st.floats(5, 100))
def test_all_letters_have_room(text: str, width: float):
    """The lines together are at least as long as the text without its blanks."""
    letters = text_width("".join(text.split()), 10)
    assert line_count(text, 10, width) * width >= letters
