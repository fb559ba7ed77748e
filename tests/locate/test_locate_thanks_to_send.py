"""Thanks for an objection are no receipt where something is yet to be done for it to be sent."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from corpus.words import LANGUAGES, words

from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, FrameSnapshot, Snapshot
from optout.page.reading import judge

SAID: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("thanks_to_send.toml").read_text("utf-8")
)


def received(lang: str, *texts: str) -> bool:
    """Whether a page of these texts is taken for a receipt."""
    title = "Object to AI training"
    blocks = (Block(title, heading=1), *map(Block, texts))
    frame = FrameSnapshot(0, "https://form.test/", True, lang=lang, title=title, blocks=blocks)
    return judge(Snapshot(frame.url, (frame,)), {}).kind is PageKind.ACKNOWLEDGED


def test_each_language_has_each() -> None:
    assert sorted(SAID["thanks"]) == sorted(SAID["to_send"]) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_yet_to_be_sent_takes_thanks_back(lang: str) -> None:
    thanks = SAID["thanks"][lang]
    assert received(lang, thanks)
    for to_do in SAID["to_send"][lang]:
        assert not received(lang, thanks, to_do), to_do
        assert not received(lang, f"{thanks} {to_do}"), to_do
        assert not received(lang, thanks, "Meta is a company of its own.", to_do), to_do


@pytest.mark.parametrize("lang", SAID["to_answer"])
def test_an_answer_to_be_sent_does_not(lang: str) -> None:
    assert received(lang, SAID["thanks"][lang], SAID["to_answer"][lang])
    assert received(lang, words(lang).say["acknowledged"][1])


@pytest.mark.parametrize(
    "text",
    [
        "Your objection was sent.",
        "We will send an answer.",
        "No need to submit it again.",
        "Thank you for taking the time to submit your objection.",
        "If we need more information, we will send you an email.",
    ],
)
def test_what_was_sent_stays_sent(text: str) -> None:
    assert received("en", "Thank you for your objection.", text)


BY_ANOTHER_WORD = {
    "cs": "Děkujeme za váš požadavek.",
    "da": "Tak for din forespørgsel.",
    "el": "Ευχαριστούμε για την αίτηση.",
    "es": "Gracias por tu petición.",
    "fr": "Merci pour votre requête.",
    "hu": "Köszönjük a bejelentést.",
    "pl": "Dziękujemy za żądanie.",
    "sk": "Ďakujeme za vašu požiadavku.",
    "sl": "Hvala za vlogo.",
}
"""What a site may call a request besides its usual word."""


@pytest.mark.parametrize("lang", BY_ANOTHER_WORD)
def test_thanks_by_another_word_for_a_request(lang: str) -> None:
    thanks = BY_ANOTHER_WORD[lang]
    assert received(lang, thanks)
    assert not any(received(lang, thanks, to_do) for to_do in SAID["to_send"][lang])
