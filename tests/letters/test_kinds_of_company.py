"""What a letter says only to some companies: those with an assistant, joint controllers, those
without an establishment in the EEA, those where nobody posts."""

from dataclasses import replace
from itertools import product

import pytest
from support.followup_cases import LATER, Make, refusal
from support.letter_checks import faults_in
from support.letter_matrix import LANGUAGES, LAWS, NAME, Case
from support.letter_segments import segments

from optout.forms import lookup
from optout.letters import DEFAULT_REASON, LENGTHS, reasons
from optout.letters.authorities import authority_for
from optout.letters.follow_up import complaint, follow_up
from optout.letters.templates import load

SWISS_LAW = {"en": "FADP", "de": "DSG", "fr": "LPD", "it": "LPD"}
OF_POSTS = (
    *("children", "family", "family_children", "with_friends", "with_colleagues"),
    *("face", "voice", "daily_life", "years_ago", "private_matters"),
)
KEPT = {
    "openai": {
        "private_matters": ["private_chats"],
        "children": ["private_chats"],
        "voice": ["image_voice"],
        "photos+earning": ["photos", "earning"],
        "by_others": ["by_others"],
    },
    "booking": {"private_matters": [DEFAULT_REASON], "face": ["image_voice"]},
    "linkedin": {"private_matters": ["private_matters"], "children": ["children"]},
}
"""For a service and a reason of the guide, the sentences that stand in its letter."""


def differing(case: Case, **changed: object) -> dict[str, bool]:
    """The points that read otherwise with `changed`, and whether they are shorter then."""
    before, after = segments(case), segments(case, **changed)
    assert before.keys() == after.keys()
    return {o: len(after[o]) < len(before[o]) for o in before if after[o] != before[o]}


def test_a_company_without_an_assistant_is_told_of_none() -> None:
    for law, length in product(LAWS, LENGTHS):
        case = Case(*law, length, "linkedin", DEFAULT_REASON, NAME)
        places = {"short": ["O3"], "standard": ["O3"], "full": ["O3", "O15"]}[length]
        assert differing(case, assistant=False) == dict.fromkeys(places, True), case
        meta = replace(case, service="facebook")
        assert differing(meta, assistant=False) == {}, meta


def test_who_names_no_data_is_told_of_none() -> None:
    for law, length in product(LAWS, LENGTHS):
        case = Case(*law, length, "linkedin", DEFAULT_REASON, NAME)
        places = [] if length == "short" else ["O3"]
        assert differing(case, data=()) == dict.fromkeys(places, True), case
        booking = replace(case, service="booking").text
        assert faults_in(booking, law[0]) == [], booking


def test_two_controllers_are_called_joint() -> None:
    for law in LAWS:
        case = Case(*law, "full", "linkedin", DEFAULT_REASON, NAME)
        assert [*differing(case, joint=True)] == ["O1"], case
        assert differing(replace(case, service="tiktok"), joint=True) == {}, case


def test_they_are_joint_afterwards_too(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier, real, home = make(answers=refusal("other")), lookup.controller_of, authority_for("FR")
    said: dict[str, list[tuple[str, str]]] = {}
    for name in ("One / Two", "One and Two"):
        monkeypatch.setattr(
            lookup, "controller_of", lambda *given, name=name: replace(real(*given), name=name)
        )
        said[name] = [
            (
                follow_up(dossier, LATER, language).text.replace(name, "§"),
                complaint(dossier, LATER, language, home).text.replace(name, "§"),
            )
            for language in LANGUAGES
        ]
    for language, joint, single in zip(LANGUAGES, *said.values(), strict=True):
        assert [a == b for a, b in zip(joint, single, strict=True)] == [False, False], language


def test_swiss_law_leads_where_the_company_is_outside_the_eea() -> None:
    for (language, law), length in product(SWISS_LAW.items(), LENGTHS):
        for service, leads in (("snapchat", True), ("linkedin", False)):
            case = Case(language, "ch", length, service, DEFAULT_REASON, NAME)
            text = case.render("CH").text
            assert (text.index(law) < text.index("21")) == leads, text


def test_reasons_fit_where_nobody_posts() -> None:
    for law, (service, kept) in product(LAWS, KEPT.items()):
        said = load(law[0]).head["reasons"]
        for (reason, pieces), length in product(kept.items(), LENGTHS):
            case = Case(*law, length, service, reason, NAME)
            there = [piece for piece, sentence in said.items() if sentence in case.text]
            assert there == [p for p in said if p in pieces], case


def test_no_sentence_speaks_of_posts_where_nobody_posts() -> None:
    said = load("en").head["reasons"]
    records = {name: lookup.load(name) for name in lookup.NAMES}
    there = [n for n, r in records.items() if not r.third_party and {"form", "letter"} & {*r.kinds}]
    without = [name for name in there if not lookup.load(name).posts]
    assert {"openai", "anthropic", "booking"} <= {*without} < {*there}
    for service, reason, length in product(without, reasons("en"), LENGTHS):
        text = Case("en", "eu", length, service, reason, NAME).text
        assert not [piece for piece in OF_POSTS if said[piece] in text], (service, reason)
