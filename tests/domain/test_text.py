"""What a text from outside is."""

import time

import pytest

from optout.domain.text import is_address


def test_an_address() -> None:
    for text in ("a@b.c", " prenom.nom+x@mail.example.org\n", "é@ex-ample.org."):
        assert is_address(text), text


def test_no_address() -> None:
    texts = ("", "a", "@b.c", "a@", "a@b", "a@.c", "a@b.", "a@b@c.d", "a b@c.d", "a@b c.d")
    assert [text for text in (*texts, "a@b.c d", "a.b@") if is_address(text)] == []


@pytest.mark.parametrize("text", ["a@" + "." * 1_000_000 + " x", "a@" + "b.@" * 300_000])
def test_a_long_text_is_gone_through_once(text: str) -> None:
    begun = time.process_time()
    assert not is_address(text)
    assert time.process_time() - begun < 5, "it took minutes where each dot was tried"
