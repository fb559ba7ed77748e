"""README and guide: the French ones say what the English ones say, in French typography."""

import re
from collections.abc import Iterator
from pathlib import Path

import guide
import pytest
from support.catalogues import ROOT

from optout import i18n
from optout.forms import lookup, names
from optout.letters.templates import languages
from optout.terminal.program import COMMANDS

FOLDER = ROOT / ".github"
README, LISEZMOI = ROOT / "README.md", FOLDER / "LISEZMOI.md"
GUIDE, GUIDE_FR = FOLDER / "GUIDE.md", FOLDER / "GUIDE.fr.md"
PAIRS = ((README, LISEZMOI), (GUIDE, GUIDE_FR))
FORMS = ("facebook", "instagram", "threads", "third-party")
"""What is not among the other services; WhatsApp is."""
LINES = 130
MOVING = 2_000_000
"""The most bytes of a picture that moves."""
_MADE = re.compile(r"(?s)<!-- from here on by .*?<!-- to here -->")
_TYPED = re.compile(r"`([^`]+)`")
_NOT_SHARED = ("NAME", "NOM", "FILE", "FICHIER")


def read(path: Path) -> str:
    """A page without what scripts/guide.py writes into it."""
    return _MADE.sub("", path.read_text("utf-8"))


def typed(text: str) -> set[str]:
    """What is typed or a name of the system: code in a line, without words that are translated."""
    return {
        " ".join(word for word in code.split() if word not in _NOT_SHARED)
        for code in _TYPED.findall(_without_blocks(text))
    }


def commands(text: str) -> list[str]:
    """What stands in a block, to be typed in a terminal."""
    return re.findall(r"(?m)^python3? .*$", text)


def _without_blocks(text: str) -> str:
    return re.sub(r"(?ms)^```.*?^```", "", text)


def wrong_blanks(text: str) -> Iterator[str]:
    """Each mark in French prose without its no-break space."""
    prose = re.sub(r"!(?=\[)|\]\([^)]*\)|`[^`]*`|https?://\S+", "x", _without_blocks(text))
    for found in re.finditer(
        r".{0,20}(?:(?<![\u00a0:\d|-])[:;?!»](?![-|:/])|«(?!\u00a0)).{0,5}", prose
    ):
        yield found[0]


@pytest.mark.parametrize("pair", PAIRS, ids=["readme", "guide"])
def test_both_say_the_same(pair: tuple[Path, Path]) -> None:
    english, french = map(read, pair)
    assert typed(english) - typed(french) == set()
    assert commands(english) == commands(french)
    for mark in (r"(?m)^##+ ", r"(?m)^\| ", r"(?m)^(?:- |\d\. )", r"!\["):
        assert len(re.findall(mark, english)) == len(re.findall(mark, french)), mark
    lengths = [len(text.split()) for text in (english, french)]
    assert max(lengths) < 1.2 * min(lengths)


@pytest.mark.parametrize("pair", PAIRS, ids=["readme", "guide"])
def test_each_leads_to_the_other_in_its_first_line(pair: tuple[Path, Path]) -> None:
    for path, other in (pair, pair[::-1]):
        (link,) = re.findall(r"\]\(([^)]+)\)", read(path).split("\n")[0])
        assert (path.parent / link).resolve() == other


def test_the_readme_is_one_screen() -> None:
    """A picture before anything is asked for, where to get it, and two commands in one block."""
    for path, language in ((README, "en"), (LISEZMOI, "fr")):
        text = read(path)
        assert len(text.splitlines()) <= LINES
        pictures = re.findall(r"!\[[^\]]{20,}\]\(([^)]+)\)", text)
        assert [Path(name).stem for name in pictures] == [
            f"beside-{language}",
            f"dossier-{language}",
        ]
        assert text.index("![") < text.index("\n## ")
        assert "../archive/refs/heads/main.zip)" in text  # of the repository where it is read
        assert commands(text) == [
            "python3 scripts/optout.py practice --hands-off",
            "python3 scripts/test.py",
        ]


def test_what_is_counted_is_so() -> None:
    letters, beyond = len(languages()), len(names.NAMES) - len(FORMS)
    for path, told in (
        (README, f"in {letters} languages"),
        (LISEZMOI, f"en {letters} langues"),
        (GUIDE, {28: "twenty-eight"}[beyond]),
        (GUIDE_FR, {28: "vingt-huit"}[beyond]),
    ):
        assert told in read(path), path.name


def test_every_link_leads_somewhere() -> None:
    pages = {path: path.read_text("utf-8") for path in (*FOLDER.glob("*.md"), README)}
    count = 0
    for path, text in pages.items():
        for link in re.findall(r"\]\((?!https?:|(?:\.\./)+archive/)([^)\s]+)\)", text):
            name, _hash, place = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.exists(), (path.name, link)
            if place and target in pages:
                headings = re.findall(r"(?m)^#+ (.*)$", pages[target])
                assert place in {anchor(heading) for heading in headings}, (path.name, link)
            count += 1
    assert count > 20


def anchor(heading: str) -> str:
    """How GitHub calls a heading in an address."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


BY_HAND = {"windows"}  # its console, on Wine


def test_each_picture_is_one_that_the_script_makes() -> None:
    script = (ROOT / "scripts/pictures.py").read_text("utf-8")
    shown = {
        Path(name).name
        for pair in PAIRS
        for path in pair
        for name in re.findall(r"\]\(([^)]+\.(?:png|webp))\)", read(path))
    }
    assert shown == {path.name for path in FOLDER.iterdir() if path.suffix in (".png", ".webp")}
    names = {name.partition("-")[0] for name in shown}
    assert all(f'"{name}' in script for name in names - BY_HAND), names
    assert all(
        (FOLDER / f"run-{language}.webp").stat().st_size < MOVING for language in ("en", "fr")
    )


def test_its_marks_have_their_blanks() -> None:
    assert [found for path in (LISEZMOI, GUIDE_FR) for found in wrong_blanks(read(path))] == []


def test_a_wrong_blank_is_found() -> None:
    for text in ("Quoi ?", "Voici : ceci", "« mot »", "fini; alors"):
        assert list(wrong_blanks(text)), text


def unnamed(text: str) -> list[str]:
    """The services beyond Meta that a part does not name."""
    beyond = re.search(r"(?ms)^## (?:Beyond|Au-delà de) Meta$(.*?)^## ", text)
    assert beyond
    services = [record for record in map(lookup.load, names.NAMES) if record.company != "Meta"]
    said = set(re.findall(r"[\w.]*\w", beyond[1]))
    return [record.label for record in services if not set(record.label.split()) <= said]


def test_the_guide_names_every_service() -> None:
    for text in map(read, (GUIDE, GUIDE_FR)):
        assert unnamed(text) == []
        assert unnamed(text.replace("TikTok", "").replace("(Grok)", "")) == ["TikTok", "xAI Grok"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_guide_s_commands_are_those_of_the_help(language: str) -> None:
    path = FOLDER / guide.GUIDES[language]
    assert path.read_text("utf-8") == guide.page(language), "run scripts/guide.py"
    i18n.use(language)
    made = _MADE.search(path.read_text("utf-8"))
    assert made
    assert f"### `run [{i18n._('FORM')}]...`" in made[0]
    assert re.findall(r"(?m)^### `([\w-]+)", made[0]) == list(COMMANDS)
