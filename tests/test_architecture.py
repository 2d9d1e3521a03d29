"""The floors and the directions of the imports are a test (docs/architecture.md)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for folder in ("desktop", "db") for path in (ROOT / folder).rglob("*.py"))


def test_imports_go_down_only():
    result = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_domain_runs_without_qt():
    """Napari's proof: the pure floors import with Qt, database and spreadsheet library blocked."""
    modules = [
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        for path in SOURCES
        if path.is_relative_to(ROOT / "desktop" / "domain")
    ]
    blocked = ("PySide6", "shiboken6", "sqlalchemy", "alembic", "openpyxl", "defusedxml")
    code = f"import sys; sys.modules.update(dict.fromkeys({blocked!r})); import importlib\n"
    code += "".join(f"importlib.import_module({name!r})\n" for name in modules)
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_resources_hold_data_only():
    assert not list((ROOT / "resources").rglob("*.py"))
