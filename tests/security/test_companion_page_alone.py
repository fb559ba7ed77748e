"""The companion shows nothing to whoever is not the person, and hears nobody else."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Error, Page, expect
from support.hostile_site import ATTACK, VICTIM, WAYS, HostileSite
from support.locate_site import Site, document
from support.scripted_person import ScriptedPerson

from optout.companion.both import TerminalAndCompanion
from optout.companion.companion_page import ADDRESS, CompanionPage
from optout.companion.placing import open_beside
from optout.system import own_pages
from optout.terminal.human import Choice, Offer, Standing

SECRET = "prenom.nom@example.org"


class Opened:
    """The companion in a tab of the headless browser, with a question open and a letter to read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.both = TerminalAndCompanion(ScriptedPerson(can_ask=False))
        self.both.expected = True
        self.answers: list[str] = []
        self.heard: list[tuple[str, str]] = []
        self._shown = CompanionPage(page, self._hears, self.both.closed)
        self.both._page = self._shown

    def _hears(self, number: str, answer: str) -> None:
        self.heard.append((number, answer))
        self.both._answered(number, answer)

    async def __aenter__(self) -> "Opened":
        await self._shown.open()
        self.both.offer([Offer("Show it", lambda: self.answers.append("shown"))], SECRET)
        self._asking = asyncio.create_task(self._ask())
        await self.shows(SECRET)
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._asking.cancel()
        await asyncio.gather(self._asking, return_exceptions=True)
        await self.both.close()

    async def _ask(self) -> None:
        for number in range(1, 9):
            answered = await self.both.yes_no(f"Question {number}?", default=False)
            self.answers.append(f"{number}: {answered}")

    async def shows(self, text: str) -> None:
        """Wait until it does, be it in a part that is closed."""
        await expect(self.page.locator("body")).to_contain_text(text, timeout=5000)

    @property
    def number(self) -> str:
        """Of the open question."""
        assert self.both.screen.question
        return self.both.screen.question.number


def visit(site: Site, act: Callable[[Opened], Awaitable[Any]]) -> Any:
    """Open a companion, do something with it, close it."""

    async def whole() -> Any:
        async with Opened(await site.context.new_page()) as opened:
            return await act(opened)

    return site.run(whole(), timeout=60)


# -- what another page can do to it


async def _attack(context: BrowserContext, at: str, target: str) -> dict[str, bool]:
    page = await context.new_page()
    try:
        await page.goto(at)
        return dict(await page.evaluate(ATTACK, {"target": target, "secret": SECRET}))
    finally:
        for one in context.pages[1:]:
            if one is page or await one.opener() is page:
                await one.close()


def test_no_page_of_a_site_reaches_it(site: Site) -> None:
    """Each of the same ways leads to a page that has no such care."""
    with HostileSite({"/": "<p>Hello</p>", "/victim": VICTIM}) as hostile:

        async def attacked(opened: Opened) -> dict[str, bool]:
            before = await opened.page.inner_html("body")
            report = await _attack(site.context, hostile.own + "/", ADDRESS)
            assert await opened.page.inner_html("body") == before
            assert not opened.heard
            assert not opened.answers
            return report

        assert visit(site, attacked) == dict.fromkeys(WAYS, False)
        twin = _attack(site.context, hostile.own + "/", hostile.own + "/victim")
        assert site.run(twin) == dict.fromkeys(WAYS, True)


def test_it_is_opened_without_a_way_back(site: Site) -> None:
    async def opener(page: Page) -> list[object]:
        found = await page.evaluate("[opener, name, parent === self, top === self, history.length]")
        return list(found)

    async def opens() -> list[list[object]]:
        front = own_pages.front_of(site.context)
        assert front is not None
        listens = (
            "const { open } = window; window.open = (...to) => { window.seen = to; open(...to); }"
        )
        await front.evaluate(f"() => {{ {listens} }}")
        page = (await open_beside(site.context, asks=True)).page
        assert await front.evaluate("window.seen") is None
        async with Opened(page) as opened:
            mine = await opener(opened.page)
        async with site.context.expect_page() as other:
            await front.evaluate("() => void open('about:blank', 'name')")
        assert await front.evaluate("window.seen") == ["about:blank", "name"]
        twin = await opener(await other.value)
        await (await other.value).close()
        return [mine[:4], twin[:2]]

    (mine, twin) = site.run(opens())
    assert mine == [None, "", True, True]
    assert twin != [None, ""]


# -- its own policy

POLICY = {
    "inline script": "const s = add('script'); s.textContent = 'came(#)'; add(s)",
    "script with an address": "add('script', { src: 'data:text/javascript,came(#)' })",
    "handler": "add('img', { src: 'data:x' }).setAttribute('onerror', 'came(#)')",
    "javascript:": "add('a', { href: 'javascript:came(#)' }).click()",
    "eval": "eval('came(#)')",
    "Function": "new Function('came(#)')()",
    "timer": "setTimeout('came(#)')",
    "innerHTML": "add('div').innerHTML = '<q></q>'; if (document.querySelector('q')) came(#)",
    "style": "add('style').textContent = 'head { left: 7px }'; if (styled('head')) came(#)",
    "style attribute": "add('p').setAttribute('style', 'left: 7px'); if (styled('p')) came(#)",
    "image": "add('img', { src: '{gif}', onload: () => came(#) })",
    "frame": "addEventListener('message', () => came(#));"
    "add('iframe', { src: 'data:text/html,<script>parent.postMessage(1, \"*\")</script>' })",
    "base": "add('base', { href: '//a.test/' }); if (document.baseURI.includes('a.')) came(#)",
    "worker": "new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).onmessage ="
    " () => came(#)",
    "fetch": "fetch('data:text/plain,1').then(() => came(#))",
    "form": "let held = false; addEventListener('securitypolicyviolation',"
    " (event) => { held ||= event.effectiveDirective === 'form-action'; });"
    "add('iframe', { name: 'to' });"
    "add('form', { action: 'https://other.test/', target: 'to' }).submit();"
    "setTimeout(() => { if (!held) came(#); }, 200)",
}
"""What a script in the page could do, and the page's own never does."""
_TRIES = """async (tries) => {
  const through = new Set();
  globalThis.came = (number) => through.add(number);
  globalThis.styled = (name) =>
    getComputedStyle([...document.querySelectorAll(name)].at(-1)).left === "7px";
  globalThis.add = (one, more = {}) => {
    const made = typeof one === "string" ? document.createElement(one) : one;
    document.body.append(Object.assign(made, more));
    return made;
  };
  %s
  await new Promise((go) => setTimeout(go, 500));
  return [...through];
}"""
_TRY = "setTimeout(() => { try { %s } catch {} });"
"""Later: while the driver itself has something done, it lets `eval` through."""
_GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAICTAEAOw=="


async def _came_through(page: Page) -> set[str]:
    """What of it the policy of this page lets through."""
    tries = [
        _TRY % code.replace("#", str(number)).replace("{gif}", _GIF)
        for number, code in enumerate(POLICY.values())
    ]
    came = await page.evaluate(_TRIES.replace("%s", "".join(tries)))
    return {[*POLICY][number] for number in came}


def test_its_policy_lets_nothing_through_but_its_own(site: Site) -> None:
    """A page without one lets all of it through."""
    assert visit(site, lambda opened: _came_through(opened.page)) == set()
    assert site.visit(document(""), _came_through) == set(POLICY)


# -- other documents in its tab

_LISTENS = "data:text/html,<script>globalThis.companion = { show(s) { told = s; } }</script>"
ELSEWHERE = (
    _LISTENS,
    "about:blank",
    ADDRESS + "#there",
    ADDRESS + "other",
    "https://other.test/",
    "chrome://crash-is-no-page/",
)
_ANSWERS = """async (number) => {
  try { await globalThis.answer(number, "yes"); } catch {}
  return JSON.stringify(globalThis.told ?? "");
}"""


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nothing_is_told_to_or_heard_from_another_document(site: Site, address: str) -> None:
    async def elsewhere(opened: Opened) -> None:
        page = opened.page
        with suppress(Error):  # most lead nowhere
            await page.goto(address)
        with suppress(Error):
            await page.wait_for_load_state()
        opened.both.say("What is said meanwhile")
        await asyncio.sleep(0.3)
        if not address.startswith(ADDRESS + "#"):  # that is its own document still
            assert SECRET not in await page.content()
            assert await page.title() == ""
        assert SECRET not in await page.evaluate(_ANSWERS, opened.number)
        assert not opened.answers
        assert not opened.heard
        await page.goto(ADDRESS)  # the way back
        await opened.shows(SECRET)
        await opened.shows("What is said meanwhile")
        await page.evaluate(_ANSWERS, opened.number)
        await opened.shows("Question 2?")
        assert opened.answers == ["1: True"]

    visit(site, elsewhere)


def test_a_frame_in_it_is_not_heard(site: Site) -> None:
    async def in_frame(opened: Opened) -> None:
        await opened.page.evaluate("document.body.append(document.createElement('iframe'))")
        frame = opened.page.frames[1]
        assert await frame.evaluate("typeof answer") == "function", "else this shows nothing"
        await frame.evaluate(_ANSWERS, opened.number)
        assert not opened.heard

    visit(site, in_frame)


# -- answers that answer nothing


def test_only_the_open_question_is_answered_and_once(site: Site) -> None:
    async def presses(opened: Opened) -> list[str]:
        page, first = opened.page, opened.number
        for number in ("", "1", "0" * 43, first[:-1], first + "=", SECRET):
            await page.evaluate(_ANSWERS, number)
        await page.evaluate("n => { answer(n); answer(n, 1); answer([n], 'yes'); }", first)
        assert not opened.answers
        await page.evaluate("n => { answer(n, 'yes'); answer(n, 'no'); answer(n, 'yes'); }", first)
        await opened.shows("Question 2?")
        await page.reload()
        await opened.shows("Question 2?")
        await page.evaluate(_ANSWERS, first)
        (gone,) = opened.both.screen.offers
        opened.both.offer([], SECRET)
        await page.evaluate(_ANSWERS, gone)
        return opened.answers

    assert visit(site, presses) == ["1: True"]


@pytest.mark.parametrize("how", ["double click", "Enter held down", "one after the other"])
def test_what_is_pressed_twice_answers_once(site: Site, how: str) -> None:
    """The next question stands there already when the second one comes."""

    async def presses(opened: Opened) -> list[str]:
        page, yes = opened.page, opened.page.get_by_role("button", name="Yes")
        if how == "Enter held down":
            await page.keyboard.down("Enter")
            await opened.shows("Question 2?")
            await page.keyboard.down("Enter")
        else:
            await yes.click()
            await opened.shows("Question 2?")
            count = 1 if how == "one after the other" else 2
            await page.mouse.down(click_count=count)
            await page.mouse.up(click_count=count)
        await asyncio.sleep(0.2)
        return opened.answers

    answers = visit(site, presses)
    assert len(answers) == (2 if how == "one after the other" else 1)


# -- what a page says in it

_BAD = "<img src=x onerror=globalThis.came=1>&lt;b&gt; \u202egnp.exe\u2069 \x1b]0;x\x07<script>"
_SHOWN = "<img src=x onerror=globalThis.came=1>&lt;b&gt; gnp.exe <script>"


def test_whatever_a_page_says_is_text(site: Site) -> None:
    async def says(opened: Opened) -> Any:
        both, page = opened.both, opened.page
        for say in (both.say, both.heading, both.letter):
            say(_BAD)
        both.list([_BAD, _BAD])
        both.numbered([_BAD])
        both.say("x" * 100_000 + _BAD)
        both.keep_in_sight([Standing(_SHOWN, _SHOWN, sent=_SHOWN), Standing("other", "")], _SHOWN)
        both.offer([Offer(_BAD, lambda: None)], _BAD)
        question = both.choose(_BAD, [Choice(_BAD, _BAD), Choice("b", "b")], default="b")
        asking = asyncio.create_task(question)
        await expect(page.get_by_role("group", name=_SHOWN)).to_have_count(1, timeout=5000)
        asking.cancel()
        shown = await page.evaluate(
            "(document.querySelector('script').remove(), document.body.textContent)"
        )
        made = await page.evaluate("[document.querySelectorAll('img').length, globalThis.came]")
        return shown, made, await page.title()

    shown, made, title = visit(site, says)
    assert shown.count(_SHOWN) >= 10
    assert made == [0, None]
    for text in (shown, title):
        assert not {"\u202e", "\u2069", "\x1b", "\x07"} & set(text)
