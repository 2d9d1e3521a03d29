"""Readable SQL views, one per official table (design.md, "Stored data").

`db` knows no definitions: services hand in what the columns are, and the views are made anew when that changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, case, func, literal, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import aliased
from sqlalchemy.sql.compiler import IdentifierPreparer

from db.models import Cell, Report, Row, Table, Workspace
from db.records import FIELDS_ROW, CellState, ViewColumn, ViewRecord

_PLACE = (
    Report.uid.label("report_uid"),
    Table.uid.label("table_uid"),
    Table.owner.label("owner_uid"),
    Row.uid.label("row_uid"),
    Row.position.label("row_position"),
)
"""What every view begins with."""
_FORM = 1
"""Raised whenever the SQL made below changes, so that the views of every workspace are made anew."""
_DIALECT = sqlite.dialect()
_QUOTE = IdentifierPreparer(_DIALECT).quote_identifier


def set_views(connection: Connection, views: Iterable[ViewRecord]) -> None:
    """Replace all views, unless the file holds exactly these already."""
    wanted = tuple(views)
    # What is asked for is compared, not the SQL for it, which would take longer than all the rest of an opening.
    digest = hashlib.sha256(repr((_FORM, wanted)).encode()).hexdigest()
    if connection.execute(select(Workspace.views_digest)).scalar_one() == digest:
        return
    drop_views(connection)
    for view in wanted:
        connection.exec_driver_sql(f"CREATE VIEW {_QUOTE(view.name)} AS {_definition(view)}")
    connection.execute(update(Workspace).values(views_digest=digest))


def drop_views(connection: Connection) -> None:
    """Remove all views."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'view'")).scalars().all()
    for name in names:
        connection.exec_driver_sql(f"DROP VIEW {_QUOTE(name)}")
    if names:
        connection.execute(update(Workspace).values(views_digest=""))


def _definition(view: ViewRecord) -> str:
    """The SELECT behind a view. CREATE VIEW takes no parameters, so its values stand in it, quoted."""
    compiled = _query(view).compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
    return str(compiled).replace("%%", "%")


def _query(view: ViewRecord) -> Select[*tuple[object, ...]]:
    which = Row.uid == FIELDS_ROW if view.of_fields else Row.uid != FIELDS_ROW
    columns = [_column(column).label(column.name) for column in view.columns]
    return (
        select(*_PLACE, *columns)
        .select_from(Row)
        .join(Table, Table.id == Row.table_id)
        .join(Report, Report.id == Table.report_id)
        .outerjoin(Cell, Cell.row_id == Row.id)
        .where(Table.code == view.code, which)
        .group_by(Row.id)
        .order_by(Report.id, Table.position, Row.position)
    )


def _column(column: ViewColumn) -> ColumnElement[str | None]:
    stored = func.max(case((Cell.column_key == column.key, _shown(column.side))))
    return func.coalesce(stored, _followed(*column.follows)) if column.follows else stored


def _followed(code: str, key: str) -> ScalarSelect[str]:
    """What stands in the row of the same uid of another table of the report."""
    table, row, cell = aliased(Table), aliased(Row), aliased(Cell)
    return (
        select(cell.text)
        .join(row, row.id == cell.row_id)
        .join(table, table.id == row.table_id)
        .where(table.report_id == Report.id, table.code == code, row.uid == Row.uid, cell.column_key == key)
        .correlate(Report, Row)
        .scalar_subquery()
    )


def _shown(side: int | None) -> ColumnElement[str]:
    """The canonical text of a figure, "-" for none; for the other states their name."""
    content = Cell.text if side is None else _side(side)
    return case(
        (Cell.state == CellState.VALUE, content),
        (Cell.state == CellState.NONE, literal("-")),
        else_=Cell.state,
    )


def _side(side: int) -> ColumnElement[str]:
    """One side of the canonical text of a pair ("307/295")."""
    slash = func.instr(Cell.text, "/")
    return func.substr(Cell.text, 1, slash - 1) if side == 0 else func.substr(Cell.text, slash + 1)
