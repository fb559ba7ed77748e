"""What a mail or a status is said to say, after a colon, this page does not say itself."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from corpus.words import LANGUAGES, words

from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, FrameSnapshot, Snapshot
from optout.page.reading import judge

SAID: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("reported.toml").read_text("utf-8")
)


def kind(lang: str, *texts: str, heading: str = "Object to AI training") -> PageKind:
    """What a page of these texts is taken for."""
    blocks = (Block(heading, heading=1), *map(Block, texts))
    frame = FrameSnapshot(0, "https://form.test/", True, lang=lang, title=heading, blocks=blocks)
    return judge(Snapshot(frame.url, (frame,)), {}).kind


def test_each_language_has_each() -> None:
    assert sorted(SAID["reports"]) == sorted(SAID["titles"]) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_reported_is_no_receipt(lang: str) -> None:
    received = words(lang).say["acknowledged"][0]
    for clause in SAID["reports"][lang]:
        assert kind(lang, f"{clause}: {received}") is PageKind.UNKNOWN, clause
        assert kind(lang, f"{clause} : {received}") is PageKind.UNKNOWN, clause
        assert kind(lang, f"{clause}:", received) is PageKind.UNKNOWN, clause
        assert kind(lang, f"{clause}: {received}", heading=received) is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_stands_under_a_title_is_said(lang: str) -> None:
    received = words(lang).say["acknowledged"][0]
    title = SAID["titles"][lang]
    assert kind(lang, f"{title}: {received}") is PageKind.ACKNOWLEDGED
    assert kind(lang, "…", heading=f"{title}: {received}") is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize(
    "text",
    [
        "We have received your objection and show you a page saying: objection received.",
        "Status of your objection: received.",
        "Confirmation: your objection has been received.",
    ],
)
def test_what_is_received_before_a_colon_is(text: str) -> None:
    assert kind("en", text) is PageKind.ACKNOWLEDGED


def test_what_a_report_takes_back_stays_taken_back() -> None:
    text = "The status changes to: sent. Your objection was not submitted."
    assert kind("en", text, heading="Thank you for your objection") is PageKind.REFUSED


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "We then send an email titled Objection received."),
        ("en", "You then get a message with the subject Objection received."),
        ("de", "Du bekommst eine E-Mail mit dem Betreff Widerspruch eingegangen."),
        ("fr", "Vous recevez un e-mail intitulé Opposition enregistrée."),
        ("es", "Recibes un correo con el asunto Oposición recibida."),
        ("it", "Riceverai un’e-mail dal titolo Opposizione ricevuta."),
        ("nl", "Je krijgt een e-mail met als onderwerp Bezwaar ontvangen."),
        ("pl", "Wysyłamy wiadomość o temacie Sprzeciw otrzymany."),
    ],
)
def test_the_title_of_a_mail_is_no_receipt(lang: str, text: str) -> None:
    assert kind(lang, text) is PageKind.UNKNOWN
