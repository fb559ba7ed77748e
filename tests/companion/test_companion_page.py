"""What the companion's page is told, and what its script makes of it."""

import asyncio

from playwright.async_api import Error
from playwright.sync_api import Page
from support.event_loop import timed

from optout.companion.companion_page import ADDRESS, CompanionPage
from optout.companion.screen import Screen
from optout.system.templates import html_environment


class Document:
    """The script's own object, whose document may be gone."""

    def __init__(self, *, stands: bool) -> None:
        self.stands, self.shown = stands, list[object]()

    async def evaluate(self, _script: str, given: list[object]) -> None:
        if not self.stands:
            raise Error("Execution context was destroyed")
        self.shown.append(given[0])


class Tab:
    """A tab with one document after the other."""

    url = ADDRESS

    @property
    def context(self) -> "Tab":
        return self

    def __init__(self, *documents: Document) -> None:
        self.documents = list(documents)

    async def evaluate_handle(self, _script: str) -> Document:
        return self.documents.pop(0)

    async def nothing(self, *_given: object) -> None:
        """Whatever else is done in it."""

    expose_binding = route = goto = close = nothing

    def on(self, _event: str, _act: object) -> None:
        """Nothing happens in it."""


def test_a_document_that_is_gone_is_looked_for_anew() -> None:
    """It was left as its script was looked for; the next news is shown in the one after it."""
    stands = Document(stands=True)
    tab = Tab(Document(stands=False), stands)

    async def shows() -> None:
        page = CompanionPage(tab, lambda *_answer: None, lambda: None)  # type: ignore[arg-type]
        await page.open()
        for number in (1, 2, 3):
            page.show({"number": number})
            await asyncio.sleep(0.1)
        await page.close()

    timed(shows())
    assert stands.shown == [{"number": 2}, {"number": 3}]


def test_what_was_said_before_stays_whole_however_much_it_is(page: Page) -> None:
    """Also once as many parts are kept as ever are: the oldest goes as a new one comes."""
    template = html_environment().get_template("companion/page.html.j2")
    page.set_content(template.render(nonce="", language="en"))
    screen = Screen()
    for number in range(20):
        screen.heading(f"No. {number}")
        page.evaluate("state => companion.show(state, false)", screen.as_data())
    headings = page.locator("#before h2").all_text_contents()
    assert headings == [f"No. {number}" for number in range(18, 7, -1)]
