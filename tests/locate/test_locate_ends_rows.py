"""Each row of evidence against an end decides a page: without it the page tells that end.

A row that decides none may be of no use.
"""

from typing import Any

import pytest

from optout.locate import ends, tells
from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, FrameSnapshot, Snapshot
from optout.page.reading import judge

TABLES = ((ends, "CAVEATS"), (tells, "SENTENCE"), (tells, "PARTS"), (tells, "HERE"))
MATTER = "Object to AI"
PAGES = {
    "CAVEATS": {
        "the page is about another matter": ("en", "Object to direct marketing", "Objection sent."),
        "nothing tells that it is of a request like ours": ("en", "Help", "Request received."),
        "it is about cookies": (
            "en",
            MATTER,
            "We have recorded your choice to opt out of cookies.",
        ),
        "it is about another right": ("en", MATTER, "We have received your access request."),
        "a list has other rights beside it": (
            *("en", "Your requests"),
            "Objection: received || Deletion of data: refused",
        ),
        "a code was sent": (
            *("en", MATTER),
            "A code was sent to you. || We have received your request.",
        ),
        "something is deleted": (
            *("en", MATTER),
            "Your account will be deleted in 30 days. || We have received your request.",
        ),
        "something was not sent, or not kept": (
            *("en", MATTER),
            "# It was not recorded || We have received your objection.",
        ),
        "an objection was withdrawn": (
            *("fr", "Opposition à l'IA"),
            "Opposition enregistrée. || Vous avez bien retiré votre opposition.",
        ),
        "another matter is objected to": (
            *("en", "Meta AI"),
            "We have received your request. || Your objection is about a suspended account.",
        ),
        "it is kept as a draft": (
            "fr",
            "Opposition",
            "Votre opposition n'a pas été envoyée. || Un brouillon a été enregistré.",
        ),
        "it is of a product, and not of the form": (
            *("en", MATTER),
            "Meta AI is not available in your country.",
        ),
        "an objection was received, too": (
            *("en", MATTER),
            "Your objection was recorded. || Your request was rejected.",
        ),
        "something besides failed": (
            *("en", MATTER),
            "We could not send you a mail, but your objection was recorded.",
        ),
        'a "but" follows': (
            *("en", MATTER),
            "We have received your objection, but we look at it again.",
        ),
        "it does not hold as a whole": (
            *("en", MATTER),
            "Your objection was received. || It is incomplete.",
        ),
        "it was turned down": (
            *("en", MATTER),
            "Your objection was received. || We will not act on it.",
        ),
        "it is to be sent once more": (
            *("en", MATTER),
            "Your objection was received. || Please send it again.",
        ),
        "it is to be sent later": (
            "en",
            MATTER,
            "Your objection was received. || We will try to send it later.",
        ),
        "something is to be done to send it": (
            *("en", MATTER),
            "Thank you for your objection. || Upload your ID to submit it.",
        ),
        "there is a form to fill in": (
            *("en", MATTER),
            "Thank you for your objection. || Please fill in the form.",
        ),
        "the site did not do something": (
            "en",
            MATTER,
            "! We have received your objection. || ! Objections without reasons are rejected.",
        ),
        "it is for whoever has already objected": (
            *("en", MATTER),
            "Thank you for your objection. || If you have already objected, do nothing.",
        ),
        "one is to wait": ("en", MATTER, "Thank you for your objection. || Please wait."),
        "it thanks beside a failure": (
            *("en", MATTER),
            "Thank you for your objection. || It has not arrived.",
        ),
        "nothing has come of it yet": (
            *("en", MATTER),
            "Your objection will be applied going forward.",
        ),
    },
    "SENTENCE": {
        "it asks": ("en", MATTER, "# Your objection was received?"),
        "it says what is being done": ("en", MATTER, "We have received your objection…"),
        "it speaks of a code, and of no objection": (
            *("en", MATTER),
            "We have received your request for a code.",
        ),
        "a clause says that it is new": (
            *("cs", "Námitka proti AI"),
            "Obdrželi jsme vaši námitku, vaše příspěvky už nepoužijeme.",
        ),
        "it begins as a question or a condition does": (
            *("de", "Widerspruch gegen KI"),
            "Wird der Widerspruch abgelehnt, kann man sich beschweren.",
        ),
    },
    "PARTS": {
        "a security check is yet to be passed": (
            "en",
            MATTER,
            "Your objection was received by solving the captcha.",
        ),
        "it is of a code, or was begun": (
            "en",
            MATTER,
            "You have already used the code for your objection.",
        ),
        "it is somebody else's, or a company's": (
            *("en", MATTER),
            "Your sister's objection was received.",
        ),
        "it is somebody's by name": ("en", MATTER, "Peter Brown's objection was received."),
        "it begins as a question or a condition does": (
            *("de", "Widerspruch gegen KI"),
            "Ist der Widerspruch eingegangen, melden wir uns.",
        ),
        'it is answered with "no"': ("en", MATTER, "Objection received: no"),
        "a person says it": ("en", MATTER, "I have already objected."),
        "it counts none": ("en", MATTER, "Objection forms received: 0"),
        "it is of some year": ("en", MATTER, "Your objection was received in 2024."),
    },
    "HERE": {
        "a link is to bring it about": ("en", MATTER, "Your objection is recorded by this link."),
        "it was only begun": ("en", MATTER, "Thank you for starting your objection."),
    },
}
_OF_NO_WORDS = (
    *("news are subscribed to", "it is about an opinion", "it is about a comment"),
    "an opinion is thanked for beside it",
)
"""Rows of words that no file has any more: they never apply."""
ROWS = [
    (module, table, row)
    for module, table in TABLES
    for row in getattr(module, table)
    if row.name not in _OF_NO_WORDS
]


def kind(lang: str, title: str, text: str) -> PageKind:
    """What a page tells whose blocks are set apart by ||; # begins a heading, ! an alert."""
    parts = [part.strip() for part in text.split("||")]
    blocks = tuple(
        Block(p.lstrip("#! "), heading=int(p[0] == "#"), alert="alert" * (p[0] == "!"))
        for p in parts
    )
    frame = FrameSnapshot(0, "https://form.test/", True, lang=lang, title=title, blocks=blocks)
    return judge(Snapshot(frame.url, (frame,)), {}).kind


@pytest.mark.parametrize(
    ("module", "table", "row"), ROWS, ids=[f"{t}: {r.name}" for _, t, r in ROWS]
)
def test_each_row_decides_a_page(
    module: object, table: str, row: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PAGES[table][row.name]
    assert kind(*page) not in row.ends
    monkeypatch.setattr(module, table, tuple(r for r in getattr(module, table) if r is not row))
    assert kind(*page) in row.ends


def test_no_page_is_of_a_row_that_is_gone() -> None:
    assert [(table, name) for table in PAGES for name in PAGES[table]] == [
        (table, row.name) for _, table, row in ROWS
    ]
