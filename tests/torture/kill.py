"""A process that works until it is killed, and what it had acknowledged by then."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import TypeAlias

Tell: TypeAlias = Callable[[str], None]
"""Acknowledges one line; it has left the process when this returns."""

_BEGUN = "begun"
_PATIENCE = 60.0


class WorkerError(Exception):
    """The worker failed by itself, before it was killed."""


def killed(work: Callable[[Tell], None], after: float, *, while_starting: bool = False) -> list[str]:
    """Let `work` run in a process of its own, kill it, and return what it told.

    Args:
        work: tells "begun" once it is at work, then acknowledges; it goes on until it is killed.
        after: seconds from "begun" to the kill.
        while_starting: the seconds count from the start of the process instead.

    Raises:
        WorkerError: it ended by itself.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _run(work, writer)
    os.close(writer)
    try:
        said = b"" if while_starting else _first_line(reader)
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        said += _rest(reader)
    finally:
        os.close(reader)
        _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise WorkerError(said.decode())
    # A line that the kill cut in two was not acknowledged.
    lines = said.decode().split("\n")[:-1]
    return [line for line in lines if line != _BEGUN]


def _run(work: Callable[[Tell], None], writer: int) -> None:
    """What the process does; it never returns."""
    try:
        work(lambda line: os.write(writer, f"{line}\n".encode()) and None)
    except BaseException:  # noqa: BLE001 - told to the parent
        os.write(writer, traceback.format_exc().encode())
        sys.stderr.flush()
    os._exit(1)


def _first_line(reader: int) -> bytes:
    """Wait until the worker says that it has begun."""
    said, end = b"", time.monotonic() + _PATIENCE
    while f"{_BEGUN}\n".encode() not in said:
        ready, _, _ = select.select([reader], [], [], max(0.0, end - time.monotonic()))
        chunk = os.read(reader, 65536) if ready else b""
        said += chunk
        if not chunk:
            break
    return said


def _rest(reader: int) -> bytes:
    chunks = []
    while chunk := os.read(reader, 65536):
        chunks.append(chunk)
    return b"".join(chunks)
