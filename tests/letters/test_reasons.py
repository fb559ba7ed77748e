"""Several reasons and words of one's own: all in a long letter, in a short one what fits, whole."""

import re

import pytest
from support.letter_matrix import LANGUAGES, NAME, TODAY, Case

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.letters import (
    DEFAULT_REASON,
    SHORT,
    Letter,
    longest_that_fits,
    reasons,
    utf16_length,
)
from optout.letters.reason import check, parse
from optout.letters.templates import load

OWN = "Since 2009, in my street, as everyone there knows"


def fitting(limit: int | None, reason: str) -> Letter:
    return longest_that_fits(
        limit, service="facebook", country="FR", email="a@example.org", name=NAME, language="en",
        reason=reason, today=TODAY,
    )  # fmt: skip


def short(language: str, reason: str, room: int | None = None) -> str:
    case = Case(language, "eu", "short", "facebook", reason, NAME)
    return case.render(room=room).text


def test_a_long_letter_says_each_reason_once_and_then_the_person_s_words() -> None:
    chosen, pieces = (
        ("photos+earning\nmusic+earning\nshop+known", OWN),
        "photos earning music shop known",
    )
    for language in LANGUAGES:
        said = load(language).head["reasons"]
        text = Case(language, "eu", "full", "facebook", "\n".join(chosen), NAME).text
        assert f"\n\n{' '.join(said[piece] for piece in pieces.split())}\n\n{OWN}\n\n" in text
        assert text.index(OWN) < text.index("2016/679"), "the person comes before the law"


def test_a_short_letter_adds_the_person_s_words_where_they_fit() -> None:
    first, second = reasons("en")["shop+known"], reasons("en")["family"]
    text = short("en", f"shop+known\nfamily\n{OWN}", room=530)
    assert f": {first} {OWN}. I object" in text
    assert second not in text
    assert OWN not in short("en", f"shop+known\nfamily\n{OWN * 3}")


def test_a_short_letter_is_one_paragraph() -> None:
    text = short("en", "Since 2012.\n\nI paint,\nas all know\nfamily")
    assert "\n" not in text
    assert f"{reasons('en')['family']} Since 2012. I paint, as all know. I object" in text


def test_a_field_with_room_for_more_has_all_reasons_and_words() -> None:
    chosen = f"photos+earning\nfamily\nface\n{OWN}"
    whole = fitting(1000, chosen)
    assert " ".join(reasons("en")[k] for k in ("photos+earning", "family", "face")) in whole.text
    assert f"{OWN}. I object" in whole.text
    assert (whole.length, whole.left_out) == ("short", False)
    for room in (SHORT, utf16_length(whole.text) - 1):
        letter = fitting(room, chosen)
        assert letter.left_out
        assert utf16_length(letter.text) <= room
    assert not fitting(None, chosen).left_out


IN_ONE = (
    ("I paint (since 2012)", "I paint (since 2012). I object"),
    ("As I say: “I paint.”", "As I say: “I paint.” I object"),
    ("I paint in my street,", "I paint in my street. I object"),
    ("I paint in my street;\nMy sister sings", "in my street; My sister sings. I object"),
    ("I paint since 2012\nMy sister sings", "I paint since 2012. My sister sings. I object"),
    ("I paint since 2012\nand my sister sings", "2012 and my sister sings. I object"),
    ("I paint 🎨", "I paint 🎨. I object"),
)


def test_lines_of_one_s_own_are_sentences_in_a_short_letter() -> None:
    assert [own for own, said in IN_ONE if said not in short("en", own)] == []


def test_a_question_in_greek_stays_one() -> None:
    for mark in (";", "\u037e"):
        text = short("el", f"Ζωγραφίζω{mark}\nΤραγουδώ").replace(mark, ";")
        assert "Ζωγραφίζω; Τραγουδώ. Αντιτάσσομαι" in text
        assert f": Ζωγραφίζω{mark} Αντ" in short("el", f"Ζωγραφίζω{mark}")
    assert ": Zeichnen. Ich" in short("de", "Zeichnen;")


def test_a_short_letter_takes_the_first_reason_that_fits_the_field() -> None:
    chosen = f"drawings+earning\nshop+known\nby_others\n{OWN}"
    whole = [short("en", key, room=0) for key in ("drawings+earning", "shop+known", "by_others")]
    sizes = [utf16_length(text) for text in whole]
    assert sizes[0] > sizes[1] > sizes[2]
    for size, text in zip(sizes, whole, strict=True):
        assert short("en", chosen, room=size) == text
    assert fitting(sizes[2], chosen).text == whole[2]


READ = (
    ("", DEFAULT_REASON, ""),
    ("shop+known", "shop+known", ""),
    ("shop+known\nfamily", "shop+known, family", ""),
    ("shop+known, family", "shop+known, family", ""),
    ("family\nfamily", "family", ""),
    (f"family\n{OWN}", "family, own", OWN),
    (f"{OWN}\nfamily", "family, own", OWN),
    (f"family\n{OWN}\nshop+known, family\nMore.", "family, shop+known, own", f"{OWN}\nMore."),
    ("My\nfriends.", "own", "My\nfriends."),
    ("family, friends and my voice", "own", "family, friends and my voice"),
    ("First.\n\nSecond.", "own", "First.\n\nSecond."),
    *[(said, "family", "") for said in ("Family", "FAMILY", " Family ")],
    *[(said, "photos+earning", "") for said in ("photos + earning", "Photos +Earning")],
    ("Family, Face\nMother + artist", "family, face, own", "Mother + artist"),
)


def test_keys_are_known_wherever_they_stand() -> None:
    found = [(text, parse(text).kind, parse(text).words) for text, _kind, _words in READ]
    assert found == list(READ)


REFUSED = (
    ("photos+nothing", errors.REASON_UNKNOWN),
    ("family, photos+nothing", errors.REASON_UNKNOWN),
    ("family\nfamily_childern", errors.REASON_UNKNOWN),
    ("friends", errors.REASON_UNKNOWN),
    (f"{OWN}\nphotos+nothing", errors.REASON_UNKNOWN),
    (f"{OWN}\nfriends", errors.REASON_UNKNOWN),
    (f"{OWN}\nfamily\nface\nvoice\nby_others", errors.REASONS_TOO_MANY),
    ("family\nstrangers", errors.REASON_UNKNOWN),
    ("family\nface\nvoice\nby_others", errors.REASONS_TOO_MANY),
)


def test_a_slip_a_retired_key_and_a_fourth_reason_are_refused() -> None:
    for text, problem in REFUSED:
        with pytest.raises(OptoutError) as caught:
            check(text)
        assert caught.value.problem is problem, text


PHOTOS = "photos+earning, photos+imitation"


NEARLY = (
    *[(slip, "family") for slip in ("famly", "familly", "Famly", "family.", "face, famly")],
    *[(slip, "photos+earning") for slip in ("photos + earnin", "Photos +earnng")],
    ("family\nfcae", "face"),
    *[(said, PHOTOS) for said in ("photos, family", "family\nPhoto", "photos, drawings")],
    ("famly, photos", "family"),
    ("face, shop", "shop+known, shop+goods"),
)


def test_a_word_that_is_nearly_a_key_is_no_reason_of_ones_own() -> None:
    for text, near in NEARLY:
        with pytest.raises(OptoutError, match=rf"mean {re.escape(near)}, or"):
            check(text)


def test_what_is_right_is_let_through() -> None:
    for text in (
        *("", "family\nface\nvoice", f"family\n{OWN}", "My friends."),
        *("My famly.", "famly and work", "Zeichnen", "Privacy", "Mother + artist", "C + A"),
        *(f"{OWN}\nfamly", "family, friends and my famly", f"family\n{OWN}, photos"),
        *("photos", "Photos.", "My photos, my family", "photos, family and work"),
        *("photos, Zuhause", "photos, drawings and my family", "Shop, Werkstatt"),
    ):
        check(text)


ACCUSING = ("asked them", "can be recognised", "in my care")


def test_no_reason_accuses_the_person_or_speaks_of_others_only() -> None:
    for key, text in reasons("en").items():
        assert not any(words in text for words in ACCUSING), key
        assert {"I", "My", "my", "me"} & set(text.replace(".", "").replace(";", "").split()), key
