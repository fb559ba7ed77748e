"""What the page says about a code that was typed."""

from typing import Literal

from optout.locate.context import Context
from optout.locate.news import errors_of
from optout.locate.words import meanings

CodeProblem = Literal["", "wrong", "expired"]


def code_problem(context: Context) -> CodeProblem:
    """Whether an alert or a field's error calls the code wrong or expired."""
    texts = [*errors_of(context), *(b.text for b in context.blocks if b.alert)]
    for text in texts:
        if "code_expired" in meanings(text):
            return "expired"
    return "wrong" if any("code_wrong" in meanings(text) for text in texts) else ""
