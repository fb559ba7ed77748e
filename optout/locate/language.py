"""The language that a page is written in, whatever it declares."""

from collections import Counter
from collections.abc import Iterable

from optout.locate.words import sentences, spoken, without, words

_SAME = {"no": "nb", "nn": "nb", "sh": "hr", "bs": "hr", "sr": "hr"}
_FEW = 3


def language_of(declared: str, texts: Iterable[str]) -> str:
    """The page's language as a code of the word files, or as it declares itself, or empty.

    What a page declares counts unless its words speak clearly for another language.
    """
    code = declared.lower().replace("_", "-").split("-")[0]
    code = _SAME.get(code, code)
    counts: Counter[str] = Counter()
    for text in texts:
        for sentence in sentences(text):
            for languages in spoken(sentence).values():
                counts.update(languages)
    best, most = max(counts.items(), key=lambda item: (item[1], item[0] == code), default=("", 0))
    if code in words().languages and counts[code] * 2 >= most:
        return code
    return best if most >= _FEW else code


def says_as_fact(
    sentence: str,
    meaning: str,
    language: str,
    blocked_by: Iterable[str] = ("conditional", "negation"),
) -> bool:
    """Whether a sentence says something, and in the same language nothing that takes it back.

    A sentence that says anything in the page's `language` is read in that language alone.
    "As soon as possible" is no condition, though "as soon as" is one.
    """
    sentence = without(sentence, "soon")
    found = spoken(sentence)
    speaking = found.get(meaning, frozenset())
    if any(language in languages for languages in found.values()):
        speaking &= {language}  # Spanish "es tu" is not the Portuguese "és tu"
    blocking = frozenset().union(*(found.get(b, frozenset()) for b in blocked_by))
    return bool(speaking) and not speaking & blocking
