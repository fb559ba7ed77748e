"""What the pages say: one TOML file a language, written for the corpus alone.

None of it is taken from the locator's own word lists: a corpus that shares its words with what
it tests cannot fail.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

LANGUAGES_DIR = Path(__file__).parent / "languages"
LANGUAGES: tuple[str, ...] = tuple(sorted(path.stem for path in LANGUAGES_DIR.glob("*.toml")))
SECTIONS = ("label", "button", "say", "talk", "portal")

# Lists of countries on real sites are seldom whole, and seldom in the order of their codes.
_COUNTRIES = (
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"),
    *("HU", "IE", "IS", "IT", "JP", "KR", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT"),
    *("RO", "SE", "SI", "SK", "TR", "UA", "US"),
)
_DIALS = {"AT": 43, "BE": 32, "CH": 41, "DE": 49, "ES": 34, "FR": 33, "GB": 44, "IT": 39, "PL": 48}
_NATIVE = ("en", "de", "fr", "es", "it", "pl", "pt", "nl", "sv", "el", "ja")


@dataclass(frozen=True)
class Words:
    """The words of one language: section, key, and the wordings of that meaning."""

    code: str
    ai: str
    label: Mapping[str, list[str]]
    button: Mapping[str, list[str]]
    say: Mapping[str, list[str]]
    talk: Mapping[str, list[str]]
    portal: Mapping[str, list[str]]

    def territory(self, code: str) -> str:
        """The name of a country, as this language's readers know it."""
        return str(_locale(self.code).territories[code])

    def countries(self) -> list[tuple[str, str]]:
        """Code and name, in the order of the names."""
        return sorted(((c, self.territory(c)) for c in _COUNTRIES), key=lambda pair: pair[1])

    def dials(self) -> list[tuple[str, str]]:
        """A list of dialling codes as shops write it: a country's name and its prefix."""
        return [(f"+{n}", f"{self.territory(c)} (+{n})") for c, n in _DIALS.items()]

    def languages(self) -> list[tuple[str, str]]:
        """A language switch: each language in its own name."""
        return [(c, str(_locale(c).display_name).capitalize()) for c in _NATIVE]


@cache
def words(language: str) -> Words:
    """The words of `language`. Raises `FileNotFoundError` for one that has no file."""
    data = tomllib.loads((LANGUAGES_DIR / f"{language}.toml").read_text("utf-8"))
    return Words(
        code=data["code"],
        ai=data["ai"],
        **{name: data[name] for name in SECTIONS},
    )


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
