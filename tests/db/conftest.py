from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.records import ReportRecord, RowChange, RowRecord, StepRecord, TableChange, TableRecord
from db.store import WorkspaceStore

STEP = StepRecord("2022-01-21T09:00:00", "홍길동", "typed", "입력")
REPORT = ReportRecord("r1", "서울특별시 경제정책실", "work_report_2022", 1, "주요업무보고", 2022)
FILLED = (
    TableChange("t1", None, TableRecord("t1", "budget", "", 0)),
    RowChange("t1", "d1", None, RowRecord("d1", 0)),
)


def make_store(path: Path) -> WorkspaceStore:
    """A workspace with one report, one table and one row in it."""
    store = WorkspaceStore.create(path, REPORT.organization, "0.1.0", STEP.at, "홍길동")
    store.add_report(REPORT, FILLED, STEP)
    return store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "경제정책실.seonggwa"


@pytest.fixture
def store(path: Path) -> Iterator[WorkspaceStore]:
    store = make_store(path)
    yield store
    store.close()
