"""A form by steps whose last one only shows what was filled in, in a real browser."""

import pytest
from support.headless_run import EMAIL as ADDRESS
from support.headless_run import HeadlessRun
from support.page_site import PageSite
from support.posted_form import COUNTRY, EMAIL, TITLE, WHY

from optout.config.settings import Settings
from optout.run.form_inputs import form_inputs

STEPS = f"""{TITLE}<form method=post action=/send>{COUNTRY}{EMAIL}{WHY}
<button type=button class=next>Next</button></form><script>
const form = document.forms[0];
fetch('/pressed').then(() => {{
  const told = (name, value) => `<dt>${{name}}<dd>${{value}} <a href="#">Change</a>`;
  form.hidden = true;
  form.insertAdjacentHTML('afterend', `<h2>Check your answers</h2><dl>${{told('Country',
    form.country.selectedOptions[0].text)}}${{told('Email', form.email.value)}}${{told('Why',
    form.why.value.slice(0, 100) + '…')}}</dl><button class=send>Send objection</button>`);
  document.querySelector('.send').onclick = () => form.submit();
  return fetch('/pressed');
}}).then(() => document.querySelector('.send').click());
</script>"""
DONE = "<h1>Thank you</h1><p>We have received your objection.</p>"


def test_it_is_the_persons_to_send_at_once(headless: HeadlessRun) -> None:
    with PageSite({"/": STEPS, "/done": DONE}, {"/send": "/done"}) as site:
        result = headless.run(site.url, site.press, site.press)
        ((path, sent),) = site.posts
    assert (path, sent["email"], sent["country"]) == ("/send", ADDRESS, "FR")
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert headless.person.acts == ["next", "submit"]
    assert headless.person.asked == []
    assert "button to send: Send objection" in headless.person.heard


STEP = f"""{TITLE}<form method=post action=/step>{COUNTRY}{EMAIL}{WHY}<button>Next</button></form>
<script>fetch('/pressed').then(() => document.querySelector('button').click());</script>"""
SHOWN = f"""{TITLE}<h2>Check your answers</h2><dl><dt>Email<dd>{ADDRESS}<dt>Why<dd>LETTER</dl>
<form method=post action=/send><button>Send objection</button></form>
<script>fetch('/pressed').then(() => document.querySelector('button').click());</script>"""


def test_what_a_step_took_to_the_site_is_yet_to_be_sent(headless: HeadlessRun) -> None:
    """Its answer shows all once more, under the button that sends it."""
    person = Settings(country="FR", email=ADDRESS, name="Prénom Nom", language="fr")
    letter = form_inputs(person, ["facebook"])[0].letter(None).text
    pages = {"/": STEP, "/shown": SHOWN.replace("LETTER", letter), "/done": DONE}
    with PageSite(pages, {"/step": "/shown", "/send": "/done"}) as site:
        result = headless.run(site.url, site.press, site.press)
        posted = [path for path, _ in site.posts]
    assert "button to send: Send objection" in headless.person.heard
    assert posted == ["/step", "/send"]
    assert (result.state, headless.person.asked) == ("acknowledged", [])


@pytest.mark.parametrize("button", ["Send objection", "Print"])
def test_a_last_page_that_shows_nothing_again_is_asked_about_with_its_button(
    headless: HeadlessRun, button: str
) -> None:
    last = f"{TITLE}<h2>Summary</h2><p>All is ready.</p><button>{button}</button>"
    with PageSite({"/": STEP, "/shown": last}, {"/step": "/shown"}) as site:
        asked = headless.asked("what does the page say")
        result = headless.run(site.url, site.press, until=asked)
    told = f"a button to send: {button}" in headless.person.heard
    assert told is (button == "Send objection")
    assert result.state != "acknowledged"
