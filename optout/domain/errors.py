"""The product's errors: what happened and where, the next move, a stable code, an exit code.

Every `Problem` is data with two sentences; modules raise `OptoutError(PROBLEM, fact=...)`. A fact
never repeats a value that was not expected: it could be personal, or hostile. The one exception is
the fact `typed`, as `nameable` has it. A list of many values stands after the sentence, on a line
of its own.
"""

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import NamedTuple

from optout.domain.states import Exit
from optout.i18n import N_, _, labelled

CODE = 3
"""Letters of the code of a country or a language, at the most."""
_NAMEABLE = re.compile(r"-{0,2}(?:[^\W\d]|[+-]|\d(?!\d))+")
_NOT_LOADED = "DLL load failed"
"""How Python itself begins what Windows goes on with in its own language."""
_ALIKE = 0.75
"""How like a name a slip of it is, as `difflib` has it; `datadir` is 0.93."""


class Problem(NamedTuple):
    """One kind of error. `what` and `next_move` are `str.format` templates in English.

    `exit` is that of wrong usage or settings, unless another is said.
    """

    code: str
    what: str
    next_move: str
    exit: Exit = Exit.USAGE


class OptoutError(Exception):
    """An error that a person can act on. `str()` is both sentences in the terminal's language.

    The fact `typed` is the word of the command line that is wrong: never a personal value.
    """

    def __init__(self, problem: Problem, **facts: object) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.facts = facts

    @property
    def exit(self) -> Exit:
        return self.problem.exit

    @property
    def what(self) -> str:
        said = _(self.problem.what).format(**self.facts)
        typed = nameable(str(self.facts.get("typed", "")))
        return f"{labelled(said.removesuffix('.'), typed)}." if typed else said

    @property
    def next_move(self) -> str:
        return _(self.problem.next_move).format(**self.facts)

    def __str__(self) -> str:
        return f"{self.what} {self.next_move} ({self.problem.code})"


def known(error: Exception) -> OptoutError:
    """`error` as a person is told of it: of one that is our fault its kind alone."""
    if isinstance(error, OptoutError):
        return error
    if isinstance(error, ImportError) and _NOT_LOADED in str(error):
        return OptoutError(NOT_LOADED)
    return OptoutError(UNEXPECTED, kind=type(error).__name__)


def nameable(word: str, longest: int = 20) -> str:
    """`word` where a message may repeat it; empty where it could be an address, a number, a text.

    It has `longest` characters at most: letters, and with them `+`, `-`, `_` and single digits.
    """
    return word if len(word) <= longest and _NAMEABLE.fullmatch(word) else ""


def most_alike(given: str, known: Collection[str]) -> str:
    """Which of the `known` names `given` is a slip of; empty where it is like none."""
    if not given or given in known:
        return given
    return next(iter(get_close_matches(given, known, 1, _ALIKE)), "")


def unknown_name(
    problem: Problem, near: Problem, given: str, known: Collection[str], /, **facts: object
) -> OptoutError:
    """What to raise for a name that is not among the `known`: `near` with the one that it is a slip
    of, else `problem` with all of them."""
    if like := most_alike(given, known):
        return OptoutError(near, near=like, **facts)
    return OptoutError(problem, known=", ".join(known), **facts)


# Settings and usage: OPT-1..
COUNTRY_UNKNOWN = Problem(
    "OPT-101",
    N_("The country in {where} is not known."),
    N_("Give its two-letter code, for example FR, or its name."),
)
COUNTRY_NEAR = Problem("OPT-129", COUNTRY_UNKNOWN.what, N_("Did you mean {near}?"))
EMAIL_MALFORMED = Problem(
    "OPT-102",
    N_("The e-mail address in {where} is not complete or has a mistake in it."),
    N_("Give it as name@example.org."),
)
FORM_UNKNOWN = Problem("OPT-103", N_("This form is not known."), N_("Choose among:\n{known}"))
FORM_NEAR = Problem("OPT-126", N_("This form is not known."), N_("Did you mean {near}?"))
SERVICE_UNKNOWN = Problem(
    "OPT-127",
    N_("Word {number} of {where} is not the name of a service."),
    N_("Choose among:\n{known}"),
)
SERVICE_NEAR = Problem("OPT-128", SERVICE_UNKNOWN.what, N_("Did you mean {near}?"))
NO_CONTROLLER = Problem(
    "OPT-130",
    N_("There is no letter to {form}: no text of the company says who decides about the data."),
    N_("Change its setting with optout run {record}."),
)
NO_CONTROLLER_THERE = Problem(
    "OPT-132",
    N_(
        "There is no letter to {form} from this country: no known text says that European law "
        "applies there."
    ),
    N_("If you live in another country, give that one with --country."),
)
SETTING_UNKNOWN = Problem(
    "OPT-104",
    N_("A setting in {where} is not known: {name}."),
    N_("Remove it, or choose among:\n{known}"),
)
SETTING_NEAR = Problem(
    "OPT-125", N_("A setting in {where} is not known: {name}."), N_("Did you mean {near}?")
)
SETTING_WRONG = Problem(
    "OPT-105",
    N_("The setting {name} in {where} has a value that does not fit."),
    N_("Expected:\n{expected}"),
)
SETTINGS_UNREADABLE = Problem(
    "OPT-106",
    N_("The settings file {where} cannot be read as TOML (line {line})."),
    N_("Correct that line, or delete the file and run optout setup."),
)
SETTINGS_ENCODING = Problem(
    "OPT-124",
    N_("The settings file {where} is saved in another encoding (line {line})."),
    N_("Save it as UTF-8 in your editor, then run it again."),
)
SETTINGS_OF_ANOTHER = Problem(
    "OPT-133",
    N_("The settings file {where} belongs to somebody else, or others may change it."),
    N_("If it says what you wrote: chmod 600; else delete it and run optout setup."),
)
SETTING_MISSING = Problem(
    "OPT-107",
    N_("Something is missing, and optout cannot ask for it here: {name}."),
    N_("Add {options}, or run optout setup in a terminal."),
)
FILE_UNREADABLE = Problem(
    "OPT-108",
    N_("The file {where} cannot be read: {why}."),
    N_("Check the name and that you may read it."),
)
LANGUAGE_UNKNOWN = Problem(
    "OPT-109",
    N_("optout has no letter in that language."),
    N_("Choose among:\n{known}"),
)
URL_REFUSED = Problem(
    "OPT-110",
    N_("The address for {form} in {where} is not on that form's own site."),
    N_("Remove it; to try another address once, use --url with one form."),
)
URL_ONE_FORM = Problem(
    "OPT-111",
    N_("--url goes with one form, and here there is none, or there are several."),
    N_("Name one form: optout {command} facebook --url ADDRESS."),
)
URL_MALFORMED = Problem(
    "OPT-112",
    N_("The address given with {where} is not a web address that can be opened."),
    N_("Give the whole address, beginning with https://."),
)
OPTION_WRONG = Problem(
    "OPT-113",
    N_("The value given for {option} does not fit."),
    SETTING_WRONG.next_move,
)

COMMAND_UNKNOWN = Problem(
    "OPT-114",
    N_("There is no such command."),
    N_("See all of them with optout --help."),
)
COMMAND_NEAR = Problem(
    "OPT-117",
    N_("There is no command of that name."),
    N_("Did you mean {near}?"),
)
OPTION_UNKNOWN = Problem(
    "OPT-118",
    N_("The command {command} has no such option."),
    N_("See those that it has with {command} --help."),
)
OPTION_NEAR = Problem(
    "OPT-119",
    N_("There is no option of that name."),
    N_("Did you mean {near}?"),
)
WORD_TOO_MANY = Problem(
    "OPT-120",
    N_("There are more words than the command {command} takes."),
    N_("Leave them out, or put words that belong together in quotes."),
)
VALUE_MISSING = Problem(
    "OPT-121",
    N_("After {option} something is missing: its value."),
    N_("Write the value after the option, or leave the option out."),
)
VALUE_NEEDLESS = Problem(
    "OPT-122",
    N_("The option {option} takes no value."),
    N_("Leave out what follows it."),
)
URL_NOT_CONFIRMED = Problem(
    "OPT-115",
    N_("The address given with --url is not on the form's own site, and nobody confirmed it."),
    N_("Run it in a terminal and confirm it, or leave --url out."),
)
URL_FOR_OTHERS = Problem(
    "OPT-131",
    N_("The address given for the form is the one for what other people post about you."),
    N_("For your own posts leave it out; for what others post: optout run {name}."),
)
NO_TERMINAL = Problem(
    "OPT-116",
    N_("optout cannot ask questions here: this is no terminal."),
    N_("Run it in a terminal, or write optout.toml yourself; the guide shows how."),
)
FORM_RECORD = Problem(
    "OPT-123",
    N_("The form's record {where} does not fit at: {name}."),
    N_("Expected:\n{expected}"),
)

# The letter: OPT-2..
TEMPLATE_NAME = Problem(
    "OPT-201",
    N_("The template {where} uses a name that optout does not know: {name}."),
    N_("Use only: {known}."),
)
TEMPLATE_FORBIDDEN = Problem(
    "OPT-202",
    N_("The template {where} does more than names and conditions (line {line})."),
    N_("Keep only {{{{ name }}}} and {{% if name %}}."),
)
TEMPLATE_TOO_LARGE = Problem(
    "OPT-203",
    N_("The template {where} is too large; the limit in characters is {limit}."),
    N_("Shorten it."),
)
LETTER_TOO_LONG = Problem(
    "OPT-204",
    N_("Even the short letter does not fit into the form; characters too many: {excess}."),
    N_("Shorten your reason, then run it again."),
)
TEMPLATE_SYNTAX = Problem(
    "OPT-205",
    N_("The template {where} has a mistake in line {line}."),
    N_("Keep only {{{{ name }}}} and {{% if name %}} … {{% endif %}}."),
)
TEMPLATE_EMPTY = Problem(
    "OPT-206",
    N_("The template {where} gives an empty letter."),
    N_("Write the letter into it, or leave out --template."),
)
REASON_UNKNOWN = Problem(
    "OPT-207",
    N_("This reason is not known."),
    N_("See them with optout preview --reasons; a sentence of your own goes with --words."),
)
REASON_NEAR = Problem(
    "OPT-209",
    REASON_UNKNOWN.what,
    N_("Did you mean {near}, or a sentence of your own (--words)?"),
)
REASONS_TOO_MANY = Problem(
    "OPT-208",
    N_("Too many reasons are given; the limit is {limit}."),
    N_("Keep those that say most about you."),
)

# Browser and display: OPT-3..
NO_BROWSER = Problem(
    "OPT-301",
    N_("No browser was found that optout can open."),
    N_("Install Chrome, Edge or Chromium, then run it again."),
    Exit.NO_BROWSER,
)
NO_DISPLAY = Problem(
    "OPT-302",
    N_("There is no screen to show the browser on."),
    N_(
        "Run it on a computer with a desktop; to practise without one: optout practice --hands-off."
    ),
    Exit.NO_BROWSER,
)
BROWSER_DID_NOT_START = Problem(
    "OPT-303",
    N_("The browser {where} did not start."),
    N_("Close other windows of it, or choose another with OPTOUT_BROWSER."),
    Exit.NO_BROWSER,
)
BROWSER_AWAY = Problem(
    "OPT-304",
    N_("The browser {name} is not there, and the settings name it."),
    N_("Correct the setting browser, or leave it out: optout then looks for one."),
    Exit.NO_BROWSER,
)

# Disk: OPT-5..
DISK = Problem(
    "OPT-501",
    N_("optout could not write to {where}: {why}."),
    N_("Make room on the disk, allow writing there or put the folder back, then run it again."),
    Exit.NOT_FINISHED,
)
OUTPUT = Problem(
    "OPT-515",
    N_("optout could not write its result to the standard output: {why}."),
    N_("Send the result to another file or program, then run it again."),
    Exit.NOT_FINISHED,
)
FILE_REFUSED = Problem(
    "OPT-516",
    N_("The file {where} cannot be written: {why}."),
    N_("Give another name or folder, then run it again."),
)
DOSSIER_UNKNOWN = Problem(
    "OPT-502",
    N_("There is no dossier with that number."),
    N_("See the list with optout status."),
)
LOCKED = Problem(
    "OPT-503",
    N_("optout is already running here (process {pid}, since {since})."),
    N_("Finish that run first, or close its window."),
    Exit.NOT_FINISHED,
)
DOSSIER_AMBIGUOUS = Problem(
    "OPT-511",
    N_("Several dossiers begin with that number."),
    N_("Type more of the number; see the list with optout status."),
)
DOSSIER_DAMAGED = Problem(
    "OPT-512",
    N_("The dossier {where} cannot be read whole and was left as it is."),
    N_("Keep a copy of its folder; its other files may still be good."),
    Exit.NOT_FINISHED,
)
DOSSIER_NEWER = Problem(
    "OPT-517",
    N_("The dossier {where} was written by a later optout and was left as it is."),
    N_("Get the latest optout, then run it again."),
    Exit.NOT_FINISHED,
)
DOSSIER_OLDER = Problem(
    "OPT-523",
    N_("The dossier {where} was made by a version that was never published."),
    N_("Move its folder elsewhere and keep it; its other files may still be good."),
    Exit.NOT_FINISHED,
)
DOSSIER_UNLISTED = Problem(
    "OPT-521",
    N_("The dossier {where} has lost its list of checksums, manifest.json, and was left as it is."),
    N_("Put that file back from a copy of the folder; without it nothing more can be noted."),
    Exit.NOT_FINISHED,
)
NONE_READABLE = Problem(
    "OPT-518",
    N_("There may be a dossier here, but none can be read."),
    N_("Keep a copy of the folder, and look in your mailbox before you object again."),
    Exit.NOT_FINISHED,
)
DATA_FOLDER_AWAY = Problem(
    "OPT-519",
    N_("The data folder {where} cannot be reached."),
    N_("Plug in its disk, make the folder above it, or correct data_dir in the settings."),
    Exit.NOT_FINISHED,
)
FOLDER_OF_ANOTHER = Problem(
    "OPT-522",
    N_("The folder {where} belongs to somebody else on this computer."),
    N_("Run optout as that person, without sudo, or name one of your own: data_dir, --config."),
    Exit.NOT_FINISHED,
)
EARLIER_UNREADABLE = Problem(
    "OPT-514",
    N_("An earlier record cannot be read, so you may have objected already."),
    N_("Look for an answer in your mailbox; to object all the same, add --again."),
)
ANSWER_DAY = Problem(
    "OPT-513",
    N_("That day is in the future, or before this objection."),
    N_("Give a day from {first} to {last}, written like that."),
)
ANSWER_ONE_DAY = Problem("OPT-520", ANSWER_DAY.what, N_("The only possible day: {last}."))
DAYS_REFUSED = (ANSWER_DAY, ANSWER_ONE_DAY)
NOT_FOUND = (DOSSIER_UNKNOWN, NONE_READABLE)

# The unexpected: OPT-9..
UNEXPECTED = Problem(
    "OPT-901",
    N_("Something went wrong that optout did not expect ({kind})."),
    N_("Run it again with --debug and report what it shows; nothing that was proved is lost."),
    Exit.NOT_FINISHED,
)
# Reports of 2026: a new release of a library, as of pydantic, is blocked for a time.
NOT_LOADED = Problem(
    "OPT-902",
    N_("Windows did not load a part of optout."),
    N_("Smart App Control blocks what is not signed: try again later, or on another computer."),
    Exit.NOT_FINISHED,
)

# What comes after: OPT-6..
LAND_NEEDED = Problem(
    "OPT-601",
    N_("Germany has one authority in each state, and it is not clear which is yours."),
    N_("Give your state with --land, one of:\n{known}"),
)
NOT_UNDER_UK_LAW = Problem(
    "OPT-602",
    N_("optout has no such letter for the United Kingdom yet."),
    N_("You may complain to the company and to the Information Commission: ico.org.uk."),
)
NOTHING_SENT = Problem(
    "OPT-603",
    N_("In this dossier nothing shows that an objection was sent."),
    N_("Send one first: optout run {form}."),
)
RECEIPT_UNSEEN = Problem(
    "OPT-616",
    N_("In this dossier nothing shows on which day {company} received your objection."),
    N_("If an e-mail says so, note it with optout answer {id}; else: optout run {form} --again."),
)
TOO_EARLY = Problem(
    "OPT-604",
    N_("{company} may still answer until {day}."),
    N_("Wait until then, or record its answer with optout answer."),
)
ALREADY_ACCEPTED = Problem(
    "OPT-605",
    N_("{company} has accepted this objection: there is nothing to ask for."),
    N_("See the dossier with optout dossier {id}."),
)
ARGUMENT_MISSING = Problem(
    "OPT-606",
    N_("Something is missing, and optout cannot ask for it here: {name}."),
    N_("Add it to the command; see optout {command} --help."),
)
OPTIONS_APART = Problem(
    "OPT-607", N_("{first} and {second} do not go together."), N_("Give one of them.")
)
DAY_MALFORMED = Problem(
    "OPT-608",
    N_("The day in {where} is not a day of the calendar."),
    N_("Write it as year-month-day, for example {example}."),
)
NO_DOSSIER = Problem("OPT-609", N_("There is no dossier yet."), N_("Object first: optout run."))
FORGET_WHAT = Problem(
    "OPT-610",
    N_("Nothing was erased: nobody could be asked what to erase."),
    N_("To erase everything that is yours: optout forget --all --yes."),
)
NO_PDF = Problem(
    "OPT-611",
    N_("The browser could not make the PDF."),
    N_("Run it again, or print the HTML page from your own browser."),
    Exit.NOT_FINISHED,
)
NO_AUTHORITY = Problem(
    "OPT-612",
    N_("No authority in the EU takes this complaint from where you live."),
    N_("Ask the data protection office of your country what you can do."),
)
ON_A_SETTING = Problem(
    "OPT-613",
    N_("This dossier is about a setting: that is no objection, and nobody owes an answer."),
    N_("Object to the same company with a form or a letter, where optout has one."),
)
ON_PRACTICE = Problem(
    "OPT-615",
    N_("This dossier is practice: nothing was sent, so there is nothing to note or to write."),
    N_("See the list with optout status."),
)
CLOCK_WRONG = Problem(
    "OPT-614",
    N_("By this dossier it was sent on {day}: the clock was wrong, and no term can be counted."),
    N_("Write to {company} yourself, and give the day on which you sent it."),
)
