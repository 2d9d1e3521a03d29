"""The program killed at random moments of each of its activities: `python -m tests.torture` does it 500 times."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.paths import resources_dir
from desktop.services.backups import FOLDER
from desktop.services.catalog import Catalog, load_catalog
from tests.torture.clerk import REPORTS, Done
from tests.torture.kill import Tell, WorkerError, killed
from tests.torture.life import HORIZON, Life, LostError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")
KILLS = 2


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(resources_dir())


@pytest.fixture
def life(samples: dict[str, Path], catalog: Catalog, tmp_path: Path) -> Iterator[Life]:
    life = Life(samples["sba_2020"], resources_dir() / "samples" / "sba_2020.json", catalog, tmp_path)
    yield life
    life.close()


@pytest.mark.parametrize("activity", HORIZON)
def test_nothing_acknowledged_is_lost_by_a_kill(life: Life, activity: str) -> None:
    for kill in range(KILLS):
        life.suffer(activity, f"{activity}/{kill}")


def test_nothing_acknowledged_is_lost_when_the_window_is_killed() -> None:
    """In a process of its own: one that has a window open must not fork."""
    command = [sys.executable, "-m", "tests.torture", "--only", "window", "--kills", str(KILLS), "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"window{KILLS:>8}" in done.stdout


def test_an_acknowledged_step_that_is_not_there_is_seen(life: Life) -> None:
    cut_off(life)
    with pytest.raises(LostError, match="neither what was acknowledged nor one step more"):
        life._judged("pasting", "seed", [Done()] * 5)


def test_a_program_that_says_nothing_of_the_kill_is_seen(life: Life) -> None:
    with pytest.raises(LostError, match="does not see"):
        life._judged("typing", "seed", [])


@pytest.mark.parametrize("name", [f"{FOLDER}/업무 2026-03-02 093000.seonggwa", f"{REPORTS}/보고.xlsx", "übrig"])
@pytest.mark.parametrize("content", [b"", b"half of it"])
def test_a_half_made_file_is_seen(life: Life, name: str, content: bytes) -> None:
    cut_off(life)
    file = life.path.parent / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    with pytest.raises(Exception, match=r"half-made|left over|not a zip file|not a database"):
        life._judged("typing", "seed", [])


def test_an_acknowledged_file_that_is_not_there_is_seen(life: Life) -> None:
    with pytest.raises(LostError, match="missing"):
        life._require_files([Done(f"{REPORTS}/보고 1.xlsx", "0")])


def test_a_worker_that_fails_by_itself_is_no_kill() -> None:
    def work(tell: Tell) -> None:
        tell("begun")
        raise RuntimeError("broken")

    with pytest.raises(WorkerError, match="broken"):
        killed(work, 0.2)


def cut_off(life: Life) -> None:
    """Leave the workspace as a killed program does that changed nothing."""
    life.path.with_name(f"{life.path.name}.lock").touch()
