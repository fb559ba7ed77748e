"""In a few words: how the objection at one form stands."""

from optout.domain.code_outcomes import CodeStage
from optout.domain.states import Sent, State
from optout.i18n import N_, _
from optout.run.progress import Facts
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


_SENT_ENDS = {
    State.ACKNOWLEDGED: N_("Sent, and received."),
    State.ALREADY_OBJECTED: N_("You have objected already."),
    State.UNCONFIRMED: N_("Sent, as you say."),
}
_SENT = {
    Sent.NO: N_("Nothing is sent."),
    Sent.LEFT: N_("Perhaps sent: no answer was seen."),
    Sent.PROVED: N_("Sent, but not finished."),
}


def standing(name: str, facts: Facts, *, in_turn: bool) -> Standing:
    """How the objection stands by `facts`; `in_turn`: the person is led through it now."""
    done = facts.end in (State.ACKNOWLEDGED, State.ALREADY_OBJECTED)
    yours = in_turn and facts.open and not facts.proved
    words = N_("your turn") if yours else _words(facts) or N_("not filled in yet")
    return Standing(name, _(words), done, _(_sent(facts)))


def _words(facts: Facts) -> str:
    if facts.end in _ENDS:
        return _ENDS[facts.end]
    if not facts.open:
        return _BY_SENDING[facts.sending]
    if facts.proved:
        return _BY_CODE.get(facts.code, _BY_SENDING[facts.sending])
    if facts.in_doubt:
        return _BY_SENDING[Sent.LEFT] if facts.unseen else N_("sent, no answer yet")
    if facts.code in (CodeStage.ASKED, CodeStage.REJECTED):
        return N_("not sent yet. First the code")
    return N_("filled in, waiting") if facts.sendable else ""


def _sent(facts: Facts) -> str:
    """Whether something is sent, as a sentence."""
    wants_code = facts.code in (CodeStage.ASKED, CodeStage.REJECTED)
    if facts.end in _SENT_ENDS:
        return _SENT_ENDS[facts.end]
    if facts.proved and facts.open:
        typed = _BY_CODE.get(facts.code) is _TYPED
        still = N_("Sent. The code is still missing.") if wants_code else N_("Sent.")
        return N_("Sent, and the code is typed.") if typed else still
    if facts.in_doubt and facts.open and not facts.unseen:
        return N_("Sent. No answer yet.")
    if facts.open and wants_code:
        return N_("Not sent yet. First the code.")
    return _SENT[facts.sending]
