"""A step that only shows once more what was filled in: known by that, in any language."""

import pytest

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


@pytest.mark.parametrize("label", SENDS)
@pytest.mark.parametrize("text", [SHOWN, LETTER], ids=["the beginning", "the whole"])
def test_it_is_known_by_the_letter_that_it_shows(text: str, label: str) -> None:
    found = shown(text, CHANGE, button(label))
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (LETTER[:30], {}),
        ("E-Mail: jemand@example.org", {}),
        (SHOWN, {"permitted": False}),
        (SHOWN, {"visible": False}),
        ("", {"letter": ""}),
    ],
    ids=["little of it", "something else", "another host", "not seen", "no letter"],
)
def test_what_shows_something_else_is_none(text: str, more: dict[str, object]) -> None:
    assert shown(text, SEND, **more) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "buttons",
    [
        (),
        (CHANGE,),
        (SEND._replace(disabled=True),),
        (SEND._replace(region="footer"),),
        (SEND, button("Formular absenden")),
        (button("Code senden"),),
        (button("Send the code again"),),
        (button("Envoyer un nouveau code"),),
    ],
    ids=["none", "none that sends", "not yet", "elsewhere", "two", "code", "again", "new code"],
)
def test_without_one_certain_button_it_is_none(buttons: tuple[Control, ...]) -> None:
    assert shown(SHOWN, *buttons) is None


@pytest.mark.parametrize(
    "kind", [ControlKind.TEXT, ControlKind.TEXTAREA, ControlKind.CHECKBOX, ControlKind.SELECT]
)
def test_what_is_still_to_be_filled_in_is_none(kind: ControlKind) -> None:
    """What it asks for is told, not how it is sent."""
    asked = Control("0:1", 0, 1, kind, label="Links", type="text")
    assert shown(SHOWN, asked, SEND) is None
    assert shown(SHOWN, asked._replace(search=True), SEND) is not None
    assert shown(SHOWN, asked._replace(region="header"), SEND) is not None
