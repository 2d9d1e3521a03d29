"""A program's page opens, in a report with 49 programs: `python benchmarks/pages.py`.

From the choice in the tree until the page is painted, for every program of the sample with the most of them, to which
copies of its own programs are added. The floor is what Qt takes for as many bare text fields as the page has items;
the limit is 150 ms.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.app import make_application
from desktop.domain.outline import TABLE_PLACE, number_programs
from desktop.paths import resources_dir
from desktop.ui.pages.programs_page import ProgramsPage
from tests.windows import Driver, data_workspace, register_fonts

SAMPLE = "economy_2022"
PROGRAMS = 49
LIMIT_MS = 150.0


def main() -> int:
    """Print the figures; 1 when the limit is passed."""
    app = make_application(["pages"])
    register_fonts(app)
    with tempfile.TemporaryDirectory() as scratch:
        driver = Driver(app, data_workspace(_many_programs(Path(scratch)), Path(scratch)), Path(scratch))
        times, counts = _open_all(driver)
        floor = _milliseconds(lambda: _bare_page(driver, max(counts)))
        driver.close()
    print(f"{len(times)} programs, up to {max(counts)} items: p50 {statistics.median(times):.0f} ms,", end=" ")
    print(f"slowest {max(times):.0f} ms (limit {LIMIT_MS:.0f} ms), {max(times) / floor:.1f} x bare fields")
    return int(max(times) > LIMIT_MS)


def _many_programs(folder: Path) -> Path:
    """A data file of the sample with more programs: copies of its own, one after the other, with their items."""
    data = json.loads((resources_dir() / "samples" / f"{SAMPLE}.json").read_text(encoding="utf-8"))
    programs, pages = data["tables"]["programs"]["rows"], data["tables"]["program_page"]
    rows = {page["owner"]: page["rows"] for page in pages}
    for number, program in enumerate(programs[: PROGRAMS - len(programs)]):
        copy = f"copy-{number}"
        items = [{**row, "id": f"{copy}-{place}"} for place, row in enumerate(rows.get(program["id"], ()))]
        pages.append({"owner": copy, "rows": [item for item in items if item["mark"] != TABLE_PLACE]})
        programs.append({**program, "id": copy})
    path = folder / f"{SAMPLE}.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def _open_all(driver: Driver) -> tuple[list[float], list[int]]:
    """Milliseconds and number of items of every program's page."""
    view, session = driver.window.view, driver.window.session
    assert view is not None
    assert session is not None
    view.show_tab("programs")
    driver.settle()
    page = view.current_page()
    assert isinstance(page, ProgramsPage)
    times, counts = [], []
    sections = {row.uid for table in session.report.of_code("sections") for row in table.rows}
    for program in reversed(
        [each for each in number_programs(session.report, "programs") if each.row.uid not in sections]
    ):
        times.append(_milliseconds(lambda uid=program.row.uid: _open(driver, page, uid)))
        driver.settle()
        owned = session.report.owned("program_page", program.row.uid)
        counts.append(len(owned.rows) if owned else 0)
    return times, counts


def _open(driver: Driver, page: ProgramsPage, uid: str) -> None:
    assert page.tree.choose(uid)
    driver.app.sendPostedEvents()
    page.page.repaint()


def _bare_page(driver: Driver, count: int) -> None:
    """A page of text fields and nothing else."""
    page = QWidget(driver.window)
    layout = QVBoxLayout(page)
    for number in range(count):
        field = QPlainTextEdit(f"항목 {number}", page)
        field.setFixedHeight(20)
        layout.addWidget(field)
    page.resize(driver.window.size())
    page.show()
    driver.app.sendPostedEvents()
    page.repaint()
    page.deleteLater()


def _milliseconds(step: Callable[[], None]) -> float:
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
