"""All talk in the terminal. Data goes to standard output; talk and questions to standard error."""

import asyncio
import contextlib
import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from optout.domain.errors import OptoutError
from optout.domain.text import printable
from optout.i18n import _, labelled
from optout.system.signals import continued
from optout.system.timeouts import end_task
from optout.terminal import streams
from optout.terminal.bar import Bar
from optout.terminal.choosing import Choosing, with_usual, yes_or_no
from optout.terminal.human import Act, Choice, EndOfInput, NoButtons, OnMisfit, Standing
from optout.terminal.keyboard import Keyboard
from optout.terminal.program import as_started, errors_page, name

if TYPE_CHECKING:
    from rich.console import Console as RichConsole
    from rich.style import Style

_WIDEST, _NARROWEST = 88, 10
"""Columns of a line of talk, at the most and at the least."""
_AROUND, _FEWEST = 6, 5
"""Lines of a window around a page of a letter; lines of a page at the least."""
_AWAY = 5.0
"""Seconds without a word after which the person may look elsewhere."""
_PATH = re.compile(r"(?:(?<![^\n])|(?<=: ))(?:/|[A-Za-z]:[\\/]).*?(?=: |\n|$)")
"""A path as it is said: it begins a line or follows a colon, and ends there."""
_CODE = re.compile(r"(?<=\()OPT-\d{3}(?=\)$)")
"""The code that ends an error."""
_KEPT = "\ue000"
"""In place of a blank at which no line ends: no letter has it."""


class Console(NoButtons):
    """The person at a terminal, a `Human`. Nothing is asked where there is no terminal."""

    def __init__(self, *, plain: bool = False) -> None:
        self.plain = plain
        self._keyboard: Keyboard | None = None
        self._bar = Bar(lambda: None if plain else self._terminal)
        self.progress = self._bar.of
        self._told_at, self._waited = monotonic(), False
        self._on_misfit: OnMisfit | None = None
        self._hearing: asyncio.Task[None] | None = None
        self.can_ask = _is_terminal(sys.stdin) and _is_terminal(sys.stderr)

    @cached_property
    def _asking(self) -> "asyncio.Lock":
        """What is typed goes to one question: a second one waits for the first one's end."""
        return asyncio.Lock()

    @cached_property
    def _terminal(self) -> "RichConsole | None":
        """What talk is shown on; made at the first word, as it takes its time to load."""
        return _rich(self.plain, stderr=True) if _is_terminal(sys.stderr) else None

    @property
    def _width(self) -> int:
        """As wide as the window is now. Without a terminal nothing is wrapped: a log is searched,
        not read line by line."""
        return min(self._terminal.width, _WIDEST) if self._terminal else 0

    # -- speaking

    def data(self, text: str) -> None:
        """Write `text` to standard output: it is a result, not talk. Raises `OptoutError`."""
        with self._bar.away(), streams.output() as out:
            out.write(text if text.endswith("\n") else text + "\n")

    @property
    def columns(self) -> int:
        """How long a line of data should be at most; a file or a pipe takes any."""
        return _rich(self.plain, stderr=False).width if _is_terminal(sys.stdout) else sys.maxsize

    def rows(self, lines: Iterable[tuple[str, str]]) -> None:
        """Lines of data, each with its style, which only a terminal shows. A long one is folded."""
        safe = ((text if text.isprintable() else printable(text), style) for text, style in lines)
        if not _is_terminal(sys.stdout):
            self.data("\n".join(text for text, _style in safe))
            return
        out = _rich(self.plain, stderr=False)
        with self._bar.away(), streams.output():
            for style, group in groupby(safe, key=lambda line: line[1]):
                folded = "\n".join(_fold(text, out.width) for text, _style in group)
                _show(out, folded + "\n", "" if self.plain else style)

    def say(self, text: str, *, style: str = "") -> None:
        """One paragraph of talk. `text` may hold words from a page: it is made safe here."""
        self._print(as_started(text, blank=_KEPT), style)

    def heading(self, text: str) -> None:
        self._write("\n")
        self.say(text, style="bold")

    def list(self, items: Sequence[str]) -> None:
        """Short lines that belong together, indented. A command is left whole, to be copied."""
        for item in items:
            command = item.startswith(f"{name()} ")
            shown = _unbroken(item) if command else as_started(item)
            narrow = command and len(item) <= self._width < len(item) + 2
            self._print(shown, indent="" if narrow else "  ", hang="  ")

    def numbered(self, items: Sequence[str]) -> None:
        for number, item in enumerate(items, 1):
            beginning = f"{number}. "
            self._print(beginning + item, indent="  ", hang=" " * len(beginning))

    def letter(self, text: str) -> None:
        self._write("\n")
        self._print(text, indent="  ")
        self._write("\n")

    async def pages(self, text: str) -> None:
        """A long letter, as many lines at a time as the window has; whole where nobody can answer.

        Raises `EndOfInput`.
        """
        lines = _lines(printable(text), self._width, "  ")
        room = self._terminal.height - _AROUND if self._terminal and self.can_ask else len(lines)
        pages = [*_pages(lines, max(room, _FEWEST))]
        more = _("Page {number} of {count}. Enter: go on; q: skip the rest")
        for number, page in enumerate(pages, 1):
            self.letter(page)
            if number < len(pages):
                asked = more.format(number=number, count=len(pages))
                answer = await self.ask(asked)
                if answer.lower() == "q" or yes_or_no(answer) is False:
                    return

    def error(self, error: OptoutError) -> None:
        """What happened, the next move, and the code, as one paragraph."""
        self.say(_with_whole_paths(error), style="bold red")

    def standings(self, standings: Sequence[Standing]) -> None:
        """How each form stands, on one line, or a line each where it is read aloud."""
        if self.plain or not _takes_signs(sys.stderr):
            self.say("\n".join(labelled(one.name, one.words) for one in standings))
            return
        shown = [
            f"{one.name} ✓ {one.words}" if one.done else labelled(one.name, one.words)
            for one in standings
        ]
        line = " · ".join(shown)
        fits = not self._width or len(line) <= self._width
        self.heading(line if fits else "\n".join(shown))

    async def hand_over(self, form: str, act: Act) -> None:
        """The person acts in the page now; the bell rings if they may be away."""
        self._ring_if_away()

    # -- asking

    @property
    def on_misfit(self) -> OnMisfit | None:
        return self._on_misfit

    @on_misfit.setter
    def on_misfit(self, hears: OnMisfit | None) -> None:
        self._on_misfit = hears
        self._listen()

    def _listen(self) -> None:
        """Hear what is typed while nothing is asked, as long as somebody answers it."""
        if self._on_misfit is None:
            if self._hearing:
                self._hearing.cancel()
        elif self.can_ask and (self._hearing is None or self._hearing.done()):
            self._hearing = asyncio.create_task(self._hear())

    async def _hear(self) -> None:
        self._keyboard = self._keyboard or Keyboard()
        with contextlib.suppress(EndOfInput):
            while True:
                typed = (await self._keyboard.read(asked=False)).strip()
                hears = self._on_misfit
                if hears is not None and (answer := hears(typed)):
                    self.say(answer)

    async def ask(
        self, question: str, *, check: Callable[[str], str | None] | None = None, usual: str = ""
    ) -> str:
        async with self._asking:
            return await self._ask(with_usual(question, usual), check)

    async def go_on(self, question: str, button: str) -> None:
        await self.ask(question)

    async def _ask(self, question: str, check: Callable[[str], str | None] | None) -> str:
        while True:
            answer = (await self._read(question)).strip()
            wrong = check(answer) if check else None
            if wrong is None:
                return answer
            self.say((self.on_misfit and self.on_misfit(answer)) or wrong)

    async def paste(self, question: str, *, usual: str = "") -> str:
        async with self._asking:
            return await self._read(with_usual(question, usual))

    async def paste_whole(self, question: str) -> str | None:
        """As `paste`; None where a part of it is lost, as it was too long for a terminal."""
        text = await self.paste(question)
        return None if self._keyboard and self._keyboard.cut else text

    async def yes_no(self, question: str, *, default: bool) -> bool:
        yes, no = _("y"), _("n")
        hint = f"[{yes.upper()}/{no}]" if default else f"[{yes}/{no.upper()}]"

        def check(answer: str) -> str | None:
            if not answer or yes_or_no(answer) is not None:
                return None
            return _("Please answer {yes} or {no}.").format(yes=yes, no=no)

        try:
            answer = await self.ask(f"{question} {hint}", check=check)
        except EndOfInput:
            return False
        meant = yes_or_no(answer)
        return default if meant is None else meant

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        async with self._asking:
            choosing = Choosing(self.say, self.numbered, self._ask)
            try:
                return await choosing.one_of(question, choices, default)
            except EndOfInput:
                if default:
                    return default
                raise

    def _ring_if_away(self) -> None:
        """Ring the bell where nothing was to be done for so long that the person may be away."""
        if self._waited and self._terminal:
            with contextlib.suppress(OSError):
                self._terminal.bell()
        self._waited = False

    def interrupt(self) -> None:
        self._write("\n")

    def _print(self, text: str, style: str = "", *, indent: str = "", hang: str = "") -> None:
        """Wrap at words, lines after `indent`, those after the first `hang`; paths stay whole."""
        lines = _lines(printable(text), self._width, indent, hang)
        shown = "\n".join(indent + line if line else "" for line in lines)
        self._write(shown + "\n", style)

    def _write(self, text: str, style: str = "") -> None:
        now = monotonic()
        self._waited = self._waited or now - self._told_at > _AWAY
        self._told_at = now
        # The terminal may be gone (its window was closed) while the run still saves its state.
        with contextlib.suppress(OSError), self._bar.away():
            _show(self._terminal, text, "" if self.plain else style)

    async def _read(self, question: str) -> str:
        """The line typed after a question, which is shown anew when the process was stopped."""
        if self._hearing:
            await end_task(self._hearing)
        if self.can_ask:
            self._keyboard = self._keyboard or Keyboard()
            if self._keyboard.drop_pending():
                self.say(_("What you typed before this question was not used."))
        self._write("\n")
        self._ring_if_away()
        shown = "\n".join(_lines(f"{printable(question)}{_KEPT}>{_KEPT}", self._width))
        # Heard before the question is there: a stop while it appears would go unnoticed.
        with continued(lambda: self._write(shown, "bold")):
            self._write(shown, "bold")
            try:
                if not self.can_ask or self._keyboard is None:
                    raise EndOfInput
                return await self._keyboard.read()
            except EndOfInput:
                self.can_ask = False
                self.interrupt()
                raise
            finally:
                self._told_at = monotonic()
                self._listen()


def _rich(plain: bool, *, stderr: bool) -> "RichConsole":
    from rich.console import Console as RichConsole

    made = RichConsole(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        no_color=True if plain else None,
    )
    if made.is_dumb_terminal:  # which rich takes for one of 80 columns
        with contextlib.suppress(OSError, ValueError):
            columns, rows = os.get_terminal_size(made.file.fileno())
            made.size = (columns or made.width, rows or made.height)
    return made


def _show(terminal: "RichConsole | None", text: str, style: str) -> None:
    """Write on a terminal, or without style to standard error, if there is one."""
    if terminal:
        from rich.text import Text

        shown = Text(text, style=style)
        if style:
            shown.highlight_regex(_CODE, _linked)
        terminal.print(shown, end="", soft_wrap=True)
    elif sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _linked(_code: str) -> "Style | None":
    """Leads from an error's code to the guide's table of them."""
    from rich.style import Style

    page = errors_page()
    return Style(link=page) if page else None


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _takes_signs(stream: TextIO | None) -> bool:
    """It can write every sign."""
    return stream is not None and (stream.encoding or "utf-8").lower().startswith("utf")


def _lines(text: str, width: int, indent: str = "", hang: str = "") -> Sequence[str]:
    """The lines of a text, those that are too wide wrapped at words; with no width none are."""
    if not width:
        return text.replace(_KEPT, " ").split("\n")
    text = _PATH.sub(lambda found: _unbroken(found[0]), text)
    return [
        part.replace(_KEPT, " ")
        for line in text.split("\n")
        for part in textwrap.wrap(
            line,
            max(width - len(indent), _NARROWEST),
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        or [""]
    ]


def _pages(lines: Sequence[str], room: int) -> Iterator[str]:
    """The lines, at most so many at a time; a page ends with a paragraph where one ends late."""
    while lines:
        end = len(lines)
        if end > room:
            end = next((n for n in range(room, room // 2, -1) if not lines[n]), room)
        yield "\n".join(lines[:end]).strip("\n")
        lines = lines[end:]


def _unbroken(path: str) -> str:
    return path.replace(" ", _KEPT)


def _with_whole_paths(error: OptoutError) -> str:
    text = str(error)
    for fact in map(str, error.facts.values()):
        if Path(fact).is_absolute():
            text = text.replace(fact, _unbroken(fact))
    return text


def _fold(line: str, width: int) -> str:
    """The line over as many as it needs, its continuation indented further."""
    if len(line) <= width:
        return line
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return "\n".join(_lines(line, width, hang=indent))
