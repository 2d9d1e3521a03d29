#!/bin/bash
# Builds the Windows package and installer on Debian 12 x86-64 and tries both under Wine. One line a check.
# WHAT IT BUILDS IS FOR CHECKING, not for users: a release is built on real Windows by packaging/build_release.ps1 from the same
# build.spec and installer.nsi. Not shown by Wine: Korean IME, Malgun Gothic, high DPI, printing, SmartScreen, virus scanners.
#   environment: WORK=build/windows  CACHE=~/.cache/seonggwa-windows  PYTHON=python3.11
set -uo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$HERE")
WORK=${WORK:-$ROOT/build/windows}; CACHE=${CACHE:-$HOME/.cache/seonggwa-windows}; OUT=$WORK/out
NAME=seonggwa; APP=성과대장; ID=Seonggwa; STARTED=$SECONDS; SCREEN_PID=
ok() { printf '[%4ds] ok      %s\n' $((SECONDS - STARTED)) "$*"; }
die() { printf '[%4ds] FAILED  %s\n' $((SECONDS - STARTED)) "$*" >&2; exit 1; }
cleanup() {
  for prefix in "$WORK/build" "$WORK/clean"; do [ -d "$prefix" ] && WINEPREFIX=$prefix timeout 30 wineserver -k; done 2>/dev/null
  [ -n "$SCREEN_PID" ] && kill "$SCREEN_PID" 2>/dev/null
  true
}
trap cleanup EXIT
case "$WORK" in /|/root|/home|"$HOME") die "WORK=$WORK is no place for a work folder";; esac

need="wine64 wine xvfb xdotool imagemagick nsis gcc-mingw-w64-x86-64 mingw-w64-tools fonts-nanum locales unzip zip"
missing=$(for p in $need; do dpkg -s "$p" 2>/dev/null | grep -q '^Status: install ok installed' || echo "$p"; done)
if [ -n "$missing" ]; then
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing; } >/tmp/apt-windows.log 2>&1 ||
    { tail -20 /tmp/apt-windows.log; die "apt-get could not install: $missing"; }
fi
locale -a 2>/dev/null | grep -qi '^ko_KR.utf-\?8' || localedef -i ko_KR -f UTF-8 ko_KR.UTF-8 || die "localedef ko_KR.UTF-8"
export PATH=/usr/lib/wine:$PATH            # Debian keeps wine64 there
PY=${PYTHON:-$(command -v python3.11 || command -v python3)}
[ "$("$PY" -c 'import sys; print("%d.%d" % sys.version_info[:2])')" = 3.11 ] || die "a Linux CPython 3.11 is needed (PYTHON=...)"
VERSION=$("$PY" -c 'import tomllib; print(tomllib.load(open("'"$ROOT"'/pyproject.toml", "rb"))["project"]["version"])')
ok "tools"

rm -rf "$WORK"; mkdir -p "$WORK/wheel" "$OUT" "$CACHE/wheels"
. "$HERE/windows/stand_ins.sh"
download_wheels
[ -d "$CACHE/venv" ] || { "$PY" -m venv "$CACHE/venv" && "$CACHE/venv/bin/pip" -q install --no-deps --no-index "$CACHE"/wheels/pefile-*.whl; } || die "venv"
"$PY" -m pip -q wheel --no-deps -w "$WORK/wheel" "$ROOT" 2>"$WORK/wheel.log" || { tail "$WORK/wheel.log"; die "the project's own wheel"; }
assemble_windows_python
ok "Windows CPython 3.11.9 with the pinned wheels"

export WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=" LC_ALL=ko_KR.UTF-8 LANG=ko_KR.UTF-8
unset DISPLAY WAYLAND_DISPLAY
make_prefix() {
  WINEPREFIX=$1 timeout 240 wine64 wineboot -i </dev/null >"$1.log" 2>&1 || { tail "$1.log"; die "wineboot of $1"; }
  WINEPREFIX=$1 timeout 60 wine64 winecfg.exe -v win10 </dev/null >>"$1.log" 2>&1 || die "winecfg -v win10 in $1"
  WINEPREFIX=$1 timeout 120 wineserver -w || die "wineserver of $1 does not end"
  cp "$WORK/src/icuuc.dll" "$1/drive_c/windows/system32/" || die "no system32 in $1"
  # Wine links Documents, Desktop and so on to this machine's home: a user of their own keeps the two apart
  local link; find "$1/drive_c/users" -maxdepth 2 -type l | while read -r link; do rm "$link"; mkdir "$link"; done
  rm -f "$1"/drive_c/windows/system32/spool/drivers/color/*.icm
}
mkdir -p "$WORK/clean"; make_prefix "$WORK/build"; make_prefix "$WORK/clean"
# output through a pipe: Windows' Python ends with 'WinError 6' when its stdout is a plain Linux file
w() { local t=$1; shift; timeout -k 10 "$t" wine64 "$@" </dev/null 2>&1 | iconv -c -f CP949 -t UTF-8; return "${PIPESTATUS[0]}"; }
export WINEPREFIX=$WORK/build
w 120 'C:\py\python.exe' -c "import sqlite3, PySide6.QtWidgets" || die "the Windows Python or PySide6 does not start (WINEDEBUG=err+module)"
ok "two Wine prefixes: one to build in, one as a user's machine"

tree=$WORK/build/drive_c/app; mkdir -p "$tree"
(cd "$ROOT" && cp -r desktop db resources build.spec pyproject.toml README.md LICENSE packaging "$tree/") || die "copying the source"
(cd "$tree" && w 900 'C:\py\python.exe' -m PyInstaller --noconfirm --log-level WARN --distpath 'C:\dist' --workpath 'C:\work' build.spec) \
  >"$WORK/pyinstaller.log" 2>&1 || { tail -30 "$WORK/pyinstaller.log"; die "PyInstaller (log: $WORK/pyinstaller.log)"; }
D=$WORK/build/drive_c/dist/$NAME
[ -f "$D/$NAME.exe" ] || die "PyInstaller made no $NAME.exe"
size=$(du -sm "$D" | cut -f1); [ "$size" -le 80 ] || die "the folder is $size MB, more than 80"
ok "built: $size MB, $(find "$D" -type f | wc -l) files"
pe=$("$CACHE/venv/bin/python" "$HERE/windows/check_pe.py" "$D") || die "imports: $pe"
ok "imports: $pe"

. "$HERE/windows/make_setup.sh"
make_setup "$VERSION" "$OUT/$NAME-$VERSION-setup.exe"
make_portable "$OUT/$NAME-$VERSION-portable.zip"
size=$(du -m "$OUT/$NAME-$VERSION-setup.exe" | cut -f1); [ "$size" -le 30 ] || die "the setup is $size MB, more than 30"
ok "setup $size MB, portable $(du -m "$OUT/$NAME-$VERSION-portable.zip" | cut -f1) MB"

. "$HERE/windows/try_setup.sh"
try_install_and_selftest
try_window
try_setup_over_running_program
try_upgrade_keeps_workspace
try_uninstall
try_hangul_path
write_sbom "$OUT/$NAME-$VERSION-sbom.json"
(cd "$OUT" && sha256sum ./*.exe ./*.zip ./*.json >SHA256SUMS)
ok "sums and SBOM"
. "$HERE/windows/fingerprint.sh"
touch "$CACHE/passed-$(fingerprint "$ROOT")"   # .ci/run asks for it
ok "done in $((SECONDS - STARTED)) s: $OUT"
