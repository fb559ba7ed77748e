"""What is received beside an objection is no objection: a question about it, its attachment."""

import tomllib
from pathlib import Path

import pytest
from corpus.words import LANGUAGES, words

from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, FrameSnapshot, Snapshot
from optout.page.reading import judge

SAID: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("received_beside.toml").read_text("utf-8")
)
HEADINGS = ("Object to AI training", "")
"""A page's title may be in English; where it is none of these, the language's own."""


def kinds(lang: str, *texts: str) -> set[PageKind]:
    """What a page of these texts is taken for, under a heading in English and in its language."""
    found = set()
    for title in HEADINGS:
        heading = Block(title or words(lang).say["object_title"][0], heading=1)
        blocks = (heading, *map(Block, texts))
        frame = FrameSnapshot(
            0, "https://form.test/", True, lang=lang, title=heading.text, blocks=blocks
        )
        found.add(judge(Snapshot(frame.url, (frame,)), {}).kind)
    return found


def test_each_language_has_some() -> None:
    assert sorted(SAID["beside"]) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_comes_beside_an_objection_is_no_objection(lang: str) -> None:
    for text in SAID["beside"][lang]:
        assert PageKind.ACKNOWLEDGED not in kinds(lang, text), text
    received = words(lang).say["acknowledged"][0]
    assert kinds(lang, received, SAID["beside"][lang][0]) == {PageKind.ACKNOWLEDGED}, received


@pytest.mark.parametrize("lang", SAID["twins"])
def test_an_objection_is_received_with_what_comes_beside_it(lang: str) -> None:
    for text in SAID["twins"][lang]:
        assert kinds(lang, text) == {PageKind.ACKNOWLEDGED}, text
