"""A form by steps whose last one only shows what was filled in, in a real browser."""

from support.headless_run import EMAIL as ADDRESS
from support.headless_run import HeadlessRun, headless
from support.locating import locating, site
from support.page_site import PageSite
from support.posted_form import COUNTRY, EMAIL, TITLE, WHY

__all__ = ["headless", "locating", "site"]

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
