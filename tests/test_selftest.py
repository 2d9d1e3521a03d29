"""What an installed program tries of itself is tried here too, in a process of its own."""

import json
import os
import sqlite3
import subprocess
import sys


def test_the_selftest_does_the_main_job(tmp_path):
    target = tmp_path / "결과.json"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--selftest", str(target)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    record = json.loads(target.read_text(encoding="utf-8"))
    assert (done.returncode, record["ok"]) == (0, True), record.get("error", done.stderr)
    assert record["total_before"] != record["total_after"]
    assert target.with_suffix(".png").stat().st_size > 10_000
    with sqlite3.connect(target.with_suffix(".seonggwa")) as workspace:
        assert workspace.execute("PRAGMA quick_check").fetchone() == ("ok",)
    workspace.close()


def test_a_selftest_that_fails_says_why(tmp_path):
    """Without a place for its examples it cannot work: exit code 3 and the reason in the file."""
    target = tmp_path / "결과.json"
    code = (
        "import sys; from pathlib import Path; import desktop.selftest as s\n"
        "s._TYPED = '27x'\n"
        f"sys.exit(s.run_selftest(Path({str(target)!r})))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path / "data")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    record = json.loads(target.read_text(encoding="utf-8"))
    assert done.returncode == 3
    assert record["ok"] is False
    assert record["error"]
