"""How long the history of one figure takes in a workspace of 1.5 million cells: `python -m benchmarks.history`.

Ten years, a report each. Every cell was changed once after it was made, so that the log holds 3 million changes.
The floor is one look-up by key in the same file; the limit (issue 5) is 50 ms, also for reading the way back of undo
when a report is opened.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from db.records import LogFilter, ReportRecord, StepRecord
from db.store import WorkspaceStore

LIMIT_MS = 50.0
REPORTS, TABLES, ROWS, COLUMNS = 10, 50, 300, 10
ROUNDS = 50
STEP = StepRecord("2022-01-21T09:00:00.000", "홍길동 (hong)", "typed", "입력")


def main() -> int:
    """Measure and print; 1 when the limit is passed."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "큰 파일.seonggwa")
        _make(path)
        start = time.perf_counter()
        store = WorkspaceStore.open(path, "bench")
        opened = (time.perf_counter() - start) * 1000
        floor = _median(lambda _number: store.reports())
        cell = _median(lambda number: store.cell_log(f"r{number % REPORTS}t1", f"d{number}", "c3"))
        undo = _median(lambda number: store.last_steps(f"r{number % REPORTS}", 2000))
        row = _median(lambda number: store.report_log("r1", LogFilter(table="r1t1", row=f"d{number}")))
        found = store.cell_log("r1t1", "d7", "c3")
        store.close()
    print(
        f"{REPORTS * TABLES * ROWS * COLUMNS:,} cells, opened in {opened:.0f} ms; history of one: {len(found)} changes"
    )
    print(f"list of reports (floor)      {floor:8.3f} ms")
    for name, took in (("history of one figure", cell), ("way back of undo", undo), ("history of one row", row)):
        print(f"{name:28} {took:8.3f} ms  ratio {took / floor:.1f}  (limit {LIMIT_MS:.0f} ms)")
    return int(max(cell, undo, row) > LIMIT_MS)


def _median(step: Callable[[int], object]) -> float:
    times = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        step(number)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _make(path: Path) -> None:
    """Fill the tables directly: through the store it would take an hour."""
    store = WorkspaceStore.create(path, "기관", "0.1.0", STEP.at, "bench")
    for number in range(REPORTS):
        store.add_report(
            ReportRecord(f"r{number}", "기관", "work_report_2022", 1, f"보고 {number}", 2013 + number), (), STEP
        )
    store.close()
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    connection.executemany("INSERT INTO report_table VALUES (?, ?, ?, 'budget', ?, ?, '')", _tables())
    connection.executemany("INSERT INTO table_row VALUES (?, ?, ?, ?, '', NULL)", _rows())
    connection.executemany("INSERT INTO cell VALUES (?, ?, 'value', ?, '')", _cells())
    connection.executemany(
        "INSERT INTO change (step, report_id, at, who, action, label, why, kind, table_uid, row_uid, column_key, new)"
        " VALUES (?, ?, '2022-01-21T09:00:00.000', '홍길동 (hong)', ?, '입력', '', 'cell', ?, ?, ?, ?)",
        _changes(),
    )
    connection.commit()
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _tables() -> Iterator[tuple[int, str, int, str, int]]:
    for report in range(REPORTS):
        for table in range(TABLES):
            yield report * TABLES + table + 1, f"r{report}t{table}", report + 1, f"o{table}", table


def _rows() -> Iterator[tuple[int, int, str, int]]:
    for table in range(REPORTS * TABLES):
        for row in range(ROWS):
            yield table * ROWS + row + 1, table + 1, f"d{row}", row


def _cells() -> Iterator[tuple[int, str, str]]:
    for row in range(REPORTS * TABLES * ROWS):
        for column in range(COLUMNS):
            yield row + 1, f"c{column}", str(row + column)


def _changes() -> Iterator[tuple[int, int, str, str, str, str, str]]:
    """Each report imported in one step, then each cell typed once in a step of its own."""
    step = REPORTS
    for action in ("imported", "typed"):
        for report in range(REPORTS):
            for table in range(TABLES):
                for row in range(ROWS):
                    for column in range(COLUMNS):
                        step += action == "typed"
                        number = report + 1 if action == "imported" else step
                        place = (f"r{report}t{table}", f"d{row}", f"c{column}")
                        yield number, report + 1, action, *place, '{"state":"value","text":"1"}'


if __name__ == "__main__":
    sys.exit(main())
