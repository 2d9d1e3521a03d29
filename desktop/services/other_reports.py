"""The figures of the other reports of a workspace, read when a check asks for them; kept until a report may change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop.domain.comparable import ComparableFigures
from desktop.domain.evaluation import evaluate
from desktop.domain.report import Report, ReportInfo
from desktop.services.errors import UserError


class OtherReports:
    """Reads each report once. May be asked in any thread; a report that cannot be read is not compared."""

    def __init__(self, infos: Callable[[], Sequence[ReportInfo]], read: Callable[[str], Report]) -> None:
        """Read with the functions of a shelf: what reports there are, and a report by its uid."""
        self._infos = infos
        self._read = read
        self._known: dict[str, ComparableFigures] = {}

    def than(self, uid: str) -> Callable[[], Sequence[ComparableFigures]] | None:
        """What gives the figures beside a report that is laid on the desk now, None where there is no other report.

        That report may change from now on, so it is read anew when it is one of the others.
        """
        self._known.pop(uid, None)
        return partial(self._beside, uid) if len(self._infos()) > 1 else None

    def _beside(self, uid: str) -> tuple[ComparableFigures, ...]:
        """The figures of all reports but one, oldest first."""
        found = (self._figures(info.uid) for info in self._infos() if info.uid != uid)
        return tuple(figures for figures in found if figures)

    def _figures(self, uid: str) -> ComparableFigures | None:
        if uid not in self._known:
            try:
                report = self._read(uid)
            except UserError:  # said when the clerk opens it
                return None
            self._known[uid] = ComparableFigures.of(evaluate(report))
        return self._known[uid]
