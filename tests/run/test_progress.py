"""All that can be known of an objection, searched whole: no success without its proof.

Every state that any sequence of events leads to is visited, with every page in every state.
"""

import functools
import itertools
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar, get_args

import pytest
from support.report import Report

from optout.domain.code_outcomes import CodeOutcome, CodeStage
from optout.domain.proofs import Proof, Why
from optout.domain.states import Sent, State
from optout.locate.claims.claims import ClaimKind
from optout.locate.roles import PageKind
from optout.run.progress import (
    FORM,
    FORM_STEPS,
    MOST_ASKED,
    AskAnew,
    AskedAbout,
    Button,
    CodeAsked,
    CodeComplaint,
    CodeLeft,
    CodeLost,
    CodeRequested,
    CodeTyped,
    Complaint,
    Delivered,
    Delivery,
    Event,
    Exchange,
    Facts,
    FailureShown,
    FormReplaced,
    FormSeen,
    FormStage,
    FormState,
    FormStep,
    HandedOver,
    IdentityAsked,
    LostSight,
    ObjectionLeft,
    PersonSays,
    Seen,
    Shown,
    Shows,
    Step,
    StepDone,
    ToolStops,
    WithinReach,
    acknowledged,
    after,
    form_step,
    next_step,
    unclear,
)

Case = TypeVar("Case")
Answer = TypeVar("Answer")


class Cases(Generic[Case]):
    """Many frozen values of one kind, of which something is decided at once. A set of them is a
    number, with a bit for each."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self.cases = tuple(cases)
        self.all = (1 << len(self.cases)) - 1
        self._read = set[str]()
        kind = type(self.cases[0])
        slots = {one.name: getattr(kind, one.name) for one in fields(kind)}  # type: ignore[arg-type]
        notes = {name: self._noted(name, slot) for name, slot in slots.items()}
        noting = type("Noting", (kind,), {"__slots__": (), **notes})
        self._noting = [noting.__new__(noting) for _case in self.cases]
        alike: defaultdict[tuple[str, Any], int] = defaultdict(int)
        for number, case in enumerate(self.cases):
            for name, slot in slots.items():
                slot.__set__(self._noting[number], slot.__get__(case))
                alike[name, slot.__get__(case)] |= 1 << number
        self._alike = [
            {name: alike[name, slot.__get__(case)] for name, slot in slots.items()}
            for case in self.cases
        ]

    def _noted(self, name: str, slot: Any) -> property:
        """A field that is noted as it is read."""

        def value(case: Case) -> Any:
            self._read.add(name)
            return slot.__get__(case)

        return property(value)

    def where(self, holds: Callable[[Case], object]) -> int:
        """Those of which this holds."""
        return sum(1 << number for number, case in enumerate(self.cases) if holds(case))

    def those(self, which: int) -> Iterator[Case]:
        while which:
            yield self.cases[(which & -which).bit_length() - 1]
            which &= which - 1

    def decided(self, decide: Callable[[Case], Answer]) -> dict[Answer, int]:
        """Those with each answer. All that are alike in the fields that were read on the way to it
        have the same one, and are decided once."""
        found: dict[Answer, int] = {}
        left = self.all
        while left:
            first = (left & -left).bit_length() - 1
            self._read.clear()
            answer = decide(self._noting[first])
            alike = left
            for name in self._read:
                alike &= self._alike[first][name]
            found[answer] = found.get(answer, 0) | alike
            left ^= alike
        return found


def answers(
    states: Iterable[Facts], pages: Cases[Case], decide: Callable[[Facts, Case], Answer]
) -> dict[Facts, dict[Answer, int]]:
    """The pages with each answer in each state. The states are fewer that a page tells apart than
    the pages that a state does."""
    facts = Cases(states)
    alike: list[tuple[int, dict[Answer, int]]] = [(facts.all, {})]
    for number, page in enumerate(pages.cases):
        given = facts.decided(lambda state: decide(state, page))  # noqa: B023
        alike = [
            (both, {**found, answer: found.get(answer, 0) | 1 << number})
            for which, found in alike
            for answer, those in given.items()
            if (both := which & those)
        ]
    return {state: found for which, found in alike for state in facts.those(which)}


_BOOLS = (False, True)
ASKED = FORM
"""The digest of a page that was asked about: what stands for a form does for any page."""
_WHY = Why(Proof.PAGE)
CLAIMS: tuple[ClaimKind, ...] = get_args(ClaimKind)
FORM_STATES: tuple[FormState, ...] = get_args(FormState)
DELIVERIES: tuple[Delivery, ...] = tuple(what for what in get_args(Delivery) if what)
CLAIMED: dict[PageKind, ClaimKind] = {
    PageKind.ACKNOWLEDGED: "received",
    PageKind.ALREADY_OBJECTED: "already",
    PageKind.REFUSED: "refused",
    PageKind.UNAVAILABLE: "unavailable",
}
"""What a page of each kind claims: by that it is one."""
SPEAKING = (*CLAIMED, PageKind.UNKNOWN)
ASKING = tuple(kind for kind in PageKind if kind not in (*SPEAKING, PageKind.FORM))
_EVERY_PAGE = (
    *(
        Seen(kind, permitted, claim, of_objection=ours, asks=asks, digest=digest)
        for kind, permitted, claim, ours, asks, digest in itertools.product(
            [*SPEAKING, PageKind.FORM], _BOOLS, CLAIMS, _BOOLS, _BOOLS, ("new", ASKED)
        )
        if kind not in CLAIMED or claim == CLAIMED[kind]
    ),
    *(
        Seen(kind, claim=claim, form=form, later=later)
        for kind, claim, form, later in itertools.product(
            (PageKind.UNKNOWN, PageKind.FORM), CLAIMS, FORM_STATES, _BOOLS
        )
    ),
    *(
        Seen(kind, permitted, of_objection=ours, digest=digest)
        for kind, permitted, ours, digest in itertools.product(
            ASKING, _BOOLS, _BOOLS, ("new", ASKED)
        )
    ),
    *(
        Seen(PageKind.UNKNOWN, permitted, asks=asks, digest=digest, shows_back=True)
        for permitted, asks, digest in itertools.product(_BOOLS, _BOOLS, ("new", ASKED))
    ),
    *(
        Seen(PageKind.FORM, code_box=True, code_sent=sent, code_problem=problem)
        for sent, problem in itertools.product(_BOOLS, _BOOLS)
    ),
    *(
        Seen(kind, claim=CLAIMED.get(kind, "unclear"), of_objection=ours, way_on=True)
        for kind, ours in itertools.product(SPEAKING, _BOOLS)
    ),
    *(
        Seen(PageKind.FORM, permitted, claim, form_address=False)
        for permitted, claim in itertools.product(_BOOLS, CLAIMS)
    ),
    *(
        Seen(PageKind.UNKNOWN, claim=claim, sends=True, shows_back=back)
        for claim, back in itertools.product(CLAIMS, _BOOLS)
    ),
    Seen(PageKind.UNKNOWN, robot=True),
)
PAGES = Cases(_EVERY_PAGE)
"""Every page as far as it decides anything."""
_TELLING = tuple(page for page in _EVERY_PAGE if not page.asks and page.digest != ASKED)
"""The pages whose showing may change what is known."""
ENDINGS = Cases(page for page in _TELLING if page.kind not in ASKING)
ASKING_CODE = Cases(page for page in _TELLING if page.kind is PageKind.CODE or page.code_box)
# What only changes what is said is left out: it decides nothing, and would multiply the states.
EVENTS: tuple[Event, ...] = (
    WithinReach(),
    *(HandedOver(button) for button in Button),
    StepDone(),
    FormReplaced(),
    CodeRequested(),
    ObjectionLeft("a letter"),
    *(LostSight(over) for over in _BOOLS),
    *(Delivered(what) for what in DELIVERIES),
    IdentityAsked(),
    *(CodeTyped(outcome) for outcome in (None, *get_args(CodeOutcome))),
    CodeLeft(),
    CodeLost(),
    AskedAbout(ASKED),
    AskAnew(),
    *(PersonSays(state) for state in (State.UNCONFIRMED, State.ABANDONED, State.REFUSED)),
    *(ToolStops(state) for state in (State.CHANGED, State.FAILED, State.ABANDONED)),
    *(FailureShown(Seen(kind, claim="failed", digest=ASKED)) for kind in SPEAKING),
)
"""All but a page that asks for a code, or that shows an end."""
BEGINNINGS = (
    Facts(),
    *(Facts(sending=Sent.PROVED, code=code) for code in CodeStage if code is not
      CodeStage.ACCEPTED),
)  # fmt: skip
"""A new objection, and what an earlier run has sent."""


Moves = list[tuple[Facts, Event, Facts]]


@dataclass
class Graph:
    """Every state that can be. Once an event changed nothing it is not noted."""

    steps: dict[Facts, dict[Step, int]]
    """What is done on which of `PAGES` in each state."""
    moves: Moves
    """What leads from one state to another."""

    def __iter__(self) -> Iterator[Facts]:
        return iter(self.steps)

    def by(self, *kinds: type[Event]) -> Moves:
        """What events of these kinds lead to."""
        return [move for move in self.moves if isinstance(move[1], kinds)]


def changed(facts: Facts, kind: type[CodeAsked | Shown], page: Seen) -> Facts | None:
    """What comes of such an event, None where that is what was."""
    to = after(facts, kind(page, _WHY))
    return None if to is facts or to == facts else to


def moves_from(facts: Facts) -> Moves:
    """What leads from this state to another."""
    moves: Moves = [(facts, event, after(facts, event)) for event in EVENTS]
    for kind, pages in ((Shown, ENDINGS), (CodeAsked, ASKING_CODE)):
        found = pages.decided(functools.partial(changed, facts, kind))
        for to, which in found.items():
            if to is not None:
                moves += [(facts, kind(page, _WHY), to) for page in pages.those(which)]
    return [move for move in moves if move[2] is not facts and move[2] != facts]


def reachable() -> Graph:
    """The search from all beginnings."""
    found, waiting = set[Facts](), [*BEGINNINGS]
    moves: Moves = []
    while waiting:
        facts = waiting.pop()
        if facts not in found:
            found.add(facts)
            led = moves_from(facts)
            moves += led
            waiting += {to for _facts, _event, to in led}
    return Graph(answers(found, PAGES, next_step), moves)


# The search takes seconds in each process that needs it: at the beginning one process has all.
pytestmark = [pytest.mark.minute, pytest.mark.slow]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return reachable()


def test_every_event_counts_and_every_value_is_reached(graph: Graph, report: Report) -> None:
    """A search that ends early would hold to anything."""
    kinds = {*map(type, EVENTS), Shown, CodeAsked}
    assert {type(event) for _facts, event, _to in graph.moves} == kinds
    regions = {"form": FormStage, "sending": Sent, "code": CodeStage, "exchange": Exchange}
    for region, values in (regions | {"button": Button}).items():
        ways = {(getattr(facts, region), getattr(to, region)) for facts, _event, to in graph.moves}
        reached = {new for old, new in ways if new is not old}
        assert reached | {getattr(Facts(), region)} == set(values), region
    events = len(EVENTS) + len(ENDINGS.cases) + len(ASKING_CODE.cases)
    states = len(graph.steps)
    report(
        f"progress: {states} states, {states * events} transitions,"
        f" {states * len(PAGES.cases)} pages in states"
    )


def test_what_is_decided_at_once_is_decided_so_of_each(graph: Graph) -> None:
    """Of the pages that no rule tells apart one was asked for all."""
    for facts in itertools.islice(graph, 0, None, 101):
        for step, which in graph.steps[facts].items():
            assert {next_step(facts, page) for page in PAGES.those(which)} == {step}
        assert sum(graph.steps[facts].values()) == PAGES.all
    by_claim = PAGES.decided(lambda page: page.permitted and page.claim)
    assert {*by_claim} == {False, *CLAIMS}
    assert by_claim["failed"] == PAGES.where(lambda page: page.permitted and page.claim == "failed")


# -- the invariants


def test_acknowledged_only_after_a_sending_of_ours_and_its_code(graph: Graph) -> None:
    ends = [move for move in graph.moves if move[2].end is State.ACKNOWLEDGED]
    assert ends
    for before, event, to in ends:
        assert isinstance(event, Shown), event
        assert before.open and before.left, before
        assert before.delivery in ("", "answered"), before
        assert before.code in (CodeStage.NOT_ASKED, CodeStage.LEFT), before
        assert to.sending is Sent.PROVED
        assert to.code in (CodeStage.NOT_ASKED, CodeStage.ACCEPTED)


def test_proved_only_by_a_page_and_only_after_something_left(graph: Graph) -> None:
    proofs = [(f, event) for f, event, to in graph.moves if to.proved and not f.proved]
    assert {type(event) for _before, event in proofs} == {CodeAsked, Shown}
    for before, event in proofs:
        assert before.sending is Sent.LEFT, before
        assert isinstance(event, CodeAsked | Shown)
        if isinstance(event, CodeAsked):
            assert before.button is Button.SENDS, "a step that leads on sends nothing"
        assert event.seen.permitted
        if isinstance(event, Shown):
            assert (event.seen.claim, event.seen.later) == ("received", False), event
            assert event.seen.form != "held", event
        else:
            assert event.seen.kind is PageKind.CODE, event


def test_a_form_lost_from_sight_is_in_doubt_only_where_it_could_be_sent(graph: Graph) -> None:
    lost = graph.by(LostSight)
    assert {event.over for _f, event, _to in lost if isinstance(event, LostSight)} == {*_BOOLS}
    for before, event, to in lost:
        assert isinstance(event, LostSight)
        assert to == replace(before, sending=Sent.LEFT, delivery="unseen"), before
        assert not before.left and before.sendable, before
        if not event.over:
            assert before.handed_over and before.button is Button.SENDS, before
    for facts in graph:
        could = facts.handed_over and facts.button is Button.SENDS
        assert not could or after(facts, LostSight()).left, facts


def test_what_nobody_saw_leave_is_never_said_to_have_arrived_by_itself(graph: Graph) -> None:
    """Its page may thank: that is asked about. And it may be filled in again."""
    unseen = [facts for facts in graph if facts.unseen and facts.open]
    assert unseen
    for facts, thanks in answers(unseen, PAGES, acknowledged).items():
        assert True not in thanks, facts
    lost = then(WithinReach(), HandedOver(), LostSight())
    assert next_step(lost, _THANKS) is Step.ASK_ABOUT
    assert form_step(lost, FormSeen("lost")) is FormStep.REFILL_ONCE
    assert then(WithinReach(), LostSight()).sending is Sent.NO, "it was not handed over"
    step = then(WithinReach(), HandedOver(Button.LEADS_ON), LostSight())
    assert step.sending is Sent.NO, "a step of a wizard that gives way"


_HOW_FAR = {Sent.NO: 0, Sent.LEFT: 1, Sent.PROVED: 2}
_CODE = {
    CodeStage.NOT_ASKED: 0,
    CodeStage.ASKED: 1,
    CodeStage.ENTERED: 2,
    CodeStage.REJECTED: 2,
    CodeStage.LEFT: 2,
    CodeStage.ACCEPTED: 3,
}


def test_sending_and_code_never_go_back(graph: Graph) -> None:
    for before, event, to in graph.moves:
        assert _HOW_FAR[to.sending] >= _HOW_FAR[before.sending], (before, event)
        assert _CODE[to.code] >= _CODE[before.code], (before, event)


def test_a_code_asked_for_or_typed_proves_no_sending(graph: Graph) -> None:
    for before, _event, to in graph.by(CodeTyped, CodeLeft):
        assert to.sending is before.sending
    for before, _event, to in graph.by(CodeAsked):
        assert before.left or not to.left


def test_what_a_sign_in_brings_is_never_the_objections(graph: Graph) -> None:
    """Neither its code, nor its thanks, whatever else has happened before."""
    asked = [f for f in graph if f.exchange is Exchange.IDENTITY and f.open]
    assert any(f.proved for f in asked)
    others = PAGES.where(lambda page: not page.of_objection)
    thanks = PAGES.where(lambda page: page.claim == "received")
    for facts in asked:
        steps = graph.steps[facts]
        assert not steps.get(Step.ASK_CODE, 0) & others, facts
        assert not steps.get(Step.END, 0) & others & thanks, facts
        coded = PAGES.decided(functools.partial(changed, facts, CodeAsked))
        assert coded[None] & others == others, facts
        assert after(facts, CodeLeft()) == facts
        assert after(facts, CodeTyped("taken")) == facts


def test_in_a_new_visit_only_thanks_that_speak_of_it_count(graph: Graph) -> None:
    others = PAGES.where(lambda page: not page.of_objection)
    opened = [facts for facts in graph if facts.exchange is Exchange.OPENED]
    for facts, thanks in answers(opened, PAGES, acknowledged).items():
        assert not thanks.get(True, 0) & others, facts


def test_what_comes_too_late_answers_nothing(graph: Graph) -> None:
    late = Cases(replace(page, later=True) for page in PAGES.cases if page.kind not in ASKING)
    left = [facts for facts in graph if facts.open and facts.left]
    for facts, steps in answers(left, late, next_step).items():
        assert not {Step.END, Step.TELL_FAILURE} & steps.keys(), facts
    asks = Seen(PageKind.CODE, later=True)
    ours = [facts for facts in graph if facts.open and facts.exchange is Exchange.OURS]
    for facts in ours:
        assert next_step(facts, asks) is Step.WAIT_FOR_PERSON
    assert {next_step(facts, replace(asks, later=False)) for facts in ours} >= {Step.ASK_CODE}
    sent = after(after(Facts(), WithinReach()), ObjectionLeft())
    answered = after(sent, Delivered("answered"))
    assert next_step(answered, replace(_THANKS, later=True)) is Step.ASK_ABOUT
    assert next_step(answered, _THANKS) is Step.END


def test_a_form_that_keeps_what_it_holds_is_asked_about(graph: Graph) -> None:
    for facts, kind in itertools.product(graph, (PageKind.UNKNOWN, PageKind.FORM)):
        held = Seen(kind, claim="received", form="held", digest="new")
        ends = next_step(facts, held) is Step.END
        assert not ends or (facts.proved and facts.code is CodeStage.LEFT), facts
    for kind, form in itertools.product((PageKind.UNKNOWN, PageKind.FORM), FORM_STATES):
        step = next_step(then(*_SENT), Seen(kind, claim="received", form=form))
        assert step is (Step.ASK_ABOUT if form == "held" else Step.END)


def test_a_failure_ends_nothing_and_takes_nothing_back(graph: Graph) -> None:
    told = graph.by(FailureShown)
    assert told
    for facts, _event, to in told:
        assert (to.sending, to.code, to.form) == (facts.sending, facts.code, facts.form)
        assert facts.left and facts.delivery != "under_way", facts
    failures = PAGES.where(lambda page: page.claim == "failed")
    for facts, steps in graph.steps.items():
        assert not (facts.left and steps.get(Step.END, 0) & failures), facts


def test_a_broken_site_turns_nobody_away(graph: Graph) -> None:
    away = [Seen(kind, claim=CLAIMED[kind]) for kind in (PageKind.REFUSED, PageKind.UNAVAILABLE)]
    left = [facts for facts in graph if facts.open and facts.delivery == "refused"]
    assert left
    for facts in left:
        broken = replace(facts, delivery="fault")
        for page in away:
            assert next_step(facts, page) is Step.END
            assert next_step(broken, page) is not Step.END, (broken, page)


def test_nothing_after_the_end_but_the_persons_own_word(graph: Graph) -> None:
    ended = [facts for facts in graph if not facts.open]
    assert {f.end for f in ended} >= {State.ACKNOWLEDGED, State.ABANDONED, State.CHANGED, None}
    assert all(graph.steps[facts] == {Step.WAIT: PAGES.all} for facts in ended)
    for facts, event, _to in graph.moves:
        if not facts.open:
            assert isinstance(event, PersonSays)
            helpless = (State.REFUSED, State.UNAVAILABLE, State.CHANGED, State.FAILED)
            assert facts.end in helpless and not facts.proved


def test_stopped_without_proof_is_abandoned_whatever_became_of_the_code(graph: Graph) -> None:
    for facts in graph:
        if facts.open:
            end = after(facts, ToolStops(State.ABANDONED)).end
            assert end is (None if facts.proved else State.ABANDONED)


def test_another_sites_word_proves_nothing(graph: Graph) -> None:
    elsewhere = PAGES.where(lambda page: not page.permitted)
    away = PAGES.where(lambda page: page.claim in ("refused", "unavailable"))
    for facts, steps in graph.steps.items():
        assert not steps.get(Step.ASK_CODE, 0) & elsewhere, facts
        assert not steps.get(Step.END, 0) & elsewhere & ~away, facts


def test_what_was_sent_before_is_never_filled_in_again(graph: Graph) -> None:
    """Nor does a form ask for the code that went before the sending."""
    form, forms = Seen(PageKind.FORM), PAGES.where(lambda page: page.kind is PageKind.FORM)
    for facts in graph:
        if facts.open and facts.proved:
            assert next_step(facts, form) in (Step.ADD_NOTHING, Step.WATCH_FORM)
            assert not graph.steps[facts].get(Step.ASK_CODE, 0) & forms, facts


def test_what_may_have_been_taken_is_not_filled_in_anew_in_another_form(graph: Graph) -> None:
    """A form that the site puts in place of another is filled in only where nothing left."""
    moves = graph.by(FormReplaced)
    replaced = {facts for facts in graph if facts.sendable and not facts.left}
    assert {before for before, _event, _to in moves} == replaced != set()
    for _before, _event, to in moves:
        assert next_step(to, Seen(PageKind.FORM)) is Step.FILL
        assert after(to, ObjectionLeft("a letter")) == to, "it holds nothing yet"


def test_nothing_that_leaves_counts_before_the_person_can_send(graph: Graph) -> None:
    for before, event, to in graph.moves:
        if isinstance(event, ObjectionLeft | LostSight):
            assert before.sendable and not before.proved, before
        else:
            assert before.left or not to.left, (before, event)


def test_every_page_has_a_step_and_every_step_a_page(graph: Graph) -> None:
    assert set[Step]().union(*graph.steps.values()) == set(Step)


def test_nobody_is_told_to_send_what_was_taken_or_is_under_way(graph: Graph) -> None:
    """A page that shows all once more is told only where a step led on, and has its answer."""
    back = PAGES.where(lambda page: page.shows_back)
    asked = PAGES.where(lambda page: page.digest == ASKED)
    told = {facts: steps.get(Step.REVIEW, 0) for facts, steps in graph.steps.items()}
    assert any(told.values())
    for facts, which in told.items():
        if not which:
            continue
        assert facts.handed_over and facts.button is Button.LEADS_ON, facts
        assert not facts.proved and facts.delivery in ("", "answered"), facts
        assert not which & ~back, facts
        assert not (ASKED in facts.asked_about and which & asked), facts


def test_unknown_pages_are_asked_about_once_and_not_without_end() -> None:
    facts, page = Facts(), Seen(PageKind.UNKNOWN, digest="one")
    assert next_step(facts, page) is Step.ASK_ABOUT
    facts = after(facts, AskedAbout("one"))
    assert next_step(facts, page) is Step.WAIT
    assert unclear(facts, page), "its question stays open"
    for number in range(MOST_ASKED):
        facts = after(facts, AskedAbout(str(number)))
    assert next_step(facts, Seen(PageKind.UNKNOWN, digest="new")) is Step.WAIT
    assert next_step(after(facts, AskAnew()), page) is Step.ASK_ABOUT


@pytest.mark.parametrize("sending", Sent)
@pytest.mark.parametrize("way_on", [True, False])
def test_already_on_a_page_that_goes_on_may_be_said_of_what_was_only_begun(
    sending: Sent, way_on: bool
) -> None:
    facts = Facts(sending=sending, exchange=Exchange.OURS)
    seen = Seen(PageKind.ALREADY_OBJECTED, claim="already", way_on=way_on)
    told = way_on and sending is Sent.NO
    assert next_step(facts, seen) is (Step.ASK_ABOUT if told else Step.END)


# -- a form that stands there after it was handed over

SHOWS: tuple[Shows, ...] = get_args(Shows)
COMPLAINTS: tuple[Complaint, ...] = get_args(Complaint)
CODE_COMPLAINTS: tuple[CodeComplaint, ...] = get_args(CodeComplaint)
FORMS = Cases(
    FormSeen(shows, complains, code, gained, too_long, shorter, refilled, spent)
    for shows, complains, code, (gained, too_long, shorter, refilled, spent) in itertools.product(
        SHOWS, COMPLAINTS, CODE_COMPLAINTS, itertools.product(_BOOLS, repeat=5)
    )
)
"""Every way in which a form may stand there."""
FILLS = (FormStep.REFILL_ONCE, FormStep.NEXT_STEP, FormStep.SHORTER)
"""After these something is filled in again."""
Forms = dict[Facts, dict[FormStep, int]]
Decide = Callable[[Facts, FormSeen], FormStep]


@pytest.fixture(scope="module")
def handed_over(graph: Graph) -> set[Facts]:
    """Every state in which a form is the person's, those once that differ in nothing that counts
    for it."""
    return {
        replace(
            facts,
            asked_about=facts.asked_about & {FORM},
            not_understood=False,
            code=CodeStage.LEFT if facts.code_left else CodeStage.NOT_ASKED,
            exchange=Exchange.OURS if facts.exchange is Exchange.OURS else Exchange.OPENED,
        )
        for facts in graph
        if facts.open and facts.handed_over
    }


def decided(states: Iterable[Facts], decide: Decide) -> Forms:
    """What is done about every form in every state."""
    return {facts: FORMS.decided(functools.partial(decide, facts)) for facts in states}


def any_of(steps: dict[FormStep, int], kinds: Iterable[FormStep]) -> int:
    """The forms about which one of these is done."""
    return functools.reduce(operator.or_, (steps.get(kind, 0) for kind in kinds), 0)


def said_no(facts: Facts) -> bool:
    """The site's own answer, or its page, says that it took nothing."""
    return facts.failed or facts.delivery == "refused"


def one_answer_for_every_form(forms: Forms) -> None:
    for steps in forms.values():
        assert functools.reduce(operator.xor, steps.values()) == FORMS.all
        assert sum(steps.values()) == FORMS.all


def every_answer_is_given(forms: Forms) -> None:
    assert set[FormStep]().union(*forms.values()) == set(FormStep)


def nothing_is_filled_in_that_was_proved_or_is_under_way(forms: Forms) -> None:
    for facts, steps in forms.items():
        if facts.proved or facts.delivery == "under_way":
            assert not any_of(steps, FILLS), facts


def nothing_is_filled_in_again_that_may_have_been_taken(forms: Forms) -> None:
    """The site can have taken what was seen to leave unless it said no, in its answer or on the
    page. A form that is empty then is one that was taken, until the person says otherwise."""
    silent = FORMS.where(lambda form: not form.complains)
    for facts, steps in forms.items():
        seen = facts.in_doubt and facts.delivery not in ("", "unseen")
        if seen and FORM not in facts.asked_about and not said_no(facts):
            assert not any_of(steps, FILLS) & silent, facts


def what_left_gives_way_only_where_it_was_not_taken(forms: Forms) -> None:
    later = FORMS.where(lambda form: form.shows == "next_step")
    for facts, steps in forms.items():
        if facts.left and FormStep.NEXT_STEP in steps:
            assert said_no(facts), facts
            assert not steps[FormStep.NEXT_STEP] & ~later, facts


def it_is_filled_in_again_once(forms: Forms) -> None:
    lost = FORMS.where(lambda form: form.shows == "lost" and not form.refilled)
    for facts, steps in forms.items():
        assert not steps.get(FormStep.REFILL_ONCE, 0) & ~lost, facts


def another_form_is_filled_in_only_in_the_place_of_one_that_did_not_leave(forms: Forms) -> None:
    other = FORMS.where(lambda form: form.shows == "other")
    led_on = FORMS.where(lambda form: form.shows == "led_on")
    for facts, steps in forms.items():
        assert not any_of(steps, FILLS) & other, facts
        assert not (facts.left and any_of(steps, FILLS) & led_on), facts


def a_shorter_letter_is_for_one_that_stands_there_and_is_not_taken(forms: Forms) -> None:
    """As it was typed; where the page tells a number that a shorter one keeps, or complains of the
    letter's box."""
    stands = FORMS.where(lambda form: form.shows == "kept" and form.shorter)
    wants = FORMS.where(lambda form: form.too_long or form.complains == "letter")
    marked = FORMS.where(lambda form: form.complains in ("field", "letter"))
    for facts, steps in forms.items():
        which = steps.get(FormStep.SHORTER, 0)
        assert not which & ~(stands & wants), facts
        if which and facts.left:
            assert facts.in_doubt and facts.delivery in ("answered", "refused"), facts
            assert not which & ~marked, facts


def the_person_is_asked_once_what_became_of_it(forms: Forms) -> None:
    """And how to go on only where it was filled in again before."""
    again = FORMS.where(lambda form: form.shows == "lost" and form.refilled)
    for facts, steps in forms.items():
        if not facts.in_doubt or FORM in facts.asked_about:
            assert not steps.get(FormStep.ASK, 0) & ~again, facts


def what_was_proved_is_told_and_never_asked_about(forms: Forms) -> None:
    silent = FORMS.where(lambda form: not form.complains)
    for facts, steps in forms.items():
        if facts.proved and facts.delivery != "under_way":
            assert steps.get(FormStep.TELL) == silent and FormStep.ASK not in steps, facts


INVARIANTS = (
    one_answer_for_every_form,
    every_answer_is_given,
    nothing_is_filled_in_that_was_proved_or_is_under_way,
    nothing_is_filled_in_again_that_may_have_been_taken,
    what_left_gives_way_only_where_it_was_not_taken,
    it_is_filled_in_again_once,
    another_form_is_filled_in_only_in_the_place_of_one_that_did_not_leave,
    a_shorter_letter_is_for_one_that_stands_there_and_is_not_taken,
    the_person_is_asked_once_what_became_of_it,
    what_was_proved_is_told_and_never_asked_about,
)


def broken(forms: Forms) -> set[str]:
    """The invariants that this table does not keep."""
    found = set[str]()
    for holds in INVARIANTS:
        try:
            holds(forms)
        except AssertionError:
            found.add(holds.__name__)
    return found


def test_every_form_in_every_state(handed_over: set[Facts], report: Report) -> None:
    forms = len(handed_over) * len(FORMS.cases)
    report(f"progress: {forms} forms that stand there, in {len(handed_over)} states")
    found = decided(handed_over, form_step)
    for holds in INVARIANTS:
        holds(found)


def test_every_line_of_the_table_decides_something(handed_over: set[Facts]) -> None:
    def line(facts: Facts, form: FormSeen) -> int:
        lines = enumerate(FORM_STEPS)
        return next((number for number, (holds, _step) in lines if holds(facts, form)), -1)

    taken = {
        number for facts in handed_over for number in FORMS.decided(functools.partial(line, facts))
    }
    assert taken == {-1, *range(len(FORM_STEPS))}


def instead(wrong: FormStep, when: Callable[[Facts, FormSeen, FormStep], object]) -> Decide:
    """The table with this answer in some places."""

    def decide(facts: Facts, form: FormSeen) -> FormStep:
        step = form_step(facts, form)
        return wrong if when(facts, form, step) else step

    return decide


_R, _N, _S = FormStep.REFILL_ONCE, FormStep.NEXT_STEP, FormStep.SHORTER
WRONG_TABLES: dict[str, tuple[Decide, Callable[[Forms], None]]] = {
    "it is filled in without end": (
        instead(_R, lambda facts, form, step: form.refilled and step is FormStep.ASK),
        it_is_filled_in_again_once,
    ),
    "an empty form is filled in though it may be taken": (
        instead(_R, lambda facts, form, step: form.shows == "lost" and step is FormStep.ASK),
        nothing_is_filled_in_again_that_may_have_been_taken,
    ),
    "the answer is not waited for": (
        instead(_R, lambda facts, form, step: form.shows == "lost" and facts.in_doubt),
        nothing_is_filled_in_that_was_proved_or_is_under_way,
    ),
    "it is filled in though it was proved": (
        instead(_R, lambda facts, form, step: facts.proved and form.shows == "lost"),
        nothing_is_filled_in_that_was_proved_or_is_under_way,
    ),
    "a step that the site may have taken gives way": (
        instead(_N, lambda facts, form, step: facts.in_doubt and form.shows == "next_step"),
        what_left_gives_way_only_where_it_was_not_taken,
    ),
    "another form is begun after one that left": (
        instead(_N, lambda facts, form, step: facts.in_doubt and form.shows == "led_on"),
        another_form_is_filled_in_only_in_the_place_of_one_that_did_not_leave,
    ),
    "a form of nobody knows what is filled in": (
        instead(_R, lambda facts, form, step: form.shows == "other" and step is FormStep.TELL),
        another_form_is_filled_in_only_in_the_place_of_one_that_did_not_leave,
    ),
    "a shorter letter without a complaint of it": (
        instead(_S, lambda facts, form, step: form.shorter and step is FormStep.LEAVE),
        a_shorter_letter_is_for_one_that_stands_there_and_is_not_taken,
    ),
    "a shorter letter in place of the person's": (
        instead(_S, lambda facts, form, step: form.complains == "letter" and not facts.left),
        a_shorter_letter_is_for_one_that_stands_there_and_is_not_taken,
    ),
    "a shorter letter after it was proved": (
        instead(_S, lambda facts, form, step: form.too_long and facts.proved),
        a_shorter_letter_is_for_one_that_stands_there_and_is_not_taken,
    ),
    "asked without end": (
        instead(FormStep.ASK, lambda facts, form, step: form.spent and step is FormStep.TELL),
        the_person_is_asked_once_what_became_of_it,
    ),
    "nothing is said of what was proved": (
        instead(FormStep.LEAVE, lambda facts, form, step: facts.proved),
        what_was_proved_is_told_and_never_asked_about,
    ),
    "the person is never asked": (
        instead(FormStep.TELL, lambda facts, form, step: step is FormStep.ASK),
        every_answer_is_given,
    ),
}


@pytest.mark.parametrize("wrong", WRONG_TABLES)
def test_a_wrong_table_is_found_out(handed_over: set[Facts], wrong: str) -> None:
    decide, by = WRONG_TABLES[wrong]
    assert by.__name__ in broken(decided(handed_over, decide))


def test_the_person_is_asked_anew_after_each_sending() -> None:
    lost = FormSeen("lost")
    again = then(*_SENT, AskedAbout(FORM), WithinReach(), HandedOver(), ObjectionLeft())
    assert form_step(again, lost) is FormStep.LEAVE, "its answer comes first"
    assert form_step(then(Delivered("silent"), begin=again), lost) is FormStep.ASK
    asked = then(*_SENT, AskedAbout(FORM))
    assert form_step(asked, lost) is FormStep.REFILL_ONCE, "it is theirs to send it again"


# -- the orders that a site may have: each success with its failing twin

_ASKS = Seen(PageKind.CODE)
_ASKS_OURS = Seen(PageKind.CODE, of_objection=True)
_THANKS = Seen(PageKind.UNKNOWN, claim="received")
_OURS = Seen(PageKind.ACKNOWLEDGED, claim="received", of_objection=True)
_UNDER_WAY = (WithinReach(), HandedOver(), ObjectionLeft("a letter"))
_SENT = (*_UNDER_WAY, Delivered("answered"))


def then(*events: Event, begin: Facts | None = None) -> Facts:
    facts = begin or Facts()
    for event in events:
        facts = after(facts, event)
    return facts


KILLED_AT_CODE = Facts(sending=Sent.PROVED, code=CodeStage.ASKED)

COUNTS: dict[str, tuple[Facts, Seen]] = {
    "thanks after it left": (then(*_SENT), _THANKS),
    "thanks after the code": (then(*_SENT, CodeAsked(_ASKS, _WHY), CodeTyped("taken")), _THANKS),
    "the person typed the code": (
        then(*_SENT, CodeAsked(_ASKS, _WHY), CodeLeft(), Delivered("answered")),
        _THANKS,
    ),
    "after a sign-in, of an objection": (then(*_SENT, IdentityAsked()), _OURS),
    "the code of an objection after a sign-in": (
        then(*_SENT, IdentityAsked(), CodeAsked(_ASKS_OURS, _WHY), CodeTyped("taken")),
        _THANKS,
    ),
    "the next run, the code asked for anew": (
        then(CodeAsked(_ASKS, _WHY), CodeTyped("taken"), begin=KILLED_AT_CODE),
        _THANKS,
    ),
}
DOES_NOT: dict[str, tuple[Facts, Seen]] = {
    "nothing left": (then(WithinReach(), HandedOver()), _OURS),
    **{
        f"the site's answer is {what}": (then(*_UNDER_WAY, Delivered(what)), _OURS)
        for what in ("under_way", "silent", "refused", "broken", "fault")
    },
    "the code is missing": (then(*_SENT, CodeAsked(_ASKS, _WHY)), _OURS),
    **{
        f"the answer to the code is {what}": (
            then(*_SENT, CodeAsked(_ASKS, _WHY), CodeLeft(), Delivered(what)),
            _OURS,
        )
        for what in ("under_way", "silent", "refused", "broken", "fault")
    },
    "it comes too late": (then(*_SENT), replace(_OURS, later=True)),
    "the form keeps what it holds": (then(*_SENT), replace(_OURS, form="held")),
    "the code was wrong": (then(*_SENT, CodeAsked(_ASKS, _WHY), CodeTyped("rejected")), _THANKS),
    "the code stands unconfirmed": (
        then(*_SENT, CodeAsked(_ASKS, _WHY), CodeTyped("theirs")),
        _THANKS,
    ),
    "thanks after a sign-in": (then(*_SENT, IdentityAsked()), _THANKS),
    "a sign-in's own code, then thanks": (
        then(*_SENT, IdentityAsked(), CodeAsked(_ASKS, _WHY), CodeLeft()),
        _THANKS,
    ),
    "the next run, a sign-in, its code, thanks": (
        then(IdentityAsked(), CodeAsked(_ASKS, _WHY), CodeLeft(), begin=KILLED_AT_CODE),
        _THANKS,
    ),
    "the next run, thanks": (Facts(sending=Sent.PROVED, code=CodeStage.LEFT), _THANKS),
    "the next run, its code asked for once more": (
        then(
            CodeAsked(_ASKS, _WHY), begin=Facts(sending=Sent.PROVED, code=CodeStage.LEFT)
        ),
        _OURS,
    ),
    "another site's thanks": (then(*_SENT), replace(_OURS, permitted=False)),
}  # fmt: skip


def test_what_counts_ends_it_and_its_failing_twins_change_nothing() -> None:
    ends = {
        name: (next_step(facts, page), after(facts, Shown(page, _WHY)).end)
        for name, (facts, page) in COUNTS.items()
    }
    assert ends == dict.fromkeys(COUNTS, (Step.END, State.ACKNOWLEDGED))
    wrong = {
        name: next_step(facts, page)
        for name, (facts, page) in DOES_NOT.items()
        if next_step(facts, page) is Step.END or after(facts, Shown(page, _WHY)) != facts
    }
    assert wrong == {}


@pytest.mark.parametrize(("what", "sending"), [("refused", Sent.LEFT), ("answered", Sent.PROVED)])
def test_a_code_after_a_refusal_proves_nothing_but_the_thanks_after_it_do(
    what: Delivery, sending: Sent
) -> None:
    asked = then(*_UNDER_WAY, Delivered(what), CodeAsked(_ASKS, _WHY))
    assert asked.sending is sending
    assert next_step(asked, _OURS) is not Step.END
    end = then(CodeLeft(), Delivered("answered"), Shown(_OURS, _WHY), begin=asked)
    assert (end.end, end.sending) == (State.ACKNOWLEDGED, Sent.PROVED)


def test_thanks_before_the_sites_answer_are_waited_with_then_asked_about() -> None:
    """A page may thank as soon as its button is pressed, and take it back."""
    facts = then(*_UNDER_WAY)
    assert next_step(facts, _OURS) is Step.WAIT
    assert next_step(then(Delivered("silent"), begin=facts), _OURS) is Step.ASK_ABOUT
    assert next_step(then(Delivered("answered"), begin=facts), _OURS) is Step.END


_BOX = Seen(PageKind.FORM, code_box=True, code_sent=True)
_PORTAL = (WithinReach(), HandedOver(Button.REQUESTS_CODE))


def test_the_code_before_the_sending() -> None:
    """Asked for, typed, and nothing is sent until the form itself has left and the page says so."""
    asked = then(*_PORTAL, CodeRequested())
    assert next_step(asked, _BOX) is Step.ASK_CODE
    coded = then(CodeAsked(_BOX, _WHY), CodeTyped("taken"), begin=asked)
    assert (coded.sending, coded.code) == (Sent.NO, CodeStage.LEFT)
    assert next_step(coded, _BOX) is Step.WATCH_FORM
    assert next_step(coded, _OURS) is not Step.END, "nothing has left"
    stopped = then(ToolStops(State.ABANDONED), begin=coded)
    assert (stopped.end, stopped.sending) == (State.ABANDONED, Sent.NO)
    left = then(HandedOver(Button.SENDS), ObjectionLeft("a letter"), begin=coded)
    assert left.sending is Sent.LEFT
    end = then(Delivered("answered"), Shown(_THANKS, _WHY), begin=left)
    assert (end.end, end.sending, end.code) == (
        State.ACKNOWLEDGED,
        Sent.PROVED,
        CodeStage.ACCEPTED,
    )


def test_a_code_that_the_form_complains_of_later_is_asked_for_again() -> None:
    coded = then(*_PORTAL, CodeRequested(), CodeAsked(_BOX, _WHY), CodeTyped("taken"))
    wrong = Seen(PageKind.FORM, code_box=True, code_problem=True)
    assert next_step(coded, wrong) is Step.ASK_CODE
    assert then(CodeAsked(wrong, _WHY), begin=coded).code is CodeStage.REJECTED


@pytest.mark.parametrize("outcome", ["taken", "theirs"])
def test_a_form_that_came_anew_wants_a_code_of_its_own(outcome: CodeOutcome) -> None:
    """What it had is worth nothing there, and is asked for once a new one was requested."""
    coded = then(*_PORTAL, CodeRequested(), CodeAsked(_BOX, _WHY), CodeTyped(outcome))
    left = then(HandedOver(Button.SENDS), ObjectionLeft("a letter"), begin=coded)
    for begin in (coded, left):
        anew = then(WithinReach(), CodeLost(), *_PORTAL[1:], begin=begin)
        assert anew.code is CodeStage.REJECTED
        assert next_step(anew, Seen(PageKind.FORM, code_box=True)) is Step.WATCH_FORM
        assert next_step(anew, _OURS) is not Step.END
        assert then(CodeLeft(), begin=anew) == anew, "a number that leaves is no code yet"
        again = then(CodeRequested(), begin=anew)
        assert next_step(again, Seen(PageKind.FORM, code_box=True)) is Step.ASK_CODE
        assert then(CodeAsked(_BOX, _WHY), CodeTyped("taken"), begin=again).code is CodeStage.LEFT


def test_what_came_anew_before_a_code_was_asked_for_changes_nothing() -> None:
    assert then(*_PORTAL, CodeLost()) == then(*_PORTAL)
    assert then(CodeLost(), begin=KILLED_AT_CODE) == KILLED_AT_CODE
    proved = then(*_SENT, CodeAsked(_ASKS, _WHY), CodeTyped("taken"))
    assert then(CodeLost(), begin=proved) == proved, "the code was the last that was missing"


def test_a_form_with_a_box_for_the_code_does_not_ask_for_it_before_it_was_requested() -> None:
    unasked = Seen(PageKind.FORM, code_box=True)
    assert next_step(then(*_PORTAL), unasked) is Step.WATCH_FORM
    assert next_step(then(WithinReach()), _BOX) is Step.FILL, "it is filled in first"


def test_a_code_page_in_a_wizard_proves_no_sending() -> None:
    """Its first step asks for a code on a page of its own, and nothing is sent by it."""
    step = then(WithinReach(), HandedOver(Button.LEADS_ON), CodeRequested())
    assert next_step(step, _ASKS) is Step.ASK_CODE
    assert then(CodeAsked(_ASKS, _WHY), begin=step).sending is Sent.NO
    drafted = then(ObjectionLeft("a letter"), begin=step)  # a page may keep drafts
    assert then(CodeAsked(_ASKS, _WHY), begin=drafted).sending is Sent.LEFT


def test_a_further_step_is_filled_in_and_what_left_is_not_forgotten() -> None:
    step = then(WithinReach(), HandedOver(Button.LEADS_ON), StepDone())
    assert next_step(step, Seen(PageKind.FORM)) is Step.FILL
    assert then(StepDone()) == Facts(), "there was none"


def test_a_check_that_one_is_no_robot_changes_nothing() -> None:
    for begin in (Facts(), then(*_SENT), then(*_PORTAL)):
        assert next_step(begin, Seen(PageKind.UNKNOWN, robot=True)) is Step.DO_AS_ASKED
        assert next_step(begin, Seen(PageKind.UNKNOWN)) is Step.ASK_ABOUT


def test_what_is_restored_of_a_form_that_comes_anew() -> None:
    facts = then(*_SENT, IdentityAsked())
    assert facts.form is FormStage.BEFORE
    assert next_step(facts, Seen(PageKind.FORM)) is Step.FILL
    assert then(WithinReach(), begin=facts).exchange is Exchange.OPENED


# -- every way to a success, with its proof


def _named(facts: Facts, seen: Seen) -> str:
    what = str(seen.kind) if seen.kind is PageKind.CODE or seen.code_box else seen.claim
    speaks = " of an objection" if seen.of_objection else ""
    code = {CodeStage.NOT_ASKED: "no code", CodeStage.LEFT: "the code gone"}.get(facts.code, "")
    return f"{facts.sending}, {code or facts.code}, {facts.exchange}: {what}{speaks}"


_SENT_OR_CODED = ("left, no code", "left, the code gone", "proved, the code gone")
TO_ACKNOWLEDGED = {
    # It left in this run, and nothing of another matter has shown since: any thanks answer it.
    *(
        f"{what}, ours: received{speaks}"
        for what in _SENT_OR_CODED
        for speaks in ("", " of an objection")
    ),
    # A sign-in since, or a new visit: only an acknowledgement that speaks of an objection.
    *(
        f"{what}, {exchange}: received of an objection"
        for what in (*_SENT_OR_CODED, "proved, no code")
        for exchange in ("identity", "opened")
    ),
}
TO_SUBMITTED = {
    # The page asks for the code of what left: at once, or with a word of the objection. It may ask
    # for one more, where one was needed before it could be sent.
    f"left, {code}, {how}"
    for code in ("no code", "asked", "entered", "rejected", "the code gone")
    for how in (
        "ours: code",
        *(f"{e}: code of an objection" for e in ("ours", "identity", "opened")),
    )
}


def test_every_way_to_acknowledged(graph: Graph) -> None:
    ways = {
        _named(facts, event.seen)
        for facts, event, to in graph.moves
        if isinstance(event, Shown) and to.end is State.ACKNOWLEDGED
    }
    assert ways == TO_ACKNOWLEDGED


def test_every_way_to_submitted(graph: Graph) -> None:
    """Besides those to acknowledged, which prove it too."""
    ways = {
        _named(facts, event.seen)
        for facts, event, to in graph.moves
        if isinstance(event, CodeAsked) and to.proved and not facts.proved
    }
    assert ways == TO_SUBMITTED


def test_every_way_to_already_objected(graph: Graph) -> None:
    """The page's own word on the form's own site, whatever was sent: it is no claim of ours."""
    events = [event for _f, event, to in graph.moves if to.end is State.ALREADY_OBJECTED]
    assert all(isinstance(event, Shown) for event in events)
    ways = {(e.seen.claim, e.seen.permitted, e.seen.later) for e in events if isinstance(e, Shown)}
    assert ways == {("already", True, False)}
