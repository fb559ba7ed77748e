"""After a form the person breathes: the page stays, and its proof opens beside it on demand."""

import stat

import pytest
from playwright.sync_api import expect
from support.beside import Beside
from support.leftovers import gone
from support.waiting import until
from support.world import EMAIL

from optout.companion.companion_page import ADDRESS

pytestmark = pytest.mark.headed
NAME = "Prénom Nom"
WHO = {
    "OPTOUT_COUNTRY": "FR",
    "OPTOUT_EMAIL": EMAIL,
    "OPTOUT_NAME": NAME,
    "OPTOUT_LANGUAGE": "fr",
}
SAYS = "Facebook says: “Thank you, your objection has reached us”"


def _proofs(beside: Beside) -> list[str]:
    return [url for url in beside.open_pages if url.startswith("file:")]


def test_the_proof_is_shown_beside_the_page_until_the_person_goes_on(beside: Beside) -> None:
    world = beside.world
    world.settings |= {
        "OPTOUT_FACEBOOK_URL": world.site.url("facebook", session="facebook", flow="direct"),
        "OPTOUT_TIKTOK_URL": world.site.url("instagram", session="tiktok", flow="direct"),
    }
    beside.start("all", "--accounts", "facebook,tiktok", **WHO)
    beside.shows("Facebook: you check and send")
    beside.press("Submit", on=beside.form)
    quote = beside.companion.locator("#now .quote")
    expect(quote).to_have_text(SAYS, timeout=30_000)
    beside.shows("The page's answer is kept as proof.")
    answered = beside.form.inner_text("body")
    beside.press("See the proof")
    until(lambda: len(_proofs(beside)) == 1)
    proof = beside._page(lambda page: page.url.startswith("file:"))
    expect(proof.locator("h1")).to_contain_text(NAME)
    windows = beside.windows
    assert windows[proof.url] == windows[beside.form.url.split("?")[0]] != windows[ADDRESS]
    assert proof.evaluate("document.visibilityState") == "visible"
    assert beside.companion.evaluate("document.visibilityState") == "visible"
    (file,) = (world.data / "dossiers").glob("*/dossier.html")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    made = file.stat().st_mtime_ns
    beside.press("See the proof")
    until(lambda: file.stat().st_mtime_ns > made)
    assert len(_proofs(beside)) == 1
    assert beside.form.inner_text("body") == answered
    beside.press("Go on with TikTok")
    beside.shows("TikTok: you check and send")
    expect(beside.companion.locator("#offers")).not_to_contain_text("See the proof")
    assert len(_proofs(beside)) == 1, "it is no free tab"
    beside.press("Submit", on=beside.form_of("instagram"))
    expect(beside.companion.locator("#question button")).to_have_text("Finish", timeout=30_000)
    expect(quote).to_have_text(SAYS.replace("Facebook", "TikTok"))
    offers = beside.companion.locator("#offers")
    for form in ("Facebook", "TikTok"):
        expect(offers).to_contain_text(f"See the proof: {form}")
    beside.press("Finish")
    assert beside.ends() == 0, beside.said
    assert gone("XDG_DATA_HOME", world.home["XDG_DATA_HOME"], 20) == []
    profile = [p.read_bytes() for p in (world.data / "browser").rglob("*") if p.is_file()]
    assert any(b"dossier.html" in held for held in profile), "else nothing was looked at"
    assert not [h for h in profile for text in (NAME, EMAIL) if text.encode() in h]
