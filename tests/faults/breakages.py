"""What can break in the page or at the person's hand. Each is done once, at one step."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from faults.proxy import SIGN_IN
from faults.stage import Play
from playwright.async_api import Dialog

from optout.bounded import bounded

Breakage = Callable[[Play], Awaitable[None]]

NEWSLETTER = """<h1>Stay in touch</h1><form id="other" action="/news" method="post">
<p><label>Get our newsletter: your email <input name="newsletter_email" type="email"></label></p>
<button>Subscribe</button></form>"""
OTHER_FORM = """<h1>Report a stolen parcel</h1><form id="other" action="/parcel" method="post">
<p><label>Your email address <input name="email" type="email" required></label></p>
<p><label>Explain what happened to it <textarea name="parcel" required></textarea></label></p>
<p><label>Tracking number <input name="tracking" required></label></p>
<button>Report</button></form>"""
THANKS = """<main><h1>Thank you</h1>
<p>We have received your objection. We will review your request.</p></main>"""
ARTICLE = """<main><article><h1>How I objected</h1><p>I filled in the form last week. The page said:
"Thank you, we have received your objection." A friend was told that the form is not available.
</p></article></main>"""
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


async def tab_closed(play: Play) -> None:
    await play.page.close()


async def page_crashed(play: Play) -> None:
    with contextlib.suppress(Exception):  # the crash is how this ends
        await bounded(play.page.goto("chrome://crash"), 10)


async def renderer_crashed(play: Play) -> None:
    """The page's process ends while the page is still awaited: `chrome://crash` is a page, too."""
    devtools = await play.page.context.new_cdp_session(play.page)
    with contextlib.suppress(Exception):  # nobody is left to answer
        await bounded(devtools.send("Page.crash"), 5)


async def reload(play: Play) -> None:
    await play.page.reload(wait_until="commit")


async def go_back(play: Play) -> None:
    await play.page.go_back(wait_until="commit")


async def wiped(play: Play) -> None:
    await play.page.evaluate(_WIPE)


async def wiped_silently(play: Play) -> None:
    """Nothing tells of it: no event, no change of the document."""
    await play.page.evaluate(_WIPE_SILENTLY)


async def _replace(play: Play, body: str) -> None:
    await play.page.evaluate("html => { document.body.innerHTML = html; }", body)


async def newsletter(play: Play) -> None:
    await _replace(play, NEWSLETTER)


async def other_form(play: Play) -> None:
    await _replace(play, OTHER_FORM)


async def thanks_unsent(play: Play) -> None:
    await _replace(play, THANKS)


async def article(play: Play) -> None:
    await _replace(play, ARTICLE)


async def signed_out(play: Play) -> None:
    await _replace(play, SIGN_IN)


async def typed_elsewhere(play: Play) -> str:
    """What stands in the fields of a form that came in the place of the objection's."""
    if play.page.is_closed():
        return ""
    with contextlib.suppress(Exception):  # a page that is gone holds nothing
        return str(await bounded(play.page.evaluate(_TYPED), 5))
    return ""


async def alert(play: Play) -> None:
    await play.page.evaluate(
        "() => { setTimeout(() => alert('Your session is about to end'), 0); }"
    )


async def confirm(play: Play) -> None:
    await _answered(play, "() => { setTimeout(() => confirm('Do you need more time?'), 0); }")


async def _answered(play: Play, script: str) -> None:
    """Open a dialog; the person answers it once it was told."""
    shown: asyncio.Future[Dialog] = asyncio.get_running_loop().create_future()
    play.page.on("dialog", lambda d: None if shown.done() else shown.set_result(d))
    opening = asyncio.ensure_future(play.page.evaluate(script))
    dialog = await bounded(shown, 20)
    await play.person.hears("Please answer it in the browser window")
    await dialog.accept()
    await asyncio.gather(opening, return_exceptions=True)


async def leaving(play: Play) -> None:
    """The page asks before it is left, and the person reloads it."""
    await play.page.mouse.click(2, 2)  # without an act of the person the browser does not ask
    await play.page.evaluate(
        "() => addEventListener('beforeunload', e => { e.preventDefault(); e.returnValue = 'x'; })"
    )
    await _answered(play, "() => { setTimeout(() => location.reload(), 0); }")


async def popup(play: Play) -> None:
    await play.page.evaluate("() => { window.open('about:blank'); }")


async def hangs(play: Play) -> None:
    script = (
        "() => { setTimeout(() => { const t = Date.now(); while (Date.now() - t < 12000); }); }"
    )
    await play.page.evaluate(script)


async def edited(play: Play) -> None:
    await play.page.locator("textarea").first.fill(
        "Ma propre lettre, avec mes raisons. " + "x" * 120
    )


async def retyped(play: Play) -> None:
    """The person empties the letter, thinks for longer than the page's watch takes, and types."""
    await play.page.locator("textarea").first.click()
    for keys in ("Control+A", "Delete"):
        await play.page.keyboard.press(keys)
    await play.page.evaluate("() => new Promise(done => setTimeout(done, 1500))")
    await play.page.keyboard.insert_text("Ma propre lettre, avec mes raisons. " + "x" * 120)


async def emptied(play: Play) -> None:
    """The person takes the letter out of a form that does not insist on it."""
    await play.page.locator("textarea").first.click()
    for keys in ("Control+A", "Delete"):
        await play.page.keyboard.press(keys)


BREAKAGES: dict[str, Breakage] = {
    f.__name__: f
    for f in (
        tab_closed,
        page_crashed,
        renderer_crashed,
        reload,
        go_back,
        wiped,
        wiped_silently,
        newsletter,
        other_form,
        thanks_unsent,
        article,
        signed_out,
        alert,
        confirm,
        leaving,
        popup,
        hangs,
        edited,
        retyped,
        emptied,
    )
}
"""By the name of the fault. Two more, `ctrl_c` and `stdin_closed`, are not acts in the page."""
