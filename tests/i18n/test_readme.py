"""The README's French part says what the English one says, in French typography."""

import re
from collections.abc import Iterator
from pathlib import Path

from support.catalogues import ROOT

from optout import i18n
from optout.forms import lookup, names

README = (ROOT / "README.md").read_text("utf-8")
ENGLISH, FRENCH = README.split("# En français\n")
FOR_ALL = ENGLISH.partition("## For developers")[0]
_TYPED = re.compile(r"`([^`]+)`")
_NOT_SHARED = (
    *("NAME", "NOM", "FILE", "FICHIER"),
    *("ID", "NUMÉRO", "[FORM…]", "[FORMULAIRE…]"),
)


def typed(text: str) -> set[str]:
    """What is typed or a name of the system: code in a line, without words that are translated."""
    return {
        " ".join(word for word in code.split() if word not in _NOT_SHARED)
        for code in _TYPED.findall(_without_blocks(text))
    }


def commands(text: str) -> list[str]:
    """What a reader is to type in a terminal."""
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


def test_the_same_is_typed() -> None:
    assert typed(FOR_ALL) - typed(FRENCH) == set()
    assert commands(FOR_ALL) == commands(FRENCH)


def test_the_commands_name_their_arguments_as_the_help_does() -> None:
    for text, language in ((FOR_ALL, "en"), (FRENCH, "fr")):
        i18n.use(language)
        commands = " ".join(re.findall(r"(?m)^\| (`.*?`) \|", text))
        for name, typed_after in (
            (i18n._("ID"), ("answer", "follow-up", "complain", "dossier", "verify")),
            (f"[{i18n._('FORM')}…]", ("run",)),
        ):
            for command in typed_after:
                assert f"`{command} {name}" in commands, (language, command)
        assert "--reasons" in text


def test_it_has_the_same_parts() -> None:
    level = {part: len(re.findall(r"(?m)^##+ ", part)) for part in (FOR_ALL, FRENCH)}
    assert level[FOR_ALL] == level[FRENCH]
    rows = {part: len(re.findall(r"(?m)^\| ", part)) for part in (FOR_ALL, FRENCH)}
    assert rows[FOR_ALL] == rows[FRENCH]
    bullets = {part: len(re.findall(r"(?m)^(?:- |\d\. )", part)) for part in (FOR_ALL, FRENCH)}
    assert bullets[FOR_ALL] == bullets[FRENCH]


def test_the_two_are_as_long_as_each_other() -> None:
    lengths = [len(text.split()) for text in (FOR_ALL, FRENCH)]
    assert max(lengths) < 1.2 * min(lengths)


def test_the_first_screen_has_what_there_is_to_know() -> None:
    """Two pictures, where to get it, and two commands."""
    for text, beside in ((FOR_ALL, "beside-en"), (FRENCH, "beside-fr")):
        first = text.partition("\n## ")[0]
        pictures = re.findall(r"!\[[^\]]{20,}\]\(([^)]+)\)", first)
        assert [Path(name).stem for name in pictures] == [beside, "dossier"]
        assert "](../../archive/refs/heads/main.zip)" in first  # of the repository where it is read
        assert commands(first) == [
            "python3 scripts/optout.py practice --hands-off",
            "python3 scripts/optout.py",
        ]


def test_each_picture_is_one_that_the_script_makes() -> None:
    script = (ROOT / "scripts/pictures.py").read_text("utf-8")
    shown = set(re.findall(r"!\[[^\]]*\]\(\.github/([^)]+)\.png\)", README))
    assert shown == {path.stem for path in (ROOT / ".github").glob("*.png")}
    assert all(f'"{re.sub("-(en|fr)$", "-{language}", name)}.png' in script for name in shown)


def test_its_marks_have_their_blanks() -> None:
    assert list(wrong_blanks(FRENCH)) == []


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


def test_it_names_every_service() -> None:
    for text in (ENGLISH, FRENCH):
        assert unnamed(text) == []
        assert unnamed(text.replace("TikTok", "").replace("(Grok)", "")) == ["TikTok", "xAI Grok"]
