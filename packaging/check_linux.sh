#!/bin/bash
# Build the one-folder program on Linux and try it: does it start, find its resources and do the main job?
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/pyinstaller --noconfirm --log-level WARN --workpath "$work/build" --distpath "$work/dist" build.spec
program=$work/dist/seonggwa/seonggwa
echo "folder: $(du -sm "$work/dist/seonggwa" | cut -f1) MB"
"$program" --version
"$program" demo --dir "$work/예제 폴더" --no-window
ls "$work/예제 폴더"/*.xlsx >/dev/null
QT_QPA_PLATFORM=offscreen "$program" --selftest "$work/selftest.json" || { cat "$work/selftest.json"; exit 1; }
echo "frozen program: fine"
