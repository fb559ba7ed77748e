"""Who objects to what others posted says nothing of posts of their own, in any language."""

from collections.abc import Iterator

import pytest
from support.letter_matrix import LANGUAGES, NAME, OWN_WORDS, Case

from optout.letters import DEFAULT_REASON, LENGTHS, reasons
from optout.letters.questions import FIRST_WITHOUT_POSTS, key_of, ways
from optout.letters.templates import load

OF_OWN_POSTS = (
    *("photos", "drawings", "music", "videos", "work_creations", "articles", "stories", "advice"),
    *("earning", "imitation", "goods", "children", "family", "family_children", "with_friends"),
    *("with_colleagues", "with_pupils", "with_strangers", "face", "voice", "daily_life"),
    *("years_ago", "private_matters"),
)


def letters(language: str, reason: str) -> Iterator[tuple[Case, str]]:
    for variant in load(language).head["variants"]:
        for length in LENGTHS:
            case = Case(language, variant, length, "third-party", reason, NAME)
            yield case, case.render().text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_it_speaks_of_own_posts(language: str) -> None:
    said = load(language).head["reasons"]
    own = [said[piece] for piece in OF_OWN_POSTS]
    rest = [text for piece, text in said.items() if piece not in OF_OWN_POSTS]
    for reason in reasons(language):
        for case, text in letters(language, reason):
            assert not [sentence for sentence in own if sentence in text], case
            assert [sentence for sentence in rest if sentence in text], case


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_true_there_stays_and_the_rest_gives_way_to_the_general_one(language: str) -> None:
    said = load(language).head["reasons"]
    for reason, kept in (
        ("shop+known", ["shop", "known"]),
        ("shop+goods", ["shop", DEFAULT_REASON]),
        ("photos+imitation", [DEFAULT_REASON]),
        ("years_ago", [DEFAULT_REASON]),
        ("by_others", ["by_others"]),
    ):
        for case, text in letters(language, reason):
            there = [piece for piece, sentence in said.items() if sentence in text]
            assert there == kept, case


@pytest.mark.parametrize("words", OWN_WORDS)
def test_a_person_s_own_words_stay_as_written(words: str) -> None:
    in_one = " ".join(line for line in words.split("\n") if line)
    for case, text in letters("en", words):
        assert (in_one if case.length == "short" else words) in text, case


def test_what_is_offered_is_true_as_a_whole() -> None:
    offered = reasons("en", third_party=True)
    assert not [key for key in offered if set(key.split("+")) & set(OF_OWN_POSTS)]
    assert {key_of(way) for way in ways(FIRST_WITHOUT_POSTS)} <= offered.keys()
    assert DEFAULT_REASON in offered
    assert offered.items() <= reasons("en").items()
