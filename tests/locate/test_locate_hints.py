"""Fields that several texts stand at: a title asks, and the hint below it only tells more."""

import pytest
from support.locate_site import SEND, TITLE, WHOLE, Site, document, form

from optout.locate.captions import Caption, caption_before, caption_in_label
from optout.locate.labels import labels_of
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control

LIST = "<option value=''>—<option>Latvia<option>Malta<option>Norway<option>Poland<option>Spain"
BOXES = {
    "name": "<input id=name>",
    "mail": "<input id=mail>",
    "land": f"<select id=land>{LIST}</select>",
    "why": "<textarea id=why></textarea>",
}
SMALL = "style='color:#666;font-size:12px'"
WAYS = {
    "paragraphs": "<p>ASKS</p><p>HINT</p>BOX",
    "a row": "<div><div>ASKS</div><div>HINT</div>BOX</div>",
    "a row of two parts": "<div><div><p>ASKS</p><p>HINT</p></div><div>BOX</div></div>",
    "a title drawn bold": f"<div><b>ASKS</b></div><p {SMALL}>HINT</p><div>BOX</div>",
    "a label without its field": "<div><label>ASKS</label><p>HINT</p>BOX</div>",
    "a label of two lines": "<label for=ID><b>ASKS</b><div>HINT</div></label>BOX",
    "a label with what is small": "<label>ASKS <small>HINT</small>BOX</label>",
    "lines": "<b>ASKS</b><br>HINT<br>BOX<br><br>",
    "a table": "<table><tr><td>ASKS<br><small>HINT</small></td><td>BOX</td></tr></table>",
    "a list of terms": "<dl><dt>ASKS</dt><dd><p>HINT</p>BOX</dd></dl>",
    "a heading": "<section><h3>ASKS</h3><p>HINT</p>BOX</section>",
    "what is required between": "<div><p>ASKS</p><p>*</p><p>(required)</p><p>HINT</p>BOX</div>",
    "a count between": "<p>ASKS</p><p>HINT</p><p>0/500</p>BOX",
    "two hints": "<div><p>ASKS</p><p>HINT</p><p>Thank you.</p>BOX</div>",
}
TEXTS = {
    "en": {
        "name": ("Full name", "As it appears on your account, or on your identity card."),
        "mail": ("Email address", "We will write to you here, so that you can find our message."),
        "land": ("Country of residence", "Where you spend most of the year."),
        "why": ("Explain how this processing impacts you", "Give as much detail as you can."),
    },
    "el": {
        "name": ("Ονοματεπώνυμο", "Όπως εμφανίζεται στον λογαριασμό σας."),
        "mail": ("Διεύθυνση email", "Θα σας γράψουμε εδώ."),
        "land": ("Χώρα διαμονής", "Εκεί όπου ζείτε τώρα."),
        "why": ("Εξηγήστε πώς σας επηρεάζει αυτή η επεξεργασία", "Γράψτε όσα θέλετε."),
    },
    "cs": {
        "name": ("Celé jméno", "Tak, jak je uvedeno ve vašem účtu."),
        "mail": ("E-mailová adresa", "Napíšeme vám na ni."),
        "land": ("Země bydliště", "Kde žijete většinu roku."),
        "why": ("Vysvětlete, jak se vás toto zpracování dotýká", "Uveďte co nejvíce podrobností."),
    },
    "nl": {
        "name": ("Volledige naam", "Zoals die in je account staat."),
        "mail": ("E-mailadres", "Wij schrijven je hier."),
        "land": ("Land van verblijf", "Waar je nu woont."),
        "why": ("Leg uit welke gevolgen deze verwerking voor je heeft", "Schrijf zoveel je wilt."),
    },
}


def row(way: str, name: str, asks: str, hint: str) -> str:
    parts = way.replace("BOX", BOXES[name]).replace("ID", name)
    return parts.replace("ASKS", asks).replace("HINT", hint)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_field_has_the_title_above_its_hint(site: Site, way: str, language: str) -> None:
    page = form(*(row(way, name, *said) for name, said in TEXTS[language].items()))
    page = page.replace("lang=en", f"lang={language}")
    assert site.found(page) == WHOLE | {"name": "name"}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_hint_names_no_field_of_another_title(site: Site, way: str) -> None:
    kept = {"land": TEXTS["en"]["land"], "why": TEXTS["en"]["why"]}
    rows = [row(way, name, *said) for name, said in kept.items()]
    page = form(row(way, "mail", "Subject", "A few words about your email."), *rows)
    assert site.found(page) == {"country": "land", "explanation": "why"}
    page = form(row(way, "mail", "Phone number", "If you have no email."), *rows)
    assert site.found(page) == {"country": "land", "explanation": "why"}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_hint_tells_whose_it_is(site: Site, way: str) -> None:
    kept = {"land": TEXTS["en"]["land"], "why": TEXTS["en"]["why"]}
    rows = [row(way, name, *said) for name, said in kept.items()]
    mail = row(way, "mail", "Email address", "Of your lawyer or representative.")
    name = row(way, "name", "Name", "Of your company or organisation.")
    assert site.found(form(mail, name, *rows)) == {"country": "land", "explanation": "why"}


HEADED = "<div><p>Country of residence</p><p>Where you live now.</p>LAND</div>WHY".replace(
    "LAND", BOXES["land"]
).replace("WHY", row(WAYS["a row"], "why", *TEXTS["en"]["why"]))
UNTOLD = {
    "a heading over another row": "<h3>Email address</h3><div><p>Colour</p>BOX</div>",
    "a heading over a label": "<h3>Email address</h3><p>Colour</p>BOX",
    "an address that is shown": "<p>Email address</p><p>desk@mail.test</p><p>Fill this in.</p>BOX",
    "a heading over a further question": "<p>Email address</p><p>Your full name, please.</p>BOX",
    "a heading far above": f"<p>Email address</p>{'<p>Read this first.</p>' * 4}BOX",
}


@pytest.mark.parametrize("texts", UNTOLD.values(), ids=UNTOLD)
def test_what_is_above_no_hint_names_no_field(site: Site, texts: str) -> None:
    page = form(texts.replace("BOX", BOXES["mail"]), HEADED)
    assert "email" not in site.found(page)
    hinted = form("<p>Email address</p><p>We write to you here.</p>", BOXES["mail"], HEADED)
    assert site.found(hinted)["email"] == "mail"


DOUBTED = {
    "a title that is not known": ("Case number", "You find it in the email that we wrote"),
    "a question that is not known": ("How often?", "We write to your email"),
    "a question that asks for another": ("Phone and email", "What is your full name?"),
    "another field's title": ("Username", "It is not your full name and not your email address"),
}


@pytest.mark.parametrize("way", ["a row", "a label of two lines", "a label without its field"])
@pytest.mark.parametrize("texts", DOUBTED.values(), ids=DOUBTED)
def test_a_text_below_another_title_is_no_label(
    site: Site, way: str, texts: tuple[str, str]
) -> None:
    page = form(row(WAYS[way], "mail", *texts), HEADED)
    assert not {"email", "name"} & site.found(page).keys()
    about = form(row(WAYS[way], "mail", "Contact", "Email address"), HEADED)
    assert site.found(about)["email"] == "mail"
    asked = form(row(WAYS[way], "mail", "Contact", "At which email can we reach you?"), HEADED)
    assert site.found(asked)["email"] == "mail"


def test_a_text_below_an_earlier_question_is_no_label(site: Site) -> None:
    texts = "<p>How often do you want to hear from us?</p><p>We write to your email address.</p>"
    page = form(HEADED, texts, BOXES["mail"])
    assert "email" not in site.found(page)
    assert site.found(page.replace("from us?", "from us."))["email"] == "mail"
    short = page.replace("We write to your email address.", "Email address")
    assert site.found(short)["email"] == "mail", "a heading asked, and this is a label"


def test_a_page_s_title_takes_nothing_from_what_is_asked_below_it(site: Site) -> None:
    mail = "<p>Please enter your email address.</p><input id=mail>"
    why = "<p>Please explain how this processing impacts you.</p><textarea id=why></textarea>"
    both = {"email": "mail", "explanation": "why"}
    assert site.found(form(mail, why)) == both
    assert site.found(form(why, mail)) == both
    answered = why.replace(
        "you.</p>", "you</p><p>We answer by email, in the country you live in.</p>"
    )
    assert site.found(form(answered, mail)) == both
    headed = why.replace("<p>", "<h2>Your email and our answer</h2><p>")
    assert site.found(form(headed, mail)) == both


CODE = "<input id=q>"
VERIFYING = ("Verify your email", "Enter the code you received")


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("end", ["", "."], ids=["a line", "a sentence"])
def test_what_verifies_an_address_takes_its_code(site: Site, way: str, end: str) -> None:
    title, hint = VERIFYING
    parts = way.replace("BOX", CODE).replace("ID", "q")
    page = form(parts.replace("ASKS", title).replace("HINT", hint + end))
    assert site.found(page) == {"code": "q"}


@pytest.mark.parametrize(
    "parts",
    [
        "<label for=q>ASKS</label><p>HINT</p>BOX",
        "<p>ASKS</p>BOX<p>HINT</p>",
        "<div><div>ASKS</div>BOX<div>HINT</div></div>",
    ],
)
def test_a_code_s_box_is_no_address_though_its_label_says_so(site: Site, parts: str) -> None:
    title, hint = VERIFYING
    page = form(parts.replace("BOX", CODE).replace("ASKS", title).replace("HINT", hint))
    assert "email" not in site.found(page)
    asked = page.replace(title, "Your email").replace(hint, "We read it")
    assert site.found(asked)["email"] == "q"


def test_a_text_of_an_earlier_box_makes_no_letter_of_a_titled_one(site: Site) -> None:
    asked = "<p>Explain how this processing impacts you</p>"
    titled = "<p>Subject</p><p>A few words about your email.</p><textarea id=why></textarea>"
    assert site.found(form(asked, titled)) == {}
    hinted = "<p>In your own words.</p><textarea id=why></textarea>"
    assert site.found(form(asked, hinted)) == {"explanation": "why"}


PURPOSES = {
    "en": "Email address for updates on your request",
    "fr": "Adresse e-mail pour le suivi de votre demande",
    "pt": "E-mail para acompanhar o teu pedido",
    "bg": "Имейл адрес за отговор относно заявката ви",
    "it": "Indirizzo e-mail per gli aggiornamenti sulla tua richiesta",
}


@pytest.mark.parametrize("language", PURPOSES)
def test_what_an_address_is_for_is_not_asked(language: str) -> None:
    label = PURPOSES[language]
    for control in (_labelled(label), _labelled("", label)):
        own = labels_of(control, language).own
        assert "email" in own
        assert not own & {"message", "subject"}


@pytest.mark.parametrize(
    "label",
    [
        "Email message",
        "Message for our email team",
        "Email text for your request",
        "Your request by email",
    ],
)
def test_what_is_no_address_stays_so(label: str) -> None:
    assert {"email", "message"} <= labels_of(_labelled(label), "en").own


def _labelled(label: str, *before: str) -> Control:
    return Control(key="0:0", frame=0, index=0, kind=ControlKind.TEXT, label=label, before=before)


def test_titles_and_hints() -> None:
    assert caption_in_label("Full name As you write it", "Full name") == Caption(
        "Full name", ("As you write it",), alone=True
    )
    assert caption_in_label("Full name", "") == Caption("Full name")
    name, hint = "Full name", "As you write it."
    assert caption_before((name, hint), 0, "en") == Caption(name, (hint,))
    assert caption_before(("Help", name, hint), 2, "en") == Caption(name, (hint,), alone=True)
    assert caption_before((name, "As you write it"), 0, "en") == Caption("As you write it")
    assert caption_before((name, "As you write it"), 2, "en").title == name
    asked = caption_before((name, "Your email address"), 2, "en")
    assert asked == Caption("Your email address", doubted=True)
    assert caption_before(("Contact", "Your email address"), 2, "en") == Caption(
        "Your email address"
    )
    assert caption_before(("Read this", hint), 0, "en") == Caption(hint), "it names no field"
    assert caption_before((hint, name), 2, "en") == Caption(name)


def test_what_stands_with_one_field_alone_is_told(site: Site) -> None:
    rows = "<div><p>Colour</p><p>Of the sky</p><input></div><p>Size</p><p>Of the box</p><input>"
    small = "<p>Weight</p><small>Of the stone</small><div><input></div>"
    label = "<label>Height<br>Of the tree<input></label><label>Width <b>in feet</b><input></label>"
    page = document(f"{TITLE}<form>{rows}{small}{label}{SEND}</form>")
    controls = [c for c in site.look(page).snapshot.main.controls if c.kind is ControlKind.TEXT]
    assert [c.own for c in controls] == [2, 0, 2, 0, 0]
    assert [c.lead for c in controls] == ["", "", "", "Height", ""]
    alone = document("<h1>Colours</h1><p>Of the sky</p><div><input></div>")
    assert [c.own for c in site.look(alone).snapshot.main.controls] == [0]


def test_a_part_of_a_name_below_a_heading_keeps_its_own_words(site: Site) -> None:
    first = "<p>Name</p><p>Your first name, please.</p><input id=first>"
    page = form(first, "<p>Last name</p><p>Your family name.</p><input id=last>", HEADED)
    found = site.look(page).fields
    assert found[Role.LAST_NAME].control is not None
    assert found[Role.LAST_NAME].control.id == "last"
    assert found[Role.NAME].status != "found"
