"""Pages whose pictures and fields are called as what a script asks of a document or a form.

Such a page is filled all the same, or left to the person; it neither hangs nor passes for another.
"""

from contextlib import nullcontext, suppress

import pytest
from playwright.async_api import Page
from support.hostile_site import FORM
from support.locate_site import Site, document, permits
from support.world import EMAIL

from optout.locate.roles import Role
from optout.page.fields import Forbidden, choose_country, held_by, inspect_field, put_text
from optout.page.picture import text_of
from optout.page.reading import read

OF_A_DOCUMENT = (
    *("activeElement", "addEventListener", "baseURI", "body", "createEvent", "createRange"),
    *("defaultView", "elementFromPoint", "execCommand", "getElementById", "getElementsByTagName"),
    *("getRootNode", "getSelection", "host", "location", "parentNode", "querySelector"),
    *("querySelectorAll", "title", "URL"),
)
OF_A_FORM = ("action", "elements", "form", "host", "lastChild", "matches", "parentNode", "title")
OF_A_FORM_ALONE = ("closest", "getAttribute", "inert", "nodeType", "shadowRoot")
"""Asked of each element of a page, and so of a form: nobody has seen a field that is called so."""


async def _filled(page: Page) -> list[str]:
    """What address and country hold after a run's steps; empty where one must not be filled."""
    reading = await read(page, permits)
    controls = [reading.fields[role].control for role in (Role.EMAIL, Role.COUNTRY)]
    email, country = [await reading.handle(control) for control in controls if control]
    with suppress(Forbidden):
        await put_text(email, EMAIL, permits)
        info = await inspect_field(country)
        await choose_country(country, info, "FR", ["en"], permits, nullcontext)
        assert "Email address" in await text_of(page)
    return [held.text for held in await held_by([email, country]) if held]


def _is_filled_where_it_sends_home(site: Site, page: str) -> None:
    assert site.visit(document(page), _filled) == [EMAIL, "France"]
    elsewhere = page.replace("/send", "https://other.test/send")
    assert site.visit(document(elsewhere), _filled) == ["", "Choose"]


@pytest.mark.parametrize("name", OF_A_DOCUMENT)
def test_a_picture_is_called_as_what_is_asked_of_a_document(site: Site, name: str) -> None:
    _is_filled_where_it_sends_home(site, f"<img name={name} id={name} alt=''>{FORM}")


@pytest.mark.parametrize("name", OF_A_FORM)
def test_a_field_is_called_as_what_is_asked_of_a_form(site: Site, name: str) -> None:
    field = f"<input type=hidden name={name}>"
    _is_filled_where_it_sends_home(site, FORM.replace("</form>", f"{field}</form>"))


@pytest.mark.parametrize("name", OF_A_FORM_ALONE)
def test_what_cannot_be_read_of_a_form_is_left_to_the_person(site: Site, name: str) -> None:
    page = FORM.replace("</form>", f"<input type=hidden name={name}></form>")
    fields = site.look(document(page)).fields
    assert not [role for role in (Role.EMAIL, Role.COUNTRY) if fields[role].status == "found"]
