"""Time from spawn to the visible window, ours against a bare PySide6 window: `python benchmarks/startup.py`.

Both are started alternately, so that both see the same machine; minima are compared (limit: 1.5 times the bare window).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
LIMIT = 1.5
MEMORY_LIMIT_MB = 120
ROOT = Path(__file__).resolve().parent.parent

_SEEN = """
def seen():
    with open('/proc/self/status') as status:
        memory = next(line.split()[1] for line in status if line.startswith('VmRSS'))
    print(time.time_ns(), memory, len(sys.modules), flush=True)
    app.quit()
QTimer.singleShot(0, seen)
app.exec()
"""
_BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
"""
_OURS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import make_application, make_window
app = make_application([])
window = make_window(Path(sys.argv[1]), Path(sys.argv[1]))
window.show()
app.processEvents()
"""


def _run(code: str, folder: str) -> tuple[float, float, int]:
    """Milliseconds to the window, memory (MB), modules."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.time_ns()
    command = [sys.executable, "-c", code + _SEEN, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT)
    seen, memory, modules = map(int, done.stdout.split())
    return (seen - start) / 1e6, memory / 1024, modules


def main() -> int:
    """Print the figures; 1 when a limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        for code in (_BARE, _OURS):
            _run(code, folder)  # compiles modules, warms the cache
        runs = [(_run(_BARE, folder), _run(_OURS, folder)) for _ in range(RUNS)]
    bare, ours = (min(run[side][0] for run in runs) for side in (0, 1))
    memory, modules = max(run[1][1] for run in runs), runs[0][1][2]
    print(f"window visible: ours {ours:.0f} ms, bare {bare:.0f} ms, ratio {ours / bare:.2f} (limit {LIMIT})")
    print(f"memory after start: {memory:.0f} MB (limit {MEMORY_LIMIT_MB}), modules {modules}")
    return int(ours / bare > LIMIT or memory > MEMORY_LIMIT_MB)


if __name__ == "__main__":
    sys.exit(main())
