"""Pages of a request portal: no names, ids that say nothing, no form element, several layouts."""

import itertools
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

Layout = Callable[[str, str, str], str]
WORDS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "portal_words.toml").read_text("utf-8")
)
"""What such pages say, by language; translated for these tests, apart from the locator's words."""

LANGUAGES = ("en", "de", "fr", "es", "it", "sv", "pl", "ja", "tr", "ar")
"""Those whose pages are opened in a browser."""
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


def page(body: str, lang: str = "en", title: str = "Meta") -> str:
    """A whole page of the portal."""
    head = f"<head><title>{title}</title></head>"
    frame = '<nav><a href="/">Meta</a><a href="/requests">Requests</a></nav>'
    links = '<footer><a href="/p">Privacy</a><a href="/t">Terms</a></footer>'
    return f'<!doctype html><html lang="{lang}">{head}<body>{frame}<div>{body}</div>{links}'


def heading(text: str) -> str:
    """A heading in the portal's way."""
    return f'<div role="heading" aria-level="2">{text}</div>'


def step(lang: str, *parts: str) -> str:
    """A step under the request's title, with its button."""
    said = WORDS[lang]
    return page(heading(said["title"]) + "".join(parts) + press(said["next"], "_r_next_"), lang)


def cases() -> Iterator[tuple[str, str]]:
    """Every language, each in two layouts; every layout many times."""
    for number, lang in enumerate(LANGUAGES):
        for layout in itertools.islice(itertools.cycle(LAYOUTS), number, number + 2):
            yield lang, layout
