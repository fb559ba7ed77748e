"""`optout all`: every service in which the person has an account, one after the other."""

import asyncio
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from optout.cli.context import CommandContext
from optout.cli.next_moves import suggest
from optout.cli.parser import completing, letter_options, option
from optout.cli.run import Job
from optout.domain.result import Result
from optout.forms import lookup
from optout.forms.names import NAMES
from optout.i18n import _
from optout.terminal.human import Choice

if TYPE_CHECKING:
    from optout.config.settings import Settings
    from optout.forms.spec import Form, Kind
    from optout.run.form_inputs import FormInput
    from optout.run.plan import Plan


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command("all")
    @letter_options
    @option(
        "--accounts",
        metavar=_("FORMS"),
        shell_complete=completing(lambda _context: NAMES),
        help=_("the services that you use"),
    )
    @option("--again", is_flag=True, help=_("object once more"))
    @option("--ten-minutes", is_flag=True, help=_("only ten minutes, for what counts most"))
    @option("--json", "as_json", is_flag=True, help=_("one line a form"))
    @click.pass_obj
    def every(
        context: CommandContext, /, again: bool, ten_minutes: bool, as_json: bool, **given: Any
    ) -> int:
        def load() -> "Settings":
            settings, named = context.settings, given["accounts"]
            accounts = {} if named is None else {"accounts": _named(named)}
            return settings.with_options(given | accounts)

        job = EveryService(context, load, as_json=as_json, again=again)
        job.ten_minutes = ten_minutes
        return asyncio.run(job.run())


_MINUTES: "Mapping[Kind, int]" = {"switch": 2, "form": 4, "letter": 10}
"""What each way takes the person, roughly: judged, not measured."""
_SHORT = 10


class EveryService(Job):
    """A run over all services of the person: first what most people use and takes least."""

    ten_minutes = False
    _left: Sequence["FormInput"] = ()
    """What is left for another day."""

    async def _plan(self, results: list[Result]) -> "Plan":
        plan = await super()._plan(results)
        ordered = sorted(plan.form_inputs, key=lambda one: _rank(one.form))
        left = _beyond(_SHORT, [one for one in ordered if not _is_done(plan, one)])
        if left and not self.ten_minutes and self.human.can_ask:
            first = [one.form.name for one in ordered if one not in left]
            self.ten_minutes = await self._has_ten_minutes(first)
        self._left = left if self.ten_minutes else ()
        now = [one for one in ordered if one not in self._left]
        self._order = [one.form.key for one in now]
        return replace(plan, form_inputs=now)

    async def _has_ten_minutes(self, first: Sequence[str]) -> bool:
        few = _("Ten minutes, for what counts most: {forms}").format(forms=", ".join(first))
        choices = (Choice("all", _("Enough for all of it")), Choice("few", few))
        question = _("How much time do you have?")
        return await self.human.choose(question, choices, default="all") == "few"

    def _suggest_next(self, results: list[Result]) -> None:
        super()._suggest_next(results)
        if self._left:
            names = ", ".join(one.form.name for one in self._left)
            self.human.say(_("Left for another day: {forms}.").format(forms=names))
            accounts = dict.fromkeys(one.form.record for one in self._left)
            suggest(self.context, _("To go on:"), "all", "--accounts", ",".join(accounts))

    async def _ask_missing(self) -> dict[str, object]:
        asked: dict[str, object] = {}
        if not self.settings.accounts:
            if not self.human.can_ask:
                from optout.run.form_inputs import missing, settings_missing

                accounts = [name for name in NAMES if not lookup.load(name).third_party]
                raise settings_missing(["accounts", *missing(self.settings, accounts)])
            asked["accounts"] = await self._ask_accounts()
            self.settings = self.settings.with_answers(asked, _("your answer"))
        self.forms = list(self.settings.accounts)
        return asked | await super()._ask_missing()

    async def _ask_accounts(self) -> tuple[str, ...]:
        """The services that the person uses, asked by number or name. Raises `EndOfInput`."""
        services = [lookup.load(name) for name in NAMES]
        services = [service for service in services if not service.third_party]
        self.human.numbered([service.label for service in services])
        said = _(
            "Nothing to do at: {services}. "
            "Their own terms say that they train no generative AI on your content."
        )
        self.human.say(said.format(services=", ".join(lookup.nothing_to_do())))
        names = [service.record for service in services]
        question = _("Which of these do you use? Their numbers or names, with commas")
        answer = await self.human.ask(question, check=lambda text: _wrong(text, names))
        return tuple(_read(answer, names))


def _is_done(plan: "Plan", form_input: "FormInput") -> bool:
    from optout.run.plan import earlier
    from optout.run.recording.history import is_settled

    last = earlier(plan, form_input)
    return last is not None and is_settled(last)


def _rank(way: "Form") -> tuple[bool, float, int]:
    """What is done first: most people for each minute; what is doubtful comes last."""
    minutes = _MINUTES[way.kind]
    return way.doubtful, -way.people / minutes, minutes


def _beyond(minutes: int, ways: Sequence["FormInput"]) -> list["FormInput"]:
    """What does not fit into the time any more; the first always does."""
    ends = itertools.accumulate(_MINUTES[one.form.kind] for one in ways)
    return [one for n, (one, end) in enumerate(zip(ways, ends, strict=True)) if n and end > minutes]


def _named(given: str) -> tuple[str, ...]:
    """The services that the option names. Raises `OptoutError` for a word that is none of them."""
    words = _words(given)
    if not set(words) <= set(NAMES):
        raise lookup.unknown(words, where="--accounts")
    return tuple(words)


def _wrong(answer: str, names: Sequence[str]) -> str | None:
    """What is wrong with an answer: which of its words, as it is not repeated, and what it may be
    a slip of."""
    example = _("Please give numbers of the list, for example: 1, 3")
    words = _words(answer)
    wrong = lookup.first_unknown(words, [*_known(names)])
    if not wrong:
        return None if words else example
    near = lookup.meant(words[wrong - 1], names)
    meant = _("Did you mean {near}?").format(near=near) if near else example
    return " ".join((_("Word {number} is not in the list.").format(number=wrong), meant))


def _read(answer: str, names: Sequence[str]) -> list[str]:
    """The names that an answer means; none where one of them is not known."""
    known, words = _known(names), _words(answer)
    if not set(words) <= known.keys():
        return []
    return list(dict.fromkeys(known[word] for word in words))


def _words(text: str) -> list[str]:
    return re.findall(r"[^,;\s]+", text.casefold())


def _known(names: Sequence[str]) -> dict[str, str]:
    """Each name by itself, by its number, and by each word of what is shown beside that."""
    shown = {word: name for name in names for word in _words(lookup.load(name).label)}
    return (
        shown | {name: name for name in names} | {str(n): name for n, name in enumerate(names, 1)}
    )
