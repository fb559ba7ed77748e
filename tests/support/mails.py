"""Whole mails of Meta with a code in them, in every language and as they are copied."""

from support.tables import beside

MAILS: dict[str, dict[str, str]] = beside(__file__)
"""By language, the lines of the mail."""
CODE, OTHER = "481516", "560001"
POSTCODE = f"Meta Platforms, Residency Road, Bengaluru {OTHER}, India · 25/11/2026 14:30"


def lines(language: str, code: str = CODE, *, named: bool = True) -> list[str]:
    """Meta's mail with another number in its last line; without `named` nothing says "code"."""
    words = MAILS[language]
    said = ("notice", "enter", code, "valid", "thanks")
    kept = said if named else ("notice", code, "thanks")
    return [words.get(line, line) for line in kept] + [POSTCODE]


def shapes(paragraphs: list[str]) -> dict[str, str]:
    """The mail as text, and as it is copied from a browser in several ways."""
    return {
        "text": "\n\n".join(paragraphs),
        "tight": "\n".join(paragraphs),
        "one line": " ".join(paragraphs),
        "wide": " \u00a0 ".join(p.replace(" ", "\u00a0") for p in paragraphs),
        "blank lines": "\r\n \u00a0\r\n\r\n\t".join(paragraphs),
        "preview": "\u200c\u034f\u00a0" * 60 + "\n" + "\n\n\n".join(paragraphs),
        "indented": "\n".join(f"> {p}" for p in paragraphs),
    }
