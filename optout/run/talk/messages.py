"""The sentences of a run, in plain words: what was done, and what the person does now."""

from collections.abc import Mapping, Sequence

from optout.domain.code_outcomes import OUTCOMES, CodeOutcome
from optout.domain.states import Sent, State
from optout.domain.text import one_line
from optout.forms import spec
from optout.i18n import N_, _, labelled, language, ngettext
from optout.i18n.cldr import country_name, day_in_words, language_name
from optout.letters import LEFT_OUT, LENGTHS
from optout.locate.roles import Role
from optout.page.open_form import Fault
from optout.page.reading import Reading
from optout.run.filling import Filling, FillStatus
from optout.run.progress import Button
from optout.terminal.human import Act, Human

ROLE_NAMES: dict[Role, str] = {
    Role.COUNTRY: N_("country"),
    Role.EMAIL: N_("e-mail"),
    Role.EMAIL_AGAIN: N_("e-mail again"),
    Role.EXPLANATION: N_("letter"),
    Role.NAME: N_("name"),
    Role.FIRST_NAME: N_("first name"),
    Role.LAST_NAME: N_("last name"),
    Role.CODE: N_("code"),
}
_STATUS: dict[FillStatus, str] = {
    "filled": N_("filled in"),
    "kept": N_("was there already"),
    "left": N_("left as the page has it"),
    "yours": N_("please fill it in yourself"),
    "missing": N_("this form does not ask for it"),
    "ambiguous": N_("optout is not sure which field it is"),
    "not_listed": N_("the form does not list it"),
    "no_list": N_("please fill it in yourself"),
    "not_kept": N_("the page did not keep it"),
    "forbidden": N_("left empty, to be safe"),
}
_PERHAPS_TOO_LONG = N_(
    "The page seems to take less text than this letter has. If so, shorten it there before you send"
    " it."
)
_FAULTS: Mapping[str, str] = {
    "offline": N_("There is no connection to the internet."),
    "not_found": N_("The page was not found. Check your connection to the internet."),
    "refused": N_("The site does not answer. Check your connection, or try again later."),
    "insecure": N_("The connection is not safe, so nothing is typed."),
    "slow": N_("The site takes too long to answer. Try again later."),
    "server": N_("The site has a fault of its own. Try again later."),
    "gone": N_("The page was closed."),
    "other": N_("The page could not be opened. Try again later."),
}
_WAITING: dict[str, tuple[str, str]] = {
    "sign_in": (
        N_("Please sign in, in the browser window. optout never types a password."),
        N_("Once you are in, the form opens or you will be told what to do."),
    ),
    "checkpoint": (
        N_("The site wants to be sure that it is you. Please answer it in the browser window."),
        N_("optout goes on by itself afterwards."),
    ),
    "code": (
        N_("This page asks for a code of another kind. Type it in the page yourself."),
        N_("optout goes on by itself afterwards."),
    ),
}
PORTAL = N_(
    "{form}: this form opens without a sign-in. If you have an account, sign in to it first, "
    "in the browser window."
)
_NOTHING_YET = N_("That does not send your objection yet.")
MOST_HELD = 80
"""How much of what a field of the page holds is repeated."""
_MOST_ERRORS = 10
CHANGED_BUT_UNDERSTOOD = N_(
    "{form}: this form has changed since it was last seen. Its fields were recognised all the same."
)
CHANGED = N_(
    "{form}: this form has changed since it was last seen. optout does not understand it any more."
)


class Paragraphs:
    """Sentences said together, each a paragraph; `{form}` in them is the name of the form.

    `lost = Paragraphs(N_("{form}: it is gone."), N_("Wait."))`, then `lost(human, "Facebook")`.
    """

    def __init__(self, *sentences: str) -> None:
        self._sentences = sentences

    def __call__(self, human: Human, name: str = "", **words: str) -> None:
        for sentence in self._sentences:
            human.say(_(sentence).format(form=name, **words))


def opening(human: Human, names: Sequence[str]) -> None:
    """All forms are opened and filled in; how the person is led through several."""
    several = _(
        "{form}: the forms are being opened and filled in. Then you go through them one by one."
    )
    sentence = several if len(names) > 1 else _("{form}: the form is being opened and filled in.")
    human.say(sentence.format(form=", ".join(names)))


def untried(human: Human, way: spec.Form) -> None:
    """That nobody has tried this, and what it rests on; whether it concerns them at all."""
    if way.doubt:
        human.say(way.doubt)
    if not way.source.seen:
        sentence = _(
            "{form}: nobody has tried this for real with optout yet. Look well at what it shows. "
            "Source: {source} ({day})."
        )
        day = day_in_words(way.source.last_seen)
        human.say(sentence.format(form=way.name, source=way.source.source, day=day))


def fault(human: Human, name: str, kind: Fault) -> None:
    """Why the address could not be opened."""
    human.say(labelled(name, why_not_opened(kind)))


def why_not_opened(kind: str) -> str:
    """What a `Fault` means for the person."""
    return _(_FAULTS[kind])


def waiting(human: Human, name: str, act: Act, *, code: bool) -> None:
    """What the person has to do on a page that is not the form yet. `code`: it asks for one."""
    first, second = _WAITING["code" if code else act]
    human.say(labelled(name, _(first)), style="bold")
    human.say(_(second))


def filled(human: Human, name: str, filling: Filling) -> None:
    """How much of the form holds something, and what; it is repeated only here."""
    heading = _("part of the form is filled in")
    if not _holds_something(filling):
        heading = _("nothing is filled in yet")
    elif filling.complete and all(e.holds or e.status == "missing" for e in filling.all.values()):
        heading = _("the form is filled in")
    human.heading(labelled(name, heading))
    _fields(human, filling, more_follows=bool(filling.before))


def _holds_something(filling: Filling) -> bool:
    return any(entry.holds for entry in filling.all.values())


def _fields(human: Human, filling: Filling, *, more_follows: bool) -> None:
    """What each field holds. `more_follows`: what is not asked for here may be in another step."""
    lines = []
    for role, entry in filling.entries.items():
        if entry.status == "missing" and (role is not Role.COUNTRY or more_follows):
            continue
        line = labelled(_(ROLE_NAMES[role]), _(_STATUS[entry.status]))
        if role is Role.EXPLANATION and filling.letter:
            line += f" ({_letter(filling)})"
        elif entry.done and entry.held:
            line += f" ({one_line(entry.held, MOST_HELD)})"
        lines.append(line)
        if role is Role.EXPLANATION and filling.letter and filling.letter.left_out:
            lines.append(_(LEFT_OUT))
        if role is Role.EXPLANATION and filling.too_long_for(filling.limits):
            lines.append(_(_PERHAPS_TOO_LONG))
    human.list(lines)


def _letter(filling: Filling) -> str:
    letter = filling.letter
    assert letter is not None
    count, spoken = len(letter.text), language_name(letter.language, language())
    return ngettext(
        "{length}, {count} character, language: {language}",
        "{length}, {count} characters, language: {language}",
        count,
    ).format(length=_(LENGTHS[letter.length]), count=count, language=spoken)


def your_turn(human: Human, name: str, filling: Filling, button: str, *, attachments: bool) -> None:
    """The form is handed over: the person checks, attaches what the form takes, and sends."""
    human.heading(labelled(name, _("you check and send")))
    _look(human, filling)
    if _holds_something(filling):
        human.say(_("Change whatever you like."))
    if attachments:
        human.say(
            _("You can attach pictures of answers in which the company's AI shows your data.")
        )
    _press_to_send(human, button)


def _press_to_send(human: Human, button: str) -> None:
    press = _("Then press the page's own button to send: {button}")
    if not button:
        press = _("Then press the page's own button to send.")
    human.say(press.format(button=one_line(button, MOST_HELD)), style="bold")
    human.say(_("optout never presses it."))


def _look(human: Human, filling: Filling) -> None:
    """What there is to check, or that there is nothing yet; and what needs nothing."""
    held = (role for role, e in filling.all.items() if e.holds and role is not Role.EMAIL_AGAIN)
    if filled := ", ".join(_(ROLE_NAMES[role]) for role in held):
        human.say(
            _("Filled in: {fields}. Look at that, and at the rest of the page.").format(
                fields=filled
            )
        )
    else:
        human.say(_("optout has filled in nothing here. Please fill in the page yourself."))
    for box in filling.optional:
        human.say(_("May stay empty: “{box}”").format(box=one_line(box, MOST_HELD)))


def review(human: Human, name: str, button: str) -> None:
    """The last step only shows once more what was filled in."""
    human.heading(labelled(name, _("you check and send")))
    human.say(_("The page shows what you filled in. Read it."))
    _press_to_send(human, button)


def step_filled(
    human: Human,
    name: str,
    filling: Filling,
    button: str,
    step: tuple[int, int | None],
    *,
    answered: bool,
) -> None:
    """A step of a wizard is filled in; `step` is its number and how many there are, if told.

    `answered`: it asks something, and that has its answer.
    """
    number, of = step
    done = filling.anything or answered
    what = _("this step is filled in") if done else _("this step is yours")
    numbered = (
        _("{form}, step {number} of {parts}: {what}") if of else _("{form}, step {number}: {what}")
    )
    human.heading(numbered.format(form=name, number=number, parts=of, what=what))
    _fields(human, filling, more_follows=True)
    if not done:
        human.say(_("There is nothing in it that optout knows. Please fill it in."))
    human.say(_press(button), style="bold")
    human.say(_(_NOTHING_YET))


def request_code(human: Human, name: str, filling: Filling, button: str) -> None:
    """The form is filled in, and takes a code before it can be sent."""
    human.heading(labelled(name, _("you check and ask for the code")))
    _look(human, filling)
    human.say(_press(button), style="bold")
    human.say(_("A code is then mailed to you."))
    human.say(_(_NOTHING_YET))


def code_wanted(human: Human, name: str, sent: Sent) -> None:
    """A code is on its way, to finish what was sent or before it can be; nothing is said of the
    sending where nobody knows if it was."""
    human.heading(labelled(name, _("the code")))
    if sent is Sent.PROVED:
        human.say(_("Sent. The code is still missing."), style="bold")
    elif sent is Sent.NO:
        human.say(_("Not sent yet. First the code."), style="bold")
    human.say(_("A code is on its way to your mailbox."))
    human.say(_("It usually comes in a few minutes and is valid for about an hour."))
    human.say(_("Nothing there? Look in the spam folder, then ask the page for another one."))
    if human.can_ask:
        human.say(_("Type it in the page or paste it here: both work."))


def code_taken(human: Human, name: str, button: str, pressed: Button, *, in_doubt: bool) -> None:
    """The code is in; what the person presses now. `in_doubt`: something was sent before."""
    human.heading(labelled(name, _("the code is in")))
    human.say(_press(button), style="bold")
    if not in_doubt:
        human.say(_("Only that sends it.") if pressed is Button.SENDS else _(_NOTHING_YET))


def only_you(human: Human, boxes: Sequence[str]) -> None:
    """Boxes that the page wants and that are the person's own, as a statement of truth."""
    if boxes:
        human.say(_("Only you can fill in or tick these. Please read them:"))
        human.list([one_line(box) or "?" for box in boxes[:_MOST_ERRORS]])


def _press(button: str) -> str:
    if not button:
        return _("Press the page's own button to go on.")
    return _("Press: {button}").format(button=one_line(button, MOST_HELD))


def answered(human: Human, name: str, question: str, answer: str) -> None:
    """A question of the page that optout has answered itself: nothing is left to do there."""
    sentence = _("{form}: optout has answered this in the page: {question} {answer}")
    human.say(sentence.format(form=name, question=one_line(question), answer=one_line(answer)))


as_asked = Paragraphs(
    N_("{form}: do what the page asks. optout goes on by itself when the form shows."),
)


shorter = Paragraphs(N_("{form}: the page takes a shorter letter. It is filled in now."))
"""The page takes less than the letter; what is next is said as it is handed over."""


def errors(human: Human, name: str, reading: Reading) -> None:
    """What the page complains about, in its own words; nothing where it does not."""
    if not reading.errors:
        return
    human.say(_("{form}: the page says:").format(form=name))
    human.list([one_line(error) for error in reading.errors[:_MOST_ERRORS]])


correct = Paragraphs(N_("Please correct it in the page, then send again."))
"""The page complains of a field, and nothing was taken that would be sent a second time."""


def questions(human: Human, name: str, asked: Sequence[str]) -> None:
    """Questions of the page that only the person can answer."""
    human.say(_("{form}: the page asks something first. Please answer it there:").format(form=name))
    human.list([one_line(q) or "?" for q in asked[:_MOST_ERRORS]])


ELSEWHERE = N_(
    "{form}: the page has changed. It would now send what is filled in to another site, "
    "or together with a password. Do not send it."
)
LATE = N_("{form}: the page shows a field that optout does not fill in. Please do it yourself.")
OFTEN = N_(
    "{form}: the page asks or says more and more. optout does not repeat it any longer. "
    "Please read it in the browser window."
)
MOVED = N_("{form}: the page has moved fields since they were filled in. Please check each one.")

_END = {
    State.ACKNOWLEDGED: N_("{form}: the page says that it has received your objection."),
    State.ALREADY_OBJECTED: N_("{form}: the page says that you have objected already."),
    State.REFUSED: N_("{form}: the page refuses the request for now."),
    State.UNAVAILABLE: N_("{form}: the page says that this form is not available."),
    State.UNCONFIRMED: N_("{form}: noted, with the page that you had before you."),
    State.COVERED: N_("{form}: your accounts are linked, so the first objection covers this one."),
}


def code_outcome(
    human: Human, name: str, outcome: CodeOutcome, *, words: str = "", button: str = ""
) -> None:
    """What became of the code; nothing where the page went on. `words` are the page's own, `button`
    is what confirms it in the page, where that is the person's and is told."""
    quote(human, name, words)
    if sentence := OUTCOMES[outcome].sentence:
        human.say(_(sentence).format(form=name))
    if button:
        human.say(_press(button), style="bold")


def end(human: Human, form: spec.Form, state: State, *, owed: bool = False) -> None:
    """How it ended. `owed`: the company owes an answer now."""
    human.say(_(_END[state]).format(form=form.name), style="bold")
    if owed:
        sentence = _("{company} must answer within one month. Its mail can take two days; keep it.")
        human.say(sentence.format(company=form.spoken_company))


def quote(human: Human, name: str, words: str) -> None:
    """The page's own sentence, as the recorder keeps it; nothing where it has none."""
    if words:
        human.say(_("{form} says: “{quote}”").format(form=name, quote=words), style="italic")


failure = Paragraphs(N_("Go back to the form in the browser window to send it again."))


def unknown(
    human: Human,
    name: str,
    words: str,
    *,
    link: bool = False,
    button: str = "",
    begins: bool = False,
    entry: str = "",
) -> None:
    """The page is not one that optout knows. `words` is what it claims, `link` that it wants the
    request confirmed by a mail. `button`: what may send the form, after its last step. `begins`:
    nothing of the form has shown yet, to which the page may lead, by a menu's `entry`."""
    quote(human, name, words)
    if link:
        human.say(_("Do that first: without it the page may not count your request."))
    elif not words:
        human.say(_("{form}: optout does not recognise this page.").format(form=name))
    if begins:
        as_asked(human, name)
    if begins and entry:
        human.say(_("The way to the form may be called: {entry}").format(entry=entry))
    if button:
        sentence = _("It has a button to send: {button}. If it sends your objection, press it.")
        human.say(sentence.format(button=one_line(button, MOST_HELD)), style="bold")


def dialog(human: Human, name: str, kind: str, message: str) -> None:
    """A native dialog of the page; one that asks whether to leave it has no words of its own."""
    if message.strip():
        sentence = _("{form}: the page says: {message}")
        human.say(sentence.format(form=name, message=one_line(message)))
    elif kind != "alert":
        human.say(_("{form}: a question is open in the browser window.").format(form=name))
    if kind != "alert":
        human.say(_("Please answer it in the browser window."))


def window_closed(human: Human, name: str, *, crashed: bool, alone: bool) -> None:
    """The tab or the browser is gone; `alone`: the run has no other form."""
    closed = _("The window is closed.") if alone else _("{form}: its page is closed.")
    human.say((_("{form}: the page crashed.") if crashed else closed).format(form=name))


nobody_came = Paragraphs(
    N_("{form}: nothing changes in the page any more, and nobody can answer here. It is closed.")
)


def lost(human: Human, name: str, *, edited: bool) -> None:
    """The page shows the form empty again. `edited`: the person had changed the letter."""
    human.say(_("{form}: the page lost what was typed. It is filled in again.").format(form=name))
    _edits_gone(human, edited=edited)


def led_on(human: Human, name: str, *, edited: bool) -> None:
    """The site has put another form in place of the one begun, or handed over. `edited`: as for
    `lost`."""
    sentence = _(
        "{form}: the site has led on to another form. Nothing was sent. This one is filled in now."
    )
    human.say(sentence.format(form=name))
    _edits_gone(human, edited=edited)


def _edits_gone(human: Human, *, edited: bool) -> None:
    if edited:
        human.say(_("Your own changes to the letter are not in it any more."))


loses_always = Paragraphs(
    N_("{form}: the page loses what is typed each time. It is empty now."),
)


def other_site(human: Human, name: str, host: str) -> None:
    """The site has led away from the form, to another `host`."""
    human.say(_("{form}: this page is on another site: {host}.").format(form=name, host=host))
    human.say(_("optout types nothing there. Go back to the form in the browser window."))
    human.say(_("If it does not come back, you can object by hand."))


another_form = Paragraphs(
    N_("{form}: this is not the form that was filled in."),
    N_("Nothing is typed there. Go back to the form, or run optout again."),
)


about_others = Paragraphs(
    N_("{form}: that is the form for what other people post about you."),
    N_("It does not cover what you post yourself."),
)


def own_form_question() -> str:
    """Asked on the form for what others post."""
    return _("Open the form for your own posts?")


def not_for_others(human: Human, others: str) -> None:
    """The form for what others post stays open; `others` is what commands call it."""
    sentence = _("Nothing is typed there. For what others post: optout run {name}")
    human.say(sentence.format(name=others))


def same_page(human: Human, name: str, first: str) -> None:
    """Two services lead to one form; it is not filed twice unasked."""
    sentence = _("{form}: this leads to the same form as {other}. One request may be for both.")
    human.say(sentence.format(form=name, other=first))


def not_here(human: Human, name: str, url: str) -> None:
    """The form is not to be had at this address, and another is known."""
    human.say(_("{form}: this address has no form for you now.").format(form=name))
    human.say(_("Another one is known: {url}").format(url=url))


def other_address(name: str, held: str, meant: str) -> Sequence[str]:
    """The page holds another address than the person's."""
    there = _("{form}: the page already holds the address {held}. Yours is {meant}.")
    return [
        there.format(form=name, held=one_line(held, MOST_HELD), meant=meant),
        _("The account's own address is normally the right one."),
    ]


def given_address(human: Human, name: str, held: str, meant: str) -> None:
    """The page holds another address than the person's, and it cannot be changed."""
    for sentence in other_address(name, held, meant):
        human.say(sentence)
    human.say(_("It is left as it is. Please check it."))


def not_listed(human: Human, name: str, country: str) -> None:
    """The form's list does not offer the person's country."""
    shown = country_name(country, language())
    human.say(_("{form}: the form does not list {country}.").format(form=name, country=shown))
    human.say(_("optout never chooses another country. You can object by hand or by post."))
