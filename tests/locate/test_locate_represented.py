"""What is asked of another person is never taken for one's own: by labels, legends and headings."""

import pytest
from corpus.words import LANGUAGES, words
from support.locate_site import COUNTRY, EMAIL, WHOLE, WHY, Site, form

from optout.locate.fields.find import find_all
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Option, Snapshot

LEGENDS = {
    "ar": ["بيانات الطفل", "الشخص الذي تمثله"],
    "bg": ["Лицето, което представлявате", "Данни за детето"],
    "cs": ["Osoba, kterou zastupujete", "Údaje o dítěti"],
    "da": ["Den, du repræsenterer", "Oplysninger om barnet"],
    "de": ["Angaben zur vertretenen Person", "Ihr Kind", "Minderjährige Person"],
    "el": ["Το πρόσωπο που εκπροσωπείτε", "Στοιχεία του παιδιού"],
    "en": ["The person you represent", "About your child", "On whose behalf you object"],
    "es": ["Persona a la que representas", "Datos del menor"],
    "et": ["Esindatav isik", "Lapse andmed"],
    "fi": ["Edustettava henkilö", "Lapsesi tiedot"],
    "fr": ["La personne que vous représentez", "Votre enfant"],
    "ga": ["Do pháiste", "An leanbh"],
    "hr": ["Osoba koju zastupate", "Podaci o djetetu"],
    "hu": ["A képviselt személy", "A gyermek adatai"],
    "is": ["Barnið þitt"],
    "it": ["Persona rappresentata", "Dati del minore"],
    "ja": ["お子様の情報", "代理する方の情報"],
    "ko": ["자녀 정보", "대리하는 사람"],
    "lt": ["Atstovaujamas asmuo", "Vaiko duomenys"],
    "lv": ["Pārstāvamā persona", "Bērna dati"],
    "mt": ["It-tifel tiegħek", "Il-persuna rappreżentata"],
    "nb": ["Den du representerer", "Opplysninger om barnet"],
    "nl": ["De persoon die u vertegenwoordigt", "Gegevens van uw kind"],
    "pl": ["Osoba, którą reprezentujesz", "Dane dziecka"],
    "pt": ["Pessoa que representa", "Dados da criança"],
    "ro": ["Persoana pe care o reprezentați", "Datele copilului"],
    "ru": ["Лицо, которое вы представляете", "Сведения о ребёнке"],
    "sk": ["Osoba, ktorú zastupujete", "Údaje o dieťati"],
    "sl": ["Oseba, ki jo zastopate", "Podatki o otroku"],
    "sv": ["Den du företräder", "Uppgifter om barnet"],
    "tr": ["Temsil ettiğiniz kişi", "Çocuğunuzun bilgileri"],
    "uk": ["Особа, яку ви представляєте", "Відомості про дитину"],
    "zh": ["孩子的信息", "您所代表的人"],
    "ca": ["Persona a qui representeu", "Dades de l'infant", "El vostre fill o filla"],
    "gl": ["Persoa á que representas", "Datos da crianza", "O teu fillo ou filla"],
    "eu": ["Ordezkatzen duzun pertsona", "Haurraren datuak", "Zure seme-alaba"],
}
ROLES = (Role.EMAIL, Role.COUNTRY, Role.NAME)


def fields(lang: str, above: str) -> list[Control]:
    """An e-mail, a country and a name, under `above`."""
    said = words(lang).label
    names = [words(lang).territory(code) for code in ("FR", "DE", "IT", "ES")]
    options = tuple(Option(name, name) for name in names)
    more = {"form": 0, "above": above}
    return [
        Control("", 0, 0, ControlKind.TEXT, type="text", label=said["email"][0], **more),  # type: ignore[arg-type]
        Control("", 0, 0, ControlKind.SELECT, label=said["country"][0], options=options, **more),  # type: ignore[arg-type]
        Control("", 0, 0, ControlKind.TEXT, type="text", label=said["name"][0], **more),  # type: ignore[arg-type]
    ]


def found(lang: str, *controls: Control) -> dict[Role, int]:
    """The number of the control that each role was found at."""
    why = Control("", 0, 0, ControlKind.TEXTAREA, form=0, label=words(lang).label["explanation"][0])
    numbered = tuple(c._replace(key=f"0:{i}", index=i) for i, c in enumerate((*controls, why)))
    title = Block(words(lang).say["object_title"][0], heading=1)
    frame = FrameSnapshot(
        *(0, "https://form.test/", True),
        lang=lang,
        blocks=(title,),
        controls=numbered,
    )
    all_fields = find_all(Snapshot(frame.url, (frame,)))
    return {
        role: field.control.index
        for role in ROLES
        if (field := all_fields[role]).status == "found" and field.control is not None
    }


def test_each_language_has_legends() -> None:
    assert sorted(LEGENDS) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang", LEGENDS)
def test_a_legend_that_names_another_person(lang: str) -> None:
    own = words(lang).portal["contact"][0]
    all_own = {Role.EMAIL: 0, Role.COUNTRY: 1, Role.NAME: 2}
    assert found(lang, *fields(lang, own)) == all_own
    for legend in LEGENDS[lang]:
        assert found(lang, *fields(lang, legend)) == {}, legend
        assert found(lang, *fields(lang, f"{legend} · {own}")) == {}, legend
        assert found(lang, *fields(lang, own), *fields(lang, legend)) == all_own, legend
        last = {role: number + 3 for role, number in all_own.items()}
        assert found(lang, *fields(lang, legend), *fields(lang, own)) == last, legend


@pytest.mark.parametrize("lang", LANGUAGES)
def test_legends_that_name_nobody_else(lang: str) -> None:
    said = words(lang)
    own = {Role.EMAIL: 0, Role.COUNTRY: 1, Role.NAME: 2}
    for key in ("contact_title", "privacy_title", "object_title", "third_title"):
        for heading in said.say[key]:
            assert found(lang, *fields(lang, heading)) == own, heading


SELECT = "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain"
OTHERS = (
    '<label>E-mail <input id="x1"></label>'
    f'<label>Country <select id="x2"><option>{SELECT}</select></label>'
    '<label>Name <input id="x3"></label>'
)
NAME = '<label>Your name <input id="own"></label>'
OWN = {**WHOLE, "name": "own"}


def fieldset(legend: str, body: str) -> str:
    return f"<fieldset><legend>{legend}</legend>{body}</fieldset>"


def section(heading: str, body: str) -> str:
    return f"<section><header><h2>{heading}</h2><p>Please be exact.</p></header>{body}</section>"


def flat(heading: str, body: str) -> str:
    return f"<h3>{heading}</h3>{body}"


def nested(heading: str, body: str) -> str:
    return f"<h2>{heading}</h2><h3>Contact</h3>{fieldset('How we write', body)}<h2>Else</h2>"


@pytest.mark.parametrize("over", [fieldset, section, flat, nested])
def test_where_a_legend_or_a_heading_stands(site: Site, over: object) -> None:
    assert callable(over)
    child, friend = over("Your child", OTHERS), over("How we reach you", OTHERS)
    assert site.found(form(child, WHY)) == {"explanation": "why"}
    own = {"email": "x1", "country": "x2", "name": "x3", "explanation": "why"}
    assert site.found(form(friend, WHY)) == own
    mine = over("You", COUNTRY + EMAIL + NAME)
    assert site.found(form(mine, child, WHY)) == OWN
    assert site.found(form(child, mine, WHY)) == OWN


def test_how_far_a_heading_reaches(site: Site) -> None:
    child = section("Your child", "<label>Age <input></label>")
    assert site.found(form(child, COUNTRY, EMAIL, WHY)) == WHOLE
    asked = '<h2>Do you object for your child?</h2><label><input type="radio" name="r">KIND</label>'
    answers = asked.replace("KIND", "Yes") + asked.split("</h2>")[1].replace("KIND", "No")
    assert site.found(form(answers, COUNTRY, EMAIL, WHY)) == WHOLE
    unasked = "<h2>Do you object for your child?</h2>"
    assert site.found(form(unasked, COUNTRY, EMAIL, WHY)) == {"explanation": "why"}
    title = "<h1>Object to AI, for you or your child</h1>"
    assert site.found(form(COUNTRY, EMAIL, WHY, before=title)) == WHOLE


def test_a_form_whose_field_is_called_as_what_is_around_it(site: Site) -> None:
    other = '<form><h2>Your child</h2><input type="hidden" name="parentElement"></form>'
    assert site.found(form(COUNTRY, EMAIL, WHY, before=f"<h1>Object to AI</h1>{other}")) == WHOLE


def test_an_address_that_is_repeated_is_that_before_it(site: Site) -> None:
    child = '<label>E-mail of your daughter <input id="x1" type="email"></label>'
    again = '<label for="two">Repeat the e-mail</label><input id="two">'
    both = {**WHOLE, "email_again": "two"}
    assert site.found(form(COUNTRY, EMAIL, again, child, WHY)) == both
    assert site.found(form(COUNTRY, child, EMAIL, again, WHY)) == both
    assert site.found(form(COUNTRY, EMAIL, child, again, WHY)) == WHOLE
    hers = again.replace("the e-mail", "your daughter's e-mail")
    assert site.found(form(COUNTRY, EMAIL, hers, WHY)) == WHOLE
