import os
import stat
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop.excel.atomic import clear_leftovers, write_atomically
from desktop.excel.errors import MissingFolderError, TargetInUseError

NEW = b"new"


def write_new(path: Path) -> None:
    path.write_bytes(NEW)


def test_a_new_file(tmp_path: Path):
    write_atomically(tmp_path / "새.xlsx", write_new)
    assert (tmp_path / "새.xlsx").read_bytes() == NEW
    assert len(list(tmp_path.iterdir())) == 1


def test_an_old_file_is_replaced(tmp_path: Path):
    target = tmp_path / "옛.xlsx"
    target.write_bytes(b"old")
    write_atomically(target, write_new)
    assert target.read_bytes() == NEW


@pytest.mark.skipif(os.name != "posix", reason="Windows has no umask")
def test_the_file_is_readable_as_any_other(tmp_path: Path):
    write_atomically(tmp_path / "새.xlsx", write_new)
    (tmp_path / "다른.txt").touch()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_missing_folder(tmp_path: Path):
    with pytest.raises(MissingFolderError):
        write_atomically(tmp_path / "없음" / "새.xlsx", write_new)


def test_a_file_instead_of_a_folder(tmp_path: Path):
    (tmp_path / "파일").touch()
    with pytest.raises(MissingFolderError):
        write_atomically(tmp_path / "파일" / "새.xlsx", write_new)


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path):
    target = tmp_path / "옛.xlsx"
    target.write_bytes(b"old")

    def fail(path: Path) -> None:
        path.write_bytes(NEW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_atomically(target, fail)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_that_cannot_be_replaced(tmp_path: Path):
    """A folder at the target's place refuses os.replace as a file does that Excel holds open on Windows."""
    target = tmp_path / "폴더.xlsx"
    target.mkdir()
    with pytest.raises(TargetInUseError):
        write_atomically(target, write_new)
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_that_excel_holds_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Only Windows refuses to replace an open file, so its refusal is put in here."""
    target = tmp_path / "옛.xlsx"
    target.write_bytes(b"old")

    def refuse(_source: object, _target: object) -> None:
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(TargetInUseError):
        write_atomically(target, write_new)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name != "posix", reason="needs file size limits")
def test_a_full_disk(tmp_path: Path):
    """A limit on the size of files stops a real write half-way, as a full disk does."""
    target = tmp_path / "옛.xlsx"
    target.write_bytes(b"old")
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from desktop.excel.atomic import write_atomically\n"
        "from desktop.excel.errors import DiskFullError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write_atomically(Path(sys.argv[1]), lambda path: path.write_bytes(b'x' * 100_000))\n"
        "except DiskFullError:\n"
        "    sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(target)], check=False)
    assert done.returncode == 7
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name != "posix", reason="needs folder permissions")
def test_a_read_only_folder():
    """As another user when run as root, whom no permission stops."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from desktop.excel.atomic import write_atomically\n"
        "from desktop.excel.errors import ReadOnlyFolderError\n"
        "if os.geteuid() == 0:\n"
        "    os.setgid(65534); os.setuid(65534)\n"
        "try:\n"
        "    write_atomically(Path(sys.argv[1]), lambda path: path.write_bytes(b'x'))\n"
        "except ReadOnlyFolderError:\n"
        "    sys.exit(7)\n"
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        done = subprocess.run([sys.executable, "-c", code, str(folder / "새.xlsx")], check=False)
        assert list(folder.iterdir()) == []
        folder.chmod(0o755)
    assert done.returncode == 7


WRITER = (
    "import sys, time\n"
    "from pathlib import Path\n"
    "from desktop.excel.atomic import write_atomically\n"
    "def write(path):\n"
    "    path.write_bytes(b'half')\n"
    "    print(path, flush=True)\n"
    "    time.sleep(60)\n"
    "write_atomically(Path(sys.argv[1]), write)\n"
)


def test_what_a_killed_program_left_is_cleared_away_but_not_what_one_is_writing(tmp_path: Path):
    target = tmp_path / "보고.xlsx"
    command = [sys.executable, "-c", WRITER, str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        temporary = Path(writer.stdout.readline().strip())
        clear_leftovers(tmp_path)
        assert temporary.read_bytes() == b"half"
        writer.kill()
    write_atomically(tmp_path / "다른.xlsx", write_new)
    assert [path.name for path in tmp_path.iterdir()] == ["다른.xlsx"]
