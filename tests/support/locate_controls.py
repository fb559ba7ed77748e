"""Pages for the locator, made of controls as they would have been read: no browser is opened."""

from corpus.words import words

from optout.locate.roles import ControlKind
from optout.locate.snapshot import Block, Control, FrameSnapshot, Option, Snapshot
from optout.page.reading import Reading, judge


def field(label: str = "", kind: ControlKind = ControlKind.TEXT, **more: object) -> Control:
    """A control with that label, in the page's first form; `more` as in `Control`."""
    given = {"type": "text" if kind is ControlKind.TEXT else "", "form": 0, "label": label}
    return Control("", 0, 0, kind, **(given | more))  # type: ignore[arg-type]


def countries(lang: str, label: str, **more: object) -> Control:
    """A list of countries, in the language of the page."""
    names = [words(lang).territory(code) for code in ("FR", "DE", "IT", "ES")]
    options = tuple(Option(name, name) for name in names)
    return field(label, ControlKind.SELECT, options=options, total=4, **more)


def page(lang: str, heading: str, *controls: Control, blocks: tuple[Block, ...] = ()) -> Reading:
    """A page with these controls below its heading, and more texts."""
    numbered = tuple(c._replace(key=f"0:{i}", index=i) for i, c in enumerate(controls))
    frame = FrameSnapshot(
        *(0, "https://form.test/", True),
        lang=lang,
        blocks=(Block(heading, heading=1), *blocks),
        controls=numbered,
    )
    return judge(Snapshot(frame.url, (frame,)), {})
