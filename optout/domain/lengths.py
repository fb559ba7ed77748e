"""How long a letter can be, for people: longest first."""

from collections.abc import Mapping

from optout.i18n import N_

LENGTHS: Mapping[str, str] = {
    "full": N_("full letter"),
    "standard": N_("standard letter"),
    "short": N_("short letter"),
}
LEFT_OUT = N_("Not all of your reasons and words fit into the letter.")
