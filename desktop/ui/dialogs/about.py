"""정보: version and licences."""

from __future__ import annotations

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QMessageBox, QWidget


def show_about(version: str, parent: QWidget) -> None:
    """Say what this is, and under which licences (LGPL asks for a visible notice)."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "성과대장 정보", f"성과대장 {version}", parent=parent)
    box.setObjectName("about")
    box.setInformativeText(
        "공공기관 성과·업무보고 자료를 입력하고 검산하여 공식 서식으로 내보냅니다. MIT 허가.\n\n"
        f"Qt for Python(PySide6 {qt_version})을 LGPL v3에 따라 씁니다. Qt 라이브러리는 바꾸어 넣을 수 있고, "
        "허가문은 프로그램 폴더의 resources/licenses에 있습니다.\n"
        "SQLAlchemy, Alembic, openpyxl은 MIT 허가를 따릅니다. "
        "비밀번호 보호에는 SQLCipher(BSD)와 OpenSSL(Apache 2.0)을 씁니다."
    )
    box.addButton("확인", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
