"""A digest of what a page says: another one where a person would call it another page."""

import hashlib
import re

from optout.page.reading import Reading

_FIGURES = re.compile(r"\d+")


def page_digest(reading: Reading) -> str:
    """The same for two looks at a page that says the same; a clock in it counts for nothing."""
    texts = [b.text for frame in reading.snapshot.frames for b in frame.blocks]
    text = _FIGURES.sub("0", "\n".join([reading.url, reading.title, *texts]))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
