"""A table definition: everything the program knows of one official table (docs/표-정의.md).

Only data stands here. `definition_parser` makes it from TOML or JSON and refuses whatever it does not know;
form, totals, checks, sheet, import and tests all read these dataclasses and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.tab import Tab


class ColumnType(StrEnum):
    """What a cell of a column (or a single field) can hold."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    COUNT = "count"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    AREA = "area"
    PAIR = "pair"
    DATE = "date"
    PERIOD = "period"
    ENUM = "enum"

    @property
    def is_numeric(self) -> bool:
        """Whether the canonical text is one decimal number."""
        return self in _NUMERIC

    @property
    def is_figure(self) -> bool:
        """Whether arithmetic can use the cell: one number or a pair of numbers."""
        return self in _NUMERIC or self is ColumnType.PAIR

    @property
    def is_worded(self) -> bool:
        """Whether the cell holds words: neither a figure nor a time."""
        return not (self.is_figure or self.is_time)

    @property
    def is_time(self) -> bool:
        """Whether the cell holds a time: not added up, but compared with other times."""
        return self in (ColumnType.DATE, ColumnType.PERIOD)


_NUMERIC = frozenset(
    {ColumnType.INTEGER, ColumnType.COUNT, ColumnType.DECIMAL, ColumnType.MONEY, ColumnType.PERCENT, ColumnType.AREA}
)


class Layout(StrEnum):
    """How a table stands in the window and on the page."""

    GRID = "grid"
    FORM = "form"
    OUTLINE = "outline"


class RowsKind(StrEnum):
    """Where the rows of a table come from."""

    ENTERED = "entered"
    FOLLOW = "follow"
    FIXED = "fixed"


class Place(StrEnum):
    """Where the total row stands."""

    FIRST = "first"
    LAST = "last"


class Align(StrEnum):
    """Horizontal alignment; SPREAD is 균등배분, the letter-spaced look of official labels."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    SPREAD = "spread"


class Orientation(StrEnum):
    """How the printed page lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Scope(StrEnum):
    """Where a declared relation is judged: each body row, these and the total row, or once for the table."""

    ROW = "row"
    ALL = "all"
    TABLE = "table"


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


KEEP, EMPTY = "keep", "empty"
"""What a column may do at carry-over, beside naming another column whose content it takes (`Column.carry`)."""


ON_SAME_DAY = "@as_of"
"""Behind a correspondence (`Column.corresponds`): only between reports with the same 기준일."""


@dataclass(frozen=True, slots=True)
class Column:
    r"""One column of figures or texts, or one single field of a table.

    Attributes:
        key: English key, unique in its table; a year column has the absolute year in it ("value@2018").
        label: header texts from top to bottom; equal neighbours on the same level merge. May hold line breaks.
        unit: unit of the figure ("백만원"); `unit_column` names the column that holds a unit per row instead.
        places: printed decimals; half up.
        formula: expression over the row (docs/표-정의.md); empty when the clerk enters the cell.
        text: template of a computed text ("{owner.kpi_name}"); empty when entered.
        follows: column of the followed row whose text stands here ("name" of departments).
        parts: the two names of a pair ("authorized", "current").
        year: absolute year of a year column after expansion, else None; `years` is the declared range before it.
        shows / shows_total: template around the printed figure ("({value})"), in body rows and in the total row.
        inside / joint: printed within the cell of another column, with this text ("\n({value}%)").
        zero: what a zero prints as.
        bullet: mark put before each line of a long text ("•").
        merge: equal (or blank) cells under one another print as one merged cell.
        day_form: pattern of the days in a date or period column ("'yy.m.d"); the spelling of new texts when blank.
        join_left: a blank cell prints as one with the cell at its left.
        outline: code of the item trees that the rows own; the one of a row prints within this cell.
        label_printed: whether the label stands over it on the sheet; the header cell is blank otherwise.
        printed / in_window: whether it stands on the sheet / in the grid.
        names: code of the table whose rows list the names that may stand here, several with commas between them.
        corresponds: "table.column" whose figure for the same row must be the same in other reports of the fiscal year;
            with "@as_of" behind it only at the same 기준일.
        limit: whether it is the money that a row of the followed table has, which what it plans to do cannot exceed.
        carry: what it does at carry-over into a new report: "keep", "empty", or the key of the column whose content
            it takes; by type when blank (`carry_over.rule`).
    """

    key: str
    label: tuple[str, ...]
    type: ColumnType
    unit: str = ""
    unit_column: str = ""
    places: int = 0
    formula: str = ""
    text: str = ""
    follows: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    years: str = ""
    year: int | None = None
    align: Align | None = None
    day_form: str = ""
    zero: str = "-"
    shows: str = "{value}"
    shows_total: str = ""
    inside: str = ""
    joint: str = ""
    bullet: str = ""
    merge: bool = False
    join_left: bool = False
    width: float = 0.0
    outline: str = ""
    label_printed: bool = True
    printed: bool = True
    in_window: bool = True
    names: str = ""
    corresponds: str = ""
    limit: bool = False
    carry: str = ""
    help: str = ""

    @property
    def is_computed(self) -> bool:
        """Whether the clerk may only state a published value, not enter one."""
        return bool(self.formula or self.text or self.follows)

    @property
    def title(self) -> str:
        """The label in one line."""
        return " ".join(part.replace("\n", "") for part in self.label if part)


@dataclass(frozen=True, slots=True)
class FixedRow:
    """A row that the official form prescribes."""

    key: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows come from: entered by the clerk, one for each row of another table, or prescribed.

    `where` are conditions on the rows that are followed (`kind = "건의사항"`); the others have no row here.
    """

    kind: RowsKind = RowsKind.ENTERED
    source: str = ""
    where: str = ""
    fixed: tuple[FixedRow, ...] = ()
    label_column: str = ""
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """The total row: its label, where the label stands (a column key), its place and the columns that are summed."""

    label: str
    sum: tuple[str, ...]
    place: Place = Place.FIRST
    label_column: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A declared relation between figures.

    `expr` is a comparison chain over row columns, fields and totals; `when` names a column (or single field) that
    must hold something for the relation to be judged at all, or is a relation itself that must hold.
    """

    code: str
    severity: Severity
    expr: str
    message: str = ""
    scope: Scope = Scope.ROW
    when: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind of item in a tree: its mark, its level, and whether it is a counter (①②③).

    A mark that is not `printed` only says the level of its item (boxed captions and texts without a mark).
    `shows` is what prints instead of the mark, where one printed mark stands for items of several kinds.
    """

    mark: str
    level: int
    name: str = ""
    shows: str = ""
    counter: bool = False
    encloses: bool = False
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Print:
    """How the table stands on the official page. Texts are templates (docs/표-정의.md, 서식 문자열).

    `panels` is into how many parts, side by side and each under the header, the rows are divided.
    """

    title: str = ""
    title_mark: str = ""
    title_printed: bool = True
    lead: str = ""
    unit_note: str = ""
    footnotes: tuple[str, ...] = ()
    orientation: Orientation = Orientation.PORTRAIT
    transpose: bool = False
    header: bool = True
    panels: int = 1


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """One official table, or one table that a clerk made.

    `filter` names the columns by which a long list of rows is narrowed; the window shows such a table as that list,
    and beside it one row with everything that hangs under it.
    """

    code: str
    version: int
    title: str
    tab: Tab
    layout: Layout
    owner: str = ""
    rows: Rows = field(default_factory=Rows)
    columns: tuple[Column, ...] = ()
    fields: tuple[Column, ...] = ()
    total: Total | None = None
    checks: tuple[Check, ...] = ()
    marks: tuple[Mark, ...] = ()
    print: Print = field(default_factory=Print)
    renamed: tuple[tuple[str, str], ...] = ()
    filter: tuple[str, ...] = ()

    @property
    def in_window(self) -> bool:
        """Whether the clerk sees anything of it: some tables only print what others hold."""
        return self.layout is Layout.OUTLINE or any(each.in_window for each in (*self.columns, *self.fields))

    @property
    def summed(self) -> tuple[str, ...]:
        """Keys of the columns that the total row sums."""
        return self.total.sum if self.total else ()

    @property
    def nests(self) -> bool:
        """Whether its rows may stand under other rows: under those of a group, or under the one that sums them."""
        return bool(self.rows.parents) or (self.total is not None and self.rows.kind is RowsKind.ENTERED)

    def column(self, key: str) -> Column | None:
        """The column with this key, or None."""
        return next((column for column in self.columns if column.key == key), None)

    def field(self, key: str) -> Column | None:
        """The single field with this key, or None."""
        return next((column for column in self.fields if column.key == key), None)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of a report: the tables it prints, in order; it becomes one sheet (or one per owner row).

    `heading_mark` numbers the heading by what is printed before it ("Ⅰ." or "1"); chapters of one `part` (the key of
    the chapter that brings its heading) share heading and number. `title_mark` takes the place of the mark that its
    tables have before their titles ("과제1" counts the rows); `contents` is the title of a list of the later chapters,
    with their pages, under its tables.
    """

    key: str
    title: str
    tables: tuple[str, ...]
    sheet_per: str = ""
    heading: str = ""
    heading_mark: str = ""
    part: str = ""
    title_mark: str = ""
    contents: str = ""


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A kind of report: its chapters in print order, and the tables that a clerk fills in for it, by tab."""

    code: str
    version: int
    title: str
    chapters: tuple[Chapter, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """Codes of all tables, in order, each once."""
        return tuple(dict.fromkeys(code for chapter in self.chapters for code in chapter.tables))
