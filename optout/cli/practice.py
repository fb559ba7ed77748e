"""`optout practice`: the main job on the local twin, with a person or with one that is played."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from optout.cli.context import CommandContext
from optout.cli.parser import form_argument, option
from optout.cli.run import Job
from optout.cli.what_next import suggest
from optout.domain.result import Result
from optout.forms.hosts import Allowed
from optout.forms.names import NAMES, PRACTICE, USUAL
from optout.i18n import _, language

if TYPE_CHECKING:
    from optout.browser.launch import Launch
    from optout.forms.spec import Form
    from optout.practice.site import PracticeSite
    from optout.run.plan import Plan


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @form_argument("forms", nargs=-1, names=(*NAMES, *PRACTICE), usual=lambda _places: USUAL)
    @option("--hands-off", is_flag=True, help=_("optout plays your part too, without a screen"))
    @option("--json", "as_json", is_flag=True, help=_("one line a form"))
    @click.pass_obj
    def practice(
        context: CommandContext, forms: tuple[str, ...], hands_off: bool, as_json: bool
    ) -> int:
        return asyncio.run(_practise(context, forms or USUAL, hands_off, as_json))


class _PracticeJob(Job):
    """A run on the twin; `hands_off`: with a person who is played, and no window."""

    def __init__(
        self,
        context: CommandContext,
        site: "PracticeSite",
        forms: Sequence[str],
        *,
        hands_off: bool,
        as_json: bool,
    ) -> None:
        from optout.practice.play import PlayedPerson, PractisingPerson, practice_settings

        person = PlayedPerson if hands_off else PractisingPerson

        super().__init__(
            context,
            lambda: practice_settings(context.settings, language()),
            forms,
            as_json=as_json,
            human=person(context.console, site),
        )
        self._site, self._headless = site, hands_off

    async def _plan(self, results: list[Result]) -> "Plan":
        plan = await super()._plan(results)
        places = self.context.practice_places
        return replace(
            plan,
            form_inputs=[
                replace(
                    form_input,
                    url=self._address(form_input.form),
                    allowed=Allowed(origin=self._site.origin),
                )
                for form_input in plan.form_inputs
            ],
            store=type(plan.store)(places.dossiers),
            practice=True,
            again=True,
        )

    def _launch(self) -> "Launch":
        launch, places = super()._launch(), self.context.practice_places
        headless = self._headless or launch.headless
        return replace(launch, profile=places.browser, headless=headless)

    def _address(self, form: "Form") -> str:
        # Each form has a sign-in of its own: a session each.
        if form.kind == "letter":
            return ""
        wanted = {"state": "setting"} if form.kind == "switch" else form.practice
        return self._site.url(form.record, session=form.key, **wanted)

    def _say_before(self, plan: "Plan") -> None:
        self.human.say(_("This is practice: nothing leaves this computer, and nothing counts."))
        self.human.say(_("The practice inbox: {url}").format(url=self._site.inbox_url))

    def _suggest_next(self, results: list[Result]) -> None:
        suggest(self.context, _("That was practice. To object for real:"))

    async def _offer_to_forget(self, plan: "Plan") -> None:
        """Nothing: the practice profile knows no sign-in."""


async def _practise(
    context: CommandContext, forms: Sequence[str], hands_off: bool, as_json: bool
) -> int:
    """The exit code of the whole main job on the twin."""
    from optout.practice.play import page_language, show_every_form
    from optout.practice.site import PracticeSite

    show_every_form()
    with PracticeSite(language=page_language(language())) as site:
        job = _PracticeJob(context, site, forms, hands_off=hands_off, as_json=as_json)
        return await job.run()
