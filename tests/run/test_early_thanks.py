"""A page that sends the letter, thanks, and only then sends the request itself."""

import pytest
from support.headless_run import HeadlessRun
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form

SENDS_TWICE = """
const [it] = document.forms;
const send = (path, body) => fetch(path, {method: 'POST', body});
it.onsubmit = event => {
  event.preventDefault();
  const filled = it.outerHTML;
  send('/letter', new URLSearchParams(new FormData(it))).then(async () => {
    document.body.innerHTML = '<h1>Thank you</h1><p>We have received your objection.</p>';
    if ((await send('/request', 'token=7')).ok) return;
    document.body.innerHTML = '<p role=alert>Your request could not be submitted.</p>' + filled;
  });
};
"""


@pytest.mark.parametrize(("answered", "state"), [(True, "acknowledged"), (False, "abandoned")])
def test_thanks_are_believed_once_all_that_was_sent_is_answered(
    headless: HeadlessRun, answered: bool, state: str
) -> None:
    pages = {"/": form(COUNTRY, EMAIL, WHY, PRESSES, script=SENDS_TWICE), "/letter": ""}
    answers = {"/request": ""} if answered else {}
    with PageSite({**pages, **answers}, slow={"/request": 3.0}) as site:
        headless.run(site.url, site.press, until=headless.heard("could not be submitted"))
        assert [path for path, _fields in site.posts] == ["/letter", "/request"]
    assert headless.record()["state"] == state
    assert ("has received your objection" in headless.person.heard) == answered
