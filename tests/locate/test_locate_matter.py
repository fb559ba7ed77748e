"""Pages of another matter that use the same words: nothing is filled there, no success is read."""

import pytest
from locate_site import Site

from optout.locate.roles import PageKind, Role


def document(body: str, *, title: str = "", lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><title>{title}</title>{body}</html>'


FIELDS = (
    "<form><label>{email} <input type=email name=a></label>"
    "<label>{why} <textarea name=b></textarea></label><button>{send}</button></form>"
)
EN = FIELDS.format(email="Email address", why="Why do you object?", send="Send")
FR = FIELDS.format(email="Adresse e-mail", why="Pourquoi vous opposez-vous ?", send="Envoyer")
DE = FIELDS.format(email="E-Mail-Adresse", why="Warum widersprichst du?", send="Absenden")

OTHER_FORMS = {
    "suspension": ("en", "Object to the suspension of your account", EN),
    "adverts": ("en", "Object to the use of your data for adverts", EN),
    "a decision of AI": ("en", "Appeal a decision made by AI", EN),
    "pub": ("fr", "S’opposer à la publicité personnalisée", FR),
    "Sperrung": ("de", "Widerspruch gegen die Sperrung deines Kontos", DE),
}
OUR_FORMS = {
    "en": ("en", "Object to your information being used for AI", EN),
    "fr": ("fr", "S’opposer à l’utilisation de vos informations pour l’IA", FR),
    "de": ("de", "Widerspruch gegen die Nutzung deiner Informationen für KI", DE),
    "not only adverts": ("en", "Object to AI, in adverts too, using your information", EN),
}


def _of(site: Site, lang: str, title: str, body: str) -> tuple[PageKind, set[Role]]:
    page = document(f"<h1>{title}</h1>{body}", title=title, lang=lang)
    reading = site.look(page)
    found = {role for role, field in reading.fields.items() if field.status == "found"}
    return reading.kind, found


@pytest.mark.parametrize(("lang", "title", "body"), OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_a_form_of_another_matter_is_not_ours(site: Site, lang: str, title: str, body: str) -> None:
    kind, found = _of(site, lang, title, f"<p>AI helps us.</p>{body}")
    assert kind is PageKind.UNKNOWN
    assert Role.EXPLANATION not in found


@pytest.mark.parametrize(("lang", "title", "body"), OUR_FORMS.values(), ids=OUR_FORMS)
def test_the_same_fields_under_our_heading_are(
    site: Site, lang: str, title: str, body: str
) -> None:
    kind, found = _of(site, lang, title, body)
    assert kind is PageKind.FORM
    assert {Role.EMAIL, Role.EXPLANATION} <= found


RECEIVED = "<h1>We have received your objection</h1>"
OPINION = "<div><p>Was this helpful?</p><button>Yes</button><button>No</button>{box}</div>"
BOX = "<textarea placeholder='Tell us why'></textarea>"
ENDS = {
    "ours": (f"{RECEIVED}<p>It is about AI.</p>", PageKind.ACKNOWLEDGED),
    "an opinion is asked for": (RECEIVED + OPINION.format(box=BOX), PageKind.ACKNOWLEDGED),
    "news are offered": (
        f"{RECEIVED}<footer><label>Email <input type=email></label></footer>",
        PageKind.ACKNOWLEDGED,
    ),
    "of adverts": (f"{RECEIVED}<p>You objected to adverts based on your data.</p>", None),
    "not received": ("<h1>Your objection has not been received</h1><p>Thank you for filling in "
    "the form.</p>", None),
    "taken back": ("<h1>Your objection was withdrawn</h1><p>You have objected already once, and "
    "you have withdrawn your objection.</p>", None),
    "a subscription": ("<h1>Thanks, we have got your request</h1><p>You will get our newsletter "
    "about AI and your right to object.</p>", None),
    "a list of cases": (
        "<h1>Your requests</h1><table><tr><td>Objection to AI</td><td>Draft</td></tr>"
        "<tr><td>Adverts</td><td>We have received your objection</td></tr></table>",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "kind"), ENDS.values(), ids=ENDS)
def test_a_success_is_only_that_of_our_objection(
    site: Site, body: str, kind: PageKind | None
) -> None:
    found = site.look(document(body, title="Help")).kind
    assert (
        found is kind
        if kind
        else found
        not in (
            PageKind.ACKNOWLEDGED,
            PageKind.ALREADY_OBJECTED,
            PageKind.FORM,
        )
    )


ABOUT = (
    "<article><h1>How do I object to AI using my information?</h1><p>Use the form.</p></article>"
)
BOXES = {
    "opinion": OPINION.format(box=BOX),
    "opinion with an address": OPINION.format(
        box="<label>Please explain why <textarea></textarea></label>"
        "<label>Email <input type=email></label>"
    ),
    "reply": "<form><h3>Your reply</h3><label>Email <input type=email></label>"
    "<label>Explain it <textarea></textarea></label><button>Post</button></form>",
    "chat": "<aside>Questions?<textarea placeholder='Write a message'></textarea></aside>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_a_box_beside_an_article_is_no_letters(site: Site, box: str) -> None:
    reading = site.look(document(ABOUT + box))
    assert reading.kind is PageKind.UNKNOWN
    assert reading.fields[Role.EXPLANATION].status != "found"
    assert reading.fields[Role.EMAIL].status != "found"


def test_a_chat_beside_the_form_does_not_take_its_place(site: Site) -> None:
    heading = "<h1>Object to AI using your information</h1>"
    reading = site.look(document(heading + EN + BOXES["chat"]))
    assert reading.fields[Role.EXPLANATION].status == "found"
    control = reading.fields[Role.EXPLANATION].control
    assert control is not None
    assert control.name == "b"


CODE = (
    "<p>{why}</p><label>Code <input name=c inputmode=numeric maxlength=6></label>"
    "<button>OK</button>"
)


@pytest.mark.parametrize(
    ("title", "why", "kind"),
    [
        ("Confirm", "Enter the code we emailed you to send your objection.", PageKind.CODE),
        ("Forgotten password", "Enter the code we emailed you.", PageKind.UNKNOWN),
        ("Confirm", "To download your data, enter the code we emailed you.", PageKind.UNKNOWN),
        ("Sign up", "Enter the code we emailed you.", PageKind.UNKNOWN),
    ],
)  # fmt: skip
def test_a_code_for_something_else_is_not_ours(
    site: Site, title: str, why: str, kind: PageKind
) -> None:
    page = document(f"<h1>{title}</h1>{CODE.format(why=why)}", title=title)
    assert site.look(page).kind is kind


def test_a_list_that_is_searched_may_say_so(site: Site) -> None:
    box = "<input role=combobox aria-autocomplete=list placeholder='Search'>"
    fields = EN.replace("<form>", f"<form><label>Your country {box}</label>")
    reading = site.look(document(f"<h1>Object to AI using your information</h1>{fields}"))
    assert reading.fields[Role.COUNTRY].status == "found"


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Comment pouvons-nous vous aider ?", "found"),  # "How can we help you?"
        ("Laissez un commentaire", "ambiguous"),
    ],
)
def test_an_address_that_goes_with_a_comment_is_not_sure(
    site: Site, question: str, status: str
) -> None:
    page = f"""<h1>Contactez-nous</h1><form><label>Nom <input name=n></label>
        <label>Adresse e-mail <input type=email name=a></label>
        <label>Ville <input name=v></label><label>Société <input name=s></label>
        <label>{question} <textarea name=b></textarea></label><button>Envoyer</button></form>"""
    assert site.look(document(page, lang="fr")).fields[Role.EMAIL].status == status
