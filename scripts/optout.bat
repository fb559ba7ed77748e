@echo off
rem To double-click on Windows: finds Python, sets up optout, runs it, keeps the window open.
setlocal
for %%P in ("py -3" "python3" "python") do (
  %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && (
    set "PYTHON=%%~P"
    goto run
  )
)
echo optout needs Python 3.11 or newer, which was not found on this computer.
echo Get it from https://www.python.org/downloads/ and double-click this file again.
echo.
echo optout demande Python 3.11 ou plus recent, introuvable sur cet ordinateur.
echo Prenez-le sur https://www.python.org/downloads/ puis double-cliquez a nouveau sur ce fichier.
set "CODE=1"
goto end
:run
%PYTHON% "%~dp0optout.py" %*
set "CODE=%ERRORLEVEL%"
:end
echo.
pause
exit /b %CODE%
