# Builds the release on real Windows with python.org's Python: the same build.spec and installer.nsi that check_windows.sh tries.
#   powershell -ExecutionPolicy Bypass -File packaging\build_release.ps1 [-Python py] [-CertificateThumbprint ABC…]
# Needs: python.org Python 3.11 or 3.13 (x64), NSIS 3 (makensis on PATH). Leaves dist\release\ with setup, ZIP, SBOM and sums.
param([string]$Python = "python", [string]$CertificateThumbprint = $env:SEONGGWA_CERT_THUMBPRINT)
$ErrorActionPreference = "Stop"
Set-Location (Split-Path $PSScriptRoot)
$env:PYTHONUTF8 = "1"

function Run([string]$what, [scriptblock]$command) {
    Write-Host "== $what"
    & $command
    if ($LASTEXITCODE -ne 0) { throw "$what ended with $LASTEXITCODE" }
}

function Sign([string]$file) {
    if (-not $CertificateThumbprint) { Write-Host "not signed (no certificate configured): $file"; return }
    Run "sign $file" { signtool sign /sha1 $CertificateThumbprint /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 $file }
}

$release = "dist\release"
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue build\release, dist
New-Item -ItemType Directory -Force $release, build\release | Out-Null
Run "virtual environment" { & $Python -m venv build\release\venv }
$bin = "build\release\venv\Scripts"
Run "dependencies" { & "$bin\python" -m pip install -q -c constraints.txt . pyinstaller cyclonedx-bom }
Run "PyInstaller" { & "$bin\pyinstaller" --noconfirm --log-level WARN --distpath dist --workpath build\release\work build.spec }
$version = & "$bin\python" -c "from importlib.metadata import version; print(version('seonggwa'))"
Sign "dist\seonggwa\seonggwa.exe"

Run "self-test" { Start-Process -Wait -PassThru dist\seonggwa\seonggwa.exe "--selftest", "build\release\selftest.json" | ForEach-Object { $global:LASTEXITCODE = $_.ExitCode } }
if (-not (Select-String -Quiet '"ok": true' build\release\selftest.json)) { Get-Content build\release\selftest.json; throw "self-test is not ok" }

$licenses = "build\release\licenses.txt"
$texts = @("LICENSE", "resources\licenses\README.md") + ("LGPL-3.0", "Python", "SQLAlchemy", "alembic", "openpyxl", "defusedxml", "sqlcipher3", "SQLCipher", "OpenSSL" | ForEach-Object { "resources\licenses\$_.txt" })
$texts | ForEach-Object { Get-Content -Encoding UTF8 $_; "" } | Out-File -Encoding utf8 $licenses
Run "uninstall list" { & "$bin\python" packaging\windows\uninstall_list.py dist\seonggwa build\release\uninstall.nsh }
$setup = "$release\seonggwa-$version-setup.exe"
$root = (Get-Location).Path
Run "makensis" { makensis -V2 -WX -INPUTCHARSET UTF8 "-DVERSION=$version" "-DSRC=$root\dist\seonggwa" "-DLIST=$root\build\release\uninstall.nsh" "-DICON=$root\resources\icons\seonggwa.ico" "-DLICENSES=$root\$licenses" "-DOUT=$root\$setup" packaging\windows\installer.nsi }
Sign $setup

Copy-Item -Recurse dist\seonggwa "build\release\성과대장"
New-Item -ItemType File "build\release\성과대장\portable" | Out-Null
Compress-Archive "build\release\성과대장" "$release\seonggwa-$version-portable.zip"
Run "SBOM" { & "$bin\cyclonedx-py" environment --output-format JSON --output-file "$release\seonggwa-$version-sbom.json" "$bin\python.exe" }
Get-ChildItem $release -File | ForEach-Object { "{0}  {1}" -f (Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLower(), $_.Name } | Out-File -Encoding ascii "$release\SHA256SUMS"
Get-Content "$release\SHA256SUMS"
