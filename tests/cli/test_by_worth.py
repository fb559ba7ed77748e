"""In which order `optout all` goes through the services, and what fits into ten minutes."""

from typing import Any

import pytest
from support.answering_person import AnsweringPerson
from support.event_loop import RunAsync

from optout.cli.all import EveryService, _beyond, _rank
from optout.cli.context import CommandContext
from optout.config.settings import Settings
from optout.domain.states import State
from optout.forms import lookup
from optout.run.form_inputs import form_inputs

EMAIL = "a@example.org"
FOUR = ("whatsapp", "reddit", "facebook", "linkedin")
ORDER = ["facebook", "linkedin-switch", "linkedin", "reddit-letter", "whatsapp"]
"""Most people for each minute; who uses Reddit is not known; of WhatsApp it is not certain."""


@pytest.fixture(autouse=True)
def _in_a_new_home(own_home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in own_home.items():
        monkeypatch.setenv(name, value)


def settings(*accounts: str) -> Settings:
    return Settings(country="FR", email=EMAIL, language="en", accounts=accounts)


def planned(
    run_async: RunAsync, person: Any, *accounts: str, ten_minutes: bool = False
) -> list[str]:
    """What is done, in its order."""
    context = CommandContext()
    context.__dict__["console"] = person
    every = EveryService(context, lambda: settings(*accounts))
    every.settings, every.forms = settings(*accounts), list(accounts)
    every.ten_minutes = ten_minutes
    plan = run_async(every._plan([]))
    keys = [one.form.key for one in plan.form_inputs]
    assert every._order == keys
    every._suggest_next([])
    return keys


def test_first_comes_what_most_people_use_and_takes_least() -> None:
    ways = [one.form for one in form_inputs(settings(), FOUR)]
    assert [way.key for way in sorted(ways, key=_rank)] == ORDER


def test_what_fits_into_the_time() -> None:
    ways = {one.form.key: one for one in form_inputs(settings(), [*FOUR, "instagram"])}
    for keys, left in (
        (["facebook", "instagram", "linkedin-switch"], []),
        (["facebook", "instagram", "linkedin"], ["linkedin"]),
        (["facebook", "reddit-letter", "linkedin-switch"], ["reddit-letter", "linkedin-switch"]),
        (["reddit-letter"], []),
        ([], []),
    ):
        assert [one.form.key for one in _beyond(10, [ways[key] for key in keys])] == left, keys


@pytest.mark.parametrize(
    ("answers", "option", "asks", "done"),
    [
        (["all"], False, True, ORDER),
        (["few"], False, True, ORDER[:3]),
        ([], True, False, ORDER[:3]),
    ],
)
def test_who_has_ten_minutes_does_what_counts_most_and_hears_what_is_left(
    run_async: RunAsync,
    answers: list[str],
    option: bool,
    asks: bool,
    done: list[str],
) -> None:
    person = AnsweringPerson(*answers)
    assert planned(run_async, person, *FOUR, ten_minutes=option) == done
    assert person.said("How much time do you have") is asks
    assert person.said("for what counts most: Facebook, LinkedIn .setting., LinkedIn$") is asks
    short = len(done) < len(ORDER)
    assert person.said(r"Left for another day: Reddit \(letter\), WhatsApp\.") is short
    assert person.said("all --accounts reddit,whatsapp$") is short


def test_nothing_is_asked_where_nobody_can_answer_or_all_of_it_fits(
    run_async: RunAsync,
) -> None:
    nobody = AnsweringPerson()
    nobody.can_ask = False
    assert planned(run_async, nobody, *FOUR) == ORDER
    person = AnsweringPerson()
    assert planned(run_async, person, "linkedin", "facebook") == ORDER[:3]


def test_what_is_done_takes_no_time(run_async: RunAsync) -> None:
    store = CommandContext().store()
    for key in ORDER[:3]:
        dossier = store.create(form=key, email=EMAIL)
        dossier.advance(State.SWITCHED_OFF if "switch" in key else State.UNCONFIRMED, by="person")
    person = AnsweringPerson("few")
    assert planned(run_async, person, *FOUR) == ORDER[:4]
    assert person.said(r"Left for another day: WhatsApp\.")


def test_the_numbers_of_people_are_for_what_is_counted() -> None:
    known = {name: lookup.load(name).people for name in ("facebook", "instagram", "reddit")}
    assert known == {"facebook": 264, "instagram": 282, "reddit": 0}
