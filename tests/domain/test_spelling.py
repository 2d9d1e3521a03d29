import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.spelling import bare, plain, tidy

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  예산 \n", "예산"),
        ("첫 줄\x0b둘째 줄", "첫 줄\n둘째 줄"),
        ("첫 줄\r\n둘째 줄\r셋째 줄", "첫 줄\n둘째 줄\n셋째 줄"),
        ("백만\xa0원", "백만 원"),
        (unicodedata.normalize("NFD", "한글"), "한글"),
        ("㎡ ① ½ １２", "㎡ ① ½ １２"),
        ("가\x00\x1f나\u200b다\ufeff", "가나다"),
        ("\ud83d 반쪽 \uffff", "\ufffd 반쪽 \ufffd"),
    ],
)
def test_text_is_kept_in_one_spelling(typed, kept):
    assert tidy(typed) == kept


@given(ANY_TEXT)
def test_tidy_text_stays_as_it_is_and_can_be_stored(typed):
    text = tidy(typed)
    assert tidy(text) == text
    assert text.encode() is not None
    assert not any(unicodedata.category(character) == "Cc" and character not in "\n\t" for character in text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１，２３４", "1,234"),
        ("100㎡", "100m2"),
        ("100m²", "100m2"),
        ("…", "..."),
        ("①", "①"),
        ("69¹", "69¹"),
        ("½", "½"),
    ],
)
def test_figures_are_read_in_plain_characters(typed, read):
    assert plain(typed) == read


def test_bare_has_no_blanks():
    assert bare(" 해당\t없 음\n") == "해당없음"
