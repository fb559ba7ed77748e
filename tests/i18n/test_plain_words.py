"""Words that were once misleading, and the raw names that a person must not be shown."""

import re

import pytest
from support.catalogues import LANGUAGES, catalogue
from support.command_line import NOWHERE, in_this_process

from optout import i18n
from optout.domain import errors
from optout.i18n import _
from optout.run.form_inputs import settings_missing

AUTHORITY = {
    "de": "Behörde",
    "es": "autoridad",
    "it": "autorità",
    "nl": "toezichthouder",
    "pl": "organu",
    "pt": "autoridade",
}
"""Where "its" would be read as the person's own; French and English have a word apart."""


def test_the_authority_s_addresses_are_not_the_person_s_own() -> None:
    for language, word in AUTHORITY.items():
        i18n.use(language)
        for message in (
            "Its web form: {address}",
            "Its e-mail address: {address}",
            "Its website: {address}",
            "Open its web form in your browser?",
        ):
            assert word in _(message), language


RIGHT = [
    ("fr", "Covered by dossier", "Couverte", "Couvert "),
    ("es", "Covered by dossier", "Incluida", "Incluido"),
    ("fr", "please fill it in yourself", "à remplir vous-même", "par"),
    ("fr", "You may complain to the company and to the Information Commission: ico.org.uk.",
     "plainte", "puis"),
    ("fr", "Write a complaint to your data protection authority.", "Rédiger", "Écrire"),
    ("fr", "Or complain to your authority:", "protection des données", "votre"),
    ("fr", "{form}: an earlier run was cut off while the form was open.", "arrêté",
     "exécution"),
    ("de", "Videos", "Videos", "filme"),
    ("de", "everything is right, go on", "alles stimmt", "Sie"),
    ("fr", "{form}: you noted on {day} that you sent it.", "le {day} que", "envoyé le {day}"),
    ("fr", "Is there another reason? Up to three can stand in the letter.", "jusqu’à trois",
     "contenir trois"),
    ("it", "What you practised does not count and is kept apart: {folder}", "esercitazioni",
     "provato"),
    ("it", "Practice:", "Esercitazioni", "Prove"),
    ("pl", "Does it say what becomes of what others post about you?", "co stanie się z tym",
     "o tym, co inni"),
    ("pl", "Is there another reason? Up to three can stand in the letter.", "najwyżej",
     "mogą być trzy"),
]  # fmt: skip
"""In which language a message has to hold one word, and must not hold another."""


def test_the_right_word() -> None:
    wrong = {}
    for language, message, right, misleading in sorted(RIGHT):
        i18n.use(language)
        said = _(message)
        if right not in said or misleading in said:
            wrong[language, message] = said
    assert wrong == {}


def test_german_names_the_letter_that_is_to_be_sent() -> None:
    i18n.use("de")
    for message in (
        "Send it to {company} yourself: best as an answer to its last mail, else by post.",
        "Send it yourself to your authority:",
        "Have you sent it?",
        "Once you have sent it, note that with its day:",
        "only note that you sent it on that day",
        "open it in your own programs, or do not",
    ):
        assert "das Schreiben" in _(message)


PERHAPS = {
    "de": "vielleicht",
    "es": "puede",
    "fr": "peut-être",
    "it": "può",
    "nl": "misschien",
    "pl": "mogła",
    "pt": "pode",
}


def test_what_may_have_arrived_is_not_said_to_have() -> None:
    for language, word in PERHAPS.items():
        i18n.use(language)
        assert word in _(
            "{form}: the connection broke while it was sent. The site may have it once, twice or "
            "not at all."
        ), language


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_law_is_cited_as_lawyers_do(language: str) -> None:
    said = " ".join(str(m.string) for m in catalogue(language) if "Article 21 GDPR" in str(m.id))
    assert {"fr": "au titre de l’article 21", "es": "con arreglo al artículo 21"}[language] in said


def test_french_says_what_is_to_be_started() -> None:
    i18n.use("fr")
    for problem in (errors.URL_NOT_CONFIRMED, errors.NO_TERMINAL, errors.NO_DISPLAY):
        assert _(problem.next_move).startswith("Lancez optout ")


def test_what_is_missing_is_named_in_the_terminal_s_language() -> None:
    names = ("accounts", "country", "email")
    for language in LANGUAGES:
        i18n.use(language)
        error = settings_missing(names)
        assert str(error.facts["name"]) in error.what
        assert {*names}.isdisjoint(re.findall(r"\w+", error.what)), language
        assert all(f"--{name} " in error.next_move for name in names)


def test_no_raw_name_in_an_error(own_home: dict[str, str]) -> None:
    environ = {**own_home, "OPTOUT_BROWSER": NOWHERE}
    for arguments, raw, shown in (
        (("run", "facebook"), "country", "votre pays"),
        ((), "country", "votre pays"),
        (("preview", "--language", "xx"), "letter", "lettre"),
    ):
        said = in_this_process(environ, "--lang", "fr", *arguments).stderr
        assert shown in said, arguments
        assert raw not in said.replace(f"--{raw}", ""), arguments
