"""`optout all`: every service in which the person has an account, one after the other."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from optout.cli.context import CommandContext
from optout.cli.parser import completing, letter_options, option
from optout.cli.run import Job
from optout.domain.result import Result
from optout.forms import lookup
from optout.forms.names import NAMES
from optout.i18n import _

if TYPE_CHECKING:
    from optout.config.settings import Settings
    from optout.forms.spec import Form, Kind
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
    @option("--json", "as_json", is_flag=True, help=_("one line a form"))
    @click.pass_obj
    def every(context: CommandContext, /, again: bool, as_json: bool, **given: Any) -> int:
        def load() -> "Settings":
            settings, named = context.settings, given["accounts"]
            accounts = {} if named is None else {"accounts": _named(named)}
            return settings.with_options(given | accounts)

        return asyncio.run(EveryService(context, load, as_json=as_json, again=again).run())


_MINUTES: "Mapping[Kind, int]" = {"switch": 2, "form": 4, "letter": 10}
"""What each way takes the person, roughly: judged, not measured."""


class EveryService(Job):
    """A run over all services of the person: first what most people use and takes least."""

    async def _plan(self, results: list[Result]) -> "Plan":
        plan = await super()._plan(results)
        ordered = sorted(plan.form_inputs, key=lambda one: _rank(one.form))
        self._order = [one.form.key for one in ordered]
        return replace(plan, form_inputs=ordered)

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


def _rank(way: "Form") -> tuple[bool, float, int]:
    """What is done first: most people for each minute; what is doubtful comes last."""
    minutes = _MINUTES[way.kind]
    return way.doubtful, -way.people / minutes, minutes


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
