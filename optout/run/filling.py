"""What was put into which field of a form, and what became of it."""

from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import ElementHandle

from optout.letters import Letter, utf16_length
from optout.locate.fields.field import Field
from optout.locate.roles import Role
from optout.locate.snapshot import Option
from optout.page.fields import FieldWatch
from optout.page.reading import Reading, TextLimits

FillStatus = Literal[
    "filled",  # typed by the tool and read back
    "kept",  # the page held the right thing already
    "left",  # the page holds something else, and the person wants it so
    "yours",  # only the person knows what belongs there
    "missing",
    "ambiguous",
    "not_listed",  # the choice does not offer the country
    "no_list",  # the choice has no list of countries yet
    "not_kept",  # typed, but the page did not keep it
    "forbidden",  # the field stands where nothing personal may be typed
]
POINTED_AT = "the person pointed at it"
"""How a field was found that the page alone did not tell."""
GIVEN = "it is given by the page"
"""How a field was found that shows what it holds and cannot be changed."""
DONE: frozenset[FillStatus] = frozenset({"filled", "kept", "left", "yours"})


@dataclass(slots=True)
class FilledField:
    """One field. `meant` is what it should hold, `held` what was read back; `watch` tells of it."""

    role: Role
    status: FillStatus
    how: str = ""
    meant: str = ""
    held: str = ""
    handle: ElementHandle | None = None
    watch: FieldWatch | None = None
    moved: bool = False
    """The page put another field in its place: it is the person's now."""
    touched: bool = False
    """The person has typed in it since."""
    too_long: bool = False
    """The page has said since that it takes less: what stands there is replaced."""
    offered: tuple[Option, ...] = ()
    """What the choice offered when it was tried."""

    def fill_again(self, *, too_long: bool = False) -> None:
        """The page does not hold what it should, so it is to be filled in anew."""
        self.status, self.watch = "not_kept", None
        self.too_long = self.too_long or too_long

    def doubt(self) -> None:
        """The page shows another field for this by now, or none for sure."""
        self.status, self.moved, self.handle = "ambiguous", True, None

    def relisted(self, found: Field) -> bool:
        """It could not be chosen, and its list, as `found` now, offers something else."""
        listless = self.status in ("not_listed", "no_list") and not self.moved
        return listless and found.control is not None and found.control.options != self.offered

    @property
    def done(self) -> bool:
        return self.status in DONE

    @property
    def holds(self) -> bool:
        """The page holds something in it."""
        return self.done and self.status != "yours"


@dataclass(slots=True)
class Filling:
    """All fields of one form, and the letter that fitted."""

    entries: dict[Role, FilledField] = field(default_factory=dict)
    letter: Letter | None = None
    languages: tuple[str, ...] = ()
    """The page's own language, if it says one."""
    labels: dict[Role, str] | None = None
    """What the fields were called when the filling began, in the page's language by then."""
    fingerprint: str = ""
    """What the form is known by in every language."""
    seen_last: str = ""
    """The fingerprint of the form as it stands, or was seen last, once it was handed over."""
    handed_over: str = ""
    """Its fingerprint as it was handed over: a page that comes anew lacks what came later."""
    framed: bool = False
    """As it was handed over, a field stood in another site's frame: that is not listened to."""
    address: str = ""
    """The address, without its query, at which the filling began."""
    limits: TextLimits = field(default_factory=TextLimits)
    """What the page says of the letter's box in figures."""
    short: bool = False
    """The person wants the short letter, as the page has refused a longer one."""
    optional: tuple[str, ...] = ()
    """The boxes for text that may stay empty, as the page says."""
    before: dict[Role, FilledField] = field(default_factory=dict)
    """What earlier steps of a wizard held; their fields are gone from the page."""
    typed: dict[Role, str] = field(default_factory=dict)
    """What was put into fields of this step, whatever the page made of it."""
    typed_letter: Letter | None = None

    @property
    def all(self) -> dict[Role, FilledField]:
        """The fields of this step and of those before it."""
        here = {r: e for r, e in self.entries.items() if e.status != "missing"}
        return {**self.entries, **self.before, **here}

    def on_next_page(self) -> "Filling":
        """For the next step of a wizard: nothing is filled in there yet."""
        here = {r: e for r, e in self.entries.items() if e.status != "missing"}
        # What was done stays done, also where a step that went away could not be filled again.
        new = {r: e for r, e in here.items() if e.done or r not in self.before}
        return Filling(
            letter=self.letter,
            address=self.address,
            seen_last=self.seen_last,
            handed_over=self.handed_over,
            before={**self.before, **new},
        )

    def status(self, role: Role) -> FillStatus:
        """What became of the field, in whichever step it stood."""
        entry = self.all.get(role)
        return entry.status if entry else "missing"

    @property
    def settled(self) -> bool:
        """No field of this step is in doubt: each is done, or is not there."""
        return all(e.done or e.status == "missing" for e in self.entries.values())

    @property
    def given_up(self) -> bool:
        """Whatever is not done in this step is the person's by now."""
        return any(e.moved for e in self.entries.values()) and all(
            e.done or e.moved for e in self.entries.values()
        )

    @property
    def anything(self) -> bool:
        """A field of this step is done."""
        return any(entry.done for entry in self.entries.values())

    @property
    def letter_text(self) -> str:
        """What the form held last as the letter, as far as it is known; empty where it has none."""
        entry = self.all.get(Role.EXPLANATION)
        return (entry.held or entry.meant) if entry else ""

    @property
    def has_letter(self) -> bool:
        """The form holds the letter as it was typed by the tool."""
        entry = self.all.get(Role.EXPLANATION)
        return entry is not None and entry.status in ("filled", "kept") and not entry.touched

    @property
    def complete(self) -> bool:
        """Enough is filled to hand the form over: the address and the letter, and the country
        unless the form does not ask for it."""
        country = self.status(Role.COUNTRY)
        return (
            (country in DONE or country == "missing")
            and self.status(Role.EMAIL) in DONE
            and (self.status(Role.EXPLANATION) in DONE or self.email_only)
        )

    @property
    def partial(self) -> bool:
        """The form asks for less than it usually does: the rest may be on its way."""
        return "missing" in (self.status(Role.COUNTRY), self.status(Role.EXPLANATION))

    def found_in(self, reading: Reading) -> bool:
        """The page now shows a field for sure that could not be filled before."""
        shown = any(
            reading.fields[role].status == "found"
            for role, entry in self.entries.items()
            if entry.status in ("missing", "ambiguous", "not_kept") and not entry.moved
        )
        return shown or self.relisted(reading) or self._repeats(reading)

    def _repeats(self, reading: Reading) -> bool:
        """The page asks for the address once more, since it was filled in."""
        found = reading.fields[Role.EMAIL_AGAIN].status == "found"
        asked = found and Role.EMAIL_AGAIN not in self.all
        return asked and self.status(Role.EMAIL) in ("filled", "kept")

    def relisted(self, reading: Reading) -> bool:
        """A list that did not offer the country now offers something else."""
        return any(entry.relisted(reading.fields[r]) for r, entry in self.entries.items())

    @property
    def tried(self) -> bool:
        """Every field was tried once."""
        return Role.EXPLANATION in self.all

    @property
    def email_only(self) -> bool:
        """The form takes no letter, as that of the United Kingdom since autumn 2024."""
        return self.status(Role.EXPLANATION) == "missing"

    def too_long_for(self, limits: TextLimits) -> bool:
        """The letter, as the tool typed it, is longer than the page says it takes."""
        if not self.has_letter or self.letter is None:
            return False
        most = limits.characters
        return most is not None and utf16_length(self.letter.text) > most

    def record(self) -> dict[str, dict[str, str]]:
        """For the dossier and `--json`: no value of any field."""
        return {str(r): {"status": e.status, "how": e.how} for r, e in self.all.items()}
