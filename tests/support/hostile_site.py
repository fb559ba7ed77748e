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
ATTACK = """async ({ target, secret }) => {
  const report = {}, told = [];
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
  const reads = (w) => { try { return w.document.documentElement.outerHTML.includes(secret); }
    catch { return false; } };
  addEventListener("message", (event) => told.push(String(event.data)));
  const opened = open(target, "optout");
  const frame = document.createElement("iframe");
  frame.src = target; document.body.append(frame);
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: target, target: "posted" });
  const posted = document.createElement("iframe");
  posted.name = "posted"; document.body.append(posted, form); form.submit();
  await pause(1000);
  report.opened = reads(opened);
  report.framed = reads(frame.contentWindow);
  report.posted = reads(posted.contentWindow);
  const fetched = await fetch(target).then((response) => response.text(), () => "");
  report.fetched = fetched.includes(secret);
  report.asked = await fetch(target, { mode: "no-cors", credentials: "include" })
    .then(() => true, () => false);
  report.named = ["optout", "companion", "answer"].some((name) => reads(open("", name)));
  const all = [opened, frame.contentWindow, window, self, top, parent, opener, opened?.opener,
    opened?.top, opened?.parent, ...[...Array(frames.length)].map((_, n) => frames[n])];
  const has = (w, name) => { try { return Boolean(w && w[name]); } catch { return false; } };
  report.binding = all.some((w) => has(w, "answer") || has(w, "companion"));
  for (const w of all.filter((w) => w && w !== window)) w.postMessage({ answer: "yes" }, "*");
  await pause(300);
  report.messages = told.some((text) => text.includes(secret));
  return report;
}"""
"""Each way to it, and whether it led there."""
VICTIM = """<p>prenom.nom@example.org</p><script>globalThis.companion = {};
addEventListener("message",
  (event) => event.source.postMessage(document.body.textContent, "*"));</script>"""
"""A page to which each of them leads; it holds the secret that is looked for."""
WAYS = {"opened", "framed", "posted", "fetched", "asked", "named", "binding", "messages"}
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
