"""A page's elements, read back from its text: what a test asks of a page that was made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from corpus.field import MARK

_VOID = frozenset({"input", "br", "img", "hr", "meta"})


@dataclass
class Element:
    """One element; text stands among `children` as strings."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, white space made single."""
        parts = [each if isinstance(each, str) else each.text for each in self.children]
        return " ".join(" ".join(parts).split())

    def __iter__(self) -> Iterator["Element"]:
        """Itself and everything in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child


def outline(html: str) -> Element:
    """The document's tree. Raises `ValueError` where an element is closed that is not open."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) != 1:
        raise ValueError(f"left open: {[each.tag for each in reader.open[1:]]}")
    return reader.open[0]


def marked(root: Element, tokens: Mapping[str, str], key: str) -> list[Element]:
    """The elements whose mark was given for `key`."""
    return [each for each in root if tokens.get(each.attributes.get(MARK, "")) == key]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        if len(made.attributes) != len(attrs):
            raise ValueError(f"<{tag}> says something twice")
        self.open[-1].children.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            raise ValueError(f"</{tag}> in <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
