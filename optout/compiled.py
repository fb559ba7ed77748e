"""What is derived from the project's own files, kept where Python keeps its compiled modules.

It is kept for exactly the files that it was made of, so it is never stale: their content is what is
compared. Where nothing can be written, or Python is told to write nothing (`-B`,
PYTHONDONTWRITEBYTECODE), it is made anew each time. Without it the locator's first
look takes 810 ms of the processor instead of 230 (2 December 2026).
"""

import hashlib
import importlib.util
import marshal
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["compiled", "toml"]

T = TypeVar("T")


def compiled(name: str, sources: Sequence[Path], build: Callable[[], T], version: str = "") -> T:
    """The result of `build`, kept on disk until one of `sources` changes.

    `sources` are all files that it depends on, those of the code that builds it too. It is made of
    dicts, lists, tuples, sets, texts, numbers and code. `name` is unique in the folder of the first
    source. `version` is that of a library whose data goes into it.
    """
    digest = _digest(sources, version)
    place = _place(sources[0].with_name(name))
    with suppress(OSError, ValueError, EOFError, TypeError):
        kept = place.read_bytes()
        if kept.startswith(digest):
            found: T = marshal.loads(kept[len(digest) :])
            return found
    made = build()
    if not sys.dont_write_bytecode:
        _keep(place, digest, made)
    return made


def toml(source: Path) -> Any:
    """What one of the project's TOML files says, kept compiled."""

    def build() -> Any:
        import tomllib  # 5 ms, and most often there is nothing to build

        return tomllib.loads(source.read_text("utf-8"))

    return compiled(source.stem, (source,), build)


def _digest(sources: Sequence[Path], version: str) -> bytes:
    told = hashlib.sha256(f"{sys.version}\n{version}\n".encode())
    for source in (*sources, Path(__file__)):
        content = source.read_bytes()
        told.update(b"%s:%d:" % (source.name.encode(), len(content)))
        told.update(content)
    return told.digest()


def _place(beside: Path) -> Path:
    """Where Python would keep the compiled module of that name."""
    return Path(importlib.util.cache_from_source(str(beside.with_suffix(".py")))).with_suffix(
        ".data"
    )


def _keep(place: Path, digest: bytes, made: Any) -> None:
    part = place.with_name(f"{place.name}.{os.getpid()}.{threading.get_ident()}")
    with suppress(OSError, ValueError):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(digest + marshal.dumps(made))
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)  # a full disk would keep one of each start
