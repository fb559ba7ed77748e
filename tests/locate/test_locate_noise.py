"""What ordinary pages have besides: a chat in the corner, a newsletter, a question of their own."""

import pytest
from support.locate_site import Site
from support.locating import locating, site

from optout.locate.roles import PageKind, Role

__all__ = ["locating", "site"]

CHAT = '<div style="position: fixed; bottom: 0">{heading}<textarea placeholder="{asks}"></textarea>'
CHATS = {
    "en": CHAT.format(heading="", asks="Write a message…"),
    "fr": CHAT.format(heading="", asks="Écrivez un message…"),
    "de": CHAT.format(heading="", asks="Schreib uns eine Nachricht …"),
    "no words": CHAT.format(heading="", asks="…"),
}
WHO = """<label>Country <select name=c><option>France<option>Italy<option>Spain</select></label>
<label>Email <input name=e></label>"""
LETTER = "<label>Why do you object to this use? <textarea name=w></textarea></label>"
TITLE = "<h1>Object to your information being used for AI at Meta</h1>"
SEND, NEXT = "<button>Submit</button>", "<button>Next</button>"


def shown(body: str) -> str:
    return f'<!doctype html><html lang="en"><body>{body}</body></html>'


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("ends", [SEND, NEXT])
def test_no_letter_goes_into_a_chat_below_the_form(site: Site, chat: str, ends: str) -> None:
    reading = site.look(shown(f"{TITLE}{WHO}{ends}{CHATS[chat]}"))
    assert reading.fields[Role.EXPLANATION].status == "missing"
    assert reading.fields[Role.COUNTRY].status == reading.fields[Role.EMAIL].status == "found"


@pytest.mark.parametrize("chat", CHATS)
def test_a_letter_goes_into_the_box_above_it(site: Site, chat: str) -> None:
    reading = site.look(shown(f"{TITLE}{WHO}{LETTER}{SEND}{CHATS[chat]}"))
    field = reading.fields[Role.EXPLANATION]
    assert field.status == "found"
    assert field.control is not None
    assert field.control.name == "w"


def test_a_box_for_the_letter_may_ask_for_a_message(site: Site) -> None:
    """It has a label of its own, and stands before the button."""
    box = '<label>Message <textarea name=w placeholder="Write a message…"></textarea></label>'
    assert site.look(shown(f"{TITLE}{WHO}{box}{SEND}")).fields[Role.EXPLANATION].status == "found"


NEWS = "<div>Get our news by e-mail <input type=email name=n><button>Subscribe</button></div>"
COOKIES = """<div>We use cookies to remember what you like. Some come from partners of ours.
<button>Accept all cookies</button><button>Refuse</button></div>"""
HELPFUL = "<p>Was this information helpful to you?</p><button>Yes</button><button>No</button>"
RECEIVED = "<span>Your request was recorded under the number 884213.</span> <span>Keep it.</span>"


@pytest.mark.parametrize(
    "noise",
    [NEWS, COOKIES, HELPFUL, COOKIES + HELPFUL + NEWS],
    ids=["newsletter", "cookies", "helpful", "all"],
)
def test_a_receipt_is_one_beside_what_every_page_has(site: Site, noise: str) -> None:
    title = "<title>Object to AI at Meta</title>"
    reading = site.look(shown(f"{title}<h2>Your objection</h2>{RECEIVED}{noise}"))
    assert reading.kind is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("lang", "title", "asks"),
    [
        ("nl", "Bezwaar (artikel 21 AVG)", "Voer de code in die we je hebben gemaild."),
        ("sv", "Invändning enligt artikel 21", "Ange koden som vi har skickat till din e-post."),
    ],
)
@pytest.mark.parametrize("cited", [True, False])
def test_an_article_of_the_law_is_no_number_of_goods(
    site: Site, lang: str, title: str, asks: str, cited: bool
) -> None:
    box = f"<p>{asks}</p><input inputmode=numeric maxlength=6>"
    heading = title if cited else title.replace("artikel 21", "")
    page = f'<!doctype html><html lang="{lang}"><body><h1>{heading}</h1>{box}</body></html>'
    assert site.look(page).kind is PageKind.CODE
