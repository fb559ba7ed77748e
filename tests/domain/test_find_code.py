"""Whatever is pasted becomes the code, or a reason why not: never a guess, and never slowly."""

import time

from hypothesis import given
from hypothesis import strategies as st
from support.mails import CODE, MAILS, lines, shapes
from support.tables import beside

from optout.domain.mailed_code import Code, NoCode, Several, find_code

PASTED = beside(__file__, "pasted")
NOISE: list[str] = PASTED["noise"]


def test_the_code() -> None:
    wrong = {
        text: found for text in (CODE, *PASTED["code"]) if (found := find_code(text)) != Code(CODE)
    }
    assert wrong == {}


def test_no_code() -> None:
    found = {pasted: find_code(pasted) for pasted, _reason in PASTED["none"]}
    assert found == {pasted: NoCode(reason) for pasted, reason in PASTED["none"]}


def test_several_numbers() -> None:
    found = {pasted: find_code(pasted) for pasted in PASTED["several"]}
    assert [pasted for pasted, of in found.items() if not isinstance(of, Several)] == []


def test_codes_of_other_lengths() -> None:
    for digits in range(4, 9):
        code, other = "48151623"[:digits], "97531864"[:digits]
        assert find_code(f"Your code: {code}\nreference {other}", digits) == Code(code)
        assert find_code(f"{code} is your code\n{other} elsewhere", digits) == Code(code)
        assert find_code(f"Hello {code}, hello {other}", digits) == Several((code, other))
        assert find_code(code[1:], digits) == NoCode("short")


@given(st.sampled_from(sorted(MAILS)), st.lists(st.sampled_from(NOISE), max_size=6), st.data())
def test_no_other_number_becomes_the_code(
    language: str, noise: list[str], data: st.DataObject
) -> None:
    """Whatever stands where in a mail, copied in whatever way."""
    paragraphs = [*lines(language)[:-1]]
    for line in noise:
        paragraphs.insert(data.draw(st.integers(0, len(paragraphs))), line)
    for shape, mail in shapes(paragraphs).items():
        found = find_code(mail)
        assert found == Code(CODE) or isinstance(found, Several), shape


@given(st.sampled_from(sorted(MAILS)), st.lists(st.sampled_from(NOISE), max_size=6))
def test_what_surrounds_the_mail_does_not_matter(language: str, noise: list[str]) -> None:
    """Above its first sentence and below its last one, on lines of their own."""
    labelled = [line for line in noise if not line.isdecimal()]
    middle = "\n\n".join(lines(language)[:-1])
    padding = "\n\n" + "Hello. " * 12 + "\n\n"
    mail = padding.join(["\n".join(labelled), middle, "\n".join(labelled)])
    assert find_code(mail) == Code(CODE)


@given(st.text(alphabet="0123456789 \n.,:-/+codekód番号FB#€", max_size=80))
def test_a_code_is_in_the_text_digit_by_digit(pasted: str) -> None:
    found = find_code(pasted)
    if isinstance(found, Code):
        assert len(found.digits) == 6
        assert found.digits in "".join(c for c in pasted if c.isdecimal())
    elif isinstance(found, Several):
        assert len(set(found.numbers)) == len(found.numbers) > 0
    else:
        assert found.reason in ("empty", "none", "short", "long")


def test_a_long_paste_is_read_in_time() -> None:
    """Ten times the text takes about ten times as long, not a hundred times.

    Twice where it is slow: where the tests hold much, Python takes its time to look through it.
    """
    ending = " 111111 and 222222 x"

    def seconds(piece: str, length: int) -> float:
        pasted = (piece * (length // len(piece) + 1))[:length] + ending
        begun = time.process_time()
        assert not isinstance(find_code(pasted), Code)
        return time.process_time() - begun

    find_code(ending)  # the words are read once
    pieces = ("code 123456 ", "1 ", "1\n", "12 ", " ", "code", "код ", "https://", "é1-", ". ")
    slow = {}
    for piece in (*pieces, "a. 12345 "):
        for _ in range(2):
            long, short = seconds(piece, 30_000), seconds(piece, 3_000)
            if long <= max(0.25, 40 * short):
                break
        else:
            slow[piece] = (long, short)
    assert slow == {}
