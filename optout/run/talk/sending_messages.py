"""The sentences on what was sent: what is known, what is in doubt, what sending again means."""

from datetime import time

from optout.domain.code_outcomes import CodeStage
from optout.domain.states import State
from optout.i18n import N_, _, labelled
from optout.i18n.cldr import time_of_day
from optout.run.progress import Delivery, Facts
from optout.run.talk.messages import Paragraphs
from optout.terminal.human import Human


def left(human: Human, at: time) -> None:
    """The objection has left this computer; what the site made of it is not known yet."""
    sentence = _("{time}, sent. Reading the page's answer…")
    human.say(sentence.format(time=time_of_day(at)))


_UNANSWERED: dict[Delivery, str] = {
    "silent": N_("{form}: the site has not answered yet. Do not send again: wait."),
    "broken": N_(
        "{form}: the connection broke while it was sent. "
        "The site may have it once, twice or not at all."
    ),
    "fault": N_("{form}: the site answered with a fault. It may have your request all the same."),
}


def unanswered(human: Human, name: str, what: Delivery) -> None:
    """How the sending went, where the site's own answer is missing."""
    if what in _UNANSWERED:
        human.say(_(_UNANSWERED[what]).format(form=name))


def sent_on(human: Human, name: str, host: str) -> None:
    """The site has had the browser post the same to another one, which nothing here can hinder."""
    human.say(_("{form}: the site sent it on to {host}.").format(form=name, host=host))


_SO_FAR: dict[CodeStage, str] = {
    CodeStage.ASKED: N_("Your request was sent. The code from the e-mail is missing."),
    CodeStage.REJECTED: N_("Your request was sent. The code was not taken."),
    CodeStage.ENTERED: N_("Your request was sent, and the code is typed. No answer was seen."),
    CodeStage.LEFT: N_("Your request was sent, and the code is typed. No answer was seen."),
}
_NO_ANSWER = N_("Your request was sent, but the page gave no answer. Look for an e-mail.")
_SENT_BEFORE: dict[CodeStage, str] = {
    CodeStage.ASKED: N_(
        "{form}: a request was sent on {day}. The code from the e-mail is missing."
    ),
    CodeStage.REJECTED: N_("{form}: a request was sent on {day}. The code was not taken."),
    CodeStage.LEFT: N_(
        "{form}: a request was sent on {day}, and the code was typed. No answer was seen."
    ),
}


def so_far(human: Human, facts: Facts) -> None:
    """What is known of the sending, and of the code that belongs to it; nothing if none left."""
    if facts.proved:
        human.say(_(_SO_FAR.get(facts.code, _NO_ANSWER)))
    elif facts.in_doubt:
        human.say(_("optout does not know if your objection was received."))


def after_failure(human: Human, facts: Facts) -> None:
    """The page says that the sending failed: whether something may have arrived all the same."""
    if facts.proved:
        human.say(_(_SO_FAR.get(facts.code, _NO_ANSWER)))
    else:
        human.say(_("Something was sent, and the page says that it failed. It may have arrived."))
        human.say(_("Look in your mailbox first: sending again may be a second request."))


nothing_sent = Paragraphs(N_("Nothing was sent."))
code_is_no_sending = Paragraphs(
    N_("{form}: a code was asked for, but the form was not sent. So nothing is done yet."),
    N_("Run the same command again. The last code may still work within the hour."),
)
stopped_at_code = Paragraphs(
    N_("{form}: an earlier run stopped at the code, before the form was sent."),
    N_("Ask the page for the code again. The last one may still work within the hour."),
)


def out_of_sight(human: Human, name: str = "") -> None:
    """The run is over, and nobody saw the end of it; `name` where no sentence before tells it."""
    sentence = _("optout could not see if you sent it.")
    human.say(labelled(name, sentence) if name else sentence)
    human.say(_("If you did, look in your mailbox first: sending again may be a second request."))


def cut_off(human: Human, name: str) -> None:
    """An earlier run was cut off after the form was filled in."""
    human.say(_("{form}: an earlier run was cut off while the form was open.").format(form=name))
    out_of_sight(human)


perhaps_sent = Paragraphs(
    N_("{form}: something was sent, but nothing showed that it arrived."),
    N_("Look in your mailbox first: sending again may be a second request."),
)


def in_doubt(human: Human, name: str, facts: Facts) -> None:
    """Something left, and nothing showed that it arrived; or nobody saw if anything left."""
    (out_of_sight if facts.unseen else perhaps_sent)(human, name)


form_stays = Paragraphs(
    N_("{form}: something was sent, and the form stands there as before."),
    N_("Did you press the button? Then look in your mailbox before you press it again."),
)


def form_again(human: Human, name: str, *, lacks_code: bool = False) -> None:
    """The form shows again after it was sent, or what was sent stays as it is. `lacks_code`: its
    code was not taken yet, and is not asked for any more."""
    if lacks_code:
        sentence = _(
            "{form}: your request was sent already. The page does not ask for its code any more."
        )
        human.say(sentence.format(form=name))
        human.say(_("To get a new one, fill in what is missing in the page and send again."))
    else:
        human.say(_("{form}: your request was sent already.").format(form=name))
        human.say(_("Look in your mailbox for an answer; it can take two days."))
    human.say(_("Sending again is a second request."))


def done_before(human: Human, name: str, state: State, day: str) -> None:
    """An earlier run has done it, on `day`, in words."""
    noted = _("{form}: you noted on {day} that you sent it.")
    sentence = {
        State.UNCONFIRMED: noted,
        State.LETTER_WRITTEN: noted,
        State.SWITCHED_OFF: _("{form}: you noted on {day} that it is off."),
        State.COVERED: _("{form}: another objection covers it, noted on {day}."),
    }.get(state, _("{form}: you objected on {day}."))
    human.say(sentence.format(form=name, day=day))


answered_before = Paragraphs(N_("{form}: {answer}, on {day}."))
"""By the person's word; `answer` is a sentence without its stop."""
once_is_enough = Paragraphs(
    N_("Once is enough. To do it again all the same, add --again to optout run.")
)


def sent_before(human: Human, name: str, day: str, code: CodeStage, *, opens_page: bool) -> None:
    """An earlier run sent a request on `day`, in words, and did not see its end.

    `code` is how far that came with the code; `opens_page`: its page is opened now, and may
    still ask for it.
    """
    silent = N_("{form}: a request was sent on {day}, and the page gave no answer.")
    sentence = _(_SENT_BEFORE.get(code, silent))
    human.say(sentence.format(form=name, day=day))
    if opens_page:
        human.say(_("optout checks if the page still asks for the code."))
    else:
        human.say(_("Look in your mailbox for an answer; it can take two days."))
        human.say(_("Sending again is a second request."))


refused_before = Paragraphs(
    N_("{form}: a request was sent before. On {day} the page refused it, or had no form."),
    N_("Sending again is a second request."),
)
second_request = Paragraphs(N_("{form}: a request was sent before ({day}). This is one more."))
code_page_gone = Paragraphs(
    N_("{form}: the page does not ask for that code any more. It can no longer be typed."),
    N_("Look in your mailbox for an answer; it can take two days."),
    N_("Sending again is a second request. To do so, add --again to optout run."),
)
