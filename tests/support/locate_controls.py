"""Pages for the locator, made of controls as they would have been read: no browser is opened."""

from optout.locate.roles import ControlKind
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.page.reading import Reading, judge


def field(label: str = "", kind: ControlKind = ControlKind.TEXT, **more: object) -> Control:
    given = {"type": "text" if kind is ControlKind.TEXT else "", "form": 0, "label": label}
    return Control("", 0, 0, kind, **(given | more))  # type: ignore[arg-type]


def page(lang: str, heading: str, *controls: Control) -> Reading:
    numbered = tuple(c._replace(key=f"0:{i}", index=i) for i, c in enumerate(controls))
    frame = FrameSnapshot(
        *(0, "https://form.test/", True),
        lang=lang,
        blocks=(Block(heading, heading=1),),
        controls=numbered,
    )
    return judge(Snapshot(frame.url, (frame,)), {})


def page_saying(lang: str, text: str) -> Reading:
    """A page of the site that says this and no more, after a request was sent."""
    frame = FrameSnapshot(
        0, "https://form.test/", True, lang=lang, title="Facebook", blocks=(Block(text),)
    )
    return judge(Snapshot(frame.url, (frame,)), {})


def taken_for_end(page: Reading) -> bool:
    """Whether a page is taken for word that a request was received."""
    return page.claim.kind in ("received", "already")
