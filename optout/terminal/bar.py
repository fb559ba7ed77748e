"""A bar that shows how much is done and left, on a line of its own that goes away at the end."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress


class Bar:
    """One bar at a time, on one terminal."""

    def __init__(self, terminal: Console, *, shown: bool) -> None:
        """`shown` False: none appears, as the cursor must not move there or it is no terminal."""
        self._terminal = terminal
        self._allowed = shown
        self._shown: Progress | None = None

    @contextlib.contextmanager
    def of(self, words: str, total: int) -> Iterator[Callable[[], None]]:
        """Show it with `words` before it; what is given is to be called at each thing done."""
        if not self._allowed:
            yield lambda: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._shown = Progress(
            TextColumn("{task.description}"),
            BarColumn(20),
            MofNCompleteColumn(),
            console=self._terminal,
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
