"""What a text from outside is."""

import time

import pytest

from optout.domain.text import is_address


@pytest.mark.parametrize("text", ["a@b.c", " prenom.nom+x@mail.example.org\n", "é@ex-ample.org."])
def test_an_address(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@b.c",
        "a@",
        "a@b",
        "a@.c",
        "a@b.",
        "a@b@c.d",
        "a b@c.d",
        "a@b c.d",
        "a@b.c d",
        "a.b@",
    ],
)
def test_no_address(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize("text", ["a@" + "." * 1_000_000 + " x", "a@" + "b.@" * 300_000])
def test_a_long_text_is_gone_through_once(text: str) -> None:
    begun = time.process_time()
    assert not is_address(text)
    assert time.process_time() - begun < 5, "it took minutes where each dot was tried"
