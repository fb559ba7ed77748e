"""What every command needs: places and console (made once), settings (read each time)."""

import asyncio
import os
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optout.config import sources
from optout.config.paths import Places
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.i18n import _
from optout.system.files import make_folder, private_folder, write
from optout.system.signals import interruptible
from optout.terminal.human import EndOfInput

if TYPE_CHECKING:
    from optout.companion.both import TerminalAndCompanion
    from optout.config.settings import Settings
    from optout.dossier.store import Store
    from optout.terminal.console import Console
    from optout.terminal.human import Human


@dataclass
class CommandContext:
    """The options of every command, and what it needs by them.

    Heavy parts are imported where they are used: the settings (pydantic) take 160 ms, a PDF
    (Playwright) 130, the store 20, the console 9, and a help needs none of them.
    """

    config: Path | None = None
    profile: str = ""
    plain: bool = False
    lang: str = ""
    no_companion: bool = False
    debug: bool = False
    both: "TerminalAndCompanion | None" = None
    """The person, where a run has a companion beside the terminal."""
    forget_sign_in: bool = False
    """The person has said that the browser's profile is to be erased once it is closed."""

    @property
    def kept_options(self) -> list[str]:
        """Those without which a later command would be about another person, or other places."""
        profile = ["--profile", self.profile] if self.profile else []
        config = ["--config", str(self.config.absolute())] if self.config else []
        return [*profile, *config]

    @cached_property
    def console(self) -> "Console":
        from optout.terminal.console import Console

        return Console(plain=self.plain)

    @property
    def human(self) -> "Human":
        """The person, wherever they can be told something now."""
        return self.both or self.console

    def has_companion(self, settings: "Settings") -> bool:
        """There is a window for a companion, and the person wants one."""
        wanted = settings.companion if settings.companion is not None else not self.plain
        return wanted and not (settings.headless or self.no_companion)

    def beside(self, text: str, style: str = "") -> None:
        """Say this in the companion, if there is one, in place of a command for the terminal."""
        if self.both:
            self.both.say_here("text", [text], style)

    @cached_property
    def places(self) -> Places:
        return Places.find(self.config, self.profile)

    @property
    def settings(self) -> "Settings":
        """Read anew at each call. Raises `OptoutError`."""
        from optout.config import settings

        return settings.load(self.places)

    @property
    def file_values(self) -> dict[str, Any]:
        """What the settings file holds, unchecked: whatever is wrong with it is said later."""
        try:
            return sources.from_file(self.places)
        except OptoutError:
            return {}

    def keep_settings(self, values: Mapping[str, object]) -> None:
        """Keep these in the person's file, beside what else it says, and say where.

        The person's own comments and order stay, and what only the environment says stays there.
        Nothing, or an empty text, takes a setting out. Raises `OptoutError` (DISK, as `from_file`).
        """
        import tomlkit  # 20 ms, before every run that is begun by `optout` alone

        file = self.places.settings_file
        (make_folder if self.places.settings_given else private_folder)(file.parent)
        known = sources.from_file(self.places) if file.exists() else {}
        document = tomlkit.parse(sources.text_of_file(self.places) if known else "")
        for key, value in values.items():
            if value not in ("", None):
                document[key] = str(value) if isinstance(value, Path) else value
            elif key in known:
                del document[key]
        write(file, tomlkit.dumps(document).encode())
        self.human.say(_("Settings kept in: {folder}").format(folder=file))

    @property
    def data_dir(self) -> Path | None:
        """The data folder that the settings name. Raises `OptoutError`, not for other settings."""
        return sources.data_dir(self.places)

    @property
    def data_places(self) -> Places:
        """The same places, with that data folder.

        Raises `OptoutError` as well where the folder above it is not there (DATA_FOLDER_AWAY): a
        second tree would be made below the place of a disk that is not plugged in.
        """
        named = self.data_dir
        if named and not os.path.exists(named.parent):  # noqa: PTH110 - it raises nothing
            raise OptoutError(errors.DATA_FOLDER_AWAY, where=named)
        return self.places.at(named)

    @property
    def practice_places(self) -> Places:
        """Where practice keeps its own things: below the data folder."""
        return self.data_places.practice()

    def store(self) -> "Store":
        """The dossiers of this person."""
        from optout.dossier.store import Store

        return Store(self.data_places.dossiers)

    async def pdfs(self, pages: list[str]) -> list[bytes]:
        """Each HTML page as a PDF. Raises `OptoutError` where no browser can make one."""
        from optout.browser.pdf import pdfs

        folder, browser = self.data_places.printing, sources.browser(self.places)
        with self.console.progress("PDF", 1 + len(pages)) as one_done:
            return await pdfs(pages, folder, browser, one_done)


def talk(context: CommandContext, work: Coroutine[Any, Any, int]) -> int:
    """The exit code of a command that may ask; Ctrl-C or a closed terminal end it in a sentence."""
    return asyncio.run(_talk(context, work))


async def _talk(context: CommandContext, work: Coroutine[Any, Any, int]) -> int:
    try:
        async with interruptible():
            return await work
    except EndOfInput:
        context.console.say(_("You cannot answer here any more. What was noted is kept."))
        return Exit.NOT_FINISHED
    context.console.interrupt()
    context.console.say(_("Stopped. What was noted is kept."))
    return Exit.INTERRUPTED
