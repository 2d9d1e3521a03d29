"""Headings of chapters, numbered by what is printed before them."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.definitions import Chapter
from desktop.domain.outline import numbered


class Headings:
    """Gives sheet after sheet its heading, in print order.

    Chapters of one part share a number. The first sheet of a part has the heading of the part even when the chapter
    that brings this heading stands further behind or is not printed at all.
    """

    def __init__(self, chapters: Iterable[Chapter]) -> None:
        self._chapters = {chapter.key: chapter for chapter in chapters}
        self._numbers: dict[str, int] = {}
        self._begun: set[str] = set()
        self._lent: set[str] = set()

    def of_sheet(self, chapter: Chapter) -> str:
        """The heading of the next sheet, which is one of this chapter; it is a template still, "" for none."""
        part = chapter.part or chapter.key
        is_first = part not in self._begun
        self._begun.add(part)
        if chapter.heading:
            return "" if chapter.key in self._lent else self._marked(chapter, part)
        if not is_first:
            return ""
        self._lent.add(part)
        return self._marked(self._chapters[part], part)

    def _marked(self, chapter: Chapter, part: str) -> str:
        """The heading with its number in front of each line."""
        if not chapter.heading_mark:
            return chapter.heading
        number = self._numbers.setdefault(part, len(self._numbers) + 1)
        mark = numbered(chapter.heading_mark, number)
        return "\n".join(f"{mark} {each}" for each in chapter.heading.split("\n"))
