"""A check that one is no robot is known by its frame, whatever it says; only a person passes it."""

import pytest
from support.locate_site import EMAIL, TITLE, WHY, Site, document

from optout.domain.proofs import Proof
from optout.locate.roles import PageKind

CHECK = "https://challenge.test/captcha"
FRAME = f'<iframe src="{CHECK}" width="304" height="78"></iframe>'
FORM = f"{TITLE}<form>{EMAIL}{WHY}<button>Send</button></form>"
DIALOG = '<div role="dialog" aria-modal="true" style="position:fixed;inset:20%">PARTS</div>'
BODY = {CHECK: "<p>Tick it.</p>"}


def look(site: Site, body: str) -> tuple[PageKind, bool]:
    reading = site.look(document(body), BODY)
    return reading.kind, reading.why.proof is Proof.CHECKS_ROBOT


def test_a_check_in_a_dialog_over_the_form(site: Site) -> None:
    over = DIALOG.replace("PARTS", f"<p>Qwertz</p>{FRAME}<button>Submit</button>")
    assert look(site, FORM + over) == (PageKind.UNKNOWN, True)
    assert look(site, FORM + FRAME) == (PageKind.FORM, False)
    asks = DIALOG.replace("PARTS", f"<label>Code <input></label>{FRAME}")
    assert not look(site, FORM + asks)[1]


@pytest.mark.parametrize("body", [FRAME, f"<h1>One moment</h1>{FRAME}<button>Go on</button>"])
def test_a_check_that_is_all_there_is(site: Site, body: str) -> None:
    assert look(site, body) == (PageKind.UNKNOWN, True)
    assert not look(site, body.replace(FRAME, ""))[1]


@pytest.mark.parametrize(
    "hidden",
    [
        FRAME.replace("<iframe", '<iframe style="display:none"'),
        FRAME.replace('width="304"', 'width="1"'),
        FRAME.replace("/captcha", "/captcha?size=invisible"),
        FRAME.replace("<iframe", '<iframe style="position:fixed;right:0;bottom:0"'),
        FRAME.replace("/captcha", "/film"),
    ],
)
def test_frames_that_ask_nothing(site: Site, hidden: str) -> None:
    assert not look(site, f"<h1>Help</h1>{hidden}")[1]
