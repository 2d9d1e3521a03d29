"""Evidence (증빙): files kept in the workspace, named by their SHA-256, up to a size."""

from __future__ import annotations

import hashlib
from pathlib import Path

from db.records import AttachmentRecord
from db.store import WorkspaceStore
from desktop.domain.report import CellKey, Evidence
from desktop.services.errors import UserError, told
from desktop.services.files import write_whole
from desktop.services.screening import Screening

MOST_BYTES = 20 * 1024 * 1024
"""The largest file that is kept; a workspace must stay small enough to be copied and backed up often."""

_MEGABYTE = 1024 * 1024


class EvidenceStore:
    """The files kept with one report."""

    def __init__(self, store: WorkspaceStore, report: str, screening: Screening) -> None:
        """Work on the report with this uid; names of files pass the screening."""
        self._store, self._report, self._screening = store, report, screening

    def keep(self, path: Path, key: CellKey, at: str, who: str) -> Evidence:
        """Keep the content of a file; the same content is kept once.

        Args:
            path: the file.
            key: the cell, or the row (`column` is ""), that it proves.
            at: ISO local time.
            who: who attaches it.

        Raises:
            UserError: it cannot be read, is empty or too large, or could not be stored.
        """
        content = _content(path)
        sha256, name = hashlib.sha256(content).hexdigest(), self._screening.text(path.name, key)
        with told():
            if self._store.attached(self._report, sha256) is None:
                place = (key.table, key.row, key.column)
                self._store.attach(self._report, AttachmentRecord(*place, name, sha256, content, at, who))
        return Evidence(name, sha256, len(content))

    def save(self, evidence: Evidence, target: Path) -> None:
        """Write a kept file to a place of the clerk's choice, replacing an older one in one step.

        Raises:
            UserError: the content is not there or was changed from outside, or the file could not be written.
        """
        with told():
            content = self._store.attached(self._report, evidence.sha256)
        if content is None or hashlib.sha256(content).hexdigest() != evidence.sha256:
            raise UserError(
                f"붙인 파일 '{evidence.name}'의 내용이 없거나 붙일 때와 다릅니다. 원본 파일을 다시 붙여 주십시오."
            )
        write_whole(target, lambda path: path.write_bytes(content), private=True)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise UserError(f"'{path.name}' 파일을 읽지 못했습니다. 파일이 있고 열 수 있는지 확인해 주십시오.") from error
    if size > MOST_BYTES:
        raise UserError(
            f"'{path.name}' 파일이 {size / _MEGABYTE:.1f}MB로 한도({MOST_BYTES // _MEGABYTE}MB)를 넘습니다. "
            "필요한 쪽만 남기거나, 보관한 곳을 '출처'에 적어 주십시오."
        )
    if not content:
        raise UserError(f"'{path.name}'은 내용이 없는 파일입니다. 다른 파일을 골라 주십시오.")
    return content
