"""Whether a page that was drawn anew still shows the form that is being filled in."""

from support.event_loop import RunAsync
from support.fake_page import URL, reading

from optout.locate.fields.field import Field
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control
from optout.run.filling import Filling
from optout.run.prefill.same_form import same_form

AGAIN, REASONS = "E-mail, once more", "Your reasons"


SHOWN = (
    ({Role.EMAIL: AGAIN, Role.EXPLANATION: REASONS}, True),
    ({Role.EMAIL: "E-mail", Role.EMAIL_AGAIN: AGAIN, Role.EXPLANATION: REASONS}, True),
    ({Role.EMAIL: "E-mail", Role.EXPLANATION: REASONS}, False),
    ({Role.EMAIL: AGAIN, Role.EXPLANATION: "Your news"}, False),
)


def test_a_form_is_known_by_its_labels(run_async: RunAsync) -> None:
    """What was covered at first may be what another field was taken for. At another address it is
    another form, whatever its labels."""
    for shown, same in SHOWN:
        fields = {role: Field(role, "missing", "") for role in Role}
        for role, label in shown.items():
            control = Control(f"0:{role}", 0, 0, ControlKind.TEXT, label=label)
            fields[role] = Field(role, "found", "its label", control=control)
        now = reading(PageKind.FORM, fields=fields, fingerprint="another")
        for address, here in ((URL, True), (f"{URL}0", False)):
            filling = Filling(labels=SHOWN[0][0], languages=("en",), address=address)
            assert run_async(same_form(filling, now)) is (same and here), (shown, address)
