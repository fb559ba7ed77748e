"""A site as they were before scripts: every step is a form that the browser itself posts.

What breaks on such a site replaces the page, where a page with scripts only shows a message.
"""

import secrets
from dataclasses import dataclass, field

from support.web_server import PRESSES, Exchange, WebServer

_FORM = """<h1>Object to the use of your information for AI at Meta</h1>
<p>You have the right to object. We review every request.</p>
<form method="post" action="/send"{window}>
<p><label for="c">Country of residence</label>
<select id="c" name="country" required><option value="">Choose</option>
<option value="BE">Belgium</option><option value="FR">France</option>
<option value="IT">Italy</option></select></p>
<p><label for="e">Email address</label>
<input id="e" name="email" type="email" required></p>
<p><label for="x">Explain how this processing affects you</label>
<textarea id="x" name="explanation" rows="12" cols="60" required></textarea></p>
<button class="send">Send request</button></form>"""
WINDOWS = {
    "plain": "",
    "blank": ' target="_blank"',
    "popup": """ target="answer" onsubmit="window.open('', 'answer', 'width=500,height=500')\"""",
}
"""By the flow's name: where the answer to a form comes."""
_TELLS = """<script>addEventListener('input', () => fetch('/typing'), {once: true, capture: true});
</script>"""
_HASTE = """<script>const looking = setInterval(() => {
  if (![...document.querySelectorAll('[required]')].every(e => e.value)) return;
  clearInterval(looking);
  document.querySelector('button').click();
}, 20);</script>"""
_SCRIPTED = """<script>
const form = document.querySelector('form'), how = '{by}';
form.addEventListener('submit', event => {{
  const rest = () => {{ const until = performance.now() + {busy};
    while (performance.now() < until); }};
  if (how === 'post') return rest();
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form)), show = url => {{ location.href = url; }};
  if (how === 'fetch') fetch('/send', {{method: 'POST', body}}).then(answer => show(answer.url));
  else {{
    const request = new XMLHttpRequest();
    request.open('POST', '/send');
    request.onload = () => show(request.responseURL);
    request.send(body);
  }}
  rest();
}});
</script>"""
_NEWS = "<h1>News</h1><p>The Help Centre has a new look. We hope that you like it.</p>"
_CODE = """<h1>Enter the code</h1>
{said}<p>To go on with your objection, enter the 6-digit confirmation code that we sent to your
email address.</p>
<form method="post" action="/code"{window}><p><label for="k">Confirmation code</label>
<input id="k" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6"></p>
<button>Confirm</button></form>"""
_DONE = """<h1>Thank you</h1>
<p>We have received your objection. We will review your request and email you.</p>"""
_WRONG = '<p role="alert">The code you entered is incorrect. Try again.</p>'


@dataclass
class PlainSite(WebServer):
    """One site for one person. `objections` are what was posted; `objected` the end.

    `alone`: nobody is at the page, which presses its own button after `press`. `haste`: the button
    is pressed as soon as the form is filled in. `window` is what is added to each form's tag. The
    first input is told by a request of `/typing`. `by`: how a press sends, `fetch`, `xhr` or
    `post`; the page then does nothing else for `busy` milliseconds.
    """

    with_code: bool = True
    window: str = ""
    alone: bool = False
    haste: bool = False
    by: str = "post"
    busy: int = 0
    objections: list[dict[str, str]] = field(default_factory=list)
    objected: bool = False
    code: str = ""

    def answer(self, exchange: Exchange) -> None:
        """With a page, or where a post leads."""
        url = exchange.url
        if exchange.command == "GET":
            shown = self._page(url.path, url.query)
        elif url.path == "/login":
            shown = self._form()
        else:
            exchange.lead(self._take(url.path, exchange.fields))
            return
        exchange.show(f"<title>Help Centre</title><main>{shown}</main>")

    def _take(self, path: str, fields: dict[str, str]) -> str:
        """What follows a post: the address that the browser is sent on to."""
        if path == "/send":
            self.objections.append(fields)
            self.code = f"{secrets.randbelow(1_000_000):06}"
            self.objected = not self.with_code
            return "/code" if self.with_code else "/done"
        if fields.get("code") != self.code:
            return "/code?wrong"
        self.objected = True
        return "/done"

    def _page(self, path: str, query: str) -> str:
        """What a visit shows. The answer to a request is shown only while there is one."""
        if path == "/code" and self.objections:
            return _CODE.format(said=_WRONG if query == "wrong" else "", window=self.window)
        if path == "/news":
            return _NEWS
        return _DONE if path == "/done" and self.objected else self._form()

    def _form(self) -> str:
        scripts = _TELLS + PRESSES * self.alone + _HASTE * self.haste
        if self.busy or self.by != "post":
            scripts += _SCRIPTED.format(by=self.by, busy=self.busy)
        return _FORM.format(window=self.window) + scripts
