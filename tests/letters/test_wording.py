"""Wordings that a reader of the language took exception to stay out of every letter."""

import pytest

from optout.system.templates import templates_folder

MENDED = {
    "de": "arbeite selbstständig|Kündigung|veranlasst ha|zugängliche Struktur|lesen mich|"
    "Kopien würden schaden",
    "el": 'προσωπικού χαρακτήρα μου|βαθμό που την" ',
    "en": "money with it|answers by an AI|last term|then to the Information Commission|"
    "accessible structure",
    "es": "Meta no ha preguntado|Meta no me ha preguntado|recibido información alguna.|"
    "estructura accesible",
    "fi": "Jaan tietojani",
    "fr": "ne s’effacent guère|point f), pour développer|personnel pour développer|"
    "et puis donc|aucune information de votre part|structure accessible",
    "ga": "athrófaí|a oilfí air aithris orm|intleacht shaorga de m’fhocail dochar",
    "hu": "kép készüljön rólam|is olvasnak;|rólam, minden fiókomon",
    "it": "ricevuto alcuna informazione.|struttura accessibile|IA presso Meta",
    "lt": "mano paties",
    "nb": "Ansiktet mitt synes",
    "nl": "artificiële|lezen mij;|mijn inhoud|faciliteren, word ik|geen bericht van u|"
    "toegankelijke structuur",
    "pl": "Dotyczy: sprzeciw |Dotyczy: {{|AI by |od Państwa żadnej|dostępna struktura|"
    "nie ma nic na następujące tematy",
    "pt": "controlo deles|Não recebi qualquer informação.|estrutura acessível",
    "ro": "Obiect:",
}


def found(text: str, language: str) -> list[str]:
    """Which of the wordings stand in a text."""
    return [words for words in MENDED[language].split("|") if words in text]


@pytest.mark.parametrize("language", MENDED)
def test_what_was_mended_does_not_come_back(language: str) -> None:
    templates = list(templates_folder().glob(f"*/{language}.txt.j2"))
    assert templates
    for path in templates:
        assert found(path.read_text("utf-8"), language) == [], path.parent.name


@pytest.mark.parametrize("language", MENDED)
def test_each_of_them_would_be_found(language: str) -> None:
    for words in MENDED[language].split("|"):
        assert words in found(f"… {words} …", language)
