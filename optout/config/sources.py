"""Where the settings are written: `optout.toml`, and `OPTOUT_*` in the environment.

A command that only reads dossiers needs the data folder, one that prints them the browser too.
They ask for these here, unchecked by `settings`: a mistake in another setting, as in the country,
must not keep anybody from their dossiers.
"""

import codecs
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from optout.config.paths import Places
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms.names import NAMES, USUAL
from optout.i18n import _
from optout.system.files import keep_private, only_ordinary, private_folder, why_unreadable

_PREFIX = "OPTOUT_"
ANY_BROWSER = "auto"
_DATA_DIR = "data_dir"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What an editor on Windows puts first."""


def written(places: Places, environ: Mapping[str, str] = os.environ) -> dict[str, tuple[str, Any]]:
    """Each setting that is written somewhere, unchecked: how that place is called, and the value.

    The environment wins over the file. Raises `OptoutError` as `from_file` does.
    """
    given = {
        str(places.settings_file): from_file(places),
        _("the environment"): _from_environment(environ),
    }
    return {key: (where, found[key]) for where, found in given.items() for key in found}


def data_dir(places: Places, environ: Mapping[str, str] = os.environ) -> Path | None:
    """The data folder that the settings name, if they do.

    Raises `OptoutError` as `written` does; SETTING_WRONG for what is no whole path, which would
    be another folder in each place; SETTING_NEAR for a slip in its name, which would make a
    command read, or erase, what lies elsewhere.
    """
    given = written(places, environ)
    if slip := errors.most_alike(_DATA_DIR, given.keys() - {_DATA_DIR}):
        raise OptoutError(errors.SETTING_NEAR, where=given[slip][0], name=slip, near=_DATA_DIR)
    if _DATA_DIR not in given:
        return None
    where, named = given[_DATA_DIR]
    with suppress(RuntimeError):  # `~somebody`, who is not there
        folder = Path(named).expanduser() if isinstance(named, str) else Path()
        if folder.is_absolute() and "\0" not in str(folder):
            return folder
    expected = _("a folder, with its whole path")
    raise OptoutError(errors.SETTING_WRONG, name=_DATA_DIR, where=where, expected=expected)


def browser(places: Places, environ: Mapping[str, str] = os.environ) -> str:
    """The browser that the settings name, ANY_BROWSER where they name none.

    Raises `OptoutError` as `written` does, and SETTING_WRONG for what is no text.
    """
    where, named = written(places, environ).get("browser", ("", ANY_BROWSER))
    if not isinstance(named, str):
        expected = _("a short text")
        raise OptoutError(errors.SETTING_WRONG, name="browser", where=where, expected=expected)
    return named or ANY_BROWSER


def forms(places: Places, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The forms that are meant where none is named; whatever is wrong there is said later."""
    named: object = USUAL
    with suppress(OptoutError):
        _where, named = written(places, environ).get("forms", ("", USUAL))
    words = re.findall(r"[\w-]+", str(named).lower())
    return tuple(word for word in words if word in NAMES) or USUAL


def from_file(places: Places) -> dict[str, Any]:
    """What the person's file says, unchecked; nothing where there is none and none was named.

    Raises `OptoutError`: as `text_of_file`, and SETTINGS_UNREADABLE.
    """
    text = text_of_file(places)
    if not text:
        return {}
    import tomllib  # for those who have settings: the help comes sooner

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also more digits than Python reads
        told = re.search(r"line (\d+)", str(error))
        raise OptoutError(
            errors.SETTINGS_UNREADABLE,
            where=places.settings_file,
            line=told[1] if told else 1,
        ) from None


def text_of_file(places: Places) -> str:
    """The person's file as it stands; nothing where there is none and none was named.

    It and its folder are kept from others first: it names the program that is started. A folder
    that was named with it may be any. Raises `OptoutError`: FILE_UNREADABLE, SETTINGS_ENCODING,
    SETTINGS_OF_ANOTHER, FOLDER_OF_ANOTHER.
    """
    path = places.settings_file
    try:
        only_ordinary(path)
        if not keep_private(path):
            raise OptoutError(errors.SETTINGS_OF_ANOTHER, where=path)
        if not places.settings_given:
            private_folder(path.parent)
        raw = path.read_bytes()
    except OSError as error:
        absent = isinstance(error, FileNotFoundError | NotADirectoryError)
        if absent and not places.settings_given:
            return ""
        why = why_unreadable(error)
        raise OptoutError(errors.FILE_UNREADABLE, where=path, why=why) from None
    encoding = "utf-16" if raw.startswith(_UTF_16) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = 1 + error.object.count(b"\n", 0, error.start)
        raise OptoutError(errors.SETTINGS_ENCODING, where=path, line=line) from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    return {
        key[len(_PREFIX) :].lower(): value
        for key, value in environ.items()
        if key.upper().startswith(_PREFIX) and value != ""
    }
