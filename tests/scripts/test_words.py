"""The set-up speaks eight languages, in short sentences, and every word of it is used."""

import io
import os
import re
import string
from unittest import mock

import pytest
from bootstrap.words import LANGUAGES, Talk, show, talk, texts
from support.checkouts import ROOT

from optout import i18n

BOOTSTRAP = ROOT / "scripts/bootstrap"
SPOKEN = sorted(file.stem for file in LANGUAGES.glob("*.toml"))


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_says_the_same_facts() -> None:
    english = texts("en")
    for language in SPOKEN:
        said = texts(language)
        assert list(said) == list(english), language
        for name, text in said.items():
            assert _facts(text) == _facts(english[name]), (language, name)
            same = language == "en" or name == "no"
            assert (text == english[name]) == same, (language, name)


def test_it_speaks_what_the_tool_speaks() -> None:
    assert set(SPOKEN) == set(i18n.languages())


def test_at_most_two_sentences_of_at_most_twenty_words() -> None:
    said = {(code, name): text for code in SPOKEN for name, text in texts(code).items()}
    for place, text in said.items():
        sentences = re.split(r"[.!?](?:\s|$)", text)
        assert len(sentences) <= 3 and not (len(sentences) == 3 and sentences[2]), place
        assert all(len(sentence.split()) <= 20 for sentence in sentences), place


def test_french_spaces_before_double_signs() -> None:
    for name, text in texts("fr").items():
        assert not re.search(r"(?<!\u00a0)[:;!?](?= |$)", text), name
        assert "'" not in text


def test_every_text_is_used() -> None:
    sources = "".join(p.read_text("utf-8") for p in BOOTSTRAP.glob("*.py"))
    assert [name for name in texts("en") if f'"{name}"' not in sources] == []


ASKED: list[tuple[list[str], dict[str, str], str]] = [
    ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
    ([], {"LANG": "C.UTF-8"}, "en"),
    (["run", "--lang", "fr"], {"LANG": "C"}, "fr"),
    (["run", "--lang=nl"], {"LANG": "C"}, "nl"),
    (["--lang", "en"], {"LANG": "fr_FR"}, "en"),
    (["--lang"], {"LANG": "fr_FR"}, "fr"),
    ([], {"OPTOUT_LANG": "it"}, "it"),
]
"""What is typed, the system's variables, and the language that it speaks then."""


def test_language() -> None:
    for typed, told, code in ASKED:
        with mock.patch.dict(os.environ, told, clear=True):
            assert talk(typed).text("go_on") == texts(code)["go_on"], (typed, told)


def test_somebody_who_is_there_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"\n": True, "o\n": True, "Oui\n": True, "y\n": True, "n\n": False, "": False}
    for answer, agreed in answers.items():
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert Talk("fr", asks=True).agreed("browser") is agreed, answer
        asked = "Continuer\u00a0? [O/n] > "
        assert capsys.readouterr().err == f"{texts('fr')['browser']}\n{asked}"
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert Talk("fr").agreed("browser"), "the twin: nobody is there, and all is said"
    assert capsys.readouterr().err == f"{texts('fr')['browser']}\n"


def test_a_console_without_accents_shows_every_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in SPOKEN:
        raw = io.BytesIO()
        console = io.TextIOWrapper(raw, "ascii", "backslashreplace")  # as Python opens stderr
        monkeypatch.setattr("sys.stderr", console)
        said = texts(language).values()
        for text in said:
            show(text)
        assert raw.getvalue().count(b"\n") == len(said), language
