"""Standard output and error that can take every letter, whatever the system's encoding.

A file or a pipe gets UTF-8. A terminal keeps its own encoding (a Windows console may have one of
256 characters); what that lacks is written with the nearest that it has.
"""

import codecs
import io
import os

from optout.domain.text import without_accents

_NEAREST = {
    "’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "…": "...", "–": "-", "—": "-", "·": "-", "█": "#", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O",
    "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i",
}  # fmt: skip


def make_readable(*streams: object) -> None:
    """Set standard output and error up. To be called before anything is written."""
    codecs.register_error("nearest", _nearest)
    chosen = os.environ.get("PYTHONIOENCODING", "")
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if chosen or stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end]
    return "".join(map(_near, lacking)).encode(error.encoding, "replace"), error.end


def _near(character: str) -> str:
    return _NEAREST.get(character) or without_accents(character) or "?"
