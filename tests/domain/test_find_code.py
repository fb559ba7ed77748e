"""Whatever is pasted becomes the code, or a reason why not: never a guess, and never slowly."""

import time

from hypothesis import given
from hypothesis import strategies as st
from support.mails import CODE, MAILS, lines, shapes

from optout.domain.mailed_code import Code, NoCode, NoCodeReason, find_code

NOISE = (
    "Meta Platforms, Residency Road, Bengaluru 560001",
    "010011 București, România",
    "Zip code: 560002",
    "Code postal 750016",
    "Case 560003",
    "Référence : 560004",
    "Rechnung Nr. 560005",
    "+353 1 560006",
    "Tel. 0650 560007",
    "25.11.26 14:30:15",
    "2026-11-25",
    "EUR 560.008,00",
    "$560,009",
    "https://www.facebook.com/confirm?id=560010&c=560011",
    "560012",
    "© 2026 Meta",
)


HAS_THE_CODE = (
    CODE,
    " 481 516\n",
    "481516\n\n481 516\n",
    "IG-481516",
    "FB\u2011481516 is your code",
    "code:481516",
    "Code=481516, case 560001",
    "enter it.481516",
    "٤٨١٥١٦",
    "https://www.facebook.com/confirm?c=481516",
    "https://www.facebook.com/confirm?id=560001 481516",
    "Your code is 481516. Your postal code is 560001.",
    "560001 is the zip code. 481516 is your code.",
    "Reference\n560001\nConfirmation code\n481516",
    "Confirmation code\n481516\nReference\n560001",
    "Case number\t560001\tConfirmation code\t481516",
    "Your confirmation code no. 481516; invoice no. 560001",
    "Please use\nthis code:\n\n4\n8\n1\n5\n1\n6\n\nBengaluru 560001",
    "To confirm that it is really you, please enter the confirmation\n"
    "code 481516 on the page that you have left open on your computer,\n"
    "560001 people have done so.",
    "FB-481516 is your Facebook code\nHello,\n560001 Bengaluru",
    "Enter the code below.\n\nTel. 0650 560007\n\n481516\n\nTel. 0650 560007\n\n"
    "This code is valid for an hour.",
)


def test_the_code() -> None:
    wrong = {text: found for text in HAS_THE_CODE if (found := find_code(text)) != Code(CODE)}
    assert wrong == {}


HAS_NONE: tuple[tuple[str, NoCodeReason], ...] = (
    ("", "empty"),
    (" \u200b\n", "empty"),
    ("12345", "short"),
    ("1234567", "long"),
    ("good morning", "none"),
    ("25.11.2026 14:30 +353 1 560006", "none"),
    ("481516\n560001", "several"),
    ("481516 560001 hello", "none"),
    ("111111 or 222222", "several"),
    ("Hello\n\n481516\n\nBengaluru 560001", "several"),
    ("Zip code: 481516. Country code: 560001", "several"),
    ("The old code 111111 has expired, the new one is 222222.", "several"),
    ("Your codes are 111111 and 222222.", "several"),
    ("Your code is 111111.\nYour code is 222222.", "several"),
    ("To confirm your report 560001 please enter the code below:\n\n481516", "several"),
    ("Ti si kod kuće 560001 ili kod nas 481516", "several"),
    ("The codec 481516 encodes 560001", "several"),
    ("Enter the code below.\n560001\n481516\nThis code is valid for an hour.", "several"),
    (
        "560001 To make sure that it is really you, enter this code. 481516 "
        "560001 This code is valid for an hour.",
        "several",
    ),
    ("Enter the code below. 481516 Bengaluru 560001 This code is valid for now.", "several"),
    ("x481516 and 560001y", "none"),
)


def test_no_code() -> None:
    found = {pasted: find_code(pasted) for pasted, _reason in HAS_NONE}
    assert found == {pasted: NoCode(reason) for pasted, reason in HAS_NONE}


def test_codes_of_other_lengths() -> None:
    for digits in range(4, 9):
        code, other = "48151623"[:digits], "97531864"[:digits]
        assert find_code(f"Your code: {code}, reference {other}", digits) == Code(code)
        assert find_code(f"{code} is your code\n{other} elsewhere", digits) == Code(code)
        assert find_code(f"Hello {code}, hello {other}", digits) == NoCode("several")
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
        assert find_code(mail) in (Code(CODE), NoCode("several")), shape


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
    else:
        assert found.reason in ("empty", "none", "several", "short", "long")


def test_a_long_paste_is_read_in_time() -> None:
    """Ten times the text takes about ten times as long, not a hundred times.

    The best of two: where the tests hold much, Python takes its time to look through it.
    """
    ending = " 111111 and 222222 x"

    def seconds(piece: str, length: int) -> float:
        pasted = (piece * (length // len(piece) + 1))[:length] + ending
        begun = time.process_time()
        assert find_code(pasted) in (NoCode("several"), NoCode("none"))
        return time.process_time() - begun

    find_code(ending)  # the words are read once
    pieces = ("code 123456 ", "1 ", "1\n", "12 ", " ", "code", "код ", "https://", "é1-", ". ")
    slow = {}
    for piece in (*pieces, "a. 12345 "):
        long, short = (min(seconds(piece, size) for _ in range(2)) for size in (80_000, 8_000))
        if long > max(0.25, 40 * short):
            slow[piece] = (long, short)
    assert slow == {}
