"""The window stays open, so that the person can read what the site has answered."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from playwright.async_api import BrowserContext, Page

from optout.domain.result import Result
from optout.i18n import _
from optout.run.plan import Plan
from optout.run.session import proofs
from optout.system import own_pages
from optout.system.attempt import ActFailed, TooSlow, attempt
from optout.system.timeouts import end_task
from optout.terminal.human import EndOfInput, Human, Offer

_Pages = Callable[[BrowserContext], list[Page]]
_ANSWERING = 1.0
"""Seconds in which a page answers that does not hang."""


async def read_before_end(plan: Plan, context: BrowserContext, human: Human) -> None:
    """Wait until the person closes the window or presses Enter. All is recorded by then."""
    question = _(
        "The browser window stays open, so that you can read the page. "
        "Press Enter here, or close that window, to finish"
    )
    sites = own_pages.of_sites(context)
    if sites and len(sites) < len(context.pages):
        question = _(
            "Both windows stay open, so that you can read them. "
            "Press Enter here, or close both, to finish"
        )
    if not sites:  # the person has closed the form's
        question = _("Press Enter here, or close the window “optout”, to finish")

    def offered() -> list[Offer]:
        seen = proofs.offers(plan, context, human, plan.results)
        return [*seen, *plan.offers_at_end(plan)]

    await _read(plan, context, human, question, _("Finish"), _all, offered)


async def read_before(
    plan: Plan, context: BrowserContext, human: Human, form: str, result: Result | None = None
) -> None:
    """The same before the page of `form` comes in front of the one to be read, which is that of
    `result`: its proof can be seen meanwhile."""
    ended = [result] if result else []
    question = _(
        "The browser window stays open, so that you can read the page. "
        "Press Enter here to go on with {form}"
    )
    question = "\n".join([*proofs.places(ended), question.format(form=form)])
    button = _("Go on with {form}").format(form=form)

    def offered() -> list[Offer]:
        proofs.say_what_is_kept(human, ended)
        return proofs.offers(plan, context, human, ended)

    await _read(plan, context, human, question, button, own_pages.of_sites, offered)


def _all(context: BrowserContext) -> list[Page]:
    return context.pages


async def _read(
    plan: Plan,
    context: BrowserContext,
    human: Human,
    question: str,
    button: str,
    pages: _Pages,
    offered: Callable[[], Sequence[Offer]],
) -> None:
    """Ask `question`, where somebody can answer it and there are `pages` to be read; what is
    `offered` can be done meanwhile."""
    waits = plan.stays_open and human.can_ask and not plan.launch.headless
    if not (waits and any(await asyncio.gather(*map(_stands, pages(context))))):
        return
    human.offer(offered())
    asking = asyncio.create_task(_asked(human, question, button))
    closing = _closing(context, pages)
    try:
        done, _open = await asyncio.wait({asking, closing}, return_when=asyncio.FIRST_COMPLETED)
        for one in done:
            one.result()
    finally:
        open_still = not asking.done()
        await end_task(asking, closing)
        if open_still:
            human.interrupt()
        human.offer(())


async def _asked(human: Human, question: str, button: str) -> None:
    with contextlib.suppress(EndOfInput):
        await human.go_on(question, button)


async def _stands(page: Page) -> bool:
    """It has not crashed, in a browser that is still driven."""
    try:
        await attempt(page.evaluate("() => 0"), _ANSWERING)
    except TooSlow:  # it hangs, or asks something in a native dialog
        return True
    except ActFailed:
        return False
    return True


def _closing(context: BrowserContext, pages: _Pages) -> "asyncio.Future[None]":
    """Done once none of `pages` is open any more; on a Mac the browser itself stays."""
    closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def one_closed(_page: Page) -> None:
        if not (pages(context) or closed.done()):
            closed.set_result(None)

    def one_opened(page: Page) -> None:
        page.on("close", one_closed)

    for page in context.pages:
        one_opened(page)
    context.on("page", one_opened)
    return closed
