"""A French person's terminal: no English, no line too wide, at 40 columns."""

from collections.abc import Callable

import pytest
from support.command_line import NOWHERE, in_this_process
from support.english import english_in, too_wide
from support.terminal import OpenTerminal, Terminal

COLUMNS = 40
EMAIL = "prenom.nom@example.org"
SETTINGS = {
    "OPTOUT_COUNTRY": "FR",
    "OPTOUT_EMAIL": EMAIL,
    "OPTOUT_NAME": "Prénom Nom",
    "OPTOUT_LANGUAGE": "fr",
}
Start = Callable[..., Terminal]


@pytest.fixture
def start(terminal: OpenTerminal, home: dict[str, str]) -> Start:
    """Start optout in a French terminal of 40 columns."""

    def open_terminal(*arguments: str, **settings: str) -> Terminal:
        environ = {**home, **settings, "LANG": "fr_FR.UTF-8"}
        return terminal(*arguments, columns=COLUMNS, environ=environ, timeout=60)

    return open_terminal


def right(tool: Terminal) -> None:
    """Nothing English, nothing too wide in what was shown."""
    assert list(english_in(tool.text, "fr")) == []
    assert too_wide(tool.text, COLUMNS) == []


def test_setup(start: Start) -> None:
    tool = start("setup", DISPLAY=":99")
    for question, *answers in (
        (r"résidence.*Entrée.*France\) > ", "Atlantide", ""),
        ("adresse e-mail.* > ", "prenom.nom", EMAIL),
        ("Votre nom.* > ", "Prénom Nom"),
        (r"changer la.*lettre.*\[o/N\] > ", "peut-être", "o"),
        ("Page 1 sur.* > ", ""),
        ("Page 2 sur.* > ", "n"),
        (r"changer.*continuer\) > ", "langue"),
        (r"lettre.*Entrée =.*français > ", "sans nom", ""),
        (r"changer.*continuer\) > ", "raison"),
        (r"Entrée.*\) > ", "99", "Je publie des photos"),
        (r"surtout.*Numéro > ", "", "2"),
        (r"argent.*Numéro > ", "1"),
        (r"autre raison.*\[o/N\] > ", ""),
        (r"À la place, votre.* > ", ""),
        (r"Cette phrase, dans la langue.* > ", ""),
        (r"changer.*continuer\) > ", "comptes"),
        (r"Numéro \(Entrée.: 3\) > ", ""),
        (r"changer.*continuer\) > ", ""),
        (r"menu.*applications.*\[o/N\] > ", "o"),
    ):
        tool.expect(f"(?s){question}")
        for first in answers[:-1]:
            tool.type(first)
            tool.expect(" > ")
        tool.type(answers[-1])
    assert tool.exit() == 0
    assert "avocat" in tool.text
    right(tool)


def test_by_hand(start: Start) -> None:
    tool = start("run", "facebook", "--manual", **SETTINGS)
    tool.expect(r"presse-papiers.*\[o/N\] > ")
    tool.type("non")
    tool.expect(r"(?s)par\s+la\s+poste")
    tool.expect(r"envoyé.*\[o/N\] > ")
    tool.type("o")
    tool.exit()
    assert "notée comme envoyée" in tool.text.replace("\n", " ")
    right(tool)


ERRORS = (
    ("run", "nowhere"),
    ("status",),
    ("dossier", "1234"),
    ("preview", "--variant", "xx"),
    ("run", "--nothing"),
    ("forget",),
)


def test_errors_and_empty_answers(start: Start, home: dict[str, str]) -> None:
    environ = {**home, **SETTINGS, "LANG": "fr_FR.UTF-8", "OPTOUT_BROWSER": NOWHERE}
    for arguments in ERRORS:
        done = in_this_process(environ, *arguments)
        assert (done.stdout + done.stderr).strip()
        assert list(english_in(done.stdout + done.stderr, "fr")) == [], arguments
    tool = start("run", "facebook", "--country", "Atlantide", **SETTINGS)
    assert tool.exit() == 2
    right(tool)


def test_english_and_wide_lines_are_found(own_home: dict[str, str]) -> None:
    assert list(english_in(in_this_process(own_home, "status", "--lang", "en").stderr, "fr"))
    assert too_wide("a word " * 6, 40)
    assert too_wide("a word " * 6 + "> ", 40)
    assert not too_wide("a word " * 5, 40)
    assert not too_wide("a question > and a long answer to it, typed", 40)
    assert not too_wide("at https://example.org/" + "x" * 40, 40)
