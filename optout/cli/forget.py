"""`optout forget`: erases what was kept on this computer, and says what others still have."""

import os
import shutil
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

import click

from optout.cli.common import PATIENCE, talk
from optout.cli.context import CommandContext
from optout.cli.parser import option
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.i18n import _, ngettext

if TYPE_CHECKING:
    from optout.config.paths import Places
    from optout.dossier.forget import Item
    from optout.terminal.console import Console

_NAMED = 20


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command(help=_("Erase what optout keeps on this computer; each thing is asked for."))
    @option("--all", "every", is_flag=True, help=_("everything that is yours"))
    @option("--yes", is_flag=True, help=_("do not ask; with --all"))
    @click.pass_obj
    def forget(context: CommandContext, every: bool, yes: bool) -> int:
        if not (every and yes) and (yes or not context.console.can_ask):
            raise OptoutError(errors.FORGET_WHAT)
        return talk(context, _forget(context, every, yes))


async def _forget(context: CommandContext, every: bool, yes: bool) -> int:
    """Ask, erase, and tell. Exit 1 where something could not be erased. Raises `OptoutError`."""
    from optout.dossier.forget import what_is_kept, what_others_have

    human = context.console
    places = context.data_places
    items = what_is_kept(
        {
            "browser": places.browser,
            "settings": places.settings_file,
            "dossiers": places.dossiers,
            "practice": context.practice_places.data,
        }
    )
    if not items:
        _tidy(places)
        human.say(_("optout keeps nothing of you on this computer."))
        return Exit.DONE
    chosen = await (_all(human, items, yes) if every else _each(human, items))
    whole = _erase(human, places, chosen)
    if chosen:
        human.list(what_others_have())
    return Exit.DONE if whole else Exit.NOT_FINISHED


async def _all(human: "Console", items: "list[Item]", yes: bool) -> "list[Item]":
    human.list([_described(item) for item in items])
    sure = yes or await human.yes_no(_("Erase all of this?"), default=False)
    return items if sure else []


async def _each(human: "Console", items: "list[Item]") -> "list[Item]":
    chosen = []
    for item in items:
        question = _("Erase {what}?").format(what=_described(item))
        if await human.yes_no(question, default=False):
            chosen.append(item)
    return chosen


def _described(item: "Item") -> str:
    return ngettext(
        "{what} ({n} file, {size} kB)", "{what} ({n} files, {size} kB)", item.files
    ).format(what=item.what, n=item.files, size=-(-item.size // 1000))


def _erase(human: "Console", places: "Places", items: "list[Item]") -> bool:
    """Whether all of it is gone; each is told."""
    from optout.dossier.forget import erase
    from optout.system import lock

    if not items:
        human.say(_("Nothing was erased."))
        return True
    there = os.path.exists(places.data)  # noqa: PTH110 - it raises nothing
    with lock.held(places.data, patience=PATIENCE) if there else nullcontext():
        for practice in (item.path for item in items if item.kind == "practice"):
            if practice.is_dir():
                # Practice locks its own folder. Windows erases no lock that is held.
                with lock.held(practice, patience=PATIENCE):
                    pass
        ends = [(item.what, erase(item)) for item in items]
    for what, remains in ends:
        if remains:
            human.say(_("Not erased: {what}. This is still there:").format(what=what))
            human.list([str(path) for path in remains[:_NAMED]])
        else:
            human.say(_("Erased: {what}.").format(what=what))
    _tidy(places)
    return not any(remains for _what, remains in ends)


def _tidy(places: "Places") -> None:
    """Remove what optout made besides, where nothing of worth is left, and folders now empty."""
    from optout.system import lock
    from optout.system.files import is_leftover

    data = places.data
    kept = any(map(os.path.lexists, (places.dossiers, places.browser)))
    if os.path.isdir(data) and not kept:  # noqa: PTH112 - it raises nothing
        shutil.rmtree(places.printing, ignore_errors=True)
        for path in data.iterdir():
            if path.name in lock.FILES or is_leftover(path.name):
                with suppress(OSError):  # a folder of that name is nothing of optout's
                    path.unlink(missing_ok=True)
    empty = [data, *([data.parent, data.parent.parent] if places.profile else [])]
    if not places.settings_given:
        empty.append(places.settings_file.parent)
    for folder in empty:
        with suppress(OSError):
            folder.rmdir()
