"""Standard output and error that can take every letter, whatever the system's encoding.

A file or a pipe gets UTF-8. A terminal keeps its own encoding (a Windows console may have one of
256 characters); what that lacks is written with the nearest that it has.
"""

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import _
from optout.system.files import why_refused


def make_readable(*streams: object) -> None:
    """Set standard output and error up. To be called before anything is written."""
    codecs.register_error("nearest", _nearest)
    chosen = os.environ.get("PYTHONIOENCODING", "")
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if chosen or stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    from anyascii import anyascii

    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end]
    return "".join(anyascii(character) or "?" for character in lacking), error.end


@contextlib.contextmanager
def output() -> Iterator[TextIO]:
    """Standard output, all of it written when the block ends. Raises `OptoutError` (OUTPUT)."""
    if sys.stdout is None:
        raise OptoutError(errors.OUTPUT, why=_("it is closed"))
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as cause:
        _drop(sys.stdout)
        raise OptoutError(errors.OUTPUT, why=why_refused(cause)) from cause


def finish(*streams: TextIO | None) -> None:
    """Write what is left; what cannot be written is dropped, so that the exit code stays."""
    for stream in filter(None, streams):
        try:
            stream.flush()
        except (OSError, ValueError):
            _drop(stream)


def _drop(stream: TextIO) -> None:
    """Send what is left to nowhere: Python would try again at its end, in words of its own."""
    with contextlib.suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())
