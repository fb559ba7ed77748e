"""The person chooses the page's language once the form is filled in, in a real browser."""

import pytest
from support.headless_run import HeadlessRun
from support.page_site import PageSite
from support.posted_form import COUNTRY, EMAIL, TITLE, WHY

FRENCH = {
    "Object to your information being used for AI at Meta": "Vous opposer à l’utilisation de vos "
    "informations pour l’IA de Meta",
    "Country of residence": "Pays de résidence",
    "Email address": "Adresse e-mail",
    "Tell us how this affects you": "Expliquez en quoi ce traitement vous affecte",
    "Send": "Envoyer",
}
PAGE = f"""{TITLE}<form method=post action=/send>{COUNTRY}{EMAIL}{WHY}<button>Send</button></form>
<script>
const words = WORDS;
if (location.search) {{
  document.documentElement.lang = 'fr';
  for (const [from, to] of Object.entries(words))
    document.body.innerHTML = document.body.innerHTML.replace(from, to);
}}
fetch('/pressed').then(() => {{
  if (location.search) document.querySelector('button').click(); else location.search = '?l=fr';
}});
</script>"""
DONE = "<h1>Merci</h1><p>Nous avons bien reçu votre opposition.</p>"


@pytest.mark.parametrize("asks_more", [False, True])
def test_the_same_form_in_another_language_is_filled_in_again(
    headless: HeadlessRun, asks_more: bool
) -> None:
    """Another form is not, be it in another language, too."""
    words = dict(FRENCH)
    if asks_more:
        words["Adresse e-mail"] = "Votre nom <input name=nom></label><label>Adresse e-mail"
    pages = {"/": PAGE.replace("WORDS", str(words)), "/done": DONE}
    with PageSite(pages, {"/send": "/done"}) as served:
        until = headless.heard("not the form that was filled in") if asks_more else None
        result = headless.run(served.url, served.press, served.press, until=until)
        posted = [sent["email"] for _, sent in served.posts]
    assert (result.state == "acknowledged", len(posted)) == (not asks_more, 1 - asks_more)
    assert headless.person.asked == []
