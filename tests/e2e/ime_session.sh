#!/bin/bash
# One Korean word typed by real keys through ibus-hangul into the real window: ime_session.sh PYTHON WORKSPACE FOLDER WAY
# Ways out of the cell: Tab, Return, save, click, tab. Runs inside xvfb-run and dbus-run-session.
set -eu
python=$1 workspace=$2 folder=$3 way=$4
export QT_IM_MODULE=ibus XMODIFIERS=@im=ibus GTK_IM_MODULE=ibus QT_QPA_PLATFORM=xcb
export HOME="$folder/home" XDG_CONFIG_HOME="$folder/home/.config" XDG_CACHE_HOME="$folder/home/.cache"
export GSETTINGS_BACKEND=keyfile  # dconf may be absent, and must not be touched when it is there
mkdir -p "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"
gsettings set org.freedesktop.ibus.engine.hangul initial-input-mode hangul
ibus-daemon --xim --replace --daemonize --panel disable
use_hangul() { # the daemon takes a while to answer, and forgets the engine when another input context appears
  for _ in $(seq 50); do
    ibus engine hangul 2>/dev/null && [ "$(ibus engine 2>/dev/null)" = hangul ] && return
    sleep 0.2
  done
  echo "ibus does not take the engine hangul" >&2
  exit 1
}
use_hangul

"$python" -m tests.e2e.ime_window "$workspace" "$folder" >"$folder/out" 2>"$folder/err" &
window=$!
for _ in $(seq 150); do grep -q READY "$folder/out" && break; kill -0 $window || { cat "$folder/err" >&2; exit 1; }; sleep 0.2; done
read -r _ x y tab_x tab_y <"$folder/out"
sleep 1
use_hangul
xdotool key --delay 150 g k s r m f
sleep 0.3
case $way in
save) xdotool key ctrl+s ;;
click) xdotool mousemove "$x" "$y" click 1 ;;
tab) xdotool mousemove "$tab_x" "$tab_y" click 1 ;;
*) xdotool key "$way" ;;
esac
sleep 0.5
touch "$folder/stop"
wait $window
cat "$folder/out"
