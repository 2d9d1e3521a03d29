"""All measurements in one command: `python -m benchmarks`. Each prints its figures as ratios to a floor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run every measurement in a process of its own, one after the other; 1 when a limit is passed."""
    worst = 0
    for script in sorted(HERE.glob("[a-z]*.py")):
        print(f"== {script.stem}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{script.stem}"], cwd=HERE.parent, check=False)
        worst = max(worst, done.returncode)
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
