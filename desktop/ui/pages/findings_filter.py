"""What of the findings is listed: by level, tab, chapter, rule and words; and by what they are grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.domain.definitions import Severity
from desktop.domain.findings import Finding
from desktop.services.finding_places import LEVEL_NAMES, FindingPlace, counted
from desktop.ui.metrics import char_width
from desktop.ui.tabs import TAB_TITLES

BY_TAB, BY_CHAPTER, BY_RULE = "tab", "chapter", "rule"
_GROUPINGS = ((BY_TAB, "탭과 표"), (BY_CHAPTER, "장과 표"), (BY_RULE, "규칙"))
_ALL, _SET_ASIDE = "전체", "설명됨"
_COMBO_CHARS = 18


class Listed(NamedTuple):
    """A finding that may be listed, and what it is chosen by."""

    finding: Finding
    place: FindingPlace
    rule_name: str


class FindingsFilter(QWidget):
    """The lines over the list. Every part of them can be reached with the keyboard."""

    changed = Signal()

    def __init__(self, text_of: Callable[[Finding], str], parent: QWidget | None = None) -> None:
        """Make the lines.

        Args:
            text_of: the text of a finding in which words are looked for; asked only while words are looked for.
            parent: as always in Qt.
        """
        super().__init__(parent)
        self._text_of = text_of
        self.severity: Severity | None = None
        self.is_set_aside = False
        self.set_aside, self.wanted = QPushButton(self), QLineEdit(self)
        self.grouping, self.tab, self.chapter, self.rule = (QComboBox(self) for _ in range(4))
        self._buttons: dict[Severity | None, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._level_line())
        layout.addLayout(self._choice_line())

    def keeps(self, each: Listed) -> bool:
        """Whether a finding is listed."""
        wanted = self.wanted.text().strip().casefold()
        return (
            self.severity in (None, each.finding.severity)
            and self.tab.currentData() in (None, each.place.tab)
            and self.chapter.currentData() in (None, each.place.chapter)
            and self.rule.currentData() in (None, each.finding.code)
            and (not wanted or wanted in self._text_of(each.finding))
        )

    def show_counts(self, open_ones: Sequence[Finding], set_aside: int, listed: Sequence[Listed]) -> None:
        """Show how many findings there are of each level, tab, chapter and rule.

        Args:
            open_ones: all that is open.
            set_aside: how many are explained, or switched off.
            listed: all that may be listed now: what is open, or what is set aside.
        """
        for severity, button in self._buttons.items():
            count = sum(severity in (None, each.severity) for each in open_ones)
            _set_text(button, f"{LEVEL_NAMES[severity] if severity else _ALL} {count}")
        _set_text(self.set_aside, f"{_SET_ASIDE} {set_aside}")
        _fill(self.tab, "모든 탭", [(each.place.tab, TAB_TITLES[each.place.tab], each.finding) for each in listed])
        chapters = [(each.place.chapter, each.place.chapter, each.finding) for each in listed]
        _fill(self.chapter, "모든 장", chapters)
        _fill(self.rule, "모든 규칙", sorted(((e.finding.code, e.rule_name, e.finding) for e in listed), key=_title))

    def lift(self) -> None:
        """Take back every choice but the level."""
        for combo in (self.tab, self.chapter, self.rule):
            combo.setCurrentIndex(0)
        self.wanted.clear()

    def _level_line(self) -> QHBoxLayout:
        line, group = QHBoxLayout(), QButtonGroup(self)
        for severity in (None, *Severity):
            button = self._buttons[severity] = QPushButton(self)
            button.setObjectName(f"filter_{severity.value if severity else 'all'}")
            button.clicked.connect(lambda _checked=False, severity=severity: self._choose(severity))
        self.set_aside.setObjectName("filter_set_aside")
        self.set_aside.clicked.connect(lambda _checked=False: self._choose(None, is_set_aside=True))
        for button in (*self._buttons.values(), self.set_aside):
            button.setCheckable(True)
            group.addButton(button)
            line.addWidget(button)
        self._buttons[None].setChecked(True)
        line.addStretch(1)
        line.addWidget(QLabel("Enter: 그 칸으로   F8: 다음   Shift+F8: 이전"))
        return line

    def _choice_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for key, title in _GROUPINGS:
            self.grouping.addItem(title, key)
        self.wanted.setPlaceholderText("위치와 내용에서 찾기")
        self.wanted.setClearButtonEnabled(True)
        for name, text, widget in (
            ("grouping", "묶기(&G)", self.grouping),
            ("filter_tab", "탭(&A)", self.tab),
            ("filter_chapter", "장(&P)", self.chapter),
            ("filter_rule", "규칙(&L)", self.rule),
            ("filter_text", "찾기(&S)", self.wanted),
        ):
            label = QLabel(text, self)
            label.setBuddy(widget)
            widget.setObjectName(name)
            widget.setAccessibleName(text.partition("(")[0])
            line.addWidget(label)
            line.addWidget(widget, 1 if widget is self.wanted else 0)
        for combo in (self.tab, self.chapter, self.rule):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_COMBO_CHARS)
            combo.view().setMinimumWidth(_COMBO_CHARS * 4 * char_width(self))
        for combo in (self.grouping, self.tab, self.chapter, self.rule):
            combo.activated.connect(lambda _place: self.changed.emit())
        self.wanted.textChanged.connect(lambda _text: self.changed.emit())
        return line

    def _choose(self, severity: Severity | None, *, is_set_aside: bool = False) -> None:
        self.severity, self.is_set_aside = severity, is_set_aside
        self.changed.emit()


def _title(entry: tuple[str, str, Finding]) -> str:
    return entry[1]


def _set_text(button: QPushButton, text: str) -> None:
    if button.text() != text:
        button.setText(text)


def _fill(combo: QComboBox, everything: str, entries: Iterable[tuple[str, str, Finding]]) -> None:
    """Offer each key with its title and counts; what was chosen stays chosen, and offered, even without findings."""
    groups: dict[str, tuple[str, list[Finding]]] = {}
    for key, title, finding in entries:
        groups.setdefault(key, (title, []))[1].append(finding)
    chosen = combo.currentData()
    if chosen is not None and chosen not in groups:
        groups[chosen] = (combo.currentText().partition("   ")[0], [])
    wanted = [(f"{title}   {counted(found)}".rstrip(), key) for key, (title, found) in groups.items()]
    if wanted == [(combo.itemText(place), combo.itemData(place)) for place in range(1, combo.count())]:
        return
    combo.clear()
    combo.addItem(everything, None)
    for text, key in wanted:
        combo.addItem(text, key)
    combo.setCurrentIndex(max(combo.findData(chosen), 0) if chosen is not None else 0)
