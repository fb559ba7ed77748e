"""How a page is made, apart from what it is: the dimensions that the corpus varies."""

from dataclasses import dataclass
from typing import Literal

LOOKS = ("plain", "classic", "modern", "shop", "bare")
WRAPS = ("none", "frame", "shadow", "deep_shadow", "frame_shadow", "dialog")
ARRIVALS: tuple[Literal["now", "late", "rerender"], ...] = ("now", "late", "rerender")
LANG_TAGS: tuple[Literal["right", "none", "english"], ...] = ("right", "none", "english")
SIGNS: tuple[Literal["none", "star", "word", "attribute"], ...]
SIGNS = ("none", "star", "word", "attribute")


@dataclass(frozen=True)
class Style:
    """One way to write a page. The same recipe in another style is the same page to a person."""

    lang: str = "en"
    look: str = "plain"
    layout: str = "for"
    naming: str = "english"
    typed: bool = True
    autocomplete: bool = False
    shuffle: bool = False
    wrap: str = "none"
    arrival: Literal["now", "late", "rerender"] = "now"
    lang_tag: Literal["right", "none", "english"] = "right"
    sign: Literal["none", "star", "word", "attribute"] = "attribute"
    seed: int = 0
