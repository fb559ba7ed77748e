"""The driver fills in and hands over: which form, with what letter, in what words."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from support.driver_runs import FACEBOOK, Ends, Runs, ends, goes, runs, sends_then, shows
from support.event_loop import RunAsync
from support.fake_page import FORM, LETTER, RECEIVED, SIGN_IN, FakePage, portal

from optout.forms.spec import Controller
from optout.letters import Letter
from optout.locate.form.limits import TextLimits
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control, FrameSnapshot, Snapshot
from optout.page.reading import PageGone, Reading
from optout.run.filling import FilledField, Filling
from optout.run.prefill.answer_gate import GateAnswers
from optout.run.prefill.preflight import Preflight
from optout.run.steps import handing_over
from optout.run.talk.coordinator import Coordinator
from optout.run.talk.notes import Notes

__all__ = ["ends", "runs"]


@pytest.mark.parametrize(
    ("has", "heading"),
    [
        ((), "Facebook: nothing is filled in yet"),
        ((Role.COUNTRY, Role.EMAIL), "Facebook: the form is filled in"),
        ((Role.COUNTRY,), "Facebook: part of the form is filled in"),
    ],
)
def test_the_heading_says_how_much_is_filled_in(
    runs: Runs, ends: Ends, has: tuple[Role, ...], heading: str
) -> None:
    runs.person.choices = ["self"]
    ends(runs.run(FORM, goes, has=has))
    assert set(runs.person.said) & {
        "Facebook: nothing is filled in yet",
        "Facebook: the form is filled in",
        "Facebook: part of the form is filled in",
    } == {heading}


@pytest.mark.parametrize(
    ("has", "looks"), [((), False), ((Role.COUNTRY,), True), ((Role.COUNTRY, Role.EMAIL), True)]
)
def test_nobody_is_told_to_look_at_fields_that_optout_has_not_filled_in(
    runs: Runs, ends: Ends, has: tuple[Role, ...], looks: bool
) -> None:
    runs.person.choices = ["self"]
    ends(runs.run(FORM, goes, has=has))
    assert ("Look at the fields with the green line" in runs.person.heard) is looks
    assert ("Please fill in the page yourself" in runs.person.heard) is not looks
    assert "Then press the page's own button to send" in runs.person.heard


def test_a_look_in_vain_is_no_attempt(run_async: RunAsync) -> None:
    """What comes after many looks at a page that shows nothing new is filled in all the same."""
    run = SimpleNamespace(
        notes=Notes(), filling=Filling({Role.EXPLANATION: FilledField(Role.EXPLANATION, "missing")})
    )
    late = portal("late", Role.EXPLANATION)
    looks = [FORM] * 5 + [late] * 4
    assert [run_async(handing_over.more_to_fill(run, look)) for look in looks] == [  # type: ignore[arg-type]
        *[False] * 5,
        *[True] * 3,
        False,
    ]


@pytest.mark.parametrize("language", ["fr", ""])
def test_the_letter_is_recorded_as_it_is_typed(runs: Runs, ends: Ends, language: str) -> None:
    """The window is closed while the form is still being filled in."""
    controller = Controller(name="A Company", address=("Dublin",), place="IE")
    letter = Letter(LETTER, "fr", "eu", controller, "short", (), "", "") if language else None

    async def goes(page: FakePage, *given: Any) -> Filling:
        here = {Role.EXPLANATION: FilledField(Role.EXPLANATION, "filled", "", LETTER, LETTER)}
        given[-1](Filling(here, letter))
        raise PageGone

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakePage, "fill", goes)
        ends(runs.run(FORM))
    record = runs.record()
    kept = (record.language, record.length, record.variant, record.letter)
    assert kept == (("fr", "short", "eu", LETTER) if language else ("", "", "", ""))


def test_what_only_the_person_may_tick_is_named(runs: Runs, ends: Ends) -> None:
    form = portal("with a statement", Role.SUBMIT, only_for_person=("I declare that this is true",))
    ends(runs.run(form, sends_then(RECEIVED)))
    assert "I declare that this is true" in runs.person.heard


@pytest.mark.parametrize(("wanted", "state"), [(False, "abandoned"), (True, "acknowledged")])
def test_what_another_form_leads_to_is_not_filed_twice_unasked(
    runs: Runs, ends: Ends, wanted: bool, state: str
) -> None:
    _begun_by_another(runs)
    runs.person.yes = wanted
    result = ends(runs.run(FORM, sends_then(RECEIVED)))
    assert (result.state, runs.page.filled) == (state, int(wanted))
    assert "the same form as Facebook" in runs.person.heard


def _begun_by_another(runs: Runs) -> None:
    # Two forms may be called alike, as where one is a copy of the other.
    runs.coordinator = Coordinator(runs.person, FACEBOOK)
    runs.coordinator.forms = {**FACEBOOK, "instagram": "Facebook"}
    runs.coordinator.first_at(FORM.url.rstrip("/"), "instagram")


def test_a_page_that_goes_on_while_that_is_asked_is_followed(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begun_by_another(runs)

    async def leaves_it_open(_question: str, *, default: bool) -> bool:
        runs.page.tab.show(SIGN_IN)
        await asyncio.Event().wait()
        return default

    monkeypatch.setattr(runs.person, "yes_no", leaves_it_open)
    ends(runs.run(FORM, until=runs.heard("Please sign in")))
    assert runs.record().rungs[-1].proof == "the run was stopped"


def test_whoever_wants_it_twice_is_asked_once(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question before the fields is answered first, and the form is looked at anew."""
    _begun_by_another(runs)
    runs.person.yes = True
    answers = [GateAnswers(given=(("Where do you live?", "In the EU"),)), GateAnswers()]

    async def answered(page: FakePage, shown: Reading) -> GateAnswers:
        page.tab.show(shown)
        return answers.pop(0)

    monkeypatch.setattr(FakePage, "answer_gates", answered)
    ends(runs.run(FORM, until=lambda: bool(runs.person.acts)))
    assert not answers
    assert runs.person.heard.count("the same form as Facebook") == 1


@pytest.mark.parametrize(
    ("url", "filled"),
    [
        ("https://help.meta.com/requests/1994830130782319", 1),
        ("https://help.meta.com/requests", 0),
        ("https://help.meta.com/support/privacy/", 0),
    ],
)
def test_some_paths_of_a_host_are_no_form(runs: Runs, ends: Ends, url: str, filled: int) -> None:
    """The person's own list of requests, a menu: nothing is typed there."""
    shown = replace(portal("a form", Role.SUBMIT), url=url)
    told = runs.heard("does not recognise") if not filled else runs.heard("Then press")
    ends(runs.run(shown, until=told))
    assert runs.page.filled == filled


def test_the_button_is_named_as_the_page_calls_it_now(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While its form is under way it may be called otherwise."""

    def called(label: str) -> Reading:
        form = portal("form", Role.SUBMIT)
        send = form.fields[Role.SUBMIT]
        assert send.control is not None
        control = send.control._replace(label=label)
        return replace(form, fields={**form.fields, Role.SUBMIT: replace(send, control=control)})

    async def is_sent(page: FakePage, filling: Filling, before: Reading) -> Preflight:
        request = page.sends()
        request.status = 400
        request.answered.set()
        page.tab.show(called("Send it"))
        return Preflight("same", called("Sending it"))

    monkeypatch.setattr(FakePage, "preflight", is_sent)
    ends(runs.run(called("Sending it"), until=runs.heard("press the page's own button")))
    assert "Send it" in runs.person.heard
    assert "Sending it" not in runs.person.heard


@pytest.mark.parametrize(("characters", "shortened"), [(20, 0), (500, 3)])
def test_a_limit_that_no_letter_meets(
    runs: Runs, ends: Ends, characters: int, shortened: int
) -> None:
    """None is so short, or the page refuses each one: then it is the person's to correct."""
    box = Control("0:0", 0, 0, ControlKind.TEXTAREA, invalid=True)
    frame = FrameSnapshot(0, FORM.url, True, controls=(box,))
    short = portal("too long", Role.SUBMIT, limits=TextLimits(characters=characters))
    short = replace(
        short, errors=(f"At most {characters} characters.",), snapshot=Snapshot(FORM.url, (frame,))
    )

    def begins(page: FakePage) -> None:
        controller = Controller(name="A Company", address=("Dublin",), place="IE")
        page.letter = Letter(f"{LETTER} " * 3, "en", "eu", controller, "short", (), "", "")
        page.tab.show(FORM)

    def refused(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(short)

    corrects = runs.heard("Please correct it in the page")
    result = ends(runs.run(SIGN_IN, begins, *[refused] * 9, until=corrects))
    assert runs.person.heard.count("takes a shorter letter") == shortened
    assert (result.state, result.sent) == ("abandoned", "left")


@pytest.mark.parametrize(
    "limits",
    [TextLimits(characters=500), TextLimits(words=90), TextLimits(characters=20, words=90)],
)
def test_a_letter_that_is_shortened_before_it_was_sent_is_not_to_be_sent_again(
    runs: Runs, ends: Ends, limits: TextLimits
) -> None:
    counted = portal("counted", Role.SUBMIT, limits=limits)

    def begins(page: FakePage) -> None:
        controller = Controller(name="A Company", address=("Dublin",), place="IE")
        page.letter = Letter(f"{LETTER} " * 9, "en", "eu", controller, "short", (), "", "")
        page.tab.show(FORM)

    told = runs.heard("takes a shorter letter")
    ends(runs.run(SIGN_IN, begins, shows(counted), until=told))
    assert "then send again" not in runs.person.heard
    assert "the page says" not in runs.person.heard


@pytest.mark.parametrize("left_out", [True, False])
def test_it_is_said_where_a_letter_leaves_a_reason_out(
    runs: Runs, ends: Ends, left_out: bool
) -> None:
    def begins(page: FakePage) -> None:
        controller = Controller(name="A Company", address=("Dublin",), place="IE")
        letter = Letter(f"{LETTER} " * 3, "en", "eu", controller, "short", (), "", "")
        page.letter = replace(letter, left_out=left_out)
        page.tab.show(FORM)

    ends(runs.run(SIGN_IN, begins, until=runs.heard("the form is filled in")))
    assert runs.person.heard.count("Not all of your reasons and words fit") == left_out


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (TextLimits(words=12), True),
        (TextLimits(characters=60), True),
        (TextLimits(words=400, characters=4000), False),
        (TextLimits(), False),
    ],
)
def test_it_is_said_where_the_page_seems_to_take_less_than_any_letter(
    runs: Runs, ends: Ends, told: TextLimits, said: bool
) -> None:
    def begins(page: FakePage) -> None:
        controller = Controller(name="A Company", address=("Dublin",), place="IE")
        page.letter = Letter(f"{LETTER} " * 3, "en", "eu", controller, "short", (), "", "")
        page.told = told
        page.tab.show(FORM)

    ends(runs.run(SIGN_IN, begins, until=runs.heard("the form is filled in")))
    assert runs.person.heard.count("The page seems to take less text") == said
