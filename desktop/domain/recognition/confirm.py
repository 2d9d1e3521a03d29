"""What the clerk takes of the proposals: a recognized table with only that in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from desktop.domain.definitions import ColumnType, Place
from desktop.domain.recognition.columns import misfits_of
from desktop.domain.recognition.found import FoundColumn, FoundYears, Recognized

TOTAL = "total"
"""The proposal of the total row; a formula is named by the key of its column, a run of years by `years:` and one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk says of one column; its texts are those of the clipboard."""

    type: ColumnType
    unit: str
    places: int


def years_name(run: FoundYears) -> str:
    """The name of the proposal that columns are years."""
    return f"years:{run.keys[0]}"


def confirmed(found: Recognized, taken: Collection[str], wanted: dict[str, Wanted]) -> Recognized:
    """The table with the proposals that the clerk ticked and the types that he chose.

    A row that is no total goes back among the rows. A formula goes where its column or one that it names holds no
    figures, a run of years where its columns differ.
    """
    kept = found if TOTAL in taken else without_total(found)
    columns = tuple(_chosen(kept, place, wanted.get(each.key)) for place, each in enumerate(kept.columns))
    figures = {column.key for column in columns if column.type.is_figure}
    formulas = tuple(
        each
        for each in kept.formulas
        if each.key in taken and figures.issuperset((each.key, *each.of)) and (kept.total or each.relation != "share")
    )
    computed = {each.key for each in formulas}
    years = tuple(
        run for run in kept.years if years_name(run) in taken and _alike(columns, run) and computed.isdisjoint(run.keys)
    )
    total = kept.total
    if total is not None:
        total = replace(total, sum=tuple(key for key in total.sum if key in figures))
    return replace(kept, columns=columns, formulas=formulas, years=years, total=total)


def without_total(found: Recognized) -> Recognized:
    """The table with its total row as a row like the others."""
    if found.total is None:
        return found
    body = (found.total_cells, *found.body) if found.total.place is Place.FIRST else (*found.body, found.total_cells)
    return replace(found, body=body, total=None, total_cells=())


def _chosen(found: Recognized, place: int, wanted: Wanted | None) -> FoundColumn:
    column = found.columns[place]
    texts = [line[place] for line in found.body]
    if wanted is None or (wanted.type, wanted.unit, wanted.places) == (column.type, column.unit, column.places):
        return replace(column, misfits=misfits_of(column, texts))
    is_numeric = wanted.type.is_numeric
    changed = replace(
        column,
        type=wanted.type,
        unit=wanted.unit,
        places=wanted.places if is_numeric else 0,
        shows=column.shows if is_numeric and wanted.unit == column.unit else "{value}",
    )
    return replace(changed, misfits=misfits_of(changed, texts))


def _alike(columns: tuple[FoundColumn, ...], run: FoundYears) -> bool:
    return len({(each.type, each.unit, each.places) for each in columns if each.key in run.keys}) == 1
