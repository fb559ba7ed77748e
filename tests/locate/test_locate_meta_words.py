"""Meta's own words: what a page claims by them, and that nothing near them counts as them."""

import re
import tomllib
from pathlib import Path

import pytest

from optout.dossier.received_mail import read_mail
from optout.locate.claims import claims, meta_words
from optout.locate.claims.claims import claim_of
from optout.locate.claims.meta_words import meta_meaning

DATA: list[list[str]] = tomllib.loads(
    Path(meta_words.__file__).with_name("meta_words.toml").read_text("utf-8")
)["rows"]
SENTENCES = [row[-1] for row in DATA]
ROWS: list[list[str]] = tomllib.loads(
    (Path(__file__).parent / "samples/meta_words.toml").read_text("utf-8")
)["rows"]


def wrong() -> list[tuple[str, str, str]]:
    """What is claimed of the rows otherwise than it should be, in the row's language or in none."""
    found = []
    for language, page, mail, text, _source in ROWS:
        said = {claim_of([(text, language[:2])]).kind, claim_of([(text, "")]).kind}
        found += [(language, text, kind) for kind in said - {page}]
        found += [(language, text, kind) for kind in {read_mail(text.encode()).kind} - {mail}]
    return found


def test_each_row_says_who_has_seen_it_and_stands_once() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES)
    for language, kind, day, source, _sentence in DATA:
        assert kind in ("acceptance mail", "receipt page", "notice", "form label")
        assert language
        assert source
        assert not day or re.fullmatch(r"20\d\d(-\d\d){0,2}", day)
    assert {"en", "es", "it", "de", "pt"} <= {row[0][:2] for row in DATA}


def test_what_meta_writes_is_taken_for_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the literal words, a promise is a failure, and an acceptance, too."""
    assert wrong() == []
    monkeypatch.setattr(claims, "lists_of", lambda sentence: None)
    assert {language for language, _text, _kind in wrong()} >= {"es", "de", "en", "pt-PT"}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_known_as_a_whole(sentence: str) -> None:
    written = sentence.strip("…").upper().replace("'", "’").replace(" ", "\u00a0 ")
    assert meta_meaning(written) is not None
    before, after = written.split(maxsplit=1)[1], written.rsplit(maxsplit=1)[0]
    for less in (before, after):
        assert meta_meaning(less) is None
    if "…" not in sentence:
        assert meta_meaning(f"No {written}") is meta_meaning(f"{written} later") is None


def test_a_refusal_in_like_words_is_no_acceptance() -> None:
    for text in (
        "No vamos a aceptar tu objeción",
        "Vamos a aceptar tu objeción si nos envías una copia de tu pasaporte",
        "We won't honour your objection for your public information, such as public posts.",
    ):
        assert claim_of([(text, "")]).kind != "received"
        assert read_mail(text.encode()).kind == "unknown"


def test_what_stands_on_the_empty_form_takes_no_answer_away_and_is_none() -> None:
    standing = "If your request is honored, it will be applied going forward."
    receipt = "We have received your request."
    assert claim_of([(standing, "en")]).kind == "unclear"
    assert claim_of([(standing, "en"), (receipt, "en")]).kind == "received"
    taken = "Vamos a aceptar tu objeción"
    assert claim_of([(taken, "es"), ("Enter the code that we sent you.", "en")]).kind == "code"
