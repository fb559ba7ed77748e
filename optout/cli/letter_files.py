"""A letter to send next: made as files in the dossier, shown the way, noted once it was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from optout.cli.context import CommandContext
from optout.cli.days import day_option, on_day, today
from optout.cli.parser import option
from optout.cli.verify import say_what_differs
from optout.cli.what_next import say_what_is_due, suggest
from optout.cli.which_dossier import writing
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.dossier.file import Dossier, now
from optout.dossier.store import Store
from optout.i18n import _, language
from optout.i18n.cldr import day_in_words, language_name
from optout.letters.files import html, keep, keep_pdf
from optout.letters.follow_up import FollowUpLetter
from optout.system import desktop

_Function = TypeVar("_Function", bound=Callable[..., Any])


def sending_options(command: _Function) -> _Function:
    """Give a command the options that `SendingOptions` holds."""
    day = day_option("--sent-on", help=_("only note that you sent it on that day"))
    opens = option(
        "--open/--no-open", "opens", default=None, help=_("open it in your own programs, or do not")
    )
    again = option("--again", is_flag=True, help=_("write it again, even if you sent it"))
    return day(opens(again(command)))


@dataclass(frozen=True, slots=True)
class SendingOptions:
    """What the command line says. `opens` None means: ask."""

    sent_on: date | None
    opens: bool | None
    again: bool


@dataclass(frozen=True, slots=True)
class LetterTask:
    """One letter of one dossier. `languages` end with the reader's; `where` says how to send it to
    the `reader`.

    `sent_before` is the day on which the person sent it already, ISO 8601, or empty. `form` and
    `email` are the addressee's, empty where there is none; `email` None is where it takes no plain
    e-mail. `own_options` are the command's own, without which the letter would be another one.
    """

    store: Store
    number: str
    command: str
    languages: tuple[str, ...]
    render: Callable[[Dossier, str], FollowUpLetter]
    note: Callable[[Dossier, date], None]
    sent_before: str
    reader: str
    where: tuple[str, ...]
    email: str | None = ""
    form: str = ""
    own_options: tuple[str, ...] = ()


async def carry_out(context: CommandContext, task: LetterTask, options: SendingOptions) -> int:
    """Make the letter, say where it is and where it goes, note the person's word that it went.

    The files are named on standard output, one a line. Nothing is sent. Without a browser there is
    no PDF: that is said, and is the exit code. Raises `OptoutError`.
    """
    human = context.console
    if options.sent_on:
        _note(context, task, options.sent_on)
        return Exit.DONE
    if task.sent_before and not options.again:
        human.say(_("You sent this letter on {day}.").format(day=day_in_words(task.sent_before)))
        human.say(_("To write it anew, add --again. The kept text is then replaced."))
        return Exit.DONE
    draft, exit_code = await _make(context, task)
    human.heading(task.where[0])
    human.list(task.where[1:])
    packing = _("All evidence in one file, to send along:")
    suggest(context, packing, "dossier", task.number, "--zip", f"{task.number}.zip")
    await _open(context, task, draft, options.opens)
    await _ask_sent(context, task)
    return exit_code


async def _make(context: CommandContext, task: LetterTask) -> tuple[Path, Exit]:
    """Keep the letter in each language; the mail draft for the reader, and the exit code."""
    human = context.console
    dossier = task.store.open(task.number)
    say_what_differs(context, dossier)
    letters = [task.render(dossier, code) for code in task.languages]
    pdfs, exit_code = await _pdfs(context, [html(letter) for letter in letters])
    draft = dossier.path
    with writing(task.store, task.number) as dossier:
        for number, letter in enumerate(letters):
            files = keep(dossier, letter, to=task.email, now=now())
            paths = [*files.values()]
            if pdfs:
                paths.append(keep_pdf(dossier, letter, pdfs[number]))
            name = language_name(letter.language, language())
            human.heading(_("The letter in {language}:").format(language=name))
            human.data("\n".join(map(str, paths)))
            draft = files.get("mail", draft)
    if len(letters) > 1:
        told = _(
            "There are two versions, in case {reader} does not read your language. "
            "Send the one in {language} and keep the other."
        )
        human.say(told.format(reader=task.reader, language=name))
    if not all(letter.reviewed for letter in letters):
        human.say(_("The letter was not reviewed by a lawyer. Read it before you send it."))
    return draft, exit_code


async def _pdfs(context: CommandContext, pages: list[str]) -> tuple[list[bytes], Exit]:
    context.console.say(_("The letter is being made. Its PDF takes a few seconds."))
    try:
        return await context.pdfs(pages), Exit.DONE
    except OptoutError as error:
        context.console.error(error)
        context.console.say(_("The letter is made without its PDF."))
        return [], error.exit


async def _open(
    context: CommandContext, task: LetterTask, draft: Path, wanted: bool | None
) -> None:
    """Open the addressee's web form, or else the mail draft, if the person likes."""
    human = context.console

    async def agreed(question: str) -> bool:
        if wanted is None:
            there = human.can_ask and desktop.has_display()
            return there and await human.yes_no(question, default=False)
        return wanted

    if task.form and await agreed(_("Open its web form in your browser?")):
        opened = desktop.open_address(task.form)
    elif (task.email or not (task.email is None or task.form)) and await agreed(
        _("Open the mail draft in your mail program?")
    ):
        opened = desktop.open_draft(draft)
    else:
        return
    if not opened:
        human.say(_("It could not be opened from here. Please open it yourself:"))
        human.list([task.form or str(draft)])


async def _ask_sent(context: CommandContext, task: LetterTask) -> None:
    human = context.console
    if human.can_ask and await human.yes_no(_("Have you sent it?"), default=False):
        question = _("On which day? Year-month-day; Enter means {day}")
        await on_day(context, question, today(), lambda day: _note(context, task, day))
        return
    noting = _("Once you have sent it, note that with its day:")
    words = (task.command, task.number, *task.own_options)
    suggest(context, noting, *words, "--sent-on", today().isoformat())


def _note(context: CommandContext, task: LetterTask, day: date) -> None:
    with writing(task.store, task.number) as dossier:
        task.note(dossier, day)
    said = _("Noted: you say that you sent it on {day}.")
    context.console.say(said.format(day=day_in_words(day)))
    say_what_is_due(context, dossier.record)
