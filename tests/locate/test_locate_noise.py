"""What ordinary pages have besides: a chat in the corner, a newsletter, a question of their own."""

from support.locate_site import TITLE, Site, document, reworded

from optout.locate.roles import PageKind, Role

CHAT = '<div style="position: fixed; bottom: 0"><textarea placeholder="Write it…"></textarea>'
CHATS = ("Write a message…", "Écrivez un message…", "Schreib uns eine Nachricht …", "…")
WHO = """<label>Country <select name=c><option>France<option>Italy<option>Spain</select></label>
<label>Email <input name=e></label>"""
LETTER = "<label>Why do you object to this use? <textarea name=w></textarea></label>"
SEND, NEXT = "<button>Submit</button>", "<button>Next</button>"


def test_no_letter_goes_into_a_chat_below_the_form(site: Site) -> None:
    for ends in (SEND, NEXT):
        looked = site.look(document(f"{TITLE}{WHO}{ends}{CHAT}"))
        for asks in CHATS:
            fields = reworded(looked, {"Write it…": asks}).fields
            assert fields[Role.EXPLANATION].status == "missing", (ends, asks)
            assert fields[Role.COUNTRY].status == fields[Role.EMAIL].status == "found"


def test_a_letter_goes_into_the_box_above_it(site: Site) -> None:
    looked = site.look(document(f"{TITLE}{WHO}{LETTER}{SEND}{CHAT}"))
    for asks in CHATS:
        control = reworded(looked, {"Write it…": asks}).fields[Role.EXPLANATION].control
        assert control is not None and control.name == "w", asks


def test_a_box_for_the_letter_may_ask_for_a_message(site: Site) -> None:
    """It has a label of its own, and stands before the button."""
    box = '<label>Message <textarea name=w placeholder="Write a message…"></textarea></label>'
    assert (
        site.look(document(f"{TITLE}{WHO}{box}{SEND}")).fields[Role.EXPLANATION].status == "found"
    )


NEWS = "<div>Get our news by e-mail <input type=email name=n><button>Subscribe</button></div>"
COOKIES = """<div>We use cookies to remember what you like. Some come from partners of ours.
<button>Accept all cookies</button><button>Refuse</button></div>"""
HELPFUL = "<p>Was this information helpful to you?</p><button>Yes</button><button>No</button>"
RECEIVED = "<span>Your request was recorded under the number 884213.</span> <span>Keep it.</span>"


def test_a_receipt_is_one_beside_what_every_page_has(site: Site) -> None:
    for noise in (NEWS, COOKIES, HELPFUL, COOKIES + HELPFUL + NEWS):
        page = site.look(document(f"<h2>Your objection</h2>{RECEIVED}{noise}"))
        assert page.kind is PageKind.ACKNOWLEDGED, noise


def test_an_article_of_the_law_is_no_number_of_goods(site: Site) -> None:
    box = "<p>ASKS</p><input inputmode=numeric maxlength=6>"
    looked = site.look(document(f"<h1>HEADING</h1>{box}"))
    for lang, title, asks in (
        ("nl", "Bezwaar (artikel 21 AVG)", "Voer de code in die we je hebben gemaild."),
        ("sv", "Invändning enligt artikel 21", "Ange koden som vi har skickat till din e-post."),
    ):
        for heading in (title, title.replace("artikel 21", "")):
            words = {"HEADING": heading, "ASKS": asks}
            assert reworded(looked, words, lang=lang).kind is PageKind.CODE, heading
