# Sourced by check_windows.sh: setup.exe and the portable ZIP from the built folder $D.

licence_page() {  # the notice first, then the texts that it names
  cat "$ROOT/LICENSE" "$ROOT/resources/licenses/README.md"
  for name in LGPL-3.0 Python SQLAlchemy alembic openpyxl defusedxml sqlcipher3 SQLCipher OpenSSL; do printf '\r\n\r\n== %s\r\n' "$name"; cat "$ROOT/resources/licenses/$name.txt"; done
}

make_setup() {  # VERSION TARGET
  { printf '\xef\xbb\xbf'; licence_page; } >"$WORK/licenses.txt"
  "$PY" "$HERE/windows/uninstall_list.py" "$D" "$WORK/uninstall.nsh" >"$WORK/list.log" || die "uninstall_list.py"
  makensis -V2 -WX -INPUTCHARSET UTF8 -DSTUB=amd64-unicode "-DVERSION=$1" "-DSRC=$D" "-DLIST=$WORK/uninstall.nsh" \
    "-DICON=$ROOT/resources/icons/seonggwa.ico" "-DLICENSES=$WORK/licenses.txt" "-DOUT=$2" "$HERE/windows/installer.nsi" || die "makensis"
}

make_portable() {  # the same folder with a marker that keeps the settings beside the program
  local stage=$WORK/portable/$APP
  mkdir -p "$WORK/portable"; cp -r "$D" "$stage"; : >"$stage/portable"
  (cd "$WORK/portable" && zip -qr "$1" "$APP") || die "zip"
}

write_sbom() {  # TARGET: CycloneDX of the pinned wheels that the package is made of
  [ -x "$CACHE/venv/bin/cyclonedx-py" ] || "$CACHE/venv/bin/pip" -q install cyclonedx-bom==7.5.0 2>"$WORK/sbom.log" || die "pip install cyclonedx-bom"
  "$CACHE/venv/bin/cyclonedx-py" requirements "$HERE/windows/requirements-windows.txt" --output-format JSON --output-file "$1" || die "SBOM"
}
