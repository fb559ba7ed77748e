"""A number of things is said with the right form of the word, where the rules are not English's."""

import pytest
from support.catalogues import catalogue

from optout import i18n

NUMBERS = (0, 1, 2, 5, 12, 22)
FORMS = {"pl": (2, 0, 1, 2, 2, 1), "fr": (0, 0, 1, 1, 1, 1)}
"""Which form of a message each number takes, by CLDR: Polish has one, few and many."""


@pytest.mark.parametrize("language", FORMS)
def test_every_message_with_a_number_takes_its_form(language: str) -> None:
    counted = [message for message in catalogue(language) if isinstance(message.id, tuple)]
    assert len(counted) > 5
    i18n.use(language)
    for message in counted:
        for number, form in zip(NUMBERS, FORMS[language], strict=True):
            assert i18n.ngettext(*message.id, number) == message.string[form], (message.id, number)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", ("plików", "plik", "pliki", "plików", "plików", "pliki")),
        ("fr", ("fichier", "fichier", "fichiers", "fichiers", "fichiers", "fichiers")),
    ],
)
def test_files_that_were_checked(language: str, words: tuple[str, ...]) -> None:
    i18n.use(language)
    one, many = "{id}: {n} file checked.", "{id}: {n} files checked."
    for number, word in zip(NUMBERS, words, strict=True):
        said = i18n.ngettext(one, many, number).format(id="x", n=number)
        assert word in said.replace("\u00a0", " ").rstrip(".").split(), said
