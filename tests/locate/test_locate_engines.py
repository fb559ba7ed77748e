"""What the engines of contact and privacy forms have in common, and whom their parts are about."""

import pytest
from support.locate_site import COUNTRY, EMAIL, WHOLE, WHY, Site, form

from optout.locate.roles import PageKind

LIST = "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain"
OTHERS = {
    "en": "Authorised agent, if there is one",
    "de": "Angaben zum Bevollmächtigten",
    "fr": "Mandataire (facultatif)",
    "it": "Dati del delegato",
    "en company": "Company details",
}
PART = """<fieldset><legend>LEGEND</legend><label>E-mail <input id="x1"></label>
<label>Country <select id="x2"><option>LIST</select></label></fieldset>""".replace("LIST", LIST)


@pytest.mark.parametrize("legend", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize(
    "tags",
    [("fieldset", "legend"), ("section", "h3"), ("div", "div"), ("div", "header><p")],
    ids=" ".join,
)
def test_a_part_about_an_agent_is_nobody_s_own(
    site: Site, legend: str, tags: tuple[str, str]
) -> None:
    part = PART.replace("LEGEND", legend).replace("fieldset", tags[0]).replace("legend", tags[1])
    assert site.found(form(part, WHY)) == {"explanation": "why"}
    assert site.found(form(COUNTRY, EMAIL, part, WHY)) == WHOLE
    own = part.replace(legend, "Your contact")
    assert site.found(form(own, WHY)) == {"email": "x1", "country": "x2", "explanation": "why"}


BOLD = ("<strong>AGENT</strong>", "<span style='font-size: 1.3em'>AGENT</span>")


@pytest.mark.parametrize("line", BOLD)
def test_a_line_larger_or_bolder_than_the_rest_heads_what_follows(site: Site, line: str) -> None:
    title, rest = line.replace("AGENT", OTHERS["fr"]), PART[PART.index("<label>") : -11]
    page = form(COUNTRY, EMAIL, f"<p>{title}</p>", rest, WHY)
    assert site.found(page) == WHOLE
    told = line.replace("AGENT", f"{OTHERS['fr']}？")
    for no_title in (f"<p>{OTHERS['fr']}</p>", f"<p>{title}, if you have one.</p>", told):
        assert site.found(page.replace(f"<p>{title}</p>", no_title)) == {"explanation": "why"}


def test_what_is_first_on_the_page_heads_no_part_of_it(site: Site) -> None:
    page = form(f"<p style='font-size: 2em'>{OTHERS['en company']}</p>", COUNTRY, EMAIL, WHY)
    assert site.found(page) == WHOLE


CHOOSERS = {
    "a list": f'<select id="x" aria-label="Country">{LIST}</select>',
    "a drawn list": '<button id="x" type="button" role="combobox" aria-haspopup="listbox" '
    'aria-label="Selected country"></button>',
}


@pytest.mark.parametrize("chooser", CHOOSERS.values(), ids=CHOOSERS)
def test_the_country_of_a_telephone_number(site: Site, chooser: str) -> None:
    number = f'<label for="tel">Telephone</label><div>{chooser}<input type="tel" id="tel"></div>'
    assert site.found(form(number, EMAIL, WHY)) == {"email": "mail", "explanation": "why"}
    assert site.found(form(number, COUNTRY, EMAIL, WHY)) == WHOLE
    if "<select" in chooser:
        apart = f'<input type="tel" id="tel"><p>Where is your home?</p>{chooser}'
        assert site.found(form(apart, EMAIL, WHY))["country"] == "x"


def test_a_list_at_a_telephone_number_that_nothing_says_is_for_it(site: Site) -> None:
    tel = "<label>Telephone <input type=tel></label>"
    bare = f'<select id="x">{LIST}</select>'
    for beside in (bare + tel, tel + bare, f"<p>Mobile</p><div>{bare}<input type=tel></div>"):
        assert "country" not in site.found(form(EMAIL, WHY, f"<p>{beside}</p>"))
    named = bare.replace('id="x"', 'id="x" name="mobile_phone_country"')
    assert "country" not in site.found(form(EMAIL, named, WHY))
    assert site.found(form(EMAIL, named.replace("mobile_phone", "my"), WHY))["country"] == "x"
    asked = f"<p>Country of residence</p>{named}<p>{tel}</p>"
    assert site.found(form(EMAIL, asked, WHY))["country"] == "x"


SALES = (
    "<title>AI for your business</title><h1>What AI can do for you</h1><form>"
    '<label>E-mail <input id="mail"></label><label>Country <select id="land">LIST</select></label>'
    '<label>How can we help? <textarea id="why"></textarea></label><button>Contact us</button>'
    "</form>"
).replace("LIST", LIST)
RIGHT = "<p>You may object to the processing of your personal data at any time.</p>"


def test_small_print_below_the_fields_makes_no_objection(site: Site) -> None:
    assert site.look(SALES + RIGHT).kind is not PageKind.FORM
    above = SALES.replace("<form>", f"{RIGHT}<form>")
    assert site.look(above).kind is PageKind.FORM
