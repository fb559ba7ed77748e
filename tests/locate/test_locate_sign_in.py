"""Sign-in in steps, and addresses that stand alone: nothing is found to fill there."""

from support.locate_controls import field, page
from support.tables import unlike

from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, Option
from optout.page.reading import Reading

WHO = field("Email or phone", name="login")
MAIL = field("Email", type="email")
MORE = field("First name"), field("Last name"), field("City")
SECRET = field("", type="password")
LATER = SECRET._replace(why="not shown")
NEW = SECRET._replace(autocomplete="new-password")
NEXT, GO, LOG_IN, JOIN = (
    field(label, ControlKind.BUTTON) for label in ("Next", "Go", "Log in", "Create account")
)
JOINING = *MORE, WHO, NEW, NEW, JOIN
OBJECT = "Object to your information being used for AI at Meta"
FORGOT = Block("Forgotten password?", link=True)
REJECTED = Block("Your request was rejected.")


def of_another(*controls: Control) -> tuple[Control, ...]:
    """The controls of a second form."""
    return tuple(c._replace(form=1) for c in controls)


def told(reading: Reading) -> tuple[PageKind, str]:
    return reading.kind, reading.fields[Role.EMAIL].status


def test_signing_in() -> None:
    pages = {
        "a hidden password, to log in": page("en", "", WHO, LATER, LOG_IN),
        "a hidden password, below a heading": page("en", "Log in to continue", WHO, LATER, NEXT),
        "a link for who forgot it": page("en", "", WHO, NEXT, blocks=(FORGOT,)),
        "a heading alone": page("en", "Sign in", WHO, NEXT),
        "a button alone": page("en", "", MAIL, LOG_IN),
        "a password": page("en", "", WHO, SECRET, LOG_IN),
        "one declared as new": page("en", "", WHO, NEW, LOG_IN),
        "a button that says nothing": page("en", "", WHO, SECRET, GO),
        "beside joining": page("en", "", WHO, SECRET, LOG_IN, *of_another(*JOINING)),
        "below joining": page("en", "Join us", WHO, SECRET, LOG_IN),
        "a check of who one is": page("en", "Confirm it's you", NEXT),
        "another": page("en", "We noticed an unusual login attempt", NEXT),
    }
    assert unlike(PageKind.SIGN_IN, pages, lambda name: pages[name].kind) == {}
    assert {f.status for each in pages.values() for f in each.fields.values()} == {"missing"}


def test_pages_that_may_be_something_else() -> None:
    account, name = "Create your account", field("Name")
    pages = {
        "a hidden password": page("en", "", WHO, LATER, NEXT),
        "an account's first step": page("en", account, WHO, name, LATER),
        "nothing else": page("en", "", WHO, NEXT),
        "a new password": page("en", "", WHO, NEW, GO),
        "two passwords": page("en", "", WHO, SECRET, SECRET, GO),
        "a button that makes an account": page("en", "", WHO, SECRET, JOIN),
        "more is asked": page("en", "", *MORE, WHO, SECRET, GO),
        "much more is": page("en", "", *MORE, field("Telephone"), WHO, SECRET, LOG_IN),
        "a heading that makes an account": page("en", account, WHO, SECRET, GO),
    }
    assert unlike(PageKind.UNKNOWN, pages, lambda name: pages[name].kind) == {}
    assert "found" not in {each.fields[Role.EMAIL].status for each in pages.values()}


def test_a_lone_address_is_found_where_the_page_asks_for_more() -> None:
    go_on = field("Continue", ControlKind.BUTTON)
    assert told(page("en", "", MAIL, go_on))[1] == "ambiguous"
    assert told(page("en", "", MAIL, go_on, *of_another(*MORE)))[1] == "found"
    ours = page("en", OBJECT, MAIL, go_on, blocks=(FORGOT,))
    assert told(ours) == (PageKind.FORM, "found")
    foot = (c._replace(region="footer") for c in of_another(MAIL, go_on))
    assert told(page("en", "", *MORE, *foot))[1] != "found"


def test_what_a_page_says_beside_a_password_is_no_news() -> None:
    assert page("en", "", blocks=(REJECTED,)).kind is PageKind.REFUSED
    signs = page("en", "", WHO, SECRET, LOG_IN, blocks=(REJECTED,))
    assert signs.kind is PageKind.SIGN_IN
    assert page("en", "", *JOINING, blocks=(REJECTED,)).kind is PageKind.UNKNOWN


def test_an_address_or_a_number_to_sign_in_with() -> None:
    dials = tuple(Option(code, code) for code in ("+33", "+49", "+353"))
    prefix = field("Country code", ControlKind.SELECT, options=dials, total=3)
    who = prefix, field("Mobile number", type="tel"), MAIL, NEXT
    assert page("en", "Sign in", *who).kind is PageKind.SIGN_IN
    assert told(page("en", "Contact us", *who)) == (PageKind.UNKNOWN, "found")


def test_a_sign_in_that_asks_for_a_little_more() -> None:
    little = MAIL, field("Country of birth"), field("Voucher"), NEXT
    assert told(page("en", "Sign in", *little))[1] == "ambiguous"
    assert told(page("en", "Contact us", *little))[1] == "found"
    assert told(page("en", "Sign in, or order as a guest", *little, *MORE))[1] == "found"
