"""Any page can be read, however its elements are nested: nothing in one makes it unreadable."""

import random

from playwright.async_api import Page
from support.locate_site import Site, permits
from support.report import Report

from optout.page.close_tab import close_tab
from optout.page.reading import read

ELEMENTS = """a article aside b blockquote br button canvas col dd details dialog div dl dt em embed
fieldset figure footer form h1 h2 header hr iframe img img input input label legend li main map mark
menu meter nav object ol optgroup option output p progress q section select select slot span summary
svg table tbody td textarea th thead title tr ul video x-part"""
TYPES = "text email tel number search password date color range file checkbox radio submit hidden"
ROLES = "combobox listbox option button radio dialog heading status group link textbox none"
STYLES = "display:none|display:contents|opacity:0|position:absolute;top:0|position:fixed;inset:0"
VALUES = {
    "id": "i1|i2|i3|i4",
    "name": "title|country|email",
    "role": ROLES.replace(" ", "|"),
    "alt": "Email address",
    "aria-label": "Your answer",
    "aria-labelledby": "i1|i2 i3|i9",
    "aria-describedby": "i4|i9",
    "aria-controls": "i2",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-current": "step",
    "aria-modal": "true",
    "contenteditable": "",
    "for": "i1|i2",
    "href": "#",
    "inputmode": "none",
    "open": "",
    "readonly": "",
    "slot": "s",
    "style": STYLES,
    "type": TYPES.replace(" ", "|"),
}
_PAGES = 20
_ELEMENTS = 24


def element(dice: random.Random, depth: int) -> str:
    """An element with others in it, or a few words."""
    if depth == 0 or dice.random() < 0.25:
        return " ".join(dice.sample(["Country", "Email", "why", "First name", "Objet", "国"], 2))
    inner = "".join(element(dice, depth - 1) for _ in range(dice.randrange(5)))
    if dice.random() < 0.08:
        return f"<div><template shadowrootmode=open>{inner}<slot></slot></template>{inner}</div>"
    tag = dice.choice(ELEMENTS.split())
    told = (n for n in VALUES if dice.random() < (0.5 if n in ("alt", "type") else 0.12))
    attributes = "".join(f' {name}="{dice.choice(VALUES[name].split("|"))}"' for name in told)
    return f"<{tag}{attributes}>{inner}</{tag}>"


def test_random_pages_are_read(site: Site, report: Report) -> None:
    async def unread(page: Page) -> list[int]:
        found = []
        for number in range(_PAGES):
            dice = random.Random(number)
            html = "".join(element(dice, dice.randrange(2, 6)) for _ in range(_ELEMENTS))
            await page.set_content(f"<!doctype html><body>{html}", wait_until="domcontentloaded")
            reading = await read(page, permits)
            if any(frame.unread for frame in reading.snapshot.frames):
                found.append(number)
        return found

    async def whole() -> list[int]:
        page = await site.context.new_page()
        try:
            return await unread(page)
        finally:
            await close_tab(page, 10)

    assert site.run(whole(), timeout=120) == []
    report(f"random pages: {_PAGES} read, 0 unreadable")


def test_a_page_may_begin_with_what_is_no_text(site: Site) -> None:
    for before in ("<img alt='Our logo'>", "<svg></svg>", "<br>"):
        page = f"{before}<p>Email address</p><input><p>Why do you object?</p><textarea></textarea>"
        assert site.look(page).snapshot.main.unread is None, before
