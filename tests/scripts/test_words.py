"""The set-up speaks eight languages, in short sentences, and every word of it is used."""

import io
import re
import string

import pytest
from bootstrap.words import Talk, languages, talk, texts
from support.checkouts import ROOT

from optout import i18n

BOOTSTRAP = ROOT / "scripts/bootstrap"


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_says_the_same_facts() -> None:
    english = texts("en")
    for language in languages():
        said = texts(language)
        assert list(said) == list(english), language
        for name, text in said.items():
            assert _facts(text) == _facts(english[name]), (language, name)
            same = language == "en" or name == "no"
            assert (text == english[name]) == same, (language, name)


def test_it_speaks_what_the_tool_speaks() -> None:
    assert set(languages()) == set(i18n.languages())


def test_at_most_two_sentences_of_at_most_twenty_words() -> None:
    said = {(code, name): text for code in languages() for name, text in texts(code).items()}
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


LANGUAGES: list[tuple[list[str], dict[str, str], str]] = [
    ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
    ([], {"LANG": "fr_CA"}, "fr"),
    ([], {"LC_ALL": "de_DE.UTF-8", "LANG": "fr_FR.UTF-8"}, "de"),
    ([], {"LANGUAGE": "fr:en", "LANG": "en_US.UTF-8"}, "fr"),
    ([], {"LANG": "Polish_Poland.1250"}, "pl"),
    ([], {"LANG": "Portuguese_Portugal"}, "pt"),
    ([], {"LANG": "sv_SE.UTF-8"}, "en"),
    ([], {"LANG": "C.UTF-8"}, "en"),
    (["run", "--lang", "fr"], {"LANG": "C"}, "fr"),
    (["run", "--lang=nl"], {"LANG": "C"}, "nl"),
    (["--lang", "en"], {"LANG": "fr_FR"}, "en"),
    (["--lang"], {"LANG": "fr_FR"}, "fr"),
    ([], {"OPTOUT_LANG": "it"}, "it"),
]
"""What is typed, the system's variables, and the language that it speaks then."""


def test_language() -> None:
    spoken = [(typed, told, talk(typed, told).language) for typed, told, _ in LANGUAGES]
    assert spoken == LANGUAGES


def test_somebody_who_is_there_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"\n": True, "o\n": True, "Oui\n": True, "y\n": True, "n\n": False, "": False}
    for answer, agreed in answers.items():
        raw = io.BytesIO()
        monkeypatch.setattr("sys.stderr", io.TextIOWrapper(raw, "utf-8", newline="\n"))
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert Talk("fr", asks=True).agreed("browser") is agreed, answer
        said = f"{texts('fr')['browser']}\nContinuer\u00a0? [O/n] > "
        assert raw.getvalue().decode() == said


def test_nobody_is_asked_and_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stderr", io.TextIOWrapper(raw, "utf-8", newline="\n"))
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert Talk("en").agreed("browser")
    assert raw.getvalue().decode() == texts("en")["browser"] + "\n"


def test_a_console_without_accents_shows_every_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in languages():
        raw = io.BytesIO()
        console = io.TextIOWrapper(raw, "ascii", "backslashreplace")  # as Python opens stderr
        monkeypatch.setattr("sys.stderr", console)
        said = texts(language).values()
        for text in said:
            Talk(language).line(text)
        assert raw.getvalue().count(b"\n") == len(said), language
