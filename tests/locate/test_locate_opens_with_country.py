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


ASKED = "<h2 id='q'>Which country do you live in?</h2><select aria-labelledby='q'>OPTIONS</select>"
NAMED = ASKED.replace("Which country do you live in?", "Land")
OPTIONS = "<option>France<option>Germany<option>Ireland<option>Italy"
OK = "<button type=button>OK</button>"
STEPS = {
    "one question": (ASKED + OK, "form"),
    "a heading for a question": (NAMED + OK, "form"),
    "no question": (NAMED.replace("h2", "p") + OK, "unknown"),
    "where a thing is to go": (ASKED.replace("you live in", "we deliver to", 1) + OK, "unknown"),
    "no button that moves on": (ASKED + OK.replace("OK", "Show what is on offer"), "unknown"),
    "another field": (f"{ASKED}<label>Telephone<input></label>{OK}", "unknown"),
    "the page's foot": (f"<footer>{ASKED}{OK}</footer>", "unknown"),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_asks_for_the_country_alone(site: Site, name: str) -> None:
    body, kind = STEPS[name]
    reading = site.look(document(TITLE + TEXT + body.replace("OPTIONS", OPTIONS)))
    assert str(reading.kind) == kind
    plain = document(f"<h1>Where we are</h1>{TEXT}{body.replace('OPTIONS', OPTIONS)}")
    assert str(site.look(plain).kind) == "unknown"
