"""The reports of a workspace as they stand stored, without laying one on the desk. Changes nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from db.records import StepName, ViewRecord
from db.store import WorkspaceStore
from desktop.domain.definition_parser import DefinitionError
from desktop.domain.definitions import ReportTemplate
from desktop.domain.life import Life
from desktop.domain.report import Report, ReportInfo
from desktop.domain.terms import Glossary, Term
from desktop.services.catalog import Catalog
from desktop.services.errors import UserError, told
from desktop.services.records import explanations_of, milestone, notes_of, report_info, report_of
from desktop.services.views import view_records


class Shelf:
    """Reads the reports of an open store. Every method raises `UserError` when the file cannot be read."""

    def __init__(self, store: WorkspaceStore, catalog: Catalog) -> None:
        """Read from an open store, with the official tables and templates of a catalog."""
        self._store = store
        self._catalog = catalog

    def organization(self) -> str:
        """Name of the organization that the workspace was made for."""
        with told():
            return self._store.organization()

    def terms(self) -> Glossary:
        """The words of the office, and behind them those that come with the program."""
        with told():
            own = tuple(Term(each.word, each.spellings) for each in self._store.terms())
        return Glossary((*own, *self._catalog.terms))

    def infos(self) -> tuple[ReportInfo, ...]:
        """All reports of the workspace, oldest first."""
        with told():
            return tuple(report_info(record) for record in self._store.reports())

    def fiscal_years(self) -> frozenset[int]:
        """The years that any report is about."""
        return frozenset(info.fiscal_year for info in self.infos())

    def report(self, uid: str) -> Report:
        """A report with its notes and explanations.

        Raises:
            UserError: there is no such report, or it holds what this version of the program does not know.
        """
        info = next((info for info in self.infos() if info.uid == uid), None)
        if info is None:
            name = self._store.path.name
            raise UserError(f"업무 파일 '{name}'에 찾으시는 보고({uid})가 없습니다. 보고 목록에서 골라 주십시오.")
        with told():
            tables, notes = self._store.tables(uid), notes_of(self._store.notes(uid))
            explanations = explanations_of(self._store.explanations(uid))
        try:
            return replace(report_of(info, tables, self._catalog), notes=notes, explanations=explanations)
        except (KeyError, DefinitionError) as error:
            raise UserError(
                f"보고 '{info.title}'에 이 버전의 성과대장이 알지 못하는 표({error})가 있어 열지 않았습니다. "
                "성과대장을 새 버전으로 바꾼 뒤 열어 주십시오."
            ) from error

    def template(self, info: ReportInfo) -> ReportTemplate:
        """The template that a report was made from. Raises `UserError` when this version does not know it."""
        template = self._catalog.templates.get(info.template)
        if template is None:
            raise UserError(
                f"보고 '{info.title}'의 서식({info.template})을 이 버전의 성과대장이 알지 못합니다. "
                "성과대장을 새 버전으로 바꾼 뒤 열어 주십시오."
            )
        return template

    def life(self, uid: str) -> Life:
        """What happened to a report as a whole."""
        with told():
            return Life(tuple(map(milestone, self._store.milestones(uid))))

    def last_steps(self, uid: str, at_most: int) -> tuple[StepName, ...]:
        """The latest steps of a report since it was last closed, oldest first."""
        closings = self.life(uid).closings
        sealed = closings[-1].step if closings else 0
        with told():
            return tuple(step for step in self._store.last_steps(uid, at_most) if step.number > sealed)

    def views(self, fiscal_years: Collection[int]) -> tuple[ViewRecord, ...]:
        """The readable views of all official tables, with the year columns of these years."""
        codes, years = self._catalog.tables, sorted(fiscal_years)
        return view_records(self._catalog.definition(code, year) for code in codes for year in years)
