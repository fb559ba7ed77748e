"""In which order `optout all` goes through the services."""

from typing import Any

import pytest
from support.answering_person import AnsweringPerson
from support.event_loop import RunAsync

from optout.cli.all import EveryService, _rank
from optout.cli.context import CommandContext
from optout.config.settings import Settings
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


def planned(run_async: RunAsync, person: Any, *accounts: str) -> list[str]:
    """What is done, in its order."""
    context = CommandContext()
    context.__dict__["console"] = person
    every = EveryService(context, lambda: settings(*accounts))
    every.settings, every.forms = settings(*accounts), list(accounts)
    plan = run_async(every._plan([]))
    keys = [one.form.key for one in plan.form_inputs]
    assert every._order == keys
    return keys


def test_first_comes_what_most_people_use_and_takes_least() -> None:
    ways = [one.form for one in form_inputs(settings(), FOUR)]
    assert [way.key for way in sorted(ways, key=_rank)] == ORDER


def test_all_of_it_is_done_in_this_order_and_nothing_is_asked(run_async: RunAsync) -> None:
    person = AnsweringPerson()
    assert planned(run_async, person, *FOUR) == ORDER
    assert planned(run_async, person, "linkedin", "facebook") == ORDER[:3]


def test_the_numbers_of_people_are_for_what_is_counted() -> None:
    known = {name: lookup.load(name).people for name in ("facebook", "instagram", "reddit")}
    assert known == {"facebook": 264, "instagram": 282, "reddit": 0}
