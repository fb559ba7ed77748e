"""The country that the system speaks of: offered, not taken."""

import contextlib
import sys
from types import SimpleNamespace

import pytest

from optout.setup.country import of_the_system

TOLD = (
    ({"LANG": "fr_FR.UTF-8"}, "FR"),
    ({"LANG": "fr_BE.UTF-8", "TZ": "Europe/Paris"}, "BE"),
    ({"LANG": "en_US.UTF-8", "LC_ADDRESS": "de_AT.UTF-8"}, "AT"),
    ({"LC_ALL": "nl_NL@euro", "LANG": "fr_FR.UTF-8"}, "NL"),
    ({"LANG": "C", "TZ": "Europe/Paris"}, "FR"),
    ({"LANG": "en_US.UTF-8", "TZ": "Eire"}, "IE"),
    ({"LANG": "fr.UTF-8", "TZ": "America/New_York"}, ""),
    ({"LANG": "fr_CA.UTF-8", "TZ": "UTC"}, ""),
    ({"LANG": "C.UTF-8", "TZ": "no/such"}, ""),
)


@pytest.mark.linux("a time zone by its variable")
@pytest.mark.parametrize(("environ", "country"), TOLD)
def test_it_is_one_of_europe(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], country: str
) -> None:
    for key, value in environ.items():
        monkeypatch.setenv(key, value)
    assert of_the_system() == country


@pytest.mark.parametrize(
    ("chosen", "locale", "country"),
    [
        ("BE", "French_France", "BE"),
        ("US", "fr_BE", "BE"),
        ("", "French_Belgium", "BE"),
        ("", "en_US", ""),
    ],
)
def test_on_windows_it_is_what_was_chosen_there_else_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, chosen: str, locale: str, country: str
) -> None:
    """A time zone there is that of several countries."""
    for name in ("LANG", "LC_ALL", "LC_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "Europe/Paris")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("locale.getlocale", lambda: (locale, "1252"))

    def open_key(_of: object, _name: str) -> contextlib.AbstractContextManager[str]:
        if not chosen:
            raise FileNotFoundError
        return contextlib.nullcontext(chosen)

    registry = {
        "HKEY_CURRENT_USER": None,
        "OpenKey": open_key,
        "QueryValueEx": lambda key, name: ({"Name": key}[name], 1),
    }
    monkeypatch.setitem(sys.modules, "winreg", SimpleNamespace(**registry))
    assert of_the_system() == country
