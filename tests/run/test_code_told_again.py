"""A page that has refused one code clears its old message only a while after the next answer."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, Request
from support.locate_site import HOST, Site, document

from optout.forms.hosts import Allowed
from optout.page.tab import Listener, Tab
from optout.run.code.code_delivery import CodeDelivery
from optout.run.code.enter_code import CodeEntered, enter_code
from optout.run.patience import Patience

_CLEARS = (0, 250, 800, 1500)
"""Milliseconds from the site's answer until the page has taken its old message away."""
_PAGE = document("""<h1>Check your email</h1>
<p>To confirm your objection, enter the code that we have sent to your email.
<p role=alert>That code is not right. Please look at it again.
<form><label for=digits>Confirmation code</label><input id=digits inputmode=numeric maxlength=6>
<button>Continue</button></form>
<script>
const busy = ms => { const end = performance.now() + ms; while (performance.now() < end); };
document.querySelector('form').onsubmit = async event => {
  event.preventDefault();
  await fetch('/code', {method: 'POST', body: digits.value});
  ANSWERED;
};
</script>""")
_RIGHT = """setTimeout(() => {
  document.body.innerHTML = '<h1>Thank you</h1><p>We have received your objection.';
}, CLEARS)"""
_WRONG_AGAIN = "busy(0)"
_SAID_ANEW = """document.querySelector('[role=alert]').hidden = true;
setTimeout(() => { document.querySelector('[role=alert]').hidden = false; }, 700)"""
_TICKS = """setInterval(() => {
  document.querySelector('h1').textContent = `Check your email (${Math.floor(Date.now() / 500)})`;
}, 500)"""
_BUSY = "setTimeout(() => busy(2600), 200);"


class _Hears(Listener):
    """Tells of the code as it leaves."""

    def __init__(self) -> None:
        self.delivery = CodeDelivery()
        self.wakes: Callable[[Awaitable[object]], None] = lambda _act: None

    def on_request(self, request: Request) -> bool:
        if request.method == "POST":
            self.wakes(self.delivery.leaves_by(request))
        return False


async def _entered(page: Page) -> CodeEntered:
    hears = _Hears()
    tab = Tab(page, Allowed(origin=HOST.rstrip("/")), hears)
    hears.wakes = tab.wake_after
    try:
        return await enter_code(tab, "482915", hears.delivery, Patience(), sent=True)
    finally:
        await tab.close()


@pytest.mark.parametrize("busy", ["", _BUSY], ids=["quiet", "busy"])
def test_a_right_code_is_not_told_wrong(site: Site, busy: str) -> None:
    for clears in _CLEARS:
        page = _PAGE.replace("ANSWERED", busy + _RIGHT.replace("CLEARS", str(clears)))
        entered = site.visit(page, _entered, {HOST + "code": "ok"})
        assert (entered.outcome, entered.quote) == ("taken", ""), clears


@pytest.mark.parametrize(
    "answered", [_WRONG_AGAIN, _SAID_ANEW, _TICKS, _BUSY], ids=["stands", "anew", "ticks", "busy"]
)
def test_the_same_words_are_told_of_a_second_wrong_code(site: Site, answered: str) -> None:
    entered = site.visit(_PAGE.replace("ANSWERED", answered), _entered, {HOST + "code": "no"})
    assert entered.outcome == "rejected"
    assert entered.quote == "That code is not right. Please look at it again."
