"""What can break in the page or at the person's hand. Each is done once, at one step."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial

from playwright.async_api import Dialog
from support.faults.proxy import LATE, SIGN_IN
from support.faults.shared_browser import FaultRun

from optout.system.timeouts import bounded

Breakage = Callable[[FaultRun], Awaitable[None]]

PAGES = {
    "newsletter": """<h1>Stay in touch</h1><form id="other" action="/news" method="post">
<p><label>Get our newsletter: your email <input name="newsletter_email" type="email"></label></p>
<button>Subscribe</button></form>""",
    "other_form": """<h1>Report a stolen parcel</h1><form id="other" action="/parcel" method="post">
<p><label>Your email address <input name="email" type="email" required></label></p>
<p><label>Explain what happened to it <textarea name="parcel" required></textarea></label></p>
<p><label>Tracking number <input name="tracking" required></label></p>
<button>Report</button></form>""",
    "thanks_unsent": """<main><h1>Thank you</h1>
<p>We have received your objection. We will review your request.</p></main>""",
    "article": """<main><article><h1>How I objected</h1><p>I filled in the form last week. The page
said: "Thank you, we have received your objection." A friend was told that the form is not
available.</p></article></main>""",
    "signed_out": SIGN_IN,
}
"""What a page may show in place of what it showed."""
OWN_LETTER = "Ma propre lettre, avec mes raisons. " + "x" * 120
_TYPED = """() => [...document.querySelectorAll('#other input, #other textarea')]
  .map(e => e.value).join('')"""
_WIPE = """() => {
  for (const e of document.querySelectorAll('input:not([type=hidden]), textarea, select')) {
    if (e.type === 'radio' || e.type === 'checkbox') continue;
    if (e.tagName === 'SELECT' && !e.querySelector('option[value=FR]')) continue;
    e.value = '';
    e.dispatchEvent(new InputEvent('input', {bubbles: true}));
    e.dispatchEvent(new Event('change', {bubbles: true}));
  }
  const note = document.createElement('p');
  note.textContent = 'The page was refreshed.';
  document.body.append(note);
}"""
_WIPE_SILENTLY = """() => {
  for (const e of document.querySelectorAll('input[type=email], textarea')) e.value = '';
}"""


async def tab_closed(fault_run: FaultRun) -> None:
    """The person closes the tab."""
    await fault_run.page.close()


async def page_crashed(fault_run: FaultRun) -> None:
    """The page's process ends, once nothing else is awaited."""
    with contextlib.suppress(Exception):  # the crash is how this ends
        await bounded(fault_run.page.goto("chrome://crash"), 10)


async def renderer_crashed(fault_run: FaultRun) -> None:
    """The page's process ends while the page is still awaited: `chrome://crash` is a page, too."""
    devtools = await fault_run.page.context.new_cdp_session(fault_run.page)
    with contextlib.suppress(Exception):  # nobody is left to answer
        await bounded(devtools.send("Page.crash"), 5)


async def reload(fault_run: FaultRun) -> None:
    """The person loads the page anew."""
    await fault_run.page.reload(wait_until="commit")


async def elsewhere(fault_run: FaultRun) -> None:
    """The person opens another page of the site in this tab."""
    await fault_run.page.goto(f"{fault_run.network.origin}/news", wait_until="commit")


async def go_back(fault_run: FaultRun) -> None:
    """The person goes back to the page before."""
    await fault_run.page.go_back(wait_until="commit")


async def wiped(fault_run: FaultRun) -> None:
    """The page loses what stands in its fields, and says so."""
    await fault_run.page.evaluate(_WIPE)


async def wiped_silently(fault_run: FaultRun) -> None:
    """Nothing tells of it: no event, no change of the document."""
    await fault_run.page.evaluate(_WIPE_SILENTLY)


async def show_instead(fault_run: FaultRun, name: str) -> None:
    """The page shows one of `PAGES` in place of what it showed."""
    script = "html => { document.body.innerHTML = html; }"
    await fault_run.page.evaluate(script, PAGES[name])


async def typed_elsewhere(fault_run: FaultRun) -> str:
    """What stands in the fields of a form that came in the place of the objection's."""
    if fault_run.page.is_closed():
        return ""
    with contextlib.suppress(Exception):  # a page that is gone holds nothing
        return str(await bounded(fault_run.page.evaluate(_TYPED), 5))
    return ""


async def alert(fault_run: FaultRun) -> None:
    """The page says something that has to be put away."""
    await fault_run.page.evaluate(
        "() => { setTimeout(() => alert('Your session is about to end'), 0); }"
    )


async def confirm(fault_run: FaultRun) -> None:
    """The page asks a question."""
    await _answered(fault_run, "() => { setTimeout(() => confirm('Do you need more time?'), 0); }")


async def _answered(fault_run: FaultRun, script: str) -> None:
    """Open a dialog; the person answers it once it was told."""
    shown: asyncio.Future[Dialog] = asyncio.get_running_loop().create_future()
    fault_run.page.on("dialog", lambda d: None if shown.done() else shown.set_result(d))
    opening = asyncio.ensure_future(fault_run.page.evaluate(script))
    dialog = await bounded(shown, 20)
    await fault_run.person.hears("Please answer it in the browser window")
    await dialog.accept()
    await asyncio.gather(opening, return_exceptions=True)


async def leaving(fault_run: FaultRun) -> None:
    """The page asks before it is left, and the person reloads it."""
    await fault_run.page.mouse.click(2, 2)  # without an act of the person the browser does not ask
    await fault_run.page.evaluate(
        "() => addEventListener('beforeunload', e => { e.preventDefault(); e.returnValue = 'x'; })"
    )
    await _answered(fault_run, "() => { setTimeout(() => location.reload(), 0); }")


async def popup(fault_run: FaultRun) -> None:
    """The page opens another tab."""
    await fault_run.page.evaluate("() => { window.open('about:blank'); }")


async def hangs(fault_run: FaultRun) -> None:
    """It waits for an answer, and does nothing else meanwhile; a busy loop would burn a core."""
    await fault_run.page.evaluate(
        "path => { setTimeout(() => { const request = new XMLHttpRequest();"
        " request.open('GET', path, false); request.send(); }); }",
        LATE,
    )


async def edited(fault_run: FaultRun) -> None:
    """The person writes a letter of their own."""
    await fault_run.page.locator("textarea").first.fill(OWN_LETTER)


async def retyped(fault_run: FaultRun) -> None:
    """The person empties the letter, thinks for longer than the page's watch takes, and types."""
    await emptied(fault_run)
    await fault_run.page.evaluate("() => new Promise(done => setTimeout(done, 1500))")
    await fault_run.page.keyboard.insert_text(OWN_LETTER)


async def emptied(fault_run: FaultRun) -> None:
    """The person takes the letter out of a form that does not insist on it."""
    await fault_run.page.locator("textarea").first.click()
    for keys in ("Control+A", "Delete"):
        await fault_run.page.keyboard.press(keys)


BREAKAGES: dict[str, Breakage] = {
    f.__name__: f
    for f in (
        tab_closed,
        page_crashed,
        renderer_crashed,
        reload,
        elsewhere,
        go_back,
        wiped,
        wiped_silently,
        alert,
        confirm,
        leaving,
        popup,
        hangs,
        edited,
        retyped,
        emptied,
    )
} | {name: partial(show_instead, name=name) for name in PAGES}
"""By the name of the fault. Two more, `ctrl_c` and `stdin_closed`, are not acts in the page."""
