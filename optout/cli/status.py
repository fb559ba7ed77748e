"""`optout status`: what was sent, when, and what is due."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from optout.cli.context import CommandContext, talk
from optout.cli.days import today
from optout.cli.output_files import make_room
from optout.cli.parser import option, path_option
from optout.cli.profiles import stores
from optout.cli.what_next import CALENDAR, tell, what_is_due, what_next
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.dossier.due import dues
from optout.dossier.file import now
from optout.dossier.record import Record
from optout.dossier.status import (
    Row,
    best_of_each,
    folded,
    status_rows,
)
from optout.dossier.store import Trouble
from optout.dossier.table import Line, table
from optout.forms.names import USUAL
from optout.i18n import _, labelled, ngettext
from optout.system.files import write

_STYLES = {"late": "bold red", "soon": "bold yellow", "plain": ""}


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @option("--all", "every", is_flag=True, help=_("everybody in the household"))
    @option("--json", "as_json", is_flag=True, help=_("as JSON"))
    @option("--due", "only_due", is_flag=True, help=_("only what is due; then exit code 1"))
    @path_option("--calendar", help=_("write the dates to a file"))
    @click.pass_obj
    def status(
        context: CommandContext, every: bool, as_json: bool, only_due: bool, calendar: Path | None
    ) -> int:
        if calendar and (every or only_due):
            first = "--all" if every else "--due"
            raise OptoutError(errors.OPTIONS_APART, first=first, second="--calendar")
        if every:
            return _everybody(context, as_json, only_due)
        return _one_person(context, as_json, only_due, calendar)


def _one_person(
    context: CommandContext, as_json: bool, only_due: bool, calendar: Path | None
) -> int:
    """A line a dossier, oldest first; attempts of one form without a sending are one line.

    As JSON `{"id","form","state","sent","out_of_sight","quote","since","practice","due",
    "answer","look_again"}`, also for each attempt; `due` is null or `{"what","on","days_left",
    "ground"}`, of several the next one; `look_again` null or `{"since","changed":[{"what","on"}]}`.
    Raises `OptoutError` (NONE_READABLE).
    """
    listing = context.store().all()
    rows = status_rows(listing.records, today())
    if listing.none_readable:
        _say_troubles(context, listing.troubles)
        raise OptoutError(errors.NONE_READABLE)
    if not rows:
        context.console.say(_("There is no dossier yet. Object first: optout run."))
        _say_practice(context)
    if only_due:
        rows = [row for row in rows if row.called_for]
    if as_json and rows:
        _json(context, [row.as_json() for row in rows])
    elif rows:
        _show(context, table(folded(rows), context.console.columns))
    _say_troubles(context, listing.troubles)
    if calendar:
        ended = talk(context, _write_calendar(context, listing.records, calendar))
        if ended != Exit.DONE:
            return ended
    if not as_json:
        shown = [row.record for row in rows]
        moves = (what_is_due if only_due else what_next)(shown, today())
        tell(context, (m for m in moves if not (calendar and CALENDAR in m.commands)))
    return _say_how_many(context, rows) if only_due else Exit.DONE


def _say_how_many(context: CommandContext, called_for: Sequence[Row]) -> int:
    """Say how many dates are today or over, and return the exit code that tells if any is."""
    if not called_for:
        context.console.say(_("Nothing is due today."))
        return Exit.DONE
    told = ngettext("{n} date is due.", "{n} dates are due.", len(called_for))
    context.console.say(told.format(n=len(called_for)))
    return Exit.NOT_FINISHED


def _everybody(context: CommandContext, as_json: bool, only_due: bool) -> int:
    """A table a person. As JSON a line a person: `{"profile","forms":{FORM: as above or null}}`.

    Raises `OptoutError` (NONE_READABLE), once everybody is shown.
    """
    listings = {profile: store.all() for profile, store in stores(context).items()}
    tables = {p: best_of_each(listing.records, today()) for p, listing in listings.items()}
    if only_due:
        due = {p: [row for row in rows if row.called_for] for p, rows in tables.items()}
        tables = {profile: rows for profile, rows in due.items() if rows}
    if as_json and tables:
        usual = () if only_due else USUAL
        _json(context, [_as_json(profile, rows, usual) for profile, rows in tables.items()])
    else:
        for profile, rows in tables.items():
            name = profile or _("you (no profile name)")
            _show(context, [(name if rows else labelled(name, _("nothing yet")), "plain")])
            _show(context, table(rows, context.console.columns) if rows else ())
    for listing in listings.values():
        _say_troubles(context, listing.troubles)
    if any(listing.none_readable for listing in listings.values()):
        raise OptoutError(errors.NONE_READABLE)
    if not only_due:
        return Exit.DONE
    return _say_how_many(context, [row for rows in tables.values() for row in rows])


def _as_json(profile: str, rows: Iterable[Row], usual: Iterable[str]) -> dict[str, object]:
    begun = {row.record.form: row.as_json() for row in rows}
    return {"profile": profile, "forms": dict.fromkeys(usual) | begun}


def _json(context: CommandContext, objects: Iterable[dict[str, object]]) -> None:
    context.console.data("\n".join(json.dumps(o, ensure_ascii=False) for o in objects))


def _show(context: CommandContext, lines: Iterable[Line]) -> None:
    context.console.rows((text, _STYLES[tone]) for text, tone in lines)


def _say_troubles(context: CommandContext, troubles: Iterable[Trouble]) -> None:
    for trouble in troubles:
        context.console.say(labelled(str(trouble.path), trouble.what))


def _say_practice(context: CommandContext) -> None:
    """Where practice is kept, if there was any: it is not in the list."""
    practised = context.practice_places.dossiers
    try:
        some = any(practised.iterdir())
    except OSError:
        return
    if some:
        words = _("What you practised does not count and is kept apart: {folder}")
        context.console.say(words.format(folder=practised))


async def _write_calendar(context: CommandContext, records: list[Record], file: Path) -> int:
    from optout.dossier.calendar import calendar

    if not any(dues(record, today()) for record in records):
        context.console.say(_("Nothing is due, so no calendar was written."))
        return Exit.DONE
    await make_room(context, file)
    write(file, calendar(records, today(), now()))
    context.console.say(_("The dates are in: {file}").format(file=file))
    return Exit.DONE
