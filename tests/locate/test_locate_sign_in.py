"""Sign-in in steps, and addresses that stand alone: nothing is found to fill there."""

import pytest
from support.locate_site import TITLE, Site, document

from optout.locate.roles import PageKind, Role

WHO = '<label>Email or phone<input name="login"></label>'
LATER = '<input type="password" style="display:none">'
LOG_IN = "<button>Log in</button>"


@pytest.mark.parametrize(
    "body",
    [
        f"<form>{WHO}{LATER}{LOG_IN}</form>",
        f"<h1>Log in to continue</h1><form>{WHO}{LATER}<button>Next</button></form>",
        f"<form>{WHO}<button>Next</button></form><a href='#'>Forgotten password?</a>",
        f"<h1>Sign in</h1><form>{WHO}<button>Next</button></form>",
    ],
)
def test_the_password_comes_later(site: Site, body: str) -> None:
    reading = site.look(document(body))
    assert reading.kind is PageKind.SIGN_IN, reading.why
    assert all(field.status == "missing" for field in reading.fields.values())


@pytest.mark.parametrize(
    "body",
    [
        f"<form>{WHO}{LATER}<button>Next</button></form>",
        f"<h1>Create your account</h1><form>{WHO}<label>Name<input></label>{LATER}</form>",
        f"<form>{WHO}<button>Next</button></form>",
    ],
)
def test_pages_that_may_be_something_else(site: Site, body: str) -> None:
    reading = site.look(document(body))
    assert reading.kind is PageKind.UNKNOWN
    assert reading.fields[Role.EMAIL].status != "found"


def test_an_objection_beside_a_link_to_sign_in(site: Site) -> None:
    body = '<form><label>Email<input type="email"></label><button>Submit</button></form>'
    reading = site.look(document(f"{TITLE}{body}<a href='#'>Forgotten password?</a>"))
    assert reading.kind is PageKind.FORM
    assert reading.fields[Role.EMAIL].status == "found"


MAIL = '<form><label>Email address<input type="email"></label><button>Continue</button></form>'
MORE = "<label>First name<input></label><label>Last name<input></label><label>City<input></label>"


def test_a_lone_address_is_found_where_the_page_asks_for_more(site: Site) -> None:
    assert site.look(document(MAIL)).fields[Role.EMAIL].status == "ambiguous"
    shop = document(f"{MAIL}<form>{MORE}</form>")
    assert site.look(shop).fields[Role.EMAIL].status == "found"
    footer = document(f"<form>{MORE}</form><footer>{MAIL}</footer>")
    assert site.look(footer).fields[Role.EMAIL].status != "found"


NEW = '<input type="password" autocomplete="new-password">'
SECRET = '<input type="password">'
JOINING = "<button>Create account</button>"
SIGNING_IN = [
    f"<form>{WHO}{SECRET}{LOG_IN}</form>",
    f"<form>{WHO}{NEW}{LOG_IN}</form>",
    f"<form>{WHO}{SECRET}<button>Go</button></form>",
    f"<form>{WHO}{SECRET}{LOG_IN}</form><form>{MORE}{WHO}{NEW}{NEW}{JOINING}</form>",
    f"<h1>Join us</h1><form>{WHO}{SECRET}{LOG_IN}</form>",
]
MAKING_AN_ACCOUNT = [
    f"<form>{WHO}{NEW}<button>Go</button></form>",
    f"<form>{WHO}{SECRET}{SECRET}<button>Go</button></form>",
    f"<form>{WHO}{SECRET}{JOINING}</form>",
    f"<form>{MORE}{WHO}{SECRET}<button>Go</button></form>",
    f"<h1>Create your account</h1><form>{WHO}{SECRET}<button>Go</button></form>",
]


@pytest.mark.parametrize("body", SIGNING_IN)
def test_signing_in(site: Site, body: str) -> None:
    reading = site.look(document(body))
    assert reading.kind is PageKind.SIGN_IN, reading.why
    assert all(field.status == "missing" for field in reading.fields.values())


@pytest.mark.parametrize("body", MAKING_AN_ACCOUNT)
def test_making_an_account_is_not_signing_in(site: Site, body: str) -> None:
    reading = site.look(document(body))
    assert reading.kind is PageKind.UNKNOWN, reading.why
    assert reading.fields[Role.EMAIL].status != "found"


def test_what_a_page_says_beside_a_password_is_no_news(site: Site) -> None:
    said = "<p>Your request was rejected.</p>"
    assert site.look(document(said)).kind is PageKind.REFUSED
    assert site.look(document(f"{said}<form>{WHO}{SECRET}{LOG_IN}</form>")).kind is PageKind.SIGN_IN
    beside = document(f"{said}<form>{MORE}{WHO}{NEW}{NEW}{JOINING}</form>")
    assert site.look(beside).kind is PageKind.UNKNOWN


PHONE = '<label>Mobile number<input type="tel"></label>'
PREFIX = "<label>Country code<select><option>+33<option>+49<option>+353</select></label>"


def test_an_address_or_a_number_to_sign_in_with(site: Site) -> None:
    who = (
        f"<form>{PREFIX}{PHONE}<label>Email<input type='email'></label><button>Next</button></form>"
    )
    reading = site.look(document(f"<h1>Sign in</h1>{who}"))
    assert reading.kind is PageKind.SIGN_IN
    reading = site.look(document(f"<h1>Contact us</h1>{who}"))
    assert reading.kind is PageKind.UNKNOWN
    assert reading.fields[Role.EMAIL].status == "found"


def test_a_sign_in_that_asks_for_a_little_more(site: Site) -> None:
    little = "<label>Country of birth<input></label><label>Voucher<input></label>"
    mail = "<label>Email<input type='email'></label>"
    page = document(f"<h1>HEAD</h1><form>{mail}{little}<button>Next</button></form>")
    assert site.look(page.replace("HEAD", "Sign in")).fields[Role.EMAIL].status == "ambiguous"
    assert site.look(page.replace("HEAD", "Contact us")).fields[Role.EMAIL].status == "found"
    much = page.replace(little, f"{little}{MORE}").replace("HEAD", "Sign in, or order as a guest")
    assert site.look(much).fields[Role.EMAIL].status == "found"


def test_a_checkpoint_is_no_sign_in(site: Site) -> None:
    page = "<h1>Sign in: WORDS</h1><form><label>Email<input type='email'></label></form>"
    ask = site.look(document(page.replace("WORDS", "confirm that it is you")))
    assert ask.kind is PageKind.CHECKPOINT
    assert site.look(document(page.replace("WORDS", "go on"))).kind is PageKind.SIGN_IN
