"""Where the person lives: what the system tells of it, and whom the forms are for."""

from optout import countries, i18n
from optout.i18n import _
from optout.i18n.cldr import zone_territory
from optout.terminal.human import Human


def of_the_system() -> str:
    """The country of Europe (ISO 3166-1) of the system's locale, else of its time zone; else empty.

    Many in Europe have a system in American English: another country says nothing.
    """
    told = map(countries.iso_of, (*i18n.system_territories(), zone_territory()))
    return next((code for code in told if code and code in countries.EUROPE), "")


def say_whom_for(human: Human, country: str) -> None:
    """Say whom the forms are for to a person in another country (ISO 3166-1), who may go on."""
    if country not in countries.EUROPE:
        human.say(_("The forms are for people in the EU, the EEA, the UK and Switzerland."))
        human.say(_("You can go on, but the form may not list your country."))
