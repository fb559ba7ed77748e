"""One sentence of a page's news, read for one end: what rows of evidence ask about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from optout.domain.proofs import Proof
from optout.locate.content_clauses import said_here
from optout.locate.context import PageContext
from optout.locate.news import News
from optout.locate.roles import PageKind
from optout.locate.words import (
    languages_by_meaning,
    less_consequence,
    less_guesses,
    meanings_in,
    news_in,
    not_foretold,
    says_as_fact,
)

MEANINGS = {
    PageKind.ALREADY_OBJECTED: "already_objected",
    PageKind.REFUSED: "refused",
    PageKind.UNAVAILABLE: "unavailable",
    PageKind.CHECKPOINT: "checkpoint",
    PageKind.ACKNOWLEDGED: "acknowledged",
}
"""By which meaning each end is told, in the order in which they are looked for."""
ALREADY, ACKNOWLEDGED = PageKind.ALREADY_OBJECTED, PageKind.ACKNOWLEDGED
REFUSED, UNAVAILABLE = PageKind.REFUSED, PageKind.UNAVAILABLE
CHECKPOINT = PageKind.CHECKPOINT
SUCCESSES = (ALREADY, ACKNOWLEDGED)
REFUSALS = (REFUSED, UNAVAILABLE)
NO_USE = {ACKNOWLEDGED: "no_more_use", ALREADY: "already_asked"}
"""What tells of a success by saying what is *not* to be done with the data."""
RECEIPT = ("receipt", "thanks")
NEEDS_NO_MORE = frozenset(("no_more_use", "needless"))
"""What says "not" of something else than the sending."""


@dataclass(frozen=True)
class Statement:
    """A sentence that may tell `end`; `where` it stands, and all the `news` it stands in.

    `over_form`: a form stands below it still.
    """

    context: PageContext
    end: PageKind
    sentence: str
    where: Proof
    news: tuple[News, ...]
    over_form: bool = False

    @property
    def meaning(self) -> str:
        """The meaning by which its end is told."""
        return MEANINGS[self.end]

    @property
    def language(self) -> str:
        """The page's language."""
        return self.context.language

    @cached_property
    def said(self) -> frozenset[str]:
        """The meanings of its sentence, as a page in its language has them."""
        return meanings_in(self.sentence, self.language)

    @cached_property
    def anywhere(self) -> frozenset[str]:
        """The meanings of its sentence in any language."""
        return frozenset(languages_by_meaning(self.sentence))

    @cached_property
    def names_objection(self) -> bool:
        """Whether it names an objection."""
        return "object" in self.anywhere

    @cached_property
    def all_said(self) -> list[tuple[frozenset[str], Proof]]:
        """The meanings of each sentence of the news, and where it stands."""
        return [(meanings_in(sentence, self.language), at) for sentence, at in self.news]

    @cached_property
    def receives(self) -> bool:
        """Whether it says, as a fact, that something was received."""
        return self.says_so("receipt")

    def reading(self, sentence: str, end: PageKind | None = None) -> "Statement":
        """Another sentence in its place, for its end or another."""
        return replace(self, sentence=sentence, end=end or self.end)

    def others(self) -> Iterator["Statement"]:
        """Each sentence of the news in its place, it itself among them."""
        return (replace(self, sentence=sentence, where=at) for sentence, at in self.news)

    def states(self, meaning: str, *blocked_by: str) -> bool:
        """Whether its sentence says something, and none of `blocked_by` in the same language."""
        return says_as_fact(self.sentence, meaning, self.language, blocked_by)

    def says_so(self, *meanings: str) -> bool:
        """Whether one of these is said here and now, as a fact: not guessed, foretold or reported,
        nor what the rest of the sentence means."""
        said = less_consequence(self.sentence, self.language)
        said = less_guesses(not_foretold(said, self.language), self.language)
        said = news_in(said_here(said), self.language)
        return any(says_as_fact(said, meaning, self.language) for meaning in meanings)
