"""The warning before special categories are sent: it speaks where it should, and only there."""

import tomllib
from itertools import product
from pathlib import Path

from support.letter_matrix import LANGUAGES

from optout import i18n
from optout.letters import reasons, sensitive, sensitive_kinds
from optout.letters.sensitive import KINDS

HERE = Path(__file__).parent
SENTENCES = tomllib.loads((HERE / "sensitive_sentences.toml").read_text(encoding="utf-8"))
MORE = tomllib.loads((HERE / "sensitive_more.toml").read_text(encoding="utf-8"))
EVERYWHERE = list(KINDS)[:6]
"""The kinds that each language of a letter has words for; the terminal's languages have all."""
WORDS = tomllib.loads(Path(sensitive.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def test_every_language_with_a_letter_has_words_and_sentences_for_each_kind() -> None:
    assert set(MORE) == set(i18n.languages())
    for language in LANGUAGES:
        assert list(WORDS[language]) == (list(KINDS) if language in MORE else EVERYWHERE)
        assert all(WORDS[language].values()), language
        assert len(SENTENCES[language]["telling"]) == len(EVERYWHERE)
        assert SENTENCES[language]["plain"]
    for language, sentences in MORE.items():
        assert list(sentences) == [*KINDS, "plain"], language
        assert all(len(sentences[kind]) >= 2 for kind in KINDS), language
        assert len(sentences["plain"]) >= 4


def test_each_kind_is_noticed() -> None:
    telling = [
        (language, kind, sentence)
        for language in LANGUAGES
        for kind, sentence in zip(EVERYWHERE, SENTENCES[language]["telling"], strict=True)
    ]
    telling += [
        (language, kind, sentence)
        for language, kind in product(MORE, KINDS)
        for sentence in MORE[language][kind]
    ]
    unseen = [each for each in telling if each[1] not in sensitive_kinds(each[2], each[0])]
    assert unseen == []


def test_their_harmless_twins_raise_no_warning() -> None:
    plain = [(language, SENTENCES[language]["plain"]) for language in LANGUAGES]
    plain += [(language, text) for language, said in MORE.items() for text in said["plain"]]
    plain += [(language, text) for language in LANGUAGES for text in reasons(language).values()]
    warned = [each for each in plain if sensitive_kinds(each[1], each[0])]
    assert warned == []


def test_words_are_found_over_a_line_end_and_whatever_the_apostrophe() -> None:
    assert sensitive_kinds("my political\nopinions", "en") == ("politics",)
    assert sensitive_kinds("demandeur d'asile", "fr") == ("origin",)
    assert sensitive_kinds("demandeur d’asile", "fr") == ("origin",)


def test_a_language_without_words_gives_no_warning() -> None:
    assert sensitive_kinds("illness", "xx") == ()
