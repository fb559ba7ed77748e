"""What is done with what fields hold when they are read back, without a browser."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from optout.config.settings import Settings
from optout.domain.folding import without_accents
from optout.locate.fields.field import Field
from optout.locate.form.limits import NO_LIMITS, TextLimits
from optout.locate.roles import Role
from optout.page.fields import FieldInfo, Held
from optout.run.filling import FilledField, Filling
from optout.run.form_inputs import FormInput, form_inputs
from optout.run.prefill import prefill
from optout.run.prefill.prefill import Prefill, continue_from
from optout.system.attempt import ActFailed

pytestmark = pytest.mark.usefixtures("no_loop_runs")

EMAIL = "person@example.org"
BOX: Any = object()


@contextlib.asynccontextmanager
async def at_front() -> AsyncIterator[None]:
    yield


class Site:
    """Stands in for the fields' own functions: what the letter's box holds, and what is typed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.box = ""
        self.typed: list[str] = []
        self.heard: list[str] = []
        """The letter at each time at which it is told that a field holds something."""
        self.limit = 100_000
        self.told = NO_LIMITS
        """How much its page tells in words that it takes."""
        self.longest: int | None = None
        """How much its box says that it takes."""
        self.silent = 0
        """How often it does not answer at first, as one that is being drawn anew."""
        self.writes: Callable[[str], str] = str
        """How the page writes what is typed."""
        self.fails = 0
        """How often it is drawn anew at first while it takes what is typed."""
        for name in ("held_by", "inspect_field", "put_text", "highlight", "labels", "same_form"):
            monkeypatch.setattr(prefill, name, getattr(self, name))

    async def held_by(self, handles: Sequence[object], *, left: bool = False) -> list[Held | None]:
        self.silent -= 1
        return [None if self.silent >= 0 else Held(True, self.box) for _ in handles]

    async def inspect_field(self, _handle: object) -> FieldInfo:
        return FieldInfo("typed", self.box, self.longest, False, ())

    async def put_text(self, _handle: object, text: str, _permits: object) -> None:
        self.typed.append(text)
        self.box = self.writes(text[: self.limit])
        self.fails -= 1
        if self.fails >= 0:
            raise ActFailed

    async def highlight(self, _handles: object) -> None:
        return

    async def same_form(self, _filling: object, _reading: object) -> bool:
        return True

    def labels(self, _reading: object) -> dict[Role, str]:
        return {}

    async def look(self) -> Any:
        async def handle(_control: object) -> object:
            return BOX

        box: Any = object()
        found = {role: Field(role, "missing", "") for role in Role}
        found[Role.EXPLANATION] = Field(Role.EXPLANATION, "found", "its label", control=box)
        return SimpleNamespace(
            fields=found,
            handle=handle,
            language="en",
            limits=self.told,
            given_email=None,
            fingerprint="",
        )


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(monkeypatch)


@pytest.fixture
def form_input() -> FormInput:
    (one,) = form_inputs(Settings(country="FR", email=EMAIL, language="en"), ["facebook"])
    return one


def whole(
    site: Site,
    form_input: FormInput,
    filling: Filling,
    answer: bool = False,
    asked: list[Role] | None = None,
) -> Filling:
    """`asked`: of which fields it was asked whether what they hold is to be replaced."""

    async def ask(role: Role, *_given: object) -> bool:
        if asked is not None:
            asked.append(role)
        return answer

    tab: Any = SimpleNamespace(look=site.look, allowed=SimpleNamespace(permits=lambda _url: True))
    prompt: Any = SimpleNamespace()
    step = Prefill(tab, form_input, prompt, at_front, filling)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prefill, "replace", ask)

        async def run() -> Filling:
            return await step.fill_all(
                await site.look(), lambda now: site.heard.append(now.letter_text)
            )

        return asyncio.run(run())


def filled(site: Site, text: str) -> Filling:
    """A letter that was put in before, at a time when nothing else could be."""
    site.box = text
    entry = FilledField(Role.EXPLANATION, "filled", "", text, text, BOX)
    return Filling({Role.EXPLANATION: entry})


@pytest.mark.parametrize("edit", ["{} PS: thank you.", "{:.90}"])
def test_a_letter_that_the_person_has_changed_is_asked_about(
    site: Site, form_input: FormInput, edit: str
) -> None:
    letter = form_input.letter(None).text
    filling = filled(site, letter)
    site.box = edit.format(letter)
    whole(site, form_input, filling)
    assert site.typed == []
    assert site.box == edit.format(letter)
    assert filling.status(Role.EXPLANATION) == "left"
    assert filling.letter is None


def test_it_is_replaced_where_the_person_wants_it_so(site: Site, form_input: FormInput) -> None:
    letter = form_input.letter(None).text
    filling = filled(site, letter)
    site.box = letter + " PS: thank you."
    whole(site, form_input, filling, answer=True)
    assert site.typed == [letter]
    assert filling.status(Role.EXPLANATION) == "filled"


def test_a_letter_that_the_page_cuts_is_put_in_shorter(site: Site, form_input: FormInput) -> None:
    site.limit = 700
    filling = whole(site, form_input, Filling())
    full, shorter = site.typed
    assert len(shorter) <= 700 < len(full)
    assert filling.letter is not None
    assert filling.letter.text == shorter == site.box
    assert site.heard[-1] == shorter, "who sends now has it in the record"
    assert filling.status(Role.EXPLANATION) == "filled"


def test_a_letter_that_stands_there_after_all_is_kept_in_the_record(
    site: Site, form_input: FormInput
) -> None:
    site.silent = 1
    filling = whole(site, form_input, Filling())
    assert filling.status(Role.EXPLANATION) == "filled"
    assert filling.letter is not None
    assert site.typed == [filling.letter.text]


def _drawn_anew(site: Site) -> None:
    site.fails = 1


def _silent_for_long(site: Site) -> None:
    site.silent = 3


def _written_otherwise(site: Site) -> None:
    site.writes = str.upper


@pytest.mark.parametrize("page", [_drawn_anew, _silent_for_long, _written_otherwise])
@pytest.mark.parametrize("limit", [None, 700])
def test_what_was_typed_in_this_run_was_not_there_already(
    site: Site,
    form_input: FormInput,
    monkeypatch: pytest.MonkeyPatch,
    page: Callable[[Site], None],
    limit: int | None,
) -> None:
    """It is filled in, and its letter is noted, in whichever try it is seen to be there."""
    page(site)
    site.longest = limit
    first = whole(site, form_input, Filling())
    monkeypatch.setattr(prefill, "connected", _gone)
    filling = whole(site, form_input, asyncio.run(continue_from(first)))
    assert filling.status(Role.EXPLANATION) == "filled"
    assert filling.letter is not None
    assert site.typed == [filling.letter.text]


def _plain_signs(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ").replace("\n\n", "\n")


def _starred(text: str) -> str:
    """A page that takes words away is none that only writes them in its own way."""
    return text.replace(" the ", " *** ")


def _run_together(text: str) -> str:
    return text.replace(" ", "")


WRITES: tuple[tuple[Callable[[str], str], str], ...] = (
    (_plain_signs, "filled"),
    (without_accents, "filled"),
    (str.upper, "filled"),
    (_starred, "left"),
    (_run_together, "left"),
)


def test_a_letter_that_the_page_takes_words_from_is_asked_about(
    form_input: FormInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_accent = replace(form_input.letter(None), text="À l’été\u00a0: this is the letter.\n\nX")
    monkeypatch.setattr(FormInput, "letter", lambda *_: with_accent)
    for writes, status in WRITES:
        site, asked = Site(monkeypatch), list[Role]()
        site.writes = writes
        filling = whole(site, form_input, Filling(), asked=asked)
        assert (filling.status(Role.EXPLANATION), len(site.typed)) == (status, 1), writes
        assert asked == ([] if status == "filled" else [Role.EXPLANATION])


async def _gone(_handle: object) -> bool:
    return False


def test_what_was_there_before_this_run_was_there_already(
    site: Site, form_input: FormInput
) -> None:
    site.box = form_input.letter(None).text
    filling = whole(site, form_input, Filling())
    assert filling.status(Role.EXPLANATION) == "kept"
    assert site.typed == []


@pytest.mark.parametrize(("name", "asks"), [("Prénom De Nom", False), ("Prénom Nom", True)])
def test_nobody_is_asked_to_replace_a_name_by_nothing(
    monkeypatch: pytest.MonkeyPatch, name: str, asks: bool
) -> None:
    """Which words of a longer name are the first name is not known."""
    settings = Settings(country="FR", email=EMAIL, name=name, language="fr")
    (form_input,) = form_inputs(settings, ["facebook"])
    asked: list[Role] = []

    async def no(role: Role, *_more: object) -> bool:
        asked.append(role)
        return False

    monkeypatch.setattr(prefill, "replace", no)
    entry = asyncio.run(
        prefill._already(Role.FIRST_NAME, "its label", "Other", None, form_input, BOX)
    )
    assert entry is not None
    assert (entry.status, entry.held) == ("left", "Other")
    assert bool(asked) == asks


def test_a_letter_that_the_page_never_keeps_is_none(site: Site, form_input: FormInput) -> None:
    site.limit = 0
    filling = whole(site, form_input, Filling())
    assert filling.status(Role.EXPLANATION) == "not_kept"
    assert filling.letter is None


LIMITS: tuple[tuple[TextLimits, int | None, int | None], ...] = (
    (NO_LIMITS, None, None),
    (TextLimits(characters=2400), None, 2400),
    (TextLimits(characters=700), 2400, 700),
    (TextLimits(characters=2400), 700, 700),
    (TextLimits(characters=80), None, None),
    (TextLimits(characters=80), 2400, 2400),
)
"""What the page says, what its box declares, and the characters that count."""


def test_the_longest_letter_for_all_that_the_page_says_and_can_mean(
    form_input: FormInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit that no letter fits is not believed."""
    for told, declared, taken in LIMITS:
        site = Site(monkeypatch)
        site.told, site.longest = told, declared
        filling = whole(site, form_input, Filling())
        assert site.typed == [form_input.letter(taken).text], (told, declared)
        assert filling.too_long_for(told) == (told.characters == 80), told
