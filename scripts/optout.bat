@echo off
rem To double-click on Windows: finds Python, sets up optout, runs it, keeps the window open.
setlocal
set "CODE=1"
set "ANSWER="
if not exist "%~dp0optout.py" goto zip
:find
for %%P in ("py -3.13" "py -3.12" "py -3.11" "py -3.14" "py -3.15" "python3" "python") do (
  %%~P -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 15))" >nul 2>nul && (
    set "PYTHON=%%~P"
    goto run
  )
)
if defined ANSWER goto none
echo optout needs Python 3.11 to 3.15, which was not found on this computer.
echo optout demande Python 3.11 a 3.15, introuvable sur cet ordinateur.
where winget >nul 2>nul || goto none
echo.
echo Windows can get it with winget, signed by those who make it, about 30 MB.
echo Windows peut l'obtenir avec winget, signe par ceux qui le font, environ 30 Mo.
set /p "ANSWER=Get it now? / L'obtenir maintenant ? [y/o/N] > "
if /i "%ANSWER%"=="y" goto winget
if /i "%ANSWER%"=="yes" goto winget
if /i "%ANSWER%"=="o" goto winget
if /i "%ANSWER%"=="oui" goto winget
:none
echo.
echo Get it from https://www.python.org/downloads/ and double-click this file again.
echo Prenez-le sur https://www.python.org/downloads/ puis double-cliquez a nouveau sur ce fichier.
goto end
:zip
echo This file stands alone here. Close this window, right-click the downloaded ZIP file,
echo choose "Extract All", and double-click scripts\optout.bat in the new folder.
echo.
echo Ce fichier est seul ici. Fermez cette fenetre, faites un clic droit sur le fichier ZIP,
echo choisissez "Extraire tout", puis double-cliquez sur scripts\optout.bat dans le nouveau dossier.
goto end
:winget
winget install --exact --id Python.Python.3.13
rem What winget has just installed is not yet on this window's PATH.
set "PATH=%PATH%;%LOCALAPPDATA%\Programs\Python\Launcher;%LOCALAPPDATA%\Programs\Python\Python313"
goto find
:run
%PYTHON% "%~dp0optout.py" %*
set "CODE=%ERRORLEVEL%"
:end
echo.
pause
exit /b %CODE%
