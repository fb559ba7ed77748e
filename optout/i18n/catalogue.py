"""The terminal's language: gettext catalogues, read with Babel from `optout/locale`.

English is the source; its sentences are the message ids. A catalogue is kept as the `.po` file
that translators edit and is compiled in memory, so that nothing generated is in the tree.

Imports nothing but the standard library at first: `scripts/` loads this file from the checkout
before the package is installed.
"""

import gettext as _gettext
import io
import locale as _locale
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

LOCALE_DIR = Path(__file__).parents[1] / "locale"
SOURCE_LANGUAGE = "en"

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = SOURCE_LANGUAGE


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors know
    """Mark a message for translation where it is defined; translate it with `_` when shown."""
    return message


def _(message: str) -> str:
    """The message in the terminal's language."""
    return _current.gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The right plural form of a message for `number`."""
    return _current.ngettext(one, many, number)


def labelled(label: str, text: object) -> str:
    """ "label: text", with the blanks that the terminal's language has around the colon."""
    return _("{label}: {text}").format(label=label, text=text)


def languages() -> tuple[str, ...]:
    """The languages that the terminal speaks, English first."""
    found = sorted(p.name for p in LOCALE_DIR.iterdir() if (p / "optout.po").is_file())
    return (SOURCE_LANGUAGE, *found)


def language() -> str:
    """The terminal's language now, as a two-letter code."""
    return _language


def system_language(environ: Mapping[str, str] = os.environ) -> str:
    """The language of the person's system, English where optout does not speak it."""
    names = [environ.get(k, "") for k in ("LC_ALL", "LC_MESSAGES", "LANG")]
    names = [*environ.get("LANGUAGE", "").split(":"), *names]
    if not any(names):
        names = [_unset_language()]
    for name in names:
        if code := supported(name):
            return code
        if name.partition(".")[0].upper() in ("C", "POSIX"):
            break
    return SOURCE_LANGUAGE


def system_territories(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The countries that the locale of the person's system names, by code or in English."""
    names = [environ.get(key, "") for key in ("LC_ALL", "LC_ADDRESS", "LANG")]
    names = names if any(names) else [_unset_language()]
    found = [re.match(r"[^-_.@]+[-_]([^.@]+)", name) for name in names]
    return [match[1] for match in found if match]


def supported(name: str) -> str:
    """The code of the language in `name` (`fr`, `fr-FR`, `fr_FR.UTF-8`, `French_France`).

    Empty where optout does not speak it.
    """
    return code_among(languages(), name)


def code_among(known: Iterable[str], name: str) -> str:
    """The one of the codes `known` that `name` means, written as for `supported`; else empty."""
    code = _first(name)
    code = _first(_locale.locale_alias.get(code, code))  # Windows names them in English
    return code if code in known else ""


def _first(name: str) -> str:
    return re.split(r"[-_.@]", name)[0].lower()


def _unset_language() -> str:
    """The locale of a system that tells none in the environment."""
    return _apple_language() if sys.platform == "darwin" else _locale.getlocale()[0] or ""


def _apple_language() -> str:
    """What macOS has in its settings: a program that was started by a double-click is not told."""
    import subprocess  # nobody else needs it, and it takes its time

    command = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=5)
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.strip()


def use(code: str) -> None:
    """Speak `code` from now on. Raises `ValueError` for a language without a catalogue."""
    global _current, _language
    if code not in languages():
        raise ValueError(code)
    _current = _gettext.NullTranslations() if code == SOURCE_LANGUAGE else _load(code)
    _language = code


def said_in(code: str, message: str) -> str:
    """The message in the language `code`, whichever the terminal speaks."""
    return _load(code).gettext(message)


def _load(code: str) -> _gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (LOCALE_DIR / code / "optout.po").open("rb") as source:
        catalogue = read_po(source, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)
