"""A page that answers nothing, in answer to the sending: it is asked about, and never an end.

Their words are as on published pages of shops, accounts and help centres.
"""

import pytest
from support.headless_run import HeadlessRun
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form

from optout.domain.result import Result

SIGNED_OUT = """<h1>Welcome back</h1><p>Keep me logged in</p><p>Forgot your details?</p>
<p>We will send you news you may like.</p>"""
CONTACT = """<h1>Kontakt</h1><p>Telefonnummer 0800123456</p><p>Mo-Fr von 8 bis 18 Uhr</p>
<p>Handelsregister HRB 123456</p>"""
BROKEN = "<h1>Something</h1><p>Request ID: 9f36126b7cd29079</p>"
SHOP = """<h1>Delivery</h1><p>Packages delivered Mon-Fri</p><p>2-3 working days</p>
<p>Up to 3 additional days in the mountains.</p>"""
ARTICLE = f"""<h1>All about objections</h1>{"<p>Somebody explains here what one may do.</p>" * 12}
<p>Thank you for reading.</p><p>They told me: your request was received.</p>"""
ACCOUNT = """<h1>Home</h1><p>Thank you for being here.</p><p>Your friends are online.</p>
<p>Look at what is new.</p><p>Find people you know.</p><p>There is more to see.</p>"""
NOTICE = ARTICLE.replace("<h1>", "<p role=status>Your request was received.</p><h1>", 1)
"""Of which request? One to a friend is told in the same words."""


def run(headless: HeadlessRun, page: str) -> Result:
    """The form is sent, and answered with this page; stopped at the first question."""
    pages = {"/": form(COUNTRY, EMAIL, WHY, PRESSES), "/said": page}
    with PageSite(pages, {"/send": "/said"}) as site:
        return headless.run(site.url, site.press, until=lambda: bool(headless.person.asked))


@pytest.mark.parametrize(
    "page",
    [SIGNED_OUT, CONTACT, BROKEN, SHOP, ARTICLE, ACCOUNT, NOTICE],
    ids=["signed_out", "contact", "broken", "shop", "article", "account", "notice"],
)
def test_an_ordinary_page_is_asked_about_and_is_no_end(headless: HeadlessRun, page: str) -> None:
    result = run(headless, page)
    assert headless.person.asked == ["Does that mean that it was received?"]
    assert (result.state, result.sent) == ("abandoned", "left")
    assert f"Facebook says: “{headless.record()['quote']}”" in headless.person.heard


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Thank you!</h1>",
        "<h1>All about objections</h1><p>We have received your request.</p>",
        NOTICE.replace("Your request", "Your objection"),
    ],
    ids=["thanks", "receipt", "message"],
)
def test_a_receipt_is_an_end(headless: HeadlessRun, page: str) -> None:
    result = run(headless, page)
    assert (result.state, result.sent) == ("acknowledged", "proved")
