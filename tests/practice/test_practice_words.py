"""The pages' words: every language says everything; the twin stays by itself."""

import re
from pathlib import Path
from string import Formatter

import pytest
from support import practice_twin

from optout import practice
from optout.practice.words import countries, languages, words

FOLDERS = tuple(Path(folder.__path__[0]) for folder in (practice, practice_twin))


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_language_says_everything(folder: Path) -> None:
    english = words("en", (folder,))
    for language in languages():
        spoken = words(language, (folder,))
        assert spoken.keys() == english.keys(), language
        wrong = [
            key
            for key, text in spoken.items()
            if _holes(text) != _holes(english[key]) or text != text.strip() or "  " in text
        ]
        assert wrong == [], language


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_said_that_no_page_says(folder: Path) -> None:
    sources = [*folder.rglob("*.j2"), *folder.glob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    parts = set(re.findall(r"[a-z_-]+", text))
    unused = {
        key
        for key in words("en", (folder,))
        if key not in parts
        and not any(
            key.startswith(f"{part}_") or key.startswith(part)
            for part in parts
            if part.endswith("_")
        )
        and not any(key.endswith(end) for end in ("_title", "_text", "_subject"))
    }
    assert unused == set()


def test_french_spaces_before_high_punctuation() -> None:
    for key, text in words("fr", FOLDERS).items():
        assert not re.search(r"[^\u00a0]:(\s|$)", text), key
        assert not re.search(r"[^\u202f][;?!]", text), key


def test_an_unknown_language_has_no_words() -> None:
    with pytest.raises(KeyError):
        words("../en")


def test_countries_in_the_page_s_language() -> None:
    assert countries("fr")["DE"] == "Allemagne"
    assert countries("de")["AT"] == "Österreich"
    assert len(countries("en")) > 240
    assert list(countries("fr").values()).index("Émirats arabes unis") < list(
        countries("fr").values()
    ).index("France")
