"""A box beside which a code is yet to be sent takes an address; where it was sent, a code."""

from collections.abc import Iterator

from support.tables import by_language

from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.page.reading import Reading, judge

SAID: dict[str, dict[str, str]] = by_language("code_to_be_sent")


def alone(lang: str, **box: object) -> Reading:
    """A page with one box of no declared type, and a button that goes on."""
    given = {"type": "text", "form": 0, **box}
    field = Control("0:0", 0, 0, ControlKind.TEXT, **given)  # type: ignore[arg-type]
    button = Control("0:1", 0, 1, ControlKind.BUTTON, label=SAID[lang]["next"], form=0)
    told = (field.label, *field.before, field.described)
    frame = FrameSnapshot(
        *(0, "https://form.test/", True),
        title="Meta",
        lang=lang,
        blocks=tuple(Block(text) for text in told if text),
        controls=(field, button),
    )
    return judge(Snapshot(frame.url, (frame,)), {})


def layouts(name: str, said: str) -> Iterator[dict[str, object]]:
    """The ways in which a box is named, and something is said at it."""
    yield {"label": name, "before": (said,), "own": 1}
    yield {"label": name, "described": said}
    yield {"label": f"{name} {said}", "lead": name}
    yield {"label": said}
    yield {"before": (name, said), "own": 2}
    yield {"before": (said, name), "own": 2}
    yield {"before": (said,), "own": 1, "placeholder": name}


def test_where_a_code_is_yet_to_be_sent_none_is_typed() -> None:
    for lang, said in SAID.items():
        for box in layouts(said["email"], said["will_send"]):
            seen = alone(lang, **box)
            assert seen.kind is not PageKind.CODE, (lang, box)
            assert seen.fields[Role.CODE].status != "found", (lang, box)


def test_where_a_code_was_sent_it_is_typed() -> None:
    for lang, said in SAID.items():
        for box in layouts(said["code"], said["sent"]):
            seen = alone(lang, **box)
            found = (seen.kind, seen.fields[Role.CODE].status)
            assert found == (PageKind.CODE, "found"), (lang, box)


def test_a_box_declared_for_a_code_is_one() -> None:
    label = "Code (we will send it again after a minute)"
    for box in ({"autocomplete": "one-time-code"}, {"inputmode": "numeric"}):
        assert alone("en", label=label, **box).kind is PageKind.CODE, box
