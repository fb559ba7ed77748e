"""The end of a run: how it stands, what can come next, what can be saved or erased."""

import asyncio
import contextlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_downloads_path

from optout.cli.context import CommandContext
from optout.cli.days import today
from optout.cli.what_next import CALENDAR, after_run, tell
from optout.config.paths import store_package
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.result import Result
from optout.domain.states import OBJECTED, Exit, State
from optout.dossier.due import dues
from optout.dossier.export.page import page
from optout.dossier.file import now
from optout.dossier.forget import erase, what_is_kept
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.dossier.words import answer_words, form_words, host_given, state_words
from optout.forms import lookup
from optout.i18n import N_, _, labelled
from optout.system import lock
from optout.system.files import make_folder, write
from optout.terminal.human import Human, Offer

if TYPE_CHECKING:
    from optout.run.plan import Plan


def say_how_it_stands(context: CommandContext, results: Sequence[Result]) -> None:
    """What was received and what was not, where the proof is, what is due."""
    human = context.human
    human.heading(_("How it stands now"))
    quoted = [result for result in results if result.quote and not result.recorded]
    for said in quoted[-1:]:  # those before were read before the next came
        words = _("{form} says: “{quote}”").format(form=form_words(said.form), quote=said.quote)
        context.beside(words, "italic")  # the terminal has them a few lines above
    if _has_other_ways(results):
        _say_outcomes(human, results)
    else:
        for result in results:
            human.say(_stands(result))
            _say_where(human, result)
    for line in dict.fromkeys(due.line for r in _records(results) for due in dues(r, today())):
        human.say(line)


def _stands(result: Result) -> str:
    """The form, and what became of it."""
    form = result.form
    record = next(_records([result]), None)
    answer = record.last_answer if record and result.recorded else None
    words = state_words(
        form,
        result.recorded or result.state,
        result.sent,
        result.code,
        out_of_sight=result.out_of_sight,
        host=host_given(record) if record else "",
    )
    if answer:
        words = answer_words(form, answer)
    elif result.recorded:
        words = _("{state} (recorded by an earlier run)").format(state=words)
    return labelled(form_words(form), words)


def _say_where(human: Human, result: Result) -> None:
    """Where the proof of one form is, if it may be lost there."""
    if not result.dossier:
        return
    if not result.kept:
        human.list([_("Not all of it could be kept in: {folder}").format(folder=result.dossier)])
    elif store_package() in result.dossier.parts:
        human.list([_("Kept in a folder of Python from the Microsoft Store, and erased with it.")])


def _records(results: Iterable[Result]) -> Iterator[Record]:
    """What is kept of each, as far as it can be read."""
    for result in results:
        if result.dossier:
            with contextlib.suppress(OptoutError):
                yield Store(result.dossier.parent).open(result.id).record


def suggest_next(
    context: CommandContext,
    results: Sequence[Result],
    *,
    manual: bool = False,
    again: bool = False,
    url: str | None = None,
) -> None:
    """Say what can come next, as `after_run`."""
    records = [*_records(results)]
    tell(context, after_run(results, records, today(), manual=manual, again=again, url=url))


_OUTCOMES: Sequence[tuple[str, frozenset[State]]] = (
    (N_("Sent:"), frozenset(State) - {State.SWITCHED_OFF, State.LETTER_WRITTEN}),
    (N_("Switched off:"), frozenset({State.SWITCHED_OFF})),
    (N_("Letter sent:"), frozenset({State.LETTER_WRITTEN})),
)


def _has_other_ways(results: Sequence[Result]) -> bool:
    """Whether there is more to tell apart than one company's forms."""
    ways = [way for way in map(lookup.find, (r.form for r in results)) if way]
    return len({way.company for way in ways}) > 1 or any(way.kind != "form" for way in ways)


def _say_outcomes(human: Human, results: Sequence[Result]) -> None:
    """What was done at each of many services, and why not at the others; a line each."""
    groups = [
        (_(t), [r for r in results if r.state in states & OBJECTED]) for t, states in _OUTCOMES
    ]
    groups.append((_("Not done, and why:"), [r for r in results if r.state not in OBJECTED]))
    for title, group in groups:
        if group:
            human.say(title)
            human.list([_stands(result) for result in group])


async def offer_to_forget(context: CommandContext, profile: Path) -> None:
    """Erase the profile if the person wants it so: a sign-in is not kept for nothing.

    The lock is held meanwhile: a run that begins while the question is open would lose the profile
    under its browser. Where one has begun already, nothing is offered. Raises `OptoutError` (DISK).
    """
    human = context.console
    asks = human.can_ask and not (context.both and context.both.finished_here)
    if not (asks or context.forget_sign_in):
        return
    try:
        with lock.held(profile.parent):
            if not context.forget_sign_in:
                told = _(
                    "Everything is done. optout's browser is still signed in to your accounts."
                )
                human.say(told)
                if not await human.yes_no(_("Erase this sign-in?"), default=False):
                    return
            _erase(human, profile)
    except OptoutError as error:
        if error.problem is not errors.LOCKED:
            raise


def _erase(human: Human, profile: Path) -> None:
    for item in what_is_kept({"browser": profile}):
        if remains := erase(item):
            human.say(_("Not erased: {what}. This is still there:").format(what=item.what))
            human.list([str(remains[0])])
        else:
            human.say(_("Erased."))


def offers(context: CommandContext, plan: "Plan", *, forget: bool) -> list[Offer]:
    """The buttons for what can come next; `forget`: also to erase the sign-in."""
    records = {record.id: record for record in _records(plan.results)}
    made = []
    for move in after_run(plan.results, [*records.values()], today()):
        for command in move.commands:
            if command == CALENDAR:
                words = _("Save the dates for my calendar")
                made.append(Offer(words, _dates(context, [*records.values()])))
            elif command[0] == "dossier":
                record, words = records[command[1]], _("Save the proof as a PDF")
                label = labelled(words, form_words(record.form)) if len(records) > 1 else words
                made.append(Offer(label, _save(context, plan, record)))
    if forget:
        made.append(Offer(_("Erase my sign-in from this browser"), _forget(context)))
    return made


def can_forget(plan: "Plan") -> bool:
    """All is done, and the browser is signed in: that is not to be kept for nothing."""
    finished = all(r.exit is Exit.DONE for r in plan.results)
    signed_in = any(
        r.signed_in or (r.state is State.SWITCHED_OFF and not r.recorded) for r in plan.results
    )
    return finished and signed_in and plan.launch.profile.exists()


def _save(context: CommandContext, plan: "Plan", record: Record) -> Callable[[], object]:
    async def act() -> None:
        context.beside(_("The PDF is being made. It takes a few seconds."))
        (data,) = await context.pdfs([page(plan.store.open(record.id), today())])
        _written(context, f"optout-{record.id}.pdf", data)

    return act


def _dates(context: CommandContext, records: list[Record]) -> Callable[[], object]:
    async def act() -> None:
        from optout.dossier.calendar import calendar

        data = await asyncio.to_thread(calendar, records, today(), now())
        _written(context, "optout.ics", data)

    return act


def _forget(context: CommandContext) -> Callable[[], object]:
    async def act() -> None:
        context.forget_sign_in = True
        context.beside(_("The sign-in is erased once this browser is closed."))

    return act


def _written(context: CommandContext, name: str, data: bytes) -> None:
    """Keep it where the person's own downloads are, beside what is there, and say so."""
    folder: Path = user_downloads_path()
    make_folder(folder)
    stem, _dot, ending = name.partition(".")
    more = (f"{stem}-{number}.{ending}" for number in itertools.count(2))
    names = map(folder.joinpath, itertools.chain((name,), more))
    file = next(file for file in names if not os.path.lexists(file))
    write(file, data)
    context.beside(_("Saved: {file}").format(file=file))
