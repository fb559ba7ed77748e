"""A page that asks for a code and says nothing else, judged without a browser."""

from optout.locate.roles import ControlKind
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.page.reading import Reading, judge

URL = "https://www.facebook.com/help/contact/1"
MASKED = "j•••@e•••.org"


def bare_code(
    heading: str, button: str, lang: str = "en", *, title: str = "", **box: object
) -> Reading:
    """A heading, an address left out in part, one box, one button. `box` tells more of the box."""
    before = tuple(text for text in (heading, MASKED) if text)
    field = Control(
        *("0:0", 0, 0, ControlKind.TEXT),
        **{"type": "text", "form": 0, "before": before, **box},  # type: ignore[arg-type]
    )
    confirm = Control("0:1", 0, 1, ControlKind.BUTTON, label=button, form=0)
    frame = FrameSnapshot(
        *(0, URL, True),
        title=title,
        lang=lang,
        blocks=(Block(heading, heading=1), Block(MASKED)),
        controls=(field, confirm),
    )
    return judge(Snapshot(URL, (frame,)), {})
