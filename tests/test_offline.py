"""The program works without a network and never asks for one: no socket is opened in a whole run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
STRACE = shutil.which("strace")


class Run(NamedTuple):
    """How a whole run ended, its errors, and the sockets that the kernel was asked for (None: no strace)."""

    code: int
    errors: str
    sockets: list[str] | None


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("offline")
    trace = folder / "trace"
    watched = [STRACE, "-f", "--seccomp-bpf", "-o", str(trace), "-e", "trace=socket"] if STRACE else []
    program = [*watched, sys.executable, "-m", "tests.offline", str(folder)]
    environment = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    ended = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    sockets = re.findall(r"socket\((\w+)", trace.read_text()) if STRACE else None
    return Run(ended.returncode, ended.stderr, sockets)


def test_a_whole_run_asks_python_for_no_socket(run: Run) -> None:
    assert run.code == 0, run.errors


def test_a_whole_run_asks_the_kernel_for_no_network(run: Run) -> None:
    if run.sockets is None:
        pytest.skip("strace, which sees what libraries ask for, is not installed")
    assert set(run.sockets) <= {"AF_UNIX"}, "only the way to the screen and the desktop of this computer is allowed"


@pytest.mark.parametrize(
    "asking",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    ],
)
def test_the_watch_would_see_a_socket(asking: str) -> None:
    program = f"import sys; from tests.offline import refuse_sockets; sys.addaudithook(refuse_sockets); {asking}"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "the program asked for a socket" in ended.stderr


def test_no_module_imports_a_network() -> None:
    imports = re.compile(r"^\s*(?:import|from)\s+(socket|ssl|urllib\.request|http\b|ftplib|smtplib|PySide6\.QtNetwork)")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("desktop", "db")
        for path in (ROOT / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if imports.match(line) or "QtNetwork" in line
    ]
    assert not found
