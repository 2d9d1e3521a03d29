"""The findings as a tree: groups that fold, below them level, place, sentence. Sentences are made when painted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.services.finding_places import LEVEL_NAMES, counted
from desktop.ui.findings_text import told
from desktop.ui.look import colors

if TYPE_CHECKING:
    from desktop.domain.findings import Finding
    from desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_HEADERS = ("수준", "위치", "내용")
_LEVEL, _PLACE, _SENTENCE = range(3)


class Group(NamedTuple):
    """One group of findings.

    Attributes:
        name: what makes it another group than its neighbours; folding is remembered by it.
        label: what stands in its line, before the counts.
        is_folded: whether it is closed until the clerk opens it.
        rule: the rule that is switched off and under which the group stands, "" for any other group.
        home: uid of the table that the group is about, whose name its findings need not repeat; "" for any other group.
    """

    name: str
    label: str
    is_folded: bool = False
    rule: str = ""
    home: str = ""


class Grouped(NamedTuple):
    """A finding with the groups that it stands in, outermost first; no finding: groups that show without any."""

    path: tuple[Group, ...]
    finding: Finding | None


@dataclass(eq=False, slots=True)
class Node:
    """A line of the tree: a group, or a finding."""

    parent: Node | None = None
    line: int = 0
    group: Group | None = None
    finding: Finding | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The names of the groups from the outermost to this one."""
        above = self.parent.path if self.parent else ()
        return (*above, self.group.name) if self.group else above

    def findings(self) -> Iterator[Finding]:
        """Every finding below, in the order of the lines."""
        if self.finding is not None:
            yield self.finding
        for child in self.children:
            yield from child.findings()

    def nodes(self) -> Iterator[Node]:
        """Every line below, in order."""
        for child in self.children:
            yield child
            yield from child.nodes()

    def add(self, *, group: Group | None = None, finding: Finding | None = None) -> Node:
        """A new last line below this one."""
        node = Node(self, len(self.children), group, finding)
        self.children.append(node)
        return node


class FindingsModel(QAbstractItemModel):
    """Groups of findings, and the findings."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._root = Node()

    def show(self, grouped: Iterable[Grouped]) -> None:
        """Show these findings, in this order, in groups that stand in the order in which they first come."""
        root, known = Node(), {}
        for path, finding in grouped:
            node = root
            for group in path:
                key = (node, group.name)
                if key not in known:
                    known[key] = node.add(group=group)
                node = known[key]
            if finding is not None:
                node.add(finding=finding)
        self.beginResetModel()
        self._root = root
        self.endResetModel()

    def findings(self) -> tuple[Finding, ...]:
        """All findings that are listed, in the order of their lines, those in folded groups among them."""
        return tuple(self._root.findings())

    def nodes(self) -> Iterator[Node]:
        """Every line, in order."""
        return self._root.nodes()

    def node(self, index: Index) -> Node | None:
        """The line of an index, None for an invalid one."""
        return index.internalPointer() if index.isValid() else None

    def index_of(self, node: Node | None) -> QModelIndex:
        """The index of a line; an invalid one for None."""
        return self.createIndex(node.line, 0, node) if node is not None and node is not self._root else QModelIndex()

    def node_of(self, finding: Finding | None) -> Node | None:
        """The line of a finding: of the very same, else of one by the same rule at the same cell; None without any."""
        if finding is None:
            return None
        wanted = (finding.code, finding.key)
        alike = [each for each in self.nodes() if each.finding and (each.finding.code, each.finding.key) == wanted]
        return next((each for each in alike if each.finding == finding), alike[0] if alike else None)

    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        """The index of a line below another one."""
        above = self.node(parent) or self._root
        if not (0 <= row < len(above.children) and 0 <= column < len(_HEADERS)):
            return QModelIndex()
        return self.createIndex(row, column, above.children[row])

    def parent(self, index: Index = _TOP) -> QModelIndex:  # type: ignore[override]
        """The group that a line stands in."""
        node = self.node(index)
        return self.index_of(node.parent) if node else QModelIndex()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of lines below another one."""
        return len((self.node(parent) or self._root).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = _TOP) -> int:
        """Level, place, sentence."""
        return len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The names of the columns."""
        is_name = orientation == Qt.Orientation.Horizontal and role == _DISPLAY and section < len(_HEADERS)
        return _HEADERS[section] if is_name else None

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Texts, and the colour of the level."""
        node = self.node(index)
        if node is None:
            return None
        if node.group is not None:
            return self._group_data(node, node.group, index.column(), role)
        return self._finding_data(node, index.column(), role)

    def _group_data(self, node: Node, group: Group, column: int, role: int) -> object:
        if role == _DISPLAY and column == _LEVEL:
            return "   ".join(part for part in (group.label, counted(node.findings())) if part)
        if role == _FONT and node.parent is self._root:
            font = QFont(QApplication.font())
            font.setBold(True)
            return font
        return None

    def _finding_data(self, node: Node, column: int, role: int) -> object:
        finding = node.finding
        if finding is None:
            return None
        if role == _DISPLAY:
            return self._text(node, finding, column)
        if role == _TOOLTIP:
            return "\n".join(part for part in told(self._session, finding) if part)
        if role == _FOREGROUND and column == _LEVEL:
            return colors(QApplication.palette()).of(finding.severity)
        return None

    def _text(self, node: Node, finding: Finding, column: int) -> str:
        from desktop.services.messages import place, place_in_table, statement

        if column == _LEVEL:
            return LEVEL_NAMES[finding.severity]
        evaluation = self._session.evaluation
        if column == _SENTENCE:
            return statement(finding, evaluation)
        is_said = _is_under_table(node, finding.key.table)
        return place_in_table(finding, evaluation) if is_said else place(finding, evaluation)


def _is_under_table(node: Node | None, uid: str) -> bool:
    """Whether a group over a line is already called by the table."""
    while node is not None:
        if node.group is not None and node.group.home == uid:
            return True
        node = node.parent
    return False
