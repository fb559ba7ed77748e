"""Every letter that there can be, by language, variant, length, service, reason and name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from optout.forms import lookup, spec
from optout.letters import LENGTHS, Letter, languages, reasons, render
from optout.letters.objection import Variant
from optout.letters.templates import load

EMAIL = "prenom.nom@example.org"
NAME = "Prénom Nom"
LONG_EMAIL = "prenom.prenom.nom-de-famille@example.org"
LONG_NAME = "Prénom-Prénom Second Nom-de-Famille"
"""As long as a real person's often are: 40 and 35 characters."""
SERVICES = ("facebook", "instagram", "third-party")
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
        return render(
            room=room,
            service=self.service,
            country=country or COUNTRIES[self.variant],
            email=self.email,
            name=self.name,
            language=self.language,
            reason=self.reason,
            known_as=self.known_as,
            length=self.length,
            variant=self.variant,
            today=TODAY,
        )


def cases(language: str) -> Iterator[Case]:
    """All letters of one language."""
    for variant in load(language).head["variants"]:
        for length in LENGTHS:
            for service in SERVICES:
                for reason in (*reasons(language), *OWN_WORDS):
                    for name in (NAME, ""):
                        yield Case(language, variant, length, service, reason, name)


def without_own_words(text: str, reason: str, length: str = "full") -> str:
    """`text` with a stand-in for the person's own words; a short letter is one paragraph."""
    if reason not in OWN_WORDS:
        return text
    return text.replace(
        " ".join(filter(None, reason.split("\n"))) if length == "short" else reason, STAND_IN
    )


LANGUAGES = languages()
