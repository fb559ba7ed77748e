"""The closing lines of a run: where the proof is, and the browser's profile that is left."""

from pathlib import Path
from typing import TYPE_CHECKING

from optout import errors, lock
from optout.errors import OptoutError
from optout.i18n import _
from optout.paths import store_package

if TYPE_CHECKING:
    from optout.human import Human
    from optout.result import Result


def say_where(human: "Human", result: "Result") -> None:
    """Where the proof of one form is, if the disk has taken it."""
    if not result.dossier:
        return
    if not result.kept:
        human.say(_("Not all of it could be kept in: {folder}").format(folder=result.dossier))
        return
    human.say(_("Kept in: {folder}").format(folder=result.dossier))
    if store_package() in result.dossier.parts:
        human.say(_("That is a folder of Python from the Microsoft Store, and erased with it."))
    picture = result.dossier / "filled.png"
    if picture.is_file():
        human.say(_("The filled form: {file}").format(file=picture))


async def offer_to_forget(human: "Human", profile: Path) -> None:
    """Erase the profile if the person wants it so: a sign-in is not kept for nothing.

    The lock is held meanwhile: a run that begins while the question is open would lose the profile
    under its browser. Where one has begun already, nothing is offered. Raises `OptoutError` (DISK).
    """
    if not human.can_ask:
        return
    try:
        with lock.held(profile.parent):
            await _offer(human, profile)
    except OptoutError as error:
        if error.problem is not errors.LOCKED:
            raise


async def _offer(human: "Human", profile: Path) -> None:
    from optout.dossier.forget import erase, what_is_kept

    human.say(_("Everything is done. The browser profile still knows your sign-in."))
    if not await human.yes_no(_("Erase the browser profile?"), default=False):
        return
    for end in map(erase, what_is_kept({"browser": profile})):
        if end.gone:
            human.say(_("Erased."))
        else:
            human.say(_("Not erased: {what}. This is still there:").format(what=end.item.what))
            human.list([str(path) for path in end.left[:1]])
