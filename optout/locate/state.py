"""Which page this is: by what is there first, by words only where they are the page's own news."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from optout.locate.context import Context, place
from optout.locate.evidence import Says
from optout.locate.field import Field
from optout.locate.gates import Gate
from optout.locate.language import says_as_fact
from optout.locate.news import AMONG_OTHERS, asks, dialog_news, page_news
from optout.locate.objecting import asks_for_objection
from optout.locate.roles import PageKind, Role
from optout.locate.weigh import is_newsletter
from optout.locate.words import meanings, sentences, spoken

_ENDS = (
    (PageKind.ALREADY_OBJECTED, "already_objected"),
    (PageKind.REFUSED, "refused"),
    (PageKind.UNAVAILABLE, "unavailable"),
    (PageKind.CHECKPOINT, "checkpoint"),
    (PageKind.ACKNOWLEDGED, "acknowledged"),
)
_SUCCESSES = ("acknowledged", "already_objected")
_NO_FACT = ("conditional", "negation")
_QUESTION_MARKS = ("?", "؟", "？", ";")
_PLAIN = ("the page says", "a heading says", AMONG_OTHERS)
_THANKS = 40
"""A sentence shorter than this is thanks and no more."""
_IDENTIFIERS = frozenset({"email", "phone", "username"})


@dataclass(frozen=True, slots=True)
class State:
    """The page's kind, and why."""

    kind: PageKind
    why: str


def state_of(context: Context, fields: Mapping[Role, Field], gates: tuple[Gate, ...]) -> State:
    """Recognise the page. Whatever is not recognised is `unknown`."""
    return (
        _end(context, dialog_news(context))
        or _code(context, fields)
        or _sign_in(context, fields)
        or _form(context, fields, gates)
        or _end(context, page_news(context), asks=asks(context))
        or State(PageKind.UNKNOWN, "nothing here is recognised")
    )


def _code(context: Context, fields: Mapping[Role, Field]) -> State | None:
    code = fields[Role.CODE]
    if code.status != "found":
        return None
    if "checkpoint" in context.subject and "object" not in context.topics:
        return State(PageKind.CHECKPOINT, "it asks for a code to confirm who you are")
    return State(PageKind.CODE, f"a code is asked for: {code.how}")


def _sign_in(context: Context, fields: Mapping[Role, Field]) -> State | None:
    """A password to be typed and no form beside it, or the first step of a sign-in."""
    ours = (Role.EMAIL, Role.EXPLANATION, Role.COUNTRY)
    if context.passwords_shown:
        if any(fields[role].status != "missing" for role in ours):
            return None
        if context.passwords_shown > 1 or "sign_up" in context.subject - {"sign_in"}:
            return None
        return State(PageKind.SIGN_IN, "it asks for a password")
    for said in context.said:
        beside = context.beside[place(said.control)]
        alone = len(beside) == 1 and not said.control.search
        if alone and _IDENTIFIERS & said.all and _signs_in(context, said):
            return State(PageKind.SIGN_IN, "the first step of a sign-in")
    return None


def _signs_in(context: Context, said: Says) -> bool:
    if is_newsletter(context, said):
        return False
    buttons = [b for b in context.buttons(said.control) if b.form == said.control.form]
    if any("sign_in" in meanings(b.label) for b in buttons[:6]):
        return True
    return "sign_in" in context.subject and not context.about_objection


def _form(context: Context, fields: Mapping[Role, Field], gates: tuple[Gate, ...]) -> State | None:
    if fields[Role.EXPLANATION].status == "found":
        return State(PageKind.FORM, "it asks for an explanation")
    if asks_for_objection(context, fields):
        return State(PageKind.FORM, "it is about an objection and asks for its fields")
    if context.gated or any(gate.about != "other" for gate in gates):
        return State(PageKind.FORM, "it asks what the request is about")
    return None


def _end(context: Context, news: Iterable[tuple[str, str]], *, asks: bool = False) -> State | None:
    """The end that the news tell of. Of a page that still asks for something: a checkpoint only."""
    told = [(s, where) for text, where in news for s in sentences(text)]
    for kind, meaning in _ENDS:
        if asks and kind is not PageKind.CHECKPOINT:
            continue
        for sentence, where in told:
            if _is_fact(context, sentence, meaning):
                if kind is PageKind.REFUSED and "country" in spoken(sentence):
                    kind = PageKind.UNAVAILABLE
                proved = where not in _PLAIN or _received(context, sentence, where, told)
                if kind is PageKind.ACKNOWLEDGED and not proved:
                    continue
                return State(kind, f"{where}: {sentence[:120]}")
    return None


def _is_fact(context: Context, sentence: str, meaning: str) -> bool:
    if sentence.endswith(_QUESTION_MARKS) and meaning != "checkpoint":
        return False
    blocked_by = _NO_FACT if meaning in _SUCCESSES else _NO_FACT[:1]
    return says_as_fact(sentence, meaning, context.language, blocked_by)


def _received(context: Context, sentence: str, where: str, told: list[tuple[str, str]]) -> bool:
    """Whether something has come of it: forms say the same of requests that are yet to be made.

    A receipt in the sentence itself, in a heading, or in a few words of thanks; on a page that
    says more than that, in a heading.
    """
    if where == AMONG_OTHERS:
        return any(
            says_as_fact(s, "receipt", context.language, _NO_FACT)
            for s, place_of in told
            if place_of == "a heading says"
        )
    near = [s for s, where in told if where == "a heading says" or len(s) < _THANKS]
    return any(says_as_fact(s, "receipt", context.language, _NO_FACT) for s in (sentence, *near))
