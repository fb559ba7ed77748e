"""How a text's length is counted: as HTML's `maxlength` does."""

from optout.domain.lengths import utf16_length


def test_utf16_units() -> None:
    assert [utf16_length(text) for text in ("", "aé€", "😀")] == [0, 3, 2]
