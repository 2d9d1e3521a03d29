"""A few kills of one workspace after the other, and what must be there after each of them."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from db.backup import is_sound
from db.canonical import digest, dump_file
from desktop.services import aftermath
from desktop.services.backups import FOLDER
from desktop.services.catalog import Catalog
from desktop.services.desk import Desk
from desktop.services.workspaces import open_workspace
from tests.torture.clerk import REPORTS, Clerk, Done, Twin, file_digest, stored_digest
from tests.torture.kill import Tell, killed
from tests.windows import NOW

HORIZON = {
    "typing": 0.1,
    "pasting": 0.1,
    "undoing": 0.1,
    "importing": 0.4,
    "merging": 0.2,
    "exporting": 0.4,
    "backing up": 0.2,
    "closing": 0.2,
}
"""Seconds of work within which each activity is killed: some operations of it."""
_WHILE_STARTING, _STARTING = 0.1, 0.05
"""How many of the kills come while the workspace is being opened, and how long that takes."""


class LostError(Exception):
    """Something that must be there is not."""


@dataclass(slots=True)
class Outcome:
    """What a kill met."""

    acknowledged: int = 0
    kept: int = 0
    leftovers: int = 0


class Life:
    """A workspace that lives through kills."""

    def __init__(self, sample: Path, data: Path, catalog: Catalog, folder: Path) -> None:
        """Begin with a copy of a sample, and another one for the twin."""
        self.data, self.catalog = data, catalog
        self.path = _copied(sample, folder / "일")
        self.twin = Twin(_copied(sample, folder / "쌍둥이"), data, catalog)
        self.files: dict[str, str] = {}

    def close(self) -> None:
        """Let go of the twin."""
        self.twin.desk.close()

    def suffer(self, activity: str, seed: str) -> Outcome:
        """Kill the clerk once in an activity, open the workspace again, and compare it with the twin's.

        Raises:
            LostError: what is not as it must be.
        """
        dice, taken = random.Random(seed), self.twin.backups_taken
        while_starting = dice.random() < _WHILE_STARTING

        def work(tell: Tell) -> None:
            clerk = Clerk(self.path, self.data, self.catalog)
            clerk.backups_taken = taken
            clerk.begins(seed)
            tell("begun")
            while True:
                tell(json.dumps(asdict(clerk.operations[activity]())))

        horizon = _STARTING if while_starting else HORIZON[activity]
        told = killed(work, dice.uniform(0, horizon), while_starting=while_starting)
        done = [Done(**json.loads(line)) for line in told]
        return self._judged(activity, seed, done, may_be_closed=while_starting or activity == "closing")

    def _judged(self, activity: str, seed: str, done: list[Done], *, may_be_closed: bool = False) -> Outcome:
        leftovers = sum(file.name.startswith(".") for file in self._all_files())
        self.twin.begins(seed)
        for _ in done:
            self.twin.operations[activity]()
        with closing(self._reopened()) as desk:
            if not (may_be_closed or desk.file.was_cut_off):
                raise LostError("the program does not see that it was killed")
            is_kept = self._compared(desk, activity)
        self._require_files(done)
        return Outcome(len(done), is_kept, leftovers)

    def _reopened(self) -> Desk:
        """The workspace as the program opens it after the kill."""
        desk = open_workspace(self.path, self.catalog, "나", lambda: NOW)
        desk.open_report(desk.reports()[-1].uid)
        if desk.file.was_cut_off and "갑자기 끝났지만" not in aftermath.sentence(desk):
            raise LostError("the program does not say that it was killed")
        aftermath.clear_leftovers(desk, self.path.parent / REPORTS)
        desk.file.require_sound()
        broken = desk._store._bare().execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise LostError(f"foreign keys are broken: {broken[:5]}")
        return desk

    def _compared(self, desk: Desk, activity: str) -> bool:
        """Whether the operation that was under way was stored; if not, the file holds what was acknowledged."""
        found = stored_digest(desk)
        if found == stored_digest(self.twin.desk):
            return False
        self.twin.operations[activity]()
        if found != stored_digest(self.twin.desk):
            raise LostError("the workspace holds neither what was acknowledged nor one step more")
        return True

    # ------------------------------------------------------------ files beside the workspace

    def _all_files(self) -> list[Path]:
        return [file for file in self.path.parent.rglob("*") if file.is_file()]

    def _require_files(self, done: list[Done]) -> None:
        self.files.update({each.file: each.sha256 for each in done if each.file})
        found = {str(file.relative_to(self.path.parent)): file for file in self._all_files()}
        found.pop(self.path.name)
        for name, file in found.items():
            self._require_whole(name, file)
        newest = [each.file for each in done if each.file][-1:]
        if missing := [name for name in newest if name not in found]:
            raise LostError(f"an acknowledged file is missing: {missing}")

    def _require_whole(self, name: str, file: Path) -> None:
        """A file is as it was acknowledged, or a whole new one that was not acknowledged yet."""
        if file.name.startswith(".") or not file.stat().st_size:
            raise LostError(f"half-made: {name}")
        if self.files.get(name) == file_digest(file):
            return
        if file.parent.name == FOLDER:
            self._require_backup(name, file)
        elif file.parent.name == REPORTS:
            _require_workbook(file)
        else:
            raise LostError(f"left over: {name}")
        self.files[name] = file_digest(file)

    def _require_backup(self, name: str, file: Path) -> None:
        if not is_sound(file) or digest(dump_file(file)) != self.twin.backups.get(name, stored_digest(self.twin.desk)):
            raise LostError(f"a backup does not hold what was stored: {name}")


def _copied(sample: Path, folder: Path) -> Path:
    folder.mkdir(parents=True)
    return Path(shutil.copy(sample, folder / "업무.seonggwa"))


def _require_workbook(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        if archive.testzip() or "xl/workbook.xml" not in archive.namelist():
            raise LostError(f"half a workbook: {file.name}")
