"""The driver's ends: objected already, refused, not to be had; another address, and by hand."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from support.driver_runs import Ends, Runs, ends, runs, sends_then
from support.fake_page import ALREADY, FORM, RECEIVED, REFUSED, UNAVAILABLE, FakePage
from support.scripted_person import ScriptedPerson

from optout.page.reading import Reading

__all__ = ["ends", "runs"]


def test_already_objected(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(ALREADY))
    assert (result.state, result.sent, int(result.exit)) == ("already_objected", "no", 0)


@pytest.mark.parametrize("thanked", [True, False])
def test_already_is_no_answer_while_the_first_of_two_requests_has_none(
    runs: Runs, ends: Ends, thanked: bool
) -> None:
    """A double click sends twice, and the second is refused as known."""

    def clicks_twice(page: FakePage) -> None:
        first, second = page.sends(), page.sends()
        second.status = 409
        second.answered.set()
        page.tab.show(ALREADY)

        def answers() -> None:
            first.answered.set()
            page.tab.show(RECEIVED if thanked else ALREADY)

        asyncio.get_running_loop().call_later(0.5, answers)

    runs.patience = replace(runs.patience, silence=5.0)
    result = ends(runs.run(FORM, clicks_twice))
    assert result.state == ("acknowledged" if thanked else "already_objected")


@pytest.mark.parametrize(("shown", "state"), [(UNAVAILABLE, "unavailable"), (REFUSED, "refused")])
def test_no_form_to_be_had(runs: Runs, ends: Ends, shown: Reading, state: str) -> None:
    result = ends(runs.run(shown))
    assert (result.state, result.sent) == (state, "no")
    assert any("by hand" in question for question in runs.person.asked)


def test_the_next_known_address_is_offered(runs: Runs, ends: Ends) -> None:
    runs.person.yes = True
    result = ends(runs.run(UNAVAILABLE, sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    first, second = runs.page.opened
    assert first != second
    assert second in runs.person.heard


def test_no_other_address_once_something_left(runs: Runs, ends: Ends) -> None:
    runs.person.yes = True
    result = ends(runs.run(FORM, sends_then(REFUSED)))
    assert len(runs.page.opened) == 1
    assert (result.state, result.sent) == ("unconfirmed", "left")


@pytest.mark.parametrize("shown", [UNAVAILABLE, REFUSED])
def test_a_broken_site_refuses_nobody(runs: Runs, ends: Ends, shown: Reading) -> None:
    """Its page says so of a fault, and the request may have arrived."""
    asked = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(shown, status=503), until=asked))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "the site answered with a fault" in runs.person.heard


def test_by_hand_after_something_left_begins_with_the_doubt(runs: Runs, ends: Ends) -> None:
    runs.person.yes = True
    ends(runs.run(FORM, sends_then(REFUSED)))
    said = runs.person.heard
    doubt, hand = said.index("nothing showed that it arrived"), said.index("do it by hand")
    assert doubt < hand


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


@pytest.mark.parametrize("first", [FORM, UNAVAILABLE])
def test_who_tries_again_in_the_window_need_not_do_it_by_hand(
    runs: Runs, ends: Ends, first: Reading
) -> None:
    later = sends_then(RECEIVED)
    turns = [sends_then(REFUSED), later] if first is FORM else [later]

    def tries_again() -> None:
        if first is FORM:
            later(runs.page)
        else:
            runs.page.tab.show(FORM)

    runs.person = TryingAgain(meanwhile=tries_again)
    result = ends(runs.run(replace(first, url=FORM.url), *turns))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert not {"refused", "unavailable"} & set(runs.rungs())
    assert runs.person.interrupted == 1


def test_a_refusal_stands_whatever_cuts_its_question_short(runs: Runs, ends: Ends) -> None:
    runs.person = TryingAgain()
    result = ends(runs.run(FORM, sends_then(REFUSED), until=runs.asked("by hand")))
    assert (result.state, result.sent) == ("refused", "left")


def test_no_form_and_done_by_hand(runs: Runs, ends: Ends) -> None:
    runs.person.yes = True
    result = ends(runs.run(UNAVAILABLE, at_next=UNAVAILABLE))
    assert runs.rungs() == ["prepared", "unavailable", "unconfirmed"]
    assert (result.state, result.sent) == ("unconfirmed", "no")


def test_the_address_does_not_answer(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, fault="offline"))
    assert (result.state, runs.page.filled) == ("failed", 0)
    assert "no connection" in runs.person.heard


def test_what_a_refused_form_said_is_kept_where_no_other_address_opens(
    runs: Runs, ends: Ends
) -> None:
    """Not what the browser says of the addresses that were tried after it."""
    runs.person.yes = True
    runs.next_fault = "offline"
    result = ends(runs.run(REFUSED))
    assert "refused" in runs.rungs()
    assert len(runs.page.opened) > 1
    assert result.dossier is not None
    assert (result.dossier / "result.txt").read_text("utf-8") == "words"
    assert "There is no connection to the internet" in runs.person.heard
