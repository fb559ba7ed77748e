"""The parts of a person's name: told by what stands beside them, in any language."""

import pytest
from support.locate_site import EMAIL, WHY, Site, form

from optout.locate.fields.find import find_all
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control, FrameSnapshot, Snapshot

WHOLE = {
    "en": ("Full name", "Name and surname", "First and last name", "Your name"),
    "de": ("Vor- und Nachname", "Vollständiger Name", "Name, Vorname"),
    "fr": ("Nom et prénom(s)", "Prénom et nom", "Nom complet"),
    "es": ("Nombre y apellidos", "Nombre completo", "Nombre"),
    "it": ("Nome e cognome", "Nominativo"),
    "pt": ("Nome e apelido", "Nome completo"),
    "nl": ("Voor- en achternaam", "Volledige naam"),
    "da": ("For- og efternavn", "Fulde navn"),
    "nb": ("For- og etternavn", "Fullt navn"),
    "sv": ("För- och efternamn", "Fullständigt namn", "Namn"),
    "fi": ("Etu- ja sukunimi", "Koko nimi"),
    "et": ("Ees- ja perekonnanimi", "Täisnimi"),
    "is": ("Fornafn og eftirnafn", "Fullt nafn"),
    "ga": ("Ainm agus sloinne", "Ainm iomlán"),
    "mt": ("Isem u kunjom", "Isem sħiħ"),
    "hu": ("Vezetéknév és keresztnév", "Teljes név"),
    "ro": ("Nume și prenume", "Numele complet"),
    "pl": ("Imię i nazwisko", "Nazwisko i imię"),
    "cs": ("Jméno a příjmení", "Celé jméno", "Vaše jméno", "Jméno"),
    "sk": ("Meno a priezvisko", "Celé meno", "Meno"),
    "sl": ("Ime in priimek", "Polno ime", "Ime"),
    "hr": ("Ime i prezime", "Puno ime", "Ime"),
    "bg": ("Име и фамилия", "Три имена", "Име"),
    "ru": ("Имя и фамилия", "ФИО", "Ваше имя", "Имя"),
    "uk": ("Ім'я та прізвище", "ПІБ", "Ім'я"),
    "el": ("Όνομα και επώνυμο", "Ονοματεπώνυμο", "Όνομα"),
    "lt": ("Vardas ir pavardė", "Vardas"),
    "lv": ("Vārds un uzvārds", "Vārds"),
    "tr": ("Ad ve soyad", "Adınız Soyadınız", "Adınız"),
    "ar": ("الاسم الكامل", "الاسم واللقب"),
    "ja": ("お名前", "氏名"),
    "ko": ("성명", "이름"),
    "zh": ("姓名", "您的姓名"),
    "ca": ("Nom i cognoms", "Nom complet", "Nom"),
    "gl": ("Nome e apelidos", "Nome completo", "Nome"),
    "eu": ("Izen-abizenak", "Izena eta abizenak", "Izen osoa"),
}
PARTS = {  # first, last
    "en": ("First name", "Last name"),
    "de": ("Vorname", "Nachname"),
    "fr": ("Prénom", "Nom"),
    "es": ("Nombre", "Apellidos"),
    "it": ("Nome", "Cognome"),
    "pt": ("Nome", "Apelido"),
    "ro": ("Prenume", "Nume"),
    "cs": ("Jméno", "Příjmení"),
    "hr": ("Ime", "Prezime"),
    "pl": ("Imię", "Nazwisko"),
    "ru": ("Имя", "Фамилия"),
    "el": ("Όνομα", "Επώνυμο"),
    "lt": ("Vardas", "Pavardė"),
    "tr": ("Ad", "Soyad"),
    "sv": ("Förnamn", "Efternamn"),
    "ca": ("Nom", "Cognoms"),
    "gl": ("Nome", "Apelidos"),
    "eu": ("Izena", "Abizenak"),
}


def _field(index: int, label: str, name: str = "") -> Control:
    key = f"0:{index}"
    return Control(key, 0, index, ControlKind.TEXT, label=label, name=name, form=0, type="text")


def _names(lang: str, *controls: Control) -> dict[Role, str]:
    """The labels of the fields found for the parts of a name, in one form."""
    frame = FrameSnapshot(0, "https://form.test/", True, lang=lang, controls=controls)
    fields = find_all(Snapshot(frame.url, (frame,)))
    roles = (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME)
    return {r: c.label for r in roles if (c := fields[r].control) is not None}


@pytest.mark.parametrize(
    ("lang", "label"), [(lang, label) for lang, labels in WHOLE.items() for label in labels]
)
def test_one_field_for_the_whole_name(lang: str, label: str) -> None:
    assert _names(lang, _field(0, label), _field(1, "E-mail")) == {Role.NAME: label}


NO_PERSONS = {
    "bg": "Име на приложението",
    "cs": "Jméno kanálu",
    "da": "Kanalens navn",
    "de": "Name des Sprachmodells",
    "el": "Όνομα μοντέλου",
    "en": "Name of the chatbot you used",
    "es": "Nombre del modelo de IA",
    "et": "Kanali nimi",
    "fi": "Kanavan nimi",
    "fr": "Nom de l’application concernée",
    "hr": "Ime kanala",
    "it": "Nome del modello",
    "lt": "Programėlės vardas",
    "nb": "Navn på appen",
    "nl": "Naam van het kanaal",
    "pt": "Nome do aplicativo",
    "sk": "Meno kanála",
    "sl": "Ime modela",
    "sv": "Namn på kanalen",
    "uk": "Ім'я каналу",
}


@pytest.mark.parametrize("lang", NO_PERSONS)
def test_what_has_a_name_is_not_always_a_person(lang: str) -> None:
    assert _names(lang, _field(0, NO_PERSONS[lang]), _field(1, "E-mail")) == {}


@pytest.mark.parametrize("lang", PARTS)
def test_a_field_for_each_part(lang: str) -> None:
    first, last = PARTS[lang]
    expected = {Role.FIRST_NAME: first, Role.LAST_NAME: last}
    assert _names(lang, _field(0, first), _field(1, last)) == expected
    assert _names(lang, _field(0, last), _field(1, first)) == expected


@pytest.mark.parametrize(("lang", "label"), [("en", "First name"), ("de", "Vorname")])
def test_a_first_name_alone_is_left_out(lang: str, label: str) -> None:
    assert _names(lang, _field(0, label)) == {}
    other = "Last name" if lang == "en" else "Nachname"
    assert _names(lang, _field(0, label), _field(1, other))[Role.FIRST_NAME] == label


@pytest.mark.parametrize("name", ["00N0cdc650ad", "3fa85f64ad", "a1b2c3ad4"])
def test_an_identifier_made_up_by_a_machine_says_nothing(name: str) -> None:
    assert _names("tr", _field(0, "Qwertz", name)) == {}
    assert _names("tr", _field(0, "Qwertz", "ad")) == {Role.NAME: "Qwertz"}


def test_an_identifier_is_read_in_english_and_the_language_of_the_page() -> None:
    assert _names("de", _field(0, "Qwertz", "nombre")) == {}
    assert _names("es", _field(0, "", "nombre"), _field(1, "E-mail")) == {Role.NAME: ""}


PARTED = (
    '<p id="all">OVER</p><p><input id="one" aria-labelledby="all a"><span id="a">First name</span>'
    '<input id="two" aria-labelledby="all b"><span id="b">Last name</span></p>'
)


@pytest.mark.parametrize("over", ["Your full name", "Name", "First and last name"])
def test_parts_that_are_each_named_by_the_whole_as_well(site: Site, over: str) -> None:
    found = site.found(form(PARTED.replace("OVER", over), EMAIL, WHY))
    assert (found.get("first_name"), found.get("last_name"), found.get("name")) == (
        "one",
        "two",
        None,
    )
    lone = PARTED.partition('<input id="two"')[0].replace("OVER", over)
    assert site.found(form(lone, EMAIL, WHY)).get("first_name") is None


@pytest.mark.parametrize(
    "over", ["Your friend", "Name of your friend", "Your company", "Signature"]
)
def test_parts_of_what_is_not_one_s_own_name(site: Site, over: str) -> None:
    found = site.found(form(PARTED.replace("OVER", over), EMAIL, WHY))
    assert not {"name", "first_name", "last_name"} & found.keys()


WHOLE_NAME_OF_IT = {
    "de": "Vor- und Nachname laut Ausgabe",
    "en": "Full name of the data subject, as it appears in outputs",
    "fr": "Nom et prénom au complet",
    "it": "Nome e cognome come appaiono nel testo",
}


@pytest.mark.parametrize("lang", WHOLE_NAME_OF_IT)
def test_a_whole_name_beside_both_its_parts_is_not_the_own(lang: str) -> None:
    whole, (first, last) = WHOLE_NAME_OF_IT[lang], PARTS[lang]
    own = {Role.FIRST_NAME: first, Role.LAST_NAME: last}
    fields = (_field(0, first), _field(1, last), _field(2, whole))
    assert _names(lang, *fields) == own
    assert _names(lang, fields[2], _field(3, "E-mail")) == {Role.NAME: whole}
    assert _names(lang, *fields[:2], fields[2]._replace(form=1))[Role.NAME] == whole
    declared = fields[2]._replace(autocomplete="name")
    assert _names(lang, *fields[:2], declared)[Role.NAME] == whole
