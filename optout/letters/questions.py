"""The questions that lead to a reason, and the sentence that each answer puts into the letter.

An answer's `piece` is the key of a whole sentence in the heads of the letters: so what several
answers give stands side by side in every language, and says only what the person said. No answer
names what the law protects specially (Art. 9(1) GDPR), accuses the person, or speaks of other
people's situation only: what counts is the person's own (Art. 21(1)).
"""

from collections.abc import Iterator
from typing import NamedTuple

from optout.i18n import N_

Pieces = tuple[str, ...]
"""The sentences of one reason, by their keys in the heads of the letters, in their order."""


class ReasonAnswer(NamedTuple):
    """`label` for the menu (translate with `_`), `piece` for the letter, and what is asked then."""

    label: str
    piece: str = ""
    then: "ReasonQuestion | None" = None


class ReasonQuestion:
    """A question of the guide; `text` is translated with `_`."""

    def __init__(self, text: str, *answers: ReasonAnswer) -> None:
        self.text, self.answers = text, answers


_INCOME = ReasonQuestion(
    N_("Do you earn money with it?"),
    ReasonAnswer(N_("Yes"), "earning"),
    ReasonAnswer(N_("No"), "imitation"),
)
_WORKS = ReasonQuestion(
    N_("What do you publish most?"),
    ReasonAnswer(N_("Photos"), "photos", _INCOME),
    ReasonAnswer(N_("Drawings or paintings"), "drawings", _INCOME),
    ReasonAnswer(N_("Music"), "music", _INCOME),
    ReasonAnswer(N_("Videos"), "videos", _INCOME),
    ReasonAnswer(N_("Several of these, or something else"), "work_creations"),
)
_TEXTS = ReasonQuestion(
    N_("What do you write most?"),
    ReasonAnswer(N_("Articles or a blog"), "articles", _INCOME),
    ReasonAnswer(N_("Stories or poems"), "stories", _INCOME),
    ReasonAnswer(N_("Posts and comments in which I share what I know"), "advice", _INCOME),
)
_CUSTOMERS = ReasonQuestion(
    N_("What matters most?"),
    ReasonAnswer(N_("My customers know me by my name or my face"), "known"),
    ReasonAnswer(N_("My posts show my work or my goods"), "goods"),
)
_BUSINESS = ReasonQuestion(
    N_("What do you run?"),
    ReasonAnswer(N_("A shop"), "shop", _CUSTOMERS),
    ReasonAnswer(N_("A restaurant or a café"), "restaurant", _CUSTOMERS),
    ReasonAnswer(N_("A workshop or a craft business"), "craft", _CUSTOMERS),
    ReasonAnswer(N_("Something else: I work for myself"), "self_employed", _CUSTOMERS),
)
_FAMILY = ReasonQuestion(
    N_("Who is in your posts?"),
    ReasonAnswer(N_("My children, who are not of age"), "children"),
    ReasonAnswer(N_("Others of my family"), "family"),
    ReasonAnswer(N_("My children and others of my family"), "family_children"),
)
_OTHERS = ReasonQuestion(
    N_("With whom?"),
    ReasonAnswer(N_("Friends"), "with_friends"),
    ReasonAnswer(N_("People from my work"), "with_colleagues"),
    ReasonAnswer(N_("I work with children, and parents read me"), "with_pupils"),
    ReasonAnswer(N_("People I do not know, in groups and comments"), "with_strangers"),
)
_LIKENESS = ReasonQuestion(
    N_("What can be seen or heard?"),
    ReasonAnswer(N_("My face"), "face"),
    ReasonAnswer(N_("My voice"), "voice"),
    ReasonAnswer(N_("My face and my voice"), "image_voice"),
)
_PRIVATE = ReasonQuestion(
    N_("What kind of posts are they?"),
    ReasonAnswer(N_("They show where and how I live"), "daily_life"),
    ReasonAnswer(N_("Many are old and were meant for friends"), "years_ago"),
    ReasonAnswer(N_("They are private in another way"), "private_matters"),
)

DEFAULT = "loss_of_control"
"""The reason that is given, and shown, where the person names none."""

_BY_OTHERS = ReasonAnswer(N_("Other people show me or speak of me in their posts"), "by_others")
_GOOD_NAME = ReasonAnswer(N_("My work depends on my good name"), "profession")
_CONTROL = ReasonAnswer(N_("None of these: I want to keep control of my data"), DEFAULT)

FIRST = ReasonQuestion(
    N_("Which of these is you?"),
    ReasonAnswer(N_("I publish photos, drawings, music or videos"), then=_WORKS),
    ReasonAnswer(N_("I write"), then=_TEXTS),
    ReasonAnswer(N_("I run a shop or a small business"), then=_BUSINESS),
    _GOOD_NAME,
    ReasonAnswer(N_("I post about my children or my family"), then=_FAMILY),
    ReasonAnswer(N_("I talk with other people there"), then=_OTHERS),
    ReasonAnswer(N_("My face can be seen or my voice heard"), then=_LIKENESS),
    _BY_OTHERS,
    ReasonAnswer(N_("I post about my private life"), then=_PRIVATE),
    _CONTROL,
)

FIRST_WITHOUT_POSTS = ReasonQuestion(
    N_("Which of these is you?"),
    _BY_OTHERS,
    ReasonAnswer(N_("My face can be seen or my voice heard"), "image_voice"),
    _GOOD_NAME,
    _CONTROL,
)
"""What somebody is asked who objects only to what others posted."""

_TRADES = {answer.piece for answer in _BUSINESS.answers}
_TRUE_WITHOUT_POSTS = {"by_others", "image_voice", "known", "profession", DEFAULT} | _TRADES

CHATS = "private_chats"
"""What is said to an assistant in place of a sentence about posts."""

_OF_POSTS_THERE = {
    **dict.fromkeys(("children", "family", "family_children", "with_friends", "with_colleagues")),
    **dict.fromkeys(("daily_life", "years_ago", "private_matters")),
    **dict.fromkeys(("face", "voice"), "image_voice"),
}
"""Sentences that fit only where one posts, and those that say the same without posts."""

RETIRED = frozenset({"friends", "colleagues", "pupils", "strangers"})
"""Keys that older settings may hold. Their sentences admitted that others are shown unasked."""


def true_without_posts(pieces: Pieces) -> Pieces:
    """The pieces that are true for somebody with no posts of their own; never none.

    Where one had to be left out the general piece is added, as the last one.
    """
    true = tuple(piece for piece in pieces if piece in _TRUE_WITHOUT_POSTS)
    return true if true == pieces else (*true, DEFAULT)


def fitting(pieces: Pieces, *, posts: bool, assistant: bool) -> Pieces:
    """The pieces as they fit a service; where nobody posts, without sentences about posts there."""
    if posts:
        return pieces
    general = CHATS if assistant else DEFAULT
    return tuple(_OF_POSTS_THERE.get(piece, piece) or general for piece in pieces)


def ways(question: ReasonQuestion = FIRST, before: Pieces = ()) -> Iterator[Pieces]:
    """The pieces of each way through the questions, in the order of the answers."""
    for answer in question.answers:
        pieces = (*before, answer.piece) if answer.piece else before
        if answer.then:
            yield from ways(answer.then, pieces)
        else:
            yield pieces


def key_of(pieces: Pieces) -> str:
    """How the reason of these pieces is written in the settings."""
    return "+".join(pieces)
