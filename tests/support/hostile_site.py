"""A site that means harm, on two hosts of this machine: it keeps every request that it gets."""

from pathlib import Path

from support.web_server import Exchange, WebServer

FORM = """<h1>Object to the use of your information for AI at Meta</h1>
<form method="post" action="/send">
<p><label>Country of residence <select name="country"><option value="">Choose</option>
<option value="BE">Belgium</option><option value="FR">France</option>
<option value="IT">Italy</option></select></label></p>
<p><label>Email address <input name="email" type="email" required></label></p>
<p><label>Explain how this processing affects you
<textarea name="explanation" required></textarea></label></p>
<button class="send">Send request</button></form>"""
ASKS = """<h1>Confirm your objection</h1>
<p>Enter the 6-digit code that we sent to your email address.</p>
<form method="post" action="/code"><p><label>Confirmation code
<input name="code" inputmode="numeric" autocomplete="one-time-code" required></label></p>
<button>Confirm</button></form>"""
"""What may follow the form."""
TELLS = "<script>addEventListener('input', () => fetch('/betrayed'), true);</script>"
"""The page tells of whatever is typed into it."""
ESC = "\x1b[2J\x1b]0;owned\x07\x9b31m\x08\u202e"


class HostileSite(WebServer):
    """`pages` are bodies by path; `requests` what was asked for, with what was posted.

    `/never` is not answered.
    """

    def __init__(self, pages: dict[str, str], certificate: Path | None = None) -> None:
        self.pages, self.requests, self.certificate = pages, list[str](), certificate

    @property
    def own(self) -> str:
        """The origin of the form."""
        return self.origin

    @property
    def foreign(self) -> str:
        """The same site by another name."""
        return self.origin.replace("127.0.0.1", "localhost")

    @property
    def foreign_requests(self) -> str:
        """All that reached the host that is not the form's."""
        return "\n".join(r for r in self.requests if r.startswith("localhost"))

    def answer(self, exchange: Exchange) -> None:
        """With a page, in which the other host is named."""
        self.requests.append(f"{exchange.host} {exchange.path} {exchange.text}")
        if exchange.path == "/never":
            self.over.wait()
        page = self.pages.get(exchange.url.path, "")
        exchange.show(page.replace("{foreign}", self.foreign))
