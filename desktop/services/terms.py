"""용어 목록: the words of the office, which every report of its workspace is checked by; handed on as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from desktop.domain.terms import Term, TermsError, checked_terms, csv_text, terms_of_csv
from desktop.services.desk import ChangeResult, Desk
from desktop.services.errors import UserError
from desktop.services.files import write_whole


def own_terms(desk: Desk) -> tuple[Term, ...]:
    """The words that the office put into its list."""
    return tuple(each for each in desk.report.terms.terms if each.is_own)


def set_terms(desk: Desk, terms: Iterable[Term]) -> ChangeResult:
    """Store the list of the office; it holds for all reports of the workspace from now on, and is logged.

    Raises:
        UserError: the list contradicts itself, or could not be stored.
    """
    try:
        return desk.set_terms(checked_terms(_screened(desk, each) for each in terms))
    except TermsError as problem:
        raise UserError(str(problem)) from problem


def save_csv(terms: Iterable[Term], target: Path) -> None:
    """Write a list for another office, as spreadsheets read it (UTF-8 with a byte order mark). Raises UserError."""
    content = csv_text(terms).encode("utf-8-sig")
    write_whole(target, lambda path: path.write_bytes(content))


def load_csv(source: Path) -> tuple[Term, ...]:
    """Read a list that another office wrote; UTF-8 or what Korean spreadsheets write (CP949). Raises UserError."""
    try:
        content = source.read_bytes()
        return terms_of_csv(_decoded(content))
    except TermsError as problem:
        raise UserError(str(problem)) from problem
    except (OSError, ValueError) as error:
        raise UserError(f"'{source.name}'에서 용어 목록을 읽을 수 없습니다. CSV 파일인지 확인해 주십시오.") from error


def merged(own: Iterable[Term], more: Iterable[Term]) -> tuple[Term, ...]:
    """Two lists as one: the spellings of a word that both have are put together."""
    found = {each.word: each for each in own}
    for each in more:
        known = found.get(each.word)
        both = dict.fromkeys((*(known.spellings if known else ()), *each.spellings))
        found[each.word] = replace(each, spellings=tuple(both))
    return tuple(found.values())


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp949")


def _screened(desk: Desk, term: Term) -> Term:
    spellings = tuple(map(desk.screening.text, term.spellings))
    return Term(desk.screening.text(term.word), spellings)
