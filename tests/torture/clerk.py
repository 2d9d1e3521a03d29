"""A clerk at work through the services of the program, one operation after another, the same ones for the same seed."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from db.canonical import digest, dump
from desktop.domain.changes import ChangeSet
from desktop.domain.editing import clear, insert_row, move_row, paste, remove_rows, type_text
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Table
from desktop.services.backups import free_path, take_backup
from desktop.services.carry_over import make_from_last
from desktop.services.catalog import Catalog
from desktop.services.desk import Action, Desk
from desktop.services.exchange import import_file
from desktop.services.reports import export_report
from desktop.services.workspaces import open_workspace
from tests.windows import NOW

TYPED = ("", "120", "1,147", "△9", "-", "미집계", "12O", "경제정책과", "26,920**", "31/35", "2022. 1. 21.")
REPORTS = "보고서"
"""Name of the folder for exported files."""


BETWEEN_BACKUPS = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Done:
    """What an operation says when it is through: a file that it made (within the folder) and its SHA-256."""

    file: str = ""
    sha256: str = ""


def stored_digest(desk: Desk) -> str:
    """Of all that is stored in an open workspace, its log included."""
    return digest(dump(desk._store._bare()))


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Clerk:
    """Works on the newest report of a workspace. Every operation changes the workspace in one transaction at most."""

    def __init__(self, path: Path, data: Path, catalog: Catalog) -> None:
        """Open the workspace.

        Args:
            path: the workspace.
            data: the data file that is imported again and again, each time as a report of another day.
            catalog: the official tables.
        """
        self.path, self.data, self.catalog = path, data, catalog
        self.dice = random.Random(0)
        self.backups_taken = 0
        self.desk = self._opened()
        self.operations: dict[str, Callable[[], Done]] = {
            "typing": self.types,
            "pasting": self.pastes,
            "undoing": self.takes_back,
            "importing": self.imports,
            "merging": self.carries_over,
            "exporting": self.exports,
            "backing up": self.backs_up,
            "closing": self.closes,
        }

    def begins(self, seed: str) -> None:
        """Take up the newest report; from here on the seed decides what happens."""
        self.dice.seed(seed)
        newest = self.desk.reports()[-1].uid
        if not self.desk.has_report or self.desk.report.info.uid != newest:
            self.desk.open_report(newest)

    # ------------------------------------------------------------ operations

    def types(self) -> Done:
        """Type into a cell, or put rows in, take them out, move them."""
        table = self._table()
        row, number = self._row(table), self.dice.randrange(8)
        make = self.dice.choice(
            [
                *5 * [lambda: type_text(self.desk.evaluation, self._key(table, row), self._text())],
                lambda: clear(self.desk.evaluation, [self._key(table, row)]),
                lambda: insert_row(self.desk.evaluation, table.uid, number, self._new_uid()),
                lambda: move_row(self.desk.evaluation, table.uid, row, number),
                lambda: remove_rows(self.desk.evaluation, table.uid, [row]),
            ]
        )
        self._apply(make())
        return Done()

    def pastes(self) -> Done:
        """Paste a block of texts."""
        table = self._table()
        block = [[self._text() for _ in range(self.dice.randrange(1, 5))] for _ in range(self.dice.randrange(1, 12))]
        anchor = self._key(table, self._row(table))
        self._apply(paste(self.desk.evaluation, anchor, block, self._new_uid).changes, Action.PASTED)
        return Done()

    def takes_back(self) -> Done:
        """Undo or redo, with something typed now and then."""
        step = self.dice.choice([self.types, self.pastes, self.desk.undo, self.desk.undo, self.desk.redo])
        step()
        return Done()

    def imports(self) -> Done:
        """Import the data file as the report of a day that there is none of yet."""
        days = {info.as_of for info in self.desk.reports()}
        day = next(day for day in (NOW.date() + timedelta(number) for number in range(1000)) if day not in days)
        content = json.loads(self.data.read_text(encoding="utf-8"))
        content["report"]["as_of"] = day.isoformat()
        file = self.path.parent.with_suffix(".json")
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        import_file(self.desk, file)
        return Done()

    def carries_over(self) -> Done:
        """Merge what carries over from the open report into a new one, or what is pasted into it."""
        if self.dice.randrange(3):
            return self.pastes()
        last = self.desk.report.info
        title = f"{last.title[:20]} {len(self.desk.reports())}"
        make_from_last(self.desk, replace(last, uid=self._new_uid(), title=title, status="draft"))
        return Done()

    def exports(self) -> Done:
        """Type something and export the report over an older file, or as a new one."""
        self.types()
        target = self.path.parent / REPORTS / f"보고 {self.dice.randrange(3)}.xlsx"
        target.parent.mkdir(exist_ok=True)
        self._export(target)
        return self._made(target)

    def backs_up(self) -> Done:
        """Type something and take a backup."""
        self.types()
        return self._backed_up()

    def closes(self) -> Done:
        """Type something, take the last backup as the window does, close, and open again."""
        self.types()
        done = self._backed_up()
        self.desk.close()
        self.desk = self._opened()
        return done

    # ------------------------------------------------------------ what touches other files than the workspace

    def _export(self, target: Path) -> None:
        export_report(self.desk, target)

    def _backed_up(self) -> Done:
        now = NOW + BETWEEN_BACKUPS * self.backups_taken
        self.backups_taken += 1
        return self._made(take_backup(self.desk, now))

    def _made(self, path: Path) -> Done:
        return Done(str(path.relative_to(self.path.parent)), file_digest(path))

    # ------------------------------------------------------------ dice

    def _opened(self) -> Desk:
        desk = open_workspace(self.path, self.catalog, "나", lambda: NOW)
        desk.new_uid = self._new_uid  # type: ignore[method-assign]
        desk.open_report(desk.reports()[-1].uid)
        return desk

    def _apply(self, changes: ChangeSet | None, action: Action = Action.TYPED) -> None:
        if changes is not None:
            self.desk.apply(changes, action)

    def _new_uid(self) -> str:
        return f"{self.dice.getrandbits(128):032x}"

    def _text(self) -> str:
        return self.dice.choice((*TYPED, str(self.dice.randrange(10**6))))

    def _table(self) -> Table:
        return self.dice.choice(list(self.desk.report.tables.values()))

    def _row(self, table: Table) -> str:
        return self.dice.choice([*(row.uid for row in self.desk.evaluation.rows(table.uid)), TOTAL_ROW, FIELDS_ROW])

    def _key(self, table: Table, row: str) -> CellKey:
        fields = ("title", "footnotes", *(each.key for each in table.definition.fields))
        columns = tuple(each.key for each in table.definition.columns)
        keys = fields if row == FIELDS_ROW or not columns else columns
        return CellKey(table.uid, FIELDS_ROW if keys is fields else row, self.dice.choice(keys))


class Twin(Clerk):
    """The same clerk undisturbed, beside the one who is killed. It makes no files but knows what backups must hold."""

    def __init__(self, path: Path, data: Path, catalog: Catalog) -> None:
        super().__init__(path, data, catalog)
        self.backups: dict[str, str] = {}

    def _export(self, target: Path) -> None:
        pass

    def _made(self, path: Path) -> Done:
        return Done(str(path.relative_to(self.path.parent)))

    def _backed_up(self) -> Done:
        done = self._made(free_path(self.path, NOW + BETWEEN_BACKUPS * self.backups_taken))
        self.backups_taken += 1
        self.backups[done.file] = stored_digest(self.desk)
        return done
