#!/bin/sh
# To double-click on macOS: finds Python, sets up optout, runs it, keeps the window open.
here=$(cd "$(dirname "$0")" && pwd)

fits() {
  found=$(command -v "$1") || return 1
  # Without Apple's developer tools this one is only a stub that opens a dialog.
  if [ "$found" = /usr/bin/python3 ] && [ "$(uname)" = Darwin ]; then
    xcode-select -p >/dev/null 2>&1 || return 1
  fi
  "$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

code=1
for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
  if fits "$python"; then
    "$python" "$here/optout.py" "$@"
    code=$?
    python=
    break
  fi
done
if [ -n "$python" ]; then
  echo "optout needs Python 3.11 or newer, which was not found on this computer."
  echo "Get it from https://www.python.org/downloads/ and double-click this file again."
  echo
  echo "optout demande Python 3.11 ou plus récent, introuvable sur cet ordinateur."
  echo "Prenez-le sur https://www.python.org/downloads/ puis double-cliquez à nouveau sur ce fichier."
fi
if [ -t 0 ]; then
  echo
  printf 'Press Enter to close. / Entrée pour fermer. '
  read -r _
fi
exit "$code"
