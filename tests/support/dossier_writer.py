"""Run as a program: writes one dossier again and again, each time dying at a later system call.

`dossier_writer.py FOLDER HOW`, with HOW one of `before`, `after` (the call), `torn` (half a write).
One JSON line for each child: the call it died at, its exit code, the folder it wrote in. The last
child lives through all of it.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from optout.domain.states import State
from optout.dossier.file import Dossier
from optout.dossier.store import Store

CALLS = ("mkdir", "open", "write", "fsync", "replace", "rename", "unlink")
PICTURE = bytes(range(256)) * 40


def steps(store: Store) -> list[Callable[[], object]]:
    """One objection's writes, in order."""
    made: list[Dossier] = []

    def page(state: State) -> None:
        made[0].advance(state, by="page", proof="shown")

    return [
        lambda: made.append(store.create(form="facebook", letter="I object. " * 200)),
        lambda: made[0].advance(State.PREFILLED, by="tool"),
        lambda: made[0].keep("form.png", PICTURE, what="form"),
        lambda: page(State.SUBMITTED),
        lambda: made[0].change(code_status="rejected"),
        lambda: made[0].keep("form.png", PICTURE[::-1], what="form"),
        lambda: page(State.ACKNOWLEDGED),
    ]


def work(root: Path, log: Path) -> None:
    """Do all steps; note each one's beginning and end outside the dossier."""
    for number, step in enumerate(steps(Store(root / "dossiers"))):
        for word, act in (("begin", None), ("end", step)):
            if act is not None:
                act()
            with log.open("a", encoding="ascii") as file:
                file.write(f"{word} {number}\n")


def die_at(number: int, how: str) -> None:
    """Make this process kill itself at its `number`-th call, counted over all of `CALLS`."""
    left = number

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            if how == "torn" and name != "write":
                return real(*args, **kwargs)
            left -= 1
            if left == 0 and how != "after":
                if how == "torn":
                    real(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*args, **kwargs)
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    for name in CALLS:
        setattr(os, name, wrap(name, getattr(os, name)))


def main(folder: Path, how: str) -> None:
    """Have a child after the other write, and die, until one lives."""
    number, code = 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        number += 1
        root = folder / f"{how}-{number}"
        root.mkdir()
        child = os.fork()
        if child == 0:
            die_at(number, how)
            work(root, root / "log")
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        line = {"call": number, "code": code, "root": str(root)}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
