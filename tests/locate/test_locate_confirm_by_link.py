"""Thanks that go on to ask for a click on a mailed link are none yet; the page's words are told."""

import tomllib
from pathlib import Path

import pytest
from corpus.words import LANGUAGES, words

from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, FrameSnapshot, Snapshot
from optout.page.reading import Reading, judge

SAID: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("confirm_by_link.toml").read_text("utf-8")
)


def page(lang: str, *texts: str) -> Reading:
    """What shows after the sending: thanks in a heading, then these sentences."""
    title = words(lang).say["object_title"][0]
    thanks = Block(words(lang).say["acknowledged"][0], heading=1)
    blocks = (thanks, *map(Block, texts))
    frame = FrameSnapshot(0, "https://form.test/", True, lang=lang, title=title, blocks=blocks)
    return judge(Snapshot(frame.url, (frame,)), {})


def test_each_language_has_one() -> None:
    assert sorted(SAID) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_that_is_still_to_be_followed(lang: str) -> None:
    assert page(lang).kind is PageKind.ACKNOWLEDGED
    seen = page(lang, SAID[lang])
    assert (seen.kind, seen.thanks, seen.link_confirms) == (PageKind.UNKNOWN, False, SAID[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_below_many_other_sentences(lang: str) -> None:
    assert page(lang, *["12345 67890 12345."] * 6, SAID[lang]).kind is PageKind.UNKNOWN


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "We have also sent you an email with a copy and a link to it."),
        ("en", "We will email you a link once we have confirmed it."),
        ("en", "A confirmation with a link to your request is on its way."),
        ("de", "Eine Bestätigung mit einem Link zu Ihrer Anfrage ist unterwegs."),
        ("fr", "Un e-mail de confirmation avec un lien vers votre demande vous a été envoyé."),
        ("it", "Riceverai un'e-mail di conferma con il link alla richiesta."),
        ("pl", "Wysłaliśmy potwierdzenie z linkiem do zgłoszenia."),
        ("sv", "En bekräftelse med en länk till ärendet är på väg."),
        ("es", "Le hemos enviado una confirmación con un enlace a su solicitud."),
    ],
)
def test_a_mail_that_confirms_by_itself_asks_for_nothing(lang: str, said: str) -> None:
    assert page(lang, said).kind is PageKind.ACKNOWLEDGED
