"""What the page says about a code that was typed."""

from collections.abc import Iterable, Mapping
from typing import Literal

from optout.locate.claims.page_claim import errors_of, is_good_news, is_right
from optout.locate.context import PageContext
from optout.locate.fields.field import Field
from optout.locate.fields.steps import code_in_form
from optout.locate.roles import Role
from optout.locate.words import asserts, meanings, meanings_in, sentences

CodeProblem = Literal["", "wrong", "expired"]


def code_problem(context: PageContext, fields: Mapping[Role, Field]) -> CodeProblem:
    """What an alert or a field's error calls the code; without its box, an alert must name it.

    A code's field that is marked invalid says so in any language.
    """
    code = fields[Role.CODE].control
    # Many pages write it beside the box, and mark nothing.
    for sentence in (s for text in (code.after[:3] if code else ()) for s in sentences(text)):
        if is_right(sentence, context.language):
            continue
        if asserts(sentence, "code_expired", context.language, ("conditional",)):
            return "expired"
        if asserts(sentence, "code_wrong", context.language, ("conditional",)):
            return "wrong"
    alerts = (b.text for b in context.blocks if b.alert)
    texts = [*errors_of(context), *(t for t in alerts if not is_good_news(t, context.language))]
    named = [s for text in texts for s in sentences(text) if "code" in meanings(s)]
    if code is None:
        texts = named
    # Beside a form's other fields, what has expired may be the visit.
    if _names(context, "code_expired", named if code_in_form(context, fields) else texts):
        return "expired"
    if code is None or not code.invalid:
        return "wrong" if _names(context, "code_wrong", texts) else ""
    beside = (code.error, code.described, *code.after[:2])
    return "expired" if _names(context, "code_expired", beside) else "wrong"


def _names(context: PageContext, problem: str, texts: Iterable[str]) -> bool:
    parts = (s for text in texts for s in sentences(text))
    return any(problem in meanings_in(s, context.language) for s in parts)
