"""용어 목록 in a real workspace: every report is checked by it, a cure mends the cell, and its changes are logged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.checks.cure import proposed
from desktop.domain.definitions import Severity
from desktop.domain.editing import type_text
from desktop.domain.report import CellKey
from desktop.domain.terms import Term
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.messages import statement
from desktop.services.terms import load_csv, merged, own_terms, save_csv, set_terms
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon
from tests.services.test_life import filled

OWN = (Term("경제정책과", ("경제과",)),)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = create_workspace(tmp_path / "a.seonggwa", CATALOG, "기관", "hong", noon)
    desk.create_report(an_info(), filled)
    yield desk
    desk.close()


def name_of(desk: Desk) -> CellKey:
    return CellKey(desk.report.of_code("departments")[0].uid, "d0", "name")


def type_in(desk: Desk, text: str) -> None:
    changes = type_text(desk.evaluation, name_of(desk), text)
    assert changes is not None
    desk.apply(changes)


def test_the_checks_follow_the_list_and_a_cure_mends_the_cell(desk: Desk) -> None:
    type_in(desk, "경제과 지원팀")
    assert not [each for each in desk.findings if each.code == "term.office"]
    result = set_terms(desk, OWN)
    assert name_of(desk) in result.touched
    (finding,) = (each for each in desk.findings if each.code == "term.office")
    assert (finding.severity, finding.key) == (Severity.WARNING, name_of(desk))
    assert statement(finding, desk.evaluation) == "용어 목록: “경제과”는 “경제정책과”로 씁니다."
    cure = proposed(finding)
    assert cure is not None
    type_in(desk, cure[1])
    assert not [each for each in desk.findings if each.code == "term.office"]
    type_in(desk, "경제과")
    assert [each.key for each in desk.findings if each.code == "term.office"] == [name_of(desk)]
    set_terms(desk, ())
    assert not [each for each in desk.findings if each.code == "term.office"]


def test_the_list_is_of_all_reports_and_logged(desk: Desk) -> None:
    set_terms(desk, OWN)
    set_terms(desk, (*OWN, Term("센터", ("센타",))))
    set_terms(desk, (Term("센터", ("센타", "쎈터")),))
    path = desk.path
    desk.create_report(an_info("other"), filled)
    assert own_terms(desk) == (Term("센터", ("센타", "쎈터")),)
    desk.close()
    again = open_workspace(path, CATALOG, "kim", noon)
    again.open_report(again.reports()[0].uid)
    assert own_terms(again) == (Term("센터", ("센타", "쎈터")),)
    again.close()
    with sqlite3.connect(path) as connection:
        log = connection.execute("SELECT who, word, old, new FROM term_change ORDER BY id").fetchall()
    assert log == [
        ("hong", "경제정책과", None, '["경제과"]'),
        ("hong", "센터", None, '["센타"]'),
        ("hong", "경제정책과", '["경제과"]', None),
        ("hong", "센터", '["센타"]', '["센타", "쎈터"]'),
    ]


def test_a_list_that_contradicts_itself_is_told_and_nothing_is_stored(desk: Desk) -> None:
    set_terms(desk, OWN)
    with pytest.raises(UserError, match="두 줄"):
        set_terms(desk, (*OWN, *OWN))
    assert own_terms(desk) == OWN


def test_a_list_is_handed_on_as_a_file(tmp_path: Path) -> None:
    target = tmp_path / "용어 목록.csv"
    save_csv(OWN, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert load_csv(target) == OWN
    target.write_bytes("센터,센타\r\n".encode("cp949"))
    assert merged(OWN, load_csv(target)) == (*OWN, Term("센터", ("센타",)))
    assert merged((Term("센터", ("쎈터",)),), load_csv(target)) == (Term("센터", ("쎈터", "센타")),)
    with pytest.raises(UserError, match="CSV"):
        load_csv(tmp_path / "없음.csv")


def test_the_words_that_come_with_the_program_do_not_contradict_each_other() -> None:
    terms = load_catalog(resources_dir()).terms
    words, spellings = {each.word for each in terms}, [other for each in terms for other in each.spellings]
    assert len(set(spellings)) == len(spellings)
    assert words.isdisjoint(spellings)
