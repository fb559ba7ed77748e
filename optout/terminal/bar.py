"""A bar that shows how much is done and left, on a line of its own that goes away at the end."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


class Bar:
    """One bar at a time, on one terminal."""

    def __init__(self, terminal: Callable[[], "Console | None"]) -> None:
        """Without a terminal none appears: there is none, or its cursor must not move."""
        self._terminal = terminal
        self._shown: Progress | None = None

    @contextlib.contextmanager
    def of(self, words: str, total: int) -> Iterator[Callable[[], None]]:
        """Show it with `words` before it; what is given is to be called at each thing done."""
        terminal = self._terminal()
        if terminal is None:
            yield lambda: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._shown = Progress(
            TextColumn("{task.description}"),
            BarColumn(20),
            MofNCompleteColumn(),
            console=terminal,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        try:
            with self._shown as shown:
                task = shown.add_task(words, total=total)
                yield lambda: shown.advance(task)
        finally:
            self._shown = None

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Take it away while something else is written, which would tear its line."""
        if self._shown is None:
            yield
            return
        self._shown.stop()
        try:
            yield
        finally:
            self._shown.start()
