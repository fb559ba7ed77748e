"""How each language cites a provision, and whether a text cites the right ones."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    "en": Style(
        r"(?:Articles? |Art\. |, |and ){a}\({p}\)",
        r"Articles? {a}\({p}\)\({l}\)",
        r"Articles? 4\({p}\)",
        r"Article {a}\({p}\) FADP",
        r"Art(?:icle|\.) {a}\({p}\)\({l}\)",
    ),
    "fr": Style(
        r"art(?:icle|\.) {a}, par(?:agraphes?|\.) {p}",
        r"art(?:icle|\.) {a}, par(?:agraphe|\.) {p}, points? {l}",
        r"article 4, point {p}",
        r"article {a}, alinéa {p}, LPD",
        r"(?:article {a}, alinéa {p}, lettre {l}|art\. {a} al\. {p} let\. {l} LPD)",
    ),
    "de": Style(
        r"Art\. {a} Abs\. {p}",
        r"Art\. {a} Abs\. {p} (?:Buchst|lit)\. {l}",
        r"Art\. 4 Nr\. {p}",
        r"Art\. {a} Abs\. {p} DSG\b",
        r"Art\. {a} Abs\. {p} Bst\. {l}",
    ),
    "es": Style(
        r"(?:artículo {a}, apartados? {p}|art\. {a}\.{p})",
        r"(?:artículo {a}, apartado {p}, letras? {l}|art\. {a}\.{p}\.{l}\))",
        r"artículo 4, punto {p}",
    ),
    "it": Style(
        r"art(?:icolo|\.) {a}, par(?:agrafo|agrafi|\.) {p}",
        r"art(?:icolo|\.) {a}, par(?:agrafo|\.) {p}, lett(?:era|ere|\.) {l}",
        r"articolo 4, punto {p}",
        r"articolo {a} capoverso {p} LPD",
        r"(?:articolo {a} capoverso {p} lettera {l}|art\. {a} cpv\. {p} lett\. {l} LPD)",
    ),
    "nl": Style(
        r"art(?:ikel|\.) {a}, (?:lid|leden) {p}",
        r"art(?:ikel|\.) {a}, lid {p}, onder {l}",
        r"artikel 4, punt {p}",
    ),
    "pt": Style(
        r"art(?:igo|\.) {a}\.º, n\.ºs? {p}",
        r"art(?:igo|\.) {a}\.º, n\.º {p}, alíneas? {l}",
        r"artigo 4\.º, ponto {p}",
    ),
    "pl": Style(
        r"art\. {a} ust\. {p}",
        r"art\. {a} ust\. {p} lit\. {l}",
        r"art\. 4 pkt {p}",
    ),
    "da": Style(
        r"art(?:ikel|\.) {a}, stk\. {p}",
        r"art(?:ikel|\.) {a}, stk\. {p}, litra {l}",
        r"artikel 4, nr\. {p}",
    ),
    "sv": Style(
        r"art(?:ikel|iklarna|\.) (?:[\d.]+, )*{a}\.{p}",
        r"art(?:ikel|\.) {a}\.{p} {l}",
        r"artik(?:el|larna) 4\.{p}",
    ),
    "is": Style(
        r"(?<!\d){p}\. mgr\. {a}\. gr\.",
        r"{l}-lið\w* {p}\. mgr\. {a}\. gr\.",
        r"(?<!\d){p}\. tölul\. 4\. gr\.",
    ),
    "fi": Style(
        r"(?<!\d){a} artiklan {p} koh\w+",
        r"(?<!\d){a} artiklan {p} kohdan {l} alakoh\w+",
        r"(?<!\d)4 artiklan {p} alakoh\w+",
    ),
    "et": Style(
        r"artik\w+ {a} lõi\w+ {p}",
        r"artik\w+ {a} lõi\w+ {p} punkt\w* {l}",
        r"artik\w+ 4 punkt\w* {p}",
    ),
    "lv": Style(
        r"(?<!\d){a}\. panta {p}\. punkt\w*",
        r"(?<!\d){a}\. panta {p}\. punkta {l}\) apakšpunkt\w*",
        r"(?<!\d)4\. panta {p}\. punkt\w*",
    ),
    "cs": Style(
        r"čl\. {a} odst\. {p}",
        r"čl\. {a} odst\. {p} písm\. {l}\)",
        r"čl\. 4 bod {p}",
    ),
    "lt": Style(
        r"(?<!\d){a} straipsnio {p} dal\w+",
        r"(?<!\d){a} straipsnio {p} dalies {l} punkt\w*",
        r"(?<!\d)4 straipsnio {p} punkt\w*",
    ),
    "nb": Style(
        r"art(?:ikkel|\.) {a} nr\. {p}",
        r"art(?:ikkel|\.) {a} nr\. {p} bokstav {l}",
        r"artikkel 4 nr\. {p}",
    ),
    "ga": Style(
        r"(?:Airteagal|Airt\.) {a}\({p}\)",
        r"ph?ointe \({l}\) d’(?:Airteagal|Airt\.) {a}\({p}\)",
        r"Airteagal 4\({p}\)",
    ),
    "ro": Style(
        r"art\. {a} alin\. \({p}\)",
        r"art\. {a} alin\. \({p}\) lit\. \({l}\)",
        r"art\. 4 pct\. {p}",
    ),
    "hu": Style(
        r"(?<!\d){a}\. cikk\w* \({p}\) bek(?:ezdés\w*|\.)",
        r"(?<!\d){a}\. cikk\w* \({p}\) bek(?:ezdés\w*|\.) {l}\) pont\w*",
        r"(?<!\d)4\. cikk\w* {p}\. pont\w*",
    ),
    "el": Style(
        r"άρθρ\w+ {a} παρ\. {p}",
        r"άρθρ\w+ {a} παρ\. {p} στοιχ\. {l}\)",
        r"άρθρο 4 σημείο {p}",
        letters="α β γ δ ε στ ζ",
    ),
    "hr": Style(
        r"(?:član\w+|čl\.) {a}\. (?:stav\w+|st\.) {p}\.",
        r"(?:član\w+|čl\.) {a}\. (?:stav\w+|st\.) {p}\. točk\w+ \({l}\)",
        r"član\w+ 4\. točk\w+ {p}\.",
    ),
    "bg": Style(
        r"чл\. {a}, пар\. {p}",
        r"чл\. {a}, пар\. {p}, буква „{l}“",
        r"чл\. 4, т\. {p}",
        letters="а б в г д е ж",
    ),
    "sk": Style(
        r"čl\. {a} ods\. {p}",
        r"čl\. {a} ods\. {p} písm\. {l}\)",
        r"čl\. 4 bod {p}",
    ),
    "sl": Style(
        r"člen\w* {a}\({p}\)",
        r"člen\w* {a}\({p}\)\({l}\)",
        r"točk\w+ {p} člena 4",
    ),
    "mt": Style(
        r"(?:Artikol[ui]|Art\.) {a}\({p}\)",
        r"Artikol[ui] {a}\({p}\)\({l}\)",
        r"punt {p} tal-Artikolu 4",
    ),
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
