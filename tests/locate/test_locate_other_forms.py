"""Under a heading that names another matter letter and e-mail are the person's to point at."""

import pytest
from corpus.words import words
from support.locate_site import COUNTRY, EMAIL, SEND, TITLE, WHY, Site, document, id_of

from optout.locate.fields.find import find_all
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot

NAME = '<label for="n">Name</label><input id="n">'
MESSAGE = '<label for="m">Message</label><textarea id="m"></textarea>'
TOLD = "<p>Our models learn from public posts. You may object whenever you like.</p>"
OURS_ALONE = (Role.EMAIL, Role.EXPLANATION)


def _page(heading: str, *parts: str, button: str = SEND, title: str = TITLE) -> str:
    fields = "".join(parts) or NAME + EMAIL + COUNTRY + MESSAGE
    return document(f"{title}{TOLD}{heading}<form>{fields}{button}</form>")


NAMED = {
    "sales": "<h2>Talk to our sales team</h2>",
    "support": "<h2>Technical support</h2>",
    "comments": "<h2>Leave a comment</h2>",
    "an opinion": "<h3>Give us feedback</h3>",
    "news": "<h2>Subscribe to our newsletter</h2>",
    "a level deeper": "<h2>Technical support</h2><h3>Contact information</h3>",
}
OURS = {
    "none": "",
    "you": "<h2>Some things about you</h2>",
    "contact": "<h2>Contact information</h2>",
    "request": "<h2>Submit your request</h2>",
    "matter": "<h2>Object here</h2>",
    "not understood": "<h2>Order our brochure</h2>",
    "another, then ours": "<h2>Technical support</h2><p>Not here.</p><h2>Your details</h2>",
}


@pytest.mark.parametrize("heading", OURS.values(), ids=OURS)
def test_under_any_other_heading_it_is_filled_in(site: Site, heading: str) -> None:
    reading = site.look(_page(heading))
    assert reading.kind is PageKind.FORM
    assert {reading.fields[role].status for role in OURS_ALONE} == {"found"}


def test_of_two_forms_that_ask_why_neither_is_filled_in_unasked(site: Site) -> None:
    """Each has its own address, and one alone is the letter's."""
    first = f'<form><input type="email" aria-label="Email">{WHY.replace(" id=", " data-id=")}{SEND}'
    reading = site.look(document(f"{TITLE}{TOLD}{first}</form><form>{EMAIL}{WHY}{SEND}</form>"))
    assert reading.fields[Role.EXPLANATION].status == "ambiguous"
    assert reading.fields[Role.EMAIL].status == "ambiguous"


@pytest.mark.parametrize("heading", NAMED.values(), ids=NAMED)
def test_under_one_of_another_matter_it_is_asked_about(site: Site, heading: str) -> None:
    reading = site.look(_page(heading))
    assert reading.kind is PageKind.UNKNOWN
    assert {reading.fields[role].status for role in OURS_ALONE} == {"ambiguous"}
    assert "another matter" in reading.fields[Role.EXPLANATION].how


def test_its_button_tells_as_well(site: Site) -> None:
    reading = site.look(_page("", EMAIL, WHY, button="<button>Subscribe</button>"))
    assert reading.fields[Role.EMAIL].status == reading.fields[Role.EXPLANATION].status
    assert reading.fields[Role.EMAIL].status == "ambiguous"


def test_beside_ours_it_is_left_alone(site: Site) -> None:
    sales = f"<h2>Talk to our sales team</h2><form>{NAME}<input type=email name=b>{SEND}</form>"
    ours = f"<h2>Your details</h2><form>{EMAIL}{WHY}{SEND}</form>"
    for page in (sales + ours, ours + sales):
        reading = site.look(document(TITLE + TOLD + page))
        assert reading.kind is PageKind.FORM
        assert id_of(reading, Role.EMAIL) == "mail"
        assert id_of(reading, Role.EXPLANATION) == "why"


TITLES = {
    "petition": "Sign our petition",
    "survey": "Customer survey",
    "comments": "Comments",
    "adverts": "Object to the use of your data for adverts",
}


@pytest.mark.parametrize("name", TITLES.values(), ids=TITLES)
def test_a_title_of_another_matter_speaks_for_the_page(site: Site, name: str) -> None:
    reading = site.look(_page("", EMAIL, WHY, title=f"<h1>{name}</h1>"))
    assert reading.kind is PageKind.UNKNOWN
    assert reading.fields[Role.EMAIL].status == "ambiguous"
    assert reading.fields[Role.EXPLANATION].status == "ambiguous"


def test_a_heading_of_ours_below_it_speaks_for_ours(site: Site) -> None:
    ours = TITLE.replace("h1", "h2")
    reading = site.look(_page(ours, EMAIL, WHY, title="<h1>Customer survey</h1>"))
    assert reading.fields[Role.EMAIL].status == reading.fields[Role.EXPLANATION].status == "found"


def _email(lang: str, heading: str) -> str:
    """The status of an address under a heading, on a page about an objection to AI."""
    box = Control(
        "0:0",
        0,
        0,
        ControlKind.TEXT,
        type="email",
        label="E-mail",
        source="label",
        above=heading,
        before=(heading,),
        form=0,
    )
    url = "https://form.test/"
    blocks = (Block("GDPR, Art. 21: AI opt-out, object", heading=1), Block(heading, heading=2))
    frame = FrameSnapshot(0, url, True, lang=lang, blocks=blocks, controls=(box,))
    return find_all(Snapshot(url, (frame,)))[Role.EMAIL].status


LANGUAGES = {
    # A part of a request's form; a form for something else.
    "ar": ("أخبرنا: معلومات عنك", "تواصل مع فريق المبيعات"),
    "bg": ("1. Вашите данни", "Пишете на нашия екип продажби"),
    "ca": ("1. Les vostres dades", "Parla amb el nostre equip de vendes"),
    "cs": ("1. Vaše kontaktní údaje", "Podepište petici"),
    "da": ("1. Oplysninger om dig", "Skriv til vores salgsafdeling"),
    "de": ("1. Angaben zu deiner Person", "Unterschreiben Sie die Petition"),
    "el": ("1. Τα προσωπικά στοιχεία σας", "Γράψτε στο τμήμα πωλήσεων"),
    "es": ("1. Datos personales", "Escriba a nuestro equipo de ventas"),
    "et": ("1. Teie kontaktandmed", "Kirjutage meie müügimeeskonnale"),
    "eu": ("1. Zure datu pertsonalak", "Idatzi gure salmenta taldeari"),
    "fi": ("1. Sinun yhteystietosi", "Ilmoittaudu webinaariin"),
    "fr": ("1. Vos coordonnées", "Écrire à notre équipe commerciale"),
    "ga": ("1. Do shonraí pearsanta", "Scríobh chuig ár bhfoireann díolacháin"),
    "gl": ("1. Os seus datos persoais", "Escriba ao noso equipo de vendas"),
    "hr": ("1. Vaši kontaktni podaci", "Potpišite peticiju"),
    "hu": ("1. Az Ön elérhetőségei", "Írja alá a petíciót"),
    "is": ("1. Upplýsingar um þig", "Skrifaðu söludeildinni"),
    "it": ("1. I tuoi dati personali", "Scrivi al nostro reparto vendite"),
    "ja": ("1. お客様情報の入力", "営業チームに相談する"),
    "ko": ("1. 연락처 정보 입력", "영업팀에 문의하기"),
    "lt": ("1. Jūsų asmens duomenys", "Rašykite mūsų pardavimų komandai"),
    "lv": ("1. Jūsu kontaktinformācija", "Rakstiet mūsu pārdošanas komandai"),
    "mt": ("1. Dettalji personali", "Ikteb lit-tim tal-bejgħ tagħna"),
    "nb": ("1. Opplysninger om deg", "Skriv til salgsavdelingen vår"),
    "nl": ("1. Jouw gegevens", "Schrijf ons verkoopteam"),
    "pl": ("1. Twoje dane kontaktowe", "Podpisz petycję"),
    "pt": ("1. Os seus dados pessoais", "Escreva à nossa equipa de vendas"),
    "ro": ("1. Datele dumneavoastră", "Scrieți echipei: echipa de vânzări"),
    "ru": ("1. Ваши личные данные", "Написать в отдел продаж"),
    "sk": ("1. Vaše kontaktné údaje", "Podpíšte petíciu"),
    "sl": ("1. Vaši podatki za stik", "Podpišite peticijo"),
    "sv": ("1. Uppgifter om dig", "Skriv till vår försäljningsavdelning"),
    "tr": ("1. İletişim bilgileriniz", "Satış ekibimize yazın"),
    "uk": ("1. Ваші особисті дані", "Написати у відділ продажів"),
    "zh": ("1. 填写您的信息", "给我们的销售团队写信"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_each_language(lang: str) -> None:
    part, other = LANGUAGES[lang]
    named = (other, words(lang).label["comment"][0], words(lang).say["newsletter"][0])
    assert _email(lang, part) == "found"
    assert [_email(lang, heading) for heading in named] == ["ambiguous"] * 3
