"""The opening tags of what was found, as `check` tells them."""

import html
from collections.abc import Awaitable, Callable

from playwright.async_api import Page
from support.locate_site import COUNTRY, EMAIL, WHY, Site, form, permits

from optout.locate.roles import Role
from optout.page.reading import read

FIELDS = (Role.EMAIL, Role.COUNTRY, Role.EXPLANATION)


async def nothing(tab: Page) -> None:
    pass


def tags(
    site: Site, page: str, first: Callable[[Page], Awaitable[object]] = nothing
) -> dict[Role, str]:
    """The tags on a page, `first` having been done to it after it was read."""

    async def told(tab: Page) -> dict[Role, str]:
        reading = await read(tab, permits)
        assert all(reading.fields[role].status == "found" for role in FIELDS)
        await first(tab)
        return await reading.opening_tags()

    found: dict[Role, str] = site.visit(page, told)
    return found


def test_each_field_found_has_its_own(site: Site) -> None:
    found = tags(site, form(COUNTRY, EMAIL, WHY))
    assert found == {
        Role.COUNTRY: '<select id="land">',
        Role.EMAIL: '<input id="mail">',
        Role.EXPLANATION: '<textarea id="why" required="">',
        Role.SUBMIT: "<button>",
    }


def test_a_tag_is_written_as_in_the_page_but_for_what_the_field_holds(site: Site) -> None:
    title = html.escape('“Say” "why" & <how>\u00a0now')
    email = EMAIL.replace("<input", f'<input value="me@example.org" title="{title}"')
    endless = COUNTRY.replace("<select", f'<select data-x="{"y" * 9000}"')
    found = tags(site, form(endless, email, WHY))
    shown = "“Say” &quot;why&quot; &amp; <how>&nbsp;now"
    assert found[Role.EMAIL] == f'<input value="" title="{shown}" id="mail">'
    assert found[Role.COUNTRY] == f'<select data-x="{"y" * 4080}'


def test_it_is_told_of_a_field_that_has_left_the_page_since(site: Site) -> None:
    gone = tags(
        site, form(COUNTRY, EMAIL, WHY), lambda tab: tab.evaluate("document.body.innerHTML = ''")
    )
    assert gone[Role.EMAIL] == '<input id="mail">'


def test_there_is_none_where_the_page_has_gone(site: Site) -> None:
    assert tags(site, form(COUNTRY, EMAIL, WHY), lambda tab: tab.reload()) == {}


def test_a_page_cannot_make_up_more(site: Site) -> None:
    lies = "Array.prototype.map = () => ({length: 9})"
    assert tags(site, form(COUNTRY, EMAIL, WHY), lambda tab: tab.evaluate(lies)) == {}
