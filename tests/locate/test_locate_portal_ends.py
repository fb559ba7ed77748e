"""The request portal's other pages: to choose on, the check for robots, the end; and its news."""

from support.locate_site import Site
from support.portal_pages import BOX, EN, LAYOUTS, step

from optout.locate.roles import Role


def test_what_is_left_to_the_person(site: Site) -> None:
    box = f'<div role="checkbox" aria-checked="false" tabindex="0">{EN["statement"]}</div>'
    sign = LAYOUTS["labelled"](EN["signature"], BOX, "_r_9_")
    reading = site.look(step(LAYOUTS["labelled"](EN["email"], BOX, "_r_1_"), box, sign))
    assert reading.only_for_person == (EN["statement"], EN["signature"])
    for role in (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME):
        assert reading.fields[role].status == "missing"
    done = box.replace('"false"', '"true"')
    signed = sign.replace("<input", '<input value="A B"')
    assert site.look(step(done, signed)).only_for_person == ()


def test_a_button_in_a_box_does_not_name_it(site: Site) -> None:
    style = "position:relative;width:300px"
    inside = "position:absolute;right:0;top:0;width:290px;height:20px"
    clear = f'<div role="button" style="{inside}">Clear text</div>'
    named = (
        f'<div style="{style}"><input id="_r_1_" style="width:300px" placeholder="Email">{clear}'
    )
    reading = site.look(step(f"<div>Email</div>{named}</div>"))
    assert reading.fields[Role.EMAIL].status == "found"
    floating = named.replace(' role="button"', "").replace("Clear text", "Card number")
    control = site.look(step(f"{floating}</div>")).fields[Role.EMAIL].control
    assert control is None or control.label == "Card number"


def test_what_says_that_it_is_optional_may_stay_empty(site: Site) -> None:
    email = LAYOUTS["labelled"](EN["email"], BOX, "_r_1_")
    more = LAYOUTS["labelled"]("Anything else? (optional)", BOX, "_r_8_")
    assert site.look(step(email, more)).optional == ("Anything else? (optional)",)
    typed = more.replace("<input", '<input value="no"')
    for other in (typed, more.replace(" (optional)", "")):
        assert site.look(step(email, other)).optional == ()
    assert site.look(step(email.replace(EN["email"], EN["email"] + " (optional)"))).optional == ()
