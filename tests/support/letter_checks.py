"""What can be wrong with the look of a letter. Each check names its faults; none is no fault."""

import re
from collections.abc import Callable, Mapping

NBSP = "\u00a0"
_LIST_LETTER = re.compile(r"(?<![\w(])(?:[a-f]|[а-е]|[α-ε]|στ)$")

QUOTES: Mapping[str, tuple[str, str]] = {
    "en": ("“", "”"),
    "fr": ("«" + NBSP, NBSP + "»"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "it": ("«", "»"),
    "nl": ("“", "”"),
    "pt": ("«", "»"),
    "pl": ("„", "”"),
    "da": ("»", "«"),
    "sv": ("”", "”"),
    "is": ("„", "“"),
    "fi": ("”", "”"),
    "et": ("„", "“"),
    "lv": ("“", "”"),
    "cs": ("„", "“"),
    "lt": ("„", "“"),
    "nb": ("«", "»"),
    "ga": ("“", "”"),
    "ro": ("„", "”"),
    "hu": ("„", "”"),
    "el": ("«", "»"),
    "hr": ("„", "”"),
    "bg": ("„", "“"),
    "sk": ("„", "“"),
    "sl": ("„", "“"),
    "mt": ("“", "”"),
}

GENDERED: Mapping[str, str] = {
    "en": r"\b(he|she|his|hers|him|her|Sir|Madam)\b",
    "fr": r"soussigné|\(e\)|·e\b|\b[Jj]e suis \w+é\b",
    "de": r"\b(Sehr geehrter|der Unterzeichnende|die Unterzeichnende)\b",
    "es": r"abajo firmante|\bMuy señores\b|\w/a\b|\bSr\.",
    "it": r"sottoscritt[oa]|\bEgregi Signori\b",
    "nl": r"\bGeachte heer,|ondergetekende heer",
    "pt": r"abaixo.assinad[oa]|\bobrigad[oa]\b|(?m:^)Exmos\. Senhores,",
    "pl": r"\b\w+ł[ae]m\b|\bSzanowny Panie\b|niżej podpisan[yaą]",
    "da": r"\b(han|hun|ham|hende|hans|hendes)\b|\b(Hr|Fru)\b|\bKære herrer\b",
    "sv": r"\b(han|hon|honom|henne|hans|hennes)\b|\b(Herr|Fru)\b|\bBästa herrar\b",
    "is": r"undirrit(?:aður|uð)\b|\b[Éé]g er (?!með\b)\w+(?:ður|ð|inn)\b|\bKær[iu]\b",
    "fi": r"\b[Hh]erra|\b[Rr]ouva|\b[Nn]eiti",
    "et": r"\b[Hh]ärra|\b[Pp]roua|\b[Pp]reili",
    "lv": r"\besmu \w+(?:is|usi|[mt][as])\b|parakstīj(?:ies|usies)\b|\b[Kk]un(?:gs|dze)\b",
    "cs": r"\b\w+la? jsem\b|\bjsem \w+la?\b|\bráda? bych\b|níže podepsan|\bVážen[ýá]\b|\w/a\b",
    "lt": r"\besu \w+(?:ęs|us|usi|[mt]as?)\b|pasiraš(?:ęs|iusi)\b|\b[Pp]on(?:e|ia)\b",
    "nb": r"\b(han|hun|ham|henne|hans|hennes)\b|\b(Herr|Fru)\b|\bKjære herrer\b",
    "ga": r"\b[Dd]h?uine [Uu]asail|\b[Bb]h?ean [Uu]asal|\b[Dd]haoine [Uu]aisle",
    "ro": r"[Ss]ubsemnat|(?<!doamnă, )\b[Ss]timate domn\b|\b[Ss]timați domni\b|\w/ă\b",
    "hu": r"\b[Uu]ram\b|\b[Uu]raim\b|\b[Hh]ölgyem\b|\b[Aa]sszonyom\b|\b[Kk]isasszony",
    "el": r"\b[Αα]ξιότιμε\b|(?<!κυρίες, )[Αα]ξιότιμοι|υπογράφ(?:ων|ουσα)|υπογεγραμμέν|\w/[ηα]\b",
    "hr": r"\b\w+(?:o|la) sam\b|\bsam \w+(?:o|la)\b|potpisan[ia]\b|\b[Pp]oštovani\b|\w/la\b",
    "bg": r"\b\w+ла? съм\b|\bсъм \w+[лн]а?\b|долуподписан|[Уу]важаеми господ(?:ине|а)|\w/а\b",
    "sk": r"\b\w+la? som\b|\bsom \w+la?\b|podpísan|(?<!pani, )[Vv]ážený pán\b|\w/a\b",
    "sl": r"\b\w+la? sem\b|\bsem \w+la?\b|podpisan[ia]\b|(?<!gospe, )\b[Ss]poštovani\b|\w/a\b",
    "mt": r"\biffirmat|(?<!Sinjura, )\bGħażiż Sinjur\b|\bSinjuri\b|\w/a\b",
}


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
    left, right = QUOTES[language]
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
    return [f"gendered: {m[0]}" for m in re.finditer(GENDERED[language], text)]


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
