"""Year columns: from the declared range to one column per year, and the names that point at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.domain.definitions import Check, Column, TableDefinition, Total

Years = Mapping[str, tuple[int, ...]]

_FIRST_YEAR = 1900
_ITEM = re.compile(r"(?:(?P<absolute>(?:19|20)\d\d)|(?P<relative>[+-]?\d{1,2}))")
_NAMED_YEAR = re.compile(r"(?P<key>\b[a-z][a-z0-9_]*)@(?P<year>\{year\}|[+-]?\d{1,2}(?!\d))")
_SAME_YEAR = re.compile(r"\b([a-z][a-z0-9_]*)@\{year\}")


def years_of(declared: str, fiscal_year: int) -> tuple[int, ...]:
    """The years of a declared range ("-2..+2", "2016..2020", "2016,2018"), in the declared order.

    Raises:
        ValueError: the text is no range, or a year stands in it twice.
    """
    years = tuple(year for item in declared.split(",") for year in _range(item, fiscal_year))
    if len(set(years)) != len(years):
        raise ValueError(declared)
    return years


def is_relative(declared: str) -> bool:
    """Whether a declared range depends on the fiscal year."""
    return not all(_year(end, 0) >= _FIRST_YEAR for item in declared.split(",") for end in item.split(".."))


def _range(item: str, fiscal_year: int) -> range:
    ends = [_year(end, fiscal_year) for end in item.split("..")]
    if len(ends) > 2 or ends[0] > ends[-1]:  # noqa: PLR2004 - a range has two ends
        raise ValueError(item)
    return range(ends[0], ends[-1] + 1)


def _year(text: str, fiscal_year: int) -> int:
    match = _ITEM.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return int(match["absolute"]) if match["absolute"] else fiscal_year + int(match["relative"])


def declared_years(definition: TableDefinition, fiscal_year: int) -> Years:
    """The years of every year column, by its declared key. Raises ValueError like `years_of`."""
    columns = (*definition.columns, *definition.fields)
    return {column.key: years_of(column.years, fiscal_year) for column in columns if column.years}


def resolve(text: str, year: int, fiscal_year: int) -> str:
    """An expression or template with absolute years: key@{year} is `year`, key@-1 counts from the fiscal year."""
    if "@" not in text:
        return text

    def absolute(match: re.Match[str]) -> str:
        named = match["year"]
        return f"{match['key']}@{year if named == '{year}' else fiscal_year + int(named)}"

    return _NAMED_YEAR.sub(absolute, text)


def expand(definition: TableDefinition, fiscal_year: int) -> TableDefinition:
    """The definition as it stands in a report of a fiscal year: absolute years in keys, labels and expressions.

    An expanded definition expands to itself.
    """
    years = declared_years(definition, fiscal_year)
    return replace(
        definition,
        columns=tuple(each for column in definition.columns for each in expanded_columns(column, years, fiscal_year)),
        fields=tuple(each for column in definition.fields for each in expanded_columns(column, years, fiscal_year)),
        total=_expanded_total(definition.total, years),
        checks=tuple(each for check in definition.checks for each in expanded_checks(check, years, fiscal_year)),
        print=replace(
            definition.print,
            title=resolve(definition.print.title, fiscal_year, fiscal_year),
            lead=resolve(definition.print.lead, fiscal_year, fiscal_year),
            unit_note=resolve(definition.print.unit_note, fiscal_year, fiscal_year),
            footnotes=tuple(resolve(note, fiscal_year, fiscal_year) for note in definition.print.footnotes),
        ),
    )


def expanded_columns(column: Column, years: Years, fiscal_year: int) -> Iterator[Column]:
    """One column per year, or the column itself with its names and labels filled."""
    if column.key not in years:
        yield _in_year(column, column.year or fiscal_year, fiscal_year)
        return
    for year in years[column.key]:
        same = replace(
            column,
            key=f"{column.key}@{year}",
            inside=_same_year(column.inside, year, years),
            unit_column=_same_year(column.unit_column, year, years),
            years="",
            year=year,
        )
        yield _in_year(same, year, fiscal_year)


def _in_year(column: Column, year: int, fiscal_year: int) -> Column:
    if not any("{" in part for part in column.label) and "@" not in column.formula + column.text:
        return column
    return replace(
        column,
        label=tuple(_dated(part, year) for part in column.label),
        formula=resolve(column.formula, year, fiscal_year),
        text=resolve(column.text, year, fiscal_year),
    )


def _dated(label: str, year: int) -> str:
    return label.replace("{year}", str(year)).replace("{yy}", f"{year % 100:02}")


def _same_year(key: str, year: int, years: Years) -> str:
    return f"{key}@{year}" if key in years else key


def _expanded_total(total: Total | None, years: Years) -> Total | None:
    if total is None:
        return None
    keys = (each for key in total.sum for each in ([f"{key}@{year}" for year in years[key]] if key in years else [key]))
    return replace(total, sum=tuple(keys))


def expanded_checks(check: Check, years: Years, fiscal_year: int) -> Iterator[Check]:
    """One check per year when it speaks of {year}, in each year that every column named so has."""
    if "@" not in check.expr + check.message + check.when:
        yield check
        return
    for year in _judged_years(_SAME_YEAR.findall(check.expr), years) or (fiscal_year,):
        yield replace(
            check,
            expr=resolve(check.expr, year, fiscal_year),
            message=resolve(check.message, year, fiscal_year),
            when=resolve(check.when, year, fiscal_year),
        )


def _judged_years(keys: Sequence[str], years: Years) -> tuple[int, ...]:
    if not keys:
        return ()
    return tuple(year for year in years.get(keys[0], ()) if all(year in years.get(key, ()) for key in keys))
