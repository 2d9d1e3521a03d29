"""내보내기: which chapters, which pages come of it, under which name; then progress and the way to the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.metrics import char_width, gap
from desktop.ui.pages.chapter_list import ChapterList
from desktop.ui.preview.preview import PagePreview, Zoom

if TYPE_CHECKING:
    from desktop.domain.layout.plan import WorkbookPlan
    from desktop.services.reports import ExportResult, Form, Style
    from desktop.ui.jobs import Job, Jobs
    from desktop.ui.session import Session

FOLDER = "export/folder"
"""Where the settings keep the folder of the last export."""
_LEFT_CHARS = 46


class ExportPage(QWidget):
    """Exports the open report."""

    def __init__(self, session: Session, jobs: Jobs, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._settings = session, jobs, settings
        self._written: Path | None = None
        self._is_planning = self._is_stale = False
        self.chapters, self.only_selected = ChapterList(session, self), QCheckBox("고른 장만 내보내기", self)
        self.style_box, self.check_sheet = QComboBox(self), QCheckBox("점검표 포함", self)
        self.check_infos = QCheckBox("점검표에 안내도 싣기", self)
        self.sheets, self.pages, self.zoom = QListWidget(self), PagePreview(self), QComboBox(self)
        self.folder, self.name = QLineEdit(self), QLineEdit(self)
        self.progress, self.outcome = QProgressBar(self), QLabel(self)
        self.export_button, self.pdf_button, self.print_button = (
            QPushButton("내보내기"),
            QPushButton("PDF로 저장"),
            QPushButton("인쇄…"),
        )
        self.open_button, self.folder_button = QPushButton("열기"), QPushButton("폴더 열기")
        self._set_up()
        self._propose()
        session.events.changed.connect(self._follow)
        self.preview()

    def start(self) -> None:
        """The report may have changed: preview again, and put the focus on the button."""
        self.chapters.refresh()
        self.preview()
        self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def preview(self) -> None:
        """Show the pages that are wanted now; one plan is made at a time, so that the last wish shows last."""
        for button in self._making:
            button.setEnabled(bool(self._chosen()))
        self._is_stale = self._is_planning
        if not self._is_planning:
            self._is_planning = True
            planned = self._planned()
            self._jobs.start(lambda _job: planned(), self._show_plan, ended=self._plan_ended)

    def export(self) -> None:
        """Write the workbook in a worker thread."""
        self._export(Path(self.folder.text()) / self.name.text(), None)

    def export_pdf(self) -> None:
        """Write the pages as PDF in a worker thread, beside the workbook and under its name."""
        from desktop.services.reports import SUFFIX
        from desktop.ui.preview.pdf import PDF

        self._export(Path(self.folder.text()) / (self.name.text().removesuffix(SUFFIX) + PDF.suffix), PDF)

    def print(self) -> None:
        """Print the pages that are wanted now."""
        from desktop.ui.preview.printing import ask_and_print

        if self._goes_on_with_errors():
            ask_and_print(self._planned()(), self)

    def _planned(self) -> Callable[[], WorkbookPlan]:
        """What plans the wanted sheets of the report as it stands now, in any thread."""
        from desktop.services.check_sheet import with_check_sheet
        from desktop.services.closing_sheet import closing_of
        from desktop.services.reports import plan_report

        desk, evaluation, chosen, style = self._session.desk, self._session.evaluation, self._chosen(), self._style()
        closing, checked, is_checked = closing_of(desk), desk.checked, self.check_sheet.isChecked()
        infos = self.check_infos.isChecked()
        template = desk.catalog.templates[desk.report.info.template]

        def plan() -> WorkbookPlan:
            made = plan_report(evaluation, template, chosen, closing, style)
            if not is_checked:
                return made
            return with_check_sheet(made, checked.whole_standing(), evaluation, template, with_infos=infos)

        return plan

    def _export(self, target: Path, form: Form | None) -> None:
        from desktop.services.reports import export_report

        if not self._goes_on_with_errors():
            return
        desk, chosen, style = self._session.desk, self._chosen(), self._style()
        checked = {"check_sheet": self.check_sheet.isChecked(), "check_infos": self.check_infos.isChecked()}
        self._settings.setValue(FOLDER, self.folder.text())
        self._settings.sync()  # a killed export is looked for there (ui/safety.py)
        self._set_working(working=True)

        def work(job: Job[ExportResult]) -> ExportResult:
            step = job.progressed.emit
            return export_report(desk, target, chosen, step, form, **checked, style=style)

        self._jobs.start(work, self._done, self._show_progress, self._ended)

    def _goes_on_with_errors(self) -> bool:
        """Ask when errors are open; without one there is nothing to ask."""
        from desktop.services.life import open_errors

        errors = len(open_errors(self._session.desk))
        if not errors:
            return True
        question = f"열린 오류가 {errors}건 있습니다. 그래도 내보내시겠습니까?"
        return QMessageBox.question(self, "내보내기", question) == QMessageBox.StandardButton.Yes

    # ------------------------------------------------------------ parts

    def _set_up(self) -> None:
        layout = QHBoxLayout(self)
        layout.setSpacing(2 * gap(self))
        left = QVBoxLayout()
        left.addWidget(self._chapter_box())
        left.addLayout(self._style_line())
        left.addWidget(self.check_sheet)
        left.addWidget(self.check_infos)
        left.addWidget(QLabel("만들어질 시트"))
        left.addWidget(self.sheets, 1)
        self.sheets.setFixedWidth(_LEFT_CHARS * char_width(self))
        self.sheets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = QVBoxLayout()
        right.addLayout(self._preview_line())
        right.addWidget(self.pages, 1)
        right.addLayout(self._target_lines())
        right.addLayout(self._button_line())
        layout.addLayout(left)
        layout.addLayout(right, 1)
        for name, widget, text in (
            ("export.sheets", self.sheets, "만들어질 시트"),
            ("export.pages", self.pages, "쪽 미리 보기"),
            ("export.zoom", self.zoom, "크기"),
            ("export.only_selected", self.only_selected, "고른 장만 내보내기"),
            ("export.style", self.style_box, "형식"),
            ("export.check_sheet", self.check_sheet, "점검표 포함"),
            ("export.check_infos", self.check_infos, "점검표에 안내도 싣기"),
            ("export.folder", self.folder, "폴더"),
            ("export.name", self.name, "파일 이름"),
            ("export.progress", self.progress, "진행"),
            ("export.outcome", self.outcome, "결과"),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(text)

    def _preview_line(self) -> QHBoxLayout:
        """How many pages, how large they show; the list and the pages follow each other."""
        line = QHBoxLayout()
        self.count = QLabel(self)
        for zoom in Zoom:
            self.zoom.addItem(zoom.value, zoom)
        self.zoom.currentIndexChanged.connect(lambda _place: self.pages.set_zoom(self.zoom.currentData()))
        self.sheets.currentRowChanged.connect(self.pages.go_to_sheet)
        self.pages.sheet_changed.connect(self._mark_sheet)
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(self.zoom)
        return line

    def _mark_sheet(self, number: int) -> None:
        """Mark the sheet in sight without jumping to its beginning."""
        with QSignalBlocker(self.sheets):
            self.sheets.setCurrentRow(number)

    def _chapter_box(self) -> QGroupBox:
        """The chapters of the report; what is changed here stays with the report."""
        box = QGroupBox("장 구성", self)
        box.setFixedWidth(_LEFT_CHARS * char_width(self))
        layout = QVBoxLayout(box)
        layout.addWidget(self.chapters)
        layout.addLayout(self._chapter_buttons(box))
        layout.addWidget(self.only_selected)
        self.chapters.itemSelectionChanged.connect(self._select)
        self.only_selected.toggled.connect(self.preview)
        return box

    def _chapter_buttons(self, box: QWidget) -> QGridLayout:
        lines = QGridLayout()
        for place, (name, text, step) in enumerate(
            (
                ("chapter_up", "위로", lambda: self.chapters.move_current(-1)),
                ("chapter_down", "아래로", lambda: self.chapters.move_current(1)),
                ("chapters_as_template", "서식대로 되돌리기", self.chapters.as_template),
            )
        ):
            button = QPushButton(text, box)
            button.setObjectName(f"export.{name}")
            button.setDisabled(self.chapters.is_locked)
            button.clicked.connect(lambda _checked=False, step=step: step())
            lines.addWidget(button, place // 2, place % 2, 1, 1 + place // 2)
        return lines

    def _select(self) -> None:
        """Other chapters are marked: that matters when only these are wanted."""
        if self.only_selected.isChecked():
            self.preview()

    def _follow(self) -> None:
        """Undo or another step may have given the chapters another order."""
        if self.isVisible() and self.chapters.refresh():
            self.preview()

    def _style_line(self) -> QHBoxLayout:
        """Official pages or plain data, and whether the 점검표 comes with them."""
        from desktop.services.reports import Style

        for style in Style:
            self.style_box.addItem(style.value, style)
        self.style_box.currentIndexChanged.connect(self.preview)
        self.check_sheet.toggled.connect(self.check_infos.setEnabled)
        self.check_infos.setEnabled(False)
        for box in (self.check_sheet, self.check_infos):
            box.toggled.connect(self.preview)
        label = QLabel("형식")
        label.setBuddy(self.style_box)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.style_box, 1)
        return line

    def _style(self) -> Style:
        from desktop.services.reports import Style

        return Style(self.style_box.currentData())  # Qt keeps the text alone

    def _target_lines(self) -> QGridLayout:
        lines = QGridLayout()
        browse = QPushButton("찾기…")
        browse.clicked.connect(self._browse)
        for row, (text, field) in enumerate((("폴더", self.folder), ("파일 이름", self.name))):
            label = QLabel(text)
            label.setBuddy(field)
            lines.addWidget(label, row, 0)
            lines.addWidget(field, row, 1)
        lines.addWidget(browse, 0, 2)
        return lines

    def _button_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.progress.setTextVisible(False)
        for name, button, step in (
            ("export.run", self.export_button, self.export),
            ("export.pdf", self.pdf_button, self.export_pdf),
            ("export.print", self.print_button, self.print),
            ("export.open", self.open_button, lambda: self._open(self._written)),
            ("export.open_folder", self.folder_button, lambda: self._open(self._written and self._written.parent)),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: step())
            line.addWidget(button)
        line.addWidget(self.progress, 1)
        line.addWidget(self.outcome, 2)
        self._set_working(working=False)
        return line

    def _propose(self) -> None:
        from desktop.services.reports import proposed_name

        self.folder.setText(str(self._settings.value(FOLDER, "") or self._session.desk.path.parent))
        self.name.setText(proposed_name(self._session.report.info))

    def _chosen(self) -> tuple[str, ...]:
        return self.chapters.selected if self.only_selected.isChecked() else self.chapters.printed

    @property
    def _making(self) -> tuple[QPushButton, ...]:
        """The buttons that make something of the chosen chapters."""
        return self.export_button, self.pdf_button, self.print_button

    def _plan_ended(self) -> None:
        """Plan anew when something else was wanted meanwhile, unless the workspace was closed since."""
        self._is_planning = False
        if self._is_stale and self._session.desk.has_report:
            self.preview()

    def _show_plan(self, plan: WorkbookPlan) -> None:
        with QSignalBlocker(self.sheets):
            self.sheets.clear()
            self.sheets.addItems([sheet.name for sheet in plan.sheets])
        self.pages.show_plan(plan)
        self.count.setText(f"미리 보기 · {self.pages.page_count}쪽")

    def _show_progress(self, done: int, all_steps: int) -> None:
        self.progress.setMaximum(all_steps)
        self.progress.setValue(done)

    def _set_working(self, *, working: bool) -> None:
        for button in self._making:
            button.setEnabled(not working)
        self.progress.setVisible(working)
        for button in (self.open_button, self.folder_button):
            button.setVisible(self._written is not None and not working)

    def _ended(self) -> None:
        """Written or not (then somebody else has said why): ready for another one."""
        self.progress.reset()
        self._set_working(working=False)

    def _done(self, result: ExportResult) -> None:
        self._written = result.path
        self.outcome.setText(f"{result.path.name}: 시트 {result.sheets}개를 내보냈습니다.")

    def _open(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "내보낼 폴더", self.folder.text())
        if folder:
            self.folder.setText(folder)
