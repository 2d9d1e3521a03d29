"""Every DLL that the program's folder imports must lie in the folder or be Windows' own.

Wine ships its own msvcp140.dll, vcruntime140.dll and so on, so a run under Wine cannot show that one is missing.
Usage: check_pe.py FOLDER. Prints what is missing and exits 1, or one line of counts and exits 0.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pefile

AMD64 = 0x8664
IMPORTS = ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
WINDOWS_OWN = frozenset(
    """kernel32 kernelbase ntdll user32 gdi32 gdi32full advapi32 shell32 ole32 oleaut32 comctl32 comdlg32 ws2_32 winmm
    version mpr userenv authz netapi32 imm32 dwmapi uxtheme shlwapi setupapi wtsapi32 d3d9 d3d11 d3d12 dxgi dwrite d2d1
    dcomp opengl32 glu32 crypt32 cryptui bcrypt ncrypt secur32 iphlpapi dnsapi rpcrt4 msi msvcrt winspool.drv mscms
    uiautomationcore uiautomation shcore propsys imagehlp icuuc icuin icu dbghelp psapi winhttp wininet normaliz wldap32
    powrprof cfgmgr32 hid ucrtbase windowscodecs avrt dhcpcsvc mswsock pdh oleacc""".split()
)


def is_windows_own(name: str) -> bool:
    """Whether every supported Windows (10 1903 or newer) has this library."""
    stem = name.removesuffix(".dll")
    return name.startswith(("api-ms-win-", "ext-ms-")) or stem in WINDOWS_OWN


def imports(image: pefile.PE) -> Iterator[str]:
    """The names of the libraries that an image imports, also late, in lower case."""
    image.parse_data_directories([1, 13])
    for directory in IMPORTS:
        for entry in getattr(image, directory, []):
            yield entry.dll.decode().lower()


def main(folder: Path) -> int:
    """Check all images of a folder."""
    present = {path.name.lower(): path for path in folder.rglob("*") if path.is_file()}
    images = {name: path for name, path in present.items() if name.endswith((".dll", ".pyd", ".exe"))}
    problems = []
    for path in images.values():
        image = pefile.PE(str(path), fast_load=True)
        where = path.relative_to(folder)
        if image.FILE_HEADER.Machine != AMD64:
            problems.append(f"{where} is not x86-64")
        needed = (name for name in imports(image) if name not in present and not is_windows_own(name))
        problems += [f"{where} needs {name}, which is neither in the package nor Windows' own" for name in needed]
    print(*sorted(problems) or [f"{len(images)} images, no missing import"], sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
