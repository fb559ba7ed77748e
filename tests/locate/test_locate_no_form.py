"""Pages of components and no form: what is the letter's, what is the site's own, what is told."""

import pytest
from support.locate_site import TITLE, WHY, Site, document, ids, reworded

from optout.locate.roles import PageKind, Role

EMAIL = '<div>Email address</div><input id="mail">'
OPTIONS = "<option value=''>Choose<option>France<option>Germany<option>Ireland<option>Italy"
COUNTRY = f'<div>Country of residence</div><select id="land">{OPTIONS}</select>'
SEND = '<div role="button" tabindex="0">Submit request</div>'
NEWS = '<div>Our newsletter</div><input id="news" type="email" placeholder="Email address">'
CHAT = '<div>Chat</div><input id="chat" placeholder="Your name">'
SHOP = f'<div>Country/region</div><select id="shop">{OPTIONS}</select>'


def test_an_address_below_the_letter_s_button_is_another_s(site: Site) -> None:
    own = {"email": "mail", "explanation": "why"}
    assert site.found(document(TITLE + EMAIL + WHY + SEND + NEWS)) == own
    assert site.found(document(TITLE + WHY + EMAIL + SEND + NEWS)) == own
    # Without a button between them, either may be the letter's.
    assert "email" not in site.found(document(TITLE + EMAIL + WHY + NEWS + SEND))


def test_a_button_that_does_not_send_the_letter(site: Site) -> None:
    other = SEND.replace("Submit request", "Send code")
    looked = site.look(document(TITLE + EMAIL + WHY + other + NEWS + SEND))
    for page in (looked, reworded(looked, {"Send code": "Send feedback"})):
        assert "email" not in ids(page)


@pytest.mark.parametrize(("part", "role"), [(CHAT, Role.NAME), (SHOP, Role.COUNTRY)])
def test_what_is_asked_below_the_letter_s_button_alone(site: Site, part: str, role: Role) -> None:
    after = site.look(document(TITLE + EMAIL + WHY + SEND + part)).fields[role]
    assert (after.status, after.how.split(";")[0]) == (
        "ambiguous",
        "too little: a button parts it from the letter",
    )
    assert site.look(document(TITLE + EMAIL + part + WHY + SEND)).fields[role].status == "found"
    # A button that goes on is of an earlier part of the same form.
    next_part = SEND.replace("Submit request", "Next")
    page = document(TITLE + EMAIL + WHY + next_part + part + SEND)
    assert site.look(page).fields[role].status == "found"


CONTACT = """<div>Full name</div><input id="name"><div>Email address</div><input id="other">
<div>Message</div><textarea id="message"></textarea>"""


def test_another_form_above_the_letter_s(site: Site) -> None:
    own = {"email": "mail", "explanation": "why"}
    assert site.found(document(TITLE + CONTACT + SEND + EMAIL + WHY + SEND)) == own
    # An earlier step of the same form, or what mails a code, does not part them.
    before = TITLE + EMAIL + SEND.replace("Submit request", "BUTTON")
    looked = site.look(document(before + WHY + SEND))
    found = {"Submit request": {"explanation": "why"}, "Next": own, "Send code": own}
    assert {button: ids(reworded(looked, {"BUTTON": button})) for button in found} == found


def test_a_box_for_opinions_above_the_letter_s_form(site: Site) -> None:
    opinion = "<div>How can we improve this page?</div><textarea></textarea><button>OK</button>"
    reading = site.look(document(TITLE + opinion + EMAIL + WHY + SEND))
    assert reading.kind is PageKind.FORM
    assert ids(reading) == {"email": "mail", "explanation": "why"}


def test_a_country_above_the_page_s_title_is_the_shop_s(site: Site) -> None:
    rest = EMAIL + WHY + SEND
    above = site.look(document(SHOP + TITLE + rest)).fields[Role.COUNTRY]
    assert (above.status, above.control) == ("ambiguous", None)
    assert site.found(document(TITLE + SHOP + rest))["country"] == "shop"
    assert site.found(document(SHOP + TITLE + COUNTRY + rest))["country"] == "land"
    # A card's title may stand over a later part of the form.
    part = TITLE.replace("h1", "h2")
    assert site.found(document(TITLE + SHOP + part + rest))["country"] == "shop"


def test_a_country_of_one_of_two_sections(site: Site) -> None:
    def sections(*second: str) -> str:
        mine = "<h2>Your details</h2>" + EMAIL
        parts = [mine, "<h2>Data subject details</h2>" + "".join(second)]
        return document(TITLE + "".join(f"<div>{part}</div>" for part in parts) + WHY + SEND)

    other = '<div>Email address</div><input id="other">'
    assert not {"country", "email"} & site.found(sections(other, COUNTRY)).keys()
    assert site.found(sections(COUNTRY))["country"] == "land"


HINT = "We'll send a verification code to this address."
ASKED = (
    f'<div>Email address</div><div>{HINT}</div><input id="mail">',
    f'<label>Email address<div>{HINT}</div><input id="mail"></label>',
)


def test_an_address_that_a_code_will_go_to_takes_no_code(site: Site) -> None:
    for asked in ASKED:
        assert "code" not in site.found(document(TITLE + asked + WHY + SEND)), asked
    # Where the address is asked for, or shown, beside it, such words are a code's.
    box = '<div>Email address</div><div>Enter the code we sent there.</div><input id="code">'
    for given in (EMAIL, EMAIL.replace("<input", '<input readonly value="me@mail.test"')):
        assert site.found(document(TITLE + given + box + WHY + SEND))["code"] == "code"
    label = '<label>Code that we sent to your email <input id="code"></label>'
    assert site.found(document(TITLE + EMAIL + label + WHY + SEND))["code"] == "code"
    assert site.found(document(f"<h1>Check your email</h1>{label}"))["code"] == "code"


def test_a_hint_s_button_sends_nothing(site: Site) -> None:
    told = "We only use it to send you our answer."
    hint = f'<button aria-label="{told}">?</button>'
    looked = site.look(document(TITLE + EMAIL + hint + WHY + SEND))
    assert ids(looked)["email"] == "mail"
    assert "email" not in ids(reworded(looked, {told: "Send"}))
