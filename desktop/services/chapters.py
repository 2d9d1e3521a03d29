"""장 구성: which chapters of the open report are printed, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain import chapters
from desktop.domain.changes import ChangeSet
from desktop.domain.chapters import Arranged
from desktop.services.desk import Desk


def chapters_of(desk: Desk) -> tuple[Arranged, ...]:
    """All chapters of the open report in its order."""
    return chapters.arrangement(desk.report, desk.catalog.templates[desk.report.info.template])


def switch(desk: Desk, key: str, *, is_printed: bool) -> ChangeSet | None:
    """The step that switches a chapter on or off; None when it is so already."""
    label = "찍기" if is_printed else "찍지 않기"
    return _arrange(
        desk, chapters.switched(chapters_of(desk), key, is_printed=is_printed), f"장 '{_title(desk, key)}' {label}"
    )


def move(desk: Desk, key: str, steps: int) -> ChangeSet | None:
    """The step that moves a chapter up (negative) or down, not beyond either end; None when it cannot move."""
    return _arrange(desk, chapters.moved(chapters_of(desk), key, steps), f"장 '{_title(desk, key)}' 옮기기")


def as_template(desk: Desk) -> ChangeSet | None:
    """The step that prints every chapter in the order of the template again; None when it is so already."""
    template = desk.catalog.templates[desk.report.info.template]
    return _arrange(desk, [Arranged(chapter) for chapter in template.chapters], "장 구성을 서식대로 되돌리기")


def _arrange(desk: Desk, wanted: Sequence[Arranged], label: str) -> ChangeSet | None:
    template = desk.catalog.templates[desk.report.info.template]
    return chapters.arrange(desk.report, template, wanted, desk.catalog, desk.new_uid(), label)


def _title(desk: Desk, key: str) -> str:
    return next(each.chapter.title for each in chapters_of(desk) if each.chapter.key == key)
