"""The country that the system speaks of: offered, not taken."""

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


@pytest.mark.parametrize("told", ["French_Belgium", "fr_BE"])
def test_without_variables_it_is_of_the_system_s_locale(
    monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    """As on Windows, which names it in English."""
    for name in ("LANG", "LC_ALL", "LC_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("locale.getlocale", lambda: (told, "1252"))
    assert of_the_system() == "BE"
