"""The code in whole mails of Meta, in every language; a mail also holds other numbers."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from support.mails import CODE, MAILS, OTHER, POSTCODE, lines, shapes

from optout.domain.mailed_code import Code, NoCode, Several, find_code
from optout.locate.stems import LABELS_DIR, languages

LANGUAGES_DIR = Path(__file__).parents[1] / "corpus" / "languages"
IN_ONE_LINE = ("one line", "wide")
"""Shapes in which the code and other numbers share a line: which it is is asked."""
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
Found = Code | Several | NoCode


def misread(
    mails: Mapping[str, list[str]], wanted: Code | None, *, digits: int = 6, asks: bool = False
) -> dict[tuple[str, str], Found]:
    """What is found and not wanted in each language's mail, in each of its shapes; without
    `wanted` it is one of several. `asks`: it may be so everywhere."""
    assert mails.keys() == MAILS.keys()
    return {
        (language, shape): find_code(mail, digits)
        for language, paragraphs in mails.items()
        for shape, mail in shapes(paragraphs).items()
        if not is_right(
            find_code(mail, digits), wanted, asks=asks or wanted is None or shape in IN_ONE_LINE
        )
    }


def is_right(found: Found, wanted: Code | None, *, asks: bool) -> bool:
    """It is what is wanted, or, where it may be, one of several, with that among them."""
    if isinstance(found, Several):
        return asks and (wanted is None or wanted.digits in found.numbers)
    return found == wanted


def said(language: str, line: str, number: str) -> str:
    """A line of the mail that has a number in it."""
    return MAILS[language][line].format(number=number)


def test_every_language_of_the_locator_has_a_mail_and_words() -> None:
    spoken = languages()
    words = tomllib.loads((LABELS_DIR.parents[2] / "domain" / "code_words.toml").read_text("utf-8"))
    assert set(MAILS) == set(words) == spoken
    assert all(words.values())
    assert len(spoken) == 36


def test_the_number_that_the_mail_calls_the_code() -> None:
    forms = ("481516", "481 516", "481-516", "FB-481516", "4 8 1 5 1 6", "48 15 16", "*481516*")
    for written in forms:
        assert misread({c: lines(c, written) for c in MAILS}, Code(CODE)) == {}, written
    for written in ("481516", "4 8 1 5 1 6"):
        backwards = {language: lines(language, written)[::-1] for language in MAILS}
        assert misread(backwards, Code(CODE), asks=True) == {}, written


def test_without_such_a_word_it_is_one_of_several() -> None:
    assert misread({c: lines(c, named=False) for c in MAILS}, None) == {}


def test_two_numbers_that_are_called_the_code_are_several() -> None:
    assert misread({c: [*lines(c)[:-1], *lines(c, "234234")] for c in MAILS}, None) == {}
    assert misread({c: [*lines(c)[:-1], *lines(c)] for c in MAILS}, Code(CODE)) == {}


def test_the_code_in_the_subject() -> None:
    wrong = {}
    for language, mail in MAILS.items():
        second = said(language, "title", "234234")
        for label in ("", "G-", "FB-", "IG-"):
            title = said(language, "title", f"{label}{CODE}")
            found = (
                find_code(f"{title}\n{mail['notice']}\n\n{POSTCODE}"),
                find_code(f"{mail['notice']} {POSTCODE}\n{title}"),
                find_code(f"{title}\n{second}\n{POSTCODE}"),
            )
            if found[:2] != (Code(CODE), Code(CODE)) or not isinstance(found[2], Several):
                wrong[title] = found
    assert wrong == {}


def test_a_reference_beside_the_code() -> None:
    references = {language: said(language, "reference", "777888") for language in MAILS}
    for place in range(6):
        mails = {c: [*lines(c)[:place], references[c], *lines(c)[place:]] for c in MAILS}
        assert misread(mails, Code(CODE)) == {}, place
    unnamed = {c: [references[c], *lines(c, named=False)] for c in MAILS}
    assert misread(unnamed, None) == {}


def test_digits_of_other_scripts() -> None:
    for named in (True, False):
        mails = {c: "\n\n".join(lines(c, named=named)).translate(ARABIC_INDIC) for c in MAILS}
        found = {language: find_code(mail) for language, mail in mails.items()}
        several = {c for c in MAILS if isinstance(found[c], Several)}
        assert several == (set() if named else set(MAILS))
        assert not named or found == dict.fromkeys(MAILS, Code(CODE))


def test_five_digits_and_metas_own_postcode() -> None:
    for named, wanted in ((True, Code("48151")), (False, None)):
        postcode = "1 Meta Way, Menlo Park, CA 94025"
        mails = {c: [*lines(c, "48151", named=named)[:-1], postcode] for c in MAILS}
        assert misread(mails, wanted, digits=5) == {}, named


def test_sentences_about_a_code_of_other_pages() -> None:
    """The corpus of made-up forms asks for a code in words of its own."""
    wrong = {}
    for path in LANGUAGES_DIR.glob("*.toml"):
        corpus = tomllib.loads(path.read_text("utf-8"))
        sentences = [*corpus["say"]["code_asked"], *corpus["label"]["code"]]
        assert len(sentences) > 2
        for sentence in sentences:
            mails = (
                f"{sentence}: {CODE}\n\nBengaluru {OTHER}\n",
                f"{sentence}\n\n{CODE}\n\nBengaluru {OTHER}",
                f"Hello. {sentence} {CODE} Hello. Hello, Bengaluru {OTHER}",
            )
            found = [find_code(mail) for mail in mails]
            if not all(is_right(one, Code(CODE), asks=True) for one in found):
                wrong[path.stem, sentence] = found
    assert wrong == {}
    assert isinstance(find_code(f"Hello.\n\n{CODE}\n\nBengaluru {OTHER}"), Several)
