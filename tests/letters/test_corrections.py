"""What readers of each language corrected stands in the rendered letters; the old words do not."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from support.followup_cases import Make, partial, refusal
from support.letter_matrix import LANGUAGES, NAME, Case

from optout.letters import reasons
from optout.letters.authorities import authority_for
from optout.letters.follow_up import complaint, follow_up

Rows = dict[str, str]
TABLES: dict[str, dict[str, Rows]] = tomllib.loads(
    Path(__file__).with_name("corrections.toml").read_text("utf-8")
)
LATE = date(2027, 3, 1)


def faults(text: str, rows: Rows) -> list[str]:
    """What `text` lacks of the new words, and has of the old ones."""
    lacking = [words for words in rows if words not in text]
    return lacking + [old for old in rows.values() if old and old in text]


def rendered(make: Make, language: str, what: str) -> str:
    """The letters that a table is of, one after the other."""
    if what == "reasons":
        cases = [Case(language, "eu", "full", "facebook", key, NAME) for key in reasons(language)]
        return "\n".join(case.render().text for case in cases)
    if what not in ("follow-up", "complaint"):
        return Case(language, "eu", "full", what, "", NAME).render().text
    dossiers = [make(answers=answers) for answers in ([], refusal(""), partial("special"))]
    if what == "follow-up":
        return "\n".join(follow_up(each, LATE, language).text for each in dossiers)
    authority = authority_for("IE")
    return "\n".join(complaint(each, LATE, language, authority).text for each in dossiers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_say_it_as_their_readers_do(make: Make, language: str) -> None:
    for what, rows in TABLES[language].items():
        text = rendered(make, language, what)
        assert faults(text, rows) == [], what
        for words, old in rows.items():
            assert faults(text.replace(words, old), rows), words
            assert not old or old in faults(text + old, rows)
