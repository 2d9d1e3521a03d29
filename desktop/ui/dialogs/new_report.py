"""A new workspace with its first report, or one more report: organization, kind, title, dates, divisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.dates import parse_date
from desktop.domain.report import ReportInfo
from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from desktop.services.catalog import Catalog

_WIDE_CHARS, _DIVISION_LINES = 60, 6
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_DEPARTMENTS = "departments"


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What the clerk asked for; `divisions` are the first rows of the list of departments."""

    organization: str
    template: str
    template_version: int
    title: str
    as_of: date | None
    fiscal_year: int
    divisions: tuple[str, ...]

    def info(self, uid: str) -> ReportInfo:
        """The identity of the report that was asked for."""
        kind = (self.template, self.template_version)
        return ReportInfo(uid, *kind, self.title, self.organization, self.fiscal_year, self.as_of)


class NewReportDialog(QDialog):
    """Asks for everything that a report needs to begin with."""

    def __init__(self, catalog: Catalog, today: date, organization: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new_report")
        self.setWindowTitle("새 보고" if organization else "새 업무 파일")
        self._catalog = catalog
        self.organization, self.title = QLineEdit(organization, self), QLineEdit(self)
        self.template = QComboBox(self)
        self.as_of = QLineEdit(f"{today.year}. {today.month}. {today.day}.", self)
        self.fiscal_year = QLineEdit(str(today.year), self)
        self.divisions = QPlainTextEdit(self)
        self.problem = QLabel(self)
        for template in catalog.templates.values():
            self.template.addItem(template.title, template.code)
        self._set_up()

    def wish(self) -> ReportWish | None:
        """What was asked for, or None while something is missing; then `problem` says what."""
        moment = parse_date(self.as_of.text())
        year = self.fiscal_year.text().strip().removesuffix("년").strip()
        self.problem.setText(self._problem(is_date=moment is not None or not self.as_of.text().strip(), year=year))
        if self.problem.text():
            return None
        template = self._catalog.templates[str(self.template.currentData())]
        return ReportWish(
            self.organization.text().strip(),
            template.code,
            template.version,
            self.title.text().strip(),
            moment.first if moment else None,
            int(year),
            tuple(line.strip() for line in self.divisions.toPlainText().splitlines() if line.strip()),
        )

    def accept(self) -> None:
        """Close only when everything is there."""
        if self.wish() is not None:
            super().accept()

    def _problem(self, *, is_date: bool, year: str) -> str:
        if not self.organization.text().strip():
            return "기관 이름을 적어 주십시오."
        if not self.title.text().strip():
            return "보고 제목을 적어 주십시오."
        if not is_date:
            return f"기준일 '{self.as_of.text()}'은 날짜가 아닙니다. 예: 2022. 1. 21."
        if not year.isdecimal() or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
            return "회계연도를 네 자리 숫자로 적어 주십시오. 예: 2022"
        return ""

    def _set_up(self) -> None:
        form = QFormLayout()
        self.divisions.setTabChangesFocus(True)
        self.divisions.setFixedHeight(_DIVISION_LINES * line_height(self))
        self.divisions.setPlaceholderText("한 줄에 한 부서. 나중에 적어도 됩니다.")
        for name, text, field in (
            ("organization", "기관(&O)", self.organization),
            ("template", "서식(&F)", self.template),
            ("title", "제목(&T)", self.title),
            ("as_of", "기준일(&D)", self.as_of),
            ("fiscal_year", "회계연도(&Y)", self.fiscal_year),
            ("divisions", "부서(&L)", self.divisions),
        ):
            field.setObjectName(f"new_report.{name}")
            field.setAccessibleName(text.split("(")[0])
            field.setMinimumWidth(_WIDE_CHARS * char_width(self))
            form.addRow(text, field)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(dialog_buttons(self, "만들기"))
        if self.organization.text():
            self.title.setFocus()
