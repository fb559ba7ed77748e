"""Fields that several texts stand at: a title asks, and the hint below it only tells more."""

from itertools import chain

from support.locate_site import SEND, TITLE, WHOLE, Site, document, form, ids, reworded

from optout.locate.captions import Caption, caption_before, caption_in_label
from optout.locate.labels import labels_of
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading

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
}


def row(way: str, name: str, asks: str, hint: str) -> str:
    parts = way.replace("BOX", BOXES[name]).replace("ID", name)
    return parts.replace("ASKS", asks).replace("HINT", hint)


OTHERWISE = (
    {"mail": ("Subject", "A few words about your email.")},
    {"mail": ("Phone number", "If you have no email.")},
    {
        "mail": ("Email address", "Of your lawyer or representative."),
        "name": ("Name", "Of your company or organisation."),
    },
)
"""Titles and hints of fields that are not the person's own."""


def otherwise(
    reading: Reading, texts: dict[str, tuple[str, str]], lang: str = "en"
) -> dict[str, str]:
    """The fields that are found where these stand for the English titles and hints."""
    pairs = (zip(TEXTS["en"][name], said, strict=True) for name, said in texts.items())
    return ids(reworded(reading, dict(chain(*pairs)), lang=lang))


def test_a_field_has_the_title_above_its_hint_and_not_what_the_hint_says(site: Site) -> None:
    wrong = {}
    whole = WHOLE | {"name": "name"}
    for way, shape in WAYS.items():
        reading = site.look(form(*(row(shape, one, *said) for one, said in TEXTS["en"].items())))
        for lang, texts in TEXTS.items():
            wrong[way, lang] = otherwise(reading, texts, lang).items() ^ whole.items()
        for texts in OTHERWISE:
            own = {role: one for role, one in whole.items() if one not in texts}
            wrong[way, str(texts)] = otherwise(reading, texts).items() ^ own.items()
    assert len(wrong) == len(WAYS) * (len(TEXTS) + len(OTHERWISE))
    assert {case: roles for case, roles in wrong.items() if roles} == {}


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


def test_what_is_above_no_hint_names_no_field(site: Site) -> None:
    pages = {
        name: form(texts.replace("BOX", BOXES["mail"]), HEADED) for name, texts in UNTOLD.items()
    }
    assert [name for name, page in pages.items() if "email" in site.found(page)] == []
    hinted = form("<p>Email address</p><p>We write to you here.</p>", BOXES["mail"], HEADED)
    assert site.found(hinted)["email"] == "mail"


DOUBTED = {
    "a title that is not known": ("Case number", "You find it in the email that we wrote"),
    "a question that is not known": ("How often?", "We write to your email"),
    "a question that asks for another": ("Phone and email", "What is your full name?"),
    "another field's title": ("Username", "It is not your full name and not your email address"),
}


def test_a_text_below_another_title_is_no_label(site: Site) -> None:
    for way in ("a row", "a label of two lines", "a label without its field"):
        about = site.look(form(row(WAYS[way], "mail", "Contact", "Email address"), HEADED))
        assert ids(about)["email"] == "mail", way
        asked = reworded(about, {"Email address": "At which email can we reach you?"})
        assert ids(asked)["email"] == "mail", way
        for name, (title, hint) in DOUBTED.items():
            said = reworded(about, {"Contact": title, "Email address": hint})
            assert not {"email", "name"} & ids(said).keys(), (way, name)


def test_a_text_below_an_earlier_question_is_no_label(site: Site) -> None:
    texts = "<p>How often do you want to hear from us?</p><p>We write to your email address.</p>"
    page = site.look(form(HEADED, texts, BOXES["mail"]))
    assert "email" not in ids(page)
    assert ids(reworded(page, {"from us?": "from us."}))["email"] == "mail"
    short = reworded(page, {"We write to your email address.": "Email address"})
    assert ids(short)["email"] == "mail", "a heading asked, and this is a label"


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


def test_what_verifies_an_address_takes_its_code(site: Site) -> None:
    for name, way in WAYS.items():
        parts = way.replace("BOX", CODE).replace("ID", "q")
        title, hint = VERIFYING
        page = site.look(form(parts.replace("ASKS", title).replace("HINT", hint)))
        assert ids(page) == {"code": "q"}, name
        assert ids(reworded(page, {hint: f"{hint}."})) == {"code": "q"}, name


def test_a_code_s_box_is_no_address_though_its_label_says_so(site: Site) -> None:
    title, hint = VERIFYING
    for parts in (
        f"<label for=q>{title}</label><p>{hint}</p>{CODE}",
        f"<p>{title}</p>{CODE}<p>{hint}</p>",
        f"<div><div>{title}</div>{CODE}<div>{hint}</div></div>",
    ):
        page = site.look(form(parts))
        assert "email" not in ids(page), parts
        asked = reworded(page, {title: "Your email", hint: "We read it"})
        assert ids(asked)["email"] == "q", parts


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


def test_what_an_address_is_for_is_not_asked() -> None:
    for language, label in PURPOSES.items():
        for control in (_labelled(label), _labelled("", label)):
            own = labels_of(control, language).own
            assert "email" in own, language
            assert not own & {"message", "subject"}, language


def test_what_is_no_address_stays_so() -> None:
    for label in (
        *("Email message", "Message for our email team"),
        *("Email text for your request", "Your request by email"),
    ):
        assert {"email", "message"} <= labels_of(_labelled(label), "en").own, label


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
