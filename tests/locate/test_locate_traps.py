"""What must never be filled; each trap has a twin that differs in that alone and is filled."""

import pytest
from support.locate_site import COUNTRY, EMAIL, FORM, TITLE, WHOLE, WHY, Site, document, form

from optout.locate.roles import PageKind, Role

HONEYPOTS = {
    "display": 'style="display:none"',
    "visibility": 'style="visibility:hidden"',
    "off-screen": 'style="position:absolute;left:-5000px"',
    "off-screen above": 'style="position:absolute;top:-500px"',
    "zero-size": 'style="width:0;height:0;padding:0;border:0"',
    "transparent": 'style="opacity:0"',
    "nearly transparent": 'style="opacity:0.01"',
    "clipped": 'style="position:absolute;clip:rect(0,0,0,0)"',
    "clip-path": 'style="clip-path:inset(50%)"',
    "clip-path from one side": 'style="clip-path:inset(0 100% 0 0)"',
    "clip-path from two sides": 'style="clip-path:inset(60% 0 40%)"',
    "an empty shape": 'style="clip-path:ellipse(0 50%)"',
    "filtered": 'style="filter:opacity(0)"',
    "hardly filtered in": 'style="filter:blur(0px) opacity(4%)"',
    "scaled": 'style="transform:scale(0)"',
    "aria-hidden": 'aria-hidden="true"',
    "inert": "inert",
    "disabled": "disabled",
    "read-only": "readonly",
}


@pytest.mark.parametrize("hiding", HONEYPOTS.values(), ids=HONEYPOTS)
def test_honeypots(site: Site, hiding: str) -> None:
    trap = f'<label for="bait">Email address</label><input id="bait" {hiding}>'
    assert site.found(form(COUNTRY, trap, EMAIL, WHY)) == WHOLE
    assert site.found(form(COUNTRY, trap, WHY)).get("email") is None
    twin = trap.replace(hiding, "")
    assert site.found(form(COUNTRY, twin, WHY))["email"] == "bait"


@pytest.mark.parametrize(
    "style",
    ["clip-path:inset(5% 10% 5% 5%)", "clip-path:inset(10px 0 0 0)", "filter:opacity(0.9)"],
)
def test_what_is_only_drawn_otherwise_is_no_bait(site: Site, style: str) -> None:
    drawn = EMAIL.replace("<input", f'<input style="{style}"')
    assert site.found(form(COUNTRY, drawn, WHY)) == WHOLE


@pytest.mark.parametrize("name", ["sneaky_email", "emailHoneypot", "email-honey-pot", "botTrap"])
def test_a_name_that_tells_bait(site: Site, name: str) -> None:
    trap = f'<label>Email address <input id="x" name="{name}"></label>'
    assert site.found(form(COUNTRY, trap, EMAIL, WHY)) == WHOLE
    assert site.found(form(COUNTRY, trap, WHY)).get("email") is None
    twin = trap.replace(name, "email")
    assert site.found(form(COUNTRY, twin, WHY))["email"] == "x"


@pytest.mark.parametrize("wrap", ["opacity:0", "height:0;overflow:hidden", "display:none"])
def test_honeypots_in_a_hidden_wrapper(site: Site, wrap: str) -> None:
    trap = '<div style="WRAP"><label for="s">Email address</label><input id="s"></div>'
    assert site.found(form(COUNTRY, trap.replace("WRAP", wrap), EMAIL, WHY)) == WHOLE
    assert site.found(form(trap.replace("WRAP", ""), WHY))["email"] == "s"


NOT_EMAIL = {
    "search": '<input id="x" type="search" aria-label="Email">',
    "search form": '<div role="search"><input id="x" aria-label="Email"></div>',
    "friend": '<label>Your friend\'s email<input id="x"></label>',
    "phone": '<label>Email<input id="x" type="tel"></label>',
    "code": '<label>Email verification code<input id="x"></label>',
    "number": '<label>Email<input id="x" type="number"></label>',
}


@pytest.mark.parametrize("field", NOT_EMAIL.values(), ids=NOT_EMAIL)
def test_not_the_email(site: Site, field: str) -> None:
    assert site.found(form(COUNTRY, field, WHY)).get("email") is None
    assert site.found(form(COUNTRY, field, EMAIL, WHY))["email"] == "mail"


def test_a_newsletter_form_beside_the_form(site: Site) -> None:
    news = (
        '<footer><form><p>Subscribe to our newsletter</p><input id="news" type="email" '
        'placeholder="Your email"><button>Subscribe</button></form></footer>'
    )
    assert site.found(form(COUNTRY, EMAIL, WHY, after=news)) == WHOLE
    assert site.found(document(news)) == {}


def test_a_contact_form_that_offers_a_newsletter_keeps_its_email(site: Site) -> None:
    tick = '<label><input type="checkbox">Subscribe to our newsletter</label>'
    assert site.found(form(COUNTRY, EMAIL, WHY, tick)) == WHOLE


OTHER_COUNTRIES = {
    "nationality": "Nationality",
    "citizenship": "Country of citizenship",
    "birth": "Country of birth",
    "dial": "Phone country code",
}
EUROPE = "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain"


@pytest.mark.parametrize("label", OTHER_COUNTRIES.values(), ids=OTHER_COUNTRIES)
def test_not_the_country_of_residence(site: Site, label: str) -> None:
    other = f'<label>{label}<select id="x">{EUROPE}</select></label>'
    assert site.found(form(other, EMAIL, WHY)).get("country") is None
    assert site.found(form(other, COUNTRY, EMAIL, WHY)) == WHOLE


def test_a_list_of_dialling_codes(site: Site) -> None:
    dial = "".join(f"<option>France (+{n})" for n in range(30, 60))
    page = form(f'<label>Country<select id="x">{dial}</select></label>', EMAIL, WHY)
    assert site.found(page).get("country") is None


def test_two_countries_alike_are_not_certain(site: Site) -> None:
    again = COUNTRY.replace('"land"', '"land2"')
    assert site.look(form(COUNTRY, again, EMAIL, WHY)).fields[Role.COUNTRY].status == "ambiguous"
    assert site.look(FORM).fields[Role.COUNTRY].status == "found"


def test_a_country_switch_in_the_footer(site: Site) -> None:
    switch = f'<footer><label>Country<select id="x">{EUROPE}</select></label></footer>'
    assert site.found(form(EMAIL, WHY, after=switch)).get("country") is None
    assert site.found(form(COUNTRY, EMAIL, WHY, after=switch)) == WHOLE


PASSWORD = '<input type="password" id="pass">'


@pytest.mark.parametrize("style", ["", 'style="display:none"'], ids=["shown", "hidden"])
def test_a_form_that_holds_a_password(site: Site, style: str) -> None:
    reading = site.look(form(EMAIL, WHY, PASSWORD.replace(">", f" {style}>")))
    assert {f.status for f in reading.fields.values()} == {"missing"}


def test_a_dialog_that_holds_a_password(site: Site) -> None:
    dialog = f'<div role="dialog" aria-modal="true"><form>{EMAIL}{WHY}</form>PASS</div>'
    assert site.found(document(TITLE + dialog.replace("PASS", PASSWORD))) == {}
    assert site.found(document(TITLE + dialog.replace("PASS", "")))["email"] == "mail"


def test_a_sign_in_bar_above_the_form(site: Site) -> None:
    user = '<input id="user" aria-label="Email or phone">'
    bar = f"<form>{user}{PASSWORD}<button>Log in</button></form>"
    reading = site.look(form(COUNTRY, EMAIL, WHY, before=bar + TITLE))
    assert reading.kind is PageKind.FORM
    for role in (Role.EMAIL, Role.COUNTRY, Role.EXPLANATION):
        assert reading.fields[role].status == "ambiguous"
        assert [c.id for c in reading.fields[role].candidates] == [WHOLE[role.value]]


SIGN_IN = {
    "password": f"<h1>Log in</h1><form>{EMAIL}{PASSWORD}<button>Log in</button></form>",
    "first step": f"<h1>Sign in</h1><form>{EMAIL}<button>Next</button></form>",
    "button": f"<form>{EMAIL}<button>Log in</button></form>",
    "no form": f"<h1>Log in to continue</h1><div>{EMAIL}{PASSWORD}</div><button>Log in</button>",
}


@pytest.mark.parametrize("body", SIGN_IN.values(), ids=SIGN_IN)
def test_nothing_is_found_on_sign_in_pages(site: Site, body: str) -> None:
    reading = site.look(document(body))
    assert reading.kind is PageKind.SIGN_IN
    assert {f.status for f in reading.fields.values()} == {"missing"}


def test_an_optional_box_beside_a_required_one(site: Site) -> None:
    more = '<label for="more">Anything else (optional)</label><textarea id="more"></textarea>'
    assert site.found(form(COUNTRY, EMAIL, WHY, more)) == WHOLE
    assert site.found(form(COUNTRY, EMAIL, more, WHY)) == WHOLE


def test_the_only_box_though_it_is_optional(site: Site) -> None:
    only = (
        '<label for="only">Additional information (optional)</label><textarea id="only"></textarea>'
    )
    assert site.found(form(EMAIL, only))["explanation"] == "only"


def test_two_required_boxes_alike_are_not_certain(site: Site) -> None:
    again = WHY.replace('"why"', '"why2"')
    reading = site.look(form(COUNTRY, EMAIL, WHY, again))
    assert reading.fields[Role.EXPLANATION].status == "ambiguous"
    assert len(reading.fields[Role.EXPLANATION].candidates) == 2


def test_a_contact_form_is_no_objection(site: Site) -> None:
    page = '<h1>Contact us</h1><form><label>Name<input id="n"></label>EMAIL<label>Message'
    page += '<textarea id="m" required></textarea></label><button>Send</button></form>'
    page = page.replace("EMAIL", EMAIL)
    small = "<p>You may object to the use of your personal data at any time.</p>"
    assert site.found(document(page)) == {"name": "n", "email": "mail"}
    assert site.found(document(page + small)) == {"name": "n", "email": "mail"}
    assert site.found(document(page.replace("Contact us", "Object to AI")))["explanation"] == "m"


def test_the_email_again_goes_with_the_email(site: Site) -> None:
    again = '<label for="two">Confirm email address</label><input id="two">'
    assert site.found(form(COUNTRY, EMAIL, again, WHY)) == {**WHOLE, "email_again": "two"}
    locked = EMAIL.replace("<input", "<input readonly")
    assert "email_again" not in site.found(form(COUNTRY, locked, again, WHY))
    alike = EMAIL.replace('"mail"', '"mail2"')
    found = site.found(form(COUNTRY, EMAIL, alike, again, WHY))
    assert "email" not in found and "email_again" not in found


OTHER_CODES = ["Postal code", "Promo code", "Security code (CVV)", "Country code", "Captcha code"]


@pytest.mark.parametrize("label", OTHER_CODES)
def test_codes_that_are_none(site: Site, label: str) -> None:
    page = '<h1>TITLE</h1><form><label>LABEL<input id="c" maxlength="6"></label><button>OK'
    page = document(page.replace("TITLE", "We sent you a code"))
    assert site.found(page.replace("LABEL", label)) == {}
    assert site.found(page.replace("LABEL", "Code")) == {"code": "c"}


def test_a_lone_email_box_on_any_page(site: Site) -> None:
    lone = f"<h1>TITLE</h1><form>{EMAIL}<button>Continue</button></form>"
    reading = site.look(document(lone.replace("TITLE", "Track your parcel")))
    assert reading.fields[Role.EMAIL].status == "ambiguous"
    assert site.found(document(lone.replace("TITLE", "Object to AI at Meta"))) == {"email": "mail"}


def test_what_a_field_holds_is_not_shown_with_it(site: Site) -> None:
    page = form(COUNTRY, EMAIL.replace("<input", '<input value="me@example.org"'), WHY)
    field = site.look(page).fields[Role.EMAIL]
    assert field.status == "found" and field.control is not None
    assert field.control.value == "me@example.org"
    assert "me@example.org" not in repr(field)


def test_an_address_whose_domain_is_chosen_beside_it(site: Site) -> None:
    lists = "<select id='at'><option>ONE<option>TWO</select>"
    places = lists.replace("ONE", "@mail.example").replace("TWO", "post.example.org")
    kinds = lists.replace("ONE", "At home").replace("TWO", "At work")
    for field in (EMAIL, EMAIL.replace("<input", '<input type="email"')):
        assert site.found(form(COUNTRY, field, places, WHY)).get("email") is None
        assert site.found(form(COUNTRY, field, kinds, WHY))["email"] == "mail"


def test_an_address_in_two_boxes_with_a_sign_between_them(site: Site) -> None:
    for sign, found in (("@", None), ("＠", None), ("or", "mail"), ("@example.org or", "mail")):
        second = f"{sign} <input id=second size=9>"
        assert site.found(form(COUNTRY, EMAIL, second, WHY)).get("email") == found
    whole = EMAIL.replace("<input", '<input type="email"')
    page = form(COUNTRY, whole, "<p>@ <input placeholder='Your name there'></p>", WHY)
    assert site.found(page)["email"] == "mail"


@pytest.mark.parametrize("name", ["g-recaptcha-response", "h-captcha-response", "recaptcha"])
def test_the_box_of_a_captcha(site: Site, name: str) -> None:
    assert site.found(form(COUNTRY, EMAIL, f'<textarea id="x" name="{name}"></textarea>')) == {
        "email": "mail",
        "country": "land",
    }
    assert site.found(form(COUNTRY, EMAIL, '<textarea id="x"></textarea>'))["explanation"] == "x"


@pytest.mark.parametrize(
    "label",
    ["Code: 4 + 7", "Kontrolcode: 9 × 2 =", "Code de contrôle : 12 - 5 = ?", "Code: vad blir 4*2?"],
)
def test_a_sum_is_no_code_that_was_mailed(site: Site, label: str) -> None:
    page = "<p>We sent a code to your e-mail.</p><form><label>LABEL<input id='x'></label></form>"
    assert site.found(document(page.replace("LABEL", label))).get("code") is None
    for plain in ("Code (6 digits)", "Code, valid for 10-15 minutes", "Code of 4 - 8 digits"):
        assert site.found(document(page.replace("LABEL", plain)))["code"] == "x"


HOW_MUCH = {
    "da": ("Hvordan påvirker det dig?", "Skriv ikke mere end tre linjer"),
    "en": ("How does this affect you?", "Please don't type anything longer than three lines"),
    "es": ("¿Cómo le afecta?", "No escriba más de 900 caracteres"),
    "fr": ("En quoi cela vous concerne-t-il ?", "N’écrivez pas plus de trois lignes"),
    "it": ("Che effetto ha su di te?", "Non scrivere più di 900 caratteri"),
    "nb": ("Hvordan påvirker det deg?", "Ikke skriv mer enn tre linjer"),
    "sv": ("Hur påverkar det dig?", "Skriv inte mer än tre rader"),
}


@pytest.mark.parametrize("lang", HOW_MUCH)
@pytest.mark.parametrize("tied", [True, False], ids=["label", "before"])
def test_how_much_may_be_written_is_no_order_to_write_nothing(
    site: Site, lang: str, tied: bool
) -> None:
    question, most = HOW_MUCH[lang]
    box = "<textarea id='why'></textarea>"
    says = (
        f"<label>{question} {most}.{box}</label>"
        if tied
        else f"<p>{question}</p><p>{most}</p>{box}"
    )
    page = form(COUNTRY, EMAIL, says).replace('lang="en"', f'lang="{lang}"')
    assert site.found(page).get("explanation") == "why"


def test_an_order_to_write_nothing_beside_how_much_may_be_written_is_one(site: Site) -> None:
    bait = "<label>{} At most 20 characters.<input id='bait' name='email'></label>"
    assert site.found(form(COUNTRY, bait.format("Email. Don't fill this in."), WHY)) == {
        "country": "land",
        "explanation": "why",
    }
    assert site.found(form(COUNTRY, bait.format("Email."), WHY))["email"] == "bait"
