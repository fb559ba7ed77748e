"""The manual mode without a terminal or a browser: the letter in every form, what is said of
earlier runs, what is noted."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.answering_person import AnsweringPerson
from support.event_loop import RunAsync
from support.world import EMAIL

from optout import i18n
from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.result import Result
from optout.domain.states import State
from optout.dossier.file import Dossier
from optout.dossier.store import Store
from optout.letters import postal
from optout.run.form_inputs import form_inputs
from optout.run.plan import Plan
from optout.run.session.session import run_by_hand
from optout.system import clipboard

NO_COPY = False
NOON = "2025-05-02T12:00:00Z"
CUT_OFF = ("an earlier run was cut off while the form was open", "could not see if you sent it")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    i18n.use("en")
    return Store(tmp_path / "dossiers")


def by_hand(run_async: RunAsync, store: Store, person: AnsweringPerson, **options: Any) -> Result:
    """The one result; all answers are used. `options` are those of the plan."""
    settings = Settings(country="FR", email=EMAIL, name="Prénom Nom", language="fr")
    launch = Launch(store.root.parent / "browser", "auto")
    plan = Plan(form_inputs(settings, ["facebook"]), store, launch, **options)
    run_async(run_by_hand(plan, person))  # type: ignore[arg-type]
    (result,) = plan.results
    assert person.answers == []
    return result


def earlier(store: Store, *ends: State, **fields: object) -> None:
    """The dossier of an earlier run, which went through these states."""
    made = store.create(form="facebook", service="facebook", email=EMAIL)
    if fields:
        made.change(**fields)
    for state in ends:
        made.advance(state, by="page", proof="shown")


@pytest.mark.parametrize(("wants", "there_is_one"), [(True, True), (True, False), (False, True)])
def test_the_clipboard_holds_the_letter_only_if_wanted(
    store: Store,
    run_async: RunAsync,
    monkeypatch: pytest.MonkeyPatch,
    wants: bool,
    there_is_one: bool,
) -> None:
    copied: list[str] = []

    def copy(text: str) -> bool:
        copied.append(text)
        return there_is_one

    monkeypatch.setattr(clipboard, "copy", copy)
    person = AnsweringPerson(wants, False)
    by_hand(run_async, store, person)
    assert copied == person.letters * wants
    assert person.said("The letter is on the clipboard") is (wants and there_is_one)
    assert person.said("There is no clipboard here") is not there_is_one
    assert person.said("have you sent it")


@pytest.mark.parametrize("can", [True, False])
def test_the_letter_for_the_post_is_a_pdf_where_a_browser_can(
    store: Store, run_async: RunAsync, can: bool
) -> None:
    async def printer(html: str) -> bytes:
        if not can:
            raise OptoutError(errors.NO_PDF)
        return html.encode()

    person = AnsweringPerson(NO_COPY, False)
    kept = by_hand(run_async, store, person, printer=printer).dossier
    assert kept is not None and (kept / "letter.pdf").exists() is can
    name = "letter.pdf" if can else "letter.html"
    assert person.said(f"by post: {re.escape(str(kept / name))}")


def test_a_full_disk_takes_nobody_the_letter(
    store: Store, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object, **_more: object) -> Path:
        raise OptoutError(errors.DISK, where="the dossier", why="the disk is full")

    monkeypatch.setattr(Dossier, "keep", refused)
    person = AnsweringPerson(NO_COPY, False)
    folder = by_hand(run_async, store, person).dossier
    assert "article 21" in "".join(person.letters).casefold()
    assert "".join(person.heard).count("the disk is full") == 1
    assert not person.said(re.escape(f"{folder}/letter"))
    assert not person.said("You can also send the letter")


def test_the_subject_of_a_letter_stands_alone_and_is_short() -> None:
    (form_input,) = form_inputs(Settings(country="PL", email=EMAIL, language="pl"), ["facebook"])
    polish = form_input.letter(None)
    assert postal.subject(polish).startswith("sprzeciw wobec przetwarzania moich")
    own = replace(polish, text="To Meta\n\nSubject: " + "objection " * 40 + "\n\nI.", language="en")
    subject = postal.subject(own)
    assert len(subject) <= 150
    assert set(subject.removesuffix("…").split()) == {"objection"}


@pytest.mark.parametrize(
    ("said", "state"), [(True, "unconfirmed"), (False, "abandoned"), (None, "abandoned")]
)
def test_the_persons_word_is_noted(
    store: Store, run_async: RunAsync, said: bool | None, state: str
) -> None:
    person = AnsweringPerson(NO_COPY, said)
    result = by_hand(run_async, store, person)
    assert (result.state, int(result.exit)) == (state, 1)
    (record,) = store.all().records
    assert (record.state, record.rungs[-1].by) == (state, "person")
    letter = (store.root / record.id / "letter.txt").read_text("utf-8")
    assert person.letters == [record.letter] == [letter]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (State.UNCONFIRMED, "you noted on .* that you sent it"),
        (State.ACKNOWLEDGED, "you objected on"),
    ],
)
def test_what_was_done_before_is_not_done_again_unasked(
    store: Store, run_async: RunAsync, end: State, said: str
) -> None:
    earlier(store, end, quote="Thank you.")
    person = AnsweringPerson()
    assert by_hand(run_async, store, person).quote == "Thank you."
    assert person.said(said)
    assert person.said("add --again")
    assert person.letters == []
    person = AnsweringPerson(NO_COPY, False)
    assert by_hand(run_async, store, person, again=True).quote is None
    assert person.said("a request was sent before .* This is one more")
    assert len(person.letters) == 1
    assert len(store.all().records) == 2


EARLIER: tuple[tuple[tuple[State, ...], dict[str, object], tuple[str, ...]], ...] = (
    ((), {}, ()),
    ((State.PREFILLED, State.ABANDONED), {}, ()),
    ((), {"filled_from": NOON}, CUT_OFF),
    ((State.PREFILLED,), {}, CUT_OFF),
    ((State.PREFILLED, State.ABANDONED), {"lost_sight": True}, CUT_OFF),
    (
        (State.PREFILLED, State.ABANDONED),
        {"left_at": NOON},
        ("something was sent, but nothing showed", "sending again may be a second request"),
    ),
    (
        (State.PREFILLED, State.CODE_ASKED, State.ABANDONED),
        {},
        ("an earlier run stopped at the code",),
    ),
    ((State.SUBMITTED, State.CODE_ASKED), {}, ("a request was sent on",)),
    ((State.SUBMITTED, State.REFUSED), {}, ("a request was sent before",)),
)
"""How an earlier run ended, what else is known of it, and what is said."""


def test_what_an_earlier_run_may_have_sent_is_said(store: Store, run_async: RunAsync) -> None:
    for number, (ends, fields, says) in enumerate(EARLIER):
        store = Store(store.root.parent / str(number) / "dossiers")
        earlier(store, *ends, **fields)
        person = AnsweringPerson(NO_COPY, False)
        by_hand(run_async, store, person)
        assert all(person.said(words) for words in says), (ends, person.heard)
        told = person.said("request|cut off|stopped|something was sent")
        assert told == bool(says), (ends, person.heard)
        assert len(store.all().records) == 2
