"""Editors that a page draws in the place of a text box."""

from support.locate_site import COUNTRY, EMAIL, WHOLE, Site, ids

from optout.locate.roles import Role

HIDDEN = '<textarea id="plain" hidden></textarea>'
LABEL = '<label for="plain">Why do you object?</label>'
OTHER = LABEL.replace("Why do you object?", "Which links show it?")
OWN = 'aria-label="Rich editor. Press Alt+0 for help."'
EDITOR = (
    f'<div role="application"><div role="toolbar"><button type="button">B</button></div><div>'
    f'<div id="why" contenteditable="true" role="textbox" {OWN} style="height:60px"></div>'
    "</div></div>"
)


def explained(site: Site, *forms: tuple[str, ...]) -> list[bool]:
    """Whether the editor of each form of these parts is found as the letter's box."""
    found = [ids(one) for one in site.each(*((COUNTRY, EMAIL, *parts) for parts in forms))]
    assert all(one.get("explanation") in (None, "why") for one in found)
    return [one == WHOLE for one in found]


def test_an_editor_has_the_name_of_the_box_that_it_is_drawn_for(site: Site) -> None:
    ways = [(a, *b) for a in ("", "<div>") for b in ((HIDDEN, EDITOR), (EDITOR, HIDDEN))]
    assert explained(site, *((LABEL, *way) for way in ways)) == [True] * 4
    assert explained(site, *((OTHER, *way) for way in ways)) == [False] * 4


def test_an_editor_that_the_hidden_box_does_not_name(site: Site) -> None:
    seen = HIDDEN.replace(" hidden", "")
    elsewhere = f"<div>{LABEL}{HIDDEN}</div><input aria-label=Order>"
    named = EDITOR.replace(OWN, 'aria-labelledby="own"')
    assert explained(
        site,
        (LABEL, seen, EDITOR),
        (LABEL, HIDDEN, "<p>Qwertz</p>", EDITOR),
        (elsewhere, EDITOR),
        (LABEL, HIDDEN, f"<b id=own>Which links show it?</b>{named}"),
        (LABEL, HIDDEN, named, "<b id=own>Explain why you object</b>"),
    ) == [False, False, False, False, True]


def framed(body: str, *, sandbox: str = "", name: str = "") -> str:
    """An editor of which the text stands in a frame that the page has written."""
    written = f"<!doctype html><body id=why {body}><p><br></p></body>"
    return f"<div role=application><iframe {sandbox} title='{name}' srcdoc='{written}'></iframe>"


def test_an_editor_in_a_frame_that_the_page_has_written(site: Site) -> None:
    editors = (framed("contenteditable"), framed("contenteditable", name="Rich text editor"))
    others = (framed(""), framed("contenteditable", sandbox="sandbox"))
    forms = ((LABEL, HIDDEN, frame) for frame in (*editors, *others))
    assert explained(site, *forms, (OTHER, HIDDEN, editors[0])) == [True, True, *[False] * 3]


def test_a_letter_s_box_that_is_not_seen_is_not_one_that_nobody_asks_for(site: Site) -> None:
    hidden = f"<div hidden>{LABEL}{HIDDEN}</div>"
    town = LABEL.replace("Why do you object?", "Which town?")
    parts = ((LABEL, HIDDEN, "<div>…</div>"), (hidden,), (town, HIDDEN, "<div>…</div>"))
    read = site.each(*((COUNTRY, EMAIL, *one) for one in parts))
    found = [one.fields[Role.EXPLANATION].status for one in read]
    assert found == ["ambiguous", "missing", "missing"]
