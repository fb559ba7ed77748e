"""The text of each numbered point of an objection."""

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Template
from support.letter_matrix import Case
from support.letter_points import WHERE_IT_FITS, template

from optout.letters import data_words
from optout.letters.authorities import authority_for
from optout.letters.objection import all_data
from optout.letters.templates import environment

SERVICES = ("facebook", "third-party", "linkedin")
"""Meta's letter, that about what others post, another company's."""

_HEAD = re.compile(r"\A\{#\n.*?\n#\}\n", re.DOTALL)


def data_of(case: Case) -> list[str]:
    """What the record says that it trains on, in the letter's language."""
    return data_words(case.language, all_data(case.record))


@cache
def marked_template(language: str) -> Template:
    """The body of a letter, with marks that stay in the text."""
    body = _HEAD.sub("", template(language))
    return environment().from_string(re.sub(r"\{# (O\d+) #\}", r"⟦\1⟧", body))


@cache
def segments(
    case: Case, reason: str = "", added: tuple[str, ...] = WHERE_IT_FITS, **changed: object
) -> Mapping[str, str]:
    """The text of each point, cut where the source's marks stand; `changed` is what the template
    is told otherwise."""
    values = {
        "name": case.name,
        "email": "prenom.nom@example.org",
        "country": "",
        "service": "",
        "third_party": case.third_party,
        "reason": reason,
        "known_as": "x",
        "date": "",
        "controller": "",
        "company": case.record.company,
        "data": data_of(case),
        "models": case.record.models,
        "shared": False,
        "in_eea": True,
        "joint": case.controller.joint,
        "assistant": case.record.assistant,
        "lead": authority_for("IE"),
        "variant": case.variant,
        "length": case.length,
        "added": added,
    }
    text = marked_template(case.language).render(values | changed)
    parts = re.split(r"⟦(O\d+)⟧", text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
