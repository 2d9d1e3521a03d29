"""Printed pages as a reader sees them: LibreOffice lays the workbooks out, and the texts on the pages are measured."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.domain.layout.paper import page_count
from desktop.domain.layout.plan import WorkbookPlan
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.exchange import import_file
from desktop.services.reports import export_report, plan_report
from desktop.services.workspaces import create_workspace

SAMPLES = ("promotion_2013", "jobs_2018", "sba_2020")
A4 = {(595, 842), (842, 595)}
EDGE = 40.0
"""Points at each side that no text may enter: the margin of the page is 43."""

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
_FOOT = 60.0


class Word(NamedTuple):
    """A word on a page, with its edges in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    """One printed page."""

    size: tuple[int, int]
    words: tuple[Word, ...]

    @property
    def body(self) -> tuple[Word, ...]:
        """The words above the page number."""
        return tuple(word for word in self.words if word.bottom < self.size[1] - _FOOT)


@dataclass(frozen=True)
class Printed:
    """A report as planned and as printed."""

    plan: WorkbookPlan
    pages: tuple[Page, ...]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Each report exported and laid out; LibreOffice is started once for all of them."""
    needed = [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]
    if needed:
        pytest.skip(f"{', '.join(needed)} not on this machine: no page was looked at")
    folder = tmp_path_factory.mktemp("인쇄")
    plans = {name: _exported(name, folder) for name in SAMPLES}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    books = [str(folder / f"{name}.xlsx") for name in SAMPLES]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *books]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: Printed(plans[name], _pages(folder / f"{name}.pdf")) for name in SAMPLES}


def _exported(name: str, folder: Path) -> WorkbookPlan:
    catalog = load_catalog(resources_dir())
    noon = datetime(2022, 2, 9, 12, tzinfo=UTC)
    with closing(create_workspace(folder / f"{name}.seonggwa", catalog, "기관", "서무", lambda: noon)) as desk:
        import_file(desk, resources_dir() / "samples" / f"{name}.json")
        export_report(desk, folder / f"{name}.xlsx")
        return plan_report(desk.evaluation, catalog.templates[desk.report.info.template])


def _pages(pdf: Path) -> tuple[Page, ...]:
    shown = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return tuple(
        Page((round(float(width)), round(float(height))), tuple(_word(*each) for each in _WORD.findall(content)))
        for width, height, content in _PAGE.findall(shown.stdout)
    )


def _word(left: str, top: str, right: str, bottom: str, text: str) -> Word:
    return Word(float(left), float(top), float(right), float(bottom), html.unescape(text))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_is_planned_is_a4_and_holds_something(printed: dict[str, Printed], name: str) -> None:
    pages = printed[name].pages
    assert len(pages) == sum(page_count(sheet) for sheet in printed[name].plan.sheets)
    assert {page.size for page in pages} <= A4
    assert [number for number, page in enumerate(pages, start=1) if not page.body] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_leaves_its_page(printed: dict[str, Printed], name: str) -> None:
    outside = [
        (number, word.text)
        for number, page in enumerate(printed[name].pages, start=1)
        for word in page.words
        if word.left < EDGE or word.right > page.size[0] - EDGE or word.top < EDGE / 2 or word.bottom > page.size[1]
    ]
    assert outside == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_is_cut_off_and_no_figure_is_hidden(printed: dict[str, Printed], name: str) -> None:
    """A word that a cell has no room for is not on the page; a figure without room shows as a row of #."""
    everything = "".join(word.text for page in printed[name].pages for word in page.words)
    assert "##" not in everything
    cells = [cell for sheet in printed[name].plan.sheets for cell in sheet.cells if isinstance(cell.content, str)]
    words = {word for cell in cells for word in str(cell.content).split()}
    letters = "".join(everything.split())
    assert sorted(word for word in words if word not in letters and not _is_parted(word, letters)) == []


def _is_parted(word: str, letters: str) -> bool:
    """Whether a word is there in two parts, on two lines of a narrow cell."""
    return any(word[:place] in letters and word[place:] in letters for place in range(1, len(word)))


def test_a_header_stands_on_every_page_of_its_table(printed: dict[str, Printed]) -> None:
    plan, pages = printed["promotion_2013"].plan, printed["promotion_2013"].pages
    first = 0
    repeated = 0
    for sheet in plan.sheets:
        for number in range(page_count(sheet)):
            if sheet.repeat_rows and number:
                headers = [cell.content for cell in sheet.cells if cell.row == sheet.repeat_rows[0]]
                top = sorted(pages[first + number].body, key=lambda word: word.top)[: len(headers)]
                assert {word.text for word in top} <= {part for each in headers for part in str(each).split()}
                repeated += 1
        first += page_count(sheet)
    assert repeated
