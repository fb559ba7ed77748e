"""The manual mode without a terminal or a browser: what is said of earlier runs, what is noted."""

from pathlib import Path

import pytest
from support.answering_person import AnsweringPerson
from support.event_loop import RunAsync
from support.world import EMAIL

from optout import i18n
from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.domain.result import Result
from optout.domain.states import State
from optout.dossier.store import Store
from optout.run.form_inputs import form_inputs
from optout.run.plan import Plan
from optout.run.session.session import run_by_hand

NO_COPY = False
NOON = "2025-05-02T12:00:00Z"
CUT_OFF = ("an earlier run was cut off while the form was open", "could not see if you sent it")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    i18n.use("en")
    return Store(tmp_path / "dossiers")


def by_hand(
    run_async: RunAsync, store: Store, person: AnsweringPerson, *, again: bool = False
) -> Result:
    """The one result; all answers are used."""
    settings = Settings(country="FR", email=EMAIL, name="Prénom Nom", language="fr")
    launch = Launch(store.root.parent / "browser", "auto")
    plan = Plan(form_inputs(settings, ["facebook"]), store, launch, again=again)
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
    assert person.said("a request was sent before .* This is a second one")
    assert len(person.letters) == 1
    assert len(store.all().records) == 2


@pytest.mark.parametrize(
    ("ends", "fields", "says"),
    [
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
    ],
)
def test_what_an_earlier_run_may_have_sent_is_said(
    store: Store,
    run_async: RunAsync,
    ends: tuple[State, ...],
    fields: dict[str, object],
    says: tuple[str, ...],
) -> None:
    earlier(store, *ends, **fields)
    person = AnsweringPerson(NO_COPY, False)
    by_hand(run_async, store, person)
    for words in says:
        assert person.said(words), person.heard
    assert person.said("request|cut off|stopped|something was sent") == bool(says), person.heard
    assert len(store.all().records) == 2
