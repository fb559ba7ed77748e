"""Signed in or not, by whether a cookie is there: of its name, at the form's own host."""

from functools import partial
from pathlib import Path

import pytest
from support.headless_run import QUICK, HeadlessRun
from support.locate_site import Site
from support.practice_twin.site import TwinSite

from optout.config.settings import Settings
from optout.page.tab import Listener
from optout.run.form.form_page import BrowserPage
from optout.run.form_inputs import form_inputs

SECRET = "100012345678901"
HOSTS = {"facebook": "www.facebook.com", "instagram": "help.instagram.com"}


def signed_in(site: Site, form: str, name: str, domain: str, url: str | None = None) -> bool | None:
    """What is told of a browser with this cookie."""
    settings = Settings(country="FR", email="a@example.org", name="Prénom Nom", language="fr")
    (form_input,) = form_inputs(settings, [form], url=url)

    async def told() -> bool | None:
        page = await site.context.new_page()
        cookie = {"name": name, "value": SECRET, "domain": domain, "path": "/", "secure": True}
        try:
            await site.context.add_cookies([cookie])  # type: ignore[list-item]
            form_page = BrowserPage(page, form_input, QUICK, Path(), Listener())
            await form_page.note_sign_in()
            return form_page.signed_in
        finally:
            await site.context.clear_cookies()
            await page.close()

    return site.run(told())


@pytest.mark.parametrize(("form", "name"), [("facebook", "c_user"), ("instagram", "ds_user_id")])
def test_it_is_known_by_the_cookie_of_the_record(site: Site, form: str, name: str) -> None:
    owner = HOSTS[form].partition(".")[2]
    for domain in (f".{owner}", HOSTS[form]):
        assert signed_in(site, form, name, domain) is True
    for other, domain in (
        ("datr", f".{owner}"),
        (name.upper(), f".{owner}"),
        (name, ".example.org"),
        (name, f"{HOSTS[form]}.example.org"),
        (name, f"mail.{owner}"),
    ):
        assert signed_in(site, form, other, domain) is False, (other, domain)


def test_pages_tell_where_the_record_names_none_or_is_of_another_host(site: Site) -> None:
    assert signed_in(site, "threads", "c_user", ".threads.com") is None
    elsewhere = "https://www.example.org/form"
    assert signed_in(site, "facebook", "c_user", ".example.org", elsewhere) is None


def test_its_value_is_passed_on_nowhere(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    assert signed_in(site, "facebook", "c_user", ".facebook.com") is True
    assert SECRET not in caplog.text


@pytest.mark.parametrize(("by_cookie", "told"), [(True, True), (False, False), (None, True)])
def test_the_cookie_decides_before_the_pages(
    headless: HeadlessRun, monkeypatch: pytest.MonkeyPatch, by_cookie: bool | None, told: bool
) -> None:
    """A page that asks for a password is one to sign in, whatever the cookie says."""

    async def notes(page: BrowserPage) -> None:
        page.signed_in = by_cookie

    monkeypatch.setattr(BrowserPage, "note_sign_in", notes)
    with TwinSite() as practice:
        url = practice.url("facebook", session="me", flow="direct", signin="1")
        turns = [partial(practice.person_does, "facebook", act) for act in ("sign_in", "submit")]
        result = headless.run(url, *turns)
    assert headless.person.acts == ["sign_in", "submit"]
    assert (result.state, result.signed_in) == ("acknowledged", told)
    assert result.kept and "signed_in" not in result.as_json()
