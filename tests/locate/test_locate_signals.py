"""The table of signals: what is asked of each control before the rows that every role has."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optout.locate.context import PageContext, context_of
from optout.locate.fields.candidate import Candidate, grounds, possible, with_grounds
from optout.locate.fields.signals import SIGNALS
from optout.locate.labels import Labels, rules
from optout.locate.roles import CHOICES, WRITABLE, ControlKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot

MEANINGS = sorted({meaning for rule in rules().values() for meaning in rule.words | rule.against})
TOKENS = sorted({token for rule in rules().values() for token in rule.autocomplete})
TYPES = sorted({kind for rule in rules().values() for kind in rule.types | rule.type})
some = st.frozensets(st.sampled_from(MEANINGS), max_size=2)
drawn_labels = st.builds(
    Labels,
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


@st.composite
def pages(draw: st.DrawFn) -> PageContext:
    """A page of a few fields, in one form or two, that speaks of a code or does not."""
    told = draw(st.sampled_from(("", "Enter the code we sent to m•••@example.org")))
    blocks = (Block(told, heading=1),) if told else ()
    context = context_of(Snapshot("", (FrameSnapshot(0, "", True, lang="en", blocks=blocks),)))
    fields = draw(st.lists(drawn_labels, min_size=1, max_size=4))
    # What its fields say is made up, not read.
    context.__dict__["labelled"] = tuple(
        replace(one, control=_drawn(draw, one.control, i)) for i, one in enumerate(fields)
    )
    return context


def _drawn(draw: st.DrawFn, control: Control, number: int) -> Control:
    return control._replace(
        key=f"0:{number}",
        index=number,
        kind=draw(st.sampled_from(sorted(WRITABLE | CHOICES))),
        form=draw(st.sampled_from((0, 1))),
        maxlength=draw(st.sampled_from((-1, 6))),
        twin=draw(st.sampled_from(("", "0:9"))),
    )


@pytest.mark.slow
@given(page=pages())
def test_a_role_has_the_fields_that_can_have_it_and_that_a_row_adds_to(page: PageContext) -> None:
    """Without grounds no row adds to a role, that of a code aside."""
    for role, fields in with_grounds(page).items():
        rule = rules()[role]
        assert fields == [s for s in page.labelled if s in fields and possible(rule, s)], role
        rows = [row for row in SIGNALS if row.effect == "adds" and role in row.roles]
        for labels in page.labelled if role is not Role.CODE else ():
            one = Candidate(page, role, rule, labels, lambda: ())
            if possible(rule, labels) and any(row.when(one) for row in rows):
                assert labels in fields, role


def roles_of(**spoken: Any) -> set[Role]:
    """The roles that anything speaks for, of a field of which this is known, beside another."""
    labels = Labels(PLAIN._replace(**spoken.pop("control", {})), **spoken)
    page = context_of(Snapshot("", (FrameSnapshot(0, "", True),)))
    page.__dict__["labelled"] = (labels, Labels(PLAIN._replace(key="0:1")))
    return grounds(page, labels)


def test_what_says_nothing_has_no_role() -> None:
    assert roles_of() == set()
    assert roles_of(label=frozenset({"subject"}), marks=frozenset({"email"})) == set()


def test_a_word_at_any_of_its_places_names_a_control() -> None:
    places = ("label", "question", "placeholder", "identifier", "named")
    for role, rule in rules().items():
        rows = [(word, place) for word in rule.words for place in places]
        unsaid = [row for row in rows if role not in roles_of(**{row[1]: frozenset(row[:1])})]
        # The last word of a name alone is no code's, where all of the name is not.
        code = role is Role.CODE
        assert unsaid == [row for row in rows if code and row[1] == "named"], role


def test_a_declaration_or_a_type_names_a_control() -> None:
    for role, rule in rules().items():
        for token in rule.autocomplete:
            assert role in roles_of(autocomplete=frozenset({token})), token
        for kind in rule.type:
            assert role in roles_of(control={"type": kind}), kind


def test_what_the_rows_of_one_role_ask_for_is_a_ground_of_that_role() -> None:
    assert roles_of(countries=True) == roles_of(control={"twin": "0:9"}) == {Role.COUNTRY}
    assert roles_of(control={"kind": ControlKind.TEXTAREA}) == {Role.EXPLANATION}
    assert roles_of(control={"kind": ControlKind.DIGITS}) == {Role.CODE}
    assert roles_of(label=frozenset({"code"})) == {Role.CODE}
    assert roles_of(described=frozenset({"code_sent"})) == {Role.CODE}
    both = frozenset({"first_name", "last_name"})
    assert Role.NAME in roles_of(label=both)
    assert roles_of(label=frozenset({"name"})) == {Role.NAME, Role.FIRST_NAME, Role.LAST_NAME}


PLAIN = Control(key="0:0", frame=0, index=0, kind=ControlKind.TEXT)
