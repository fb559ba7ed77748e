"""What the page says about a code that was typed."""

from collections.abc import Iterable, Mapping
from typing import Literal

from optout.locate.claims.page_claim import asserts, errors_of, is_good_news
from optout.locate.context import PageContext
from optout.locate.fields.field import Field
from optout.locate.fields.steps import code_in_form
from optout.locate.roles import Role
from optout.locate.words import sentences

CodeProblem = Literal["", "wrong", "expired"]


def code_problem(context: PageContext, fields: Mapping[Role, Field]) -> CodeProblem:
    """What an alert or a field's error calls the code; without its box, an alert must name it.

    A code's field that is marked invalid says so in any language.
    """
    code = fields[Role.CODE].control
    alerts = (b.text for b in context.blocks if b.alert)
    texts = [*errors_of(context), *(t for t in alerts if not is_good_news(t, context.language))]
    beside = code.after[:3] if code else ()  # many pages write it there, and mark nothing
    named = [s for text in texts for s in sentences(text) if "code" in context.say(s)]
    # Beside a form's other fields, what has expired may be the visit.
    if code is None or code_in_form(context, fields):
        texts = named
    if _says(context, "expired", [*texts, *beside]):
        return "expired"
    if code is not None and code.invalid:
        return (
            "expired"
            if _says(context, "expired", (code.error, code.described, *beside))
            else "wrong"
        )
    return "wrong" if _says(context, "wrong", [*texts, *beside]) else ""


def _says(context: PageContext, problem: str, texts: Iterable[str]) -> bool:
    parts = (s for text in texts for s in sentences(text))
    said = (s for s in parts if asserts(s, problem, context.language, ("condition",)))
    return any(not asserts(s, "right", context.language) for s in said)
