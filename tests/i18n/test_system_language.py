"""The terminal speaks the system's language, however the system names it."""

import pytest

from optout import i18n

NAMED = [
    ({"LANG": "fr_FR.UTF-8"}, "fr"),
    ({"LANG": "fr-CA"}, "fr"),
    ({"LANG": "pt_BR.UTF-8"}, "pt"),
    ({"LC_ALL": "de_CH.UTF-8", "LANG": "fr_FR.UTF-8"}, "de"),
    ({"LANGUAGE": "sv:nl:fr", "LANG": "en_US.UTF-8"}, "nl"),
    ({"LANG": "French_France.1252"}, "fr"),
    ({"LANG": "German_Switzerland.1252"}, "de"),
    ({"LANG": "Polish_Poland.1250"}, "pl"),
    ({"LANG": "Portuguese_Portugal"}, "pt"),
    ({"LANG": "Spanish_Spain"}, "es"),
    ({"LANG": "Dutch_Netherlands"}, "nl"),
    ({"LANG": "Italian_Italy"}, "it"),
    ({"LANG": "sv_SE.UTF-8"}, "en"),
    ({"LANG": "C.UTF-8"}, "en"),
    ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
    ({"LANG": "POSIX"}, "en"),
]


def test_system() -> None:
    assert [(environ, i18n.system_language(environ)) for environ, _language in NAMED] == NAMED


def test_without_variables_it_is_the_system_s_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("French_France", "fr_FR"):
        monkeypatch.setattr("locale.getlocale", lambda *_, name=name: (name, "1252"))
        assert i18n.system_language({}) == "fr"
