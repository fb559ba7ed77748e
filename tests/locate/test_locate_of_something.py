"""A country, a name or a reason of something: none of the person's own, in any language."""

from dataclasses import replace

import pytest
from test_locate_find import LAND, WHY, control, page

from optout.locate.fields.find import find_all
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Block, Control, Snapshot
from optout.locate.words import meanings_in

OWN = control(0, "E-mail")
TITLES = {
    "bg": "Възражение срещу използването на информацията ви за ИИ",
    "cs": "Námitka proti použití vašich informací pro umělou inteligenci",
    "de": "Widerspruch gegen die Verwendung deiner Informationen für KI",
    "el": "Εναντίωση στη χρήση των πληροφοριών σας για την τεχνητή νοημοσύνη",
    "en": "Object to your information being used for AI at Meta",
    "es": "Oposición al uso de tu información para la inteligencia artificial",
    "et": "Vastuväide teie andmete kasutamisele tehisintellekti jaoks",
    "fi": "Vastusta tietojesi käyttöä tekoälyyn",
    "fr": "S’opposer à l’utilisation de vos informations pour l’IA",
    "hr": "Prigovor na korištenje vaših podataka za umjetnu inteligenciju",
    "it": "Opporsi all’uso delle tue informazioni per l’intelligenza artificiale",
    "lt": "Prieštarauti jūsų informacijos naudojimui dirbtiniam intelektui",
    "lv": "Iebilst pret jūsu informācijas izmantošanu mākslīgajam intelektam",
    "pl": "Sprzeciw wobec wykorzystywania Twoich informacji przez AI",
    "pt": "Opor-te à utilização das tuas informações para a inteligência artificial",
    "sk": "Námietka proti používaniu vašich informácií pre umelú inteligenciu",
    "sv": "Invänd mot att din information används för AI",
}
COUNTRIES = [
    ("bg", "Държава на сървъра", "Държава"),
    ("cs", "Země serveru", "Země"),
    ("de", "Nutzungsland", "Land"),
    ("el", "Χώρα του διακομιστή", "Χώρα"),
    ("en", "Country of the court", "Your country"),
    ("fi", "Palvelimen maa", "Maa"),
    ("fr", "Pays de l’hébergeur", "Votre pays"),
    ("hr", "Država korištenja", "Država"),
    ("it", "Paese di utilizzo", "Paese"),
    ("lt", "Serverio šalis", "Šalis"),
    ("pl", "Kraj serwera", "Kraj"),
    ("sv", "Land för användning", "Land"),
]
NAMES = [
    ("bg", "Бащино име", "Име"),
    ("cs", "Druhé jméno", "Jméno"),
    ("es", "Segundo nombre", "Nombre"),
    ("hr", "Drugo ime", "Ime"),
    ("it", "Secondo nome", "Nome"),
    ("lt", "Antras vardas", "Vardas"),
    ("lv", "Otrais vārds", "Vārds"),
    ("pt", "Segundo nome", "Nome"),
    ("sk", "Druhé meno", "Meno"),
]
REASONS = [
    ("cs", "Důvod naléhavosti", "Důvod námitky"),
    ("de", "Grund der Dringlichkeit", "Grund des Widerspruchs"),
    ("el", "Λόγος επείγοντος", "Λόγος εναντίωσης"),
    ("et", "Kiireloomulisuse põhjus", "Vastuväite põhjus"),
    ("fi", "Kiireellisyyden syy", "Vastustamisen peruste"),
    ("fr", "Motif de l’urgence", "Motif de l’opposition"),
    ("it", "Motivo dell’urgenza", "Motivo dell’opposizione"),
    ("lv", "Steidzamības iemesls", "Iebilduma iemesls"),
    ("pl", "Powód pilności", "Powód sprzeciwu"),
    ("sv", "Skäl till brådskan", "Skäl till invändningen"),
]


def opened(language: str, *controls: Control) -> Snapshot:
    """A page in a language."""
    whole = page(OWN, *controls, blocks=(Block(TITLES[language], heading=1),))
    return replace(whole, frames=(replace(whole.main, lang=language),))


@pytest.mark.parametrize(("language", "other", "own"), COUNTRIES)
def test_a_country_of_something_is_none_to_live_in(language: str, other: str, own: str) -> None:
    for label, status in ((other, "missing"), (own, "found")):
        listed = LAND._replace(label=label)
        assert find_all(opened(language, listed, WHY))[Role.COUNTRY].status == status


@pytest.mark.parametrize(("language", "other", "own"), NAMES)
def test_a_second_name_is_not_the_name(language: str, other: str, own: str) -> None:
    for label, status in ((other, "missing"), (own, "found")):
        name = control(3, label)
        assert find_all(opened(language, name, WHY))[Role.NAME].status == status


@pytest.mark.parametrize(("language", "other", "own"), REASONS)
def test_the_reason_of_haste_is_not_that_of_an_objection(
    language: str, other: str, own: str
) -> None:
    for label, status in ((other, "missing"), (own, "found")):
        box = control(3, label, ControlKind.TEXTAREA)
        assert find_all(opened(language, box))[Role.EXPLANATION].status == status


@pytest.mark.parametrize("label", ["Na akom e-maile vás môžeme kontaktovať?", "Váš e-mail"])
def test_a_question_how_to_be_reached_that_names_an_address_asks_for_it(label: str) -> None:
    assert "email" in meanings_in(label, "sk")
