"""Days on the command line and in answers; Enter means today."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from optout.cli.context import CommandContext
from optout.cli.parser import option
from optout.domain import errors
from optout.domain.deadlines import day_in
from optout.domain.errors import OptoutError
from optout.dossier.file import now
from optout.i18n import _

Noted = TypeVar("Noted")
_Function = TypeVar("_Function", bound=Callable[..., Any])

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([/.])(?P<month>\d{1,2})\2(?P<year>\d{4})")
"""As days are written all over Europe: 27/11/2026, 27.11.2026."""


def today() -> date:
    """The day in Ireland: it begins later only in Iceland, so no term is over too early."""
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


async def on_day(context: CommandContext, question: str, note: Callable[[date], Noted]) -> Noted:
    """Ask for a day until `note` takes it; Enter means today."""
    human, now = context.console, today()
    while True:
        answer = await human.ask(f"{question} [{now.isoformat()}]")
        try:
            return note(day_of(answer, _("your answer"), now) if answer else now)
        except OptoutError as error:
            if error.problem not in (errors.DAY_MALFORMED, *errors.DAYS_REFUSED):
                raise
            human.say(f"{error.what} {error.next_move}")
