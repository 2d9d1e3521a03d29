"""Write what the uninstaller deletes: the installed files by name, then their folders when they are empty.

Whatever else lies in the folder (a clerk's note, a workspace) stays.
Usage: uninstall_list.py FOLDER LIST.nsh
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(folder: Path, target: Path) -> None:
    """Write the NSIS commands for one built folder."""
    entries = sorted(folder.rglob("*"))
    files = [_nsis_path(path, folder) for path in entries if path.is_file()]
    folders = sorted((path for path in entries if path.is_dir()), key=lambda path: -len(path.parts))
    lines = [f'Delete "$INSTDIR\\{name}"' for name in files]
    lines += [f'RMDir "$INSTDIR\\{_nsis_path(path, folder)}"' for path in folders]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    print(f"{len(files)} files, {len(folders)} folders")


def _nsis_path(path: Path, folder: Path) -> str:
    return "\\".join(path.relative_to(folder).parts).replace("$", "$$")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
