"""What each numbered point of a letter must hold: the provisions it cites, the terms it uses."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.tables import beside

from optout import i18n

TERMS: Mapping[str, Mapping[str, object]] = tomllib.loads(
    (i18n.LOCALE_DIR / "terms.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Point:
    """`cites` is by variant, or for `all` of them; `short` is for the short letter.

    `own_terms` are in no third party's letter, and `third_terms` in no other. Those with `meta`
    are in Meta's letters only, those with `general` in all others'.
    """

    cites: Mapping[str, Sequence[str]] = field(default_factory=dict)
    terms: Sequence[str] = ()
    own_terms: Sequence[str] = ()
    third_terms: Sequence[str] = ()
    meta_terms: Sequence[str] = ()
    meta_own_terms: Sequence[str] = ()
    general_own_terms: Sequence[str] = ()
    short: "Point | None" = None

    def cited(self, variant: str, third_party: bool) -> list[str]:
        kinds = ("all", variant, *(["third-party"] if third_party else []))
        return [each for kind in kinds for each in self.cites.get(kind, ())]

    def named(self, third_party: bool, meta: bool = True) -> list[str]:
        found = [*self.terms, *(self.meta_terms if meta else ())]
        if third_party:
            return [*found, *self.third_terms]
        return [*found, *self.own_terms, *(self.meta_own_terms if meta else self.general_own_terms)]


def _point(told: Mapping[str, Any]) -> Point:
    short = {"short": _point(told["short"])} if "short" in told else {}
    return Point(**{**told, **short})


POINTS: Mapping[str, Point] = {n: _point(told) for n, told in beside(__file__).items()}

CARRIED = {
    "full": tuple(POINTS),
    "standard": ("O1", "O2", "O3", "O4", "O5", "O6", "O7", "O11", "O14", "O16"),
    "short": ("O2", "O3", "O4", "O6", "O7", "O14", "O15", "O16"),
}
"""What the heads say. O16 stands where there is something to find the person by."""

WHERE_IT_FITS = ("O6", "O14", "O15")
"""What a short letter carries as far as there is room, that of the most worth first."""

OTHER_NUMBERS = {"uk": {"2018", "2025"}, "is": {"90", "2018"}}
"""Numbers that are no provision, by variant or language: those of Acts."""


def point_for(number: str, length: str) -> Point:
    """What `number` must hold in a letter of `length`."""
    point = POINTS[number]
    return point.short or point if length == "short" else point


def wordings(term: str, language: str, variant: str) -> list[str]:
    """The wordings of `term` that a letter may use."""
    entry = TERMS[term]
    found = entry.get("uk" if variant == "uk" and "uk" in entry else language)
    assert isinstance(found, list), f"{term} has no wording in {language}"
    return [str(word) for word in found]


def template(language: str) -> str:
    """The source of a language's letter."""
    folder = Path(i18n.__file__).parents[2] / "templates" / "objection"
    return (folder / f"{language}.txt.j2").read_text(encoding="utf-8")
