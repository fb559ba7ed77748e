"""A form that shows what it asks once its country is chosen is one; a list alone makes none."""

import pytest
from support.locate_site import TITLE, Site, document

TEXT = "<p>You have the right to object to this use of your information. Choose your country.</p>"
LIST = (
    '<label>Country of residence<select required><option value="">Choose'
    "<option>France<option>Germany<option>Ireland<option>Italy</select></label>"
)


def page(*parts: str, title: str = TITLE, text: str = TEXT, after: str = "") -> str:
    """A page with a form of these parts alone."""
    return document(f"{title}{text}<form>{''.join(parts)}</form>{after}")


PAGES = {
    "the country alone": (page(LIST), "form"),
    "a search in the page's head": (
        page(LIST, title=f"<header><form role=search><input type=search></form></header>{TITLE}"),
        "form",
    ),
    "no country": (page("<p>Choose</p>"), "unknown"),
    "a choice that may be left": (page(LIST.replace(" required", "")), "unknown"),
    "no form": (document(TITLE + TEXT + LIST), "unknown"),
    "another field": (page(LIST, "<label>Telephone<input></label>"), "unknown"),
    "another choice": (page(LIST, "<label><input type=radio>A company</label>"), "unknown"),
    "a button": (page(LIST, "<button>Show prices</button>"), "unknown"),
    "no heading": (page(LIST, title=TITLE.replace("h1", "p")), "unknown"),
    "another heading": (page(LIST, title="<h1>Privacy in your country</h1>"), "unknown"),
    "another matter": (page(LIST, title="<h1>Object to a parking fine</h1>"), "unknown"),
    "no text": (page(LIST, text="<p>See what applies where you live.</p>"), "unknown"),
    "the page's foot": (
        document(f"{TITLE}{TEXT}<footer><form>{LIST}</form></footer>"),
        "unknown",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_form_that_begins_with_the_country(site: Site, name: str) -> None:
    html, kind = PAGES[name]
    assert str(site.look(html).kind) == kind
