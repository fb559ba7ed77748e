"""Which page it is; what only talks of it is unknown."""

import pytest
from support.locate_site import EMAIL, FORM, HOST, WHY, Site, document, form, reworded
from support.tables import unlike

from optout.locate.roles import PageKind, Role

THANKS = "Thank you. We have received your objection and will review it."

ARTICLE = "<p>In this guide we explain at length what happens to your posts and pictures.</p>" * 20
TALK = {
    "article": "<article><h1>NEWS</h1><p>So it said, and that was it.</p></article>",
    "long page": f"<h1>My story</h1>{ARTICLE}<p>NEWS</p>",
    "post with a date": "<div><time>3 June</time><p>NEWS</p></div>",
    "quotation": "<p>Then it says:</p><blockquote>NEWS</blockquote>",
    "condition": "<p>When NEWS, you get an e-mail.</p>",
    "reply box": "<p>NEWS</p><form><textarea aria-label='Your reply'></textarea><button>Post",
    "link": "<h1>Help</h1><a href='/x'>NEWS</a>",
    "footer": "<h1>Help</h1><footer>NEWS</footer>",
}
UNSEEN = (
    "<h1>Help</h1><p style='display:none'>NEWS</p>"
    "<div role='dialog' style='visibility:hidden'>NEWS</div>"
)
NEWS = {
    PageKind.ACKNOWLEDGED: "we have received your objection",
    PageKind.ALREADY_OBJECTED: "you have already objected",
    PageKind.UNAVAILABLE: "this form is not available in your country",
}


def test_pages_that_only_talk(site: Site) -> None:
    said = NEWS[PageKind.ACKNOWLEDGED]
    looked = {
        name: site.look(document(talk.replace("NEWS", said)))
        for name, talk in (TALK | {"plain": "<p>NEWS</p>"}).items()
    }
    for kind, news in NEWS.items():
        kinds = {name: reworded(page, {said: news}).kind for name, page in looked.items()}
        assert kinds == dict.fromkeys(TALK, PageKind.UNKNOWN) | {"plain": kind}
    assert site.look(document(UNSEEN.replace("NEWS", said))).kind is PageKind.UNKNOWN


def test_an_acknowledgement_from_another_host_is_none(site: Site) -> None:
    frame = '<h1>Help</h1><iframe src="ADDRESS" width="500" height="300"></iframe>'
    inner = document(f"<p>{THANKS}</p>")
    foreign, own = "https://other.test/", HOST + "in"
    page = document(frame.replace("ADDRESS", foreign))
    assert site.look(page, {foreign: inner}).kind is PageKind.UNKNOWN
    page = document(frame.replace("ADDRESS", own))
    assert site.look(page, {own: inner}).kind is PageKind.ACKNOWLEDGED


CODE = (
    "<h1>Check your email</h1><p>Enter the 6-digit code we sent you.</p>ALERT<form><label>Code"
    '<input id="c"></label><button>Confirm</button></form>'
)


def test_what_the_page_says_of_the_code(site: Site) -> None:
    looked = site.look(document(CODE.replace("ALERT", '<div role="alert">SAID</div>')))
    problems = {
        "That code is incorrect. Try again.": "wrong",
        "This code has expired.": "expired",
        "Your session has expired.": "expired",
    }
    for said, problem in problems.items():
        reading = reworded(looked, {"SAID": said})
        told = (reading.kind, reading.code_problem, reading.errors)
        assert told == (PageKind.CODE, problem, (said,))
    silent = site.look(document(CODE.replace("ALERT", "")))
    assert (silent.kind, silent.code_problem, silent.errors) == (PageKind.CODE, "", ())


EXPIRED = {
    "en": ("Your session has expired.", "This code has expired."),
    "el": ("Η συνεδρία έληξε.", "Ο κωδικός έχει λήξει."),
}


@pytest.mark.parametrize("box", [True, False])
def test_what_has_expired_where_more_than_a_code_is_asked_for(site: Site, box: bool) -> None:
    """It is the visit, unless the page names a code; so it is beside a form's other fields."""
    field = "<label>Code <input id=c autocomplete=one-time-code></label>" if box else ""
    form = (
        '<h1>Objection</h1><div role="alert">SAID</div>'
        "<form><label>E-mail <input id=e type=email></label>"
        f"<label>Your reasons <textarea id=w></textarea></label>{field}"
        "<button>Request code</button></form>"
    )
    looked = site.look(document(form))

    def problems(lang: str) -> list[str]:
        pages = (reworded(looked, {"SAID": said}, lang=lang) for said in EXPIRED[lang])
        return [page.code_problem for page in pages]

    assert unlike(["", "expired"], EXPIRED, problems) == {}


def test_what_stands_beside_the_code_s_box(site: Site) -> None:
    beside = CODE.replace("ALERT", "").replace("</label>", "</label><p class=err>BESIDE</p>")
    looked = site.look(document(beside))
    problems = {
        "That is not the right code.": "wrong",
        "Your code is no longer valid.": "expired",
        "If your code is no longer valid, ask for another.": "",
        "It has six digits.": "",
    }
    pages = {said: reworded(looked, {"BESIDE": said}) for said in problems}
    assert {said: page.code_problem for said, page in pages.items()} == problems
    assert {page.kind for page in pages.values()} == {PageKind.CODE}


def test_a_field_error_is_told(site: Site) -> None:
    bad = '<input id="mail" aria-invalid="true" aria-errormessage="e"><p id="e">Not an address.</p>'
    reading = site.look(form(EMAIL.replace('<input id="mail">', bad), WHY))
    assert reading.kind is PageKind.FORM
    assert reading.errors == ("Not an address.",)
    assert site.look(FORM).errors == ()


COOKIES = (
    '<div role="dialog" aria-modal="true" aria-label="Cookies"><p>We use cookies.</p>'
    "<button>Allow all cookies</button><button>Decline optional cookies</button></div>"
)


def test_a_cookie_choice_over_the_form(site: Site) -> None:
    reading = site.look(form(EMAIL, WHY, after=COOKIES))
    assert reading.cookie_choice
    assert reading.kind is PageKind.FORM
    assert not site.look(FORM).cookie_choice
    searched = COOKIES.replace("<button>", '<label>ASKED<input id="q"></label><button>', 1)
    page = site.look(FORM + searched)
    found = {"Search the partners": "found", "Your age": "missing"}
    said = {asked: reworded(page, {"ASKED": asked}) for asked in found}
    assert {asked: one.fields[Role.EMAIL].status for asked, one in said.items()} == found
    assert said["Search the partners"].cookie_choice


def test_texts_of_the_page_cannot_move_the_cursor(site: Site) -> None:
    nasty = "\x1b[2J\u202eAlert\u0007\u2066"
    head = f"<script>document.title = {nasty!r}.replace('\\\\x1b', '\\x1b')</script>"
    body = f'<div role="alert">{nasty}</div>' + CODE.replace("ALERT", "")
    reading = site.look(document(body, head))
    assert all(text.isprintable() for text in (*reading.errors, reading.title, str(reading.why)))
    assert reading.errors[0].endswith("Alert")


def test_labels_of_a_megabyte(site: Site) -> None:
    long = "<label>" + "Email address " * 80_000 + '<input id="mail"></label>'
    reading = site.look(form(long, WHY))
    control = reading.fields[Role.EMAIL].control
    assert control is not None and len(control.label) <= 300
