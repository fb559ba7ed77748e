"""What can be wrong with the look of a letter. Each check names its faults; none is no fault."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from support.tables import beside

NBSP = "\u00a0"
_LIST_LETTER = re.compile(r"(?<![\w(])(?:[a-g]|[а-ж]|[α-ζ]|στ)$")

OF_LANGUAGE: Mapping[str, Mapping[str, Any]] = beside(__file__)


def holes(text: str, language: str) -> list[str]:
    """Nothing of the template is left over, and nothing is missing from it."""
    faults = [f"leftover {left}" for left in ("{{", "}}", "{%", "%}", "{#", "#}") if left in text]
    faults += [f"a hole: {m}" for m in re.findall(r"\b(?:None|Undefined|undefined)\b", text)]
    faults += [
        f"a field without a value: {m}" for m in re.findall(r"(?m)^[^\n:]+:[ \u00a0]$", text)
    ]
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text):
        faults.append("a control character")
    return faults


def spaces(text: str, language: str) -> list[str]:
    """No double space, none where none belongs, no gap of more than one empty line."""
    rules = {
        "a double space": r"[ \u00a0\u202f]{2}",
        "a space at a line's end": r"(?m)[ \u00a0\u202f]$",
        "a space at a line's beginning": r"(?m)^[ \u00a0\u202f]",
        "a space before a comma or full stop": r"[ \u00a0\u202f][,.](?![\w])",
        "a space inside brackets": r"\([ \u00a0]|[ \u00a0]\)",
        "no space after a comma": r",(?=[^\W\d])",
        "two empty lines": r"\n\n\n",
        "a doubled mark": r"([,;:!?])\1|,\.|\.,(?! )|(?<!\.)\.\.(?!\.)",
    }
    return [fault for fault, rule in rules.items() if re.search(rule, text)]


def marks(text: str, language: str) -> list[str]:
    """French puts a no-break space before : ; ? ! and inside its quotation marks; others do not."""
    faults = []
    for found in re.finditer(r"[:;?!](?=\s|$)", text):
        before = text[found.start() - 1]
        if (before == NBSP) != (language == "fr"):
            faults.append(f"wrong space before {found[0]}")
    if language == "fr" and re.search(r"«(?!\u00a0)|(?<!\u00a0)»", text):
        faults.append("no no-break space inside quotation marks")
    if language == "fr" and "\u202f" in text:
        faults.append("two kinds of no-break space")
    return faults


def quotes(text: str, language: str) -> list[str]:
    """Only the language's own quotation marks and apostrophe, in pairs; brackets in pairs too."""
    left, right = OF_LANGUAGE[language]["quotes"]
    faults = [f"a straight {q}" for q in ("'", '"', "`") if q in text]
    if text.count(left) != text.count(right):
        faults.append("a quotation mark without its other half")
    known = set(left + right + "’")
    strange = set(text) & set("«»„“”‚‘’‹›") - known
    faults += [f"a foreign quotation mark {c}" for c in sorted(strange)]
    if _unpaired_bracket(text):
        faults.append("a bracket without its other half")
    return faults


def gender(text: str, language: str) -> list[str]:
    """Nothing says whether the person is a man or a woman, nor whom it addresses."""
    return [f"gendered: {m[0]}" for m in re.finditer(OF_LANGUAGE[language]["gendered"], text)]


def _unpaired_bracket(text: str) -> bool:
    least = most = 0  # open brackets; a list's "point f)" may close one or none
    for found in re.finditer(r"[()]", text):
        if found[0] == "(":
            least, most = least + 1, most + 1
            continue
        if not _LIST_LETTER.search(text, max(0, found.start() - 20), found.start()):
            most -= 1
        if most < 0:
            return True
        least = max(least - 1, 0)
    return least > 0


CHECKS: Mapping[str, Callable[[str, str], list[str]]] = {
    "holes": holes,
    "spaces": spaces,
    "marks": marks,
    "quotes": quotes,
    "gender": gender,
}


def faults_in(text: str, language: str) -> list[str]:
    """All that the checks of this module find."""
    return [fault for check in CHECKS.values() for fault in check(text, language)]
