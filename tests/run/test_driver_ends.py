"""The driver's ends: objected already, refused, not to be had; another address, and by hand."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from support.driver_runs import Runs, each, later, runs, sends_then, shows
from support.fake_page import ALREADY, FORM, RECEIVED, REFUSED, UNAVAILABLE, FakePage
from support.scripted_person import ScriptedPerson

from optout.page.reading import Reading

__all__ = ["runs"]


def test_an_answer_is_owed_for_what_the_company_received(runs: Runs) -> None:
    runs.run(FORM, sends_then(RECEIVED))
    assert "Meta must answer within one month" in runs.person.heard


def test_already_objected(runs: Runs) -> None:
    result = runs.run(ALREADY)
    assert (result.state, result.sent, int(result.exit)) == ("already_objected", "no", 0)


@pytest.mark.parametrize("thanked", [True, False])
def test_already_is_no_answer_while_the_first_of_two_requests_has_none(
    runs: Runs, thanked: bool
) -> None:
    """A double click sends twice, and the second is refused as known."""

    def clicks_twice(page: FakePage) -> None:
        first = page.sends()
        answers = each(lambda _page: first.answered.set(), shows(RECEIVED if thanked else ALREADY))
        each(sends_then(ALREADY, 409), later(0.5, answers))(page)

    runs.patience = replace(runs.patience, silence=5.0)
    result = runs.run(FORM, clicks_twice)
    assert result.state == ("acknowledged" if thanked else "already_objected")


@pytest.mark.parametrize(("shown", "state"), [(UNAVAILABLE, "unavailable"), (REFUSED, "refused")])
@pytest.mark.parametrize("by_hand", [True, False])
def test_no_form_to_be_had(runs: Runs, shown: Reading, state: str, by_hand: bool) -> None:
    runs.person.yes = by_hand
    result = runs.run(shown, at_next=shown)
    assert runs.rungs() == ["prepared", state, *["unconfirmed"] * by_hand]
    assert (result.state, result.sent) == ("unconfirmed" if by_hand else state, "no")
    assert runs.asked("by hand")()


def test_the_next_known_address_is_offered(runs: Runs) -> None:
    runs.person.yes = True
    result = runs.run(UNAVAILABLE, sends_then(RECEIVED))
    assert result.state == "acknowledged"
    first, second = runs.page.opened
    assert first != second
    assert second in runs.person.heard


def test_what_a_refused_form_said_is_kept_where_no_other_address_opens(runs: Runs) -> None:
    """Not what the browser says of the addresses that were tried after it."""
    runs.person.yes = True
    result = runs.run(REFUSED, next_fault="offline")
    assert "refused" in runs.rungs()
    assert len(runs.page.opened) > 1
    assert result.dossier is not None
    assert (result.dossier / "result.txt").read_text("utf-8") == "words"
    assert "There is no connection to the internet" in runs.person.heard


def test_once_something_left_no_other_address_is_offered_and_the_doubt_is_told(runs: Runs) -> None:
    runs.person.yes = True
    result = runs.run(FORM, sends_then(REFUSED))
    assert len(runs.page.opened) == 1
    assert (result.state, result.sent) == ("unconfirmed", "left")
    said = runs.person.heard
    assert said.index("nothing showed that it arrived") < said.index("do it by hand")


@dataclass
class TryingAgain(ScriptedPerson):
    """Answers no question whether to do it by hand, but does something in the window meanwhile."""

    meanwhile: Callable[[], object] = lambda: None

    async def yes_no(self, question: str, *, default: bool) -> bool:
        self.asked.append(question)
        self.news.set()
        if "by hand" not in question:
            return False
        asyncio.get_running_loop().call_later(0.05, self.meanwhile)
        await asyncio.Event().wait()
        return default


@pytest.mark.parametrize("sent", [True, False])
def test_who_tries_again_in_the_window_need_not_do_it_by_hand(runs: Runs, sent: bool) -> None:
    again = sends_then(RECEIVED)
    meanwhile = again if sent else shows(FORM)
    runs.person = TryingAgain(meanwhile=lambda: meanwhile(runs.page))
    result = runs.run(*([FORM, sends_then(REFUSED)] if sent else [UNAVAILABLE]), again)
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert not {"refused", "unavailable"} & set(runs.rungs())
    assert runs.person.interrupted == 1


def test_a_refusal_stands_whatever_cuts_its_question_short(runs: Runs) -> None:
    runs.person = TryingAgain()
    result = runs.run(FORM, sends_then(REFUSED), until=runs.asked("by hand"))
    assert (result.state, result.sent) == ("refused", "left")


def test_the_address_does_not_answer(runs: Runs) -> None:
    result = runs.run(FORM, fault="offline")
    assert (result.state, runs.page.filled) == ("failed", 0)
    assert "no connection" in runs.person.heard
