"""추진상황 of one of 180 audit items, each with an answer, until repainted: `python benchmarks/status.py`."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.app import make_application
from desktop.domain.report import CellKey
from tests.windows import Driver, register_fonts, sample_workspace

STATUSES = ("추진완료", "추진중", "검토중")
EDITS = 30
LIMIT_MS = 50.0


def main() -> int:
    """Print the figures; 1 when the limit is passed by half of the edits."""
    app = make_application(["status"])
    register_fonts(app)
    with tempfile.TemporaryDirectory() as scratch:
        driver = Driver(app, sample_workspace("economy_2022", Path(scratch)), Path(scratch))
        times = sorted(_edits(driver))
        driver.close()
    p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"status of an audit item to repaint: p50 {p50:.0f} ms, p95 {p95:.0f} ms (limit p50 {LIMIT_MS:.0f} ms)")
    return int(p50 > LIMIT_MS)


def _edits(driver: Driver) -> list[float]:
    """Milliseconds of each edit, one row after the other, in the tab that shows them."""
    view, session = driver.window.view, driver.window.session
    assert view is not None
    assert session is not None
    items = session.report.of_code("audit_items")[0]
    view.go_to(CellKey(items.uid, items.rows[0].uid, "status"))
    driver.settle()
    times = []
    for number in range(EDITS):
        key = CellKey(items.uid, items.rows[number].uid, "status")
        held = session.report.value(key)
        start = time.perf_counter()
        session.type(key, next(each for each in STATUSES if held is None or each != held.text))
        driver.app.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    sys.exit(main())
