"""No words that a person sees are outside the catalogues."""

import ast
from collections.abc import Callable, Iterator

import pytest
from support.catalogues import ROOT
from support.literals import compositions, in_page, sentences, shown, unread_marks

PACKAGE = ROOT / "optout"

_OTHERS = ("practice/", "locate/")
PUT_TOGETHER = {
    "check/report.py: '; '.join((str(why) for why in found if why))": "in English, for programs",
    "dossier/export/bag.py: f'{label}: {text}\\n'": "a line of a file for programs",
    "page/request_payload.py: f'Content-Type: {kind}\\r\\n\\r\\n'": "a header for a parser",
    "page/script.py: f'(...given) => {{ {NATIVE}\\n{held}return ({code})(...given); }}'": "code",
}

Finder = Callable[[ast.AST, str], Iterator[str]]


def found(finder: Finder, code: str) -> list[str]:
    return list(finder(ast.parse(code), "x.py"))


@pytest.mark.slow
def test_no_words_of_the_product_are_outside_the_catalogues() -> None:
    """An entry without a use is an error too. The practice site speaks as Meta's pages do, and
    answers a broken request for the program that sent it; the locator's reasons are for records.
    """
    faults: dict[Finder, set[str]] = {
        finder: set() for finder in (shown, sentences, compositions, unread_marks)
    }
    files = sorted(PACKAGE.rglob("*.py"))
    assert len(files) > 100
    for file in files:
        tree = ast.parse(file.read_text("utf-8"))
        for finder, those in faults.items():
            those.update(finder(tree, file.relative_to(PACKAGE).as_posix()))
    assert faults[shown] == set()
    assert {one for one in faults[sentences] if not one.startswith("practice/")} == set()
    assert {one for one in faults[compositions] if not one.startswith(_OTHERS)} == {*PUT_TOGETHER}
    assert faults[unread_marks] == set()


PUT_TOGETHER_WITHOUT = [
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
]


ALIKE = [
    'line = _("{name}: {text}").format(name=name, text=text)',
    'line = f"{name}, {text} ({what})"',
    'line = ", ".join(names)',
    'raise ValueError(f"{name}: no")',
    'url = f"{scheme}://{host}:{port}"',
]


def test_what_is_put_together_without_being_a_message_is_found() -> None:
    assert [code for code in PUT_TOGETHER_WITHOUT if not found(compositions, code)] == []
    assert [code for code in ALIKE if found(compositions, code)] == []


def test_a_mark_that_is_not_read_is_found() -> None:
    assert found(unread_marks, """line = f"{_('default')} {value}" """)
    assert found(unread_marks, 'line = f"{_(WORDS[kind])} {value}"') == []


UNMARKED = [
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
]


MARKED = [
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
]


def test_an_unmarked_literal_is_found_and_a_marked_one_is_not() -> None:
    assert [code for code in UNMARKED if not found(shown, code)] == []
    assert [code for code in MARKED if found(shown, code)] == []


def test_an_unmarked_sentence_is_found_wherever_it_is() -> None:
    code = '"""What it does."""\nWORDS = {"a": "The window was closed."}\n'
    assert found(sentences, code) == ["x.py: 'The window was closed.'"]
    marked = code.replace('"The window was closed."', 'N_("The window was closed.")')
    assert found(sentences, marked) == []


def test_the_dossier_s_page_has_no_words_of_its_own() -> None:
    page = (ROOT / "templates" / "dossier.html.j2").read_text("utf-8")
    assert list(in_page(page, "page")) == ["page: '· optout … · …'"], "only the program's name"


def test_words_of_a_page_are_found() -> None:
    for text in ("<p>Proof</p>", "<p>{{ t.proof }}: {{ proof }}</p>", "a <b>?</b>"):
        assert list(in_page(text, "page")), text
    for text in ("<p>{{ t.proof }} {{ proof }}</p>", "{{ a }} ({{ b }})", "·"):
        assert list(in_page(text, "page")) == [], text
