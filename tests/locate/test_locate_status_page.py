"""A site answers by the request's own page: what it is of, how far it is, when it came, in rows."""

import pytest

from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, FrameSnapshot, Snapshot
from optout.page.reading import Reading, judge

ROWS = {
    "de": ("Ihre Anfrage", "KI-Training widersprechen", "In Prüfung", "29. November 2026"),
    "en": ("Your request", "Use of your posts for AI models", "Under review", "29 November 2026"),
    "es": ("Tu solicitud", "Uso de tus publicaciones para la IA", "En revisión", "29/11/2026"),
    "fr": (
        "Votre demande",
        "Vos publications et l'IA chez Meta",
        "En cours d'examen",
        "29/11/2026",
    ),
    "it": ("La tua richiesta", "Uso dei tuoi post per l'IA", "In esame", "29 novembre 2026"),
    "pl": ("Twoje zgłoszenie", "Użycie postów do SI", "W trakcie", "29 listopada 2026"),
}
RECEIVED = {
    "de": "Wir haben Ihre Anfrage erhalten und prüfen sie so bald wie möglich.",
    "en": "We have received your request and will look at it as soon as possible.",
    "es": "Hemos recibido tu solicitud y la revisaremos lo antes posible.",
    "fr": "Nous avons bien reçu votre demande et nous l'examinerons dès que possible.",
    "it": "Abbiamo ricevuto la tua richiesta e la esamineremo al più presto.",
    "pl": "Otrzymaliśmy Twoje zgłoszenie i rozpatrzymy je jak najszybciej.",
}


def look(lang: str, *texts: str, times: int = 0) -> Reading:
    """A page of these texts, the first its heading, with so many `<time>` elements."""
    blocks = tuple(Block(text, heading=int(at == 0)) for at, text in enumerate(texts))
    frame = FrameSnapshot(
        *(0, "https://form.test/", True), lang=lang, title="Meta", blocks=blocks, times=times
    )
    return judge(Snapshot(frame.url, (frame,)), {})


@pytest.mark.parametrize("times", [0, 1])
@pytest.mark.parametrize("lang", ROWS)
def test_it_thanks_for_the_request_that_was_sent_just_before(lang: str, times: int) -> None:
    seen = look(lang, *ROWS[lang], RECEIVED[lang], times=times)
    assert seen.thanks or (seen.kind is PageKind.ACKNOWLEDGED and not times)


@pytest.mark.parametrize("lang", ROWS)
def test_its_rows_alone_tell_nothing(lang: str) -> None:
    seen = look(lang, *ROWS[lang])
    assert (seen.kind, seen.thanks) == (PageKind.UNKNOWN, False)


def test_a_post_with_a_date_is_no_page_of_the_site() -> None:
    """Whoever has sent nothing reads of somebody else's objection."""
    said = ("My objection", "3 June 2026", "We have received your objection.")
    assert look("en", *said, times=1).kind is PageKind.UNKNOWN
    assert look("en", *said).kind is PageKind.ACKNOWLEDGED


def test_sentences_are_no_rows() -> None:
    explained = ("It is free.", "It takes a while.", "There is more to read.", "This is all.")
    seen = look("en", "Your request", *explained, RECEIVED["en"])
    assert (seen.kind, seen.thanks) == (PageKind.UNKNOWN, False)
