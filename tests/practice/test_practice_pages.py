"""Every page that a visitor can meet, in every language: sound, accessible, marked as practice."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from support.covering import crossed, some
from support.practice_visitor import PracticeVisitor

from optout.practice.words import languages, words

FORMS: tuple[dict[str, str], ...] = (
    {"flow": "direct", "email": "there@example.org", "country": "select"},
    {"gate": "which"},
    {"cookies": "1"},
    {"state": "code", "code_boxes": "6"},
    {"state": "code", "codeform": "layer"},
)
"""What the two generations of markup build in two ways."""

PAGES: tuple[dict[str, str], ...] = (
    {"flow": "email"},
    {"state": "sign_in"},
    {"state": "checkpoint"},
    {"state": "code"},
    {"state": "acknowledged"},
    {"state": "gone"},
    {"state": "menu"},
    {"gates": "chained"},
)
"""What but for the names of its classes is the same in both."""


def _faults(page: Page) -> list[str]:
    """What axe finds wrong, and how far the page is wider than its window."""
    result = Axe().run(page)
    assert len(result.response["passes"]) > 10, "axe examined nothing"
    found = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in result.response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{wide} pixels too wide"] if wide > 0 else [])]


@pytest.mark.parametrize(
    ("markup", "lang"), crossed(("classic", "react"), languages(), ways=1, spare=1)
)
def test_every_page_is_accessible_and_fits_a_narrow_window(
    person: PracticeVisitor, markup: str, lang: str
) -> None:
    person.page.set_viewport_size({"width": 400, "height": 800})
    wrong = {}
    shown = (*FORMS, *PAGES) if markup == "classic" else FORMS
    for form, wishes in (*(("facebook", one) for one in shown), ("third-party", {})):
        person.open(form, lang=lang, markup=markup, **wishes)
        expect(person.page.locator("h1").first).to_be_visible()
        if faults := _faults(person.page):
            wrong[f"{form} {wishes}"] = faults
        assert person.page.evaluate("document.documentElement.lang") == lang
        assert person.page.get_by_role("note").inner_text().startswith(person.word("banner"))
    assert wrong == {}


@pytest.mark.parametrize("lang", some(languages(), ["en"]))
def test_the_portal_has_only_its_own_fault(person: PracticeVisitor, lang: str) -> None:
    """It is built as badly as the real one: a title names no box."""
    person.page.set_viewport_size({"width": 400, "height": 800})
    wrong = {}
    for form, wishes in (
        ("facebook", {"gate": "which"}),
        ("third-party", {"steps": "wizard", "country": "typeahead"}),
    ):
        person.open(form, lang=lang, markup="portal", **wishes)
        expect(person.page.locator("h1").first).to_be_visible()
        faults = [f for f in _faults(person.page) if not f.startswith("label: <textarea")]
        if faults:
            wrong[f"{form} {wishes}"] = faults
    person.open(lang=lang, markup="portal", captcha="1", flow="direct")
    person.fill_part("email", "confirm_email", "explanation")
    person.send.click()
    person.page.get_by_role("dialog").wait_for()
    if faults := _faults(person.page):
        wrong["captcha"] = faults
    assert wrong == {}


def test_errors_and_lists_are_accessible_too(person: PracticeVisitor) -> None:
    for markup in ("classic", "react"):
        person.open(markup=markup, country="combobox", session=markup)
        person.country.click()
        person.page.get_by_role("listbox").wait_for()
        # As on the real pages the list is elsewhere in the document, in no region of it.
        assert [
            fault for fault in _faults(person.page) if not fault.startswith("region: <ul")
        ] == []
        if markup == "classic":  # the other has its button only once all is there
            person.page.get_by_role("option", name="France", exact=True).click()
            person.send.click()
            person.is_told("error_required")
            assert _faults(person.page) == []
            assert person.box("email").get_attribute("aria-describedby")


def test_what_lies_behind_a_dialog(person: PracticeVisitor) -> None:
    for markup in ("classic", "react"):
        person.open(markup=markup, session=markup)
        person.fill()
        person.sends(then="code")
        inert = person.page.locator("main").evaluate("main => main.closest('[inert]') !== null")
        assert inert is (markup == "react")
        person.confirms_the_code()
        person.button("close").click()
        expect(person.page.get_by_role("dialog")).to_have_count(0)
        expect(person.box("email")).to_be_visible()


def test_the_whole_form_by_keyboard_with_the_focus_in_sight(person: PracticeVisitor) -> None:
    for markup in ("classic", "react"):
        person.open(markup=markup, flow="direct", session=markup)
        person.box("email").wait_for()
        assert _met_by_tab(person) == [
            person.word("banner_inbox"),
            person.word("search"),
            person.word("label_email"),
            person.word("label_explanation"),
        ]
        person.page.keyboard.press("Enter")
        person.sees("acknowledged")


def _met_by_tab(person: PracticeVisitor) -> list[str]:
    """What has the focus before the button that sends; the e-mail is typed on the way."""
    met: list[str] = []
    while len(met) < 12:
        person.page.keyboard.press("Tab")
        name, outline = person.page.evaluate(
            """() => {
              const at = document.activeElement;
              const name = at.labels?.[0]?.textContent ?? at.ariaLabel ?? at.textContent;
              return [name.trim(), getComputedStyle(at).outlineStyle];
            }"""
        )
        if name == person.word("send_account"):
            break
        met.append(name.partition(" (")[0])
        assert outline == "solid", name
        if name.startswith(person.word("label_email")):
            person.page.keyboard.type("nobody@example.org")
    return met


def test_sign_in_comes_first_and_leads_back_to_the_form(person: PracticeVisitor) -> None:
    person.open(signin="1", checkpoint="1", lang="fr", session="me")
    person.sees("sign_in")
    assert "/facebook/login?" in person.page.url
    person.page.get_by_label(person.word("sign_in_password")).fill("my real password")
    person.button("sign_in_send").click()
    person.sees("checkpoint")
    person.site.person_does("facebook", "pass_checkpoint")
    person.send.wait_for()
    assert person.page.url == person.site.url(
        "facebook", signin="1", checkpoint="1", lang="fr", session="me"
    )
    assert [one.kind for one in person.site.received] == ["sign_in", "checkpoint"]
    assert "password" not in repr(person.site.received)
    person.open("instagram", signin="1", session="me")
    person.sees("sign_in")


def test_the_cookie_choice_is_asked_once(person: PracticeVisitor) -> None:
    for markup in ("classic", "react"):
        person.open(cookies="1", markup=markup, session=markup)
        choice = person.page.get_by_role("dialog")
        choice.wait_for()
        with person.page.expect_response("**/facebook/cookies*"):
            person.site.person_does("facebook", "accept_cookies")
        expect(choice).to_have_count(0)
        person.page.reload()
        person.send.wait_for()
        expect(choice).to_have_count(0)
    assert [one.kind for one in person.site.received] == ["cookies"] * 2


def test_the_language_can_be_changed_on_the_page(person: PracticeVisitor) -> None:
    person.open(flow="direct", markup="react")
    person.page.get_by_label(person.word("page_language")).select_option(label="Français")
    person.page.get_by_role("button", name=words("fr")["send_account"]).wait_for()
    assert "lang=fr" in person.page.url


def test_the_inbox_is_accessible(person: PracticeVisitor) -> None:
    person.page.goto(person.site.inbox_url)
    assert _faults(person.page) == []
