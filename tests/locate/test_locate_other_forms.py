"""Under a heading that names another matter letter and e-mail are the person's to point at."""

from support.locate_site import COUNTRY, EMAIL, SEND, TITLE, WHY, Site, document, id_of

from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

NAME = '<label for="n">Name</label><input id="n">'
MESSAGE = '<label for="m">Message</label><textarea id="m"></textarea>'
TOLD = "<p>Our models learn from public posts. You may object whenever you like.</p>"
OURS_ALONE = (Role.EMAIL, Role.EXPLANATION)


def _page(heading: str, *parts: str, button: str = SEND, title: str = TITLE) -> str:
    fields = "".join(parts) or NAME + EMAIL + COUNTRY + MESSAGE
    return document(f"{title}{TOLD}{heading}<form>{fields}{button}</form>")


def _read(reading: Reading) -> tuple[PageKind, set[str]]:
    return reading.kind, {reading.fields[role].status for role in OURS_ALONE}


def test_of_two_forms_that_ask_why_neither_is_filled_in_unasked(site: Site) -> None:
    """Each has its own address, and one alone is the letter's."""
    first = f'<form><input type="email" aria-label="Email">{WHY.replace(" id=", " data-id=")}{SEND}'
    reading = site.look(document(f"{TITLE}{TOLD}{first}</form><form>{EMAIL}{WHY}{SEND}</form>"))
    assert _read(reading)[1] == {"ambiguous"}


def test_beside_ours_it_is_left_alone(site: Site) -> None:
    sales = f"<h2>Talk to our sales team</h2><form>{NAME}<input type=email name=b>{SEND}</form>"
    ours = f"<h2>Your details</h2><form>{EMAIL}{WHY}{SEND}</form>"
    for both in (sales + ours, ours + sales):
        reading = site.look(document(TITLE + TOLD + both))
        assert reading.kind is PageKind.FORM
        assert id_of(reading, Role.EMAIL) == "mail"
        assert id_of(reading, Role.EXPLANATION) == "why"


def test_a_heading_of_ours_below_it_speaks_for_ours(site: Site) -> None:
    ours = TITLE.replace("h1", "h2")
    reading = site.look(_page(ours, EMAIL, WHY, title="<h1>Customer survey</h1>"))
    assert _read(reading)[1] == {"found"}
