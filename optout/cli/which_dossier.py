"""Which dossier a command is about, and its lock while it is written."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from optout.cli.context import CommandContext
from optout.cli.days import today
from optout.cli.parser import argument, completing
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.dossier.file import Dossier
from optout.dossier.store import Store
from optout.dossier.words import form_words, standing_words
from optout.i18n import _, labelled
from optout.system import lock
from optout.terminal.human import Choice, EndOfInput

_Function = TypeVar("_Function", bound=Callable[..., Any])

PATIENCE = 2.0
"""Seconds that another command is given to finish its writing."""
_LISTED = 20
"""Dossiers that are offered to choose from, the newest."""


def number_argument(words: str = "") -> Callable[[_Function], _Function]:
    """The argument that names a dossier. `words`: what else it may be."""
    words = words or _("the dossier's number, or its beginning")
    return argument("number", metavar=_("ID"), shell_complete=completing(_numbers), help=words)


def _numbers(context: CommandContext) -> list[str]:
    """The numbers of all dossiers, the newest first, by the names of their folders alone."""
    names = os.listdir(context.data_places.dossiers)  # noqa: PTH208 - there may be ten thousand
    return sorted((name for name in names if name[:1].isdigit()), reverse=True)


async def chosen(context: CommandContext, store: Store, given: str | None, command: str) -> str:
    """The number of the dossier that `command` is about: as given, else asked for.

    Raises `OptoutError`: ARGUMENT_MISSING without a terminal, NO_DOSSIER where there is none,
    NONE_READABLE. Raises `EndOfInput`.
    """
    if given:
        return given
    if not context.console.can_ask:
        raise OptoutError(errors.ARGUMENT_MISSING, name=_("ID"), command=command)
    listing = store.all()
    if listing.none_readable:
        raise OptoutError(errors.NONE_READABLE)
    newest = listing.records[: -_LISTED - 1 : -1]
    if not newest:
        raise OptoutError(errors.NO_DOSSIER)
    choices = [
        Choice(
            r.id,
            labelled(
                f"{form_words(r.form)}, {r.last_change.at_local[:10]}",
                f"{standing_words(r)} ({r.id})",
            ),
        )
        for r in newest
    ]
    number = await context.console.choose(_("Which one?"), choices, default=newest[0].id)
    if not context.console.can_ask:
        raise EndOfInput
    return number


def store_with(context: CommandContext, number: str) -> Store:
    """The store that holds the dossier: the person's, else what they practised."""
    store = context.store()
    try:
        store.folder(number)
    except OptoutError as error:
        practised = Store(context.practice_places.dossiers)
        if error.problem in errors.NOT_FOUND:
            with suppress(OptoutError):
                practised.folder(number)
                return practised
        raise
    return store


def to_go_on_with(context: CommandContext, number: str) -> Dossier:
    """The dossier of something that can be answered.

    Raises `OptoutError`: what `Store.open` raises, and ON_PRACTICE for what was practised.
    """
    dossier = store_with(context, number).open(number)
    if dossier.record.practice:
        raise OptoutError(errors.ON_PRACTICE)
    return dossier


@contextmanager
def writing(store: Store, number: str) -> Iterator[Dossier]:
    """The dossier as it is on disk now, while nobody else writes in the data folder.

    What changes in it changes in the pages that were made of it. Raises `OptoutError`: what
    `Store.open` raises, and LOCKED.
    """
    store.folder(number)
    with lock.held(store.root.parent, patience=PATIENCE):
        dossier = store.open(number)
        before = dossier.record, dossier.pieces()
        yield dossier
        if (dossier.record, dossier.pieces()) != before:
            from optout.dossier.export.page import renew

            renew(dossier, today())
