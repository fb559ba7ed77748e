"""The objection for the post: one A4 page or more, the address in the window of the envelope.

An objection needs no particular form (Art. 12(2), 21 GDPR): a letter counts like the web form.
"""

from datetime import date
from textwrap import shorten

from optout.i18n.cldr import long_date
from optout.letters import Letter
from optout.system.templates import html_environment

_RIGHT = frozenset(
    ["BE", "BG", "ES", "FR", "GP", "GF", "IT", "LU", "MC", "MF", "MQ", "PT", "RE", "RO", "YT"]
)
"""Where the window of an envelope is on the right (NF Z 11-001 and its like); else on the left
(DIN 5008, ISO 269 usage)."""

_LONGEST = 150
"""Characters of a subject: a person's own template may have a long second paragraph."""


def subject(letter: Letter) -> str:
    """The line that names the matter: the letter's second paragraph, without its first word."""
    paragraphs = [p for p in letter.text.split("\n\n") if p]
    line = paragraphs[1] if len(paragraphs) > 1 else paragraphs[0]
    _word, colon, rest = line.partition(":")
    return shorten(rest if colon else line, _LONGEST, placeholder="…")


def page(letter: Letter, *, name: str, country: str, today: date) -> str:
    """The letter as a self-contained HTML page, to be printed or made a PDF of."""
    return (
        html_environment()
        .get_template("post.html.j2")
        .render(
            language=letter.language,
            title=subject(letter),
            window="right" if country in _RIGHT else "left",
            sender=name,
            address=(letter.controller.name, *letter.controller.address),
            date=long_date(today, letter.language),
            paragraphs=letter.text.split("\n\n"),
        )
    )
