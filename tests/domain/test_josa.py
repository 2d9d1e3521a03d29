import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.josa import josa, settled, with_josa


@pytest.mark.parametrize(
    ("word", "object_", "direction"),
    [
        ("예산", "예산을", "예산으로"),
        ("합계", "합계를", "합계로"),
        ("서울", "서울을", "서울로"),
        ("「사업」", "「사업」을", "「사업」으로"),
        ("예산현액(본예산)", "예산현액(본예산)을", "예산현액(본예산)으로"),
        ("합계 (단위: 천원)", "합계 (단위: 천원)를", "합계 (단위: 천원)로"),
        ("(예산)", "(예산)을", "(예산)으로"),
        ("1,579 **", "1,579 **를", "1,579 **로"),
        ("9%", "9%를", "9%로"),
        ("50㎡", "50㎡를", "50㎡로"),
        ("KPI", "KPI를", "KPI로"),
        ("URL", "URL을", "URL로"),
    ],
)
def test_the_particle_follows_the_sound_of_the_last_syllable(word, object_, direction):
    assert (with_josa(word, "을/를"), with_josa(word, "으로/로")) == (object_, direction)


@pytest.mark.parametrize(
    ("figure", "subject", "direction"),
    [
        ("0", "이", "으로"),
        ("1", "이", "로"),
        ("2", "가", "로"),
        ("3", "이", "으로"),
        ("4", "가", "로"),
        ("5", "가", "로"),
        ("6", "이", "으로"),
        ("7", "이", "로"),
        ("8", "이", "로"),
        ("9", "가", "로"),
        ("10", "이", "으로"),
        ("1,200", "이", "으로"),
        ("100,000", "이", "으로"),
        ("300,000,000", "이", "으로"),
        ("2,000,000,000,000", "가", "로"),
        ("2.7", "이", "로"),
        ("10.0", "이", "으로"),
        ("100.5", "가", "로"),
    ],
)
def test_figures_are_read_in_korean(figure, subject, direction):
    assert (josa(figure, "이/가"), josa(figure, "으로/로")) == (subject, direction)


@pytest.mark.parametrize("word", ["", "-", "report", "…"])
def test_a_word_that_cannot_be_read_gets_both_forms(word):
    assert with_josa(word, "은/는") == f"{word}은(는)"


@given(st.text(), st.sampled_from(["을/를", "이/가", "은/는", "과/와", "으로/로"]))
def test_any_word_gets_one_of_the_forms(word, pair):
    closed, opened = pair.split("/")
    assert josa(word, pair) in (closed, opened, f"{closed}({opened})")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("'예산'을(를) 고르고 '지표'이(가) 비면 목표 10(으)로", "'예산'을 고르고 '지표'가 비면 목표 10으로"),
        ("합계 (단위: 천원)와(과) 소계은(는)", "합계 (단위: 천원)와 소계는"),
        ("'보고.xlsx'이(가) 있는 폴더", "'보고.xlsx'이(가) 있는 폴더"),
        ("서울으로(로) 7일(월)과 가(나)는", "서울로 7일(월)과 가(나)는"),
    ],
)
def test_a_filled_sentence_takes_the_particles_that_fit(written, said):
    assert settled(written) == said


@given(st.text(st.characters(exclude_characters="(")))
def test_a_sentence_without_open_particles_stays_as_it_is(text):
    assert settled(text) == text
