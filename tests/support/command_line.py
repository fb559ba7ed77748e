"""One person of the household at the command line, with dossiers made as a run makes them."""

import asyncio
import contextlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from support.event_loop import no_loop
from support.typed_console import TypedConsole

from optout import i18n
from optout.browser import launch, pdf
from optout.cli import run_command_line
from optout.domain.deadlines import day_in
from optout.domain.states import State
from optout.dossier.file import Dossier
from optout.dossier.store import Store
from optout.terminal import console

LETTER = "Je m’oppose à l’utilisation de mes données (article 17, paragraphe 1, point c))."
NOWHERE = "/nowhere"
"""As the setting `browser`: none is there, so that none is opened for a PDF."""
ADDRESS = "1, rue de l’Exemple, 75000 Paris"
Done = subprocess.CompletedProcess[str]


def today() -> date:
    """The day in Ireland, as the commands count."""
    return day_in("IE", datetime.now(UTC))


def ago(days: int) -> str:
    """The day so many days before, as an option takes it."""
    return (today() - timedelta(days=days)).isoformat()


def days_since(day: date) -> list[date]:
    """The days on which a command may have run that was started on `day` and has just ended."""
    return sorted({day, today()})


def in_this_process(
    environ: Mapping[str, str], *arguments: str, typed: Sequence[str] | None = None
) -> Done:
    """The command as a process of its own in that environment would end: without a terminal, or
    with one at which these lines are typed, one at each question.

    That begins in half a second less, which is most of what such a command takes.
    """
    left = list(typed or ())
    # The driver that would open it takes a second to start.
    unopened = environ.get("OPTOUT_BROWSER") == NOWHERE
    shown_at = console.Console if typed is None else partial(TypedConsole, left)
    out, said = (
        io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True) for _ in range(2)
    )
    spoken = i18n.language()
    with (
        # Else a window would open to ask what no terminal can ask.
        mock.patch.dict(os.environ, {"OPTOUT_COMPANION": "false", **environ}, clear=True),
        mock.patch.object(sys, "argv", ["optout"]),
        mock.patch.object(sys, "stdin", io.StringIO()),
        # Python looks once for the browsers of the first environment in which it opens one.
        mock.patch.multiple("webbrowser", _tryorder=None, _browsers={}, _os_preferred_browser=None),
        mock.patch.object(console, "Console", shown_at),
        mock.patch.object(pdf, "driver", _never_starts if unopened else pdf.driver),
        mock.patch.object(launch, "driver", _never_starts if unopened else launch.driver),
        contextlib.chdir(environ["HOME"]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(said),
        no_loop(),
        _signals_as_before(),
    ):
        try:
            code = run_command_line(arguments)
        finally:
            i18n.use(spoken)
    assert left == [], "these were not asked for"
    written = (stream.buffer.getvalue().decode() for stream in (out, said))  # type: ignore[attr-defined]
    return Done(["optout", *arguments], code, *written)


@contextlib.contextmanager
def _signals_as_before() -> Iterator[None]:
    """A process that was stopped hears no further stop; this one goes on."""
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    usual = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


@contextlib.asynccontextmanager
async def _never_starts() -> AsyncIterator["asyncio.Future[Any]"]:
    yield asyncio.get_running_loop().create_future()


def picture() -> bytes:
    """A real PNG of one pixel."""
    import base64

    return base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/p9jzwQAAAABJRU5ErkJggg=="
    )


@dataclass
class CommandLine:
    """Runs optout as this person would, in this process and without a terminal.

    No browser is found, unless the test uses the fixture `with_browser`.
    """

    home: dict[str, str]
    profile: str = ""
    email: str = "prenom.nom@example.org"
    name: str = "Prénom Nom"
    environ: dict[str, str] = field(default_factory=lambda: {"OPTOUT_BROWSER": NOWHERE})

    @property
    def data(self) -> Path:
        below = Path("profiles", self.profile) if self.profile else Path()
        return Path(self.home["XDG_DATA_HOME"]) / "optout" / below

    @property
    def dossiers(self) -> Path:
        return self.data / "dossiers"

    def run(self, *arguments: str, typed: Sequence[str] | None = None, **environ: str) -> Done:
        """The command without a terminal, or with one at which these lines are typed."""
        profile = ["--profile", self.profile] if self.profile else []
        everything = {**self.home, **self.environ, **environ}
        return in_this_process(everything, *profile, *arguments, typed=typed)

    def begun(self, form: str = "facebook", *, days: int = 60, **fields: Any) -> Dossier:
        """A dossier of `days` ago in which nothing was sent."""
        moment = datetime.now(UTC) - timedelta(days=days)
        store = Store(self.dossiers, clock=lambda: moment)
        known = {"name": self.name, "email": self.email, "country": "FR"}
        known["postal_address"] = ADDRESS
        letter = {"letter": LETTER, "language": "fr", "variant": "eu", "page_language": "fr"}
        return store.create(form=form, service=form, **{**known, **letter, **fields})

    def sent(self, form: str = "facebook", *, days: int = 60, **fields: Any) -> Dossier:
        """A dossier of `days` ago that the page acknowledged, with its evidence."""
        dossier = self.begun(form, days=days, **fields)
        dossier.advance(State.PREFILLED, by="tool", proof="read back from the fields")
        dossier.keep("filled.png", picture(), what="filled form")
        dossier.advance(State.SUBMITTED, by="page", proof="Merci")
        dossier.keep("result.png", picture(), what="what the page answered")
        dossier.keep("result.txt", f"Merci, {self.name}".encode(), what="what the page answered")
        dossier.advance(State.ACKNOWLEDGED, by="page", proof="Merci")
        return dossier

    def record(self, dossier: Dossier) -> Any:
        """The dossier's record as it is on disk now."""
        return Store(self.dossiers).open(dossier.id).record


def refused(done: Done, problem: str, code: int, said: str = "") -> None:
    """One message with that code, on standard error alone, and no traceback."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("(OPT-") == 1, done.stderr
    assert f"({problem})" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def whole(tree: Path) -> Mapping[Path, bytes]:
    """Every file below `tree` with its content."""
    return {
        Path(at, name): Path(at, name).read_bytes()
        for at, _folders, names in os.walk(tree)
        for name in names
    }
