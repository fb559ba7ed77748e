"""A form that shows what it asks once its country is chosen is one; a list alone makes none."""

from support.locate_controls import countries, field, page
from support.locate_site import TITLE, Site, document
from support.tables import unlike

from optout.locate.roles import ControlKind, PageKind
from optout.locate.snapshot import Block, Control

OBJECT = "Object to your information being used for AI at Meta"
TEXT = Block("You have the right to object to this use of your information. Choose your country.")
LIST = countries("en", "Country of residence", required=True)
FORM, UNKNOWN = PageKind.FORM, PageKind.UNKNOWN


def kind(*controls: Control, heading: str = OBJECT, blocks: tuple[Block, ...] = ()) -> PageKind:
    """Which page it is with these controls and texts."""
    return page("en", heading, *controls, blocks=blocks or (TEXT,)).kind


def test_a_form_that_begins_with_the_country() -> None:
    assert kind(LIST) is FORM
    search = field("", type="search", search=True, region="header")._replace(form=1)
    assert kind(search, LIST) is FORM
    prices = field("Show prices", ControlKind.BUTTON)
    others = {
        "no country": kind(),
        "a choice that may be left": kind(LIST._replace(required=False)),
        "no form": kind(LIST._replace(form=-1)),
        "another field": kind(LIST, field("Telephone")),
        "another choice": kind(LIST, field("A company", ControlKind.RADIO)),
        "a button": kind(LIST, prices),
        "no heading": kind(LIST, heading="", blocks=(Block(OBJECT), TEXT)),
        "another heading": kind(LIST, heading="Privacy in your country"),
        "another matter": kind(LIST, heading="Object to a parking fine"),
        "no text": kind(LIST, blocks=(Block("See what applies where you live."),)),
        "the page's foot": kind(LIST._replace(region="footer")),
    }
    assert unlike(UNKNOWN, others, lambda name: others[name]) == {}


def step(
    question: str, *beside: Control, says: str = "OK", region: str = "", level: int = 2
) -> tuple[PageKind, PageKind]:
    """Which page a step is that asks for the country, below a title of ours and below another."""
    land = LIST._replace(label=question, required=False, before=(question,))
    button = field(says, ControlKind.BUTTON, type="button")
    controls = [c._replace(form=-1, region=region) for c in (land, *beside, button)]
    asks = Block(question, heading=level, region=region)
    ours = kind(*controls, blocks=(TEXT, asks))
    return ours, kind(*controls, heading="Where we are", blocks=(TEXT, asks))


def test_a_step_that_asks_for_the_country_alone() -> None:
    asked = "Which country do you live in?"
    assert step(asked) == step("Land") == (FORM, UNKNOWN)
    others = {
        "no question": step("Land", level=0),
        "where a thing is to go": step("Which country do we deliver to?"),
        "no button that moves on": step(asked, says="Show what is on offer"),
        "another field": step(asked, field("Telephone")),
        "the page's foot": step(asked, region="footer"),
    }
    assert unlike((UNKNOWN, UNKNOWN), others, lambda name: others[name]) == {}


def test_both_as_a_page_has_them(site: Site) -> None:
    text = f"{TITLE}<p>{TEXT.text}</p>"
    options = "".join(f"<option>{one.text}" for one in LIST.options)
    named = f"<label>Country of residence<select required><option>Choose{options}</select></label>"
    assert site.look(document(f"{text}<form>{named}</form>")).kind is FORM
    foot = f"{text}<footer><form>{named}</form></footer>"
    assert site.look(document(foot)).kind is UNKNOWN
    asked = "<h2 id=q>Which country do you live in?</h2><select aria-labelledby=q>"
    page = document(f"{text}{asked}{options}</select><button type=button>OK</button>")
    assert site.look(page).kind is FORM
    assert site.look(page.replace("h2", "p").replace("do you live in", "", 1)).kind is UNKNOWN
