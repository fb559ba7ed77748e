"""Countries: from a name or code in any language to ISO 3166-1 alpha-2, and back."""

from optout.countries.convert import (
    all_names,
    europe,
    is_country_list,
    iso_of,
    iso_of_in,
    matches,
    name,
    option_for,
)
from optout.countries.index import codes

__all__ = [
    "all_names",
    "codes",
    "europe",
    "is_country_list",
    "iso_of",
    "iso_of_in",
    "matches",
    "name",
    "option_for",
]
