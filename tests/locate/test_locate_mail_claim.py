"""What a mail says: each kind in each language by its samples, and what says nothing."""

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from optout.locate.claims import mail_claim as claims
from optout.locate.claims.mail_claim import WORDS, MailKind, mail_claim

SAMPLES: dict[str, dict[str, list[Any]]] = tomllib.loads(
    (Path(__file__).parent / "samples/mails.toml").read_text("utf-8")
)
LISTS: dict[str, dict[str, list[str]]] = tomllib.loads(WORDS.read_text("utf-8"))
NO_LIST = {"code", "received", "unknown"}
"""Kinds that the claims of pages tell."""
ROWS = [
    (language, kind, row if isinstance(row, str) else row["text"])
    for language, kinds in SAMPLES.items()
    for kind, rows in kinds.items()
    for row in rows
]


def test_each_language_of_the_terminal_has_each_list_and_each_list_its_samples() -> None:
    kinds = set(get_args(MailKind)) - NO_LIST
    terminal = {path.name for path in (WORDS.parents[2] / "locale").iterdir() if path.is_dir()}
    assert set(LISTS) == set(SAMPLES) == terminal | {"en"}
    for language, lists in LISTS.items():
        assert set(lists) == kinds | {"doubt"}, language
        assert set(SAMPLES[language]) == kinds | {"received", "doubtful"}, language


def test_a_sample_says_its_kind_and_without_the_words_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, wrong = claims._pattern, []
    for language, kind, text in ROWS:
        wanted = "unknown" if kind == "doubtful" else kind
        said = mail_claim(text)
        lacking = {"doubtful": "doubt"}.get(kind, kind)
        with monkeypatch.context() as patch:
            patch.setattr(
                claims,
                "_pattern",
                lambda of, name, no=lacking: (name != no and whole(of, name)) or None,
            )
            without = mail_claim(text)[0]
        quoted = said[1] in text and bool(said[1]) == (wanted != "unknown")
        if said[0] != wanted or not quoted or (kind not in NO_LIST and without == wanted):
            wrong.append((language, kind, text, said, without))
    assert wrong == []


def test_a_sentence_counts_among_others_and_the_weightier_first() -> None:
    for language, kind, text in ROWS:
        if kind != "doubtful":
            assert (
                mail_claim(f"Meta Platforms Ireland\n\n{text}\n\nPrivacy Team, Dublin 4")[0] == kind
            ), (language, text)
    received = "We have received your request."
    for more, kind in (
        ("", "received"),
        ("Please send a copy of your passport.", "asks"),
        ("We are unable to comply with your request.", "refused"),
        ("We have stopped using your data.", "accepted"),
        ("We have not accepted your objection.", "refused"),
        ("We have stopped using your data. We are unable to comply with the rest.", "unknown"),
    ):
        assert mail_claim(f"{received} {more}")[0] == kind, more


def test_a_line_that_goes_on_in_the_next_is_one_and_no_address_is_shown() -> None:
    wrapped = (
        "Since your objection was received by our privacy team we have\n"
        "Data of yours no longer, and have stopped using it: https://example.org/x?mail=me."
    )
    kind, quote = mail_claim(wrapped)
    assert (kind, "\n" in quote, "example" in quote) == ("accepted", False, False)
    assert mail_claim("Why? See www.example.org") == ("unknown", "")


def test_what_the_person_wrote_says_nothing() -> None:
    own = "I object. You must no longer use my data. Please send me a copy of your decision."
    assert mail_claim(own)[0] != "unknown"
    assert mail_claim(own, own) == ("unknown", "")
    assert mail_claim(f"{own}\nWe refuse your request.", own)[0] == "refused"


def test_a_code_is_one_where_there_is_a_code() -> None:
    said = "To confirm it's you, please enter the confirmation code below."
    assert mail_claim(f"{said}\n\n481516\n\nThank you, Meta Support")[0] == "code"
    assert mail_claim(f"{said}\n\nThank you, Meta Support")[0] != "code"
