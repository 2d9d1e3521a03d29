"""The chapters of a report: any order and choice is reached in one step, undone in one, and never loses a chapter."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.chapters import CHAPTERS, Arranged, arrange, arrangement, counted_chapters, moved, switched
from desktop.domain.definitions import Chapter, ReportTemplate
from desktop.domain.editing import apply
from desktop.domain.report import Report, ReportInfo
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog

CATALOG = load_catalog(resources_dir())
TEMPLATE = ReportTemplate("t", 1, "보고", tuple(Chapter(key, key.upper(), ()) for key in "abcde"))
EMPTY = Report(ReportInfo("r", "t", 1, "보고", "경제정책실", 2022))


def wanted(order: str, off: str = "") -> tuple[Arranged, ...]:
    chapters = {chapter.key: chapter for chapter in TEMPLATE.chapters}
    return tuple(Arranged(chapters[key], key not in off) for key in order)


def arranged(report: Report, chapters: tuple[Arranged, ...]) -> Report:
    changes = arrange(report, TEMPLATE, chapters, CATALOG, "chapters", "장 구성")
    return apply(report, changes, CATALOG) if changes else report


def keys(report: Report, chosen: str = "") -> str:
    return "".join(chapter.key for chapter in counted_chapters(report, TEMPLATE, chosen or None))


arrangements = st.tuples(st.permutations("abcde"), st.sets(st.sampled_from("abcde"))).map(
    lambda drawn: wanted("".join(drawn[0]), "".join(drawn[1]))
)


@given(st.lists(arrangements, min_size=1, max_size=4))
def test_any_arrangement_is_one_step_from_any_other_and_one_undo_back(steps: list[tuple[Arranged, ...]]) -> None:
    report = EMPTY
    for each in steps:
        changes = arrange(report, TEMPLATE, each, CATALOG, "chapters", "장 구성")
        assert (changes is None) == (arrangement(report, TEMPLATE) == each)
        after = apply(report, changes, CATALOG) if changes else report
        assert arrangement(after, TEMPLATE) == each
        assert changes is None or apply(after, changes.inverse(), CATALOG) == report
        report = after


def test_the_order_of_the_template_needs_no_rows() -> None:
    other = arranged(EMPTY, wanted("baced", off="c"))
    (table,) = other.of_code(CHAPTERS)
    assert [row.uid for row in table.rows] == list("baced")
    (emptied,) = arranged(other, wanted("abcde")).of_code(CHAPTERS)
    assert emptied.rows == ()


def test_one_that_is_switched_off_prints_only_when_it_is_chosen_by_name() -> None:
    report = arranged(EMPTY, wanted("baced", off="c"))
    assert keys(report) == "baed"
    assert keys(report, chosen="c") == "baced"


def test_a_chapter_of_a_newer_template_stands_behind_its_predecessor_and_one_that_is_gone_is_passed_over() -> None:
    report = arranged(EMPTY, wanted("edcba"))
    newer = replace(TEMPLATE, chapters=tuple(Chapter(key, key, ()) for key in "nabmcd"))
    assert [each.chapter.key for each in arrangement(report, newer)] == list("ndcbma")


def test_moving_stops_at_both_ends_and_switching_names_one() -> None:
    assert moved(wanted("abcde"), "b", -5) == wanted("bacde")
    assert moved(wanted("abcde"), "b", 9) == wanted("acdeb")
    assert switched(wanted("abcde"), "d", is_printed=False) == wanted("abcde", off="d")
