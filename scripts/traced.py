"""Run optout and say, once it has ended, what each part took: scripts/traced.py run facebook

Prints a table to standard output: when each part began, how long it took, and how many messages
were sent to the browser meanwhile, also by what went on beside it.
"""

import asyncio
import atexit
import functools
import importlib.abc
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

ADDRESS, LAST = "a form's address answers", "the last look"
PARTS = {
    "optout.cli.run": {"Job._prepared": "settings, words to the person, letter"},
    "playwright.async_api._context_manager": {
        "PlaywrightContextManager.__aenter__": "the browser's driver starts",
    },
    "playwright._impl.connection": {},
    "optout.browser.launch": {
        "_start": "the browser opens",
        "new_tab": "one more tab",
    },
    "optout.run.form.form_page": {
        "open_form": ADDRESS,
        "answer_gates": "questions before the fields",
        "watch_over": "the fields are watched",
        "preflight": LAST,
    },
    "optout.page.tab": {"read": "a page is read", "Tab.parsed": "the page is there"},
    "optout.run.prefill.prefill": {
        "choose_country": "the country",
        "put_text": "a text",
        "held_by": "read back",
    },
    "optout.run.recording.recorder": {"Recorder.prefilled": "filled, noted in the dossier"},
}
"""By module and name: what the part is called. A part that is not there any more is left out."""


@dataclass(slots=True)
class Took:
    """One part: seconds since the start, and messages to the browser until then."""

    part: str
    begun: float
    before: int
    ended: float = 0.0
    after: int = 0


STARTED = time.perf_counter() - time.process_time()
took: list[Took] = []
sent = 0


def traced(part: str, act: Callable[..., Any]) -> Callable[..., Any]:
    """`act`, noted each time."""

    def begin() -> Took:
        took.append(Took(part, time.perf_counter() - STARTED, sent))
        return took[-1]

    def end(one: Took) -> None:
        one.ended, one.after = time.perf_counter() - STARTED, sent

    if asyncio.iscoroutinefunction(act):

        @functools.wraps(act)
        async def later(*given: Any, **more: Any) -> Any:
            one = begin()
            try:
                return await act(*given, **more)
            finally:
                end(one)

        return later

    @functools.wraps(act)
    def now(*given: Any, **more: Any) -> Any:
        one = begin()
        try:
            return act(*given, **more)
        finally:
            end(one)

    return now


def trace(module: ModuleType) -> None:
    """Put what notes the parts in their places, and what counts the messages to the browser."""
    if module.__name__ == "playwright._impl.connection":
        send = module.Connection.send_message_to_server
        module.Connection.send_message_to_server = counted(send)
    for name, part in PARTS[module.__name__].items():
        *path, last = name.split(".")
        owner: Any = module
        for step in path:
            owner = getattr(owner, step, None)
        if hasattr(owner, last):
            setattr(owner, last, traced(part, getattr(owner, last)))


class Finder(importlib.abc.MetaPathFinder):
    """Traces a module as soon as it is imported."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in PARTS:
            return None
        sys.meta_path.remove(self)
        try:
            spec = importlib.util.find_spec(fullname)
        finally:
            sys.meta_path.insert(0, self)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def traced_module(module: ModuleType) -> None:
            execute(module)
            trace(module)

        spec.loader.exec_module = traced_module  # type: ignore[method-assign]
        return spec


def counted(send: Callable[..., Any]) -> Callable[..., Any]:
    """What sends a message to the browser's driver, counted."""

    def one_more(*given: Any, **more: Any) -> Any:
        global sent
        sent += 1
        return send(*given, **more)

    return one_more


def table() -> None:
    """Print what each part took, in the order in which they began."""
    print(f"{'at':>7} {'took':>7} {'sent':>5}  part")  # noqa: T201
    for one in took:
        spent, calls = one.ended - one.begun, one.after - one.before
        print(f"{one.begun:7.3f} {spent:7.3f} {calls:5}  {one.part}")  # noqa: T201
    first = next((one.before for one in took if one.part == ADDRESS), 0)
    last = max((one.after for one in took if one.part == LAST), default=first)
    print(f"messages to the browser, from the address to the last look: {last - first}")  # noqa: T201


if __name__ == "__main__":
    sys.meta_path.insert(0, Finder())
    atexit.register(table)
    from optout.cli import run_command_line

    sys.exit(run_command_line(sys.argv[1:]))
