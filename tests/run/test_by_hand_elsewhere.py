"""Thanks count where they answer what left from the form, and not where the person went by hand."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Page
from support.headless_run import EMAIL as MAIL
from support.headless_run import HeadlessRun
from support.page_site import PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form

from optout.page.reading import Reading, read

THANKS = "<h1>Thank you</h1><p>We have received your request.</p>"
TAKEN = "{}"
"""What answers a script."""
OURS = "<h1>Thank you</h1><p>We have received your objection to AI at Meta.</p>"
UNKNOWN = "<h1>Overview</h1><p>All that is yours is here.</p>"
HELP = """<h1>Help centre</h1><p>Ask us anything.</p>
<form method=post action=/ask><button id=ask>Ask</button></form>"""
LINKS = """<p><a id=help href=/help>Help</a> <a id=apart href=/help target=_blank>Help</a></p>
<script>const to = path => { history.pushState(0, '', path);
document.body.innerHTML = path === '/thanks' ? `{thanks}` : '<button id=ask>Ask</button>';
document.querySelector('#ask')?.addEventListener('click', () => to('/thanks')); };</script>
<button id=within onclick="to('/help')">Help</button>""".replace("{thanks}", THANKS)
GOING: dict[str, Callable[[Page], Awaitable[Any]]] = {
    "link": lambda tab: tab.click("#help"),
    "new tab": lambda tab: tab.click("#apart"),
    "script": lambda tab: tab.click("#within"),
}
POSTED = form(COUNTRY, EMAIL, WHY)
FETCHED = (
    POSTED
    + """<script>document.querySelector('form').onsubmit = event => {
  event.preventDefault();
  fetch('/send', {method: 'POST', body: new URLSearchParams(new FormData(event.target))})
    .then(() => setTimeout(() => { %s }, %d));
};</script>"""
)


def person(headless: HeadlessRun, *acts: Callable[[Page], Awaitable[Any]]) -> Callable[[], None]:
    """A turn in which the person sends the form, and does each of `acts` once it is asked about, or
    told that the form stays."""

    async def act() -> None:
        await headless.tab.click(".send, button:not([type=button])")
        if acts:
            await told(headless)
        for one in acts:
            await one(headless.tab)

    return lambda: setattr(headless, "acting", asyncio.ensure_future(act()))


async def told(headless: HeadlessRun) -> None:
    """Until it is asked what came of it, or told that the form stays."""
    person = headless.person
    while not (person.asked or "stands there" in person.heard):
        await headless.tab.wait_for_timeout(50)


async def asks(tab: Page) -> None:
    """Feedback is given, in whichever tab the help is open."""
    while not (helps := [page for page in tab.context.pages if "/help" in page.url]):
        await tab.wait_for_timeout(50)
    await helps[0].click("#ask")
    await waits(tab)


async def waits(_tab: Page) -> None:
    """Long enough for an end to be seen."""
    await asyncio.sleep(1.6)


def over(headless: HeadlessRun) -> bool:
    """Whether the person has done all."""
    acting = getattr(headless, "acting", None)
    return acting is not None and acting.done()


def ends_with(headless: HeadlessRun, url: str, turn: Callable[[], None]) -> tuple[str, str, int]:
    """State, sending, and how often it was asked."""
    result = headless.run(url, turn, until=lambda: over(headless))
    assert headless.acting.done(), result  # type: ignore[attr-defined]
    headless.acting.result()  # type: ignore[attr-defined]
    return result.state, result.sent, len(headless.person.asked)


@pytest.mark.parametrize(
    ("way", "fetched"),
    [("link", False), ("new tab", False), ("script", True)],
)
def test_thanks_of_a_page_to_which_the_person_went_are_not_the_objections(
    headless: HeadlessRun, way: str, fetched: bool
) -> None:
    shown = "document.body.innerHTML = `" + UNKNOWN + LINKS.partition("<script>")[0] + "`"
    shown += "; document.body.innerHTML += `<button id=within>Help</button>`;"
    shown += "document.querySelector('#within').onclick = () => to('/help');"
    index = FETCHED % (shown, 0) + LINKS.partition("</p>")[2].partition("<button id=within")[0]
    pages = {
        "/": index if fetched else POSTED,
        "/answer": UNKNOWN + LINKS,
        "/send": TAKEN,
        "/help": HELP,
        "/thanks": THANKS,
    }
    with PageSite(pages, {"/send": "/answer", "/ask": "/thanks"}) as site:
        going = person(headless, GOING[way], asks)
        state, sent, asked = ends_with(headless, site.url, going)
        assert site.posts
    assert (state, sent) == ("abandoned", "left")
    assert asked


def test_a_form_that_stays_is_answered_by_no_other_page(headless: HeadlessRun) -> None:
    pages = {"/": FETCHED % ("", 0), "/send": TAKEN, "/help": HELP, "/thanks": THANKS}
    with PageSite(pages, {"/ask": "/thanks"}) as site:
        going = person(headless, lambda tab: tab.goto(f"{site.url}help"), asks)
        state, sent, _asked = ends_with(headless, site.url, going)
    assert (state, sent) == ("abandoned", "left")


def test_nothing_that_stands_elsewhere_is_the_answer(headless: HeadlessRun) -> None:
    """Neither a page that is not there, nor one that names the objection, nor another's code."""
    gone = "<h1>This page isn't available</h1><p>The link may be broken.</p>"
    code = """<h1>One more step</h1><p>Enter the 6-digit code that we emailed you to confirm your
subscription.</p><form method=post action=/news><label>Code <input name=code inputmode=numeric
maxlength=6></label><button>Confirm</button></form>"""
    headless.person.codes = ["482915"]
    pages = {"/": POSTED, "/answer": UNKNOWN, "/gone": gone, "/mine": OURS, "/news": code}
    with PageSite(pages, {"/send": "/answer"}) as site:

        async def goes(tab: Page) -> None:
            for path in ("gone", "mine", "news"):
                await tab.goto(site.url + path)
                await waits(tab)

        state, sent, _asked = ends_with(headless, site.url, person(headless, goes))
        assert [path for path, _fields in site.posts] == ["/send"]
    assert (state, sent) == ("abandoned", "left")
    assert "not available" not in headless.person.heard
    assert headless.person.codes == ["482915"]


# -- what is still the answer


def test_a_page_that_the_site_brings_by_itself_is_its_answer(headless: HeadlessRun) -> None:
    """Until the person is asked what the page before it says."""
    answer = f"{UNKNOWN}<script>setTimeout(() => location = '/thanks', 400)</script>"
    index = FETCHED % ("location = '/answer'", 0)
    pages = {"/": index, "/send": TAKEN, "/answer": answer, "/thanks": THANKS}
    with PageSite(pages) as site:
        assert headless.run(site.url, person(headless)).state == "acknowledged"


def test_the_answer_shown_once_more_is_still_the_answer(headless: HeadlessRun) -> None:
    pages = {"/": POSTED, "/answer": UNKNOWN}
    with PageSite(pages, {"/send": "/answer"}) as site:

        async def reloads(tab: Page) -> None:
            site.pages["/answer"] = THANKS
            await tab.reload()

        assert headless.run(site.url, person(headless, reloads)).state == "acknowledged"


def test_what_is_sent_again_after_that_is_answered_again(headless: HeadlessRun) -> None:
    pages = {"/": POSTED, "/answer": UNKNOWN, "/thanks": THANKS}
    with PageSite(pages, {"/send": "/answer"}) as site:

        async def again(tab: Page) -> None:
            await tab.goto(site.url)
            await tab.select_option("select", "FR")
            await tab.fill("input", MAIL)
            await tab.fill("textarea", "I object to this use of all that I have ever written here.")
            site.leads["/send"] = "/thanks"
            await tab.click("button")

        assert headless.run(site.url, person(headless, again)).state == "acknowledged"


def test_a_code_that_is_sent_again_is_still_the_objections(headless: HeadlessRun) -> None:
    """Its page is another one, which does not say what the code is for."""
    asks = """<h1>Check your email</h1><p>{said}</p><form method=post action=/code><label>Code
<input name=code inputmode=numeric maxlength=6></label><button>Confirm</button></form>
<a href=/again>Send the code again</a>"""
    first = asks.format(said="Enter the 6-digit code that we sent you to confirm your objection.")
    again = asks.format(said="We have sent you another 6-digit code. Enter it here.")
    pages = {"/": POSTED, "/first": first, "/again": again, "/thanks": THANKS}
    with PageSite(pages, {"/send": "/first", "/code": "/thanks"}) as site:

        async def presses(tab: Page) -> None:
            while not headless.asked("Paste the code")():
                await tab.wait_for_timeout(50)
            await tab.click("a")
            await asyncio.sleep(1)
            await tab.fill("[name=code]", "482915")
            await tab.click("button")

        result = headless.run(site.url, person(headless, presses))
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("returns", [True, False])
def test_who_comes_back_finds_the_answer_where_it_was(headless: HeadlessRun, returns: bool) -> None:
    pages = {"/": POSTED, "/answer": UNKNOWN, "/help": HELP, "/later": THANKS}
    with PageSite(pages, {"/send": "/answer"}) as site:

        async def goes(tab: Page) -> None:
            await tab.goto(f"{site.url}help")
            await asyncio.sleep(0.5)
            site.pages["/answer"] = THANKS
            await tab.goto(site.url + ("answer" if returns else "later"))
            await waits(tab)

        until = None if returns else lambda: over(headless)
        result = headless.run(site.url, person(headless, goes), until=until)
    assert (result.state == "acknowledged") is returns


def copies(headless: HeadlessRun, url: str, at: str) -> Callable[[], None]:
    """A turn in which the person sends a form in a tab of their own."""

    async def act() -> None:
        letter = await headless.tab.input_value("textarea")
        tab = await headless.tab.context.new_page()
        await tab.goto(url + at)
        await tab.select_option("select", "FR")
        await tab.fill("input", MAIL)
        await tab.fill("textarea", letter)
        await tab.click(".send")
        while not at and "has received your objection" not in headless.person.heard:
            await tab.wait_for_timeout(50)
        if at:
            await waits(tab)
        await tab.close()

    return lambda: setattr(headless, "acting", asyncio.ensure_future(act()))


@pytest.mark.parametrize("same", [True, False])
def test_what_is_sent_in_a_copy_of_the_tab_counts(headless: HeadlessRun, same: bool) -> None:
    """A form of another address is none of this one's, whatever it holds."""
    pages = {"/": POSTED, "/other": POSTED, "/thanks": THANKS}
    with PageSite(pages, {"/send": "/thanks"}) as site:
        turn = copies(headless, site.url, "" if same else "other")
        result = headless.run(site.url, turn, until=lambda: over(headless))
    ended = (result.state, result.sent)
    assert ended == (("acknowledged", "proved") if same else ("abandoned", "no"))


def test_a_window_of_thanks_that_closes_leaves_the_forms_own(headless: HeadlessRun) -> None:
    """It closes before it could be seen a second time: the form's own page is still open."""
    into = POSTED.replace("<form ", "<form target=_blank ")
    closing = THANKS + "<script>setTimeout(() => window.close(), 500)</script>"
    with PageSite({"/": into, "/send": closing}) as site:
        said = headless.heard("stands there as before")
        result = headless.run(site.url, person(headless), until=said)
    assert result.sent == "left"
    assert "The window is closed" not in headless.person.heard


def test_a_window_that_closes_during_a_look_leaves_the_forms_own(
    headless: HeadlessRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is closed after the form's own page was looked at, and before it is looked at again."""
    closed: list[str] = []

    async def reads(page: Page, *given: Any, **more: Any) -> Reading:
        reading = await read(page, *given, **more)
        for other in page.context.pages:
            if page.url != other.url and other.url.endswith("/send"):
                closed.append(other.url)
                await other.close()
        return reading

    monkeypatch.setattr("optout.page.tab.read", reads)
    into = POSTED.replace("<form ", "<form target=_blank ")
    with PageSite({"/": into, "/send": UNKNOWN}) as site:
        said = headless.heard("stands there as before")
        result = headless.run(site.url, person(headless), until=said)
    assert closed
    assert result.sent == "left"
    assert "The window is closed" not in headless.person.heard
