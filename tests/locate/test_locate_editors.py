"""Editors that a page draws in the place of a text box."""

import pytest
from support.locate_site import COUNTRY, EMAIL, WHOLE, Site, form

from optout.locate.roles import Role

HIDDEN = '<textarea id="plain" hidden></textarea>'
LABEL = '<label for="plain">Why do you object?</label>'
OWN = 'aria-label="Rich editor. Press Alt+0 for help."'
EDITOR = (
    f'<div role="application"><div role="toolbar"><button type="button">B</button></div><div>'
    f'<div id="why" contenteditable="true" role="textbox" {OWN} style="height:60px"></div>'
    "</div></div>"
)


def explained(site: Site, *parts: str) -> bool:
    """Whether the editor of a form with these parts is found as the letter's box."""
    found = site.found(form(COUNTRY, EMAIL, *parts))
    assert found.get("explanation") in (None, "why")
    return found == WHOLE


@pytest.mark.parametrize("parts", [(HIDDEN, EDITOR), (EDITOR, HIDDEN)], ids=["before", "behind"])
@pytest.mark.parametrize("around", ["", "<div>"])
def test_an_editor_has_the_name_of_the_box_that_it_is_drawn_for(
    site: Site, parts: tuple[str, str], around: str
) -> None:
    assert explained(site, LABEL + around, *parts)
    other = LABEL.replace("Why do you object?", "Which links show it?")
    assert not explained(site, other + around, *parts)


def test_a_box_that_is_seen_keeps_its_name(site: Site) -> None:
    assert not explained(site, LABEL, HIDDEN.replace(" hidden", ""), EDITOR)


def test_a_hidden_box_elsewhere_names_no_editor(site: Site) -> None:
    assert not explained(site, LABEL, HIDDEN, "<p>Qwertz</p>", EDITOR)
    assert not explained(site, f"<div>{LABEL}{HIDDEN}</div><input aria-label=Order>", EDITOR)


def test_an_editor_that_a_label_names_keeps_that(site: Site) -> None:
    named = EDITOR.replace(OWN, 'aria-labelledby="own"')
    assert not explained(site, LABEL, HIDDEN, f"<b id=own>Which links show it?</b>{named}")
    assert explained(site, LABEL, HIDDEN, named, "<b id=own>Explain why you object</b>")


def framed(body: str, *, sandbox: str = "", name: str = "") -> str:
    """An editor of which the text stands in a frame that the page has written."""
    written = f"<!doctype html><body id=why {body}><p><br></p></body>"
    return f"<div role=application><iframe {sandbox} title='{name}' srcdoc='{written}'></iframe>"


@pytest.mark.parametrize(
    ("frame", "found"),
    [
        (framed("contenteditable"), True),
        (framed("contenteditable", name="Rich text editor, editor1"), True),
        (framed(""), False),
        (framed("contenteditable", sandbox="sandbox"), False),
    ],
    ids=["an editor", "with a name", "a text to read", "another's"],
)
def test_an_editor_in_a_frame_that_the_page_has_written(
    site: Site, frame: str, found: bool
) -> None:
    assert explained(site, LABEL, HIDDEN, frame) is found
    other = LABEL.replace("Why do you object?", "Which links show it?")
    assert not explained(site, other, HIDDEN, frame)


def test_a_letter_s_box_that_is_not_seen_is_not_one_that_nobody_asks_for(site: Site) -> None:
    def letter(*parts: str) -> str:
        return site.look(form(COUNTRY, EMAIL, *parts)).fields[Role.EXPLANATION].status

    assert letter(LABEL, HIDDEN, "<div>…</div>") == "ambiguous"
    assert letter(f"<div hidden>{LABEL}{HIDDEN}</div>") == "missing"
    other = LABEL.replace("Why do you object?", "Which town?")
    assert letter(other, HIDDEN, "<div>…</div>") == "missing"
