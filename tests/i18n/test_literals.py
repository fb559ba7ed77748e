"""No words that a person sees are outside the catalogues."""

from collections.abc import Callable, Iterator

import pytest
from i18n.catalogues import ROOT
from i18n.literals import sentences, shown

PACKAGE = ROOT / "optout"
FORMS = "'facebook, instagram, third-party'"

ALLOWED = {
    f"cli/check.py: {FORMS}": "names of forms, typed as they are",
    f"cli/letters.py: {FORMS}": "names of forms, typed as they are",
    f"cli/running.py: {FORMS}": "names of forms, typed as they are",
    "cli/letters.py: 'full, standard, short'": "values, typed as they are",
    "cli/letters.py: 'eu, uk, ch'": "values, typed as they are",
    "cli/talking.py: 'optout'": "a command to copy",
}

Finder = Callable[[str, str], Iterator[str]]


def found(finder: Finder) -> set[str]:
    files = sorted(PACKAGE.rglob("*.py"))
    assert len(files) > 100
    return {
        fault
        for file in files
        for fault in finder(file.read_text("utf-8"), file.relative_to(PACKAGE).as_posix())
    }


def test_what_is_shown_is_marked() -> None:
    """The allowed ones are all still there: an entry without a use is an error too."""
    assert found(shown) == set(ALLOWED)


def test_every_sentence_is_marked() -> None:
    """The practice site's answers to a broken request are for the program that sent it."""
    assert {fault for fault in found(sentences) if not fault.startswith("practice/")} == set()


@pytest.mark.parametrize(
    "code",
    [
        'human.say("It is done")',
        'console.say(f"Kept in {folder}")',
        'human.heading("Done" if well else "")',
        'human.list(("first", _("second")))',
        'human.list([f"at {day}" for day in days])',
        'human.numbered(["one", *others])',
        'await human.ask("Your name")',
        'await human.yes_no("Really?", default=True)',
        'await human.choose("Which?", choices)',
        'await human.paste("The code")',
        'human.say("{n} files".format(n=1))',
        'human.say(_("{n} files").format(n="many"))',
        'human.say(_("a") + " and " + _("b"))',
        'human.say(" and ".join(names))',
        'context.console.data("done")',
        'Problem("OPT-1", "What happened.", N_("Do that."), Exit.USAGE)',
        'Problem("OPT-1", N_("What happened."), "Do that.", Exit.USAGE)',
        'Choice("yes", "Yes")',
        'Choice("yes", label="Yes")',
        'typer.Option(help="as JSON")',
        'typer.Argument(help="the form")',
        'app.command(help="Run it.")',
        'typer.Typer(help="Object.")',
    ],
)
def test_an_unmarked_literal_is_found(code: str) -> None:
    assert list(shown(code, "x.py")), code


@pytest.mark.parametrize(
    "code",
    [
        'human.say(_("It is done"), style="bold red")',
        'human.say(_("Kept in {f}").format(f=folder))',
        'human.say(" ".join(parts))',
        'human.say(WORDS["done"])',
        'human.say(_(WORDS.get("done")))',
        'human.say(ngettext("{n} file", "{n} files", n).format(n=n))',
        'human.heading(_("Yes") if answer == "yes" else _("No"))',
        'await human.choose(_("Which?"), choices, default="unknown")',
        'Problem("OPT-1", N_("What happened."), N_("Do that."), Exit.USAGE)',
        'Choice("yes", _("Yes"))',
        'typer.Option("--json", help=_("as JSON"))',
    ],
)
def test_a_marked_literal_is_not(code: str) -> None:
    assert list(shown(code, "x.py")) == []


def test_an_unmarked_sentence_is_found_wherever_it_is() -> None:
    code = '"""What it does."""\nWORDS = {"a": "The window was closed."}\n'
    assert list(sentences(code, "x.py")) == ["x.py: 'The window was closed.'"]
    marked = code.replace('"The window was closed."', 'N_("The window was closed.")')
    assert list(sentences(marked, "x.py")) == []
