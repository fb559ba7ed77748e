"""How states, forms and answers are called for the person, in the terminal's language."""

from urllib.parse import urlsplit

from optout.domain.states import Sent, State
from optout.dossier.record import AnswerKind, By, ReceivedAnswer, Record
from optout.forms import lookup
from optout.forms.hosts import origin_of
from optout.i18n import N_, _

_STATES = {
    State.PREPARED: N_("prepared, nothing filled in yet"),
    State.PREFILLED: N_("filled in, nothing sent"),
    State.SUBMITTED: N_("sent, no answer from the page yet"),
    State.CODE_ASKED: N_("sent. The code is still missing"),
    State.CODE_ENTERED: N_("sent, the code is typed, no answer from the page yet"),
    State.ACKNOWLEDGED: N_("received by {company}"),
    State.ALREADY_OBJECTED: N_("{company} says that there was an objection already"),
    State.REFUSED: N_("refused by the page"),
    State.UNAVAILABLE: N_("the form was not available"),
    State.CHANGED: N_("the form was not understood"),
    State.ABANDONED: N_("stopped, nothing sent"),
    State.UNCONFIRMED: N_("noted as sent"),
    State.FAILED: N_("did not work"),
    State.COVERED: N_("covered by another objection"),
    State.SWITCHED_OFF: N_("noted as switched off"),
    State.LETTER_WRITTEN: N_("letter noted as sent"),
}
_ELSEWHERE = {
    State.ACKNOWLEDGED: N_("received at an address that the person gave ({host})"),
    State.ALREADY_OBJECTED: N_("already known at an address that the person gave ({host})"),
}
"""The same where the page was not one of the company's."""
_NOT_SENT = {
    State.CODE_ASKED: N_("not sent yet. First the code"),
    State.CODE_ENTERED: N_("filled in, the code entered, nothing sent"),
}
"""The same where the code comes before the sending."""
_CODE_NOT_TAKEN: dict[Sent, str] = {
    Sent.PROVED: N_("sent, the code was not taken"),
    Sent.NO: N_("filled in, the code was not taken, nothing sent"),
}
_UNSEEN = {
    **dict.fromkeys(
        (State.PREPARED, State.PREFILLED, State.CODE_ASKED, State.CODE_ENTERED),
        N_("filled in; optout does not know if it was sent"),
    ),
    State.ABANDONED: N_("stopped; optout could not see if it was sent"),
}
"""The same where the person could send while nothing was seen of the page."""
_NOT_DONE = {
    "switch": N_("not yet noted as switched off"),
    "letter": N_("letter not yet noted as sent"),
}
"""What was stopped of the ways by which nothing is sent from a page, by their kind."""
_SENT_AND_REFUSED = N_("sent; then the page refused to go on")
_PERHAPS_SENT = N_("perhaps sent; nothing showed that it arrived")
_OPEN = (
    *(State.PREPARED, State.PREFILLED, State.CODE_ASKED, State.CODE_ENTERED),
    *(State.ABANDONED, State.CHANGED),
)
"""Where something has left, none of these may be called "not sent", nor hide that it has."""
_BY: dict[By, str] = {
    "page": N_("shown by the page"),
    "person": N_("said by the person"),
    "tool": N_("done by optout"),
}
_ANSWERS: dict[AnswerKind, str] = {
    "accepted": N_("{company} accepted the objection"),
    "refused": N_("{company} refused the objection"),
    "extended": N_("{company} took more time"),
}

_EVIDENCE = (
    ("filled.", "filled", N_("Picture of the form as it was filled in")),
    ("step-", "other", N_("Picture of a step of the form as it was filled in")),
    ("code.", "code", N_("Picture of the page that asks for the code")),
    ("result.png", "result", N_("Picture of what the page answered")),
    ("switched-off.", "other", N_("Picture of the page with the setting")),
    ("result.txt", "text", N_("Visible text of what the page answered")),
    ("result-tree.", "tree", N_("What the page answered, as a screen reader reads it")),
    ("letter.", "letter", N_("The letter as a file")),
    ("reply-", "reply", N_("A reply that the person added")),
    ("follow-up-", "follow_up", N_("The follow-up letter")),
    ("complaint-", "other", N_("The complaint to the authority")),
)
"""How a file's name begins, its key in the letters' templates, and what it shows."""


def evidence_words(name: str, what: str) -> str:
    """What an evidence file shows, by its name; `what` where the name tells nothing."""
    return next((_(text) for start, _kind, text in _EVIDENCE if name.startswith(start)), what)


def evidence_kind(name: str) -> str:
    """By which key a letter's template says what an evidence file shows."""
    return next((kind for start, kind, _text in _EVIDENCE if name.startswith(start)), "other")


def company_words(form: str) -> str:
    """The company, as people call it; for a form that is gone, how dossiers call that."""
    way = lookup.find(form)
    return way.spoken_company if way else form


def is_setting(form: str) -> bool:
    """Whether it is a setting that was switched off: no objection, so nobody owes an answer."""
    way = lookup.find(form)
    return way is not None and way.kind == "switch"


def is_letter(form: str) -> bool:
    """Whether it is a letter that the person sends by e-mail or post."""
    way = lookup.find(form)
    return way is not None and way.kind == "letter"


def host_given(record: Record) -> str:
    """The host of the address that the person gave for the form; empty where it is its own."""
    way = lookup.find(record.form)
    if way is None or way.kind != "form" or record.practice or not origin_of(record.url):
        return ""
    return "" if way.allowed.permits(record.url) else urlsplit(record.url).hostname or ""


def state_words(
    form: str,
    state: State,
    sent: Sent,
    code: str = "none",
    *,
    out_of_sight: bool = False,
    host: str = "",
) -> str:
    """What a state of this form means, without a capital: "received by Example".

    `code` is what became of the mailed code, `out_of_sight` whether it may have been sent unseen,
    as records and results have them; `host` is `host_given`.
    """
    if host and state in _ELSEWHERE:
        return _(_ELSEWHERE[state]).format(host=host)
    if out_of_sight and sent is not Sent.PROVED and state in _UNSEEN:
        return _(_UNSEEN[state])
    if state is State.CODE_ENTERED and code == "rejected" and sent in _CODE_NOT_TAKEN:
        return _(_CODE_NOT_TAKEN[sent])
    if state is State.REFUSED and sent is Sent.PROVED:
        return _(_SENT_AND_REFUSED)
    way = lookup.find(form)
    if state is State.ABANDONED and way is not None and way.kind in _NOT_DONE:
        return _(_NOT_DONE[way.kind])
    words = _STATES if sent is Sent.PROVED else {**_STATES, **_NOT_SENT}
    if sent is Sent.LEFT:
        words |= dict.fromkeys(_OPEN, _PERHAPS_SENT)
    return _(words[state]).format(company=company_words(form))


def standing_words(record: Record) -> str:
    """How a record stands by now: what the company answered last, else as `state_words`."""
    if answer := record.last_answer:
        return answer_words(record.form, answer)
    return state_words(
        record.form,
        record.state,
        record.sent,
        record.code_status,
        out_of_sight=record.unseen,
        host=host_given(record),
    )


def by_words(by: By) -> str:
    """Who showed a rung: "shown by the page"."""
    return _(_BY.get(by, ""))


def answer_words(form: str, answer: ReceivedAnswer) -> str:
    """What the company answered, as a sentence without its full stop."""
    words = _ANSWERS.get(answer.kind, "")
    if answer.silent:
        words = N_("{company} accepted the objection and said nothing of a part of it")
    return _(words).format(company=company_words(form))


def form_words(form: str) -> str:
    """The form's name for the person."""
    record = lookup.find(form)
    return record.name if record else form
