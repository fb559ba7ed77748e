"""The set-up speaks English and French, in short sentences, and every word of it is used."""

import io
import re
import string

import pytest
from bootstrap.words import TEXTS, Talk, talk
from support.checkouts import ROOT

BOOTSTRAP = ROOT / "scripts/bootstrap"


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", TEXTS)
def test_both_languages_say_the_same_facts(name: str) -> None:
    english, french = TEXTS[name]
    assert _facts(english) == _facts(french)
    assert english != french or not re.search(r"[a-z]{2}", re.sub(r"{\w+}", "", english))


@pytest.mark.parametrize("name", TEXTS)
def test_at_most_two_sentences(name: str) -> None:
    for text in TEXTS[name]:
        assert len(re.findall(r"[.!?](?:\s|$)", text)) <= 2


@pytest.mark.parametrize("name", TEXTS)
def test_french_spaces_before_double_signs(name: str) -> None:
    assert not re.search(r"(?<!https)\w[:;!?](?: |$)", TEXTS[name][1])


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_is_used(name: str) -> None:
    sources = "".join(p.read_text("utf-8") for p in BOOTSTRAP.glob("*.py"))
    assert sources.count(f'"{name}"') > 1


@pytest.mark.parametrize(
    ("arguments", "environ", "french"),
    [
        ([], {"LANG": "fr_FR.UTF-8"}, True),
        ([], {"LANG": "fr_CA"}, True),
        ([], {"LC_ALL": "de_DE.UTF-8", "LANG": "fr_FR.UTF-8"}, False),
        ([], {"LANGUAGE": "fr:en", "LANG": "en_US.UTF-8"}, True),
        ([], {"LANG": "C.UTF-8"}, False),
        (["run", "--lang", "fr"], {"LANG": "C"}, True),
        (["run", "--lang=fr"], {"LANG": "C"}, True),
        (["--lang", "en"], {"LANG": "fr_FR"}, False),
        (["--lang"], {"LANG": "fr_FR"}, True),
        ([], {"OPTOUT_LANG": "fr"}, True),
    ],
)
def test_language(arguments: list[str], environ: dict[str, str], french: bool) -> None:
    assert talk(arguments, environ).french is french


def test_a_number_in_place_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    voice = Talk("en", plain=False)
    voice.count("downloaded", percent=7)
    voice.line("done")
    assert screen.getvalue() == "  7 %\r     \rdone\n"


def test_plain_moves_no_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    voice = Talk("en", plain=True)
    voice.count("downloaded", percent=7)
    voice.line("done")
    assert screen.getvalue() == "done\n"


def test_a_console_without_accents_shows_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stderr", io.TextIOWrapper(raw, encoding="ascii"))
    Talk("fr", plain=True).line("Étape 1")
    assert raw.getvalue() == b"?tape 1\n"
