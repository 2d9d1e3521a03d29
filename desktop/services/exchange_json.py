"""JSON of a data file, read without loss (no float) and with each wrong thing named by its place."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from desktop.domain.spelling import tidy

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"
"""What a JSON text holds, with `Decimal` for every number that is no integer."""

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LARGEST_FILE = 64 << 20
_LONGEST_EXPONENT = 30


@dataclass
class Refusal(Exception):  # noqa: N818 - a refusal is what it is, the error is the user's sentence made of it
    """A data file is not taken: where in it, what is wrong and what would be right, in Korean."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


def read_json(path: Path) -> Json:
    """The content of a JSON file; decimals as `Decimal`.

    Raises:
        Refusal: the file cannot be read, is too big, is no JSON, or names something twice.
    """
    try:
        size = path.stat().st_size
        if size > _LARGEST_FILE:
            raise Refusal("", f"파일이 너무 큽니다({size >> 20} MB). 자료 파일이 맞는지 확인해 주십시오.")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Refusal("", "파일이 없습니다. 파일의 위치를 확인해 주십시오.") from error
    except OSError as error:
        raise Refusal("", "파일을 읽을 수 없습니다. 폴더가 아닌지, 읽기 권한이 있는지 확인해 주십시오.") from error
    except UnicodeDecodeError as error:
        raise Refusal("", "UTF-8로 된 글이 아닙니다. 자료 파일이 맞는지 확인해 주십시오.") from error
    return _parsed(text)


def _parsed(text: str) -> Json:
    try:
        parsed: Json = json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_without_doubles
        )
    except json.JSONDecodeError as error:
        where = f"{error.lineno}번째 줄 {error.colno}번째 글자"
        raise Refusal(where, "JSON 문법에 맞지 않습니다. 그 자리를 고쳐 주십시오.") from error
    except (ValueError, RecursionError) as error:
        raise Refusal("", "JSON으로 읽을 수 없습니다. 자료 파일이 맞는지 확인해 주십시오.") from error
    return parsed


def _no_constant(name: str) -> Json:
    raise Refusal("", f"'{name}' 값은 숫자가 아닙니다. 숫자나 글로 고쳐 주십시오.")


def _without_doubles(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise Refusal("", f"'{double}' 이름이 한 곳에 두 번 있습니다. 하나만 남겨 주십시오.")
    return found


def an_object(value: Json, where: str) -> dict[str, Json]:
    """The value as an object."""
    if not isinstance(value, dict):
        raise Refusal(where, "중괄호 {…}로 묶은 묶음이어야 합니다.")
    return value


def a_list(value: Json, where: str) -> list[Json]:
    """The value as a list."""
    if not isinstance(value, list):
        raise Refusal(where, "대괄호 […]로 묶은 목록이어야 합니다.")
    return value


def only(found: Mapping[str, Json], allowed: Collection[str], where: str) -> None:
    """Refuse the first name that is not allowed."""
    for name in found:
        if name not in allowed:
            names = ", ".join(allowed) or "없음"
            raise Refusal(where, f"여기에 쓸 수 없는 이름: '{name}'. 쓸 수 있는 이름: {names}.")


def a_line(found: Mapping[str, Json], name: str, where: str, *, required: bool = True) -> str:
    """A text of one line; "" when it is not there and need not be."""
    value = found.get(name, "")
    if not isinstance(value, str):
        raise Refusal(where, f"'{name}' 값은 따옴표로 묶은 글이어야 합니다.")
    text = " ".join(tidy(value).split())
    if required and not text:
        raise Refusal(where, f"'{name}' 값이 없거나 비어 있습니다. 채워 주십시오.")
    return text


def a_date(found: Mapping[str, Json], name: str, where: str) -> date | None:
    """An ISO date, None when it is not there."""
    text = a_line(found, name, where, required=False)
    if not text:
        return None
    try:
        if _ISO_DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refusal(where, f"'{name}' 값 '{text}'에 맞는 날짜가 없습니다. 2022-01-21처럼 적어 주십시오.")


def typed(value: Json, where: str) -> str:
    """A value of a cell as a clerk would type it: a text as it is, a number with all its digits, null as blank."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if abs(value.adjusted()) <= _LONGEST_EXPONENT else str(value)
    raise Refusal(where, '글이나 숫자, 또는 {"value": …, "mark": …}여야 합니다.')
