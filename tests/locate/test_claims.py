"""What a page claims after a form was sent, from small lists of words."""

import pytest

from optout.locate.claims import Claim, claim_of


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Votre demande a bien été envoyée.", "received"),
        ("de", "Ihr Antrag konnte nicht gesendet werden.", "failed"),
        ("de", "Vielen Dank! Bitte klicken Sie auf den Link in der E-Mail.", "link"),
        ("", "Your request was sent.", "received"),
        ("xx", "Lorem ipsum dolor sit amet.", "unclear"),
    ],
)
def test_claims(language: str, text: str, kind: str) -> None:
    assert claim_of([(text, language)]).kind == kind


def test_of_nothing_nothing_is_claimed() -> None:
    assert claim_of([]) == Claim()
