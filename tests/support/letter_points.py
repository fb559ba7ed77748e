"""What each numbered point of a letter must hold: the provisions it cites, the terms it uses."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from optout import i18n

TERMS: Mapping[str, Mapping[str, object]] = tomllib.loads(
    (i18n.LOCALE_DIR / "terms.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Point:
    """`cites` is by variant, "" for all of them; `short` is for the short letter.

    `own_terms` are in no third party's letter, and `third_terms` in no other. Those with `meta`
    are in Meta's letters only, those with `general` in all others'.
    """

    cites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    own_terms: tuple[str, ...] = ()
    third_terms: tuple[str, ...] = ()
    meta_terms: tuple[str, ...] = ()
    meta_own_terms: tuple[str, ...] = ()
    general_own_terms: tuple[str, ...] = ()
    short: "Point | None" = None

    def cited(self, variant: str, third_party: bool) -> tuple[str, ...]:
        found = self.cites.get("", ()) + self.cites.get(variant, ())
        if third_party:
            found += self.cites.get("third-party", ())
        return found

    def named(self, third_party: bool, meta: bool = True) -> tuple[str, ...]:
        found = self.terms + (self.meta_terms if meta else ())
        if third_party:
            return found + self.third_terms
        return found + self.own_terms + (self.meta_own_terms if meta else self.general_own_terms)


POINTS: Mapping[str, Point] = {
    "O1": Point(terms=("controller",)),
    "O2": Point(
        {
            "": ("21(1)", "6(1)(f)"),
            "ch": ("3(1)", "FADP 30(2)(b)", "FADP 30(3)", "FADP 32"),
        },
        (
            "right_to_object",
            "regulation",
            "regulation_name",
            "regulation_short",
            "personal_data",
            "processing",
            "legitimate_interests",
        ),
        short=Point(
            {"": ("21(1)",), "ch": ("FADP 30(2)(b)",)},
            ("regulation_short", "my_data", "processing"),
        ),
    ),
    "O3": Point(
        {"eu": ("4(1)",), "ch": ("4(1)",), "uk": ("4(1)(1)",), "third-party": ("14",)},
        (
            "all_data",
            "in_particular",
            "past_and_future",
            "others_tell_ai",
            "despite_notice",
        ),
        own_terms=("other_sources",),
        meta_terms=("meta_ai",),
        meta_own_terms=("accounts_centre", "others_posted"),
        general_own_terms=("all_accounts", "your_ai"),
        third_terms=("others_show_me",),
        short=Point(
            {"third-party": ("14",)},
            ("past_and_future", "others_about_me"),
            own_terms=("including", "my_content", "all_accounts"),
            meta_terms=("meta_ai",),
            general_own_terms=("your_ai",),
            third_terms=("all_from_others",),
        ),
    ),
    "O4": Point(terms=("particular_situation",), short=Point(terms=("particular_situation",))),
    "O5": Point({"": ("21(1)",)}, ("compelling_grounds", "override")),
    "O6": Point(
        {"": ("9(1)", "9(2)(e)")},
        ("special_categories", "removal", "whoever", "manifestly_public"),
        short=Point({"": ("9",)}, ("special_categories_short",)),
    ),
    "O7": Point(
        {"": ("17(1)(c)",)},
        ("erasure", "erasure_without_delay"),
        short=Point({"": ("17",)}, ("erasure",)),
    ),
    "O8": Point({"": ("18(1)(d)",)}, ("restriction",)),
    "O9": Point({"": ("19",)}, ("recipient", "erasure", "name_recipients")),
    "O10": Point({"": ("5(1)(a)", "12(2)")}, ("fairly", "transparent")),
    "O11": Point(
        {
            "": ("12(3)", "12(4)", "79"),
            "eu": ("77",),
            "ch": ("77",),
            "uk": ("12A", "164A", "165"),
        },
        (
            "reply_without_delay",
            "one_month",
            "supervisory_authority",
            "complaint",
            "judicial_remedy",
        ),
    ),
    "O12": Point({"": ("12(6)",)}, ("reasonable_doubts",)),
    "O13": Point(
        {"": ("7",), "eu": ("4(11)",), "ch": ("4(11)",), "uk": ("4(1)(11)",)}, ("consent",)
    ),
    "O14": Point(
        {"": ("7(3)",)},
        ("consent", "withdraw"),
        short=Point({"": ("7",)}, ("consent", "withdraw_for_this")),
    ),
    "O15": Point(
        {"": ("12(3)",)},
        ("separately",),
        third_terms=("other_sources",),
        meta_own_terms=("meta_ai",),
        general_own_terms=("your_ai",),
        short=Point({"": ("12(3)",)}, ("each_point",)),
    ),
    "O16": Point({"": ("11(2)",)}, ("find_me",), short=Point()),
}

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
