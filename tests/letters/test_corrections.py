"""What readers of each language corrected stands in the rendered letters; the old words do not."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from support.followup_cases import Make, partial, refusal
from support.letter_matrix import COUNTRIES, LANGUAGES, NAME, Case
from support.tables import beside

from optout.dossier.file import Dossier
from optout.letters import LENGTHS, reasons
from optout.letters.authorities import authority_for
from optout.letters.follow_up import complaint, follow_up
from optout.system.templates import templates_folder

Rows = dict[str, str]
TABLES: dict[str, dict[str, Any]] = beside(__file__, "corrections")
LATE = date(2027, 3, 1)


def faults(text: str, rows: Rows) -> list[str]:
    """What `text` lacks of the new words, and has of the old ones."""
    lacking = [words for words in rows if words not in text]
    return lacking + [old for old in rows.values() if old and old in text]


def rendered(dossiers: list[Dossier], language: str, what: str) -> str:
    """The letters that a table is of, one after the other."""
    service, *how = what.split()
    if service == "follow-up":
        return "\n".join(follow_up(each, LATE, language).text for each in dossiers)
    if service == "complaint":
        authority = authority_for("IE")
        return "\n".join(complaint(each, LATE, language, authority).text for each in dossiers)
    if service == "reasons":
        cases = [Case(language, "eu", "full", "facebook", why, NAME) for why in reasons(language)]
        return "\n".join(case.text for case in cases)
    variant = next((law for law in COUNTRIES if law in how), "eu")
    length = next((each for each in how if each in LENGTHS), "full")
    return Case(language, variant, length, service, "", NAME).text


def by_letter(make: Make, language: str) -> Dossier:
    """The dossier of a letter to a company that passes the data on, with its reminder."""
    letter = Case(language, "eu", "full", "reddit", "", NAME).text
    return make(
        form="reddit-letter", by_word=True, letter=letter, language=language,
        followed_up_on="2027-01-10", last_day="2027-01-25",
    )  # fmt: skip


def test_the_letters_say_it_as_their_readers_do(make: Make) -> None:
    cases = ([], refusal("other"), partial("special", "erasure"))
    dossiers = [make(answers=answers) for answers in cases]
    assert sorted(TABLES) == sorted(LANGUAGES)
    for language, tables in TABLES.items():
        for what, rows in tables.items():
            if what == "gone":
                continue
            sent = [by_letter(make, language)] if what.endswith("-letter") else dossiers
            text = rendered(sent, language, what)
            assert faults(text, rows) == [], (language, what)
            for words, old in rows.items():
                assert faults(text.replace(words, old), rows), words
                assert not old or old in faults(text + old, rows)


def back(text: str, gone: Iterable[str]) -> list[str]:
    """Which of these wordings stand in a text."""
    return [words for words in gone if words in text]


def test_wordings_that_a_reader_took_exception_to_stay_out_of_every_template() -> None:
    found, examined = [], 0
    for language, tables in TABLES.items():
        gone = tables.get("gone", ())
        examined += len(gone)
        for path in templates_folder().glob(f"*/{language}.txt.j2"):
            text = path.read_text("utf-8")
            found += [(path, words) for words in back(text, gone)]
        assert back(" … ".join(gone), gone) == [*gone]
    assert found == []
    assert examined > 40
