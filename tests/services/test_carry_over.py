from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.checks.cells import CARRIED
from desktop.domain.editing import remove_rows
from desktop.paths import resources_dir
from desktop.services import exchange
from desktop.services.carry_over import make_from_last
from desktop.services.catalog import load_catalog
from desktop.services.errors import UserError
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import noon


def test_the_report_of_2022_becomes_that_of_2023_and_stays_so_after_a_restart(tmp_path: Path) -> None:
    catalog = load_catalog(resources_dir())
    desk = create_workspace(tmp_path / "a.seonggwa", catalog, "서울특별시 경제정책실", "hong", noon)
    exchange.import_file(desk, resources_dir() / "samples" / "economy_2022.json")
    last = desk.report
    wish = replace(last.info, uid="r2", title="2023년 2월 주요업무보고", fiscal_year=2023, as_of=None)
    told = make_from_last(desk, wish)
    new = desk.report
    assert new.info.uid == "r2"
    for code in ("departments", "programs", "sections"):
        assert [row.uid for row in new.of_code(code)[0].rows] == [row.uid for row in last.of_code(code)[0].rows]
    (budget,) = new.of_code("budget")
    assert not budget.rows
    pages = [page for page in new.of_code("program_page") if page.rows]
    assert len(pages) == len([page for page in last.of_code("program_page") if page.rows])
    carried = [finding for finding in desk.findings if finding.code == CARRIED]
    assert len(carried) > 100
    assert sum(table.kept for _name, table in told) > 1000
    assert (desk.undo_label, desk.undo()) == ("", None)
    with pytest.raises(UserError, match="이미 있습니다"):
        make_from_last(desk, wish)
    page = pages[0]
    removed = remove_rows(desk.evaluation, page.uid, [page.rows[1].uid])
    assert removed is not None
    desk.apply(removed)
    desk.close()
    again = open_workspace(desk.path, catalog, "hong", noon)
    again.open_report("r2")
    again.undo()
    assert again.report == new, "a removed row comes back with its mark"
    again.close()
