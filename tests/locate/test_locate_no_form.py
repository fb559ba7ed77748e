"""Pages of components and no form: what is the letter's, what is the site's own, what is told."""

from support.locate_site import TITLE, WHY, Site, document, ids, reworded

from optout.locate.roles import PageKind

EMAIL = '<div>Email address</div><input id="mail">'
SEND = '<div role="button" tabindex="0">Submit request</div>'
NEWS = '<div>Our newsletter</div><input id="news" type="email" placeholder="Email address">'


def test_an_address_below_the_letter_s_button_is_another_s(site: Site) -> None:
    own = {"email": "mail", "explanation": "why"}
    assert site.found(document(TITLE + EMAIL + WHY + SEND + NEWS)) == own
    assert site.found(document(TITLE + WHY + EMAIL + SEND + NEWS)) == own
    # Without a button between them, either may be the letter's.
    assert "email" not in site.found(document(TITLE + EMAIL + WHY + NEWS + SEND))


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
