"""An acknowledged edit survives: the program killed at any moment, a full disk and, by fsync count, a power failure."""

from __future__ import annotations

import itertools
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import DiskFullError
from db.records import CellChange, CellRecord
from db.store import WorkspaceStore
from tests.db.conftest import STEP, make_store
from tests.faults import small_disk

TYPIST = """
import sys
from pathlib import Path
from db.records import CellChange, CellRecord, StepRecord
from db.store import WorkspaceStore
store, step = WorkspaceStore.open(Path(sys.argv[1]), "나"), StepRecord("2022", "나", "typed", "입력")
cells, first, count = store.tables("r1")[0].rows[2].cells, int(sys.argv[2]), int(sys.argv[3])
for number in range(first, first + count):
    column = f"c{number % 50}"
    new = CellRecord("value", str(number))
    store.apply("r1", [CellChange("t1", "d1", column, cells.get(column), new)], step)
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
store.close()
"""
KILLS = 10


def typist(path: Path, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", TYPIST, path, str(first), str(count)], stdout=subprocess.PIPE, text=True
    )


def killed_after(process: subprocess.Popen[str], edits: int) -> int:
    """Let it make some edits, kill it, and return the last one that it acknowledged."""
    assert process.stdout is not None
    for _ in range(edits):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split("\n")[:-1]
    process.wait()
    process.stdout.close()
    return int(rest[-1]) if rest else -1


def test_no_acknowledged_edit_is_lost_when_the_program_is_killed(path: Path) -> None:
    make_store(path).close()
    dice, first = random.Random(5), 0
    for _ in range(KILLS):
        edits = dice.randrange(1, 60)
        acknowledged = max(first + edits - 1, killed_after(typist(path, first, 1_000_000), edits))
        store = WorkspaceStore.open(path, "나")
        store.require_sound()
        cells = store.tables("r1")[0].rows[2].cells
        last = max(int(cell.text) for cell in cells.values())
        store.close()
        assert acknowledged <= last <= acknowledged + 1
        assert cells == {f"c{number % 50}": CellRecord("value", str(number)) for number in range(last + 1)}
        first = last + 1


def syncs(path: Path, first: int, edits: int, trace: Path) -> int:
    """How often a run of the typist made the disk write."""
    watched = ["strace", "-f", "-o", trace, "-e", "trace=fdatasync,fsync"]
    program = [sys.executable, "-c", TYPIST, path, str(first), str(edits)]
    subprocess.run([*watched, *program], check=True, stdout=subprocess.DEVNULL)
    return len(re.findall(r"\b(?:fdatasync|fsync)\(", trace.read_text()))


def test_one_edit_is_exactly_one_fsync(path: Path, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace, which counts fsyncs, is not installed")
    make_store(path).close()
    one = syncs(path, 0, 1, tmp_path / "one")
    many = syncs(path, 1, 21, tmp_path / "many")
    assert many - one == 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "작은 디스크", 512) as folder:
        yield folder


def type_without_end(store: WorkspaceStore, kept: dict[str, CellRecord]) -> None:
    for number in itertools.count():
        content = CellRecord("value", f"{number} " + "가" * 1000)
        store.apply("r1", [CellChange("t1", "d1", f"c{number}", None, content)], STEP)
        kept[f"c{number}"] = content


def test_a_full_disk_loses_no_acknowledged_edit(disk: Path) -> None:
    path = disk / "a.seonggwa"
    store = make_store(path)
    kept: dict[str, CellRecord] = {}
    with pytest.raises(DiskFullError):
        type_without_end(store, kept)
    assert kept
    assert store.tables("r1")[0].rows[2].cells == kept
    store.close()
    again = WorkspaceStore.open(path, "나")
    again.require_sound()
    assert again.tables("r1")[0].rows[2].cells == kept
    again.close()


def test_a_workspace_that_does_not_fit_is_not_made(disk: Path) -> None:
    (disk / "voll").write_bytes(b"x" * 450_000)
    with pytest.raises(DiskFullError):
        make_store(disk / "a.seonggwa")
    assert [file.name for file in disk.iterdir()] == ["voll"]
