from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.definitions import Severity
from desktop.domain.editing import type_text
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey, Explanation, Subject
from desktop.services.change_log import LogFilter
from desktop.services.change_texts import change_text
from desktop.services.check_sheet import check_list, summary
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.explaining import explain, switch_off, switched_off, take_away
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon
from tests.services.test_life import filled


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = create_workspace(tmp_path / "a.seonggwa", CATALOG, "기관", "hong", noon)
    desk.create_report(an_info(), filled)
    for column, typed in (("appropriation", "200"), ("expenditure", "300"), ("rate", "150.1")):
        type_in(desk, cell(desk, column), typed)
    yield desk
    desk.close()


def cell(desk: Desk, column: str) -> CellKey:
    return CellKey(desk.report.of_code("budget")[0].uid, "d0", column)


def type_in(desk: Desk, key: CellKey, typed: str) -> None:
    changes = type_text(desk.evaluation, key, typed)
    assert changes is not None
    desk.apply(changes)


def an_error(desk: Desk) -> Finding:
    """More is spent than there was."""
    return next(each for each in desk.findings if each.code == "budget.order")


def an_info_finding(desk: Desk) -> Finding:
    """The stated rate is a rounding difference beside the computed one."""
    return next(each for each in desk.findings if each.severity is Severity.INFO)


def test_an_explanation_holds_for_the_figures_that_it_was_given_for(desk: Desk) -> None:
    finding = an_info_finding(desk)
    desk.apply(explain(desk, finding, " 원 단위로는 맞음 "))
    assert finding not in desk.findings
    signed = Explanation("원 단위로는 맞음", "2022-01-21T12:00:00+00:00", "hong")
    assert desk.standing.explained == ((finding, signed),)
    type_in(desk, cell(desk, "expenditure"), "301")
    assert desk.standing.explained == ()
    assert an_info_finding(desk).key == finding.key
    desk.undo()
    assert desk.standing.explained == ((finding, signed),)
    desk.undo()
    assert finding in desk.findings


def test_a_change_elsewhere_leaves_the_explanation(desk: Desk) -> None:
    desk.apply(explain(desk, an_info_finding(desk), "원 단위로는 맞음"))
    type_in(desk, CellKey(cell(desk, "rate").table, "d1", "appropriation"), "55")
    assert len(desk.standing.explained) == 1


def test_the_cell_of_an_explained_finding_is_painted_anew(desk: Desk) -> None:
    finding = an_info_finding(desk)
    assert finding.key in desk.apply(explain(desk, finding, "맞음")).touched


def test_a_switched_off_rule_leaves_the_open_findings_until_it_is_switched_on(desk: Desk) -> None:
    before, code = desk.findings, an_error(desk).code
    desk.apply(switch_off(desk, code, " 서식이 다름 "))
    assert all(each.code != code for each in desk.findings)
    assert {each.code for each in desk.standing.switched_off} == {code}
    assert switched_off(desk) == {code: Explanation("서식이 다름", "2022-01-21T12:00:00+00:00", "hong")}
    desk.undo()
    assert desk.findings == before
    desk.redo()
    back = take_away(desk, Subject(code))
    assert back is not None
    desk.apply(back)
    assert desk.findings == before
    assert take_away(desk, Subject(code)) is None


def test_an_error_is_not_explained_and_a_reason_is_asked_for(desk: Desk) -> None:
    error = an_error(desk)
    with pytest.raises(UserError, match="오류"):
        explain(desk, error, "맞음")
    with pytest.raises(UserError, match="사유"):
        switch_off(desk, error.code, "  ")


def test_rules_and_explanations_are_stored_and_logged(desk: Desk) -> None:
    code = an_error(desk).code
    desk.apply(switch_off(desk, code, "서식이 다름"))
    path, uid, kept = desk.path, desk.report.info.uid, desk.report.explanations
    told = change_text(desk.log.entries(LogFilter())[0].change, desk.evaluation)
    assert (told.before, told.after) == ("", "서식이 다름")
    desk.close()
    again = open_workspace(path, CATALOG, "kim", noon)
    again.open_report(uid)
    assert again.report.explanations == kept
    assert again.standing.switched_off
    assert again.undo_label.startswith("규칙 끄기")
    again.undo()
    assert not again.report.explanations
    again.close()


def test_the_check_sheet_has_columns_for_reasons_only_where_there_are_reasons(desk: Desk) -> None:
    bare = check_list(desk.standing, desk.evaluation)
    assert [column.title for column in bare.columns] == ["번호", "수준", "위치", "내용과 검산"]
    desk.apply(explain(desk, an_info_finding(desk), "원 단위로는 맞음"))
    told = check_list(desk.standing, desk.evaluation, with_infos=True)
    assert [column.title for column in told.columns[4:]] == ["설명 또는 사유", "쓴 사람과 때"]
    assert {len(row) for row in (*bare.rows, *told.rows)} == {4, 6}
    assert ("원 단위로는 맞음", "hong, 2022-01-21 12:00") in [row[4:] for row in told.rows]


def test_the_check_sheet_counts_infos_and_lists_them_when_asked(desk: Desk) -> None:
    short, long = (check_list(desk.standing, desk.evaluation, with_infos=asked) for asked in (False, True))
    infos = [each for each in desk.findings if each.severity is Severity.INFO]
    assert len(long.rows) - len(short.rows) == len(infos) > 0
    assert "안내" not in {row[1] for row in short.rows}
    assert f"안내 {len(infos)}건" in short.lead
    assert not long.lead


def test_the_summary_adds_up_to_what_stands_in_the_report(desk: Desk) -> None:
    desk.apply(explain(desk, an_info_finding(desk), "원 단위로는 맞음"))
    desk.apply(switch_off(desk, "budget.order", "서식이 다름"))
    made = summary(desk.standing, desk.evaluation, CATALOG.templates[desk.report.info.template])
    sums = [
        int(figure) for row, figure in sorted((place, each[0]) for place, each in made.figures.items()) if row[0] == 0
    ]
    levels = [sum(each.severity is level for each in desk.findings) for level in Severity]
    assert sums == [*levels, 1, len(desk.standing.switched_off)]
    columns = range(1, len(made.columns))
    below = [sum(made.figures[row, column][0] for row in range(1, len(made.rows))) for column in columns]
    assert below == sums
