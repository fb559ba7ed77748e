"""Each point of a follow-up and a complaint cites its provisions, in each language, and no other.

A point's text is rendered without dates and numbers of dossiers: every number left is a citation.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

from jinja2 import Template
from support.letter_citations import citation_faults

from optout.letters.authorities import Authority
from optout.letters.templates import LetterKind, environment, languages
from optout.system.templates import templates_folder

KINDS: tuple[LetterKind, ...] = ("follow-up", "complaint")
LANGUAGES = languages("complaint")
LISTED = {"1", "2", "3"}
"""The numbers of a list's items."""
COLOGNE = {"23", "2025", "15", "2", "25"}
"""Those of a judgment's date and number."""
FORMAL = ("identity", "use_form", "other_form")
GROUNDS = {
    "identity": ["12(6)", "12(2)"],
    "doubt": ["12(6)"],
    "use_form": ["12(2)"],
    "other_form": ["12(2)"],
    "balance": ["21(1)"],
    "other": ["12(4)", "21(1)"],
}
Facts = Mapping[str, object]
EMPTY = dict.fromkeys(
    (
        *("name", "email", "country", "service", "controller", "controller_address", "number"),
        *("subject", "date", "last_day", "sent_on", "due_on", "extended_on", "refused_on"),
        *("clerk", "followed_up_on", "ground", "case", "accepted_on", "address"),
    ),
    "",
) | dict.fromkeys(
    (
        *("outside", "swiss", "third_party", "by_word", "acknowledged"),
        *("asked_erasure", "asked_access", "stated_grounds", "undated", "joint", "shared"),
        "within_a_year",
    ),
    False,
)
LEADS = {
    "Meta": Authority("iedpc", "", "", "", ()),
    "Acme": Authority("lucnpd", "", "", "", ()),
    "Far Away": None,
}
"""Companies with the Irish lead authority, another, and none."""


def source(kind: LetterKind, language: str) -> tuple[Mapping[str, Any], str]:
    """The head of a template, and its body."""
    text = (templates_folder() / kind / f"{language}.txt.j2").read_text("utf-8")
    _start, head, body = re.split(r"(?s)\A\{#\n(.*?)\n#\}\n", text)
    return tomllib.loads(head), body


@cache
def marked_template(kind: LetterKind, language: str) -> tuple[Mapping[str, Any], Template]:
    """The head, and the body with marks that stay in the text."""
    head, body = source(kind, language)
    return head, environment().from_string(re.sub(r"\{# ([FC]\d) #\}", r"⟦\1⟧", body))


def segments(kind: LetterKind, language: str, facts: Facts) -> dict[str, str]:
    """The text of each point, cut where the source's marks stand."""
    head, marked = marked_template(kind, language)
    lead = LEADS[str(facts["company"])]
    authority = lead if facts.get("lead") else Authority("x", "", "", "", ())
    values = {**EMPTY, **facts, "authority": authority, "lead": lead, "events": [], "evidence": []}
    said: Mapping[str, str] = head["silent"]
    values["silent"] = [said[p] for p in said if p != "erasure" or facts["erasure_open"]]
    parts = re.split(r"⟦([FC]\d)⟧", marked.render(values))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def cases() -> Iterator[Facts]:
    """Every state of a dossier that changes what is cited."""
    for company, case, ground, flag in product(
        LEADS,
        ("silence", "extension", "refusal", "partial"),
        ("identity", "doubt", "use_form", "other_form", "balance", "other"),
        (False, True),
    ):
        yield {
            "company": company,
            "case": case,
            "ground": ground,
            "due_on": "…" if case in ("silence", "extension") or flag else "",
            "asked_erasure": flag,
            "access_open": flag and case in ("silence", "extension"),
            "erasure_open": case != "partial" or flag,
            "outside": flag,
            "lead": flag and bool(LEADS[company]),
        }


def cited(point: str, facts: Facts) -> tuple[list[str], set[str]]:
    """What a point must cite, and the numbers beside that which are no citation of their own."""
    case, ground, erasure = facts["case"], facts["ground"], facts["asked_erasure"]
    refused, partial, still = case == "refusal", case == "partial", facts["erasure_open"]
    unanswered = case in ("silence", "extension")
    unreasoned = unanswered or (refused and ground == "other")
    argued = COLOGNE if ground in ("balance", "other") and facts["company"] == "Meta" else set()
    of: dict[str, tuple[list[str], set[str]]] = {
        "F0": (["9(1)", "19", *(["17(1)(c)"] if still else [])], set()),
        "F1": (["21(1)", *(["17(1)(c)"] if erasure else [])], set()),
        "F2": (["12(3)"] if facts["due_on"] else [], set()),
        "F3": (
            [
                *(["12(3)"] if partial else ["21(1)"]),
                *(["15(1)"] if facts["access_open"] else []),
                *(["17(1)(c)"] if still else []),
                "12(4)",
            ],
            LISTED,
        ),
        "F4": (GROUNDS[str(ground)], argued),
        "F5": (["77", "79"], set()),
        "C1": (["77(1)"], set()),
        "C2": (
            ["56(1)", "3(1)", "77(1)"]
            if facts["lead"]
            else ["77(1)", *(["56(1)", "60"] if LEADS[str(facts["company"])] else [])],
            set(),
        ),
        "C3": (["21(1)", "6(1)(f)"], set()),
        "C4": (
            [
                "21(1)",
                "5(1)(a)",
                *("5(1)(b)", "6(1)", "9(1)"),
                *(["15(1)"] if facts["access_open"] else []),
                *(["19"] if partial else []),
                *(["12(3)"] if facts["due_on"] or partial else []),
                *(["12(4)"] if unreasoned else []),
                *(["12(2)"] if refused and ground in FORMAL else []),
                *(["17(1)(c)"] if (still if partial else erasure) else []),
            ],
            ({"6"} if ground == "identity" else argued) if refused else set(),
        ),
        "C5": (["58(2)(c)", "77(2)", "78(2)"], LISTED),
        "C6": ([], {"256"}),
    }
    return of[point]


def faults(kind: LetterKind, language: str, facts: Facts) -> Iterator[str]:
    for point, text in segments(kind, language, facts).items():
        wanted, others = cited(point, facts)
        for fault in citation_faults(text, language, wanted, others):
            yield f"{language} {kind} {point} {facts['case']} {facts['ground']}: {fault}"
        if point == "C4" and "6" in others and not re.search(r"(?<!\d)6(?!\d)", text):
            yield f"{language} C4 does not cite paragraph 6"


def test_every_point_cites_its_provisions_and_no_other() -> None:
    every = product(KINDS, LANGUAGES, cases())
    assert [fault for one in every for fault in faults(*one)] == []


def test_a_wrong_or_a_lost_provision_is_found() -> None:
    facts: Facts = {
        "company": "Meta", "case": "partial", "ground": "balance", "due_on": "…",
        "asked_erasure": True, "erasure_open": True, "access_open": False,
        "outside": True, "lead": True,
    }  # fmt: skip
    for kind, language in product(KINDS, LANGUAGES):
        for point, text in segments(kind, language, facts).items():
            wanted, others = cited(point, facts)
            for citation in wanted:
                article = citation.partition("(")[0]
                spoiled = re.sub(rf"(?<!\d){article}(?!\d)", "99", text)
                assert citation_faults(spoiled, language, wanted, others), (kind, point, citation)


def test_the_head_says_what_the_body_is() -> None:
    for kind, language in product(KINDS, LANGUAGES):
        head, body = source(kind, language)
        assert head["language"] == language
        assert head["points"].split() == sorted(set(re.findall(r"\{# ([FC]\d) #\}", body)))
        assert (head["drafted_by"], head["reviewed_by"]) == ("optout contributors", "nobody")
        assert head["subject"]
