"""What sites call their fields: ids and names, from telling to meaningless."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

from support.tables import beside

_ENGLISH: Mapping[str, list[str]] = beside(__file__)
"""Names as shop systems, form builders and hand-written pages give them."""

Namer = Callable[[str, str, int, Random], tuple[str, str]]


def english(key: str, _label: str, _number: int, rng: Random) -> tuple[str, str]:
    """`billing_email`, `contact[email]`: says what it is."""
    name = rng.choice(_ENGLISH.get(key, (key,)))
    return _identifier(name), name


def local(key: str, label: str, number: int, _rng: Random) -> tuple[str, str]:
    """A slug of the label in its own language: `adresse-e-mail`, also in other scripts."""
    plain = "".join(c for c in unicodedata.normalize("NFD", label) if not unicodedata.combining(c))
    slug = re.sub(r"\W+", "-", plain.casefold()).strip("-")[:40] or f"{key}{number}"
    return f"{slug}-{number}", slug


def opaque(_key: str, _label: str, number: int, rng: Random) -> tuple[str, str]:
    """What form builders and page generators emit."""
    name = rng.choice(
        (
            f"field_{number}",
            f"input_{rng.randint(1, 90)}.{number}",
            f"ctl00$main$t{number}",
            f"00N{rng.randrange(16**9):09x}",
            f"q{rng.randint(1, 40)}_{number}",
            f"fld{rng.randrange(10**6)}",
        )
    )
    return _identifier(name), name


def classic(_key: str, _label: str, _number: int, rng: Random) -> tuple[str, str]:
    """Meta's older help-centre forms: `Field` and some fifteen digits."""
    name = f"Field{rng.randrange(10**14, 10**16)}"
    return name if rng.random() < 0.5 else f"u_0_{rng.randrange(36**2):x}_{name[-2:]}", name


def react(_key: str, _label: str, number: int, _rng: Random) -> tuple[str, str]:
    """React's `useId`; such inputs have no name."""
    return f":r{number:x}:", ""


def nothing(_key: str, _label: str, _number: int, _rng: Random) -> tuple[str, str]:
    """Neither id nor name."""
    return "", ""


NAMINGS: Mapping[str, Namer] = {
    each.__name__: each for each in (english, local, opaque, classic, react, nothing)
}


def _identifier(name: str) -> str:
    return re.sub(r"[\[\].$]+", "_", name).strip("_")
