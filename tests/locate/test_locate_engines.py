"""What the engines of contact and privacy forms have in common, and whom their parts are about."""

from support.locate_site import COUNTRY, EMAIL, WHOLE, WHY, Site, form, id_of, ids

from optout.locate.roles import PageKind, Role

LIST = "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain"
AGENT = "Mandataire (facultatif)"
PART = """<fieldset><legend>LEGEND</legend><label>E-mail <input id="x1"></label>
<label>Country <select id="x2"><option>LIST</select></label></fieldset>""".replace("LIST", LIST)


BOLD = ("<strong>AGENT</strong>", "<span style='font-size: 1.3em'>AGENT</span>")


def test_a_line_larger_or_bolder_than_the_rest_heads_what_follows(site: Site) -> None:
    for line in BOLD:
        title, rest = line.replace("AGENT", AGENT), PART[PART.index("<label>") : -11]
        page = form(COUNTRY, EMAIL, f"<p>{title}</p>", rest, WHY)
        assert site.found(page) == WHOLE, line
        told = line.replace("AGENT", f"{AGENT}？")
        for no_title in (f"<p>{AGENT}</p>", f"<p>{title}, if you have one.</p>", told):
            found = site.found(page.replace(f"<p>{title}</p>", no_title))
            assert found == {"explanation": "why"}, no_title


def test_what_is_first_on_the_page_heads_no_part_of_it(site: Site) -> None:
    page = form("<p style='font-size: 2em'>Company details</p>", COUNTRY, EMAIL, WHY)
    assert site.found(page) == WHOLE


CHOOSERS = (
    f'<select id="x" aria-label="Country">{LIST}</select>',
    '<button id="x" type="button" role="combobox" aria-haspopup="listbox" '
    'aria-label="Selected country"></button>',
)


def test_the_country_of_a_telephone_number(site: Site) -> None:
    for chooser in CHOOSERS:
        number = f'<label for=tel>Telephone</label><div>{chooser}<input type="tel" id="tel"></div>'
        alone, beside = site.each((number, EMAIL, WHY), (number, COUNTRY, EMAIL, WHY))
        assert ids(alone) == {"email": "mail", "explanation": "why"}, chooser
        assert ids(beside) == WHOLE, chooser
    apart = f'<input type="tel" id="tel"><p>Where is your home?</p>{CHOOSERS[0]}'
    assert site.found(form(apart, EMAIL, WHY))["country"] == "x"


def test_a_list_at_a_telephone_number_that_nothing_says_is_for_it(site: Site) -> None:
    tel = "<label>Telephone <input type=tel></label>"
    bare = f'<select id="x">{LIST}</select>'
    boxes = (bare + tel, tel + bare, f"<p>Mobile</p><div>{bare}<input type=tel></div>")
    named = bare.replace('id="x"', 'id="x" name="mobile_phone_country"')
    trapped = site.each(*((EMAIL, WHY, f"<p>{box}</p>") for box in boxes), (EMAIL, named, WHY))
    assert [id_of(one, Role.COUNTRY) for one in trapped] == [""] * 4
    asked = f"<p>Country of residence</p>{named}<p>{tel}</p>"
    mine = named.replace("mobile_phone", "my")
    found = site.each((EMAIL, mine, WHY), (EMAIL, asked, WHY))
    assert [id_of(one, Role.COUNTRY) for one in found] == ["x", "x"]


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
