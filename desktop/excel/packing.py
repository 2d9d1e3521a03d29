"""A workbook packed into the bytes of its file, all in memory.

openpyxl itself writes every sheet into the folder for temporary files first, where a killed program leaves it for
others to read, and leaves the target open when the disk is full, so that Windows lets nobody remove it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


def packed(workbook: Workbook) -> bytes:
    """What stands in the .xlsx file of a workbook. It holds no charts and images."""
    content = BytesIO()
    workbook.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    _Writer(workbook, ZipFile(content, "w", ZIP_DEFLATED)).save()
    return content.getvalue()


class _Sink(BytesIO):
    """Takes what is written and says that it cannot be read: else each write of text resets a decoder in vain."""

    def readable(self) -> bool:
        """Only asked by the text layer above."""
        return False


class _Writer(ExcelWriter):
    """Only how a sheet gets into the archive is another."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """As openpyxl does it (3.1.5, openpyxl/writer/excel.py), with its private names, without a temporary file."""
        ws._drawing = SpreadsheetDrawing()  # type: ignore[attr-defined]  # noqa: SLF001
        writer = WorksheetWriter(ws, _Sink())
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001
        self._archive.writestr(ws.path[1:], writer.read())  # type: ignore[attr-defined]
        self.manifest.append(ws)
