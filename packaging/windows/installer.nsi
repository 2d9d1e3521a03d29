; The Korean installer. Per user, no administrator, no network.
;   makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DSRC=<folder> -DLIST=<uninstall list> -DICON=<ico> -DLICENSES=<txt> -DOUT=<setup.exe>
;            [-DSTUB=amd64-unicode]   Debian's 64-bit stub: runs under a Wine without 32-bit support
; Switches: /S silent · /D=C:\folder (last, unquoted) · /ALLUSERS for every user (run as administrator)
;           /CLOSE close a running program politely instead of ending with 5
; Exit codes: 0 installed · 1 cancelled · 5 the program is running · 6 the files could not be written (old version kept) · 7 no administrator
!ifdef STUB
Target ${STUB}
!endif
Unicode true
!define APP "성과대장"
!define ID "Seonggwa"
!define EXE "seonggwa.exe"
!define TYPE "Seonggwa.Workspace"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include x64.nsh
Name "${APP}"
OutFile "${OUT}"
SetCompressor /SOLID lzma
RequestExecutionLevel user
InstallDir ""
ShowInstDetails show
ManifestDPIAware true
ManifestSupportedOS Win10
BrandingText "${APP} ${VERSION}"
Var PerMachine
Var MayClose
Var Count

!define MUI_ABORTWARNING
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_LICENSEPAGE_BUTTON "다음(&N)"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "함께 설치되는 소프트웨어의 라이선스입니다."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENSES}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Korean"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1042 "ProductName" "${APP}"
VIAddVersionKey /LANG=1042 "FileDescription" "${APP} 설치 프로그램"
VIAddVersionKey /LANG=1042 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1042 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1042 "LegalCopyright" "MIT License"

Function .onInit
  SetRegView 64
  ${GetParameters} $R0
  StrCpy $PerMachine 0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $PerMachine 1
    UserInfo::GetAccountType
    Pop $R2
    ${If} $R2 != "Admin"
      MessageBox MB_ICONSTOP "모든 사용자용으로 설치하려면 관리자 권한으로 실행해 주십시오." /SD IDOK
      SetErrorLevel 7
      Quit
    ${EndIf}
    SetShellVarContext all
  ${EndIf}
  StrCpy $MayClose 0
  ClearErrors
  ${GetOptions} $R0 "/CLOSE" $R1
  ${IfNot} ${Errors}
    StrCpy $MayClose 1
  ${EndIf}
  ; /D= wins, then the folder of the version that is there, then the usual one
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "Software\${ID}" "InstallDir"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $PerMachine = 1
      StrCpy $INSTDIR "$PROGRAMFILES64\${ID}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${ID}"
    ${EndIf}
  ${EndIf}
FunctionEnd

; A running program holds its .exe: opening it for writing fails.
!macro RunningFunctions un
Function ${un}IsRunning
  StrCpy $0 0
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    ClearErrors
    FileOpen $1 "$INSTDIR\${EXE}" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
FunctionEnd

Function ${un}CloseRunning
  Call ${un}IsRunning
  ${If} $0 = 0
    Return
  ${EndIf}
  ${If} $MayClose = 0
    MessageBox MB_ICONQUESTION|MB_YESNO "${APP}이(가) 실행 중입니다. 끝내고 계속할까요? 입력한 내용은 이미 저장되어 있습니다." /SD IDNO IDYES close
    SetErrorLevel 5
    Quit
  ${EndIf}
close:
  ; without /F: the window is asked to close, as by its own button
  nsExec::Exec 'taskkill /IM ${EXE}'
  Pop $1
  StrCpy $Count 0
  ${Do}
    Sleep 500
    Call ${un}IsRunning
    IntOp $Count $Count + 1
    ${If} $Count > 40
      MessageBox MB_ICONSTOP "${APP}이(가) 끝나지 않습니다. 열려 있는 창을 닫고 다시 실행해 주십시오." /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${LoopUntil} $0 = 0
FunctionEnd
!macroend
!insertmacro RunningFunctions ""
!insertmacro RunningFunctions "un."

Function un.onInit
  SetRegView 64
  StrCpy $MayClose 0
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/CLOSE" $R1
  ${IfNot} ${Errors}
    StrCpy $MayClose 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Section
  Call CloseRunning
  ; The new version is written beside the old one first; the old one goes only when the new one is whole, and then by its own
  ; list of files. So no mix of old and new libraries can come about, and a full disk leaves the old version as it was.
  RMDir /r "$INSTDIR\new"
  ClearErrors
  SetOutPath "$INSTDIR\new"
  File /r "${SRC}/*"
  ${If} ${Errors}
    SetOutPath "$INSTDIR"
    RMDir /r "$INSTDIR\new"
    RMDir "$INSTDIR"
    MessageBox MB_ICONSTOP "파일을 쓸 수 없어 설치하지 못했습니다. 디스크의 빈 공간과 폴더의 쓰기 권한을 확인해 주십시오: $INSTDIR" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
  SetOutPath "$INSTDIR"
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S /KEEPLINKS _?=$INSTDIR'
  ${EndIf}
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${EXE}"
  ClearErrors
  Rename "$INSTDIR\new\_internal" "$INSTDIR\_internal"
  Rename "$INSTDIR\new\${EXE}" "$INSTDIR\${EXE}"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP "설치를 마치지 못했습니다. 다시 실행해 주십시오: $INSTDIR" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
  RMDir "$INSTDIR\new"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "$SMPROGRAMS\${APP}"
  CreateShortcut "$SMPROGRAMS\${APP}\${APP}.lnk" "$INSTDIR\${EXE}"
  CreateShortcut "$SMPROGRAMS\${APP}\${APP} 제거.lnk" "$INSTDIR\uninstall.exe"
  CreateShortcut "$DESKTOP\${APP}.lnk" "$INSTDIR\${EXE}"

  WriteRegStr SHCTX "Software\Classes\.seonggwa" "" "${TYPE}"
  WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "${APP} 업무 파일"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr SHCTX "Software\${ID}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${APP}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  ${If} $PerMachine = 1
    StrCpy $R3 " /ALLUSERS"
  ${Else}
    StrCpy $R3 ""
  ${EndIf}
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"$R3'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S$R3'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" "$0"
SectionEnd

Section Uninstall
  Call un.CloseRunning
  ; only the files that were installed, by name: whatever else lies there stays, and workspaces are never looked for
  !include "${LIST}"
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/KEEPLINKS" $R1
  ${If} ${Errors}
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${APP}\${APP}.lnk"
    Delete "$SMPROGRAMS\${APP}\${APP} 제거.lnk"
    RMDir "$SMPROGRAMS\${APP}"
    Delete "$DESKTOP\${APP}.lnk"
    DeleteRegKey SHCTX "Software\Classes\${TYPE}"
    ReadRegStr $0 SHCTX "Software\Classes\.seonggwa" ""
    ${If} $0 == "${TYPE}"
      DeleteRegKey SHCTX "Software\Classes\.seonggwa"
    ${EndIf}
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"
    DeleteRegKey SHCTX "Software\${ID}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${EndIf}
SectionEnd
