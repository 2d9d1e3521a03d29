"""Names in braces: filled, doubled, and left out when nothing stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.templates import fill, is_balanced, names

TEXTS = {"name": "금융투자과", "total.amount": "41,181", "blank": ""}


def filled(template: str) -> str:
    return fill(template, lambda name, pattern: f"<{pattern}>" if pattern else TEXTS.get(name, ""))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("예산", "예산"),
        ("{name} 계 {total.amount}", "금융투자과 계 41,181"),
        ("{ name }", "금융투자과"),
        ("'{as_of:yy. m. d.}' 기준", "'<yy. m. d.>' 기준"),
        ("{{name}} {name}", "{name} 금융투자과"),
        ("{{}}", "{}"),
        ("{name}({blank})", "금융투자과()"),
        ("본예산({blank})", ""),
        ("{blank}{unknown}", ""),
        ("{{{blank}}}", ""),
        ("", ""),
    ],
)
def test_a_template_is_filled(template: str, text: str):
    assert filled(template) == text


def test_names_are_given_once_and_without_patterns():
    assert names("{{a}} {name} {as_of:yy} {name} {total.amount}") == ("name", "as_of", "total.amount")


@pytest.mark.parametrize(
    ("template", "balanced"),
    [
        ("{name} {{}}", True),
        ("{{{name}}}", True),
        ("{name", False),
        ("name}", False),
        ("{a{b}}", False),
        ("{{}", False),
    ],
)
def test_a_brace_without_its_other_half_is_found(template: str, *, balanced: bool):
    assert is_balanced(template) is balanced


@given(st.text(max_size=40))
def test_a_text_that_was_put_in_is_never_filled_again(text: str):
    assert fill("{name}", lambda _name, _pattern: text) == text


@given(st.text("{}:ab. ", max_size=30))
def test_any_template_is_filled_and_nothing_is_raised(template: str):
    assert isinstance(filled(template), str)
    assert all("{" not in name and "}" not in name for name in names(template))
