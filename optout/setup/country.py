"""Where the person lives: what the system tells of it, and whom the forms are for."""

import sys
from collections.abc import Iterator
from contextlib import suppress

from optout import countries, i18n
from optout.i18n import _
from optout.i18n.cldr import zone_territory
from optout.terminal.human import Human

_REGION = r"Control Panel\International\Geo"


def of_the_system() -> str:
    """The country of Europe (ISO 3166-1) of the system's locale, else of its time zone; else empty.

    Many in Europe have a system in American English: another country says nothing. On Windows it is
    what was chosen in its settings, else that of the locale.
    """
    told = map(countries.iso_of, _told())
    return next((code for code in told if code and code in countries.EUROPE), "")


def _told() -> Iterator[str]:
    if sys.platform != "win32":
        yield from i18n.system_territories()
        yield zone_territory()
        return
    import winreg

    # What GetUserDefaultGeoName gives. A time zone is that of several countries there: the one of
    # Paris also of Brussels, Copenhagen and Madrid (CLDR, windowsZones.xml).
    with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _REGION) as key:
        yield str(winreg.QueryValueEx(key, "Name")[0])
    yield from i18n.system_territories()


def say_whom_for(human: Human, country: str) -> None:
    """Say whom the forms are for to a person in another country (ISO 3166-1), who may go on."""
    if country not in countries.EUROPE:
        human.say(_("The forms are for people in the EU, the EEA, the UK and Switzerland."))
        human.say(_("You can go on, but the form may not list your country."))
