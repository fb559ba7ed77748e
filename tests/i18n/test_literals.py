"""No words that a person sees are outside the catalogues."""

from collections.abc import Callable, Iterator

import pytest
from support.catalogues import ROOT
from support.literals import compositions, in_page, sentences, shown, unread_marks

PACKAGE = ROOT / "optout"

ALLOWED = {}

_OTHERS = ("practice/", "locate/")
PUT_TOGETHER = {
    "check/report.py: '; '.join((str(why) for why in found if why))": "in English, for programs",
    "dossier/export/bag.py: f'{label}: {text}\\n'": "a line of a file for programs",
    "page/request_payload.py: f'Content-Type: {kind}\\r\\n\\r\\n'": "a header for a parser",
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


def test_what_is_put_together_with_marks_is_a_message() -> None:
    """The practice site speaks as Meta's pages do; the locator's reasons are for records."""
    own = {fault for fault in found(compositions) if not fault.startswith(_OTHERS)}
    assert own == set(PUT_TOGETHER)


def test_no_mark_is_where_extractors_do_not_look() -> None:
    assert found(unread_marks) == set()


@pytest.mark.parametrize(
    "code",
    [
        'line = f"{name}: {text}"',
        'line = f"{name} : {text}"',
        'lines.append(f"{name}; {text}")',
        'line = f"really {what}?"',
        'line = name + ": " + text',
        'line = "{}: {}".format(name, text)',
        'line = "%s: %s" % (name, text)',
        'line = ": ".join((name, text))',
        'line = f"“{word}”"',
        'line = f"{form} - {step}"',
    ],
)
def test_what_is_put_together_without_being_one_is_found(code: str) -> None:
    assert list(compositions(code, "x.py")), code


@pytest.mark.parametrize(
    "code",
    [
        'line = _("{name}: {text}").format(name=name, text=text)',
        'line = f"{name}, {text} ({what})"',
        'line = ", ".join(names)',
        'raise ValueError(f"{name}: no")',
        'url = f"{scheme}://{host}:{port}"',
    ],
)
def test_what_every_language_puts_together_alike_is_not(code: str) -> None:
    assert list(compositions(code, "x.py")) == []


def test_a_mark_that_is_not_read_is_found() -> None:
    assert list(unread_marks("""line = f"{_('default')} {value}" """, "x.py"))
    assert list(unread_marks('line = f"{_(WORDS[kind])} {value}"', "x.py")) == []


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
        'option("--json", help="as JSON")',
        'click.argument("form", help="the form")',
        'path_option("--zip", metavar="FILE")',
        'app.command(help="Run it.")',
        'click.group(help="Object.")',
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
        'option("--json", help=_("as JSON"))',
    ],
)
def test_a_marked_literal_is_not(code: str) -> None:
    assert list(shown(code, "x.py")) == []


def test_an_unmarked_sentence_is_found_wherever_it_is() -> None:
    code = '"""What it does."""\nWORDS = {"a": "The window was closed."}\n'
    assert list(sentences(code, "x.py")) == ["x.py: 'The window was closed.'"]
    marked = code.replace('"The window was closed."', 'N_("The window was closed.")')
    assert list(sentences(marked, "x.py")) == []


def test_the_dossier_s_page_has_no_words_of_its_own() -> None:
    page = (ROOT / "templates" / "dossier.html.j2").read_text("utf-8")
    assert list(in_page(page, "page")) == ["page: '· optout … · …'"], "only the program's name"


@pytest.mark.parametrize(
    "text", ["<p>Proof</p>", "<p>{{ t.proof }}: {{ proof }}</p>", "a <b>?</b>"]
)
def test_words_of_a_page_are_found(text: str) -> None:
    assert list(in_page(text, "page"))


@pytest.mark.parametrize("text", ["<p>{{ t.proof }} {{ proof }}</p>", "{{ a }} ({{ b }})", "·"])
def test_what_has_no_words_is_not(text: str) -> None:
    assert list(in_page(text, "page")) == []
