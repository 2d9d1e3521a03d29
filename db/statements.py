"""The SQL behind each kind of change, written once with named parameters, so that it is compiled once.

Records name tables and rows by uid; the integer keys stay inside the database.
"""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from db.models import Attachment, Cell, Change, Explanation, Milestone, Note, Organization, Report, Row, Table

_organization_id = select(Organization.id).where(Organization.name == bindparam("organization")).scalar_subquery()
_report_id = select(Report.id).where(Report.uid == bindparam("in_report")).scalar_subquery()
_table_id = select(Table.id).where(Table.uid == bindparam("in_table")).scalar_subquery()
_row_id = select(Row.id).where(Row.table_id == _table_id, Row.uid == bindparam("in_row")).scalar_subquery()
_at: BindParameter[int | None] = bindparam("at_position")

ADD_ORGANIZATION = insert(Organization).values(name=bindparam("organization")).on_conflict_do_nothing()
ORGANIZATION = select(Organization.name).order_by(Organization.id).limit(1)
ADD_REPORT = insert(Report).values(organization_id=_organization_id)

_new_cell = insert(Cell).values(row_id=_row_id, column_key=bindparam("in_column"))
SET_CELL = _new_cell.on_conflict_do_update(
    index_elements=[Cell.row_id, Cell.column_key],
    set_={name: _new_cell.excluded[name] for name in ("state", "text", "mark")},
)
CLEAR_CELL = delete(Cell).where(Cell.row_id == _row_id, Cell.column_key == bindparam("in_column"))

ADD_ROW = insert(Row).values(table_id=_table_id)
PLACE_ROW = (
    update(Row)
    .where(Row.table_id == _table_id, Row.uid == bindparam("in_row"))
    .values(position=_at, parent=bindparam("under"))
)
SHIFT_ROWS = (
    update(Row).where(Row.table_id == _table_id, Row.position >= _at).values(position=Row.position + bindparam("by"))
)
CLEAR_ROW = delete(Cell).where(Cell.row_id == _row_id)
REMOVE_ROW = delete(Row).where(Row.table_id == _table_id, Row.uid == bindparam("in_row"))

ADD_TABLE = insert(Table).values(report_id=_report_id)
SHIFT_TABLES = (
    update(Table)
    .where(Table.report_id == _report_id, Table.position >= _at)
    .values(position=Table.position + bindparam("by"))
)
REMOVE_ROWS = delete(Row).where(Row.table_id == _table_id)
REMOVE_TABLE = delete(Table).where(Table.uid == bindparam("in_table"))
SET_DEFINITION = update(Table).where(Table.uid == bindparam("in_table")).values(definition_json=bindparam("json"))

_at_place = (
    Note.report_id == _report_id,
    Note.table_uid == bindparam("in_table"),
    Note.row_uid == bindparam("in_row"),
    Note.column_key == bindparam("in_column"),
)
CLEAR_NOTE = delete(Note).where(*_at_place)
ADD_NOTE = insert(Note).values(
    report_id=_report_id,
    table_uid=bindparam("in_table"),
    row_uid=bindparam("in_row"),
    column_key=bindparam("in_column"),
)
NOTES = select(
    Note.table_uid,
    Note.row_uid,
    Note.column_key,
    Note.text,
    Note.source,
    Note.is_question,
    Note.at,
    Note.who,
    Note.files,
).where(Note.report_id == _report_id)

CLEAR_EXPLANATION = delete(Explanation).where(
    Explanation.report_id == _report_id,
    Explanation.code == bindparam("of_code"),
    Explanation.table_uid == bindparam("in_table"),
    Explanation.row_uid == bindparam("in_row"),
    Explanation.column_key == bindparam("in_column"),
    Explanation.digest == bindparam("of_digest"),
)
ADD_EXPLANATION = insert(Explanation).values(
    report_id=_report_id,
    table_uid=bindparam("in_table"),
    row_uid=bindparam("in_row"),
    column_key=bindparam("in_column"),
)
EXPLANATIONS = (
    select(
        Explanation.table_uid,
        Explanation.row_uid,
        Explanation.column_key,
        Explanation.code,
        Explanation.digest,
        Explanation.text,
        Explanation.at,
        Explanation.who,
    )
    .where(Explanation.report_id == _report_id)
    .order_by(Explanation.id)
)

ADD_ATTACHMENT = insert(Attachment).values(
    report_id=_report_id,
    table_uid=bindparam("in_table"),
    row_uid=bindparam("in_row"),
    column_key=bindparam("in_column"),
)
CONTENT = (
    select(Attachment.content)
    .where(Attachment.report_id == _report_id, Attachment.sha256 == bindparam("of_sha256"))
    .limit(1)
)

LOG = insert(Change).values(report_id=_report_id)
_last_of_report = select(func.max(Change.step)).where(Change.report_id == Report.id).correlate(Report).scalar_subquery()
LAST_STEP = select(func.coalesce(func.max(_last_of_report), 0)).select_from(Report)
"""One seek in the index for each report, however long the log is."""

ADD_MILESTONE = insert(Milestone).values(report_id=_report_id)
SET_STATUS = update(Report).where(Report.uid == bindparam("in_report")).values(status=bindparam("to"))
MILESTONES = (
    select(
        Milestone.status,
        Milestone.at,
        Milestone.who,
        Milestone.why,
        Milestone.digest,
        Milestone.code,
        Milestone.table_uid,
        Milestone.row_uid,
        Milestone.column_key,
        Milestone.step,
    )
    .where(Milestone.report_id == _report_id)
    .order_by(Milestone.id)
)

REPORTS = (
    select(
        Report.uid,
        Organization.name.label("organization"),
        Report.template,
        Report.template_version,
        Report.title,
        Report.fiscal_year,
        Report.as_of,
        Report.reported_on,
        Report.occasion,
        Report.status,
    )
    .join(Organization, Organization.id == Report.organization_id)
    .order_by(Report.id)
)
TABLES = (
    select(Table.id, Table.uid, Table.code, Table.owner, Table.position, Table.definition_json)
    .where(Table.report_id == _report_id)
    .order_by(Table.position)
)
ROWS = (
    select(Row.id, Row.table_id, Row.uid, Row.position, Row.parent, Row.carried_from)
    .join(Table, Table.id == Row.table_id)
    .where(Table.report_id == _report_id)
    .order_by(Row.table_id, Row.position, Row.id)
)
CELLS = (
    select(Cell.row_id, Cell.column_key, Cell.state, Cell.text, Cell.mark)
    .join(Row, Row.id == Cell.row_id)
    .join(Table, Table.id == Row.table_id)
    .where(Table.report_id == _report_id)
)
