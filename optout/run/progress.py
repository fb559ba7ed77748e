"""What is known of one objection during a run, what changes it, and what comes next. All of it.

Three regions, independent of each other: the form, the sending, the code. The code may be asked for
after the objection was sent, before, or not at all. `after` says how an event changes the facts,
`next_step` what is done on the page that shows; whether something is a success is decided here and
nowhere else. No browser, no terminal, no disk: every state can be searched in a test.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from optout.domain.code_outcomes import OUTCOMES, CodeOutcome, CodeStage
from optout.domain.proofs import Why
from optout.domain.states import HELPLESS, TURNED_AWAY, Sent, State
from optout.locate.claims.claims import ClaimKind
from optout.locate.roles import PageKind

Delivery = Literal["", "under_way", "silent", "answered", "refused", "broken", "fault", "unseen"]
"""What became of the request that left last. `silent`: under way for long. `answered`: the site's
answer began. `refused`: it began, and says that the request is not taken as it is. `fault`: it
says that the site is broken. `unseen`: nothing tells if one left. Empty before anything left."""

FORM = "the form"
"""Stands among what was asked about for a form that stands there after a sending."""
MOST_ASKED = 10
"""Unknown pages that the person is asked about in one run: a page can change without end."""


class FormStage(StrEnum):
    """How far the form is. It may go back: a page can come anew, empty."""

    BEFORE = "before"
    WITHIN_REACH = "within_reach"
    """A field holds something: the person can send it, whatever else is waited for."""
    HANDED_OVER = "handed_over"
    ENDED = "ended"


class Exchange(StrEnum):
    """What the site deals with, as far as its pages have shown in this run. One that asks who
    somebody is may ask for a code, and thank for it, too."""

    OPENED = "opened"
    """Nothing yet that belongs to this objection or to a sign-in."""
    OURS = "ours"
    """What shows now follows what left in this run, with nothing in between."""
    IDENTITY = "identity"
    """The site has asked who this is since."""


class Button(StrEnum):
    """What the button does that the person presses next."""

    SENDS = "sends"
    LEADS_ON = "leads_on"
    """To the next step of a wizard: nothing is sent by it."""
    REQUESTS_CODE = "requests_code"
    """A code is mailed before anything can be sent."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one objection. `end` is None while the run goes on."""

    form: FormStage = FormStage.BEFORE
    sending: Sent = Sent.NO
    code: CodeStage = CodeStage.NOT_ASKED
    exchange: Exchange = Exchange.OPENED
    delivery: Delivery = ""
    button: Button = Button.SENDS
    """What the form's own button does, as it was handed over last."""
    not_understood: bool = False
    """The form has changed, and the person was told that it is not understood any more."""
    failed: bool = False
    """The page has said of what left last that it failed: the site says that it took nothing."""
    asked_about: frozenset[str] = frozenset()
    """The unknown pages, by their digests, about which the person was asked or told."""
    end: State | None = None

    @property
    def open(self) -> bool:
        """The run has not come to its end."""
        return self.form is not FormStage.ENDED

    @property
    def left(self) -> bool:
        """Something that can be the objection has left, in this run or before."""
        return self.sending is not Sent.NO

    @property
    def proved(self) -> bool:
        """A page has shown that the site took it."""
        return self.sending is Sent.PROVED

    @property
    def in_doubt(self) -> bool:
        """It left, and no page showed that it arrived."""
        return self.sending is Sent.LEFT

    @property
    def unseen(self) -> bool:
        """It is in doubt, as nothing tells if anything has left."""
        return self.in_doubt and self.delivery == "unseen"

    @property
    def unanswered(self) -> bool:
        """The request that left last has no answer by which the site can have taken it."""
        return self.delivery not in ("", "answered")

    @property
    def handed_over(self) -> bool:
        return self.form is FormStage.HANDED_OVER

    @property
    def sendable(self) -> bool:
        """The person can send the form as it stands."""
        return self.form in (FormStage.WITHIN_REACH, FormStage.HANDED_OVER)

    @property
    def code_due(self) -> bool:
        """A page of this run asks for the objection's code, so that numbers can be it."""
        return self.exchange is Exchange.OURS and self.code not in (
            CodeStage.NOT_ASKED,
            CodeStage.ACCEPTED,
        )

    @property
    def code_known(self) -> bool:
        """A code was asked for, whatever became of it."""
        return self.code is not CodeStage.NOT_ASKED

    @property
    def code_left(self) -> bool:
        """A code has left that the page did not complain of."""
        return self.code in (CodeStage.LEFT, CodeStage.ACCEPTED)


# -- what happens


@dataclass(frozen=True)
class Event:
    """Something that happens to the objection, and may change what is known of it."""


class WithinReach(Event):
    """The first field holds something, or the form is filled in once more."""


@dataclass(frozen=True)
class HandedOver(Event):
    """The form, or a step of it, is the person's; `button` is what they press next."""

    button: Button = Button.SENDS


class StepDone(Event):
    """A step of a wizard gave way to another: there is something to fill in again, perhaps."""


class FormReplaced(Event):
    """The site has put another form of its own in place of the one begun, which is gone with all
    that it held."""


@dataclass(frozen=True)
class ObjectionLeft(Event):
    """A request that can be the objection left the page; `letter` is what it carries of one,
    `email` the address that the page held in the place of the person's, where it was another."""

    letter: str = ""
    email: str = ""


@dataclass(frozen=True)
class LostSight(Event):
    """The form's page went away, and nothing can tell what left it until then; or, where the run is
    `over`, nobody watches it any more."""

    over: bool = False


@dataclass(frozen=True)
class Delivered(Event):
    """News of the request that left last."""

    what: Delivery


class IdentityAsked(Event):
    """A page asks who this is: a sign-in, a second factor, a code that is not the objection's."""


class CodeRequested(Event):
    """A request asked for a code, from a form that is sent only with one."""


@dataclass(frozen=True)
class CodeAsked(Event):
    """The page asks for a code; whether for the objection's is decided by what is known."""

    seen: "Seen"
    why: Why


@dataclass(frozen=True)
class CodeTyped(Event):
    """The tool typed a code; what became of it. None: that is not known yet."""

    outcome: CodeOutcome | None = None


class CodeLeft(Event):
    """A request carried the code, whoever typed it."""


class CodeLost(Event):
    """The form has no code that is worth anything: it came anew, or has taken the box away."""


class NotUnderstood(Event):
    """The form has changed so much that nothing is typed without the person's help."""


@dataclass(frozen=True)
class AskedAbout(Event):
    """The person is asked what an unknown page says, or told what to do there."""

    digest: str


class AskAnew(Event):
    """The person has helped on: pages that were asked about may be asked about once more."""


@dataclass(frozen=True)
class FailureShown(Event):
    """The page says that what left failed; that is told, and ends nothing."""

    seen: "Seen"


@dataclass(frozen=True)
class Shown(Event):
    """The page shows an end; whether it is this objection's is decided by what is known."""

    seen: "Seen"
    why: Why


@dataclass(frozen=True)
class PersonSays(Event):
    """The person says how it ended: sent (`unconfirmed`), not (`abandoned`), or `refused`."""

    state: State


@dataclass(frozen=True)
class ToolStops(Event):
    """The tool cannot go on, or has nothing to add. What was proved stays as it is."""

    state: State
    why: Why | None = None


def after(facts: Facts, event: Event) -> Facts:
    """The facts once `event` has happened; what cannot be changes nothing. After the end only the
    person's own word counts, where the tool did not get there."""
    if not facts.open:
        if isinstance(event, PersonSays) and facts.end in HELPLESS and not facts.proved:
            return replace(facts, end=event.state)
        return facts
    match event:
        case WithinReach() | HandedOver() if not facts.proved:
            return _filled(facts, event)
        case StepDone() if facts.handed_over:
            return replace(facts, form=FormStage.WITHIN_REACH)
        case FormReplaced() if facts.sendable and not facts.left:
            return replace(facts, form=FormStage.BEFORE)
        case FailureShown(seen) if _failed(facts, seen):
            asked = facts.asked_about | {seen.digest}
            return replace(facts, failed=True, asked_about=asked)
        case ObjectionLeft() if facts.sendable and not facts.proved:
            left = replace(facts, sending=Sent.LEFT, delivery="under_way", failed=False)
            # What becomes of this sending is another question than what became of the last.
            return replace(left, exchange=Exchange.OURS, asked_about=facts.asked_about - {FORM})
        case LostSight(over) if not facts.left and (facts.sendable if over else _to_be_sent(facts)):
            return replace(facts, sending=Sent.LEFT, delivery="unseen")
        case Delivered(what) if facts.delivery:
            return replace(facts, delivery=what)
        case IdentityAsked():
            return replace(facts, exchange=Exchange.IDENTITY, form=FormStage.BEFORE)
        case CodeRequested() if facts.handed_over and facts.button is not Button.SENDS:
            return replace(facts, exchange=Exchange.OURS)
        case CodeAsked() | CodeTyped() | CodeLeft() | CodeLost():
            return _coded(facts, event)
        case NotUnderstood():
            return replace(facts, not_understood=True)
        case AskedAbout(digest):
            return replace(facts, asked_about=facts.asked_about | {digest})
        case AskAnew():
            return replace(facts, asked_about=frozenset())
        case Shown() | PersonSays() | ToolStops():
            return _ended(facts, event)
    return facts


def _to_be_sent(facts: Facts) -> bool:
    """The form is the person's, and its button sends it."""
    return facts.handed_over and facts.button is Button.SENDS


def _filled(facts: Facts, event: WithinReach | HandedOver) -> Facts:
    stage = FormStage.HANDED_OVER if isinstance(event, HandedOver) else FormStage.WITHIN_REACH
    signed_in = facts.exchange is Exchange.IDENTITY  # the form is there, so that is over
    return replace(
        facts,
        form=stage,
        exchange=Exchange.OPENED if signed_in else facts.exchange,
        button=event.button if isinstance(event, HandedOver) else facts.button,
    )


def _coded(facts: Facts, event: CodeAsked | CodeTyped | CodeLeft | CodeLost) -> Facts:
    match event:
        case CodeAsked(seen):
            if next_step(facts, seen) is not Step.ASK_CODE:
                return facts
            # A form that still stands has sent nothing, nor has a step that only leads on.
            form_gone = seen.kind is PageKind.CODE and facts.button is Button.SENDS
            went_on = facts.left and form_gone
            # Where the site said that it took nothing, a code proves nothing yet; its page goes on
            # with the request, so thanks that follow answer it.
            refused = facts.delivery == "refused"
            sending = Sent.PROVED if went_on and not refused else facts.sending
            delivery = "answered" if went_on and refused else facts.delivery
            code = facts.code
            if code is CodeStage.NOT_ASKED:
                code = CodeStage.ASKED
            elif code is not CodeStage.ASKED and (
                seen.code_problem or facts.exchange is not Exchange.OURS
            ):
                code = CodeStage.REJECTED  # it was not taken, or a new visit asks for it once more
            asked = replace(facts, sending=sending, code=code, delivery=delivery)
            return replace(asked, exchange=Exchange.OURS)
        case CodeTyped(None) if facts.code_due:
            left = facts.code is CodeStage.LEFT  # it may have, with its last digit
            return facts if left else replace(facts, code=CodeStage.ENTERED)
        case CodeTyped(outcome) if outcome and facts.code_due:
            return replace(facts, code=OUTCOMES[outcome].stage or facts.code)
        case CodeLeft() if facts.code_due:
            # Its request takes the place of the one that carried the objection.
            sent = replace(facts, delivery="under_way") if facts.left else facts
            return replace(sent, code=CodeStage.LEFT)
        case CodeLost() if facts.code_known and not facts.proved:
            # What leaves until one is requested is no code, whatever numbers it carries.
            typed = facts.code in (CodeStage.ENTERED, CodeStage.LEFT)
            code = CodeStage.REJECTED if typed else facts.code
            return replace(facts, code=code, exchange=Exchange.OPENED)
    return facts


def _ended(facts: Facts, event: Shown | PersonSays | ToolStops) -> Facts:
    ended = replace(facts, form=FormStage.ENDED)
    match event:
        case Shown(seen):
            if next_step(facts, seen) is not Step.END:
                return facts
            end = ENDS[seen.claim]
            if end in TURNED_AWAY and facts.proved and facts.exchange is not Exchange.OURS:
                return ended  # a new visit takes nothing back of what an earlier one has proved
            if end is State.ACKNOWLEDGED:
                code = CodeStage.ACCEPTED if facts.code is CodeStage.LEFT else facts.code
                ended = replace(ended, sending=Sent.PROVED, code=code)
            return replace(ended, end=end)
        case ToolStops() if facts.proved:
            return ended
        case PersonSays(state) | ToolStops(state):
            return replace(ended, end=state)
    return ended


# -- what comes next


FormState = Literal["gone", "emptied", "spent", "held"]
"""What shows of the form that was filled in: nothing of it, the form without what it held, with no
button to send it, or as it was."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one reading of the page means, as far as it decides anything."""

    kind: PageKind
    permitted: bool = True
    """The page stands on the form's own hosts."""
    claim: ClaimKind = "unclear"
    """What the page says, by what it did not say before."""
    form: FormState = "gone"
    of_objection: bool = False
    """Its text speaks of an objection."""
    asks: bool = False
    """A question on it is not answered."""
    digest: str = ""
    """The same for two looks at a page that says the same."""
    shows_back: bool = False
    """A page of unknown kind shows what was filled in, beside a button that sends it."""
    sends: bool = False
    """It has a button that sends something, and nothing more to fill in."""
    form_address: bool = True
    """A form may be at its address at all."""
    code_box: bool = False
    """A box for the code is there."""
    code_sent: bool = False
    """The page says that a code is on its way."""
    code_problem: bool = False
    """It complains about the code that was typed."""
    way_on: bool = False
    """Something there can still be filled in, or leads on."""
    robot: bool = False
    """It checks that one is no robot."""
    later: bool = False
    """It came too late to answer what was sent."""


class Step(StrEnum):
    """What is done on the page that shows."""

    FILL = "fill"
    WATCH_FORM = "watch_form"
    """The form is the person's: see if it keeps what was filled in, and what it complains of."""
    ADD_NOTHING = "add_nothing"
    """It was sent by an earlier run, and the page does not ask for its code any more."""
    ANSWER = "answer"
    """Only a question shows."""
    ASK_CODE = "ask_code"
    WAIT_FOR_PERSON = "wait_for_person"
    DO_AS_ASKED = "do_as_asked"
    """The page checks that one is no robot, which only a person passes."""
    END = "end"
    REVIEW = "review"
    """What was filled in by steps is shown once more, to be sent."""
    TELL_FAILURE = "tell_failure"
    """The page says that what was sent failed."""
    ASK_ABOUT = "ask_about"
    """It is not known what the page says, or if what it says is of this objection."""
    WAIT = "wait"


ENDS: dict[ClaimKind, State] = {
    "received": State.ACKNOWLEDGED,
    "already": State.ALREADY_OBJECTED,
    "refused": State.REFUSED,
    "unavailable": State.UNAVAILABLE,
}
"""The end that a page claims for which `next_step` is `END`."""
_UNCLEAR = frozenset(
    {
        *(Step.FILL, Step.WATCH_FORM, Step.ADD_NOTHING, Step.ANSWER),
        *(Step.TELL_FAILURE, Step.ASK_ABOUT, Step.WAIT),
    }
)


def next_step(facts: Facts, seen: Seen) -> Step:
    """What to do now. A pure function of what is known and what shows."""
    if not facts.open:
        return Step.WAIT
    if seen.kind is PageKind.CODE and not seen.permitted:
        return _unknown(facts, seen)
    match seen.kind:
        case PageKind.FORM:
            return _form(facts, seen)
        case PageKind.CODE:
            return _code(facts, seen)
        case PageKind.SIGN_IN:
            return Step.WAIT_FOR_PERSON
    if seen.robot:
        return Step.DO_AS_ASKED
    return _after_sending(facts, seen) if facts.left else _before_sending(facts, seen)


def acknowledged(facts: Facts, seen: Seen) -> bool:
    """The page says of this objection that it was received: all that it needs has left and was
    answered without an error, the form does not stand there as it was, and the page answers it.
    Once a code was asked for, its own box takes the place of the form.

    After a sign-in and in a new visit only thanks that speak of an objection do. A page may thank
    as soon as its button is pressed, and take it back: before its site has answered that is a hope.
    """
    held = seen.form == "held" and not facts.proved
    if seen.claim != "received" or held or seen.later or not seen.permitted:
        return False
    to_send = facts.button is Button.LEADS_ON and seen.sends
    if to_send or facts.unanswered or not facts.left or (facts.code_known and not facts.code_left):
        return False
    return facts.exchange is Exchange.OURS or seen.of_objection


def _failed(facts: Facts, seen: Seen) -> bool:
    """The page says of what left last that it failed."""
    claimed = seen.claim == "failed" and seen.permitted and _in_answer(facts, seen)
    answered = facts.left and facts.delivery != "under_way"
    return claimed and answered and not _asked(facts, seen)


def _in_answer(facts: Facts, seen: Seen) -> bool:
    """What shows follows what left in this run, with nothing in between."""
    return facts.exchange is Exchange.OURS and not seen.later


def unclear(facts: Facts, seen: Seen) -> bool:
    """The page neither goes on nor says what it is: the person may know."""
    return next_step(facts, seen) in _UNCLEAR


def _form(facts: Facts, seen: Seen) -> Step:
    if not seen.form_address:
        return _unknown(facts, seen)
    if not facts.handed_over:
        return Step.ADD_NOTHING if facts.proved else Step.FILL
    if _code_first(facts, seen):
        return Step.ASK_CODE
    if acknowledged(facts, seen) or (seen.form != "held" and _known_already(facts, seen)):
        return Step.END
    claimed = seen.claim in ("received", "link") and facts.in_doubt and _in_answer(facts, seen)
    ask = claimed and not (facts.unanswered or _asked(facts, seen))
    return Step.ASK_ABOUT if ask else Step.WATCH_FORM


def _code_first(facts: Facts, seen: Seen) -> bool:
    """The form asks for its code now, before it can be sent."""
    if facts.proved or not seen.code_box:
        return False
    if facts.code in (CodeStage.ENTERED, CodeStage.LEFT):
        return seen.code_problem
    return seen.code_sent or facts.exchange is Exchange.OURS


def _code(facts: Facts, seen: Seen) -> Step:
    """After a sign-in the site may ask for a code of its own. What an earlier run sent may be asked
    for without a word of it, as nothing came in between."""
    new_visit = facts.exchange is Exchange.OPENED and facts.proved
    ours = seen.of_objection or _in_answer(facts, seen) or new_visit
    asked_for = facts.left or facts.button is not Button.SENDS
    return Step.ASK_CODE if asked_for and ours else Step.WAIT_FOR_PERSON


def _before_sending(facts: Facts, seen: Seen) -> Step:
    """Nothing has left: a page that goes on may speak of what was only begun, and thanks are
    nobody's."""
    match seen.kind:
        case PageKind.ALREADY_OBJECTED if seen.permitted and not seen.way_on:
            return Step.END
        case PageKind.REFUSED | PageKind.UNAVAILABLE:
            return Step.END
    return _unknown(facts, seen)


def _after_sending(facts: Facts, seen: Seen) -> Step:
    """What a page says once something has left, which asks for nothing known."""
    if _to_review(facts, seen):
        return Step.REVIEW
    if seen.claim == "received" and facts.delivery == "under_way":
        return Step.WAIT
    if acknowledged(facts, seen) or _turned_away(facts, seen) or _known_already(facts, seen):
        return Step.END
    if _failed(facts, seen):
        return Step.TELL_FAILURE
    return _unknown(facts, seen)


def _known_already(facts: Facts, seen: Seen) -> bool:
    """The page says that there is such an objection already."""
    named = seen.of_objection or seen.kind is PageKind.ALREADY_OBJECTED
    ours = facts.left and (facts.exchange is Exchange.OURS or named)
    return seen.claim == "already" and seen.permitted and ours and not seen.later


def _turned_away(facts: Facts, seen: Seen) -> bool:
    """The page refuses the request, or the form is not to be had. A site that says of
    itself that it is broken turns nobody away, whatever its page says."""
    if seen.later or facts.delivery == "fault" or seen.claim not in ("refused", "unavailable"):
        return False
    return facts.exchange is Exchange.OURS or seen.kind in (PageKind.REFUSED, PageKind.UNAVAILABLE)


def _to_review(facts: Facts, seen: Seen) -> bool:
    """What was filled in by steps is shown once more, to be sent. A step may leave with all
    that it holds: its answer tells whether it is yet to be sent."""
    to_send = facts.handed_over and facts.button is Button.LEADS_ON
    done = facts.proved or facts.unanswered or _asked(facts, seen)
    return to_send and seen.shows_back and not done


def _asked(facts: Facts, seen: Seen) -> bool:
    """The page was asked about or told of, or as many were as may be."""
    return seen.digest in facts.asked_about or len(facts.asked_about) >= MOST_ASKED


def _unknown(facts: Facts, seen: Seen) -> Step:
    if seen.asks and seen.kind is PageKind.UNKNOWN:
        return Step.ANSWER
    if _asked(facts, seen):
        return Step.WAIT
    return Step.REVIEW if _to_review(facts, seen) else Step.ASK_ABOUT


# -- what comes next where the form stands there after it was handed over


Shows = Literal["kept", "lost", "next_step", "led_on", "other"]
"""What stands in the place of the form that was handed over: the same with what it held, or
without; its next step; another of the site's own, which may be begun once; another one."""
Complaint = Literal["", "page", "field", "letter"]
"""Of what the page complains: of anything, of a field that it marks, or of the letter's box."""
CodeComplaint = Literal["", "refused", "unclear"]
"""`refused`: the page takes back that the code is right, or asks for another. `unclear`: it
complains of something since the code was typed."""


@dataclass(frozen=True, slots=True)
class FormSeen:
    """How a form stands there, compared with the one that was handed over."""

    shows: Shows = "kept"
    complains: Complaint = ""
    code: CodeComplaint = ""
    gained: bool = False
    """A field has come that can be filled in, and may be."""
    too_long: bool = False
    """It tells a number that the letter exceeds and a shorter one keeps."""
    shorter: bool = False
    """The letter stands there as it was typed, and there is a shorter one."""
    refilled: bool = False
    """It was filled in again before."""
    spent: bool = False
    """No button would send it any more, or a native dialog has said something."""


class FormStep(StrEnum):
    """What is done about a form that stands there after it was handed over."""

    LEAVE = "leave"
    """It is the person's; or the site's answer comes first."""
    REFILL_ONCE = "refill_once"
    NEXT_STEP = "next_step"
    """What has come in its place, or is new in it, is filled in."""
    SHORTER = "shorter"
    """A shorter letter is filled in: at once where one is known to fit, else if it is wanted."""
    ASK = "ask"
    """What the page says, where the site may have taken it; else how to go on."""
    TELL = "tell"
    """What it means that the form stands there so."""


_IN_PLACE: tuple[Shows, ...] = ("lost", "led_on", "other")
"""What is not the form with what it held any more, nor its next step."""
FORM_STEPS: tuple[tuple[Callable[[Facts, FormSeen], object], FormStep], ...] = (
    (lambda facts, form: facts.delivery == "under_way", FormStep.LEAVE),
    (lambda facts, form: code_refused(facts, form), FormStep.TELL),
    (lambda facts, form: facts.proved and form.complains, FormStep.LEAVE),
    (lambda facts, form: facts.proved, FormStep.TELL),
    (lambda facts, form: form.shows == "next_step" and _not_taken(facts), FormStep.NEXT_STEP),
    (lambda facts, form: _wants_shorter(form) and may_correct(facts, form), FormStep.SHORTER),
    (lambda facts, form: _further(form) and not facts.left, FormStep.NEXT_STEP),
    (lambda facts, form: form.shows in _IN_PLACE and perhaps_taken(facts, form), FormStep.ASK),
    (lambda facts, form: form.shows == "lost" and form.refilled, FormStep.ASK),
    (lambda facts, form: form.shows == "lost", FormStep.REFILL_ONCE),
    (lambda facts, form: form.shows in _IN_PLACE, FormStep.TELL),
    (lambda facts, form: code_is_in(facts) and not form.code, FormStep.TELL),
    (lambda facts, form: form.complains or not facts.in_doubt, FormStep.LEAVE),
    (lambda facts, form: facts.exchange is not Exchange.OURS, FormStep.LEAVE),
    (lambda facts, form: facts.delivery == "refused", FormStep.TELL),
    (lambda facts, form: facts.unanswered or facts.failed, FormStep.LEAVE),
    (lambda facts, form: facts.button is not Button.SENDS, FormStep.LEAVE),
    (lambda facts, form: form.spent and perhaps_taken(facts, form), FormStep.ASK),
)
"""The first that holds is what is done; where none does, it is told that the form stands there."""


def form_step(facts: Facts, form: FormSeen) -> FormStep:
    """What to do about a form that was handed over. A pure function, as `next_step`."""
    return next((step for holds, step in FORM_STEPS if holds(facts, form)), FormStep.TELL)


def code_refused(facts: Facts, form: FormSeen) -> bool:
    """The code that left is worth nothing any more, and nothing was taken."""
    return form.code == "refused" and facts.code_left and not facts.proved


def code_is_in(facts: Facts) -> bool:
    """The form has the code that its button asked for, and is yet to be sent."""
    return facts.button is Button.REQUESTS_CODE and facts.code_left


def may_correct(facts: Facts, form: FormSeen) -> bool:
    """Nothing was taken: the page complains before it sends, or of a field in the site's answer."""
    answered = facts.proved or facts.delivery in ("answered", "refused")
    return not facts.left or (answered and form.complains in ("field", "letter"))


def perhaps_taken(facts: Facts, form: FormSeen) -> bool:
    """What was seen to leave in this run may have been taken: nothing says no, and the person was
    not asked about it yet."""
    said_no = form.complains or facts.failed or facts.delivery in ("", "unseen", "refused")
    return facts.in_doubt and not (said_no or FORM in facts.asked_about)


def _not_taken(facts: Facts) -> bool:
    return not facts.left or facts.failed or facts.delivery == "refused"


def _wants_shorter(form: FormSeen) -> bool:
    """The page takes less than the letter that stands there, or complains of its box."""
    wants = form.too_long or form.complains == "letter"
    return wants and form.shorter and form.shows == "kept"


def _further(form: FormSeen) -> bool:
    """There is something to fill in that was not there."""
    return form.shows == "led_on" or (form.shows == "kept" and form.gained)
