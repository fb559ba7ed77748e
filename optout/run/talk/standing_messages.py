"""In a few words: how the objection at one form stands."""

from optout.domain.code_verdicts import CodeStage
from optout.domain.states import Sent, State
from optout.i18n import N_, _
from optout.run.progress import Facts
from optout.run.talk.turns import HumanInTurn
from optout.terminal.human import Standing

_ENDS = {
    State.ACKNOWLEDGED: N_("received"),
    State.ALREADY_OBJECTED: N_("objected already"),
    State.UNCONFIRMED: N_("sent, as you say"),
}
_BY_SENDING = {
    Sent.NO: N_("not sent"),
    Sent.LEFT: N_("perhaps sent"),
    Sent.PROVED: N_("sent, not finished"),
}
_MISSING = N_("sent. The code is still missing")
_TYPED = N_("sent, the code is typed")
_BY_CODE = {
    CodeStage.ASKED: _MISSING,
    CodeStage.REJECTED: _MISSING,
    CodeStage.ENTERED: _TYPED,
    CodeStage.LEFT: _TYPED,
}


def not_begun(name: str, sent: Sent) -> Standing:
    """Of a form that could not even begin, by what an earlier run has sent of it."""
    return Standing(name, _(_BY_SENDING[sent]))


def show(human: HumanInTurn, facts: Facts) -> None:
    """Show how the objection stands by `facts`; in its own turn, some only as the next begins."""
    done = facts.end in (State.ACKNOWLEDGED, State.ALREADY_OBJECTED)
    standing = Standing(human.name, _(_words(facts)), done)
    over, typed = not facts.open, _BY_CODE.get(facts.code) is _TYPED
    # An answer follows a code in a moment: the line would be shown twice.
    human.stands(standing, firm=facts.proved or over, later=over or typed)


def _words(facts: Facts) -> str:
    if facts.end in _ENDS:
        return _ENDS[facts.end]
    if not facts.open:
        return _BY_SENDING[facts.sending]
    if facts.proved:
        return _BY_CODE.get(facts.code, _BY_SENDING[facts.sending])
    if facts.in_doubt:
        return N_("sent, no answer yet")
    if facts.code in (CodeStage.ASKED, CodeStage.REJECTED):
        return N_("not sent yet. First the code")
    return N_("filled in, waiting") if facts.sendable else ""
