"""Who objects to what others posted says nothing of posts of their own, in any language."""

from itertools import product

from support.letter_matrix import LAWS, NAME, OWN_WORDS, Case

from optout.letters import DEFAULT_REASON, LENGTHS, reasons
from optout.letters.objection import Variant
from optout.letters.questions import FIRST_WITHOUT_POSTS, key_of, ways
from optout.letters.templates import load

OF_OWN_POSTS = (
    *("photos", "drawings", "music", "videos", "work_creations", "articles", "stories", "advice"),
    *("earning", "imitation", "goods", "children", "family", "family_children", "with_friends"),
    *("with_colleagues", "with_pupils", "with_strangers", "face", "voice", "daily_life"),
    *("years_ago", "private_matters"),
)
KEPT = {
    "shop+known": ["shop", "known"],
    "shop+goods": ["shop", DEFAULT_REASON],
    "photos+imitation": [DEFAULT_REASON],
    "years_ago": [DEFAULT_REASON],
    "by_others": ["by_others"],
}
"""For a reason of the guide, the sentences of it that a third party's letter has."""


def letters(law: tuple[str, Variant], reason: str) -> list[Case]:
    """Those of this reason, in each length."""
    return [Case(*law, length, "third-party", reason, NAME) for length in LENGTHS]


def test_no_sentence_of_it_speaks_of_own_posts() -> None:
    said = load("en").head["reasons"]
    for reason in reasons("en"):
        for case in letters(("en", "eu"), reason):
            there = {piece for piece, sentence in said.items() if sentence in case.text}
            assert there, case
            assert not there.intersection(OF_OWN_POSTS), case


def test_what_is_true_there_stays_and_the_rest_gives_way_to_the_general_one() -> None:
    for law, (reason, kept) in product(LAWS, KEPT.items()):
        said = load(law[0]).head["reasons"]
        for case in letters(law, reason):
            there = [piece for piece, sentence in said.items() if sentence in case.text]
            assert there == kept, case


def test_a_person_s_own_words_stay_as_written() -> None:
    for words in OWN_WORDS:
        in_one = " ".join(line for line in words.split("\n") if line)
        for case in letters(("en", "eu"), words):
            assert (in_one if case.length == "short" else words) in case.text, case


def test_what_is_offered_is_true_as_a_whole() -> None:
    offered = reasons("en", third_party=True)
    assert not [key for key in offered if set(key.split("+")) & set(OF_OWN_POSTS)]
    assert {key_of(way) for way in ways(FIRST_WITHOUT_POSTS)} <= offered.keys()
    assert DEFAULT_REASON in offered
    assert offered.items() <= reasons("en").items()
