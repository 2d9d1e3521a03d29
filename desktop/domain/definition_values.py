"""Between plain data (TOML, JSON) and the dataclasses of a definition, in both directions, by the dataclasses alone.

The keys of the vocabulary are the attributes of the dataclasses and their annotations say what each key takes, so a
new attribute needs no line here.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, TypeVar, cast, get_args, get_origin, get_type_hints

from desktop.domain.josa import settled

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record")

ONE_OR_MORE = frozenset({"label"})
"""Keys that take one text in place of a list of one."""

NOT_WRITTEN = frozenset({"year"})
"""Attributes that expansion fills and no file may state."""

_PLAIN: Mapping[type, str] = {
    str: "문자열이어야 합니다",
    int: "정수여야 합니다",
    float: "수여야 합니다",
    bool: "true나 false여야 합니다",
}


class DefinitionError(Exception):
    """A definition cannot be used.

    Attributes:
        where: the file, or the name under which the clerk knows the table.
        problems: every problem found, each with its key path and what is allowed, in Korean.
    """

    def __init__(self, where: str, problems: Iterable[str]) -> None:
        self.where = where
        self.problems = tuple(map(settled, problems))
        super().__init__(f"{where}: " + "; ".join(self.problems))


class Problems:
    """The problems found so far in one file, so that all of them can be told at once."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._found: list[str] = []

    def add(self, path: str, sentence: str) -> None:
        """Note one problem at a key path ("columns[3].type")."""
        self._found.append(f"{path}: {sentence}" if path else sentence)

    def stop_if_any(self) -> None:
        """Raise DefinitionError when anything was noted."""
        if self._found:
            raise DefinitionError(self._where, self._found)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the vocabulary: its name, its type as annotated, and whether it may be left out."""

    name: str
    type: object
    optional: bool
    default: object


def keys_of(record: type) -> tuple[Key, ...]:
    """The keys that a file may state for a dataclass of definitions.py."""
    return _keys_of(record)


@cache
def _keys_of(record: Hashable) -> tuple[Key, ...]:
    hints = get_type_hints(record)
    known = fields(cast("type[DataclassInstance]", record))
    return tuple(_key(each, hints[each.name]) for each in known if each.name not in NOT_WRITTEN)


def _key(attribute: Field[object], annotation: object) -> Key:
    if attribute.default_factory is not MISSING:
        return Key(attribute.name, annotation, optional=True, default=attribute.default_factory())
    optional = attribute.default is not MISSING
    return Key(attribute.name, annotation, optional=optional, default=attribute.default if optional else None)


def read_record(record: type[Record], data: object, path: str, problems: Problems) -> Record | None:
    """A dataclass from plain data; None when something in it is wrong, which `problems` then holds."""
    if not isinstance(data, Mapping):
        problems.add(path, "표([…] 또는 {…})여야 합니다.")
        return None
    keys = {key.name: key for key in keys_of(record)}
    _refuse_unknown(data, keys, path, problems)
    read = {name: _read_key(key, data, path, problems) for name, key in keys.items() if name in data}
    missing = [key.name for key in keys.values() if not key.optional and key.name not in data]
    for name in missing:
        problems.add(at(path, name), "빠졌습니다. 반드시 적어야 합니다.")
    if missing or any(value is _WRONG for value in read.values()):
        return None
    return record(**read)


def at(path: str, key: str) -> str:
    """The path of a key below another."""
    return f"{path}.{key}" if path else key


def _refuse_unknown(data: Mapping[object, object], keys: Collection[object], path: str, problems: Problems) -> None:
    allowed = ", ".join(map(str, keys))
    for name in data:
        if name not in keys:
            problems.add(at(path, str(name)), f"모르는 키입니다. 쓸 수 있는 키: {allowed}.")


_WRONG = object()


def _read_key(key: Key, data: Mapping[str, object], path: str, problems: Problems) -> object:
    value = data[key.name]
    if key.name in ONE_OR_MORE and get_origin(key.type) is tuple and isinstance(value, str):
        value = [value]
    return _read(key.type, value, at(path, key.name), problems)


def _read(kind: object, value: object, path: str, problems: Problems) -> object:
    """A value of an annotated type, or _WRONG."""
    if isinstance(kind, UnionType):
        return _read(next(each for each in get_args(kind) if each is not NoneType), value, path, problems)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind)[0], value, path, problems)
    return _read_one(cast("type", kind), value, path, problems)


def _read_one(kind: type, value: object, path: str, problems: Problems) -> object:
    if is_dataclass(kind):
        record: object = read_record(kind, value, path, problems)
        return _WRONG if record is None else record
    if issubclass(kind, StrEnum):
        return _read_choice(kind, value, path, problems)
    if type(value) is kind:
        return value
    if kind is float and type(value) is int:
        return float(value)
    problems.add(path, f"{value!r} 대신 {_PLAIN[kind]}.")
    return _WRONG


def _read_choice(kind: type[StrEnum], value: object, path: str, problems: Problems) -> object:
    if isinstance(value, str) and value in {each.value for each in kind}:
        return kind(value)
    problems.add(path, f"{value!r}은(는) 쓸 수 없습니다. 쓸 수 있는 값: {', '.join(kind)}.")
    return _WRONG


def _read_tuple(kind: object, value: object, path: str, problems: Problems) -> object:
    if get_origin(kind) is tuple:
        return _read_mapping(value, path, problems)
    if not isinstance(value, list | tuple):
        problems.add(path, f"{value!r} 대신 목록([…])이어야 합니다.")
        return _WRONG
    read = [_read(kind, each, f"{path}[{place}]", problems) for place, each in enumerate(value)]
    return _WRONG if any(each is _WRONG for each in read) else tuple(read)


def _read_mapping(value: object, path: str, problems: Problems) -> object:
    if isinstance(value, Mapping) and all(isinstance(each, str) for pair in value.items() for each in pair):
        return tuple(value.items())
    problems.add(path, "'옛 키 = \"새 키\"'의 표여야 합니다.")
    return _WRONG


def write_record(record: object) -> dict[str, object]:
    """The plain data of a dataclass: what `read_record` reads back, without what stands at its default."""
    pairs = ((key, getattr(record, key.name)) for key in keys_of(type(record)))
    return {key.name: _write_key(key, value) for key, value in pairs if not key.optional or value != key.default}


def _write_key(key: Key, value: object) -> object:
    if key.name in ONE_OR_MORE and isinstance(value, tuple) and len(value) == 1:
        return value[0]
    args = get_args(key.type)
    if args and get_origin(args[0]) is tuple:
        return dict(cast("tuple[tuple[str, str], ...]", value))
    return _write(value)


def _write(value: object) -> object:
    if isinstance(value, tuple):
        return [_write(each) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    return write_record(value) if is_dataclass(value) else value
