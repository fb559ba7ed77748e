"""`optout run`: the main job. `Job` is its course, which practice follows too."""

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from optout.cli.context import CommandContext
from optout.cli.parser import Choices, form_argument, letter_options, option
from optout.config import sources
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.result import Result
from optout.domain.states import Exit, combine
from optout.i18n import N_, _, labelled, ngettext
from optout.run.patience import Patience
from optout.system.signals import interruptible
from optout.terminal.human import EndOfInput, Human, Offer

if TYPE_CHECKING:
    from playwright.async_api import Playwright

    from optout.browser.launch import Launch
    from optout.cli.beside import Beside
    from optout.config.settings import Settings
    from optout.forms.spec import Form
    from optout.run.form_inputs import EmailPolicy
    from optout.run.plan import Plan

_SOON = 3.0
"""Seconds in which most browsers have closed."""


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @form_argument("forms", nargs=-1, usual=sources.forms)
    @letter_options
    @option("--url", metavar=_("ADDRESS"), help=_("another address for one form"))
    @option("--linked/--separate", default=None, help=_("accounts in one Accounts Centre or not"))
    @option(
        "--email-policy",
        type=Choices(("keep", "replace")),
        help=_("keep or replace an address that is there already"),
    )
    @option("--again", is_flag=True, help=_("object once more"))
    @option("--manual", is_flag=True, help=_("do it by hand"))
    @option("--json", "as_json", is_flag=True, help=_("one line a form"))
    @option("--no-evidence", is_flag=True, help=_("keep no pictures"))
    @_wait_option()
    @click.pass_obj
    def run(
        context: CommandContext,
        /,
        forms: tuple[str, ...],
        url: str | None,
        email_policy: Any,
        again: bool,
        manual: bool,
        as_json: bool,
        no_evidence: bool,
        patience: Patience,
        **given: Any,
    ) -> int:
        def load() -> "Settings":
            return context.settings.with_options(given)

        job = Job(
            context,
            load,
            forms,
            as_json=as_json,
            url=url,
            email_policy=email_policy or "",
            again=again,
            evidence=not no_evidence,
            patience=patience,
        )
        return asyncio.run(job.run(manual=manual))


def _wait_option() -> Callable[[Callable[..., int]], Callable[..., int]]:
    return option(
        "--wait",
        "patience",
        default=f"{Patience().nobody / 60:g}",
        metavar=_("MINUTES"),
        callback=_patience,
        help=_("where nobody can answer: minutes to wait after the page's last change"),
    )


def _patience(_ctx: click.Context, _parameter: click.Parameter, minutes: str) -> Patience:
    """For how long nobody is waited for. Raises `OptoutError` (OPTION_WRONG)."""
    with contextlib.suppress(ValueError):
        if 0 < float(minutes) < math.inf:
            return Patience(nobody=60 * float(minutes))
    example = _("a number of minutes, for example {example}").format(example=5)
    raise OptoutError(errors.OPTION_WRONG, option="--wait", expected=example, typed=minutes)


@contextlib.asynccontextmanager
async def _slow_end_told(human: Human, stopped: "asyncio.Event") -> AsyncIterator[None]:
    """Say it where the block, once stopped, does not end soon: a browser that hangs is waited for,
    and a terminal that says nothing is closed by the person."""

    async def tell() -> None:
        await stopped.wait()
        await asyncio.sleep(_SOON)
        human.say(_("One moment: the browser is still closing."))

    telling = asyncio.create_task(tell())
    try:
        yield
    finally:
        telling.cancel()


class Job:
    """One run from the command line: asks what is missing, wires the parts, gives the exit code.

    `load` reads the settings. `url` and `email_policy` are as in `form_inputs`; `again`, `evidence`
    and `patience` as in `Plan`; `human` is who is at the terminal and at the companion, unless
    somebody plays the person.
    `guided`: the person has just been told what is to be known of their country and letter.
    """

    settings: "Settings"
    """Those in force, once they are read; with what was asked for."""

    def __init__(
        self,
        context: CommandContext,
        load: Callable[[], "Settings"],
        forms: Sequence[str] = (),
        *,
        as_json: bool = False,
        url: str | None = None,
        email_policy: "EmailPolicy" = "",
        again: bool = False,
        evidence: bool = True,
        patience: Patience = Patience(),  # noqa: B008 - it is frozen
        human: Human | None = None,
        guided: bool = False,
    ) -> None:
        self.context, self.forms = context, list(forms)
        self.human: Human = human or context.console
        self._played = human is not None
        self._beside: Beside | None = None
        self._load, self._as_json = load, as_json
        self._url, self._email_policy = url, email_policy
        self._again, self._evidence, self._patience = again, evidence, patience
        self._guided, self._manual, self._ended = guided, False, False
        self._unreported = False
        self._order: list[str] = []
        """The keys of the forms, as the person named them."""

    async def run(self, *, manual: bool = False) -> int:
        """The exit code over all forms. Raises `OptoutError`, after the closing lines where some
        form has come to an end."""
        from optout.browser.launch import driver

        results: list[Result] = []
        self._manual = manual
        try:
            async with interruptible() as stopped, _slow_end_told(self.human, stopped):
                if manual:
                    await self._by_hand(await self._prepared(results))
                else:
                    from optout.cli.beside import Beside

                    self._beside = Beside(
                        self.context, self.human, played=self._played, waits=not self._as_json
                    )
                    self.human = self._beside.human
                    async with driver() as starting, self._beside:
                        plan = await self._prepared(results, starting)
                        await self._in_browser(plan, starting)
        except EndOfInput:
            self.human.say(_("You cannot answer here any more. Run it again when you like."))
            self._say_end(results)
            return combine([*(r.exit for r in results), Exit.NOT_FINISHED])
        except OptoutError:
            if not self._ended:
                self._say_end(results)
            raise
        if stopped.is_set() and not self._ended:
            # By hand, or before it is known what is missing: a question stands there.
            if self._manual or not results:
                self.human.interrupt()
            self.human.say(_(self._stopped(kept=bool(results) and all(r.kept for r in results))))
            self._say_end(results)
            return Exit.INTERRUPTED
        ends = [r.exit for r in results]
        return combine([*ends, Exit.NOT_FINISHED] if self._unreported else ends)

    def _stopped(self, *, kept: bool) -> str:
        """What is said to whom stops it."""
        if kept:
            return N_("Stopped. The proof so far is kept.")
        return N_("Stopped. Run it again when you like.")

    def _asks_first(self) -> bool:
        """Something has to be asked before any form can be opened."""
        settings = self.settings
        known = settings.country and settings.has_emails_for(self.forms or settings.forms)
        return not known

    def _launch(self) -> "Launch":
        from optout.browser.launch import Launch

        settings = self.settings
        places = self.context.data_places
        return Launch(places.browser, settings.browser, headless=settings.headless)

    async def _prepared(
        self, results: list[Result], starting: "asyncio.Task[Playwright] | None" = None
    ) -> "Plan":
        """The plan, with all said that has to be known before; ends are noted in `results`."""
        # In a thread, so that the driver starts meanwhile; nothing else is imported before.
        self.settings = await asyncio.to_thread(self._load)
        if starting and self._beside and (self._asks_first() or not self.human.can_ask):
            self._beside.open_early(self._launch(), starting, self.settings)
            if not self._played:
                self._show_earlier()
        from optout.setup.country import say_whom_for

        known = self.settings.country
        if asked := await self._ask_missing():
            try:
                self.context.keep_settings(asked)
            except OptoutError as error:  # the run needs no file
                self.context.console.error(error)
        plan = await self._plan(results)
        if known and not self._guided:  # who was asked has been told
            say_whom_for(self.human, known)
        self._say_before(plan)
        return plan

    def _show_earlier(self) -> None:
        """Keep in sight what is sent already, before the first question."""
        from optout.forms import lookup
        from optout.run.recording import history

        settings, store = self.settings, self.context.store()
        for form in dict.fromkeys(self.forms or settings.forms):
            for way in lookup.load(form).ways:
                history.show_earlier(store, way, settings.email_for(form) or "", self.human)

    async def _in_browser(self, plan: "Plan", starting: "asyncio.Task[Playwright]") -> None:
        from optout.run.session import open_window, session

        await session.run_forms(plan, self.human, starting)
        if self._beside and (unused := await self._beside.unused()):
            await open_window.read_before_end(plan, unused, self.human)
        await self._offer_to_forget(plan)

    async def _by_hand(self, plan: "Plan") -> None:
        from optout.run.session import session

        await session.run_by_hand(plan, self.human)
        plan.at_end(plan)

    async def _ask_missing(self) -> dict[str, object]:
        """What was missing in the settings and could be asked for, now among them."""
        settings = self.settings
        forms = self.forms or settings.forms
        if not self.human.can_ask or (settings.country and settings.has_emails_for(forms)):
            return {}
        from optout.run.form_inputs import check_known, missing
        from optout.setup import wizard

        await asyncio.to_thread(check_known, settings, forms, url=self._url)
        asked = await wizard.ask_each(self.human, missing(settings, forms), settings, forms)
        self.settings = settings.with_answers(asked, _("your answer"))
        return asked

    async def _plan(self, results: list[Result]) -> "Plan":
        from optout.browser.launch import opened
        from optout.cli.addresses import right_address
        from optout.letters.reason import parse
        from optout.run.form_inputs import form_inputs, reason_of
        from optout.run.plan import Plan

        settings = self.settings
        inputs = await asyncio.to_thread(
            form_inputs,
            settings,
            self.forms or settings.forms,
            url=self._url,
            email_policy=self._email_policy,
        )
        self._order = [form_input.form.key for form_input in inputs]
        inputs = [await right_address(self.human, one, self._url) for one in inputs]
        return Plan(
            form_inputs=inputs,
            store=self.context.store(),
            launch=self._launch(),
            browser=self._beside.opening(settings) if self._beside else opened,
            linked=settings.linked,
            again=self._again,
            evidence=self._evidence,
            patience=self._patience,
            reason_kind=parse(reason_of(settings)).kind,
            report=self._report,
            at_end=self._over,
            offers_at_end=self._offers,
            stays_open=not self._as_json,
            printer=self._print,
            results=results,
        )

    async def _print(self, html: str) -> bytes:
        return (await self.context.pdfs([html]))[0]

    def _say_before(self, plan: "Plan") -> None:
        forms = [form_input.form for form_input in plan.form_inputs]
        for told in deadlines_told(self.settings.deadline, forms, date.today()):
            self.human.say(told)
        _say_letter(self.human, self.settings, plan, guided=self._guided)

    def _report(self, result: Result) -> None:
        if not self._as_json:
            return
        try:
            self.context.console.data(result.as_json())
        except OptoutError as error:  # the other forms go on, and what is kept says the same
            self._unreported = True
            self.context.console.error(error)

    def _over(self, plan: "Plan") -> None:
        self._ended = True  # whatever is asked from here on, this is how it ended
        self._say_end(plan.results)

    def _offers(self, plan: "Plan") -> "Sequence[Offer]":
        from optout.cli.closing import can_forget, offers

        return offers(self.context, plan, forget=can_forget(plan))

    def _say_end(self, results: list[Result]) -> None:
        """The last lines of a run."""
        if results:
            from optout.cli.closing import say_how_it_stands

            ordered = sorted(results, key=lambda result: self._order.index(result.form))
            say_how_it_stands(self.context, ordered)
            self._suggest_next(ordered)

    def _suggest_next(self, results: list[Result]) -> None:
        from optout.cli.closing import suggest_next

        suggest_next(self.context, results, manual=self._manual, again=self._again, url=self._url)

    async def _offer_to_forget(self, plan: "Plan") -> None:
        from optout.cli.closing import can_forget, offer_to_forget

        if can_forget(plan):
            await offer_to_forget(self.context, plan.launch.profile)


def deadlines_told(own: date | None, forms: "Sequence[Form]", today: date) -> Iterator[str]:
    """Each deadline of `forms` in a sentence, the first one first, with the companies whose it is
    where there are others; one of the person's `own` is that of all."""
    from optout.i18n.cldr import day_in_words

    companies: dict[date, dict[str, None]] = {}
    for form in forms:
        if deadline := own or form.deadline:
            companies.setdefault(deadline, {})[form.spoken_company] = None
    everyone = {form.spoken_company for form in forms}
    for deadline, whose in sorted(companies.items()):
        days = (deadline - today).days
        told = ngettext(
            "Deadline {day}: {left} day left.", "Deadline {day}: {left} days left.", days
        )
        if days < 0:
            told = _(
                "The first deadline, {day}, has passed. Your objection still counts: "
                "from now on, for what comes."
            )
        sentence = told.format(day=day_in_words(deadline), left=days)
        yield sentence if set(whose) == everyone else labelled(", ".join(whose), sentence)


def _say_letter(human: Human, settings: "Settings", plan: "Plan", *, guided: bool) -> None:
    """What it rests on, and what it leaves out."""
    from optout.setup.reason import rests_on, say_what_is_left_out

    written = [way for way in plan.form_inputs if way.form.kind != "switch"]
    if not written:  # no letter goes with a setting
        return
    letter = written[0].letter(None)
    for sentence in () if guided else rests_on(settings, letter):
        human.say(sentence)
    if not settings.template:
        say_what_is_left_out(human, settings.reason or "", plan.form_inputs)
