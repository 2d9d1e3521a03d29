"""Records read from the pages of a SQLite file one by one, without SQLite, so that a bad page costs only what is on it.

SQLite reads a table from its root down: one bad page near the root, or in the schema, and it refuses all below. Here
every page is looked at by itself. Format: https://www.sqlite.org/fileformat2.html (sections 1.5, 1.6, 2.1, 4).
"""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

SqlValue: TypeAlias = int | str | bytes | None

_USUAL_PAGE_SIZE, _SMALLEST, _LARGEST = 4096, 512, 65536
_HEADER, _MAGIC = 100, b"SQLite format 3\0"
_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE = 2, 5, 10, 13
_KINDS = frozenset((_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE))
_UNUSED = 0
"""First byte of a page that carries on a long value, or is free: the number of the next one is less than 2^24."""
_NULL, _ZERO, _ONE, _FIRST_OF_TEXT = 0, 8, 9, 12
_INTEGER_BYTES = {_NULL: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, _ZERO: 0, _ONE: 0}
"""Kinds of values; a workspace has no floating numbers. From 12 on: even numbers are bytes, odd ones are texts."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record as it stands on a page; `number` is its rowid, None in a table without rowids (or an index)."""

    number: int | None
    values: tuple[SqlValue, ...]


@dataclass(slots=True)
class Damage:
    """What could not be read.

    Attributes:
        pages: how many pages the file should have.
        bad_pages: pages that are missing, no pages at all, or hold a record that cannot be read.
    """

    pages: int = 0
    bad_pages: int = 0


class _UnreadableError(Exception):
    """A record that is broken."""


class Pages:
    """The pages of a file, with those of its journal in their place."""

    def __init__(self, content: bytes, journal: bytes = b"") -> None:
        """Look at a file.

        Args:
            content: the whole file, damaged or not.
            journal: its write-ahead log (`-wal`), empty when there is none.
        """
        self._content = content
        self._size = _page_size(content)
        self._newer = dict(_committed(journal, self._size))
        self._count = max((-(-len(content) // self._size), *self._newer))
        stated = int.from_bytes(content[28:32], "big") if content.startswith(_MAGIC) else 0
        self._stated = stated if stated <= 2**16 + 2 * self._count else 0  # more is no truncation but a broken header

    def records(self, damage: Damage) -> Iterator[StoredRecord]:
        """Every record that can be read, of all tables and indexes, page after page; `damage` is filled on the way."""
        damage.pages = max(self._count, self._stated)
        damage.bad_pages = damage.pages - self._count
        for number in range(1, self._count + 1):
            page = self._page(number)
            start = _HEADER if number == 1 else 0
            kind = page[start] if len(page) == self._size else -1
            if kind not in _KINDS:
                damage.bad_pages += kind != _UNUSED
                continue
            bad = yield from self._records_of(page, start, kind)
            damage.bad_pages += bad

    def _records_of(self, page: bytes, start: int, kind: int) -> Generator[StoredRecord, None, bool]:
        """Returns whether a record could not be read."""
        if kind == _INTERIOR_TABLE:
            return False
        is_interior, bad = kind == _INTERIOR_INDEX, False
        first = start + (12 if is_interior else 8)
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for slot in range(min(count, (self._size - first) // 2)):
            at = int.from_bytes(page[first + 2 * slot : first + 2 * slot + 2], "big")
            try:
                yield self._record(page, at + (4 if is_interior else 0), has_number=kind == _LEAF_TABLE)
            except (_UnreadableError, IndexError, ValueError, struct.error):
                bad = True
        return bad

    def _page(self, number: int) -> bytes:
        if number in self._newer:
            return self._newer[number]
        return self._content[(number - 1) * self._size : number * self._size]

    def _record(self, page: bytes, at: int, *, has_number: bool) -> StoredRecord:
        size, at = _varint(page, at)
        number: int | None = None
        if has_number:
            number, at = _varint(page, at)
            number = _signed(number)
        payload = self._payload(page, at, size, has_number=has_number)
        return StoredRecord(number, tuple(_values(payload)))

    def _payload(self, page: bytes, at: int, size: int, *, has_number: bool) -> bytes:
        """What stands on the page, and on the pages that carry it on."""
        if size > len(self._content) + len(self._newer) * self._size:
            raise _UnreadableError
        here = self._on_page(size, has_number=has_number)
        parts, missing = [page[at : at + here]], size - here
        if len(parts[0]) != here:
            raise _UnreadableError
        following = int.from_bytes(page[at + here : at + here + 4], "big") if missing else 0
        while missing > 0:
            if not 1 < following <= self._count:
                raise _UnreadableError
            carried = self._page(following)
            parts.append(carried[4 : 4 + missing])
            missing -= self._size - 4
            following = int.from_bytes(carried[:4], "big")
        return b"".join(parts)

    def _on_page(self, size: int, *, has_number: bool) -> int:
        """How many bytes of a record stand on its own page (section 1.6)."""
        least = (self._size - 12) * 32 // 255 - 23
        most = self._size - 35 if has_number else (self._size - 12) * 64 // 255 - 23
        if size <= most:
            return size
        fitting = least + (size - least) % (self._size - 4)
        return fitting if fitting <= most else least


def _page_size(content: bytes) -> int:
    stated = int.from_bytes(content[16:18], "big")
    size = _LARGEST if stated == 1 else stated
    is_power = size and not size & (size - 1)
    return size if is_power and size >= _SMALLEST and content.startswith(_MAGIC) else _USUAL_PAGE_SIZE


def _values(payload: bytes) -> Iterator[SqlValue]:
    """The columns of a record (section 2.1)."""
    head, at = _varint(payload, 0)
    if not at <= head <= len(payload):
        raise _UnreadableError
    kinds: list[int] = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if head + sum(map(_length, kinds)) != len(payload):
        raise _UnreadableError
    for kind in kinds:
        length = _length(kind)
        yield _value(kind, payload[at : at + length])
        at += length


def _length(kind: int) -> int:
    if kind >= _FIRST_OF_TEXT:
        return (kind - _FIRST_OF_TEXT) // 2
    if kind not in _INTEGER_BYTES:
        raise _UnreadableError
    return _INTEGER_BYTES[kind]


def _value(kind: int, content: bytes) -> SqlValue:
    if kind >= _FIRST_OF_TEXT:
        return content.decode() if kind % 2 else content
    if kind == _NULL:
        return None
    return kind - _ZERO if kind in (_ZERO, _ONE) else int.from_bytes(content, "big", signed=True)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where it ends."""
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | content[place] & 0x7F
        if not content[place] & 0x80:
            return number, place + 1
    return number << 8 | content[at + 8], at + 9


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


# ---------------------------------------------------------------- the journal (section 4)

_FRAME_HEAD, _JOURNAL_HEAD = 24, 32
_JOURNAL_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""And the byte order of its checksums."""


def _committed(journal: bytes, page_size: int) -> Iterator[tuple[int, bytes]]:
    """The pages of finished transactions, older ones first."""
    order = _JOURNAL_MAGIC.get(int.from_bytes(journal[:4], "big"))
    if order is None or int.from_bytes(journal[8:12], "big") != page_size:
        return
    salt, sums = journal[16:24], _checksum(order, journal[:24], (0, 0))
    waiting: list[tuple[int, bytes]] = []
    for at in range(_JOURNAL_HEAD, len(journal) - _FRAME_HEAD - page_size + 1, _FRAME_HEAD + page_size):
        head, page = journal[at : at + _FRAME_HEAD], journal[at + _FRAME_HEAD : at + _FRAME_HEAD + page_size]
        sums = _checksum(order, page, _checksum(order, head[:8], sums))
        if head[8:16] != salt or struct.pack(">II", *sums) != head[16:24]:
            return
        waiting.append((int.from_bytes(head[:4], "big"), page))
        if int.from_bytes(head[4:8], "big"):
            yield from waiting
            waiting.clear()


def _checksum(order: str, content: bytes, sums: Sequence[int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
