"""What the commands about a dossier share: which one is meant, its lock, questions about a day."""

import os
import re
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from optout.cli.context import CommandContext, run_to_end
from optout.cli.parser import argument, option
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.i18n import _, labelled
from optout.terminal import program

if TYPE_CHECKING:
    from optout.dossier.file import Dossier
    from optout.dossier.record import Record
    from optout.dossier.status import Row
    from optout.dossier.store import Store

Noted = TypeVar("Noted")
_Function = TypeVar("_Function", bound=Callable[..., Any])

PATIENCE = 2.0
"""Seconds that another command is given to finish its writing."""
_LISTED = 20
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([/.])(?P<month>\d{1,2})\2(?P<year>\d{4})")
"""As days are written all over Europe: 27/11/2026, 27.11.2026."""


def number_argument(words: str = "") -> Callable[[_Function], _Function]:
    """The argument that names a dossier. `words`: what else it may be."""
    words = words or _("the dossier's number, or its beginning")
    return argument("number", metavar=_("ID"), help=words)


def today() -> date:
    """The day in Ireland: it begins later only in Iceland, so no term is over too early."""
    from optout.domain.deadlines import day_in
    from optout.dossier.file import now

    return day_in("IE", now())


def suggest(context: CommandContext, what: str, *words: str) -> None:
    """Say `what` can come next and the command for it, on a line of its own to be copied."""
    offer(context, what, [words])


def offer(context: CommandContext, what: str, commands: Iterable[Sequence[str]]) -> None:
    """The same with a command a line; nothing where there is none."""
    if lines := [" ".join([program.invocation(), *words]) for words in commands]:
        context.console.say(what)
        context.console.list(lines)


def offer_letters_and_dates(context: CommandContext, rows: "Sequence[Row]") -> None:
    """The letters that are called for, where an answer is late; the calendar, where one is due."""
    late = [(row.letter, row.record.id) for row in rows if row.letter]
    offer(context, _("An answer is late. The letter for that:"), late[:_LISTED])
    if any(row.due and row.due.days_left >= 0 for row in rows):
        suggest(context, _("The dates for your calendar:"), "status", "--calendar", "dates.ics")


def offer_after_decision(context: CommandContext, records: "Sequence[Record]") -> None:
    """The letters that can follow what a company decided, as far as none was sent since."""
    _offer_after_part(context, [r for r in records if r.decision and r.decision.silent])
    _offer_after_refusal(context, [r for r in records if r.refused and not r.complained_on])


def _offer_after_part(context: CommandContext, accepted: "Sequence[Record]") -> None:
    """The letter about what an acceptance says nothing of."""
    if not accepted:
        return
    from optout.letters.grounds import grounds_of

    rest: list[tuple[str, ...]] = []
    for record in accepted[-_LISTED:]:
        with suppress(OptoutError):
            known = grounds_of(record, today())
            if not known.followed_up_on:
                rest.append(("follow-up", record.id))
            elif known.accepted_on and known.followed_up_on < known.accepted_on:
                rest.append(("follow-up", record.id, "--again"))
    offer(context, _("You can ask for the rest:"), rest)


def _offer_after_refusal(context: CommandContext, refused: "Sequence[Record]") -> None:
    if not refused:
        return
    from optout.dossier.status import row
    from optout.letters.grounds import grounds_of

    insist, complain = [], []
    for record in refused[-_LISTED:]:
        with suppress(OptoutError):
            known = grounds_of(record, today())
            insisted, refused_on = known.followed_up_on, known.refused_on
            if not insisted:
                insist.append(("follow-up", record.id))
            waits = insisted and refused_on and refused_on < insisted
            if not (waits or row(record, today()).letter):
                complain.append(("complain", record.id))
    offer(context, _("You can insist:"), insist)
    either = _("Or complain to your authority:")
    offer(context, either if insist else _("You can complain to your authority:"), complain)


def say_the_way_in_the_uk(context: CommandContext, records: "Iterable[Record]") -> None:
    """Where somebody can complain under the law of the United Kingdom, for which optout has no
    letter, if one of these was refused or its answer is late."""
    from optout.dossier.status import row

    def calls_for_it(record: "Record") -> bool:
        due = row(record, today()).due
        late = due is not None and due.days_left < 0
        return record.variant == "uk" and not record.practice and (record.refused or late)

    if any(map(calls_for_it, records)):
        context.console.say(OptoutError(errors.NOT_UNDER_UK_LAW).next_move)


def say_what_is_due(context: CommandContext, record: "Record") -> None:
    """What is due in a dossier, and the commands for that."""
    from optout.dossier.due import dues
    from optout.dossier.status import row

    for due in dues(record, today()):
        context.console.say(due.line)
    offer_letters_and_dates(context, [row(record, today())])


def talk(context: CommandContext, work: Coroutine[Any, Any, int]) -> int:
    """The exit code of a command that may ask; Ctrl-C or a closed terminal end it in a sentence."""
    return run_to_end(_talk(context, work))


async def _talk(context: CommandContext, work: Coroutine[Any, Any, int]) -> int:
    from optout.system.signals import interruptible
    from optout.terminal.human import EndOfInput

    try:
        async with interruptible():
            return await work
    except EndOfInput:
        context.console.say(_("Nobody can answer here any more. What was noted is kept."))
        return Exit.NOT_FINISHED
    context.console.interrupt()
    context.console.say(_("Stopped. What was noted is kept."))
    return Exit.INTERRUPTED


async def chosen(context: CommandContext, store: "Store", given: str | None, command: str) -> str:
    """The number of the dossier that `command` is about: as given, else asked for.

    Raises `OptoutError`: ARGUMENT_MISSING without a terminal, NO_DOSSIER where there is none,
    NONE_READABLE.
    """
    from optout.dossier.words import form_words, record_words
    from optout.terminal.human import Choice

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
                f"{record_words(r)} ({r.id})",
            ),
        )
        for r in newest
    ]
    return await context.console.choose(_("Which one?"), choices, default=newest[0].id)


def store_with(context: CommandContext, number: str) -> "Store":
    """The store that holds the dossier: the person's, else what they practised."""
    from optout.dossier.store import Store

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


def to_go_on_with(context: CommandContext, number: str) -> "Dossier":
    """The dossier of something that can be answered.

    Raises `OptoutError`: what `Store.open` raises, and ON_PRACTICE for what was practised.
    """
    dossier = store_with(context, number).open(number)
    if dossier.record.practice:
        raise OptoutError(errors.ON_PRACTICE)
    return dossier


@contextmanager
def writing(store: "Store", number: str) -> "Iterator[Dossier]":
    """The dossier as it is on disk now, while nobody else writes in the data folder.

    Raises `OptoutError`: what `Store.open` raises, and LOCKED.
    """
    from optout.system import lock

    store.folder(number)
    with lock.held(store.root.parent, patience=PATIENCE):
        yield store.open(number)


async def make_room(context: CommandContext, *files: Path | None) -> None:
    """See that each file can be written.

    If the person says so, a missing folder is made, and a file that is there will be replaced;
    never one of optout's own, nor two in one place. Raises `OptoutError`: FILE_REFUSED, DISK.
    """
    import errno

    from optout.system.files import private_folder, why_refused

    async def agreed(question: str, *, default: bool) -> bool:
        human = context.console
        return human.can_ask and await human.yes_no(question, default=default)

    places: list[str] = []
    for file in filter(None, files):
        why = ""
        try:
            folder, own = file.absolute().parent, context.data_places.own(file)
            is_folder, there, lacking = file.is_dir(), file.exists(), not folder.is_dir()
            places.append(_place(file))
        except OSError as cause:  # the working folder is gone, or one that may not be entered
            raise OptoutError(errors.FILE_REFUSED, where=file, why=why_refused(cause)) from None
        if own:
            why = _("optout keeps its own things there")
        elif places[-1] in places[:-1]:
            why = _("it is named twice")
        elif is_folder:
            why = why_refused(OSError(errno.EISDIR, ""))
        elif there:
            question = _("The file {file} is there already. Replace it?").format(file=file)
            why = "" if await agreed(question, default=False) else _("it is there already")
        elif lacking:
            question = _("The folder {folder} is not there. Make it?").format(folder=folder)
            if await agreed(question, default=True):
                private_folder(folder)
            else:
                why = why_refused(OSError(errno.ENOENT, ""))
        if why:
            raise OptoutError(errors.FILE_REFUSED, where=file, why=why)


def _place(file: Path) -> str:
    """Where `file` is, one text for each of its names. Raises `OSError`."""
    return os.path.normcase(os.path.realpath(file))


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
