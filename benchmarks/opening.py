"""Opening 1.5 million cells (ten years of thirty divisions) beside one report: `python -m benchmarks.opening`.

Both hold the same newest report, which is laid on the desk as the window does it. They take turns and minima are
compared (limit: 1.2, issue 5); in the big one the history of a figure is timed too (limit: 50 ms).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks._workspaces import workspace_of
from desktop.domain.report import CellKey, Report
from desktop.paths import resources_dir
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.desk import Desk
from desktop.services.workspaces import open_workspace
from tests.windows import NOW

REPORTS = 304
"""Of 4,934 cells each."""
LIMIT, HISTORY_LIMIT_MS = 1.2, 50.0
ROUNDS, LOOKED_AT = 7, 200


def main() -> int:
    """Measure and print; 1 when a limit is passed."""
    catalog = load_catalog(resources_dir())
    paths = workspace_of(1), workspace_of(REPORTS)
    for path in paths:
        _open(path, catalog)  # makes the views, warms the cache
    small, big = map(min, zip(*([_open(path, catalog) for path in paths] for _ in range(ROUNDS)), strict=True))
    history = _history(paths[1], catalog)
    print(f"opened with its newest report: 1 report {small:.0f} ms, {REPORTS} reports {big:.0f} ms", end=", ")
    print(f"ratio {big / small:.2f} (limit {LIMIT})")
    print(f"history of a figure {history:.2f} ms (limit {HISTORY_LIMIT_MS:.0f} ms)")
    return int(big / small > LIMIT or history > HISTORY_LIMIT_MS)


def _open(path: Path, catalog: Catalog) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    desk = _opened(path, catalog)
    took = (time.perf_counter() - start) * 1000
    desk.close()
    return took


def _opened(path: Path, catalog: Catalog) -> Desk:
    desk = open_workspace(path, catalog, "bench", lambda: NOW)
    desk.open_report(desk.reports()[-1].uid)
    return desk


def _history(path: Path, catalog: Catalog) -> float:
    """Median milliseconds for the history of one of many figures."""
    with closing(_opened(path, catalog)) as desk:
        keys = [key for key, _ in zip(_figures(desk.report), range(LOOKED_AT), strict=False)]
        times = []
        for key in keys:
            start = time.perf_counter()
            assert desk.log.of_cell(key)
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _figures(report: Report) -> Iterator[CellKey]:
    for table in report.tables.values():
        for row in table.rows:
            yield from (CellKey(table.uid, row.uid, key) for key in row.cells)


if __name__ == "__main__":
    sys.exit(main())
