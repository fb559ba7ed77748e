"""How each language cites a provision, and whether a text cites the right ones."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from support.tables import beside

_CITATION = re.compile(r"(FADP )?(\d+[A-Z]?)(?:\((\w+)\))?(?:\((\w+)\))?")
_NUMBER = re.compile(r"(?<!\w)\d+[A-Z]?(?!\w)")
_REGULATION = "2016/679"


@dataclass(frozen=True)
class Style:
    """Patterns with `{a}` for the article, `{p}` the paragraph or definition, `{l}` the letter.

    `letters` is what the language's own version of the Regulation has for a to g.
    """

    paragraph: str
    letter: str
    definition: str
    swiss_paragraph: str = ""
    swiss_letter: str = ""
    letters: str = "a b c d e f g"


STYLES: Mapping[str, Style] = {
    language: Style(**patterns) for language, patterns in beside(__file__).items()
}


def letter_in(language: str, letter: str) -> str:
    """What `language` has for one of the letters a to g."""
    return STYLES[language].letters.split()["abcdefg".index(letter)]


def citation_faults(
    text: str, language: str, cited: Iterable[str], others: Iterable[str] = ()
) -> list[str]:
    """What `text` cites too little or too much: each of `cited`, and no number beside them."""
    faults = [f"does not cite {c}" for c in cited if not _cites(text, language, c)]
    expected = set(others)
    for citation in cited:
        expected.update(re.findall(r"\d+[A-Z]?", citation))
    found = set(_NUMBER.findall(text.replace(_REGULATION, "")))
    faults += [f"cites a number {n} that is not of this point" for n in sorted(found - expected)]
    return faults


def _cites(text: str, language: str, citation: str) -> bool:
    match = _CITATION.fullmatch(citation)
    assert match, citation
    swiss, article, paragraph, letter = match.groups()
    style = STYLES[language]
    if paragraph is None:
        pattern = r"(?<!\w){a}(?!\w|\()"
    elif article == "4" and not swiss:
        # The United Kingdom's Article 4(1) holds the definitions that are Article 4's in the EU.
        pattern = style.definition + (r"\({l}\)" if letter else r"(?!\w)")
    elif letter:
        pattern = (style.swiss_letter if swiss else style.letter) + r"(?!\w)"
    else:
        pattern = (style.swiss_paragraph if swiss else style.paragraph) + r"(?!\w)"
    if letter and letter.isalpha():
        letter = letter_in(language, letter)
    return bool(re.search(pattern.format(a=article, p=paragraph, l=letter), text))
