"""`optout forget`: erases what was kept on this computer, and says what others still have."""

import os
import shutil
from contextlib import nullcontext, suppress
from pathlib import Path

import click

from optout.cli.context import CommandContext, talk
from optout.cli.parser import option
from optout.cli.profiles import everybody
from optout.cli.which_dossier import PATIENCE
from optout.config.paths import Places
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.dossier.forget import Item, erase, what_is_kept, what_others_have
from optout.i18n import _, ngettext
from optout.setup import menu_entry
from optout.system import lock
from optout.system.files import is_leftover, refused
from optout.terminal import program
from optout.terminal.console import Console

_NAMED = 20


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @option("--all", "every", is_flag=True, help=_("everything that is yours"))
    @option("--yes", is_flag=True, help=_("do not ask; with --all"))
    @click.pass_obj
    def forget(context: CommandContext, every: bool, yes: bool) -> int:
        if not (every and yes) and (yes or not context.console.can_ask):
            raise OptoutError(errors.FORGET_WHAT)
        return talk(context, _forget(context, every, yes))


async def _forget(context: CommandContext, every: bool, yes: bool) -> int:
    """Ask, erase, and tell. Exit 1 where something could not be erased. Raises `OptoutError`."""
    human, places = context.console, context.data_places
    _look_into(places.data)
    others = _others(context)  # while the settings say where they are
    items = _kept(places)
    if not items:
        _tidy(places)
        elsewhere = _elsewhere(context, places, items)
        if not elsewhere:
            human.say(_("optout keeps nothing of you on this computer."))
        _say_what_stays(context, elsewhere, others)
        return Exit.DONE
    chosen = await (_all(human, items, yes) if every else _each(human, items))
    whole = _erase(human, places, chosen)
    if chosen:
        human.list(what_others_have())
        _say_what_stays(context, _elsewhere(context, places, items), others)
    return Exit.DONE if whole else Exit.NOT_FINISHED


def _kept(places: Places) -> list[Item]:
    """All that is kept of a person."""
    return what_is_kept(
        {
            "browser": places.browser,
            "settings": places.settings_file,
            "dossiers": places.dossiers,
            "practice": places.practice().data,
            "menu": menu_entry.place(places.profile),
        }
    )


def _data(items: list[Item]) -> list[Item]:
    """What of it is in the data folder."""
    return [item for item in items if item.kind not in ("settings", "menu")]


def _look_into(folder: Path) -> None:
    """Raise `OptoutError` (DISK) where nobody could see what is kept, nor erase it."""
    try:
        for path in folder.iterdir():
            path.lstat()
    except PermissionError as cause:
        raise refused(folder, cause) from cause
    except OSError:  # it is not there
        pass


def _others(context: CommandContext) -> list[str]:
    """The profiles of whom something else is kept; empty is the name of who has none."""
    found = []
    with suppress(OptoutError):
        for name, places in everybody(context).items():
            kept = _kept(places)
            if name != context.profile and (_data(kept) if places.settings_given else kept):
                found.append(name)
    return found


def _elsewhere(context: CommandContext, places: Places, items: list[Item]) -> list[Path]:
    """The data folders with more of this person than was found in `places`, or may be left there.

    That is the usual one, where another is named; and that other, once nothing names it any more.
    """
    usual = context.places
    found = []
    if usual.data != places.data and _data(_kept(usual)):
        found.append(usual.data)
    unseen = not _data(items)  # its disk may not be plugged in
    if not _is_named(context, places) and (unseen or _data(_kept(places))):
        found.append(places.data)
    return found


def _is_named(context: CommandContext, places: Places) -> bool:
    """Whether optout still looks for the data there."""
    try:
        return context.places.at(context.data_dir) == places
    except OptoutError:  # the settings that --config names are erased
        return context.places == places


def _say_what_stays(context: CommandContext, folders: list[Path], others: list[str]) -> None:
    if folders:
        context.console.say(_("Whatever optout keeps here was not erased and stays:"))
        context.console.list([str(folder) for folder in folders])
    if others:
        context.console.say(_("What is kept for other profiles stays. To erase it:"))
        named = [["--profile", program.word(name)] if name else [] for name in others]
        commands = [" ".join([program.name(), *words, "forget"]) for words in named]
        context.console.list(commands)


async def _all(human: Console, items: list[Item], yes: bool) -> list[Item]:
    human.list([_described(item) for item in items])
    sure = yes or await human.yes_no(_("Erase all of this?"), default=False)
    return items if sure else []


async def _each(human: Console, items: list[Item]) -> list[Item]:
    chosen = []
    for item in items:
        question = _("Erase {what}?").format(what=_described(item))
        if await human.yes_no(question, default=False):
            chosen.append(item)
    return chosen


def _described(item: Item) -> str:
    return ngettext(
        "{what} ({n} file, {size} kB)", "{what} ({n} files, {size} kB)", item.files
    ).format(what=item.what, n=item.files, size=-(-item.size // 1000))


def _erase(human: Console, places: Places, items: list[Item]) -> bool:
    """Whether all of it is gone; each is told."""
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
        ends = [(item, erase(item)) for item in items]
    for item, remains in ends:
        if remains:
            human.say(_("Not erased: {what}. This is still there:").format(what=item.what))
            human.list([str(path) for path in remains[:_NAMED]])
        elif item.leads_to:
            human.say(_("Only a link was erased: {what}. This stays:").format(what=item.what))
            human.list([str(item.leads_to)])
        else:
            human.say(_("Erased: {what}.").format(what=item.what))
    if any(remains for _item, remains in ends):
        human.say(_("Close what has it open, or allow erasing there, then run it again."))
    _tidy(places)
    return not any(remains or item.leads_to for item, remains in ends)


def _tidy(places: Places) -> None:
    """Remove what optout made besides, where nothing of worth is left, and folders now empty."""
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
