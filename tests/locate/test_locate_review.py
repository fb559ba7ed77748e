"""A step that only shows once more what was filled in: known by that, in any language."""

import pytest

from optout.locate.review import review_button
from optout.locate.roles import ControlKind
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot

LETTER = "Je m’oppose au traitement de mes publications.\n\nIl porte atteinte à ma vie privée."
VALUES = ("Österreich", "jemand@example.org")
SENDS = ("Absenden", "Envoyer ma demande", "Wyślij sprzeciw", "Skicka", "送信")


def button(label: str, **more: object) -> Control:
    return Control("0:0", 0, 0, ControlKind.BUTTON, label=label, **more)  # type: ignore[arg-type]


def shown(*lines: str, buttons: tuple[Control, ...], **more: object) -> Control | None:
    given: dict[str, object] = {"permitted": True} | more
    frame = FrameSnapshot(
        0, "https://form.test/", blocks=tuple(map(Block, lines)), controls=buttons, **given
    )  # type: ignore[arg-type]
    return review_button(Snapshot(frame.url, (frame,)), LETTER, VALUES)


@pytest.mark.parametrize("label", SENDS)
def test_it_is_known_by_what_it_shows(label: str) -> None:
    other = button("Ändern")
    for lines in (
        ("Land", VALUES[0], "E-Mail", VALUES[1]),
        ("Begründung: " + " ".join(LETTER.split())[:50] + "…",),
    ):
        found = shown(*lines, buttons=(other, button(label)))
        assert found is not None, lines
        assert found.label == label


@pytest.mark.parametrize(
    ("lines", "more"),
    [
        ((VALUES[1],), {}),
        (("Land: Österreichring", VALUES[1]), {}),
        ((LETTER[:30],), {}),
        (VALUES, {"permitted": False}),
        (VALUES, {"visible": False}),
    ],
    ids=["one value", "a word that only begins so", "little of it", "another host", "not seen"],
)
def test_what_shows_something_else_is_none(lines: tuple[str, ...], more: dict[str, bool]) -> None:
    assert shown(*lines, buttons=(button("Absenden"),), **more) is None


@pytest.mark.parametrize(
    "buttons",
    [
        (),
        (button("Ändern"),),
        (button("Absenden", disabled=True),),
        (button("Absenden", region="footer"),),
        (button("Absenden"), button("Noch einmal absenden")),
    ],
    ids=["none", "none that sends", "not yet", "elsewhere", "two"],
)
def test_without_one_certain_button_it_is_none(buttons: tuple[Control, ...]) -> None:
    assert shown(*VALUES, buttons=buttons) is None
