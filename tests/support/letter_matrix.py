"""The letters that there can be, by language, variant, length, service, reason and name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from optout.forms import lookup, spec
from optout.letters import DEFAULT_REASON, LENGTHS, Letter, languages, reasons, render
from optout.letters.objection import Variant
from optout.letters.templates import load

EMAIL = "prenom.nom@example.org"
NAME = "Prénom Nom"
LONG_EMAIL = "prenom.prenom.nom-de-famille@example.org"
LONG_NAME = "Prénom-Prénom Second Nom-de-Famille"
"""As long as a real person's often are: 40 and 35 characters."""
SERVICES = ("facebook", "third-party")
COUNTRIES: dict[Variant, str] = {"eu": "FR", "uk": "GB", "ch": "CH"}
TODAY = date(2026, 11, 5)

OWN_WORDS = (
    "I run the shop on the corner and my customers know my face.",
    'First line, with «guillemets», “curly” and "straight" marks.\nSecond line :\n\nA paragraph.',
    "I'm not {{ a template }} and {% never %} was {# one #}",
)
STAND_IN = "§"
"""Put where the person's own words were: what they write is theirs, and is not checked."""


@dataclass(frozen=True)
class Case:
    """One letter: for whom, under which law, how long, why."""

    language: str
    variant: Variant
    length: str
    service: str
    reason: str
    name: str
    email: str = EMAIL
    known_as: str = ""

    @property
    def third_party(self) -> bool:
        return self.record.third_party

    @property
    def record(self) -> spec.Form:
        return lookup.load(self.service)

    @property
    def of_meta(self) -> bool:
        return self.record.company == "Meta"

    @property
    def controller(self) -> spec.Controller:
        """The one by the law of the letter."""
        return lookup.controller_of(self.record, COUNTRIES[self.variant])

    @property
    def found_by(self) -> bool:
        """Whether the letter has something to find the person by."""
        named = self.third_party and bool(self.name)
        return named or (bool(self.known_as) and self.length != "short")

    def render(self, country: str = "", room: int | None = None) -> Letter:
        return _rendered(self, country or COUNTRIES[self.variant], room)

    @property
    def text(self) -> str:
        """The letter to somebody in the variant's own country."""
        return self.render().text


@cache
def _rendered(case: Case, country: str, room: int | None) -> Letter:
    """The letter, written once for all tests of a process."""
    return render(
        room=room,
        service=case.service,
        country=country,
        email=case.email,
        name=case.name,
        language=case.language,
        reason=case.reason,
        known_as=case.known_as,
        length=case.length,
        variant=case.variant,
        today=TODAY,
    )


def cases(language: str) -> Iterator[Case]:
    """Of one language every kind of letter, with the usual reason and with some words of one's own;
    and each reason of the guide in each length, to one service or another."""
    variants = load(language).head["variants"]
    for number, kind in enumerate(product(variants, LENGTHS, SERVICES)):
        own = OWN_WORDS[number % len(OWN_WORDS)]
        for reason, name in ((DEFAULT_REASON, NAME), (DEFAULT_REASON, ""), (own, NAME)):
            yield Case(language, *kind, reason, name)
    others = (reason for reason in reasons(language) if reason != DEFAULT_REASON)
    for number, reason in enumerate(others):
        of_service, of_law = divmod(number, len(variants))
        variant, service = variants[of_law], SERVICES[of_service % len(SERVICES)]
        for length in LENGTHS:
            yield Case(language, variant, length, service, reason, NAME)


def without_own_words(text: str, reason: str, length: str = "full") -> str:
    """`text` with a stand-in for the person's own words; a short letter is one paragraph."""
    if reason not in OWN_WORDS:
        return text
    return text.replace(
        " ".join(filter(None, reason.split("\n"))) if length == "short" else reason, STAND_IN
    )


LANGUAGES = languages()
LAWS: list[tuple[str, Variant]] = [
    (language, variant) for language in LANGUAGES for variant in load(language).head["variants"]
]
"""Each language with each variant of law that it has a letter of."""
