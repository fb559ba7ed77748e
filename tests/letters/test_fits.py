"""The longest letter that fits, whole; the person's words as written; the variant by country."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.letter_matrix import EMAIL, LANGUAGES, NAME, TODAY

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.letters import (
    DEFAULT_REASON,
    LENGTHS,
    Letter,
    LetterInput,
    languages_for,
    longest_that_fits,
    reasons,
    render,
    utf16_length,
    variant_for,
)


def test_utf16_units() -> None:
    assert [utf16_length(text) for text in ("", "aé€", "😀")] == [0, 3, 2]


def letter_input(**changed: object) -> LetterInput:
    base: LetterInput = {
        "service": "facebook",
        "country": "FR",
        "email": EMAIL,
        "name": NAME,
        "language": "fr",
        "reason": "",
        "today": TODAY,
    }
    return base | changed  # type: ignore[return-value]


def refusal(**changed: object) -> OptoutError:
    with pytest.raises(OptoutError) as caught:
        render(length="full", **letter_input(**changed))
    return caught.value


SIZES = {length: utf16_length(render(length=length, **letter_input()).text) for length in LENGTHS}
LEAST = render(length="short", room=0, **letter_input()).text
"""The shortest letter that there is."""


def test_the_longest_that_fits_is_taken_whole() -> None:
    for limit, length in (
        (None, "full"),
        (SIZES["full"], "full"),
        (SIZES["full"] - 1, "standard"),
        (SIZES["standard"], "standard"),
        (SIZES["standard"] - 1, "short"),
        (SIZES["short"], "short"),
        (utf16_length(LEAST), "short"),
    ):
        letter = longest_that_fits(limit, **letter_input())
        assert letter == render(length=length, room=limit, **letter_input()), limit
        assert limit is None or utf16_length(letter.text) <= limit


def test_when_none_fits_the_excess_is_said_and_nothing_is_cut() -> None:
    with pytest.raises(OptoutError) as caught:
        longest_that_fits(utf16_length(LEAST) - 7, **letter_input())
    assert caught.value.problem is errors.LETTER_TOO_LONG
    assert caught.value.facts["excess"] == 7


def test_a_surrogate_pair_counts_as_two() -> None:
    plain = longest_that_fits(None, **letter_input(reason="a" * 40))
    faces = longest_that_fits(utf16_length(plain.text), **letter_input(reason="😀" * 40))
    assert (plain.length, faces.length) == ("full", "standard")


@given(st.text(), st.text(max_size=40))
def test_whatever_is_typed_the_letter_is_one_that_a_form_takes(reason: str, name: str) -> None:
    letter = longest_that_fits(None, **letter_input(reason=reason, name=name))
    assert not any(ord(c) < 32 and c != "\n" for c in letter.text)
    assert utf16_length(letter.text) >= SIZES["full"] - 300
    letter.text.encode("utf-8")
    assert len(letter.points) == 16


def test_own_words_are_kept_with_their_marks_and_lines() -> None:
    words = 'Je l\'ai dit : « non », "non" et “non”.\n\n\nPoint final…  deux espaces'
    in_one = words.replace("\n\n\n", " ")  # a short letter is one paragraph
    for length in LENGTHS:
        expected = in_one if length == "short" else words
        assert expected in render(length=length, **letter_input(reason=words)).text


def test_control_characters_are_taken_out_of_what_the_person_gives() -> None:
    letter = render(
        length="full",
        **letter_input(reason="un\x1b[31m\x00 deux\r\ntrois\x07", name="Pré\nnom\x07 Nom"),
    )
    assert "un deux\ntrois\n" in letter.text
    assert "Nom\u00a0: Pré nom Nom\n" in letter.text


def test_without_a_reason_the_default_one_is_given() -> None:
    for nothing in ("", "  \n", "\x00"):
        text = render(length="short", **letter_input(reason=nothing)).text
        assert reasons("fr")[DEFAULT_REASON] in text


def test_without_a_name_the_lines_that_give_it_are_gone() -> None:
    for language, length in product(LANGUAGES, ("full", "standard")):
        named, unnamed = (
            render(length=length, **letter_input(language=language, name=name)).text
            for name in (NAME, "")
        )
        assert named.count(NAME) == 2
        kept = [line for line in named.splitlines() if line and NAME not in line]
        assert [line for line in unnamed.splitlines() if line] == kept, (language, length)


def test_the_country_decides_the_law() -> None:
    of_the_eu = "FR RE GP MQ GF YT MF AX DE IS LI NO PT GL GG JE IM GI"
    assert {variant_for(country) for country in of_the_eu.split()} == {"eu"}
    assert (variant_for("GB"), variant_for("CH")) == ("uk", "ch")


def _variant(language: str, country: str) -> Letter:
    return render(length="full", **letter_input(language=language, country=country))


def test_swiss_letter_in_a_swiss_language_and_the_eu_one_in_others() -> None:
    assert _variant("fr", "CH").variant == "ch"
    assert _variant("pl", "CH").variant == "eu"
    assert _variant("en", "GB").variant == "uk"


def test_a_letter_that_the_language_does_not_have_is_refused_with_those_that_do() -> None:
    for changed in ({"country": "GB"}, {"variant": "uk"}, {"language": "pl", "variant": "ch"}):
        assert refusal(**changed).problem is errors.LANGUAGE_UNKNOWN
    assert refusal(country="GB").facts["known"] == "en"
    assert refusal(language="tlh").problem is errors.LANGUAGE_UNKNOWN
    assert "tlh" not in str(refusal(language="tlh"))


def test_the_languages_of_a_country_are_those_that_a_letter_can_be_had_in() -> None:
    for country in ("GB", "CH", "FR"):
        for language in languages_for(country):
            assert _variant(language, country).text
    assert languages_for("GB") == ("en",)
    assert len(languages_for("CH")) == len(languages_for("FR")) == 26


def test_an_unknown_country_is_refused() -> None:
    problem = refusal(country="XX")
    assert problem.problem is errors.COUNTRY_UNKNOWN
    assert "country" in str(problem)
