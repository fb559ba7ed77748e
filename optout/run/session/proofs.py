"""The proof of a form that has ended: where it is, and its page in a tab beside the form's."""

import contextlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

from playwright.async_api import BrowserContext

from optout.domain.deadlines import day_in
from optout.domain.result import Result
from optout.domain.states import Sent, State
from optout.dossier.file import now
from optout.dossier.words import form_words
from optout.i18n import _, labelled
from optout.run.plan import Plan
from optout.system import own_pages
from optout.system.attempt import ActFailed, attempt
from optout.terminal.human import Human, Offer


def places(results: Sequence[Result]) -> Iterator[str]:
    """Where each proof is, in a sentence."""
    for result in _proved(results):
        yield _("The proof is in: {file}").format(file=result.dossier)


def say_what_is_kept(human: Human, results: Sequence[Result]) -> None:
    """That the page's answer is kept, or that not all of it is."""
    for result in _proved(results):
        if result.kept:
            human.say(_("The page's answer is kept as proof."))
        else:
            told = _("Not all of it could be kept in: {folder}")
            human.say(told.format(folder=result.dossier), style="bold red")


def offers(
    plan: Plan, context: BrowserContext, human: Human, results: Sequence[Result]
) -> list[Offer]:
    """A button for each proof, which opens it in a tab of this browser."""
    proved, words = [*_proved(results)], _("See the proof")
    return [
        Offer(
            labelled(words, form_words(one.form)) if len(proved) > 1 else words,
            _show(plan, context, human, one),
        )
        for one in proved
    ]


def _proved(results: Sequence[Result]) -> Iterator[Result]:
    """Those in whose dossier there is something to see."""
    for result in results:
        already = result.state is State.ALREADY_OBJECTED
        if result.dossier and (result.quote or result.sent is Sent.PROVED or already):
            yield result


def _show(
    plan: Plan, context: BrowserContext, human: Human, result: Result
) -> Callable[[], Awaitable[None]]:
    async def act() -> None:
        """Raises `OptoutError` where the dossier cannot be read or written."""
        from optout.dossier.export.page import keep_page

        dossier = plan.store.open(result.id)
        file = keep_page(dossier, day_in("IE", now()))
        try:
            await _show_file(context, file)
        except ActFailed:
            told = _("The proof could not be shown in a tab. It is in: {file}")
            human.say(told.format(file=file), style="bold red")

    return act


async def _show_file(context: BrowserContext, file: Path) -> None:
    """Show it in front in the form's window: anew in the tab that shows it already, else in another
    one. Raises `ActFailed`."""
    address = file.as_uri()
    await own_pages.at_rest(context)
    shown = [page for page in context.pages if own_pages.is_own(page) and page.url == address]
    page = shown[0] if shown else await attempt(context.new_page())
    own_pages.add(page)
    try:
        await attempt(page.goto(address))
        await attempt(page.bring_to_front())
    except ActFailed:
        with contextlib.suppress(ActFailed):
            await attempt(page.close())
        raise
