"""What a page claims after a form was sent: each list by its samples, and what is no receipt.

`samples/claims/<language>.toml` has sentences for each list, those by which Meta may say that a
request is honoured, and such as say no receipt. One with `seen` stood on a page; all else is
guessed.
"""

import random
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from support.portal_pages import WORDS as PORTAL

from optout.locate.claims import claims
from optout.locate.claims.claims import CLAIMS_DIR, ClaimKind, claim_of
from optout.locate.stems import languages

LANGUAGES = sorted(languages())
LETTERS = sorted(
    path.name.partition(".")[0]
    for path in (Path(__file__).parents[2] / "templates/objection").glob("*.txt.j2")
)
CLAIMED: dict[str, ClaimKind] = {
    "thanks": "received",
    "done": "received",
    "soon": "received",
    "code": "code",
    "link": "link",
    "mail": "link",
    "fail": "failed",
    "instruct": "failed",
    "weak": "failed",
    "refuse": "refused",
    "unavailable": "unavailable",
    "already": "already",
    "matter": "unclear",
    "place": "unavailable",
}
"""What is claimed by a sentence of a list; of those that take a receipt away, it is only none.
`matter` stands beside another list, whose claim it lets count; `soon` may be only quoted."""
TAKE_AWAY = ("no", "yet", "condition", "sorry")
MOST_LINES = 1550


def table(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(
        (CLAIMS_DIR / f"{language}.toml").read_text("utf-8")
    )
    return found


def samples(language: str) -> dict[str, Any]:
    path = Path(__file__).parent / "samples/claims" / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def texts(rows: list[Any]) -> list[str]:
    return [row if isinstance(row, str) else row["text"] for row in rows]


def kind(text: str, language: str) -> ClaimKind:
    return claim_of([(text, language)]).kind


def decided(text: str, language: str) -> str:
    """The claim, or that a sentence of what is unclear was chosen to be quoted."""
    claim = claim_of([(text, language)])
    return "quoted" if claim.kind == "unclear" and claim.patterns else claim.kind


def without(language: str, name: str, patch: pytest.MonkeyPatch) -> None:
    whole = claims.pattern
    patch.setattr(
        claims,
        "pattern",
        lambda of, list_: None if (of, list_) == (language, name) else whole(of, list_),
    )


def test_each_file_has_each_list_and_each_list_its_samples() -> None:
    lists = set(CLAIMED) | set(TAKE_AWAY)
    for language in LANGUAGES:
        rows = samples(language)["lists"]
        assert set(table(language)) == set(rows) == lists, language
        assert all(table(language).values()), language
        assert all(1 <= len(row) <= 3 for row in rows.values()), language


def test_a_sample_is_claimed_by_its_list_and_without_it_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = []
    lists = ((one, *row) for one in LANGUAGES for row in samples(one)["lists"].items())
    for language, name, rows in lists:
        for text in texts(rows):
            said = decided(text, language)
            with monkeypatch.context() as patch:
                without(language, name, patch)
                otherwise = decided(text, language)
            right = (name, said) == ("soon", "quoted") or (
                said == CLAIMED[name]
                if name in CLAIMED and name != "matter"
                else said != "received"
            )
            if not right or otherwise == said:
                wrong.append((language, name, text, said, otherwise))
    assert wrong == []


def test_what_says_no_receipt_is_none() -> None:
    said = {
        text: kind(text, language)
        for language in LANGUAGES
        for text in samples(language)["not_received"]
    }
    assert len(said) > len(LANGUAGES)
    assert [text for text, claimed in said.items() if claimed == "received"] == []
    # As it stands on published pages of shops and accounts, which answer nothing.
    ordinary = [(text, one) for one in LANGUAGES for text in samples(one).get("ordinary", ())]
    assert ordinary
    assert [row for row in ordinary if kind(*row) != "unclear"] == []


def test_metas_receipt_is_one_in_one_block_and_in_four() -> None:
    chance = random.Random(1)
    for language, text in ((one, text) for one in LETTERS for text in texts(samples(one)["meta"])):
        words = text.split()
        for cuts in ([], *(sorted(chance.sample(range(1, len(words)), 3)) for _ in range(5))):
            blocks = [" ".join(words[a:b]) for a, b in pairwise([0, *cuts, len(words)])]
            claim = claim_of([(block, language) for block in blocks])
            assert (claim.kind, claim.of_request) == ("received", True), blocks


def test_together_the_words_are_few_and_each_line_short() -> None:
    lines = [
        line
        for one in LANGUAGES
        for line in (CLAIMS_DIR / f"{one}.toml").read_text("utf-8").splitlines()
    ]
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("blocks", "claimed"),
    [
        (["Thank you!", "Check your inbox and click the link."], "link"),
        (["Thank you!", "Your request was rejected."], "unclear"),
        (["Your request was received.", "An error occurred."], "unclear"),
        (["Your request was received.", "Enter the code from your mail."], "code"),
        (["Your request was received.", "Go back"], "received"),
        (["Case 12345-AB"], "unclear"),
        (["Your request was received.", "Please enter your name."], "unclear"),
        (["Please enter your name.", "The field is required."], "failed"),
        (["Please enter your name.", "Welcome"], "unclear"),
        (["Thank you for your visit."], "received"),
        (["Access denied"], "unclear"),
        (["You are already logged in."], "unclear"),
        (["You have already sent a request."], "already"),
        (["Your objection was not accepted."], "failed"),
        (["Once it is honored: your request will be applied going forward."], "unclear"),
        (["Your request will not be honored going forward."], "failed"),
        ([], "unclear"),
        (["Cookies"], "unclear"),
    ],
)
def test_lists_beside_each_other(blocks: list[str], claimed: ClaimKind) -> None:
    assert claim_of([(block, "") for block in blocks]).kind == claimed


def test_a_receipt_is_short_or_names_what_was_received() -> None:
    """One list alone counts in a short sentence, where no request is named; none in a long one."""
    long = "for all of that which you have been so kind to tell us about today here"
    assert len(f"Thanks {long}.") > claims._ALONE["thanks"]
    assert kind("Thanks for all of that.", "en") == kind(f"Thanks {long} in your message.", "en")
    assert kind("Thanks for all of that.", "en") == "received"
    alone = claim_of([("Hello", "en"), (f"Thanks {long}.", "en")])
    assert (alone.kind, alone.quote) == ("unclear", f"Thanks {long}.")
    terms = "Thanks for your request, " + "which is about something, " * 8
    assert (kind(terms, "en"), kind(terms[:100], "en")) == ("unclear", "received")
    assert kind("We will contact you.", "en") == "unclear"
    assert kind("We will contact you about your request.", "en") == "received"


def test_a_claim_quotes_the_page_and_names_the_stem_as_it_stands_in_the_file() -> None:
    claim = claim_of([("AI at Meta", "en"), ("Hello.\n  It was sent\n to us. Good bye.", "en-GB")])
    (pattern,) = claim.patterns
    place, _, stem = pattern.partition(" done: ")
    assert (claim.quote, claim.of_request) == ("It was sent to us. Good bye.", False)
    assert place == "words/claims/en.toml" and stem in table("en")["done"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("No.", "No."),
        (
            "Well. " + "A longer sentence follows here. " * 9,
            "Well. A longer sentence follows here. A",
        ),
        ("word " * 100, "word word"),
    ],
)
def test_a_quote_is_whole_sentences_and_no_longer_than_300(text: str, quote: str) -> None:
    quoted = claim_of([(text, "en")]).quote
    assert quoted.startswith(quote) and len(quoted) <= 300
    assert quoted.endswith("word…" if text.startswith("word") else ".")


def test_a_language_is_known_however_it_is_written() -> None:
    said = {"pt-BR": "Recebemos.", "nn": "Takk.", "sr_RS": "Hvala.", "xx": "Thanks."}
    for language, text in (said | {"../fr": "Thanks."}).items():
        assert kind(text, language) == "received", language
        assert kind("Gracias.", language) == "unclear", language


def test_a_language_that_is_not_declared_is_recognised() -> None:
    for text in ("Thanks.", "Gracias.", "Wir haben Ihre Anfrage erhalten."):
        assert kind(text, "") == "received"
    assert kind("Lorem ipsum.", "") == "unclear"


def test_what_a_request_is_called_claims_nothing() -> None:
    """It stands over every answer, in words of the pages and not of the lists."""
    claimed = {language: kind(said["title"], language) for language, said in PORTAL.items()}
    assert claimed == dict.fromkeys(PORTAL, "unclear")


def test_a_field_that_is_valid_is_no_failure() -> None:
    assert kind("L’adresse e-mail est valide.", "fr") == "unclear"
    assert kind("Indiquez une adresse e-mail valide.", "fr") == "failed"
