"""Days on the command line and in answers."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from optout.cli.context import CommandContext
from optout.cli.parser import option
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import _

Noted = TypeVar("Noted")
_Function = TypeVar("_Function", bound=Callable[..., Any])

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([/.])(?P<month>\d{1,2})\2(?P<year>\d{4})")
"""As days are written all over Europe: 27/11/2026, 27.11.2026."""


def today() -> date:
    """The day in Ireland: it begins later only in Iceland, so no term is over too early."""
    # Here, as `optout` alone loads this module before a run: 20 ms.
    from optout.domain.deadlines import day_in
    from optout.dossier.file import now

    return day_in("IE", now())


def day_of(text: str, where: str, now: date) -> date:
    """The day that `text` names as year-month-day, or as the day, the month and then the year.

    Raises `OptoutError` (DAY_MALFORMED).
    """
    try:
        if found := _DAY_FIRST.fullmatch(text.strip()):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        return date.fromisoformat(text)
    except ValueError:
        raise OptoutError(errors.DAY_MALFORMED, where=where, example=now.isoformat()) from None


def day_option(name: str, **attributes: Any) -> Callable[[_Function], _Function]:
    """An option that names a day. Raises `OptoutError` (DAY_MALFORMED)."""

    def read(_ctx: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
        return None if text is None else day_of(text, name, today())

    return option(name, metavar=_("DAY"), callback=read, **attributes)


async def on_day(
    context: CommandContext, question: str, likely: date, note: Callable[[date], Noted]
) -> Noted:
    """Ask for a day until `note` takes it; Enter means the `likely` one, the question's `{day}`."""
    human, asked = context.console, question.format(day=likely.isoformat())
    while True:
        answer = await human.ask(asked)
        try:
            return note(day_of(answer, _("your answer"), today()) if answer else likely)
        except OptoutError as error:
            if error.problem not in (errors.DAY_MALFORMED, *errors.DAYS_REFUSED):
                raise
            human.say(f"{error.what} {error.next_move}")
