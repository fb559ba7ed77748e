"""What the set-up says, in English or French, always on stderr: stdout is the tool's."""

import locale
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property

TEXTS = {
    "environment": (
        "Step 1 of 3: making a Python environment for optout, in {venv}…",
        "Étape 1 sur 3 : création d'un environnement Python pour optout, dans {venv}…",
    ),
    "packages": (
        "Step 2 of 3: installing what optout needs (about a minute)…",
        "Étape 2 sur 3 : installation de ce qu'il faut à optout (environ une minute)…",
    ),
    "browser": (
        "Step 3 of 3: getting a browser, since none was found (about 200 MB)…",
        "Étape 3 sur 3 : aucun navigateur trouvé, téléchargement (environ 200 Mo)…",
    ),
    "waiting": (
        "Another set-up of optout is under way here; waiting for it…",
        "Une autre installation d'optout est en cours ici ; attente…",
    ),
    "collected": ("  {count} of {total} packages", "  {count} paquets sur {total}"),
    "downloaded": ("  {percent} %", "  {percent} %"),
    "apt": (
        "Installing with apt-get what the system lacks: {packages}…",
        "Installation par apt-get de ce qui manque au système : {packages}…",
    ),
    "apt_failed": (
        "What the system lacks could not be installed. "
        "Install it yourself, then run this again: {command}",
        "Ce qui manque au système n'a pas pu être installé. "
        "Installez-le vous-même, puis relancez : {command}",
    ),
    "no_venv": (
        "This Python ({python}) lacks its venv module. "
        "Install Python 3.11 or newer from https://www.python.org/downloads/ and run this again.",
        "Il manque à ce Python ({python}) son module venv. "
        "Installez Python 3.11 ou plus récent depuis https://www.python.org/downloads/ "
        "puis relancez.",
    ),
    "venv_failed": (
        "The Python environment could not be made in {venv}. "
        "See the lines above; then run this again.",
        "L'environnement Python n'a pas pu être créé dans {venv}. "
        "Voyez les lignes ci-dessus, puis relancez.",
    ),
    "not_ours": (
        "The folder {venv} was not made by this script. Rename or delete it, then run this again.",
        "Le dossier {venv} n'a pas été créé par ce script. "
        "Renommez-le ou supprimez-le, puis relancez.",
    ),
    "network": (
        "The packages could not be downloaded: there is no way to the package server. "
        "Check the internet connection (or the proxy), then run this again.",
        "Les paquets n'ont pas pu être téléchargés : leur serveur est injoignable. "
        "Vérifiez la connexion à Internet (ou le proxy), puis relancez.",
    ),
    "hashes": (
        "A downloaded package is not the one expected, and was not installed. "
        "Try again over another network, and report it if it comes back.",
        "Un paquet téléchargé n'est pas celui attendu ; il n'a pas été installé. "
        "Réessayez par un autre réseau, et signalez-le si cela se répète.",
    ),
    "no_wheel": (
        "A package has no release for Python {version} on this system. "
        "Run this again with another Python, for example 3.12.",
        "Un paquet n'existe pas pour Python {version} sur ce système. "
        "Relancez avec un autre Python, par exemple 3.12.",
    ),
    "disk": (
        "The set-up could not write its files: {why}. "
        "Free some room or mend the rights of {venv}, then run this again.",
        "L'installation n'a pas pu écrire ses fichiers : {why}. "
        "Libérez de la place ou corrigez les droits de {venv}, puis relancez.",
    ),
    "packages_failed": (
        "The packages could not be installed. See the lines above; then run this again.",
        "Les paquets n'ont pas pu être installés. Voyez les lignes ci-dessus, puis relancez.",
    ),
    "no_browser": (
        "No browser was found that optout can open. {how}",
        "Aucun navigateur que optout puisse ouvrir n'a été trouvé. {how}",
    ),
    "get_browser": (
        "Install Chrome (https://www.google.com/chrome/), Edge or Chromium, then run this again.",
        "Installez Chrome (https://www.google.com/chrome/), Edge ou Chromium, puis relancez.",
    ),
    "get_browser_apt": (
        "Install one, then run this again: {command}",
        "Installez-en un, puis relancez : {command}",
    ),
    "interrupted": (
        "Stopped. Run it again to go on.",
        "Arrêté. Relancez pour continuer.",
    ),
}
"""By name: English, French."""


class Stop(Exception):
    """The set-up cannot go on. The message says what is missing and the next move."""

    def __init__(self, text: str, *, lines: Sequence[str] = (), exit_code: int = 1) -> None:
        super().__init__(text)
        self.lines = tuple(lines)
        self.exit_code = exit_code


class Talk:
    """Speaks one language. `plain` keeps the cursor where it is, for screen readers and logs."""

    def __init__(self, language: str, plain: bool, environ: Mapping[str, str] = os.environ) -> None:
        """`language` as a system names it, for example `fr_FR.UTF-8`; empty for the system's."""
        self.plain = plain
        self._asked = language
        self._environ = environ
        self._counter = ""

    @cached_property
    def french(self) -> bool:
        """Whether to speak French; found out only when there is something to say."""
        return (self._asked or system_language(self._environ)).lower().startswith("fr")

    def text(self, name: str, **facts: object) -> str:
        """The sentence of that name."""
        return TEXTS[name][self.french].format(**facts)

    def say(self, name: str, **facts: object) -> None:
        """Show a sentence."""
        self.line(self.text(name, **facts))

    def line(self, text: str) -> None:
        """Show a line as it is."""
        self.clear()
        _write(text + "\n")

    def count(self, name: str, **facts: object) -> None:
        """Show a number that changes, in place; nothing where the cursor must not move."""
        text = self.text(name, **facts)
        if not self.plain and text != self._counter:
            self.clear()
            self._counter = text
            _write(text)

    def clear(self) -> None:
        """Take the number away."""
        if self._counter:
            _write("\r" + " " * len(self._counter) + "\r")
            self._counter = ""


def talk(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> Talk:
    """A `Talk` in the language asked for by `--lang`, the settings' variable or the system."""
    plain = "--plain" in arguments or not sys.stderr.isatty() or environ.get("TERM") == "dumb"
    asked = environ.get("OPTOUT_LANG", "")
    for place, this in enumerate(arguments):
        if this == "--lang":
            asked = "".join(arguments[place + 1 : place + 2])
        elif this.startswith("--lang="):
            asked = this.removeprefix("--lang=")
    return Talk(asked, plain, environ)


def system_language(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """The language of the person's system, as it names it (`fr_FR.UTF-8`, `French_France`)."""
    for key in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(key):
            return environ[key]
    if platform == "darwin":
        command = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        return answer.stdout.strip()
    return locale.getlocale()[0] or ""


def _write(text: str) -> None:
    # A console of another code page shows what it can, and is no reason to stop.
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
    sys.stderr.flush()
