"""What ordinary pages have besides: a chat in the corner, a newsletter, a question of their own."""

from support.locate_site import TITLE, Site, document, reworded

from optout.locate.roles import PageKind, Role

WHO = """<label>Country <select name=c><option>France<option>Italy<option>Spain</select></label>
<label>Email <input name=e></label>"""
SEND = "<button>Submit</button>"


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
