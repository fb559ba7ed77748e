"""Countries: from a name or code in any language to ISO 3166-1 alpha-2, and back."""

from optout.countries.convert import (
    all_names,
    is_country_list,
    iso_of,
    matches,
    meant,
    name,
    option_for,
    without_dial,
)
from optout.countries.index import EUROPE, codes

__all__ = [
    "EUROPE",
    "all_names",
    "codes",
    "is_country_list",
    "iso_of",
    "matches",
    "meant",
    "name",
    "option_for",
    "without_dial",
]
