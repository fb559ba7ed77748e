#!/bin/sh
# To double-click on macOS: finds Python, sets up optout, runs it, keeps the window open.
here=$(cd "$(dirname "$0")" && pwd)

fits() {
  found=$(command -v "$1") || return 1
  # Without Apple's developer tools this one is only a stub that opens a dialog.
  if [ "$found" = /usr/bin/python3 ] && [ "$(uname)" = Darwin ]; then
    xcode-select -p >/dev/null 2>&1 || return 1
  fi
  "$found" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 15))' >/dev/null 2>&1
}

# The Python that fits, or uv, which gets one; asks before it installs anything.
find_python() {
  for python in python3 python3.13 python3.12 python3.11 python3.14 python3.15 python; do
    fits "$python" && return
  done
  python="uv run --isolated --no-project --python 3.13"
  command -v uv >/dev/null && return
  echo "optout needs Python 3.11 to 3.15, which was not found on this computer."
  echo "optout demande Python 3.11 à 3.15, introuvable sur cet ordinateur."
  if command -v brew >/dev/null && [ -t 0 ]; then
    echo
    echo "Homebrew can get it: the program uv, and Python for you alone, about 60 MB."
    echo "Homebrew peut l’obtenir : le programme uv, et Python pour vous seul, environ 60 Mo."
    printf 'Get it now? / L’obtenir maintenant ? [y/o/N] > '
    read -r answer
    case "$answer" in
      [yYoO]*) brew install uv && command -v uv >/dev/null && return ;;
    esac
  fi
  echo
  echo "Get it from https://www.python.org/downloads/ and double-click this file again."
  echo "Prenez-le sur https://www.python.org/downloads/ puis double-cliquez à nouveau sur ce fichier."
  return 1
}

code=1
if [ ! -e "$here/optout.py" ]; then
  echo "This file stands alone here. Double-click the downloaded ZIP file,"
  echo "and then scripts/optout.command in the folder that appears beside it."
  echo
  echo "Ce fichier est seul ici. Double-cliquez sur le fichier ZIP téléchargé,"
  echo "puis sur scripts/optout.command dans le dossier qui apparaît à côté."
elif find_python; then
  # shellcheck disable=SC2086 # uv comes with its options
  $python "$here/optout.py" "$@"
  code=$?
fi
if [ -t 0 ]; then
  echo
  printf 'Press Enter to close. / Entrée pour fermer. '
  read -r _
fi
exit "$code"
