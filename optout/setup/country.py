"""Whom the forms are for, by where they live."""

from optout import countries
from optout.i18n import _
from optout.terminal.human import Human


def say_whom_for(human: Human, country: str) -> None:
    """Say whom the forms are for to a person in another country (ISO 3166-1), who may go on."""
    if country not in countries.EUROPE:
        human.say(_("The forms are for people in the EU, the EEA, the UK and Switzerland."))
        human.say(_("You can go on, but the form may not list your country."))
