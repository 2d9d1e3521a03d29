"""What every test with a window needs: a screen that is none, Korean letters, and nothing left over."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.app import make_application
from tests.windows import Driver, register_fonts, sample_workspace


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The program's own application, with a font that has Korean letters (traps.md, "Fonts offscreen")."""
    app = QApplication.instance() or make_application(["tests"])
    assert isinstance(app, QApplication)
    register_fonts(app)
    return app


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A workspace of each sample, made once through the services."""
    folder = tmp_path_factory.mktemp("samples")
    return {name: sample_workspace(name, folder) for name in ("economy_2022", "jobs_2018", "sba_2020")}


@pytest.fixture
def driver(
    qapp: QApplication, samples: dict[str, Path], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Driver]:
    """A real window with a sample open in it (`@pytest.mark.parametrize("driver", [name], indirect=True)`)."""
    before = _windows()
    path = tmp_path / "업무.seonggwa"
    shutil.copy(samples[getattr(request, "param", "economy_2022")], path)
    driven = Driver(qapp, path, tmp_path)
    yield driven
    driven.close()
    del driven
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert _windows() <= before, "windows were left over"


def _windows() -> int:
    return len(QApplication.topLevelWidgets())
