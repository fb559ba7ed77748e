"""Under a heading that names another matter letter and e-mail are the person's to point at."""

from corpus.words import words
from support.locate_controls import field, page
from support.locate_site import COUNTRY, EMAIL, SEND, TITLE, WHY, Site, document, id_of, reworded
from support.tables import by_language, unlike

from optout.locate.roles import PageKind, Role
from optout.locate.snapshot import Block
from optout.page.reading import Reading

NAME = '<label for="n">Name</label><input id="n">'
MESSAGE = '<label for="m">Message</label><textarea id="m"></textarea>'
TOLD = "<p>Our models learn from public posts. You may object whenever you like.</p>"
OURS_ALONE = (Role.EMAIL, Role.EXPLANATION)


def _page(heading: str, *parts: str, button: str = SEND, title: str = TITLE) -> str:
    fields = "".join(parts) or NAME + EMAIL + COUNTRY + MESSAGE
    return document(f"{title}{TOLD}{heading}<form>{fields}{button}</form>")


OTHERS = (
    "Talk to our sales team",
    "Technical support",
    "Leave a comment",
    "Give us feedback",
    "Subscribe to our newsletter",
)
OURS = (
    "Some things about you",
    "Contact information",
    "Submit your request",
    "Object here",
    "Order our brochure",  # not understood
)
FILLED, ASKED = (PageKind.FORM, {"found"}), (PageKind.UNKNOWN, {"ambiguous"})


def _read(reading: Reading) -> tuple[PageKind, set[str]]:
    return reading.kind, {reading.fields[role].status for role in OURS_ALONE}


def test_under_a_heading_of_another_matter_it_is_asked_about(site: Site) -> None:
    looked = site.look(_page("<h2>HEADING</h2>"))
    pages = {heading: reworded(looked, {"HEADING": heading}) for heading in (*OTHERS, *OURS)}
    assert unlike(ASKED, OTHERS, lambda heading: _read(pages[heading])) == {}
    assert unlike(FILLED, OURS, lambda heading: _read(pages[heading])) == {}
    assert "another matter" in pages[OTHERS[0]].fields[Role.EXPLANATION].how
    deeper = "<h2>Technical support</h2><h3>Contact information</h3>"
    assert _read(site.look(_page(deeper))) == ASKED
    done = "<h2>Technical support</h2><p>Not here.</p><h2>Your details</h2>"
    assert _read(site.look(_page(done))) == _read(site.look(_page(""))) == FILLED


def test_of_two_forms_that_ask_why_neither_is_filled_in_unasked(site: Site) -> None:
    """Each has its own address, and one alone is the letter's."""
    first = f'<form><input type="email" aria-label="Email">{WHY.replace(" id=", " data-id=")}{SEND}'
    reading = site.look(document(f"{TITLE}{TOLD}{first}</form><form>{EMAIL}{WHY}{SEND}</form>"))
    assert _read(reading)[1] == {"ambiguous"}


def test_its_button_tells_as_well(site: Site) -> None:
    reading = site.look(_page("", EMAIL, WHY, button="<button>Subscribe</button>"))
    assert _read(reading)[1] == {"ambiguous"}


def test_beside_ours_it_is_left_alone(site: Site) -> None:
    sales = f"<h2>Talk to our sales team</h2><form>{NAME}<input type=email name=b>{SEND}</form>"
    ours = f"<h2>Your details</h2><form>{EMAIL}{WHY}{SEND}</form>"
    for both in (sales + ours, ours + sales):
        reading = site.look(document(TITLE + TOLD + both))
        assert reading.kind is PageKind.FORM
        assert id_of(reading, Role.EMAIL) == "mail"
        assert id_of(reading, Role.EXPLANATION) == "why"


def test_a_title_of_another_matter_speaks_for_the_page(site: Site) -> None:
    looked = site.look(_page("", EMAIL, WHY, title="<h1>HEADING</h1>"))
    for title in (
        "Sign our petition",
        "Customer survey",
        "Comments",
        "Object to the use of your data for adverts",
    ):
        assert _read(reworded(looked, {"HEADING": title})) == ASKED, title


def test_a_heading_of_ours_below_it_speaks_for_ours(site: Site) -> None:
    ours = TITLE.replace("h1", "h2")
    reading = site.look(_page(ours, EMAIL, WHY, title="<h1>Customer survey</h1>"))
    assert _read(reading)[1] == {"found"}


def _email(lang: str, heading: str) -> str:
    """The status of an address under a heading, on a page about an objection to AI."""
    box = field("E-mail", type="email", source="label", above=heading, before=(heading,))
    over = "GDPR, Art. 21: AI opt-out, object"
    return page(lang, over, box, blocks=(Block(heading, heading=2),)).fields[Role.EMAIL].status


HEADINGS = by_language("headings")


def test_in_each_language() -> None:
    def read(lang: str) -> list[str]:
        comment, news = words(lang).label["comment"][0], words(lang).say["newsletter"][0]
        part, other = HEADINGS[lang]["part"], HEADINGS[lang]["other"]
        return [_email(lang, heading) for heading in (part, other, comment, news)]

    rows = [lang for lang, each in HEADINGS.items() if "part" in each]
    assert unlike(["found", *["ambiguous"] * 3], rows, read) == {}
