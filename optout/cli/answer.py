"""`optout answer`: what the company answered, noted with its day and kept as evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from optout.cli.context import CommandContext, talk
from optout.cli.days import day_option, on_day, today
from optout.cli.parser import Choices, argument, option, path_option, personal_option
from optout.cli.proposal import NOT_THE_COMPANY, propose, say_how_to_save
from optout.cli.what_next import say_what_is_due, suggest
from optout.cli.which_dossier import chosen, number_argument, to_go_on_with, writing
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.dossier.answers import add_reply, likely_day, record_answer, take_back
from optout.dossier.due import extension, reply_due
from optout.dossier.file import Dossier
from optout.dossier.record import Ground, ReceivedAnswer, Record, Silent
from optout.dossier.store import Store, counts_as_objected
from optout.dossier.words import answer_words, company_words, is_setting
from optout.forms import lookup
from optout.i18n import N_, _
from optout.i18n.cldr import day_in_words
from optout.letters.grounds import cites
from optout.terminal.console import Console
from optout.terminal.human import Choice, EndOfInput

OTHER = "other"
"""Neither yes, no nor later: such a mail is kept as evidence and changes nothing."""
PROPOSED = {"accepted": "accepted", "code": OTHER}
"""What is proposed where the kind of a mail is known; of all others nothing is."""
KINDS = {
    "accepted": N_("it accepts the objection"),
    "refused": N_("it refuses"),
    "extended": N_("it says that more time is needed"),
    OTHER: N_("something else, to be kept as evidence"),
}
NONE = "none"
"""What was noted last was a mistake, and is taken back."""
Answer = TypeVar("Answer")
GROUNDS: Mapping[Ground, str] = {
    "balance": N_("it says that its own interests weigh more"),
    "identity": N_("it asks me to prove who I am, and names no doubt about it"),
    "doubt": N_("it says why it doubts who I am, and asks me to prove it"),
    "use_form": N_("it tells me to use the form that I used"),
    "other_form": N_("it tells me to use another form"),
    "other": N_("another reason, or none"),
}

SILENT: Mapping[Silent, str] = {
    "erasure": N_("Does the mail also promise to erase what was collected so far?"),
    "chats": N_("Does it say what becomes of what you said or wrote to the AI of {company}?"),
    "others": N_("Does it say what becomes of what others post about you?"),
    "other_ai": N_("Does it speak of all AI of {company}, not of generative AI only?"),
    "special": N_("Does it say that sensitive data about you leave the training data?"),
    "recipients": N_("Does it name those to whom your data were given?"),
}
"""What an acceptance may say nothing of, and the question for it."""


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @number_argument()
    @argument(
        "kind",
        metavar=_("ANSWER"),
        type=Choices([*KINDS, NONE]),
        help=_("{answers}; {none} takes back what was noted last").format(
            answers=", ".join(KINDS), none=NONE
        ),
    )
    @option(
        "--ground",
        type=Choices(list(GROUNDS)),
        metavar=_("GROUND"),
        help=_("why it refuses: {grounds}").format(grounds=", ".join(GROUNDS)),
    )
    @option(
        "--silent",
        metavar=_("POINTS"),
        help=_("what it says nothing of: {points}").format(points=",".join(SILENT)),
    )
    @day_option("--on", help=_("the day it came; else the mail's own, or today"))
    @personal_option("--text", help=_("the mail's text"))
    @path_option("--file", help=_("the mail as a file"))
    @click.pass_obj
    def answer(
        context: CommandContext,
        number: str | None,
        kind: str | None,
        ground: str | None,
        silent: str | None,
        on: date | None,
        text: str | None,
        file: Path | None,
    ) -> int:
        if text is not None and file:
            raise OptoutError(errors.OPTIONS_APART, first="--text", second="--file")
        told = {"--on": on, "--text": text, "--file": file}
        if kind == NONE and (first := next((name for name in told if told[name] is not None), "")):
            raise OptoutError(errors.OPTIONS_APART, first=first, second=NONE)
        if ground and kind not in (None, "refused"):
            raise OptoutError(errors.OPTIONS_APART, first="--ground", second=str(kind))
        points = None if silent is None else _points(silent)
        if points and kind not in (None, "accepted"):
            raise OptoutError(errors.OPTIONS_APART, first="--silent", second=str(kind))
        given = _Given(kind, ground, points, on, text, file)
        return talk(context, _answer_or_nothing(context, number, given))


def _points(silent: str) -> list[str]:
    """What `--silent` names. Raises `OptoutError` (OPTION_WRONG)."""
    points = [point.strip() for point in silent.split(",") if point.strip()]
    if wrong := next((point for point in points if point not in SILENT), ""):
        known = ", ".join(SILENT)
        raise OptoutError(errors.OPTION_WRONG, option="--silent", expected=known, typed=wrong)
    return points


@dataclass(frozen=True, slots=True)
class _Given:
    """What the command line says of the answer; None where it says nothing."""

    kind: str | None
    ground: str | None
    silent: list[str] | None
    on: date | None
    text: str | None
    file: Path | None


async def _answer_or_nothing(context: CommandContext, number: str | None, given: _Given) -> int:
    """As `_answer`; where the input ends, nothing is noted, and that is said."""
    try:
        return await _answer(context, number, given)
    except EndOfInput:
        context.console.say(_("You cannot answer here any more, so nothing was noted."))
        what = _("To note it without being asked ({answers}):").format(answers=", ".join(KINDS))
        suggest(context, what, "answer", number or _("ID"), _("ANSWER"))
        return Exit.NOT_FINISHED


async def _answer(context: CommandContext, number: str | None, given: _Given) -> int:
    """Ask for what is missing where somebody is there, and note it. Raises `OptoutError`,
    `EndOfInput`.

    Without a terminal the day is that of the mail, else today, and a ground or a mail that is not
    given stays open.
    """
    human, store = context.console, context.store()
    found = to_go_on_with(context, await chosen(context, store, number, "answer"))
    number = found.id
    company = company_words(found.record.form)
    text = given.text
    if not (given.kind or text or given.file):
        text = await _ask_text(human, needed=False)
    kind = given.kind or await _ask_kind(human, found.record, text, given.file)
    if kind == NONE:
        return _take_back(context, store, number)
    if not await _was_sent(human, found.record):
        return Exit.DONE
    if kind != OTHER and is_setting(found.record.form):
        raise OptoutError(errors.ON_A_SETTING)
    ground = await _ask_ground(human, company, given) if kind == "refused" else None
    silent = await _ask_silent(human, found.record, given) if kind == "accepted" else None
    if not (text or given.file) and (given.kind or kind == OTHER):
        text = await _ask_text(human, needed=kind == OTHER)

    def note(day: date) -> Dossier:
        with writing(store, number) as dossier:
            if kind == OTHER:
                add_reply(dossier, text=text, file=given.file)
            else:
                what: Any = {"ground": ground, "silent": silent, "text": text, "file": given.file}
                record_answer(dossier, kind, on=day, today=today(), **what)  # type: ignore[arg-type]
        return dossier

    likely = likely_day(found, given.file, today())
    if kind == OTHER or given.on or not human.can_ask:
        dossier = note(given.on or likely)
    else:
        question = _("On which day did the e-mail come? Year-month-day; Enter means {day}")
        dossier = await on_day(context, question, likely, note)
    _tell(context, found.record, dossier.record, kind)
    return Exit.DONE


def _take_back(context: CommandContext, store: Store, number: str) -> int:
    """Take back what was noted last, and say what holds now. Raises `OptoutError`."""
    human = context.console
    with writing(store, number) as dossier:
        mistaken = take_back(dossier)
    record = dossier.record
    if mistaken is None:
        human.say(_("No answer is noted in dossier {id}.").format(id=record.id))
        return Exit.DONE
    _say(human, _("Taken back in dossier {id}: {answer}, on {day}."), record, mistaken)
    if mistaken.evidence:
        human.say(_("Its mail is still kept as {file}.").format(file=mistaken.evidence))
    if stands := record.last_answer:
        _say(human, _("This stands: {answer}, on {day}."), record, stands)
    else:
        human.say(_("No answer is noted in dossier {id}.").format(id=record.id))
    say_what_is_due(context, record)
    return Exit.DONE


async def _ask_kind(human: Console, record: Record, text: str | None, file: Path | None) -> str:
    """Which answer it is, by the person's word. A mail whose kind is known is proposed as what it
    is; one that the company has not written is none. Raises `EndOfInput`."""
    kind = propose(human, record, text, file) if text or file else "unknown"
    if not human.can_ask:
        raise OptoutError(errors.ARGUMENT_MISSING, name=_("ANSWER"), command="answer")
    if kind in NOT_THE_COMPANY:
        return OTHER
    choices = [Choice(kind, _(words)) for kind, words in KINDS.items()]
    if record.answers:
        choices.append(Choice(NONE, _("nothing: what I noted last was a mistake")))
    question = _("What does the mail from {company} say?")
    question = question.format(company=company_words(record.form))
    return _still_there(
        human, await human.choose(question, choices, default=PROPOSED.get(kind, ""))
    )


def _still_there(human: Console, answer: Answer) -> Answer:
    """An answer; raises `EndOfInput` where it is only what is taken for one who went away."""
    if not human.can_ask:
        raise EndOfInput
    return answer


async def _was_sent(human: Console, record: Record) -> bool:
    """It may have been sent, by the record or by the person's word; else nothing is noted: what has
    an answer counts as done. Who can't be asked is believed."""
    left = record.was_sent or record.left_at or record.out_of_sight
    if left or counts_as_objected(record) or not human.can_ask:
        return True
    human.say(_("Nothing shows that this objection was sent."))
    sent = await human.yes_no(_("Did you send it in another way?"), default=False)
    _still_there(human, sent)
    if not sent:
        human.say(_("Then nothing is noted."))
    return sent


async def _ask_ground(human: Console, company: str, given: _Given) -> str | None:
    if given.ground is not None or not human.can_ask:
        return given.ground
    choices = [Choice(ground, _(words)) for ground, words in GROUNDS.items()]
    return await human.choose(
        _("Which reason does {company} give?").format(company=company), choices
    )


async def _ask_silent(human: Console, record: Record, given: _Given) -> list[str] | None:
    """What the mail says nothing of, by the person's word; nothing is claimed unasked.

    Raises `EndOfInput`.
    """
    if given.silent is not None or not human.can_ask:
        return given.silent
    human.say(_("An acceptance is often for the future only. Please look at the mail."))
    human.say(_("Where it does not say so, or you are not sure, press Enter: that means no."))
    form = lookup.find(record.form)
    unasked = {
        "chats": form is not None and (form.third_party or not form.assistant),
        "special": not cites(record, 9),
        "recipients": not cites(record, 19),
    }
    asked = {p: _(q) for p, q in SILENT.items() if not unasked.get(p)}
    name = company_words(record.form)
    answers = {
        p: _still_there(human, await human.yes_no(q.format(company=name), default=False))
        for p, q in asked.items()
    }
    return [point for point, said in answers.items() if not said]


async def _ask_text(human: Console, *, needed: bool) -> str | None:
    if not human.can_ask:
        if needed:
            raise OptoutError(errors.ARGUMENT_MISSING, name="--text, --file", command="answer")
        return None
    while True:
        question = _("Paste the mail here to keep it (Enter: no, ?: how to save it as a file)")
        pasted = await human.paste_whole(question)
        if pasted is None:
            human.say(_("That is more than a terminal takes in, so nothing of it is kept."))
        if pasted is None or pasted.strip() == "?":
            say_how_to_save(human)
        elif (text := pasted.strip()) or not needed:
            return text or None
        else:
            human.say(_("Please paste the mail. To keep a file instead, add --file."))


def _tell(context: CommandContext, before: Record, record: Record, kind: str) -> None:
    """What is kept now, what is due now, and what can follow. `before`: the record until then."""
    human = context.console
    if kind == OTHER:
        human.say(_("The mail is kept in dossier {id}.").format(id=record.id))
        return
    answer = record.answers[-1]
    _say(human, _("Noted in dossier {id}: {answer}, on {day}."), record, answer)
    if record.taken_back[len(before.taken_back) :]:
        _say(human, _("It replaces: {answer}, on {day}."), record, record.taken_back[-1])
    if answer.evidence:
        human.say(_("Its mail is kept as {file}.").format(file=answer.evidence))
    suggest(context, _("If that is wrong, to take it back:"), "answer", record.id, NONE)
    if kind == "extended" and not record.decision:
        _say_if_too_late(human, record)
    if answer is not record.decision and (stands := record.decision):
        _say(human, _("This stands: {answer}, on {day}."), record, stands)
    say_what_is_due(context, record)


def _say_if_too_late(human: Console, record: Record) -> None:
    """Say why the date stays as it was, where more time was taken after the first month."""
    if reply_due(record) and not extension(record):
        told = _(
            "That came too late: {company} can take more time only if it says so within the first"
            " month (Article 12(3) GDPR)."
        )
        human.say(told.format(company=company_words(record.form)))


def _say(human: Console, words: str, record: Record, answer: ReceivedAnswer) -> None:
    told = {"answer": answer_words(record.form, answer), "day": day_in_words(answer.on)}
    human.say(words.format(id=record.id, **told))
