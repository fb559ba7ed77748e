"""A country, a name or a reason of something: none of the person's own, in any language."""

from corpus.words import words
from support.locate_controls import countries, field, page
from support.tables import unlike

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.locate.words import meanings_in

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


def test_what_is_of_something_is_not_the_person_s() -> None:
    def read(row: tuple[str, str, str], role: Role, plain: Control) -> list[str]:
        language, *labels = row
        why = field(words(language).label["explanation"][0], ControlKind.TEXTAREA)
        beside = [field("E-mail"), *([] if role is Role.EXPLANATION else [why])]
        title = words(language).say["object_title"][0]
        pages = (page(language, title, *beside, plain._replace(label=one)) for one in labels)
        return [each.fields[role].status for each in pages]

    for role, plain, rows in (
        (Role.COUNTRY, countries("en", ""), COUNTRIES),
        (Role.NAME, field(""), NAMES),
        (Role.EXPLANATION, field("", ControlKind.TEXTAREA), REASONS),
    ):
        expected = ["missing", "found"]
        assert unlike(expected, rows, lambda row, r=role, p=plain: read(row, r, p)) == {}


def test_a_question_how_to_be_reached_that_names_an_address_asks_for_it() -> None:
    for label in ("Na akom e-maile vás môžeme kontaktovať?", "Váš e-mail"):
        assert "email" in meanings_in(label, "sk")
