"""What can be done at the end of a run: save the proof, the dates, forget the sign-in."""

import asyncio
import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_downloads_path

from optout.cli.context import CommandContext
from optout.cli.days import today
from optout.domain.states import Exit, State
from optout.dossier.due import dues
from optout.dossier.export.page import page
from optout.dossier.file import now
from optout.dossier.words import form_words
from optout.i18n import _, labelled
from optout.system.files import make_folder, write
from optout.terminal.human import Offer

if TYPE_CHECKING:
    from optout.dossier.record import Record
    from optout.run.plan import Plan


def offers(context: CommandContext, plan: "Plan", *, forget: bool) -> list[Offer]:
    """The buttons for what `plan` has brought; `forget`: also to erase the sign-in."""
    ids = [result.id for result in plan.results if result.dossier]
    records = [record for record in plan.store.all().records if record.id in ids]
    made = []
    for record in (record for record in records if record.was_sent):
        words = _("Save the proof as a PDF")
        label = labelled(words, form_words(record.form)) if len(records) > 1 else words
        made.append(Offer(label, _save(context, plan, record)))
    if any(dues(record, today()) for record in records):
        made.append(Offer(_("Save the dates for my calendar"), _dates(context, records)))
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


def _save(context: CommandContext, plan: "Plan", record: "Record") -> Callable[[], object]:
    async def act() -> None:
        context.beside(_("The PDF is being made. It takes a few seconds."))
        (data,) = await context.pdfs([page(plan.store.open(record.id), today())])
        _written(context, f"optout-{record.id}.pdf", data)

    return act


def _dates(context: CommandContext, records: "list[Record]") -> Callable[[], object]:
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
