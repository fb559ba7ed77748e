"""Which law a letter stands on."""

from typing import Literal

Variant = Literal["eu", "uk", "ch"]


def variant_for(country_iso: str) -> Variant:
    """The law for a person who lives in `country_iso` (two letters).

    `uk` is the United Kingdom alone: the UK GDPR is not the law of Guernsey, Jersey, the Isle of
    Man or Gibraltar (Interpretation Act 1978, Sch. 1, "United Kingdom"). Everywhere but there and
    in Switzerland it is `eu`, since the GDPR binds a company in the EEA wherever the person lives
    (Art. 3(1)).
    """
    if country_iso == "GB":
        return "uk"
    return "ch" if country_iso == "CH" else "eu"
