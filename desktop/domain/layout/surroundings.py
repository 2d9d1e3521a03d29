"""What stands around a table: title with its mark, lead, unit note above; footnotes below."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.definitions import Align
from desktop.domain.display import display
from desktop.domain.evaluation import Evaluation
from desktop.domain.layout.blocks import Block, line
from desktop.domain.layout.plan import Look
from desktop.domain.properties import PROPERTIES
from desktop.domain.report import FIELDS_ROW, CellKey, Table


def property_text(evaluation: Evaluation, table: Table, name: str, template: str) -> str:
    """What the clerk typed for a property of a table, else what the definition's template gives."""
    typed = table.fields.value(name)
    return display(PROPERTIES[name], typed) if typed else evaluation.fill(template, table.uid)


def title_text(evaluation: Evaluation, table: Table) -> str:
    """The printed title without its mark, "" when none prints."""
    definition = table.definition
    if not definition.print.title_printed:
        return ""
    return property_text(evaluation, table, "title", definition.print.title or definition.title).strip()


def lead_text(evaluation: Evaluation, table: Table) -> str:
    """The line under the title ("정원 307 / 현원 295명 (△12)")."""
    return property_text(evaluation, table, "lead", table.definition.print.lead)


def footnote_lines(evaluation: Evaluation, table: Table) -> tuple[str, ...]:
    """The footnotes, one a line, without those of which nothing is known."""
    typed = table.fields.value("footnotes")
    if typed:
        lines = typed.text.split("\n")
    else:
        lines = [evaluation.fill(template, table.uid) for template in table.definition.print.footnotes]
    return tuple(line for line in lines if line.strip())


def above(evaluation: Evaluation, table: Table, mark: str, left: int, right: int) -> Iterator[Block]:
    """Title with its mark, lead and unit note, each on its own line and kept with what follows."""
    title = title_text(evaluation, table)
    if title:
        yield line(f"{mark} {title}".strip(), Look.TABLE_TITLE, left, right, key=_key(table, "title"))
    lead = lead_text(evaluation, table)
    if lead:
        yield line(lead, Look.LEAD, left, right, key=_key(table, "lead"))
    note = property_text(evaluation, table, "unit_note", table.definition.print.unit_note)
    if note:
        yield line(note, Look.UNIT_NOTE, left, right, align=Align.RIGHT, key=_key(table, "unit_note"))


def below(evaluation: Evaluation, table: Table, left: int, right: int) -> Iterator[Block]:
    """The footnotes."""
    for text in footnote_lines(evaluation, table):
        yield line(text, Look.FOOTNOTE, left, right, key=_key(table, "footnotes"), keep=False)


def _key(table: Table, name: str) -> CellKey:
    return CellKey(table.uid, FIELDS_ROW, name)
