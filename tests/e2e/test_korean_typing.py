"""Korean typed with a real input method (ibus-hangul under Xvfb) arrives whole, whatever way out the clerk takes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SESSION = Path(__file__).with_name("ime_session.sh")
ROOT = SESSION.parents[2]
NEEDED = ("xvfb-run", "dbus-run-session", "ibus-daemon", "ibus", "xdotool", "gsettings")
ENGINE = Path("/usr/share/ibus/component/hangul.xml")


@pytest.mark.parametrize("way", ["Tab", "Return", "save", "click", "tab"])
def test_the_word_is_whole(way: str, samples: dict[str, Path], tmp_path: Path) -> None:
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing or not ENGINE.is_file():
        pytest.skip(f"no Korean input method to drive here: {missing or ENGINE} (Debian: ibus-hangul, xdotool, xvfb)")
    workspace = shutil.copy(samples["economy_2022"], tmp_path / "업무.seonggwa")
    command = ["xvfb-run", "-a", "dbus-run-session", "--", "bash", str(SESSION), sys.executable, str(workspace)]
    done = subprocess.run(
        [*command, str(tmp_path), way], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    cells = next(line for line in done.stdout.splitlines() if line.startswith("CELLS ")).removeprefix("CELLS ")
    assert cells.split("|")[:3] == ["경제정책과", "한글", "일자리정책과"], done.stdout
