"""A site may have the browser post the form to another one, too: the person is told to which."""

import pytest
from support.headless_run import EMAIL, HeadlessRun
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, WHY, form
from support.posted_form import EMAIL as ADDRESS
from support.web_server import Exchange

from optout.dossier.export.summary import summary
from optout.dossier.store import Store

POSTED = """<script>document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  fetch('/send', {method: 'POST', body: new URLSearchParams([...new FormData(event.target)])});
});</script>"""
THANKS = "<h1>Thank you</h1><p>We have received your objection.</p>"


class SendsOn(PageSite):
    """What is posted is sent on to `other`, with this status."""

    other, status = "", 0

    def answer(self, exchange: Exchange) -> None:
        if exchange.command == "POST":
            exchange.lead(self.other, self.status)
        else:
            super().answer(exchange)


@pytest.mark.parametrize("script", ["", POSTED], ids=["form", "script"])
@pytest.mark.parametrize("status", [303, 307, 308])
def test_another_host_that_gets_what_was_posted_is_named(
    headless: HeadlessRun, status: int, script: str
) -> None:
    pages = {"/": form(COUNTRY, ADDRESS, WHY, PRESSES) + script}
    with PageSite({"/taken": THANKS}) as other, SendsOn(pages) as site:
        site.other = other.url.replace("127.0.0.1", "localhost") + "taken"
        site.status = status
        answered = headless.asked("?") if not script else headless.heard("stands there as before")
        headless.run(site.url, site.press, until=answered)
        got = [fields["email"] for _path, fields in other.posts]
    on = status != 303
    assert got == [EMAIL] * on
    assert headless.person.heard.count("Facebook: the site sent it on to localhost.") == on
    assert headless.record()["sent_on_to"] == "localhost" * on
    (listed,) = headless.store.root.glob("*")
    record = Store(headless.store.root).open(listed.name).record
    told = summary(record, record.created.date()).shown
    assert ("The site sent it on to localhost." in told) is on
