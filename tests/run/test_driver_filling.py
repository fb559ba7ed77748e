"""The driver fills in and hands over: which form, with what letter, in what words."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from support.driver_runs import FACEBOOK, Runs, Turn, goes, runs, sends_then, shows
from support.fake_page import FORM, LETTER, RECEIVED, SIGN_IN, FakePage, portal

from optout.forms.spec import Controller
from optout.letters import Letter
from optout.locate.form.limits import NO_LIMITS, TextLimits
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control, FrameSnapshot, Snapshot
from optout.page.reading import PageGone, Reading
from optout.run.filling import FilledField, Filling
from optout.run.form.shared import Shared
from optout.run.prefill.answer_gate import GateAnswers
from optout.run.prefill.preflight import Preflight

__all__ = ["runs"]


NOTHING = "Facebook: nothing is filled in yet"
PART = "Facebook: part of the form is filled in"
ALL = "Facebook: the form is filled in"


@pytest.mark.parametrize(
    ("has", "heading"),
    [((), NOTHING), ((Role.COUNTRY, Role.EMAIL), ALL), ((Role.COUNTRY,), PART)],
)
def test_it_is_said_how_much_is_filled_in_and_where_to_look(
    runs: Runs, has: tuple[Role, ...], heading: str
) -> None:
    runs.person.choices = ["self"]
    runs.run(FORM, goes, has=has)
    assert {NOTHING, PART, ALL} & set(runs.person.said) == {heading}
    assert ("Look at that, and at the rest of the page" in runs.person.heard) is bool(has)
    assert ("Please fill in the page yourself" in runs.person.heard) is not has
    assert "Then press the page's own button to send" in runs.person.heard


CONTROLLER = Controller(name="A Company", address=("Dublin",), place="IE")


def letter(times: int, language: str = "en") -> Letter:
    """One that is as long as so many of the usual ones."""
    return Letter(f"{LETTER} " * times, language, "eu", CONTROLLER, "short", (), "", "")


@pytest.mark.parametrize("language", ["fr", ""])
def test_the_letter_is_recorded_as_it_is_typed(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """The window is closed while the form is still being filled in."""
    typed = letter(1, language) if language else None

    async def is_closed(page: FakePage, *given: Any) -> Filling:
        here = {Role.EXPLANATION: FilledField(Role.EXPLANATION, "filled", "", LETTER, LETTER)}
        given[-1](Filling(here, typed))
        raise PageGone

    monkeypatch.setattr(FakePage, "fill", is_closed)
    runs.run(FORM)
    record = runs.record()
    kept = (record.language, record.length, record.variant, record.letter)
    assert kept == (("fr", "short", "eu", typed.text) if typed else ("", "", "", ""))


def test_what_only_the_person_may_tick_is_named(runs: Runs) -> None:
    form = portal("with a statement", Role.SUBMIT, only_for_person=("I declare that this is true",))
    runs.run(form, sends_then(RECEIVED))
    assert "I declare that this is true" in runs.person.heard


def test_what_is_filled_in_and_what_may_stay_empty_is_said_in_words(runs: Runs) -> None:
    form = portal("with a box", Role.SUBMIT, optional=("Anything else?",))
    runs.run(form, sends_then(RECEIVED))
    assert "Filled in: country, e-mail, letter. Look at that" in runs.person.heard
    assert "May stay empty: “Anything else?”" in runs.person.said


@pytest.fixture
def begun_by_another(runs: Runs) -> None:
    """Another form of the run led to the same page. Two may be called alike, as where one is a
    copy of the other."""
    runs.shared = Shared(runs.person, FACEBOOK)
    runs.shared.names = {**FACEBOOK, "instagram": "Facebook"}
    runs.shared.first_at(FORM.url.rstrip("/"), "instagram")


@pytest.mark.usefixtures("begun_by_another")
@pytest.mark.parametrize(("wanted", "state"), [(False, "abandoned"), (True, "acknowledged")])
def test_what_another_form_leads_to_is_not_filed_twice_unasked(
    runs: Runs, wanted: bool, state: str
) -> None:
    runs.person.yes = wanted
    result = runs.run(FORM, sends_then(RECEIVED))
    assert (result.state, runs.page.filled) == (state, int(wanted))
    assert "the same form as Facebook" in runs.person.heard


@pytest.mark.usefixtures("begun_by_another")
def test_a_page_that_goes_on_while_that_is_asked_is_followed(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def leaves_it_open(_question: str, *, default: bool) -> bool:
        runs.page.tab.show(SIGN_IN)
        await asyncio.Event().wait()
        return default

    monkeypatch.setattr(runs.person, "yes_no", leaves_it_open)
    runs.run(FORM, until=runs.heard("Please sign in"))
    assert runs.record().rungs[-1].proof == "the run was stopped"


@pytest.mark.usefixtures("begun_by_another")
def test_whoever_wants_it_twice_is_asked_once(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question before the fields is answered first, and the form is looked at anew."""
    runs.person.yes = True
    answers = [GateAnswers(given=(("Where do you live?", "In the EU"),)), GateAnswers()]

    async def answered(page: FakePage, shown: Reading) -> GateAnswers:
        page.tab.show(shown)
        return answers.pop(0)

    monkeypatch.setattr(FakePage, "answer_gates", answered)
    runs.run(FORM, until=runs.acted(1))
    assert not answers
    assert runs.person.heard.count("the same form as Facebook") == 1


@pytest.mark.parametrize(
    ("path", "filled"), [("requests/1994830130782319", 1), ("requests", 0), ("support/privacy/", 0)]
)
def test_some_paths_of_a_host_are_no_form(runs: Runs, path: str, filled: int) -> None:
    """The person's own list of requests, a menu: nothing is typed there."""
    shown = replace(portal("a form", Role.SUBMIT), url=f"https://help.meta.com/{path}")
    runs.run(shown, until=runs.heard("Then press" if filled else "does not recognise"))
    assert runs.page.filled == filled


def test_the_button_is_named_as_the_page_calls_it_now(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While its form is under way it may be called otherwise."""

    def called(label: str) -> Reading:
        form = portal("form", Role.SUBMIT)
        send = form.fields[Role.SUBMIT]
        assert send.control is not None
        control = send.control._replace(label=label)
        return replace(form, fields={**form.fields, Role.SUBMIT: replace(send, control=control)})

    async def is_sent(page: FakePage, filling: Filling, before: Reading) -> Preflight:
        sends_then(called("Send it"), 400)(page)
        return Preflight("same", called("Sending it"))

    monkeypatch.setattr(FakePage, "preflight", is_sent)
    runs.run(called("Sending it"), until=runs.heard("press the page's own button"))
    assert "Send it" in runs.person.heard
    assert "Sending it" not in runs.person.heard


def begins(typed: Letter, told: TextLimits = NO_LIMITS) -> Turn:
    """The form comes, in which this letter is typed; it says how much it takes."""

    def turn(page: FakePage) -> None:
        page.letter, page.told = typed, told
        page.tab.show(FORM)

    return turn


@pytest.mark.parametrize(("characters", "shortened"), [(20, 0), (500, 1)])
def test_a_limit_that_no_letter_meets(runs: Runs, characters: int, shortened: int) -> None:
    """None is so short, or the page refuses each one: then it is the person's to correct."""
    box = Control("0:0", 0, 0, ControlKind.TEXTAREA, invalid=True)
    too_long = portal(
        "too long",
        Role.SUBMIT,
        limits=TextLimits(characters=characters),
        errors=(f"At most {characters} characters.",),
        snapshot=Snapshot(FORM.url, (FrameSnapshot(0, FORM.url, True, controls=(box,)),)),
    )
    turns = (begins(letter(3)), *[sends_then(too_long)] * 9)
    result = runs.run(SIGN_IN, *turns, until=runs.heard("Please correct it in the page"))
    assert runs.person.heard.count("takes a shorter letter") == shortened
    assert (result.state, result.sent) == ("abandoned", "left")


@pytest.mark.parametrize(
    "limits",
    [TextLimits(characters=500), TextLimits(characters=700)],
)
def test_a_letter_that_is_shortened_before_it_was_sent_is_not_to_be_sent_again(
    runs: Runs, limits: TextLimits
) -> None:
    counted = portal("counted", Role.SUBMIT, limits=limits)
    told = runs.heard("takes a shorter letter")
    runs.run(SIGN_IN, begins(letter(9)), shows(counted), until=told)
    assert "then send again" not in runs.person.heard
    assert "the page says" not in runs.person.heard


@pytest.mark.parametrize(
    ("told", "left_out", "too_little"),
    [
        (NO_LIMITS, True, False),
        (NO_LIMITS, False, False),
        (TextLimits(characters=60), False, True),
        (TextLimits(characters=4000), False, False),
    ],
)
def test_it_is_said_where_a_letter_leaves_a_reason_out_or_may_be_too_long(
    runs: Runs, told: TextLimits, left_out: bool, too_little: bool
) -> None:
    typed = replace(letter(3), left_out=left_out)
    runs.run(SIGN_IN, begins(typed, told), until=runs.heard("the form is filled in"))
    assert runs.person.heard.count("Not all of your reasons and words fit") == left_out
    assert runs.person.heard.count("The page seems to take less text") == too_little
