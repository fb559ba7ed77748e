"""A step that only shows once more what was filled in: known by that, in any language."""

from support.tables import unlike

from optout.locate.form.review import review_button
from optout.locate.roles import ControlKind
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot

LETTER = "Je m’oppose au traitement de mes publications.\n\nIl porte atteinte à ma vie privée."
SHOWN = "Begründung: " + " ".join(LETTER.split())[:50] + "…"
SENDS = ("Absenden", "Envoyer ma demande", "Wyślij sprzeciw", "Skicka", "送信")


def button(label: str, **more: object) -> Control:
    return Control("0:0", 0, 0, ControlKind.BUTTON, label=label, **more)  # type: ignore[arg-type]


CHANGE = button("Ändern")
SEND = button("Absenden")


def shown(text: str, *controls: Control, letter: str = LETTER, **more: object) -> Control | None:
    given: dict[str, object] = {"permitted": True} | more
    frame = FrameSnapshot(
        0, "https://form.test/", blocks=(Block("Land: France"), Block(text)), controls=controls,
        **given,
    )  # type: ignore[arg-type]  # fmt: skip
    return review_button(Snapshot(frame.url, (frame,)), letter)


def test_it_is_known_by_the_letter_that_it_shows() -> None:
    for text in (SHOWN, LETTER):
        found = {label: shown(text, CHANGE, button(label)) for label in SENDS}
        assert {label: one.label if one else "" for label, one in found.items()} == {
            label: label for label in SENDS
        }


def test_what_shows_something_else_is_none() -> None:
    assert shown(LETTER[:30], SEND) is None
    assert shown("E-Mail: jemand@example.org", SEND) is None
    assert shown(SHOWN, SEND, permitted=False) is None
    assert shown(SHOWN, SEND, visible=False) is None
    assert shown("", SEND, letter="") is None


def test_without_one_certain_button_it_is_none() -> None:
    others: dict[str, tuple[Control, ...]] = {
        "none": (),
        "none that sends": (CHANGE,),
        "not yet": (SEND._replace(disabled=True),),
        "elsewhere": (SEND._replace(region="footer"),),
        "two": (SEND, button("Formular absenden")),
        "code": (button("Code senden"),),
        "again": (button("Send the code again"),),
        "new code": (button("Envoyer un nouveau code"),),
    }
    assert unlike(None, others, lambda name: shown(SHOWN, *others[name])) == {}


def test_what_is_still_to_be_filled_in_is_none() -> None:
    """What it asks for is told, not how it is sent."""

    def read(kind: ControlKind) -> list[bool]:
        asked = Control("0:1", 0, 1, kind, label="Links", type="text")
        apart = asked._replace(search=True), asked._replace(region="header")
        return [shown(SHOWN, one, SEND) is None for one in (asked, *apart)]

    kinds = (ControlKind.TEXT, ControlKind.TEXTAREA, ControlKind.CHECKBOX, ControlKind.SELECT)
    assert unlike([True, False, False], kinds, read) == {}
