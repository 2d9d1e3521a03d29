"""A backup of a 50 MB workspace beside a copy of its file: `python -m benchmarks.backup`.

The floor is a raw copy of the closed file that is made durable and read by quick_check, as a backup is; the ratio to a
copy that nobody checks is told too. All take turns and minima are compared (limit: 1.5, issue 5). The backup is then
restored in the place of the workspace, and a canonical dump proves that nothing is missing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks._workspaces import workspace_of
from db.backup import is_sound, sync
from db.canonical import digest, dump_file
from db.restore import restore
from db.store import WorkspaceStore

LIMIT = 1.5
REPORTS = 29
"""They fill 50 MB."""
ROUNDS = 9


def main() -> int:
    """Measure and print; 1 when the limit is passed or the backup holds anything else than the workspace."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(shutil.copy(workspace_of(REPORTS), scratch))
        raw, checked, backup = _measured(path)
        ratio, is_equal = backup / checked, _is_restored(path)
        size = path.stat().st_size / 1e6
    print(f"{size:.0f} MB: file copied {raw:.0f} ms, copied and checked {checked:.0f} ms, backup {backup:.0f} ms")
    print(f"ratio {ratio:.2f} (limit {LIMIT}), to the copy that nobody checks {backup / raw:.2f}")
    print("restored: equal by canonical dump" if is_equal else "restored: NOT EQUAL")
    return int(ratio > LIMIT or not is_equal)


def _measured(path: Path) -> tuple[float, float, float]:
    """Milliseconds of a raw copy, a checked one, a backup."""
    with closing(WorkspaceStore.open(path, "bench")) as store:

        def raw(target: Path) -> None:
            shutil.copyfile(path, target)
            sync(target)

        def checked(target: Path) -> None:
            raw(target)
            assert is_sound(target)

        rounds = [
            [_took(step, path.with_name("copy")) for step in (raw, checked, store.back_up)] for _ in range(ROUNDS)
        ]
    raw_ms, checked_ms, backup_ms = map(min, zip(*rounds, strict=True))
    return raw_ms, checked_ms, backup_ms


def _took(step: Callable[[Path], None], target: Path) -> float:
    start = time.perf_counter()
    step(target)
    took = (time.perf_counter() - start) * 1000
    target.unlink()
    return took


def _is_restored(path: Path) -> bool:
    """Back up, restore in the place of the workspace, and compare with what was set aside."""
    backup, aside = path.with_name("backup"), path.with_name("aside")
    with closing(WorkspaceStore.open(path, "bench")) as store:
        store.back_up(backup)
    restore(backup, path, aside, "bench")
    return digest(dump_file(path)) == digest(dump_file(aside))


if __name__ == "__main__":
    sys.exit(main())
