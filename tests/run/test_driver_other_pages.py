"""The driver on pages that are not the form: sign-in, other codes, captcha, menu, other sites."""

import asyncio
from dataclasses import replace

import pytest
from support.bare_code import bare_code
from support.driver_runs import PERHAPS, Ends, Runs, ends, goes, runs, sends_then, shows
from support.fake_page import (
    ALREADY,
    CAPTCHA,
    CODE,
    EMAIL,
    FORM,
    OBJECTION_CODE,
    RECEIVED,
    SIGN_IN,
    THANKS,
    URL,
    FakePage,
    reading,
)

from optout.locate.roles import PageKind
from optout.page.reading import Reading

__all__ = ["ends", "runs"]


def test_a_sign_in_first(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(SIGN_IN, shows(FORM), sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    assert runs.person.acts == ["sign_in", "submit"]


def test_nothing_that_leaves_at_a_sign_in_is_the_objection(runs: Runs, ends: Ends) -> None:
    def signs_in(page: FakePage) -> None:
        page.leaves(email=EMAIL, password="-")
        page.tab.show(THANKS)

    unknown = runs.heard("does not recognise")
    result = ends(runs.run(SIGN_IN, signs_in, until=unknown))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_sent_into_a_sign_in_is_told_before_the_sign_in(runs: Runs, ends: Ends) -> None:
    ends(runs.run(FORM, sends_then(SIGN_IN), until=runs.heard("Please sign in")))
    before, _told, _after = runs.person.heard.partition("Please sign in")
    assert PERHAPS in before


@pytest.mark.parametrize("resumed", [False, True])
def test_a_code_into_a_sign_in_is_told_before_the_sign_in(
    runs: Runs, ends: Ends, resumed: bool
) -> None:
    signs_in = runs.heard("Please sign in")
    if resumed:
        ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=runs.asked("Paste the code")))
        runs.person.said.clear()
        ends(runs.run(SIGN_IN, until=signs_in))
        assert "Your request was sent" not in runs.person.heard
        return
    runs.person.codes = ["482915"]
    verdicts = (("unclear", SIGN_IN),)
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=signs_in))
    before, _told, _after = runs.person.heard.partition("Please sign in")
    assert "and the code is typed. No answer was seen." in before


def test_sent_into_a_sign_in_then_thanks(runs: Runs, ends: Ends) -> None:
    unknown = runs.asked("mean that it was received")
    result = ends(runs.run(FORM, sends_then(SIGN_IN), shows(THANKS), until=unknown))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard


def test_sent_into_a_sign_in_then_the_objections_thanks(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, sends_then(SIGN_IN), shows(RECEIVED)))
    assert (result.state, result.sent) == ("acknowledged", "proved")


@pytest.mark.parametrize(("code", "ours"), [(OBJECTION_CODE, True), (CODE, False)])
def test_sent_into_a_sign_in_then_a_code(runs: Runs, ends: Ends, code: Reading, ours: bool) -> None:
    """Only a code that is said to be for the objection shows that it arrived."""
    told = runs.asked("Paste the code") if ours else runs.heard("a code of another kind")
    result = ends(runs.run(FORM, sends_then(SIGN_IN), shows(code), until=told))
    assert ("submitted" in runs.rungs()) is ours
    assert result.sent == ("proved" if ours else "left")


@pytest.mark.parametrize(
    ("heading", "lang"),
    [
        ("Confirmation code", "en"),  # whose, nobody can tell
        ("Bestätigungscode", "de"),
        ("Log in", "en"),
        ("Two-factor authentication", "en"),
        ("Authentification à deux facteurs", "fr"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["at once", "before the sending"])
def test_a_code_page_before_anything_of_ours_left(
    runs: Runs, ends: Ends, heading: str, lang: str, first: bool
) -> None:
    """It is the site's own: the person types there, and what leaves is not ours."""
    runs.person.codes = ["904211"]
    bare = bare_code(heading, "Confirm", lang, autocomplete="one-time-code")
    assert bare.kind in (PageKind.CODE, PageKind.CHECKPOINT)
    waits = runs.heard("goes on by itself afterwards")
    running = runs.run(bare, until=waits) if first else runs.run(FORM, shows(bare), until=waits)
    result = ends(running)
    assert runs.page.codes == [] and runs.person.asked == []
    assert (result.state, result.sent, result.code) == ("abandoned", "no", "none")


@pytest.mark.parametrize("heading", ["Log in", "Two-factor authentication"])
def test_a_code_that_tells_who_one_is_after_the_sending(
    runs: Runs, ends: Ends, heading: str
) -> None:
    runs.person.codes = ["904211"]
    bare = bare_code(heading, "Confirm", autocomplete="one-time-code")
    result = ends(runs.run(FORM, sends_then(bare), until=runs.heard("be sure that it is you")))
    assert runs.page.codes == []
    assert (result.state, result.sent, result.code) == ("abandoned", "left", "none")


def test_another_site_says_so(runs: Runs, ends: Ends) -> None:
    elsewhere = replace(ALREADY, url="https://objections.example/done")
    result = ends(runs.run(elsewhere, until=runs.heard("does not recognise")))
    assert result.state == "abandoned"


@pytest.mark.parametrize("own", [False, True])
def test_a_page_of_another_site_is_called_so(runs: Runs, ends: Ends, own: bool) -> None:
    url = URL if own else "https://sso.example.net/landing?who=person@example.org"
    ends(runs.run(reading(PageKind.UNKNOWN, url=url), until=runs.asked("how do you want")))
    assert ("this page is on another site: sso.example.net." in runs.person.heard) is not own
    assert ("nothing is filled in yet" in runs.person.heard) is own
    assert len(runs.person.offered) == (4 if own else 2), "nothing is done on another site's page"
    assert "person@example.org" not in runs.person.heard


def test_where_nobody_can_answer_another_site_s_page_is_not_handed_over(
    runs: Runs, ends: Ends
) -> None:
    runs.person.can_ask = False
    away = reading(PageKind.FORM, url="https://sso.example.net/")
    ends(runs.run(away, until=runs.heard("you can object by hand"), has=()))
    assert runs.person.acts == []
    assert "press the page's own button" not in runs.person.heard


def test_the_person_alone_passes_a_captcha(runs: Runs, ends: Ends) -> None:
    def solved(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(RECEIVED)

    result = ends(runs.run(FORM, shows(CAPTCHA), solved))
    assert (result.state, runs.person.acts) == ("acknowledged", ["submit", "captcha"])
    assert "checks that you are a person" in runs.person.heard


def test_a_captcha_that_is_cancelled(runs: Runs, ends: Ends) -> None:
    def cancels_and_closes(page: FakePage) -> None:
        page.tab.show(FORM)
        asyncio.get_running_loop().call_later(0.1, page.tab.go)

    result = ends(runs.run(FORM, shows(CAPTCHA), cancels_and_closes))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in runs.person.heard


def test_a_captcha_that_nobody_solves(runs: Runs, ends: Ends) -> None:
    def submits_into_it(page: FakePage) -> None:
        page.tab.show(CAPTCHA)

    result = ends(runs.run(FORM, submits_into_it, goes))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in runs.person.heard


def test_a_menu_names_what_speaks_of_an_objection(runs: Runs, ends: Ends) -> None:
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    result = ends(runs.run(menu, shows(FORM), sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    assert runs.person.acts == ["menu", "submit"]
    assert "Object to AI at Meta" in runs.person.heard


def test_a_menu_that_is_left_without_a_choice(runs: Runs, ends: Ends) -> None:
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    result = ends(runs.run(menu, goes))
    assert (result.state, result.sent, runs.page.filled) == ("abandoned", "no", 0)
    assert "nothing was sent" in runs.person.heard


@pytest.mark.parametrize("status", [200, 400])
def test_a_list_of_pages_does_not_tell_what_became_of_it(
    runs: Runs, ends: Ends, status: int
) -> None:
    """A site may answer by the list of one's requests. Where it took nothing, it leads to forms."""
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    until = runs.asked("what does the page say") if status == 200 else runs.heard("Object to AI")
    result = ends(runs.run(FORM, sends_then(menu, status=status), until=until))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert ("Object to AI" in runs.person.heard) is (status != 200)


def test_a_list_of_pages_after_the_code_is_asked_about(runs: Runs, ends: Ends) -> None:
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    runs.person.codes = ["482915"]
    until, verdicts = runs.asked("what does the page say"), (("moved", menu),)
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    assert (result.state, result.sent) == ("code_entered", "proved")
    assert "Object to AI" not in runs.person.heard
