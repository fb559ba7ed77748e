"""The console: many choices are searched by typing, the bell calls, forms stand on one line."""

import io
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.event_loop import RunAsync
from support.terminal import OpenTerminal
from support.typed_console import TypedConsole

from optout import i18n
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.setup import wizard
from optout.terminal import console as console_module
from optout.terminal import program
from optout.terminal.choosing import matching
from optout.terminal.console import Console
from optout.terminal.human import Choice, Standing

RESIZED = """
import asyncio
from optout.terminal.console import Console

async def ask():
    console = Console()
    for question in ("first", "second"):
        console.say("some short words " * 10)
        console.list(["a line of a list " * 5])
        await console.ask(question)

asyncio.run(ask())
"""


FOUND = {
    "": "en",
    "francais": "fr",
    "French": "fr",
    "pl": "pl",
    "ČESTI": "cs",
    "ελλην": "el",
    "български": "bg",
}


def test_a_part_of_its_name_is_enough(run_async: RunAsync) -> None:
    for typed, chosen in FOUND.items():
        console = TypedConsole([typed])
        assert run_async(wizard.ask_language(console, "FR")) == chosen
        assert "1. " not in console.shown, "no page of numbers"


def test_several_that_fit_are_asked_about(run_async: RunAsync) -> None:
    console = TypedConsole(["no such language", "?", "slo", "2"])
    assert run_async(wizard.ask_language(console, "FR")) == "sl"
    words = ("Nothing fits that", "Gaeilge", "1. slovenčina", "2. slovenščina")
    shown = [console.shown.index(each) for each in words]
    assert shown == sorted(shown)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [(["11"], "c11"), (["13", "choice 7"], "c7"), (["9" * 5000, "1"], "c1"), ([""], "c2")],
)
def test_a_list_that_is_shown_takes_a_number(
    run_async: RunAsync, typed: list[str], chosen: str
) -> None:
    console = TypedConsole(typed)
    eleven = [Choice(f"c{n}", f"choice {n}" if n != 3 else "30 choices") for n in range(1, 12)]
    assert run_async(console.choose("Which?", eleven, default="c2")) == chosen
    assert "choice 11" in console.shown


def test_of_many_that_are_not_shown_a_number_is_a_part_of_a_name(run_async: RunAsync) -> None:
    many = [Choice(f"c{n}", f"choice {n}") for n in range(1, 31)]
    assert run_async(TypedConsole(["29"]).choose("Which?", many)) == "c29"
    assert run_async(TypedConsole(["?", "2"]).choose("Which?", many)) == "c2"


ANSWERS = (
    Choice("sent", "Oui, elle est envoyée"),
    Choice("not", "Non"),
    Choice("later", "Plus tard"),
)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [("sent", "o oui yes OUI oui,elle 1"), ("not", "n non."), ("later", "p plus")],
)
def test_a_numbered_choice_takes_the_answer_itself(
    run_async: RunAsync, chosen: str, typed: str
) -> None:
    i18n.use("fr")
    for answer in typed.split():
        assert run_async(TypedConsole([answer]).choose("?", ANSWERS)) == chosen


def test_what_is_not_one_of_the_answers_is_asked_again(run_async: RunAsync) -> None:
    two = (*ANSWERS, Choice("a1", "Autre chose"), Choice("a2", "Aucune"))
    for typed in ("a", "est envoyée", "6", "-", "oui oui"):
        console = TypedConsole([typed, "1"])
        assert run_async(console.choose("?", two)) == "sent"
        assert "from 1 to 5" in console.shown


def test_any_part_of_a_name_finds_it() -> None:
    ten = [Choice(f"c{n}", f"choice {n}") for n in range(10)]
    assert [c.value for c in matching("choice 3", ten)] == ["c3"]
    assert len(matching("choice", ten)) == 10
    assert matching("-", ten) == ()
    assert matching("c3", ten) == (), "no name that is not shown"


class Heard(io.StringIO):
    """A terminal, or none."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("is_terminal", "waited", "rings"), [(True, 60, True), (True, 1, False), (False, 60, False)]
)
def test_the_bell_calls_only_who_had_to_wait(
    monkeypatch: pytest.MonkeyPatch,
    run_async: RunAsync,
    is_terminal: bool,
    waited: float,
    rings: bool,
) -> None:
    now = [0.0]
    monkeypatch.setattr(console_module, "monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    for plain in (True, False):
        heard = Heard(terminal=is_terminal)
        monkeypatch.setattr(sys, "stderr", heard)
        console = Console(plain=plain)
        console.say("The form is opened.")
        now[0] += waited
        console.say("You check and send.")
        run_async(console.hand_over("facebook", "submit"))
        assert ("\a" in heard.getvalue()) == rings
        now[0] += 1
        run_async(console.hand_over("facebook", "submit"))
        assert heard.getvalue().count("\a") == int(rings), "once"


BOTH = (Standing("Facebook", "received", done=True), Standing("Instagram", "your turn"))


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        (False, "\nFacebook ✓ received · Instagram: your turn\n"),
        (True, "Facebook: received\nInstagram: your turn\n"),
    ],
)
def test_how_forms_stand_needs_no_symbol(
    monkeypatch: pytest.MonkeyPatch, plain: bool, shown: str
) -> None:
    heard = Heard(terminal=False)
    monkeypatch.setattr(sys, "stderr", heard)
    console = Console(plain=plain)
    console.standings(BOTH)
    assert heard.getvalue() == shown


def test_a_path_with_a_blank_stays_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Console, "_width", 60)
    console = TypedConsole([])
    below = "Users/somebody/Library/Application Support/optout/dossiers/optout.toml"
    file = Path(Path.cwd().anchor, below)
    whole = str(file.parent)
    console.list([f"Kept in: {whole}", f"{whole}: This cannot be read, as you can see."])
    console.say(f"It was not kept\u00a0: {whole}")
    console.error(OptoutError(errors.FILE_UNREADABLE, where=file, why="why not"))
    lines = console.shown.splitlines()
    assert sum(whole in line for line in lines) == 4, lines
    assert any(str(file) in line for line in lines)
    assert "\ue000" not in console.shown


@pytest.mark.parametrize(
    ("terminal", "plain", "home", "linked"),
    [
        (True, False, "https://example.org/optout", True),
        (True, True, "https://example.org/optout", False),
        (True, False, "", False),
        (False, False, "https://example.org/optout", False),
    ],
)
def test_the_code_of_an_error_leads_to_its_page(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, plain: bool, home: str, linked: bool
) -> None:
    heard = Heard(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", heard)
    monkeypatch.setattr(program, "homepage", lambda: home)
    monkeypatch.setenv("TERM", "xterm-256color")
    console = Console(plain=plain)
    console.error(OptoutError(errors.FORM_UNKNOWN, known="(OPT-101), facebook"))
    page = f"{home}/blob/main/.github/GUIDE.md#error-codes\x1b\\"
    assert heard.getvalue().count("\x1b]8;id=") == linked
    assert (page in heard.getvalue()) == linked


def test_lines_are_as_wide_as_the_terminal(home: dict[str, str], terminal: OpenTerminal) -> None:
    for term in ("xterm-256color", "dumb"):
        shown = terminal("preview", "--nosuch", columns=40, environ={**home, "TERM": term})
        assert shown.exit() == 2
        assert 20 < max(map(len, shown.text.splitlines())) <= 40, shown.text


def test_lines_are_as_wide_as_the_window_has_become(terminal: OpenTerminal) -> None:
    tool = terminal(command=[sys.executable, "-P", "-c", RESIZED], timeout=30)
    tool.expect("first >")
    tool.child.setwinsize(40, 20)
    tool.type()
    tool.expect("second >")
    before, _first, after = tool.text.partition("first >")
    assert 60 < max(map(len, before.splitlines())) <= 80
    assert max(len(line.rstrip()) for line in after.splitlines()) <= 20


def asking(
    monkeypatch: pytest.MonkeyPatch, answer: str, *, typed_before: bool = False
) -> tuple[Console, io.StringIO]:
    """A console at which this is answered, and what it shows."""

    class Keys:
        def drop_pending(self) -> bool:
            return typed_before

        async def read(self) -> str:
            return answer

    console, shown = Console(plain=True), io.StringIO()
    monkeypatch.setattr(console_module, "Keyboard", Keys)
    monkeypatch.setattr(console, "_write", lambda text, style="": shown.write(text))
    console.can_ask = True
    return console, shown


@pytest.mark.parametrize("words", [True, False])
def test_what_was_typed_before_a_question_is_not_dropped_in_silence(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, words: bool
) -> None:
    console, shown = asking(monkeypatch, "123456", typed_before=words)
    assert run_async(console.paste("The code")) == "123456"
    told = "What you typed before this question was not used.\n"
    assert shown.getvalue() == told * words + "\nThe code > "


@pytest.mark.parametrize("can_ask", [True, False])
def test_a_question_that_nobody_can_answer_leaves_its_line(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, can_ask: bool
) -> None:
    """Else what is said next stands behind it."""
    console, shown = asking(monkeypatch, "yes")
    console.can_ask = can_ask
    assert run_async(console.yes_no("Is it right?", default=True)) is can_ask
    assert shown.getvalue().endswith("[Y/n] > " if can_ask else "[Y/n] > \n")


def test_the_sign_of_a_question_never_stands_alone(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    console, shown = asking(monkeypatch, "")
    monkeypatch.setattr(Console, "_width", 40)
    for length in range(1, 60):
        run_async(console.yes_no(f"{'is it ' * (length // 6)}{'x' * (length % 6)}?", default=True))
    lines = shown.getvalue().splitlines()
    assert ">" not in [line.strip() for line in lines]
    assert max(len(line.rstrip()) for line in lines) <= 40


@pytest.mark.parametrize(
    ("answer", "can_ask", "shown_pages"),
    [("", True, 4), ("yes", True, 4), ("n", True, 1), ("Q", True, 1), ("", False, 1)],
)
def test_a_letter_is_shown_by_pages(
    run_async: RunAsync,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    can_ask: bool,
    shown_pages: int,
) -> None:
    """No more lines at a time than the window has; whole where nobody can go on."""
    console, shown = asking(monkeypatch, answer)
    console.__dict__["_terminal"] = SimpleNamespace(width=40, height=16)
    console.can_ask = can_ask
    paragraphs = [f"paragraph {n} " + "of some words " * 8 for n in range(7)]
    run_async(console.pages("\n\n".join(paragraphs)))
    pages = re.split(r"\nPage \d of 4\. Enter: go on; q: skip the\nrest > ", shown.getvalue())
    pages = [page for page in pages if page]
    assert len(pages) == shown_pages
    whole = can_ask and shown_pages == 1
    said = [" ".join(page.split()) for page in pages]
    assert " ".join(said).split() == " ".join(paragraphs[:2] if whole else paragraphs).split()
    assert not can_ask or max(page.count("\n") for page in pages) < 16 - 3
    assert all(page.startswith("paragraph") for page in said), "none is cut"
