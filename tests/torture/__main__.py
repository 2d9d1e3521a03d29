"""Kill the program hundreds of times at random moments of everything it does: `python -m tests.torture`.

After each kill every acknowledged step must be there (all that is stored is compared with an undisturbed twin), the
file sound, no file half-made, and the program must open the workspace again and say what happened. What is not so is
printed with its seed, with which it may come again, and the folder in which everything still lies.
"""

# ruff: noqa: T201 - it prints what became of the kills

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Protocol

from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from tests.torture.life import HORIZON, Life, Outcome
from tests.torture.window import WindowLife
from tests.windows import sample_workspace

KILLS_OF_A_LIFE = 6
WINDOW = "window"
_WINDOW_SHARE = 0.06
"""A kill of the window takes ten times as long as one of the services behind it."""
_WINDOW_SAMPLE = "economy_2022"
_SAMPLES = ("sba_2020", "sba_2020", "sba_2020", "jobs_2018")
_COLUMNS = {
    "activity": 12,
    "kills": 8,
    "acknowledged": 15,
    "failures": 11,
    "one more kept": 16,
    "leftovers cleared": 20,
    "s a kill": 11,
}
""""one more kept": the operation under way had been stored, though not yet acknowledged."""


class Living(Protocol):
    """What can be killed."""

    def suffer(self, activity: str, seed: str) -> Outcome:
        """Be killed once; raises LostError."""

    def close(self) -> None:
        """Let go of every file."""


class Torture:
    """Many lives, one after the other."""

    def __init__(self, folder: Path, seed: str, only: str) -> None:
        self._folder, self._seed, self._only = folder, seed, only
        self._catalog = load_catalog(resources_dir())
        self._sample = cache(lambda name: sample_workspace(name, folder))
        self._met: defaultdict[str, list[tuple[Outcome, float]]] = defaultdict(list)
        self._failures: Counter[str] = Counter()

    @property
    def kills(self) -> int:
        """How many there were."""
        return sum(map(len, self._met.values()))

    @property
    def failures(self) -> int:
        """After how many of them something was not as it must be."""
        return self._failures.total()

    def run(self, kills: int) -> None:
        """Kill so many times."""
        for number in itertools.count():
            for _ in self._lived(number):
                print(f". {self.kills}\n" if self.kills % 50 == 0 else ".", end="", flush=True)
                if self.kills == kills:
                    print()
                    return

    def _lived(self, number: int) -> Iterator[None]:
        """One life, kill by kill; it ends early, and its files stay, when something is not as it must be."""
        dice, folder, failures = random.Random(f"{self._seed}/{number}"), self._folder / str(number), self.failures
        in_window = self._only == WINDOW or (not self._only and dice.random() < _WINDOW_SHARE)
        with closing(self._window(folder) if in_window else self._services(dice, folder)) as life:
            for kill in range(KILLS_OF_A_LIFE):
                activity = WINDOW if in_window else self._only or dice.choice(list(HORIZON))
                self._kill(life, activity, f"{self._seed}/{number}/{kill}")
                yield
                if self.failures > failures:
                    return
        shutil.rmtree(folder)

    def _kill(self, life: Living, activity: str, seed: str) -> None:
        start = time.perf_counter()
        try:
            outcome = life.suffer(activity, seed)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not happen after a kill
            self._failures[activity] += 1
            outcome = Outcome()
            print(f"\n{activity} {seed}: {type(error).__name__}: {error} (the files: {self._folder})")
        self._met[activity].append((outcome, time.perf_counter() - start))

    def _window(self, folder: Path) -> Living:
        return WindowLife(self._sample(_WINDOW_SAMPLE), self._catalog, folder)

    def _services(self, dice: random.Random, folder: Path) -> Living:
        name = dice.choice(_SAMPLES)
        return Life(self._sample(name), resources_dir() / "samples" / f"{name}.json", self._catalog, folder)

    def table(self) -> Iterator[str]:
        """One line for each activity, and their sum."""
        yield "".join(f"{title:>{width}}" for title, width in _COLUMNS.items())
        for activity, met in sorted(self._met.items()):
            yield self._line(activity, met, self._failures[activity])
        yield self._line("all", [each for met in self._met.values() for each in met], self.failures)

    @staticmethod
    def _line(name: str, met: list[tuple[Outcome, float]], failures: int) -> str:
        acknowledged, kept, leftovers = (sum(column) for column in zip(*(astuple(it) for it, _ in met), strict=True))
        took = f"{sum(took for _, took in met) / len(met):.2f}"
        cells = (name, len(met), acknowledged, failures, kept, leftovers, took)
        return "".join(f"{cell!s:>{width}}" for cell, width in zip(cells, _COLUMNS.values(), strict=True))


def main() -> int:
    """Run and print a table; 1 when something was not as it must be."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="seonggwa-torture-"))
    torture, start = Torture(folder, options.seed, options.only), time.perf_counter()
    torture.run(options.kills)
    print(*torture.table(), sep="\n")
    print(f"{time.perf_counter() - start:.0f} s; again with --seed {options.seed}")
    if torture.failures:
        return 1
    shutil.rmtree(folder)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=500, help="how often (500)")
    parser.add_argument("--seed", default=str(random.SystemRandom().randrange(10**6)), help="to do the same again")
    parser.add_argument("--only", default="", choices=("", *HORIZON, WINDOW), metavar="NAME", help="one activity alone")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
