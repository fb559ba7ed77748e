"""The driver on pages that are not the form: sign-in, other codes, captcha, menu, other sites."""

import pytest
from support.bare_code import bare_code
from support.driver_runs import PERHAPS, SAYS_SENT, Runs, runs, sends_then, shows
from support.fake_page import (
    FORM,
    OBJECTION_CODE,
    RECEIVED,
    ROBOT,
    SIGN_IN,
    THANKS,
    URL,
    portal,
    reading,
)

from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

__all__ = ["runs"]


ASKS = sends_then(OBJECTION_CODE)
SIGNS_IN = "Please sign in"


OTHERS = portal(
    "others", Role.SUBMIT, url="https://www.facebook.com/help/contact/1266025207620918?x=1"
)
"""The form for what other people post."""


@pytest.mark.parametrize("handed_over", [False, True])
def test_from_the_form_for_what_others_post_the_own_one_is_opened(
    runs: Runs, handed_over: bool
) -> None:
    """Also where the site puts it in place of the form that is filled in."""
    runs.person.yes = None

    turns = [shows(OTHERS)] if handed_over else []
    result = runs.run(FORM if handed_over else OTHERS, *turns, sends_then(RECEIVED))
    assert (result.state, runs.page.opened) == ("acknowledged", [runs.page.opened[0]] * 2)
    assert runs.page.filled == 1 + handed_over
    assert runs.person.asked == ["Open the form for your own posts?"]
    assert "is filled in now" not in runs.person.heard


@pytest.mark.parametrize(("answer", "opened"), [(False, 1), (True, 2), (None, 1)])
def test_nothing_is_typed_into_the_form_for_what_others_post(
    runs: Runs, answer: bool | None, opened: int
) -> None:
    """Nor is its own opened without end, where the site leads back, or where nobody can answer."""
    runs.person.yes, runs.person.can_ask = answer, answer is not None
    told = runs.heard("Nothing is typed there. For what others post: optout run third-party")
    result = runs.run(OTHERS, at_next=OTHERS, until=told)
    assert (result.sent, runs.page.filled, len(runs.page.opened)) == ("no", 0, opened)
    assert len(runs.person.asked) == (answer is not None)


def test_a_sign_in_first(runs: Runs) -> None:
    result = runs.run(SIGN_IN, shows(FORM), sends_then(RECEIVED))
    assert result.state == "acknowledged"
    assert runs.person.acts == ["sign_in", "submit"]


def test_sent_into_a_sign_in_is_told_before_the_sign_in(runs: Runs) -> None:
    runs.run(FORM, sends_then(SIGN_IN), until=runs.heard(SIGNS_IN))
    assert PERHAPS in runs.person.heard.partition(SIGNS_IN)[0]


@pytest.mark.parametrize(
    ("shown", "asked", "sent"),
    [
        (THANKS, "mean that it was received", "left"),
        (OBJECTION_CODE, "Paste the code", "proved"),
    ],
)
def test_after_a_sign_in_only_what_speaks_of_the_objection_is_of_it(
    runs: Runs, shown: Reading, asked: str, sent: str
) -> None:
    result = runs.run(FORM, sends_then(SIGN_IN), shows(shown), until=runs.asked(asked))
    assert result.sent == sent


@pytest.mark.parametrize("resumed", [False, True])
def test_a_code_into_a_sign_in_is_told_before_the_sign_in(runs: Runs, resumed: bool) -> None:
    signs_in = runs.heard(SIGNS_IN)
    if resumed:
        runs.run(FORM, ASKS, until=runs.asked("Paste the code"))
        runs.person.said.clear()
        runs.run(SIGN_IN, until=signs_in)
        assert not SAYS_SENT.search(runs.person.heard)
        return
    runs.run(FORM, ASKS, codes=[("482915", "unknown", SIGN_IN)], until=signs_in)
    before = runs.person.heard.partition(SIGNS_IN)[0]
    assert "and the code is typed. No answer was seen." in before


@pytest.mark.parametrize("heading", ["Confirmation code", "Log in"])
@pytest.mark.parametrize("first", [True, False], ids=["at once", "before the sending"])
def test_a_code_page_before_anything_of_ours_left(runs: Runs, heading: str, first: bool) -> None:
    """It is the site's own: the person types there, and what leaves is not ours."""
    runs.person.codes = ["904211"]
    bare = bare_code(heading, "Confirm", autocomplete="one-time-code")
    assert bare.kind in (PageKind.CODE, PageKind.SIGN_IN)
    waits = runs.heard("goes on by itself afterwards")
    result = runs.run(bare, until=waits) if first else runs.run(FORM, shows(bare), until=waits)
    assert runs.page.codes == [] and runs.person.asked == []
    assert (result.state, result.sent, result.code) == ("abandoned", "no", "none")


def test_a_code_that_tells_who_one_is_after_the_sending(runs: Runs) -> None:
    runs.person.codes = ["904211"]
    bare = bare_code("Log in", "Confirm", autocomplete="one-time-code")
    result = runs.run(FORM, sends_then(bare), until=runs.heard("be sure that it is you"))
    assert runs.page.codes == []
    assert (result.state, result.sent, result.code) == ("abandoned", "left", "none")


@pytest.mark.parametrize("own", [False, True])
def test_a_page_of_another_site_is_called_so(runs: Runs, own: bool) -> None:
    url = URL if own else "https://sso.example.net/landing?who=person@example.org"
    runs.run(reading(PageKind.UNKNOWN, url=url), until=runs.asked("how do you want"))
    assert ("this page is on another site: sso.example.net." in runs.person.heard) is not own
    assert ("nothing is filled in yet" in runs.person.heard) is own
    assert len(runs.person.offered) == (4 if own else 2), "nothing is done on another site's page"
    assert "person@example.org" not in runs.person.heard


def test_where_nobody_can_answer_another_site_s_page_is_not_handed_over(runs: Runs) -> None:
    runs.person.can_ask = False
    away = reading(PageKind.FORM, url="https://sso.example.net/")
    runs.run(away, until=runs.heard("you can object by hand"), has=())
    assert runs.person.acts == []
    assert "press the page's own button" not in runs.person.heard


def test_the_person_alone_passes_a_captcha(runs: Runs) -> None:
    result = runs.run(FORM, shows(ROBOT), sends_then(RECEIVED))
    assert (result.state, runs.person.acts) == ("acknowledged", ["submit", "captcha"])
    assert "do what the page asks" in runs.person.heard


@pytest.mark.parametrize("begun", [False, True])
def test_a_page_that_may_lead_to_the_form_is_the_person_s_to_go_on_from(
    runs: Runs, begun: bool
) -> None:
    told = "do what the page asks. optout goes on by itself when the form shows."
    if begun:
        runs.run(FORM, sends_then(reading(PageKind.UNKNOWN)), until=runs.asked(""))
    else:
        runs.run(reading(PageKind.UNKNOWN), until=runs.asked("how do you want"))
    assert (told in runs.person.heard) is not begun
    entry = "The way to the form may be called: I want to object to the use of my information"
    assert (entry in runs.person.heard) is not begun
