"""Each check of a letter's look finds its fault in each of the languages, not in two only."""

import re

import pytest
from support.letter_checks import CHECKS, GENDERED, NBSP, QUOTES, faults_in
from support.letter_citations import STYLES
from support.letter_matrix import LANGUAGES, NAME, Case

ONE_GENDER = {
    "bg": "Аз съм родена|Родил съм се|долуподписаният|Уважаеми господине|роден/а",
    "cs": "Byl jsem tam|já jsem žádala|velmi rád bych|níže podepsaný|Vážený pane|žádal/a",
    "da": "han skriver|Hr. direktør|Kære herrer",
    "de": "Sehr geehrter Herr Doktor",
    "el": "Αξιότιμε κύριε|Αξιότιμοι|Ο υπογράφων|Η υπογεγραμμένη|ο ενδιαφερόμενος/η",
    "en": "Dear Sir",
    "es": "El abajo firmante|Muy señores míos|interesado/a|Sr. Director",
    "et": "Härra direktor|Proua direktor|Preili direktor",
    "fi": "Herra johtaja|Rouva johtaja|Neiti johtaja",
    "fr": "Je, soussigné, demande|intéressé(e)|citoyen·e|Je suis concerné",
    "ga": "A dhuine uasail|A bhean uasal|A dhaoine uaisle",
    "hr": "Ja sam tražila|Tražila sam|potpisana|Poštovani|tražio/la",
    "hu": "Tisztelt Uram|Tisztelt Uraim|Tisztelt Hölgyem|Tisztelt Asszonyom|Kisasszony",
    "is": "Ég undirritaður krefst þess|Ég er skráður|Kæri viðtakandi",
    "it": "Il sottoscritto chiede|Egregi Signori",
    "lt": "Aš esu susipažinęs|pasirašęs|Gerbiamas pone",
    "lv": "Es esmu rakstījis|parakstījies|Godātais kungs",
    "mt": "Jien l-iffirmat nitlob|Għażiż Sinjur|Sinjuri|sid/a",
    "nb": "han skriver|Herr direktør|Kjære herrer",
    "nl": "Geachte heer, ik vraag|ondergetekende heer",
    "pl": "Zażądałem usunięcia|Szanowny Panie|ja, niżej podpisany",
    "pt": "O abaixo-assinado requer|Muito obrigado|Exmos. Senhores,",
    "ro": "Subsemnatul solicit|Stimate domn|Stimați domni|interesat/ă",
    "sk": "Žiadal som o výmaz|ja som žiadal|podpísaný|Vážený pán|žiadal/a",
    "sl": "Zahteval sem izbris|ja sem zahteval|podpisani|Spoštovani|zahteval/a",
    "sv": "hon skriver|Herr direktör|Bästa herrar",
}
"""Texts that say whether a man or a woman writes, or is addressed: one for each rule, in order."""


def alternatives(pattern: str) -> list[str]:
    """The rules of a pattern: what stands between its bars, outside all brackets."""
    parts, depth = [""], 0
    for character in pattern:
        depth += (character in "([") - (character in ")]")
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


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
        "gender": tuple(ONE_GENDER[language].split("|")),
    }
    assert spoiled.keys() == CHECKS.keys()
    whole = letter(language)
    for check, texts in spoiled.items():
        for text in filter(None, texts):
            assert CHECKS[check](f"{whole}\n\n{text}", language), (check, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_of_gender_finds_its_text(language: str) -> None:
    rules, texts = alternatives(GENDERED[language]), ONE_GENDER[language].split("|")
    assert len(rules) == len(texts)
    for text in texts:
        assert any(re.search(rule, f"x\n{text}") for rule in rules), text
    for rule in rules:
        assert any(re.search(rule, f"x\n{text}") for text in texts), rule
