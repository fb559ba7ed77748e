"""Pages of a request portal: no names, ids that say nothing, no form element, several layouts."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from support.locate_site import reworded

from optout.page.reading import Reading

Layout = Callable[[str, str, str], str]
WORDS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "portal_words.toml").read_text("utf-8")
)
"""What such pages say, by language; translated for these tests, apart from the locator's words."""
EN = WORDS["en"]

LETTER = "<textarea ATTRS></textarea>"
BOX = '<input type="text" ATTRS>'
LAND = '<div role="combobox" aria-haspopup="listbox" tabindex="0" ATTRS><span>…</span></div>'
CLEAR = '<div role="button" tabindex="0" style="float:right">Clear text</div>'


def labelled(title: str, tag: str, ident: str) -> str:
    """A label that points to the box by its id."""
    label = f'<div><label for="{ident}"><span>{title}</span></label></div>'
    return f"<div>{label}<div>{_with(tag, ident)}{CLEAR}</div></div>"


def wrapped(title: str, tag: str, ident: str) -> str:
    """A label around the box and its button."""
    return f"<label><span>{title}</span><span>{_with(tag, ident)}</span>{CLEAR}</label>"


def named(title: str, tag: str, ident: str) -> str:
    """Only the accessible name."""
    return f"<div><div>{_with(tag, ident, title)}</div></div>"


def apart(title: str, tag: str, ident: str) -> str:
    """A title that is the sibling of an ancestor of the box, in the portal's way."""
    box = f"<div><div><div>{_with(tag, ident)}</div></div>{CLEAR}</div>"
    return f"<div><div><div><span>{title}</span></div></div><div>{box}</div></div>"


LAYOUTS: dict[str, Layout] = {
    "labelled": labelled,
    "wrapped": wrapped,
    "named": named,
    "apart": apart,
}


def _with(tag: str, ident: str, name: str = "") -> str:
    told = f' aria-label="{name}"' if name else ""
    return tag.replace("ATTRS", f'id="{ident}"{told}')


def press(label: str, ident: str, *, disabled: bool = False, native: bool = False) -> str:
    """A button: most of the portal's are no native ones."""
    if native:
        return f'<button id="{ident}"{" disabled" if disabled else ""}>{label}</button>'
    off = ' aria-disabled="true"' if disabled else ""
    return f'<div role="button" tabindex="0" id="{ident}"{off}><span>{label}</span></div>'


def page(body: str) -> str:
    """A whole page of the portal, in English."""
    head = "<head><title>Meta</title></head>"
    frame = '<nav><a href="/">Meta</a><a href="/requests">Requests</a></nav>'
    links = '<footer><a href="/p">Privacy</a><a href="/t">Terms</a></footer>'
    return f'<!doctype html><html lang="en">{head}<body>{frame}<div>{body}</div>{links}'


def heading(text: str) -> str:
    """A heading in the portal's way."""
    return f'<div role="heading" aria-level="2">{text}</div>'


def step(*parts: str) -> str:
    """A step under the request's title, with its button."""
    return page(heading(EN["title"]) + "".join(parts) + press(EN["next"], "_r_next_"))


def in_each_language(looked: Reading, *keys: str) -> Iterator[tuple[str, Reading]]:
    """A page in English that was looked at once, with the words of these keys in each language."""
    for lang, said in WORDS.items():
        yield lang, reworded(looked, {EN[key]: said[key] for key in keys}, lang=lang)
