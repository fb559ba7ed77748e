"""Which law a letter stands on, and to whom it is addressed."""

from collections.abc import Mapping
from typing import Literal

Variant = Literal["eu", "uk", "ch"]

CONTROLLERS: Mapping[Variant, str] = {
    "eu": "Meta Platforms Ireland Limited",
    "uk": "Meta Platforms, Inc.",
    "ch": "Meta Platforms Ireland Limited",
}
"""Who decides about the data (Art. 4(7) GDPR), by Meta's own privacy policy."""

ADDRESSES: Mapping[Variant, tuple[str, ...]] = {
    "eu": ("Merrion Road", "Dublin 4, D04 X2K5", "Ireland"),
    "uk": ("1 Meta Way", "Menlo Park, CA 94025", "USA"),
    "ch": ("Merrion Road", "Dublin 4, D04 X2K5", "Ireland"),
}
"""The controllers' postal addresses, by their own imprints; not confirmed since 2025."""


def variant_for(country_iso: str) -> Variant:
    """The law for a person who lives in `country_iso` (two letters).

    `uk` is the United Kingdom alone: the UK GDPR is not the law of Guernsey, Jersey, the Isle of
    Man or Gibraltar (Interpretation Act 1978, Sch. 1, "United Kingdom"). Everywhere but there and
    in Switzerland it is `eu`, since the GDPR binds Meta's Irish company wherever the person lives
    (Art. 3(1)).
    """
    if country_iso == "GB":
        return "uk"
    return "ch" if country_iso == "CH" else "eu"
