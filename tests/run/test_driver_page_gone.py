"""The form's page goes away while it can be sent: what is in doubt is said before it is filled in
again."""

from typing import Any

import pytest
from support.driver_runs import (
    ONE_PAGE,
    PERHAPS,
    WHAT_IT_SAYS,
    Runs,
    Turn,
    each,
    goes,
    loses,
    runs,
    sends_then,
)
from support.fake_page import FORM, LETTER, RECEIVED, FakePage, portal, reading

from optout.locate.roles import PageKind, Role

__all__ = ["runs"]

UNSEEN = "optout could not see if you sent it"
AGAIN = "filled in again"
NOTHING = "Nothing was sent"
LONG, SHORT = len(LETTER), len(LETTER) - 1


def gone(longest: int = 0, *, heard: bool = True) -> Turn:
    """The page goes away; so long a body has left it of which it did not tell."""
    return lambda page: page.listener.on_gone(longest, heard=heard)


@pytest.mark.parametrize(
    ("turn", "warns"),
    [
        (gone(LONG), PERHAPS),
        (gone(heard=False), UNSEEN),
        (gone(SHORT), ""),
        (gone(), ""),
    ],
    ids=["unreported", "nobody hears", "too short for the letter", "nothing left"],
)
def test_a_form_that_comes_anew_is_filled_in_and_the_doubt_is_said_first(
    runs: Runs, turn: Turn, warns: str
) -> None:
    asked = (runs.asked(WHAT_IT_SAYS), runs.acted(2))
    result = runs.run(FORM, each(turn, loses(FORM)), until=lambda: any(holds() for holds in asked))
    heard = runs.person.heard
    assert (result.state, result.sent) == ("abandoned", "left" if warns else "no")
    assert [one for one in (PERHAPS, UNSEEN) if one in heard] == ([warns] if warns else [])
    assert not warns or AGAIN not in heard or heard.index(warns) < heard.index(AGAIN)
    assert (runs.record().lost_sight, bool(runs.record().left_at)) == (
        warns == UNSEEN,
        warns == PERHAPS,
    )


@pytest.mark.parametrize("heard", [True, False])
def test_a_form_lost_from_sight_is_sent_and_acknowledged_all_the_same(
    runs: Runs, heard: bool
) -> None:
    result = runs.run(FORM, each(gone(heard=heard), loses(FORM)), sends_then(RECEIVED))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    # Once as it goes, and once with the button that may send it a second time.
    assert runs.person.heard.count(UNSEEN) == (0 if heard else 2)
    assert not runs.record().lost_sight


@pytest.mark.parametrize(
    ("turn", "told"), [(gone(LONG), PERHAPS), (gone(heard=False), UNSEEN), (gone(), NOTHING)]
)
def test_a_tab_that_is_closed_says_what_may_have_left_once(
    runs: Runs, turn: Turn, told: str
) -> None:
    result = runs.run(FORM, lambda page: (goes(page), turn(page)))
    assert result.sent == ("no" if told == NOTHING else "left")
    assert [one for one in (PERHAPS, UNSEEN, NOTHING) if one in runs.person.heard] == [told]
    assert runs.person.heard.count(told) == 1
    assert result.out_of_sight is (told == UNSEEN)


def test_a_shorter_letter_of_the_persons_own_may_have_left(runs: Runs) -> None:
    def edits(page: FakePage) -> None:
        page.entry(Role.EXPLANATION).touched = True

    result = runs.run(FORM, each(edits, gone(SHORT), goes))
    assert result.sent == "left"


@pytest.mark.parametrize(
    "first", [portal("a step", Role.NEXT), ONE_PAGE], ids=["leads on", "requests a code"]
)
def test_a_step_that_gives_way_is_in_no_doubt(runs: Runs, first: Any) -> None:
    result = runs.run(first, each(gone(heard=False), goes))
    assert (result.sent, UNSEEN in runs.person.heard) == ("no", False)


def test_a_page_that_goes_before_it_is_handed_over_is_in_no_doubt(runs: Runs) -> None:
    result = runs.run(FORM, goes, at_last_look=gone(heard=False))
    assert (result.sent, UNSEEN in runs.person.heard) == ("no", False)


def test_thanks_after_what_nobody_saw_are_asked_about(runs: Runs) -> None:
    thanks = each(gone(heard=False), lambda page: page.tab.show(RECEIVED))
    result = runs.run(FORM, thanks, until=runs.asked("mean that it was received"))
    assert (result.state, result.sent) == ("abandoned", "left")


def test_a_form_in_another_sites_frame_is_not_heard(runs: Runs) -> None:
    assert not reading(PageKind.FORM).framed
    result = runs.run(FORM, each(_framed, gone(), goes))
    assert (result.sent, UNSEEN in runs.person.heard) == ("left", True)


def _framed(page: FakePage) -> None:
    page.listener.filling.framed = True  # type: ignore[attr-defined]
