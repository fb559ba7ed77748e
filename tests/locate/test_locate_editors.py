"""Editors that a page draws in the place of a text box."""

import pytest
from support.locate_site import COUNTRY, EMAIL, WHOLE, Site, form

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
