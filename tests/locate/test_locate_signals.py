"""The table of signals: what is asked of each control before the rows that every role has."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optout.locate import candidate as its
from optout.locate.candidate import Candidate
from optout.locate.context import PageContext, context_of
from optout.locate.roles import CHOICES, WRITABLE, ControlKind, Role
from optout.locate.says import Says, rules
from optout.locate.signals import EVERY, SIGNALS
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot

GENERAL = [row for row in SIGNALS if row.effect == "adds" and row.roles is EVERY]
MEANINGS = sorted({meaning for rule in rules().values() for meaning in rule.words | rule.against})
TOKENS = sorted({token for rule in rules().values() for token in rule.autocomplete})
TYPES = sorted({kind for rule in rules().values() for kind in rule.types | rule.type})
PAGE = context_of(
    Snapshot("https://example.org/", (FrameSnapshot(0, "https://example.org/", True),))
)

some = st.frozensets(st.sampled_from(MEANINGS), max_size=2)
saying = st.builds(
    Says,
    control=st.builds(
        Control,
        key=st.just("0:0"),
        frame=st.just(0),
        index=st.just(0),
        kind=st.just(ControlKind.TEXT),
        type=st.sampled_from(TYPES),
    ),
    label=some,
    question=some,
    placeholder=some,
    described=some,
    identifier=some,
    named=some,
    marks=some,
    autocomplete=st.frozensets(st.sampled_from(TOKENS), max_size=1),
)


@pytest.mark.parametrize("role", rules())
@given(said=saying)
def test_a_control_is_named_as_what_a_general_row_says_and_no_other(role: Role, said: Says) -> None:
    rule = rules()[role]
    of_role = Candidate(PAGE, role, rule, said, lambda: ())
    spoken_for = [row.name for row in GENERAL if row.when(of_role)]
    assert its.named_as(rule, said) == bool(spoken_for), spoken_for


@st.composite
def pages(draw: st.DrawFn) -> PageContext:
    """A page of a few fields, in one form or two, that speaks of a code or does not."""
    told = draw(st.sampled_from(("", "Enter the code we sent to m•••@example.org")))
    blocks = (Block(told, heading=1),) if told else ()
    context = context_of(Snapshot("", (FrameSnapshot(0, "", True, lang="en", blocks=blocks),)))
    said = draw(st.lists(saying, min_size=1, max_size=4))
    # What its fields say is made up, not read.
    context.__dict__["said"] = tuple(
        replace(one, control=_drawn(draw, one.control, i)) for i, one in enumerate(said)
    )
    return context


def _drawn(draw: st.DrawFn, control: Control, number: int) -> Control:
    return replace(
        control,
        key=f"0:{number}",
        index=number,
        kind=draw(st.sampled_from(sorted(WRITABLE | CHOICES))),
        form=draw(st.sampled_from((0, 1))),
        maxlength=draw(st.sampled_from((-1, 6))),
        twin=draw(st.sampled_from(("", "0:9"))),
    )


@pytest.mark.parametrize("role", [role for role in rules() if role is not Role.CODE])
@given(page=pages())
def test_without_grounds_no_row_adds_to_a_role(role: Role, page: PageContext) -> None:
    for said in page.said:
        one = Candidate(page, role, rules()[role], said, lambda: ())
        adding = [row for row in SIGNALS if row.effect == "adds" and role in row.roles]
        if its.possible(rules()[role], said) and any(row.when(one) for row in adding):
            assert its.has_grounds(page, role, said)


PLAIN = Control(key="0:0", frame=0, index=0, kind=ControlKind.TEXT)


@pytest.mark.parametrize("place", ["label", "question", "placeholder", "identifier", "named"])
def test_a_word_at_any_of_its_places_names_a_control(place: str) -> None:
    for rule in rules().values():
        for word in (*rule.words, ""):
            spoken: dict[str, Any] = {place: frozenset({word})}
            assert its.named_as(rule, Says(PLAIN, **spoken)) == bool(word)


def test_a_declaration_or_a_type_names_a_control() -> None:
    for rule in rules().values():
        for token in rule.autocomplete:
            assert its.named_as(rule, Says(PLAIN, autocomplete=frozenset({token})))
        for kind in rule.type:
            assert its.named_as(rule, Says(replace(PLAIN, type=kind)))
