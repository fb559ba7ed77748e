"""Waiting for a page: woken by what matters, by nothing else, and never held up for good."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import pytest
from playwright.async_api import Error, Frame, Page, Request
from support.locate_site import EMAIL, FORM, HOST, WHY, Site, document, form, permits

from optout.domain.proofs import Proof, Why
from optout.forms.hosts import Allowed, origin_of
from optout.locate.roles import Role
from optout.page import reading as pages
from optout.page.close_tab import close_tab
from optout.page.tab import Listener, Tab
from optout.page.watch import Mark
from optout.system.timeouts import bounded, end_task

QUIET = 0.8
Act = Callable[[Page], Awaitable[None]]

CHANGES = {
    "text": "document.querySelector('h1').textContent = 'Thank you'",
    "new element": "document.body.append(document.createElement('input'))",
    "shown": "document.querySelector('#late').style.display = 'block'",
    "enabled": "document.querySelector('button').disabled = true",
    "title": "document.title = 'Sent'",
    "enabled as a group": "document.querySelector('#locked').disabled = false",
    "let in": "document.querySelector('#apart').inert = false",
    "slid in": "document.querySelector('#slide').className = 'in'",
    "unfolded": "document.querySelector('#fold').style.maxHeight = '400px'",
    "shadow root": "document.querySelector('#host').shadowRoot.innerHTML = 'Thank you'",
    "frame": "document.querySelector('iframe').contentDocument.body.innerHTML = 'Thank you'",
    "new frame": "document.body.append(document.createElement('iframe'))",
    "navigation": "location.href = location.href + '#done'",
    "reload": "setTimeout(() => location.reload(), 0)",
}
NO_CHANGES = {
    "styling": "document.querySelector('h1').style.color = 'red'",
    "data attribute": "document.body.dataset.tick = '1'",
    "a field that moves": "document.querySelector('textarea').style.transform = 'translateX(30px)'",
    "nothing in what unfolds": "document.querySelector('#host').style.maxHeight = '400px'",
    "nothing": "1",
}
APART = """<style>#strip { overflow: hidden } #slide { transform: translateX(4000px) }
#slide.in { transition: transform .2s; transform: none }</style>
<fieldset id="locked" disabled><input name="a"></fieldset>
<div id="apart" inert><input name="b"></div>
<div id="strip"><div id="slide"><input name="c"></div></div>
<div id="fold" style="max-height: 0; overflow: hidden"><input name="d"></div>"""
PAGE = form(
    EMAIL,
    WHY,
    after=APART
    + '<div id="late" style="display:none">Thanks</div><div id="host"></div><iframe src="/in">'
    "</iframe><script>document.querySelector('#host').attachShadow({mode: 'open'})</script>",
)
INNER = {HOST + "in": document("<p>Inner</p>")}


async def _wakes(page: Page, script: str, late: bool) -> bool:
    """Whether who waits for a page at rest is woken by what a script does, before the wait or in
    it."""
    while True:
        marks = (await pages.read(page, permits)).marks
        waiting = asyncio.create_task(pages.changed(page, marks))
        done, _ = await asyncio.wait({waiting}, timeout=QUIET / 3)
        if not done:
            break
    if late:
        await end_task(waiting)
    await page.evaluate(script)
    if late:
        waiting = asyncio.create_task(pages.changed(page, marks))
    done, _ = await asyncio.wait({waiting}, timeout=QUIET * 4)
    await end_task(waiting)
    return bool(done)


@pytest.mark.parametrize("late", [False, True], ids=["in the wait", "since the look"])
def test_woken_by_a_change(site: Site, late: bool) -> None:
    async def act(page: Page) -> list[str]:
        await page.bring_to_front()  # nothing moves in a tab that nobody sees
        return [name for name, script in CHANGES.items() if not await _wakes(page, script, late)]

    assert site.visit(PAGE, act, INNER) == []


def test_not_woken_by_what_does_not_matter(site: Site) -> None:
    async def act(page: Page) -> str:
        await page.bring_to_front()
        waiting = asyncio.create_task(pages.changed(page))
        for name, script in NO_CHANGES.items():
            await page.evaluate(script)
            last = script == NO_CHANGES["nothing"]
            done, _ = await asyncio.wait({waiting}, timeout=QUIET if last else QUIET / 8)
            if done:
                return name
        await end_task(waiting)
        return ""

    assert site.visit(PAGE, act, INNER) == ""


async def _closes(page: Page) -> None:
    await close_tab(page, 10)


async def _crashes(page: Page) -> None:
    session = await page.context.new_cdp_session(page)
    crash = asyncio.create_task(session.send("Page.crash"))
    await page.wait_for_event("crash")
    crash.cancel()


@pytest.mark.parametrize("ends", [_closes, _crashes])
def test_woken_when_the_page_ends(site: Site, ends: Act) -> None:
    async def act(page: Page) -> None:
        waiting = asyncio.create_task(pages.changed(page))
        await page.evaluate("1")
        await ends(page)
        await bounded(waiting, 5)
        with pytest.raises(pages.PageGone):
            await pages.read(page, permits, limit=5)
        if page.is_closed():
            await bounded(pages.changed(page), 1)

    site.visit(FORM, act)


@asynccontextmanager
async def _hanging(frame: Frame) -> AsyncIterator[None]:
    """The frame is asked for something endless, and so answers nothing that is asked after it."""
    await frame.evaluate("1")  # what Playwright itself needs there is there
    endless = asyncio.create_task(frame.evaluate("while (true);"))
    await asyncio.sleep(0)  # it is asked
    try:
        yield
    finally:
        endless.cancel()
        await asyncio.gather(endless, return_exceptions=True)


def test_a_page_that_hangs_is_said(site: Site) -> None:
    async def act(page: Page) -> None:
        async with _hanging(page.main_frame):
            begun = time.monotonic()
            reading = await pages.read(page, permits, limit=0.4)
            assert time.monotonic() - begun < 2.4
            assert reading.why == Why(Proof.NO_ANSWER)
            assert reading.fields[Role.EMAIL].status == "missing"
            begun = time.monotonic()
            await pages.settled(page, permits, patience=0.5, limit=0.3)
            assert time.monotonic() - begun < 3.5

    site.visit(FORM, act)


def test_a_frame_that_hangs_is_left_out(site: Site) -> None:
    inner = "https://other.test/in"
    page = FORM + f'<iframe src="{inner}"></iframe>'

    async def act(page: Page) -> pages.Reading:
        frame = page.frame(url=inner)
        assert frame is not None
        async with _hanging(frame):
            return await pages.read(page, permits, limit=3)

    reading = site.visit(page, act, {inner: document("<p>Inner</p>")})
    assert reading.fields[Role.EMAIL].status == "found"
    assert [f.unread for f in reading.snapshot.frames if f.unread] == [Proof.NO_ANSWER]


def test_a_page_that_never_rests_is_judged_all_the_same(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []
    read = pages.read

    async def noted(*args: Any, **options: Any) -> pages.Reading:
        looks.append(time.monotonic())
        return await read(*args, **options)

    monkeypatch.setattr(pages, "read", noted)
    ticking = (
        FORM + "<p id='t'></p><script>setInterval(() => t.textContent = Date.now(), 50)</script>"
    )

    async def act(page: Page) -> tuple[float, float]:
        begun = time.monotonic()
        reading = await pages.settled(page, permits, still=0.5, patience=1.5)
        assert reading.fields[Role.EMAIL].status == "found"
        return begun, time.monotonic()

    pages.warm()  # a slow first look would hide that it gave up early
    still, ended = site.visit(FORM, act)
    assert 0.5 <= ended - still < 1.4
    looks.clear()
    begun, ended = site.visit(ticking, act)
    assert ended - begun > 1.4
    # A look that begins in time is finished, and at most one follows, however slow looks are here.
    assert sum(look - begun > 1.6 for look in looks) <= 1, [look - begun for look in looks]


def test_hostile_prototypes_do_not_break_the_look(site: Site) -> None:
    hostile = (
        FORM
        + """<script>
    Array.prototype.toJSON = function () { return "broken"; };
    String.prototype.toJSON = Object.prototype.toJSON = () => "broken";
    Array.prototype.extra = 1; Object.prototype.extra = 1;</script>"""
    )
    assert site.look(hostile).fields[Role.EMAIL].status == "found"
    for act in ("throw new Error('no')", "return '['.repeat(200000)"):
        broken = FORM + f"<script>JSON.stringify = () => {{ {act}; }};</script>"
        assert site.look(broken).why == Why(Proof.UNREADABLE)


def test_rules_against_evaluating_text(site: Site) -> None:
    rule = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
    page = FORM.replace("</head>", rule + "</head>")
    assert site.look(page).fields[Role.EMAIL].status == "found"


@asynccontextmanager
async def _tab(page: Page, listener: Listener | None = None) -> AsyncIterator[Tab]:
    tab = Tab(page, Allowed(origin=origin_of(HOST)), listener or Listener())
    try:
        yield tab
    finally:
        await tab.close()


def _does(script: str) -> Act:
    async def act(page: Page) -> None:
        await page.evaluate(script)

    return act


@pytest.mark.parametrize(
    ("act", "noticed"),
    [(_does(CHANGES["text"]), True), (_closes, True), (_crashes, True), (_does("1"), False)],
)
def test_what_happens_between_a_look_and_the_wait_is_noticed(
    site: Site, monkeypatch: pytest.MonkeyPatch, act: Act, noticed: bool
) -> None:
    """However late the page itself begins to watch."""

    async def late(page: Page, since: tuple[Mark, ...] = ()) -> None:
        await asyncio.sleep(0.3)
        await changed(page, since)

    async def visit(page: Page) -> bool:
        async with _tab(page) as tab:
            await tab.look()
            await act(page)
            return await tab.moved_within(QUIET * 2)

    changed = pages.changed
    monkeypatch.setattr(pages, "changed", late)
    assert site.visit(PAGE, visit, INNER) is noticed


class _Faulty(Listener):
    """Whatever it does with what leaves the page fails."""

    def on_request(self, request: Request) -> bool:
        raise KeyError(request.method)


@pytest.mark.parametrize("fails", [True, False])
def test_what_fails_as_a_request_is_noted_is_told_by_the_next_look(
    site: Site, capfd: pytest.CaptureFixture[str], fails: bool
) -> None:
    """Playwright would print it, and nobody else would know."""

    async def visit(page: Page) -> None:
        async with _tab(page, _Faulty() if fails else Listener()) as tab:
            await tab.look()
            await page.evaluate("fetch('/send', {method: 'POST', body: 'x'}).catch(() => 0)")
            await tab.moved_within(QUIET)
            with pytest.raises(KeyError) if fails else nullcontext():
                await tab.look()

    site.visit(PAGE, visit, INNER)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("ends", [True, False])
def test_the_drivers_end_is_noticed_also_after_the_document_was_replaced(
    site: Site, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    ended = asyncio.Event()

    async def visit(page: Page) -> bool:
        evaluate = page.evaluate

        async def until_it_ends(script: str, *more: Any) -> Any:
            act = asyncio.ensure_future(evaluate(script, *more))
            end = asyncio.create_task(ended.wait())
            try:
                await asyncio.wait({act, end}, return_when=asyncio.FIRST_COMPLETED)
                if act.done():
                    return act.result()
            finally:
                await end_task(act, end)
            raise Error("Connection closed while reading from the driver")

        monkeypatch.setattr(page, "evaluate", until_it_ends)
        async with _tab(page) as tab:
            await tab.look()
            await page.goto(HOST + "#elsewhere")
            await page.reload()
            if ends:
                ended.set()
            for _ in range(50 if ends else 10):
                await asyncio.sleep(0.1)
                if tab.lost:
                    break
            return tab.lost

    assert site.visit(PAGE, visit, INNER) is ends


def test_the_wait_for_the_drivers_end_outlives_the_pages_garbage(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[str] = []

    async def visit(page: Page) -> int:
        evaluate = page.evaluate

        async def counted(script: str, *more: Any) -> Any:
            waits.append(script)
            return await evaluate(script, *more)

        monkeypatch.setattr(page, "evaluate", counted)
        devtools = await page.context.new_cdp_session(page)
        async with _tab(page) as tab:
            await tab.look()
            await asyncio.sleep(0.1)
            await devtools.send("HeapProfiler.collectGarbage")
            await asyncio.sleep(0.5)
            return len(waits)

    assert site.visit(PAGE, visit, INNER) == 1
