"""What Excel, HWP and browsers put on the clipboard, read as grids of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.clipboard import parse_html, parse_tsv, read, to_tsv

TEXTS = st.text(st.sampled_from('가나 1,△"\t\n<&'), max_size=6)
GRIDS = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), max_size=5))


@pytest.mark.parametrize(
    ("text", "grid"),
    [
        ("", []),
        ("120", [["120"]]),
        ("경제정책과\t131,125\r\n금융투자과\t26,920\r\n", [["경제정책과", "131,125"], ["금융투자과", "26,920"]]),
        ("1\t2\n3", [["1", "2"], ["3", ""]]),
        ("1\n\n3\n", [["1"], [""], ["3"]]),
        (
            '"첫 줄\n둘째 줄"\t2\r\n"그는 ""예""라 했다"\t"탭\t안"\r\n',
            [["첫 줄\n둘째 줄", "2"], ['그는 "예"라 했다', "탭\t안"]],
        ),
        ('"「서울" 마켓\t1\n판로\t2\n', [['"「서울" 마켓', "1"], ["판로", "2"]]),
        ('"닫지 않은\t1\n판로\t2\n', [['"닫지 않은', "1"], ["판로", "2"]]),
        ('5" 관\t1\n', [['5" 관', "1"]]),
    ],
)
def test_parse_tsv(text: str, grid: list[list[str]]) -> None:
    assert parse_tsv(text) == grid


@given(GRIDS)
def test_what_is_written_is_read_again(grid: list[list[str]]) -> None:
    assert parse_tsv(to_tsv(grid)) == grid


@given(st.text(st.sampled_from('가1"\t\n\r'), max_size=30))
def test_no_text_is_lost(text: str) -> None:
    read_back = "".join("".join(line) for line in parse_tsv(text))
    assert read_back.count("가") == text.count("가")
    assert read_back.count("1") == text.count("1")


def cells(*rows: str) -> str:
    return "<html><body><table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table></body></html>"


@pytest.mark.parametrize(
    ("html", "grid"),
    [
        ("<p>표가 없는 글</p>", []),
        (cells("<td>1<td>2", "<td>3"), [["1", "2"], ["3", ""]]),
        (cells("<th colspan=2>집행률</th>", "<td>5.4</td><td>2.6</td>"), [["집행률", ""], ["5.4", "2.6"]]),
        (cells("<td rowspan='2'>분야</td><td>1</td>", "<td>2</td>"), [["분야", "1"], ["", "2"]]),
        (
            cells("<td rowspan=2 colspan=2>가</td><td>1</td>", "<td>2</td>", "<td>3</td><td>4</td><td>5</td>"),
            [["가", "", "1"], ["", "", "2"], ["3", "4", "5"]],
        ),
        (cells("<td rowspan=0 colspan=x>1</td><td>2</td>"), [["1", "2"]]),
        (cells("<td rowspan=99999999 colspan=1>1</td>", "<td>2</td>"), [["1", ""], ["", "2"]]),
        (
            cells("<td>첫 줄<br>둘째\n   줄</td><td><p>한</p><p>&nbsp;글&amp;말 </p></td>"),
            [["첫 줄\n둘째 줄", "한\n글&말"]],
        ),
        (cells("<td>겉<table><tr><td>속</td></tr></table>뒤</td><td>2</td>"), [["겉속뒤", "2"]]),
        (cells("<td>1</td>") + cells("<td>다음 표</td>"), [["1"]]),
        ("<table><td>줄 없는 칸</td></table>", [["줄 없는 칸"]]),
        ("<table><tr><td>닫지 않은 표", [["닫지 않은 표"]]),
    ],
)
def test_parse_html(html: str, grid: list[list[str]]) -> None:
    assert parse_html(html) == grid


TAGS = ("<table>", "</table>", "<tr>", "<td>", "</td>", "<td rowspan=3 colspan=2>", "1", "<p>", "<br>")


@given(st.lists(st.sampled_from(TAGS)).map("".join))
def test_any_html_gives_a_rectangle(html: str) -> None:
    assert len({len(line) for line in parse_html(html)}) <= 1


def test_html_is_better_than_the_text_of_hwp() -> None:
    assert read("1 2 3", cells("<td>1</td><td>2 3</td>")) == [["1", "2 3"]]


def test_the_text_of_excel_is_better_than_its_html() -> None:
    html = '<html xmlns:x="urn:schemas-microsoft-com:office:excel">' + cells("<td>131,125</td>")
    assert read("131125\t1\r\n", html) == [["131125", "1"]]


def test_html_without_a_table_gives_way_to_the_text() -> None:
    assert read("1\t2", "<b>1 2</b>") == [["1", "2"]]
