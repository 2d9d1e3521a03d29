"""Faults of disks and folders for tests: a small disk that fills, and a user who may not write."""

from __future__ import annotations

import os
import subprocess
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own with so much room, mounted at a new folder."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk to fill needs root and mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk; removing the file makes room again."""
    filler = disk / "가득"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return filler


def as_nobody(act: Callable[[], str]) -> str:
    """What `act` returns in a process of a user who has no rights of his own; root would not be stopped by any mode."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can become another user to try what that one may not do")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
        try:
            told = act()
        except BaseException:  # noqa: BLE001 - told to the parent
            told = traceback.format_exc()
        os.write(writer, told.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as answers:
        told = answers.read()
    os.waitpid(child, 0)
    return told


def opened_up(path: Path) -> None:
    """Let others reach a folder, as pytest keeps its own for one user."""
    for folder in (path, *path.parents):
        if folder.name.startswith("pytest-") or folder == path:
            folder.chmod(0o755)
