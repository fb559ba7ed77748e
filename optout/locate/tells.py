"""Whether a sentence tells an end as a fact: what there is about its own words that speaks against
that, a row a reason."""

import re
from collections.abc import Callable
from typing import NamedTuple

from optout.locate.content_clauses import said_here
from optout.locate.named import of_named
from optout.locate.news import QUOTED, is_question
from optout.locate.roles import PageKind
from optout.locate.statement import (
    ACKNOWLEDGED,
    ALREADY,
    CHECKPOINT,
    MEANINGS,
    NO_USE,
    REFUSALS,
    REFUSED,
    SUCCESSES,
    Statement,
)
from optout.locate.words import (
    less_consequence,
    less_guesses,
    meanings_in,
    names,
    news_in,
    not_foretold,
    of_one_request,
    opens_as_question,
)

_GOES_ON = ("…", "...")
"""How a sentence ends that says what is being done: "Sending your request…"."""
_CLAUSES = re.compile(r"[,;:،、，–—]")
_ANSWERED = re.compile(r"[:：]\s*(\w+)\W*$")
"""One word that answers what stands before it."""
_NONE = re.compile(r"(?<![\w.,:/-])0(?![\w.,:/-])")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NOT_DONE = ("conditional", "negation", "so_that", "ready", "announced")
_NOT_YET = ("conditional", "so_that")


class _Against(NamedTuple):
    """A row: a reason why a sentence tells none of `ends`, and `when` it is there."""

    name: str
    when: Callable[[Statement], object]
    ends: frozenset[PageKind]


def _against(name: str, when: Callable[[Statement], object], *ends: PageKind) -> _Against:
    return _Against(name, when, frozenset(ends or SUCCESSES))


def _is_question(s: Statement) -> bool:
    return is_question(s.context, s.sentence)


def _is_of_code(s: Statement) -> bool:
    return "code" in s.anywhere and not s.names_objection


def _is_new(s: Statement) -> bool:
    """Whether "already" is said of something else than the objection, which a clause of its own
    says to have been received: "Obdrželi jsme ji, takže vaše příspěvky už nepoužijeme"."""
    clauses = _CLAUSES.split(less_consequence(s.sentence, s.language))
    received = (s.reading(c) for c in clauses)
    return any(c.says_so("acknowledged") and c.receives for c in received) and not any(
        "already_objected" in meanings_in(c, s.language) for c in clauses
    )


def _opens_question(s: Statement) -> bool:
    return opens_as_question(s.sentence, s.language)


def _answered_no(s: Statement) -> bool:
    answer = _ANSWERED.search(s.sentence)
    return answer is not None and "no" in meanings_in(answer[1], s.language)


def _is_of_some_year(s: Statement) -> bool:
    numbers = _NUMBER.findall(s.sentence)
    return bool(numbers) and all(_YEAR.fullmatch(number) for number in numbers)


SENTENCE = (
    _against("it asks", _is_question, *(set(MEANINGS) - {CHECKPOINT})),
    _against("it says what is being done", lambda s: s.sentence.rstrip().endswith(_GOES_ON)),
    _against("it speaks of a code, and of no objection", _is_of_code),
    _against("a clause says that it is new", _is_new, ALREADY),
    # "Wird er abgelehnt, kann man sich beschweren."
    _against("it begins as a question or a condition does", _opens_question, *REFUSALS),
)
"""Asked of the whole sentence."""
PARTS = (
    _against("a security check is yet to be passed", lambda s: "security_check" in s.anywhere),
    _against("it is of a code, or was begun", lambda s: {"code", "begun"} & s.anywhere, ALREADY),
    _against("it is somebody else's, or a company's", lambda s: {"someone", "company"} & s.said),
    _against("it is somebody's by name", lambda s: of_named(s.sentence, s.language)),
    _against("it begins as a question or a condition does", _opens_question),
    _against('it is answered with "no"', _answered_no),
    _against("a person says it", lambda s: names(s.sentence, "first_person", s.language)),
    _against("it counts none", lambda s: _NONE.search(s.sentence)),
    _against("it is of some year", _is_of_some_year, ACKNOWLEDGED),
)
"""Asked of the sentence, of what of it is not foretold, and of what of that is not guessed."""
HERE = (
    _against("a link is to bring it about", lambda s: "url" in s.anywhere),
    _against("it was only begun", lambda s: "begun" in s.said and not s.receives),
)
"""Asked of what of those is neither quoted nor reported, nor of other requests."""


def tells(statement: Statement) -> bool:
    """Whether a sentence tells its end as a fact."""
    if _speaks_against(statement, SENTENCE):
        return False
    language = statement.language
    if statement.end not in SUCCESSES:
        own = not_foretold(statement.sentence, language)
        if statement.end is REFUSED and _is_of_objections(statement):
            own = of_one_request(own, language)
        return statement.reading(own).states(statement.meaning, "conditional")
    whole = less_consequence(statement.sentence, language)
    own = not_foretold(whole, language)
    # What is guessed beside it may take it back as well.
    parts = {whole, own, less_guesses(own, language)}
    return all(_tells_success(statement.reading(part)) for part in parts)


def only_reviewed(statement: Statement) -> bool:
    """Whether all that is said is that a team will look at the request.

    It does so where it was received; above a form that may tell what would come of it.
    """
    if statement.end is not ACKNOWLEDGED or _is_question(statement):
        return False
    return not statement.says_so("receipt", "thanks") and statement.says_so("team_reviews")


def _speaks_against(statement: Statement, rows: tuple[_Against, ...]) -> bool:
    return any(row.when(statement) for row in rows if statement.end in row.ends)


def _is_of_objections(statement: Statement) -> bool:
    """Whether a refusal tells of objections, and not of whom or where: "Objections without reasons
    are rejected" is a rule, "Too many requests" and "We take none from your country" are none."""
    return statement.names_objection and not {"country", "residence"} & statement.anywhere


def _tells_success(part: Statement) -> bool:
    """Whether a sentence, or what is left of it, tells of a receipt, or of an objection known
    already, as done."""
    if _speaks_against(part, PARTS):
        return False
    told = frozenset((part.meaning, NO_USE[part.end]))
    said = said_here(QUOTED.sub(" … ", part.sentence), told)
    here = part.reading(news_in(said, part.language))
    if _speaks_against(here, HERE):
        return False
    if here.states(part.meaning, *_NOT_DONE) or here.states(NO_USE[part.end], *_NOT_YET):
        return True
    # "You have already objected, you need not do it again."
    first = here.reading(_CLAUSES.split(here.sentence)[0])
    return (
        part.end is ALREADY
        and first.states(part.meaning, "conditional", "negation")
        and here.states(part.meaning, "conditional")
    )
