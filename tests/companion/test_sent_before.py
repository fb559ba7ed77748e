"""What earlier runs have sent stands in the companion's first line, whatever is asked."""

import pytest
from playwright.sync_api import expect
from support.beside import Beside
from support.world import EMAIL

from optout.domain.proofs import Proof
from optout.domain.states import State
from optout.dossier.store import Store

WHO = {"OPTOUT_EMAIL": EMAIL, "OPTOUT_LANGUAGE": "fr"}


@pytest.mark.headed
@pytest.mark.parametrize("asks", [True, False])
def test_what_was_sent_before_stands_at_the_top_from_the_first_question_on(
    beside: Beside, asks: bool
) -> None:
    """Started from the menu, when all is done: "Nothing is sent." would be untrue."""
    store = Store(beside.world.data / "dossiers")
    for form in ("facebook", "instagram"):
        made = store.create(form=form, email=EMAIL)
        made.advance(State.PREFILLED, by="tool")
        made.advance(State.UNCONFIRMED, by="person", proof=Proof.PERSONS_WORD)
    beside.start("run", "facebook", "instagram", **{**WHO, "OPTOUT_COUNTRY": "" if asks else "FR"})
    beside.shows("country of residence" if asks else "Finish")
    top = beside.companion.locator("#sent")
    expect(top).to_have_text("Facebook: Noted as sent. Instagram: Noted as sent.")
    beside.interrupt()
    beside.ends()
