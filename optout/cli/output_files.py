"""The files that a command is told to write."""

import errno
import os
from pathlib import Path

from optout.cli.context import CommandContext
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import _
from optout.system.files import make_folder, why_refused


async def make_room(context: CommandContext, *files: Path | None) -> None:
    """See that each file can be written.

    If the person says so, a missing folder is made, and a file that is there will be replaced;
    never one of optout's own, nor two in one place. Raises `OptoutError`: FILE_REFUSED, DISK.
    """

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
                make_folder(folder)
            else:
                why = why_refused(OSError(errno.ENOENT, ""))
        if why:
            raise OptoutError(errors.FILE_REFUSED, where=file, why=why)


def _place(file: Path) -> str:
    """Where `file` is, one text for each of its names. Raises `OSError`."""
    return os.path.normcase(os.path.realpath(file))
