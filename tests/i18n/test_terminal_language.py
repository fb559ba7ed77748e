"""Which language the terminal speaks: the option, the environment, the settings, the system."""

from pathlib import Path

import pytest
from support.command_line import in_this_process

from optout import i18n
from optout.cli import app, parser
from optout.domain.errors import OptoutError


@pytest.fixture(autouse=True)
def _no_language_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "OPTOUT_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")


def settled(*argv: str) -> str:
    """The language that this command line is answered in."""
    app._settle(parser.first_look(argv))
    return i18n.language()


WISHES = [
    ("", "", "", "de"),
    ("", "", "fr", "fr"),
    ("", "it", "", "it"),
    ("", "it", "fr", "it"),
    ("nl", "", "fr", "nl"),
    ("nl", "it", "fr", "nl"),
    ("", "", "xx", "de"),
    ("", "", "en", "en"),
    ("en", "pl", "pt", "en"),
    ("FR", "", "", "fr"),
    ("fr-FR", "", "", "fr"),
    ("", "fr_FR.UTF-8", "", "fr"),
    ("", "", "FR", "fr"),
    ("", "", "pt_BR@euro", "pt"),
]
"""By the option, the environment and the settings; and what is spoken on a German system."""


def test_the_nearest_wish_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "optout.toml"
    for option, environment, settings, language in WISHES:
        file.write_text(f'lang = "{settings}"\n' if settings else "", "utf-8")
        monkeypatch.setenv("OPTOUT_LANG", environment)
        for wanted in [["--lang", option], [f"--lang={option}"]] if option else [[]]:
            spoken = settled("--config", str(file), *wanted, "status")
            assert spoken == language, (option, environment, settings)


@pytest.mark.parametrize(("option", "environment"), [("xx", ""), ("", "xx")])
def test_a_language_that_it_does_not_speak_is_refused(
    monkeypatch: pytest.MonkeyPatch, option: str, environment: str
) -> None:
    monkeypatch.setenv("OPTOUT_LANG", environment)
    with pytest.raises(OptoutError):
        settled(*(["--lang", option] if option else []), "status")
    assert i18n.language() == "de"


def test_the_settings_file_that_is_found_without_an_option_is_heeded(home: dict[str, str]) -> None:
    folder = Path(home["XDG_CONFIG_HOME"]) / "optout"
    folder.mkdir(parents=True)
    (folder / "optout.toml").write_text('lang = "fr"\n', "utf-8")

    def said(**environ: str) -> str:
        return in_this_process({**home, **environ}, "preview", "--about").stdout

    assert said().startswith("Langue")
    assert said(OPTOUT_LANG="de").startswith("Sprache")
    for lang in ("IT", "it-IT", "it_IT.UTF-8"):  # the settings take it as the terminal does
        assert said(OPTOUT_LANG=lang).startswith("Lingua")
