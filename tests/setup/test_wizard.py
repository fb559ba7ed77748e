"""The guided start and the manual mode, in a real terminal."""

import os
import signal
import stat
import tomllib
from pathlib import Path

import pytest
from support.command_line import NOWHERE, in_this_process
from support.event_loop import RunAsync
from support.terminal import OpenTerminal, Terminal
from support.typed_console import TypedConsole
from support.world import EMAIL, World

from optout import i18n
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.setup import wizard
from optout.system import files
from optout.terminal.console import Console


def answer(tool: Terminal, question: str, *answers: str) -> None:
    tool.expect(question)
    for line in answers:
        tool.type(line)


def through(tool: Terminal) -> None:
    """The three questions of the guided start, with one wrong answer each, and what follows."""
    answer(tool, r"1 of 3: Your country of residence \(name.* > ", "")
    tool.expect("Please type your country")
    answer(tool, " > ", "Atlantis")
    tool.expect("not known")
    answer(tool, " > ", "Frankreich")
    tool.expect("France\r\n")
    answer(tool, "2 of 3: .* sign in to your account > ", "prenom.nom")
    tool.expect("not complete")
    answer(tool, " > ", EMAIL)
    answer(tool, "3 of 3: Your name.* > ", "x" * 201)
    tool.expect("does not fit")
    answer(tool, " > ", "Prénom Nom")
    tool.expect("Language of the letter: English")
    tool.expect("loss of control over my data")
    tool.expect("not reviewed by a lawyer")
    tool.expect("One objection for each: Facebook, Instagram")
    tool.expect("Many guides lead to the form for those of others")


def test_it_asks_checks_shows_the_letter_and_writes_the_settings(
    terminal: OpenTerminal, home: dict[str, str]
) -> None:
    tool = terminal("setup", "--lang", "en", environ={**home, "TZ": "UTC", "DISPLAY": ":99"})
    tool.expect("A Page .* cannot object")
    tool.expect("except what is written to Meta AI")
    through(tool)
    answer(tool, r"See or change the letter\? \[y/N\] > ", "y")
    answer(tool, r"Page 1 of 3\. Enter: go on; q: skip the rest > ", "")
    answer(tool, r"Page 2 of 3\. .* > ", "n")
    answer(tool, r"What shall be changed.*go on\) > ", "language")
    answer(tool, r"Language of the letter\? Enter = English > ", "FRANCAIS")
    answer(tool, r"letter: French.*go on\) > ", "reason")
    answer(tool, r"data\) > ", "99")
    tool.expect("Nothing fits that")
    answer(tool, r"data\) > ", "good name")
    answer(tool, "another reason.* > ", "")
    tool.expect("Mon métier dépend de ma réputation")
    tool.expect("In English:")
    tool.expect("My work depends on my reputation")
    answer(tool, "Your own words instead.* > ", "")
    answer(tool, "That sentence, in the language.* > ", "")
    answer(tool, r"What shall be changed.*go on\) > ", "")
    answer(tool, r"Add optout to your menu of programs\? \[y/N\] > ", "")
    tool.expect("To object now:\r\n  optout\r\n")
    assert tool.exit() == 0
    assert tool.text.count("Page 3") == 0

    file = Path(home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert tomllib.loads(file.read_text("utf-8")) == {
        "country": "FR",
        "email": EMAIL,
        "name": "Prénom Nom",
        "language": "fr",
        "reason": "profession",
    }


def test_ctrl_c_while_asking_writes_nothing(terminal: OpenTerminal, home: dict[str, str]) -> None:
    tool = terminal("setup", "--lang", "en")
    tool.expect("country of residence .* > ")
    tool.interrupt()
    tool.expect("Nothing was sent, and no answer was kept")
    assert tool.exit() == 130
    assert not list(Path(home["XDG_CONFIG_HOME"]).rglob("*.toml"))


def test_after_a_pause_the_open_question_is_shown_again(terminal: OpenTerminal) -> None:
    """Ctrl-Z, then `fg`: the shell has written over it meanwhile."""
    tool = terminal("setup", "--lang", "en")
    tool.expect("country of residence .* > ")
    assert tool.text.count("country of residence") == 1
    os.kill(tool.pid, signal.SIGSTOP)
    os.kill(tool.pid, signal.SIGCONT)
    tool.expect("country of residence .* > ")
    tool.type("FR")
    tool.expect("sign in to your account > ")
    assert tool.text.count("country of residence") == 2
    tool.interrupt()
    assert tool.exit() == 130


def test_the_end_of_input_ends_it(own_home: dict[str, str]) -> None:
    """At each question: nothing is kept, and no run begins."""
    file = Path(own_home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    for typed in ([], ["FR", EMAIL, ""], ["FR", EMAIL, "", "y"]):
        done = in_this_process(own_home, typed=typed)
        assert "country of residence" in done.stderr
        assert done.stderr.endswith(
            "You cannot answer here any more. Run it again when you like.\n"
        )
        assert (done.returncode, file.exists()) == (1, False)


@pytest.mark.headed
def test_without_settings_it_goes_on_to_the_run(world: World) -> None:
    world.two_forms(flow="direct", email=EMAIL)
    environ = {**world.home, **world.settings, "TZ": "UTC"}
    tool = world.open_terminal("--lang", "en", environ=environ, timeout=60)
    through(tool)
    answer(tool, "See or change the letter", "")
    tool.expect("Instagram: filled in, waiting")
    tool.expect("Facebook: you check and")
    assert world.site.received == []
    for once in ("not reviewed by a lawyer", "loss of control over my data"):
        assert tool.text.count(once) == 1
    assert "Settings kept in:" in tool.text
    tool.interrupt()
    assert tool.exit() == 130
    assert [r["state"] for r in world.records()] == ["abandoned", "abandoned"]


@pytest.fixture
def no_pdf(world: World) -> None:
    """Nothing opens a browser only to make the letter a PDF."""
    world.settings["OPTOUT_BROWSER"] = "/nowhere"


@pytest.mark.usefixtures("no_pdf")
def test_by_hand_plain_no_wider_than_the_terminal_and_without_an_escape_sequence(
    world: World,
) -> None:
    tool = world.run("facebook", "--manual", "--plain", columns=40)
    tool.expect("règlement")
    tool.expect("https://www.facebook.com/help/contact/1994830130782319")
    tool.expect(r"2\. Copy the letter")
    tool.expect(r"3\. ")
    answer(tool, "Put the letter on the clipboard", "")
    answer(tool, "have you sent it", "y")
    assert tool.exit() == 1
    whole = [line for line in tool.text.splitlines() if "/" not in line]
    assert len(whole) > 20
    assert max(len(line) for line in whole) <= 40
    assert "\x1b" not in tool.raw
    record = world.record()
    assert record["state"] == "unconfirmed"
    assert record["rungs"][-1]["by"] == "person"
    letter = world.data / "dossiers" / record["id"] / "letter.txt"
    assert letter.read_text("utf-8") == record["letter"]


@pytest.mark.usefixtures("no_pdf")
def test_ctrl_c_by_hand_is_abandoned(world: World) -> None:
    tool = world.run("facebook", "--manual", "--json")
    tool.expect("Put the letter on the clipboard")
    tool.interrupt()
    tool.expect('"state": "abandoned", "sent": "no", "exit": 130')
    assert tool.exit() == 130
    assert world.record()["state"] == "abandoned"


def _a_file_in_the_way(home: dict[str, str]) -> None:
    """In place of the folder in which the settings' own would be."""
    place = Path(home["XDG_CONFIG_HOME"])
    place.parent.mkdir(exist_ok=True)
    place.write_text("a file", "utf-8")


def test_where_nothing_can_be_kept_nothing_is_asked(own_home: dict[str, str]) -> None:
    """Else all answers would be lost at the end."""
    _a_file_in_the_way(own_home)
    done = in_this_process(own_home, "setup", typed=[])
    assert done.returncode == 1
    assert "there is a file in the way" in done.stderr
    assert "country of residence" not in done.stderr


def test_who_may_not_write_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.check_writable(tmp_path / "not" / "there")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != tmp_path)
    files.check_writable(tmp_path.parent)
    with pytest.raises(OptoutError) as caught:
        files.check_writable(tmp_path / "not" / "there")
    assert caught.value.problem is errors.DISK
    assert "no right to write" in caught.value.what


def test_run_keeps_what_it_asked(own_home: dict[str, str]) -> None:
    """So that the next command does not ask again; without a terminal it neither asks nor keeps."""
    own_home |= {"OPTOUT_BROWSER": NOWHERE, "LANG": "fr_BE.UTF-8"}
    file = Path(own_home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    line = ("run", "facebook", "--manual", "--lang", "en")
    done = in_this_process(own_home, *line)
    assert (done.returncode, file.exists()) == (2, False)
    done = in_this_process(own_home, *line, typed=["", EMAIL, "", "n"])
    assert "1 of 2: Your country of residence (Enter: Belgium) > " in done.stderr
    assert done.stderr.count("Settings kept in:") == 1
    assert tomllib.loads(file.read_text("utf-8")) == {"country": "BE", "email": EMAIL}
    done = in_this_process(own_home, *line, typed=["", "n"])
    assert (done.returncode, "country of residence" in done.stderr) == (1, False)
    done = in_this_process(own_home | {"OPTOUT_COUNTRY": "FR"}, *line, typed=["", "n"])
    assert "Settings kept in:" not in done.stderr


@pytest.mark.linux("a time zone by its variable")
def test_the_country_that_was_meant_is_taken_by_a_yes(own_home: dict[str, str]) -> None:
    file = Path(own_home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    typed = ["yes", "ok", "Fraance", "y", "", EMAIL, "", "n"]
    environ = own_home | {"OPTOUT_BROWSER": NOWHERE, "LANG": "C", "TZ": "UTC"}
    done = in_this_process(environ, "run", "facebook", "--manual", "--lang", "en", typed=typed)
    assert done.stderr.count("Did you mean") == 1
    assert "Please type your e-mail address." in done.stderr
    assert tomllib.loads(file.read_text("utf-8")) == {"country": "FR", "email": EMAIL}


def test_a_run_goes_on_where_its_answers_cannot_be_kept(own_home: dict[str, str]) -> None:
    _a_file_in_the_way(own_home)
    own_home["OPTOUT_DATA_DIR"] = str(Path(own_home["HOME"], "data"))
    own_home |= {"OPTOUT_BROWSER": NOWHERE, "OPTOUT_COUNTRY": "FR"}
    done = in_this_process(own_home, "run", "facebook", "--manual", typed=[EMAIL, "", "n"])
    assert "there is a file in the way" in done.stderr
    assert "Copy the letter" in done.stderr


def test_a_letter_of_ones_own_is_kept_once_it_can_be_read(own_home: dict[str, str]) -> None:
    mine, file = (Path(own_home["HOME"]) / name for name in ("mine.txt", "optout.toml"))
    mine.write_text("Je m’oppose. {{ name }}", "utf-8")
    file.write_text("", "utf-8")
    start = ("FR", EMAIL, "Prénom", "y")
    typed = [*start, "a letter", "~nobody/x", f"{mine}x", f"'{mine}'", "see", ""]
    done = in_this_process(own_home, "setup", "--config", str(file), typed=typed)
    assert done.returncode == 0
    assert "mine.txtx cannot be read" in done.stderr
    assert "Je m’oppose. Prénom" in done.stderr
    assert tomllib.loads(file.read_text("utf-8"))["template"] == str(mine)
    in_this_process(own_home, "setup", "--config", str(file), typed=["a letter", "", ""])
    assert "template" not in tomllib.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("forms", [("facebook", "instagram"), ("linkedin",)])
def test_the_welcome_takes_six_lines(
    monkeypatch: pytest.MonkeyPatch, run_async: RunAsync, forms: tuple[str, ...]
) -> None:
    """With the one that says how to stop."""
    monkeypatch.setattr(Console, "_width", 80)
    for language in i18n.languages():
        i18n.use(language)
        console = TypedConsole([])
        run_async(wizard.welcome(console, forms))
        lines = [line for line in console.shown.splitlines() if line]
        assert 1 < len(lines) <= 5, language
        assert max(map(len, lines)) <= 80


def test_who_needs_no_account_is_not_asked_for_its_address(own_home: dict[str, str]) -> None:
    for forms, question in {
        "third-party": "E-mail address > ",
        "third-party facebook": "sign in to your account > ",
        "threads": "sign in to your account > ",
        "ebay": "sign in to your account > ",
    }.items():
        line = ("run", *forms.split(), "--country", "FR", "--manual")
        asked = in_this_process(own_home, *line, typed=[]).stderr
        assert question in asked, forms
