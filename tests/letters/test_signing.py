"""A complaint that has to be signed ends with the lines for it, in every language."""

import tomllib
from pathlib import Path

import pytest
from support.followup_cases import LATER, Make
from support.letter_checks import faults_in

from optout.letters import follow_up as module
from optout.letters.authorities import Authority, authority_for
from optout.letters.files import html
from optout.letters.follow_up import LINE, complaint
from optout.letters.templates import languages

WORDS = tomllib.loads(Path(module.__file__).with_name("signing.toml").read_text("utf-8"))
SIGNED, PLAIN, NUMBERED = authority_for("BG"), authority_for("AT"), authority_for("HR")


def ending(make: Make, language: str, authority: Authority, name: str = "Prénom Nom") -> list[str]:
    """The last paragraphs of the complaint."""
    letter = complaint(make(name=name), LATER, language, authority)
    return letter.text.split("\n\n")[-4:]


def test_each_language_of_the_letters_has_the_words() -> None:
    assert tuple(sorted(WORDS)) == languages("objection")
    for language, words in WORDS.items():
        assert len(words) == 2, language
        for word in words:
            assert faults_in(f"{word} {LINE}", language) == [], language


@pytest.mark.parametrize("language", languages("complaint"))
def test_place_date_signature_and_the_name_beneath(make: Make, language: str) -> None:
    place, signature = WORDS[language]
    wanted = [f"{place} {LINE}", f"{signature} {LINE}", "Prénom Nom"]
    assert ending(make, language, SIGNED)[1:] == wanted
    assert LINE not in "".join(ending(make, language, PLAIN))
    assert ending(make, language, NUMBERED)[2:] == ["Prénom Nom", f"OIB {LINE}"]
    assert ending(make, language, SIGNED, name="")[2:] == wanted[:2]


def test_the_printed_form_leaves_room_for_it(make: Make) -> None:
    for authority, lines in ((SIGNED, 2), (PLAIN, 0), (NUMBERED, 1)):
        page = html(complaint(make(), LATER, "en", authority))
        assert page.count('<p class="line">') == lines
        assert page.count("<h1>") == 1
