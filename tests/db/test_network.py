"""Mounted shares of Linux; UNC paths and drive letters are in test_bad_files.py."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from db import errors, network
from db.store import WorkspaceStore
from tests.db.conftest import STEP

MOUNTS = r"""
/dev/vda1 / ext4 rw,relatime 0 0
//server/share /mnt/공유\040폴더 cifs rw 0 0
server:/export /home/data nfs4 rw 0 0
/dev/vdb1 /home/data/local ext4 rw 0 0
hong@server:/ /media/ssh fuse.sshfs rw 0 0
broken line
server:/late /srv/late nfs rw 0 0
/dev/vdc1 /srv/late ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/hong/a.seonggwa", False),
        ("/mnt/공유 폴더/업무/a.seonggwa", True),
        ("/mnt/공유 폴더2/a.seonggwa", False),
        ("/home/data/a.seonggwa", True),
        ("/home/data/local/a.seonggwa", False),
        ("/media/ssh/a.seonggwa", True),
        ("/srv/late/a.seonggwa", False),
    ],
)
def test_the_innermost_mount_decides(path: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    assert network.is_mounted_share(PurePosixPath(path), MOUNTS) is expected


def test_a_mounted_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/export {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(network, "_MOUNTS", mounts)
    with pytest.raises(errors.NetworkPathError):
        WorkspaceStore.create(tmp_path / "a.seonggwa", "기관", "0.1.0", STEP.at, "나")
    monkeypatch.setattr(network, "_MOUNTS", tmp_path / "not there")
    WorkspaceStore.create(tmp_path / "a.seonggwa", "기관", "0.1.0", STEP.at, "나").close()
