"""The code in whole mails of Meta, in every language; a mail also holds other numbers."""

import tomllib
from pathlib import Path

import pytest
from support.mails import CODE, MAILS, OTHER, POSTCODE, lines, shapes

from optout.domain.mailed_code import Code, NoCode, find_code
from optout.locate.words import WORDS_DIR

TESTS = Path(__file__).parents[1]
SEVERAL = NoCode("several")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

languages = pytest.mark.parametrize("language", sorted(MAILS))


def wrong(found: dict[str, Code | NoCode], wanted: Code | NoCode) -> dict[str, Code | NoCode]:
    return {shape: result for shape, result in found.items() if result != wanted}


def test_every_language_of_the_locator_has_a_mail_and_words() -> None:
    spoken = {path.stem for path in WORDS_DIR.glob("*.toml")}
    words = tomllib.loads((WORDS_DIR.parents[1] / "domain" / "code_words.toml").read_text("utf-8"))
    assert set(MAILS) == set(words) == spoken
    assert all(table["code"] and table["other"] for table in words.values())
    assert len(spoken) == 36


@languages
@pytest.mark.parametrize(
    "written", ["481516", "481 516", "481-516", "FB-481516", "4 8 1 5 1 6", "48 15 16", "*481516*"]
)
def test_the_number_that_the_mail_calls_the_code(language: str, written: str) -> None:
    found = {k: find_code(v) for k, v in shapes(lines(language, written)).items()}
    assert not wrong(found, Code(CODE))
    found = {k: find_code(v) for k, v in shapes(lines(language, written)[::-1]).items()}
    assert not {v for v in found.values() if isinstance(v, Code)} - {Code(CODE)}


@languages
def test_without_such_a_word_it_is_one_of_several(language: str) -> None:
    found = {k: find_code(v) for k, v in shapes(lines(language, named=False)).items()}
    assert not wrong(found, SEVERAL)


@languages
def test_two_numbers_that_are_called_the_code_are_several(language: str) -> None:
    twice = [*lines(language)[:-1], *lines(language, "234234")]
    found = {k: find_code(v) for k, v in shapes(twice).items()}
    assert not wrong(found, SEVERAL)
    same = [*lines(language)[:-1], *lines(language)]
    assert not wrong({k: find_code(v) for k, v in shapes(same).items()}, Code(CODE))


@languages
@pytest.mark.parametrize("label", ["", "G-", "FB-", "IG-"])
def test_the_code_in_the_subject(language: str, label: str) -> None:
    title = MAILS[language]["title"].format(number=f"{label}{CODE}")
    assert find_code(f"{title}\n{MAILS[language]['notice']}\n\n{POSTCODE}") == Code(CODE)
    assert find_code(f"{MAILS[language]['notice']} {POSTCODE}\n{title}") == Code(CODE)
    second = MAILS[language]["title"].format(number="234234")
    assert find_code(f"{title}\n{second}\n{POSTCODE}") == SEVERAL


@languages
def test_a_reference_beside_the_code(language: str) -> None:
    reference = MAILS[language]["reference"].format(number="777888")
    for place in range(6):
        paragraphs = lines(language)
        paragraphs.insert(place, reference)
        assert not wrong({k: find_code(v) for k, v in shapes(paragraphs).items()}, Code(CODE)), (
            place
        )
    unnamed = [reference, *lines(language, named=False)]
    assert not wrong({k: find_code(v) for k, v in shapes(unnamed).items()}, SEVERAL)


@languages
def test_digits_of_other_scripts(language: str) -> None:
    mail = "\n\n".join(lines(language))
    assert find_code(mail.translate(ARABIC_INDIC)) == Code(CODE)
    bare = "\n\n".join(lines(language, named=False))
    assert find_code(bare.translate(ARABIC_INDIC)) == SEVERAL


@languages
def test_five_digits_and_metas_own_postcode(language: str) -> None:
    paragraphs = [*lines(language, "48151")[:-1], "1 Meta Way, Menlo Park, CA 94025"]
    assert not wrong({k: find_code(v, 5) for k, v in shapes(paragraphs).items()}, Code("48151"))
    bare = [*lines(language, "48151", named=False)[:-1], "1 Meta Way, Menlo Park, CA 94025"]
    assert not wrong({k: find_code(v, 5) for k, v in shapes(bare).items()}, NoCode("several"))


@languages
def test_sentences_about_a_code_of_other_pages(language: str) -> None:
    """The corpus of made-up forms asks for a code in words of its own."""
    corpus = tomllib.loads((TESTS / f"corpus/languages/{language}.toml").read_text("utf-8"))
    sentences = [
        w for table in corpus.values() if "code_asked" in table for w in table["code_asked"]
    ]
    sentences += corpus["label"]["code"]
    assert len(sentences) > 2
    for said in sentences:
        mails = (
            f"{said}: {CODE}\n\nBengaluru {OTHER}\n",
            f"{said}\n\n{CODE}\n\nBengaluru {OTHER}",
            f"Hello. {said} {CODE} Hello. Hello, Bengaluru {OTHER}",
        )
        assert [find_code(mail) for mail in mails] == [Code(CODE)] * 3, said
        assert find_code(mails[1].replace(said, "Hello.")) == SEVERAL
