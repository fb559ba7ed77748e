"""Each check of a letter's look finds its fault in each of the languages, not in two only."""

import pytest
from letter_checks import CHECKS, GENDERED, NBSP, QUOTES, faults_in
from letter_citations import STYLES
from letter_matrix import LANGUAGES, NAME, Case

ONE_GENDER = {
    "bg": "Аз съм родена в София.",
    "cs": "Byl jsem informován.",
    "da": "Kære herrer",
    "de": "Sehr geehrter Herr Doktor",
    "el": "Αξιότιμε κύριε",
    "en": "Dear Sir",
    "es": "El abajo firmante",
    "et": "Härra direktor",
    "fi": "Herra johtaja",
    "fr": "Je, soussigné, demande",
    "ga": "A dhuine uasail",
    "hr": "Ja sam tražila brisanje.",
    "hu": "Tisztelt Uram",
    "is": "Ég undirritaður krefst þess",
    "it": "Il sottoscritto chiede",
    "lt": "Aš esu susipažinęs.",
    "lv": "Es esmu rakstījis.",
    "mt": "Jien l-iffirmat nitlob",
    "nb": "Kjære herrer",
    "nl": "Geachte heer,",
    "pl": "Zażądałem usunięcia.",
    "pt": "O abaixo-assinado requer",
    "ro": "Subsemnatul solicit",
    "sk": "Žiadal som o výmaz.",
    "sl": "Zahteval sem izbris.",
    "sv": "Bästa herrar",
}
"""A text that says whether a man or a woman writes, or is addressed."""


def letter(language: str) -> str:
    return Case(language, "eu", "full", "facebook", "shop+goods", NAME).render().text


def test_all_languages_have_their_rules() -> None:
    for rules in (QUOTES, GENDERED, STYLES, ONE_GENDER):
        assert sorted(rules) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_letter_has_no_fault(language: str) -> None:
    assert faults_in(letter(language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fault_is_found(language: str) -> None:
    left, right = QUOTES[language]
    strange = "»" if "»" not in left + right else "“"
    spoiled = {
        "holes": ("{{ name }}", "{% if %}", "None", "undefined", "a\0b"),
        "spaces": (
            "two  blanks",
            f"two {NBSP}blanks",
            "a , b",
            "a .",
            "( a",
            "a,b",
            "x,, y",
            "a..",
        ),
        "marks": ("a ; b", "a :") if language == "fr" else (f"a{NBSP}; b", f"a{NBSP}:"),
        "quotes": ("it's", '"so"', f"{left}so" if left != right else "", f"a {strange}", "(a"),
        "gender": (ONE_GENDER[language],),
    }
    assert spoiled.keys() == CHECKS.keys()
    whole = letter(language)
    for check, texts in spoiled.items():
        for text in filter(None, texts):
            assert CHECKS[check](f"{whole}\n\n{text}", language), (check, text)
