# Sourced by check_windows.sh: the Windows CPython 3.11.9 for the build, made of python.org's signed libraries (they lie in
# the panda3d wheel) and this machine's pure-Python library. Needs WORK, CACHE, PY, die, and leaves $WORK/src, $WORK/build.

PYTHON_DLL_SHA256=0817a2a657a24c0d5fbb60df56960f42fc66b3039d522ec952dab83e2d869364

write_c_sources() {
  cat >"$S/python.c" <<'C'
#include <wchar.h>
#include <windows.h>
__declspec(dllimport) int Py_Main(int, wchar_t **);
int wmain(int argc, wchar_t **argv) { return Py_Main(argc, argv); }
C
  cat >"$S/python.manifest" <<'C'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application>
<supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application></compatibility></assembly>
C
  cat >"$S/icuuc.c" <<'C'
/* Stand-in for Windows' own System32\icuuc.dll (Windows 10 1903+), which Wine 8.0 lacks. Qt >= 6.10 takes 20 ucnv_ functions
   from it, for text encodings that only ICU knows; here there are none. Goes into Wine's system32, never into the package. */
#define F(n) __declspec(dllexport) void *n(void) { return 0; }
__declspec(dllexport) void *ucnv_open(const char *n, int *e) { if (e) *e = 4; return 0; }
F(ucnv_close) F(UCNV_FROM_U_CALLBACK_SUBSTITUTE) F(UCNV_TO_U_CALLBACK_SUBSTITUTE) F(ucnv_reset) F(ucnv_getMaxCharSize) F(ucnv_getName)
F(ucnv_getToUCallBack) F(ucnv_getFromUCallBack) F(ucnv_setToUCallBack) F(ucnv_setFromUCallBack) F(ucnv_cbToUWriteUChars)
F(ucnv_cbFromUWriteUChars) F(ucnv_toUnicode) F(ucnv_fromUnicode) F(ucnv_toUCountPending) F(ucnv_fromUCountPending)
F(ucnv_getStandardName) F(ucnv_getAvailableName) F(ucnv_countAvailable)
int __stdcall DllMain(void *h, unsigned r, void *p) { return 1; }
C
  printf '#include <windows.h>\nBOOL WINAPI DllMain(HINSTANCE h, DWORD r, LPVOID p) { return TRUE; }\n' >"$S/stub.c"
}

# python.exe; python3.dll (the stable ABI's name, which abi3 wheels such as PySide6 import: all forwards); icuuc.dll
compile_stand_ins() (
  set -e
  cd "$S"
  local gcc=x86_64-w64-mingw32-gcc
  echo '1 24 "python.manifest"' >python.rc
  x86_64-w64-mingw32-windres python.rc python.res.o
  $gcc -O2 -s -municode -static-libgcc -o "$W/python.exe" python.c python.res.o "$W/python311.dll"
  gendef - "$W/python311.dll" 2>/dev/null |
    awk 'BEGIN{print "LIBRARY \"python3.dll\"\nEXPORTS"} f&&NF{print $1" = python311."$1 (/DATA/?" DATA":"")} /^EXPORTS/{f=1}' >python3.def
  $gcc -shared -s -O2 -nostdlib -Wl,-e,DllMain -o "$W/python3.dll" stub.c python3.def
  $gcc -shared -s -O2 -nostdlib -fno-builtin -Wl,-e,DllMain -o icuuc.dll icuuc.c
)

copy_pure_library() {
  local library
  library=$("$PY" -c 'import os; print(os.path.dirname(os.__file__))')
  (cd "$library" && tar cf - --exclude=__pycache__ --exclude=./test --exclude=./site-packages --exclude=./dist-packages \
    --exclude=./lib-dynload --exclude='./config-*' --exclude=./idlelib --exclude=./turtledemo --exclude=./ensurepip \
    --exclude='*/test' --exclude='*/tests' --exclude='./_sysconfigdata*' .) | tar xf - -C "$W/Lib"
}

download_wheels() {
  local stamp
  stamp=$CACHE/wheels/.$(sha256sum "$HERE/windows/requirements-windows.txt" | cut -c1-16)
  [ -e "$stamp" ] && return
  rm -rf "$CACHE/wheels"; mkdir -p "$CACHE/wheels"
  for try in 1 2 3; do
    "$PY" -m pip -q download -d "$CACHE/wheels" --no-deps --require-hashes --only-binary=:all: --platform win_amd64 \
      --python-version 3.11 --implementation cp -r "$HERE/windows/requirements-windows.txt" 2>"$WORK/pip.log" && break
    [ $try = 3 ] && { tail -20 "$WORK/pip.log"; die "pip download: a wheel is gone from PyPI or its hash differs"; }
    sleep 10
  done
  touch "$stamp"
}

assemble_windows_python() {
  W=$WORK/build/drive_c/py; S=$WORK/src; mkdir -p "$S" "$W/DLLs" "$W/Lib"
  unzip -q -o "$CACHE"/wheels/panda3d-*.whl 'deploy_libs/*' -d "$S" || die "no deploy_libs in the panda3d wheel"
  echo "$PYTHON_DLL_SHA256  $S/deploy_libs/python311.dll" | sha256sum -c --quiet || die "python311.dll is not python.org's 3.11.9"
  cp "$S"/deploy_libs/*.pyd "$S"/deploy_libs/{libcrypto-3,libssl-3,libffi-8,sqlite3,tcl86t,tk86t}.dll "$W/DLLs/" || die "a DLL is missing"
  cp "$S/deploy_libs/python311.dll" "$W/"
  unzip -q -o -j "$CACHE"/wheels/shiboken6-*.whl shiboken6/vcruntime140.dll shiboken6/vcruntime140_1.dll -d "$W" || die "no vcruntime140"
  copy_pure_library || die "copying the pure library"
  write_c_sources
  compile_stand_ins >"$WORK/mingw.log" 2>&1 || { tail "$WORK/mingw.log"; die "mingw could not build python.exe, python3.dll or icuuc.dll"; }
  "$PY" -m pip -q install --no-deps --no-compile --no-index --target "$W/Lib/site-packages" --platform win_amd64 \
    --python-version 3.11 --implementation cp --only-binary=:all: $(ls "$CACHE"/wheels/*.whl | grep -v panda3d-) "$WORK"/wheel/*.whl \
    >"$WORK/pip2.log" 2>&1 || { tail "$WORK/pip2.log"; die "pip install of the Windows wheels"; }
}
