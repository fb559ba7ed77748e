"""The practice pages' words, one file a language, and the countries' names from CLDR."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale

PACKAGE = Path(__file__).parent
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


@cache
def languages() -> tuple[str, ...]:
    """The languages that the practice pages speak."""
    return tuple(sorted(p.stem for p in (PACKAGE / "words").glob("*.toml")))


@cache
def words(language: str, folders: tuple[Path, ...] = (PACKAGE,)) -> Mapping[str, str]:
    """All strings of one language. Raises `KeyError` for a language without a file."""
    if language not in languages():
        raise KeyError(language)
    files = (folder / "words" / f"{language}.toml" for folder in folders)
    found: dict[str, str] = {}
    for file in files:
        found |= tomllib.loads(file.read_text("utf-8"))
    return MappingProxyType(found)


@cache
def countries(language: str) -> Mapping[str, str]:
    """ISO code to name in `language`, in the order of the names."""
    names = {
        code: name
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: _sort_key(item[1]))))


def _sort_key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))
