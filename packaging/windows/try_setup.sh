# Sourced by check_windows.sh: what a clerk and an IT officer do with the setup, on a prefix without Python.

export_clean_prefix() {
  export WINEPREFIX=$WORK/clean WINEDLLOVERRIDES="$WINEDLLOVERRIDES;msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1=n"
  C=$WORK/clean/drive_c; U=$C/users/$(id -un)
  I="$U/AppData/Local/Programs/$ID"; WI="C:\\users\\$(id -un)\\AppData\\Local\\Programs\\$ID"
}

selftest() {  # LABEL WINDOWS-PATH-OF-EXE
  rm -f "$C"/selftest.*
  w 180 "$2" --selftest 'C:\selftest.json' || { cat "$C/selftest.json" 2>/dev/null; die "$1: the self-test ended with $? (124 is a time-out)"; }
  grep -q '"ok": true' "$C/selftest.json" || { cat "$C/selftest.json"; die "$1: selftest.json is not ok"; }
  cp "$C"/selftest.* "$OUT/"
  ok "$1: self-test types, checks, exports and reads back"
}

try_install_and_selftest() {
  export_clean_prefix
  cp "$OUT/$NAME-$VERSION-setup.exe" "$C/seonggwa-setup.exe"
  w 300 'C:\seonggwa-setup.exe' /S || die "the silent install ended with $?"
  diff -rq "$D" "$I" | grep -v ': uninstall.exe$' && die "the installed folder differs from the built one"
  [ -n "$(find "$U" -name "$APP.lnk")" ] || die "no start menu link"
  w 60 reg query 'HKCU\Software\Classes\.seonggwa' | grep -q Seonggwa.Workspace || die "no file type"
  ok "silent install without administrator or Python: installed equals built, links, file type"
  selftest "installed" "$WI\\$NAME.exe"
  timeout 60 wineserver -w || timeout 30 wineserver -k    # its desktop has no display; the next one has
}

try_window() {
  exec {fd}<> <(:); Xvfb -displayfd $fd -screen 0 1280x900x24 -nolisten tcp >"$WORK/xvfb.log" 2>&1 & SCREEN_PID=$!
  read -r -t 20 -u $fd number || die "Xvfb does not start"; export DISPLAY=:$number
  mkdir -p "$U/Documents/자료 취합"; cp "$C/selftest.seonggwa" "$U/Documents/자료 취합/경제정책실.seonggwa"
  # What a double click runs. Wine 8 does not look into HKCU\Software\Classes itself, so the registered command is read and run.
  w 60 reg query 'HKCU\Software\Classes\Seonggwa.Workspace\shell\open\command' /ve | grep -qF "\"$WI\\$NAME.exe\" \"%1\"" ||
    die "the file type does not open the installed program"
  (w 300 "$WI\\$NAME.exe" "C:\\users\\$(id -un)\\Documents\\자료 취합\\경제정책실.seonggwa" >"$WORK/gui.log" 2>&1) &
  local window=
  for _ in $(seq 60); do window=$(xdotool search --onlyvisible --name "$APP" 2>/dev/null | tail -1); [ -n "$window" ] && break; sleep 1; done
  [ -n "$window" ] || { cat "$WORK/gui.log"; die "no window named '$APP' within 60 s"; }
  sleep 5; import -window root "$OUT/screenshot.png" || die "screenshot"
  ok "what a double click runs: a workspace in '자료 취합' opens the window (out/screenshot.png)"
}

wait_until_ended() {
  for _ in $(seq 40); do pgrep -f "[\\\\]$NAME.exe" >/dev/null || return 0; sleep 0.5; done
  return 1
}

try_setup_over_running_program() {
  w 120 'C:\seonggwa-setup.exe' /S; local code=$?
  [ $code = 5 ] || die "setup over a running program ended with $code, not 5"
  ok "setup over a running program: ends with 5, nothing changed"
  w 300 'C:\seonggwa-setup.exe' /S /CLOSE || die "setup /CLOSE over a running program ended with $?"
  wait_until_ended || die "the program did not close"
  diff -rq "$D" "$I" | grep -v ': uninstall.exe$' && die "after /CLOSE the installed folder differs from the built one"
  ok "setup /CLOSE: closes the program politely and installs"
}

try_upgrade_keeps_workspace() {
  local workspace="$U/Documents/자료 취합/경제정책실.seonggwa" before
  before=$(sha256sum <"$workspace")
  # an older version has a library that the new one lacks: it must be gone afterwards
  cp -r "$D" "$WORK/older"; echo old >"$WORK/older/_internal/old_library.dll"
  local newer=$D; D=$WORK/older make_setup 0.0.9 "$WORK/older-setup.exe"
  cp "$WORK/older-setup.exe" "$C/"; w 300 'C:\older-setup.exe' /S || die "the older version's install ended with $?"
  [ -e "$I/_internal/old_library.dll" ] || die "the older version is not there"
  w 300 'C:\seonggwa-setup.exe' /S || die "the upgrade ended with $?"
  D=$newer; diff -rq "$D" "$I" | grep -v ': uninstall.exe$' && die "old and new libraries are mixed"
  [ "$(sha256sum <"$workspace")" = "$before" ] || die "the upgrade touched the workspace"
  ok "upgrade: no library of the older version left, the workspace is the same byte for byte"
}

try_uninstall() {
  echo x >"$I/사용자 메모.txt"
  (cd "$U" && find Documents AppData/Roaming AppData/Local/Seonggwa -type f ! -path '*/Microsoft/*' -exec sha1sum {} + 2>/dev/null) >"$WORK/userdata.sha1"
  [ -s "$WORK/userdata.sha1" ] || die "the program left no user data to look after"
  w 120 "$WI\\uninstall.exe" /S || die "the silent uninstall ended with $?"
  for _ in $(seq 60); do [ -e "$I/uninstall.exe" ] || break; sleep 1; done
  sleep 1
  [ "$(ls -A "$I")" = '사용자 메모.txt' ] || { ls -A "$I"; die "the uninstaller left files, or took the user's own"; }
  (cd "$U" && sha1sum -c --quiet "$WORK/userdata.sha1") || die "the uninstaller touched the user's data"
  [ -z "$(find "$U" -name "$APP*.lnk")" ] || die "links are left"
  w 60 reg query 'HKCU\Software\Classes\.seonggwa' >/dev/null && die "the file type is left"
  ok "uninstall: removes what it installed, leaves workspaces, settings and a stray file"
}

try_hangul_path() {
  local folder='C:\users\홍길동\성과 대장'
  # /D= takes the rest of the line without quotes; an argument with a blank would be quoted, so it goes as two
  w 300 'C:\seonggwa-setup.exe' /S "/D=${folder% *}" "${folder##* }" || die "the install into $folder ended with $?"
  [ -f "$C/users/홍길동/성과 대장/$NAME.exe" ] || die "nothing was installed into $folder"
  selftest "in $folder" "$folder\\$NAME.exe"
  mkdir -p "$C/들고 다니는"; unzip -q -o "$OUT/$NAME-$VERSION-portable.zip" -d "$C/들고 다니는"
  selftest "portable, in C:\\들고 다니는" "C:\\들고 다니는\\$APP\\$NAME.exe"
  [ -d "$C/들고 다니는/$APP/settings" ] || die "the portable program keeps no settings beside itself"
  ok "portable: settings beside the program"
}
