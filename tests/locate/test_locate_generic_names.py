"""Names for screen readers that an engine gives to any field: what it asks stands before it."""

import pytest
from support.locate_site import WHOLE, Site, form

LIST = "<option value=''>Choose<option>France<option>Malta<option>Peru"


def asked(mail: str, land: str, why: str, *, placeholder: str = "") -> str:
    """A form whose fields have these names, each below the question that is seen."""
    shown = f'placeholder="{placeholder}"' if placeholder else ""
    return form(
        f'<p>1. Your email address</p><input id="mail" aria-label="{mail}" {shown}>',
        f'<p>2. Country you live in</p><select id="land" aria-label="{land}">{LIST}</select>',
        f'<p>3. Why do you object?</p><textarea id="why" aria-label="{why}" {shown}></textarea>',
    )


@pytest.mark.parametrize("name", ["Antwort", "Réponse", "Svar", "Wpis", "Your answer"])
def test_a_name_that_fields_share_is_none_of_theirs(site: Site, name: str) -> None:
    assert site.found(asked(name, name, name)) == WHOLE


def test_a_name_that_engines_give_by_kind(site: Site) -> None:
    more = "<p>4. Your order</p><input aria-label='Single line text'>"
    page = asked("Single line text", "Pick an item", "Multi line text")
    assert site.found(page.replace("<p>1.", f"{more}<p>1.")) == WHOLE
    assert "email" not in site.found(page), "one alone may be a name of its own"


def test_a_name_that_only_repeats_what_the_field_shows(site: Site) -> None:
    page = asked("Type here", "Nation", "Type here", placeholder="Type here")
    assert site.found(page) == WHOLE
    assert site.found(page.replace('aria-label="Type here"', 'aria-label="Qwertz"', 1)) == {
        "country": "land",
        "explanation": "why",
    }


@pytest.mark.parametrize("name", ["Your lawyer", "Phone", "Recipient", "Company"])
def test_a_shared_name_that_says_whose_it_is_stays(site: Site, name: str) -> None:
    assert "email" not in site.found(asked(name, name, name))


def test_fields_that_share_more_than_a_name_keep_it(site: Site) -> None:
    again = "<p>1. Your email address</p><input aria-label='Qwertz'>"
    page = asked("Qwertz", "Land", "Why do you object?")
    assert "email" not in site.found(page.replace("<p>2.", f"{again}<p>2."))


def test_a_name_that_is_seen_stays(site: Site) -> None:
    page = asked("Antwort", "Antwort", "Antwort")
    for name in ("mail", "land", "why"):
        page = page.replace(f'id="{name}" aria-label="Antwort"', f'id="{name}" aria-labelledby=a')
    assert "email" not in site.found(page.replace("<form>", "<form><b id=a>Antwort</b>"))


def test_a_name_that_stands_below_hints_stays(site: Site) -> None:
    hints = ("We answer to your email address.", "Your country", "Why do you object?")
    page = form(
        f'<p>{hints[0]}</p><input id="mail" aria-label="Qwertz">',
        f'<p>{hints[1]}</p><select id="land" aria-label="Qwertz">{LIST}</select>',
        f'<p>{hints[2]}</p><textarea id="why"></textarea>',
    )
    assert site.found(page) == {"explanation": "why"}
    assert site.found(page.replace(hints[0], "Email address")) == WHOLE
