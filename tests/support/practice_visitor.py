"""A person at the browser, who goes by what is written on the page."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page
from support.practice_twin.backend import Received
from support.practice_twin.options import TwinOptions
from support.practice_twin.site import TwinSite

from optout.practice.options import FORMS
from optout.practice.records import Mail
from optout.practice.words import countries

EMAIL = "nobody@example.org"
SHORT_LETTER = "I take photographs. They stay mine."
LETTER = 'I take photographs.\nThey are "mine": é, 写真, 🙂 & <b>.\n' + "They stay mine. " * 10


def wrong_code(code: str) -> str:
    """One that was not mailed."""
    return f"{(int(code) + 1) % 1_000_000:06}"


@dataclass
class PracticeVisitor:
    """Opens forms, types, reads."""

    page: Page
    site: TwinSite
    form: str = "facebook"
    options: TwinOptions = field(default_factory=TwinOptions)

    def open(self, form: str = "facebook", **options: str) -> None:
        """Open the address of `form` in the state that the options name."""
        self.form, self.options = form, TwinOptions.checked(options, form, "en")
        self.page.goto(self.site.url(form, **options))

    def word(self, key: str, **facts: str) -> str:
        """What the page says for `key`."""
        return self.options.words()[key].format(service=FORMS[self.form].called, **facts)

    def box(self, meaning: str) -> Locator:
        """The text box with the label of that meaning. Bait has no role and is never met."""
        if self.options.portal and meaning.startswith("explanation"):
            return self.page.locator("textarea:not([aria-label])")
        if self.options.portal and meaning.endswith("email"):
            label = self.word(f"portal_label_{meaning}")
            return self.page.get_by_role("textbox", name=label, exact=True)
        label = self.word(f"label_{meaning}")
        return self.page.get_by_role("textbox", name=label)

    def button(self, key: str) -> Locator:
        """The button with that caption."""
        return self.page.get_by_role("button", name=self.word(key), exact=True)

    @property
    def send(self) -> Locator:
        """The button that sends the form."""
        if self.options.portal:
            return self.button("portal_send")
        return self.button("send_third" if self.form == "third-party" else "send_account")

    @property
    def country(self) -> Locator:
        """The country's control, of whatever kind."""
        return self.page.get_by_role("combobox", name=self.word("label_country"))

    def pick_country(self, code: str) -> None:
        """Choose a country as a person would."""
        name = countries(self.options.lang)[code]
        if self.options.country == "select":
            self.country.select_option(label=name)
            return
        if self.options.country == "typeahead":
            self.country.press_sequentially(name[:3])
        else:
            self.country.click()
        self.page.get_by_role("option", name=name, exact=True).click()

    def fill(self, *, country: str = "FR", email: str = EMAIL, letter: str = LETTER) -> None:
        """Fill what the form asks for."""
        if self.form == "third-party":
            self.page.get_by_label(self.word("request_object")).check()
            self.box("full_name").fill("Prénom Nom")
        if self.options.country != "none":
            self.pick_country(country)
        self.box("email").fill(email)
        if self.options.flow != "email":
            third = "_third" if self.form == "third-party" else ""
            self.box(f"explanation{third}").fill(letter)

    def fill_part(self, *meanings: str, **values: str) -> None:
        """Fill some of the portal's boxes, as one of its steps may hold them."""
        usual = {
            "full_name": "Prénom Nom",
            "email": EMAIL,
            "confirm_email": EMAIL,
            "explanation": SHORT_LETTER,
        }
        for meaning in meanings:
            self.box(meaning).fill(values.get(meaning, usual[meaning]))

    def fill_portal(self, **values: str) -> None:
        """Fill the portal's form where all of it stands on one page, the code aside."""
        if self.options.country != "none":
            self.pick_country(values.get("country", "FR"))
        names = [f.meaning for f in self.options.fields(self.form) if f.kind == "line"]
        self.fill_part(*names, "email", "confirm_email", "explanation", **values)

    @property
    def code_box(self) -> Locator:
        """The portal's box for the code."""
        return self.page.get_by_label(self.word("portal_code"), exact=True)

    def requests_the_code(self) -> str:
        """Press the portal's button for the code; what was mailed."""
        before = len(self.codes())
        self.button("portal_request_code").click()
        self.code_box.wait_for()
        self.is_mailed(before + 1)
        return self.codes()[-1].code

    def types_the_code(self, code: str = "") -> None:
        """Have the page type `code`, by default the one that was mailed last."""
        self.site.person_does(self.form, f"type_code:{code or self.codes()[-1].code}")

    def sends(self, *, then: str) -> None:
        """Press the button that sends, and wait for the heading of `then`."""
        self.send.click()
        self.sees(then)

    def confirms_the_code(self) -> None:
        """Have the page type the code that was mailed last, and take the objection."""
        self.types_the_code()
        self.sees("acknowledged")

    def sees(self, key: str, **facts: str) -> None:
        """Wait until the page shows the heading of `key`."""
        self.page.get_by_role("heading", name=self.word(f"{key}_title", **facts)).wait_for()

    def is_told(self, key: str, **facts: str) -> None:
        """Wait for an alert with these words."""
        said = self.page.get_by_role("alert").filter(has_text=self.word(key, **facts))
        said.first.wait_for()

    def reports(self, number: int) -> list[tuple[str, str, bool]]:
        """What the pages reported, as (kind, target, trusted), once there is that much of it."""
        self._waits_for(number, "reports", lambda: len(self.site.actions))
        return [(one.kind, one.target, one.trusted) for one in self.site.actions]

    def objections(self) -> list[Received]:
        """What the server received as objections."""
        return [one for one in self.site.received if one.kind == "objection"]

    def codes(self) -> list[Mail]:
        """The mails that carry a code."""
        return [mail for mail in self.site.mails if mail.code]

    def is_mailed(self, number: int) -> None:
        """Wait until there are that many mails that carry a code."""
        self._waits_for(number, "codes", lambda: len(self.codes()))

    def _waits_for(self, number: int, what: str, count: Callable[[], int]) -> None:
        until = time.monotonic() + 10
        while count() < number:
            assert time.monotonic() < until, f"{count()} {what}, not {number}"
            self.page.wait_for_timeout(20)
