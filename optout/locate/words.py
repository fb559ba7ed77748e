"""A text as it is compared: folded, in sentences, an identifier as words; a language's code."""

import re
from functools import lru_cache

from optout.domain.folding import fold_letters

_WORD = re.compile(r"[^\W_]+")
_CJK_GAP = r"(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])"
"""As below, taken as a text: few pages have such letters, and it takes its time to compile."""
_EMAIL = re.compile(r"\be mails?\b")
_ARABIC_ARTICLE = re.compile(r"(?<![^\W_])(?:وال|بال|كال|فال|ال|لل)(?=[\u0620-\u06ff]{3})")
_CAMEL = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"
)
_MEANINGLESS = re.compile(
    r"(?=.*\d)[0-9a-f]{8,}$|(?:\d+[a-z]{1,3}){2,}\d*$|(?:[a-z]{1,3}\d+){2,}[a-z]{0,3}$",
    re.IGNORECASE,
)
"""What a machine made up: "00N0cdc650ad"."""
_GEMINATE = re.compile("(?<=l)[·‧•](?=l)")
"""What stands between two Catalan l's, "cancel·la": the word goes on."""
_SENTENCE = re.compile(r"(?<=[.!?…。！？؟;])[\s\u00a0]+|(?<=[。！？])|\n+|(?<![lL])·+|·+(?![lL])")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.$")
_MONTH = re.compile(
    "(?:Jan(?:uar|ner)|Jänner|Feb(?:ruar|er)|März|April|Mai|Juni|Juli|August|September|Oktober"
    r"|November|Dezember)\b"
)
"""What follows a day's number in the languages that write a month with a capital letter."""
_NO_SPACES = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]"
_WRITTEN_AS = {"no": "nb", "nn": "nb", "sh": "hr", "bs": "hr", "sr": "hr"}
"""Languages whose words stand under another's code."""


def fold(text: str) -> str:
    """Text reduced to what is compared: no case, accents or punctuation, one space a gap."""
    plain = fold_letters(text)
    if not plain.isascii():
        plain = _ARABIC_ARTICLE.sub("", _GEMINATE.sub("", plain))
    folded = _EMAIL.sub("email", " ".join(_WORD.findall(plain)))
    return folded if folded.isascii() else re.sub(_CJK_GAP, "", folded)


@lru_cache(maxsize=8192)
def fold_identifier(text: str) -> str:
    """A name or id as words: `billing[countryCode2]` becomes `billing country code 2`."""
    parts = " ".join(part for part in _WORD.findall(text) if not _MEANINGLESS.match(part))
    return fold(_CAMEL.sub(" ", parts))


def without_spaces(text: str) -> bool:
    """A text is in a writing that sets no words apart."""
    return not text.isascii() and bool(re.search(_NO_SPACES, text))


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, by full stops and line ends; `el. paštas`, `28. Mai` are in one."""
    found: list[str] = []
    for part in filter(None, (s.strip() for s in _SENTENCE.split(text))):
        if found and found[-1].endswith(".") and (part[0].islower() or _is_date(found[-1], part)):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return tuple(found)


def _is_date(before: str, after: str) -> bool:
    """A full stop stands in a date: "am 28. November"."""
    return bool(_DAY.search(before) and _MONTH.match(after))


def code_of(declared: str) -> str:
    """A declared language as a code of the word files, or as it stands; empty for none."""
    code = declared.lower().replace("_", "-").split("-")[0]
    return _WRITTEN_AS.get(code, code)
