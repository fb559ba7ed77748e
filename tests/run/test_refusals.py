"""What bad input gets: one sentence with what, where and the next move, and the right exit code."""

import asyncio
import contextlib
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.command_line import Done, in_this_process, refused

from optout.config import sources
from optout.config.paths import Places
from optout.config.settings import load
from optout.forms.names import NAMES

GOOD = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": "a@example.org"}


def optout(home: dict[str, str], *arguments: str, environ: dict[str, str] | None = None) -> Done:
    """The tool without a terminal."""
    return in_this_process({**home, **(environ or {})}, *arguments)


def test_what_is_right_is_not_refused(home: dict[str, str]) -> None:
    done = optout(home, "preview", environ=GOOD)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "a@example.org" in done.stdout


@pytest.mark.parametrize("missing", GOOD)
def test_a_preview_with_an_example_in_it_says_so(home: dict[str, str], missing: str) -> None:
    given = {key: value for key, value in GOOD.items() if key != missing}
    done = optout(home, "preview", environ=given)
    assert "the letter has an example" in done.stderr
    assert "the letter has an example" not in done.stdout


BAD_USAGE = [
    (("preview", "--country", "Atlantis"), GOOD, "OPT-101", "two-letter code"),
    (("preview",), {**GOOD, "OPTOUT_COUNTRY": "Atlantis"}, "OPT-101", "in the environment"),
    (("preview",), {**GOOD, "OPTOUT_FORMS": "x, myspace"}, "OPT-127", "Word 2 of forms (the"),
    (("preview",), {**GOOD, "OPTOUT_ACCOUNTS": "linkdin"}, "OPT-128", "mean linkedin?"),
    (("preview", "--email", "not-an-address"), GOOD, "OPT-102", "name@example.org"),
    (("run", "myspace"), GOOD, "OPT-103", ", ".join(NAMES)),
    (("check", "myspace"), GOOD, "OPT-103", ", ".join(NAMES)),
    (("preview",), {**GOOD, "OPTOUT_CUONTRY": "FR"}, "OPT-125", "mean country?"),
    (("preview",), {**GOOD, "OPTOUT_LINKED": "perhaps"}, "OPT-105", "linked"),
    (("run",), {**GOOD, "OPTOUT_FORMS": ","}, "OPT-105", "setting forms"),
    (("status",), {"OPTOUT_LANG": "tlh"}, "OPT-105", "value that does not fit: tlh."),
    (("status",), {"OPTOUT_DATA_DIR": "relative"}, "OPT-105", "whole path"),
    (("preview",), {**GOOD, "OPTOUT_MOTHER": "x"}, "OPT-104", "choose among:\ncountry, email,"),
    (("status",), {"OPTOUT_DATADIR": "/nowhere"}, "OPT-125", "not known: datadir"),
    (("forget", "--all", "--yes"), {"OPTOUT_DATADIR": "/nowhere"}, "OPT-125", "mean data_dir?"),
    (
        ("check", "facebook", "instagram", "--url", "https://x.test/"),
        GOOD,
        "OPT-111",
        "one form",
    ),
    (("run",), {}, "OPT-107", "--country"),
    (("run",), {"OPTOUT_COUNTRY": "FR"}, "OPT-107", "--email"),
    ((), {}, "OPT-107", "--country"),
    (("preview", "--language", "tlh"), GOOD, "OPT-109", "fr"),
    (("preview",), {**GOOD, "OPTOUT_FACEBOOK_URL": "https://x.test/"}, "OPT-110", "Facebook"),
    (("run", "facebook", "instagram", "--url", "https://x.test/"), GOOD, "OPT-111", "one form"),
    (("run", "amazon", "--url", "https://x.test/"), GOOD, "OPT-111", "there is none"),
    (("check", "x", "xai", "--url", "https://x.test/"), GOOD, "OPT-111", "optout check face"),
    (("run", "facebook", "instagram", "--url", "https://x.test/"), GOOD, "OPT-111", "run face"),
    (("all",), GOOD, "OPT-107", "Add --accounts FORMS, or"),
    (("run", "facebook", "--url", "nonsense"), GOOD, "OPT-112", "https://"),
    (("preview", "--length", "endless"), GOOD, "OPT-113", "full, standard, short"),
    (("preview", "--lang", "tlh"), GOOD, "OPT-113", "en"),
    (("preview", "--frobnicate"), GOOD, "OPT-118", "--help"),
    (("frobnicate",), GOOD, "OPT-114", "--help"),
    (("run", "facebook", "--url", "https://x.test/"), GOOD, "OPT-115", "--url"),
    (("setup",), {}, "OPT-116", "terminal"),
    (("preview", "--template", "missing.txt"), GOOD, "OPT-108", "missing.txt"),
]


def wrongly_refused(done: Done, problem: str, said: str) -> str:
    """What was said instead of one message with that code and these words, on standard error."""
    found = (done.returncode, done.stdout, re.findall(r"\((OPT-\d+)\)", done.stderr))
    good = found == (2, "", [problem]) and said in done.stderr and "Traceback" not in done.stderr
    return "" if good else f"{done.returncode} {done.stdout}{done.stderr}"


@contextlib.asynccontextmanager
async def no_driver() -> AsyncIterator["asyncio.Future[object]"]:
    """What starts while the settings are read, and is not needed where they are refused."""
    yield asyncio.get_running_loop().create_future()


def test_bad_usage(home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optout.browser.launch.driver", no_driver)
    wrong = {
        (*arguments, *environ.items()): found
        for arguments, environ, problem, said in BAD_USAGE
        if (found := wrongly_refused(optout(home, *arguments, environ=environ), problem, said))
    }
    assert wrong == {}


BAD_FILES = [
    ('country = "FR"\nemial = "a@example.org"\n', "OPT-125", "mean email?"),
    ("country = \n", "OPT-106", "line 1"),
    ('country = "FR"\nemail = "secret-value"\n', "OPT-102", "optout.toml"),
    ('facebook_email = "secret-value"\n', "OPT-102", "facebook_email ("),
    ('country = "FR"\nname = "' + "x" * 201 + '"\n', "OPT-105", "characters at most: 200"),
    ('accounts = ["TikTok", "tictok"]\n', "OPT-128", "Word 2 of accounts"),
    ("forms = [3]\n", "OPT-105", "setting forms"),
    ('deadline = "tomorrow"\n', "OPT-105", "a date, for example 2025-05-27"),
    ('country = "FR"\nheadless = "sometimes"\n', "OPT-105", "headless"),
    ('country = "FR"\ntemplate = "~nobody-of-this-name/a.txt"\n', "OPT-105", "template"),
    ('country = "FR"\ntemplate = "letter.txt"\n', "OPT-105", "whole path"),
    ('country = "FR"\ntemplate = "/letter\\u0000.txt"\n', "OPT-105", "whole path"),
    ('country = "FR"\ndeadline = ' + "1" * 5000 + "\n", "OPT-106", "line 1"),
]


def settings_file(home: dict[str, str]) -> Path:
    """Where this person's settings are."""
    file = Path(home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    file.parent.mkdir(parents=True)
    return file


def test_a_bad_settings_file(home: dict[str, str]) -> None:
    file, wrong = settings_file(home), {}
    for text, problem, said in BAD_FILES:
        file.write_text(text, "utf-8")
        done = optout(home, "preview")
        if (found := wrongly_refused(done, problem, said)) or "secret-value" in done.stderr:
            wrong[text] = found or "secret-value"
    assert wrong == {}


def test_settings_in_each_encoding_of_an_editor(home: dict[str, str]) -> None:
    file, wrong = settings_file(home), {}
    lines = ['country = "FR"', "plain = true", 'name = "Prénom"', 'email = "a@example.org"', ""]
    for encoding in ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"):
        mark = "\ufeff" if encoding.startswith("utf-16") else ""
        for ending in ("\n", "\r\n"):
            file.write_bytes((mark + ending.join(lines)).encode(encoding))
            done = optout(home, "preview")
            if encoding == "cp1252":
                good = not wrongly_refused(done, "OPT-124", "3)")
            else:
                good = (done.returncode, done.stderr) == (0, "") and "Prénom" in done.stdout
            if not good:
                wrong[encoding, ending] = done
    assert wrong == {}


@pytest.mark.parametrize(("named", "meant"), [("", "auto"), ("msedge", "msedge")])
def test_a_browser_that_is_left_empty_is_any(tmp_path: Path, named: str, meant: str) -> None:
    (file := tmp_path / "optout.toml").write_text(f'browser = "{named}"\n', "utf-8")
    places = Places.find(file)
    assert load(places, {}).browser == sources.browser(places, {}) == meant


@pytest.mark.linux("a pipe")
def test_settings_that_never_end_are_refused(home: dict[str, str]) -> None:
    pipe = Path(home["HOME"]) / "pipe"
    os.mkfifo(pipe)
    for file in (pipe, Path("/dev/zero")):
        done = optout(home, "--config", str(file), "status")
        refused(done, "OPT-108", 2, f"{file} cannot be read: it is not an ordinary file")


def test_where_no_settings_can_be_there_are_none(home: dict[str, str]) -> None:
    (file := Path(home["HOME"]) / "file").touch()
    environ = {**GOOD, "XDG_CONFIG_HOME": str(file)}
    for command in ("preview", "status"):
        assert optout(home, command, environ=environ).returncode == 0
    given = optout(home, "--config", str(file / "optout.toml"), "preview", environ=GOOD)
    refused(given, "OPT-108", 2, "it is not there")


def test_a_template_with_an_unknown_name(home: dict[str, str]) -> None:
    template = Path(home["HOME"]) / "mine.txt"
    template.write_text("I, {{ nmae }}, object.", "utf-8")
    done = optout(home, "run", "--template", str(template), environ=GOOD)
    refused(done, "OPT-201", 2, "nmae")
    template.write_text("I, {{ name }}, object.", "utf-8")
    good = {**GOOD, "OPTOUT_NAME": "Prénom Nom"}
    assert (
        "I, Prénom Nom, object."
        in optout(home, "preview", "--template", str(template), environ=good).stdout
    )


@pytest.mark.parametrize(
    ("where", "problem", "said"),
    [
        ({"PATH": "/nowhere"}, "OPT-301", "Install Chrome, Edge or Chromium"),
        ({"OPTOUT_BROWSER": "/nowhere/browser"}, "OPT-304", "/nowhere/browser"),
        ({"OPTOUT_BROWSER": "firefox"}, "OPT-304", "firefox"),
    ],
)
def test_no_browser(home: dict[str, str], where: dict[str, str], problem: str, said: str) -> None:
    environ = {**GOOD, "PLAYWRIGHT_BROWSERS_PATH": "/nowhere", "DISPLAY": ":0", **where}
    refused(optout(home, "run", environ=environ), problem, 3, said)


def test_forms_are_called_as_the_companies_write_them(home: dict[str, str]) -> None:
    for environ in (GOOD, {**GOOD, "OPTOUT_FORMS": "Instagram, FACEBOOK"}):
        done = optout(home, "preview", *(["Instagram"] if environ is GOOD else []), environ=environ)
        assert done.returncode == 0, done.stderr
        assert done.stdout


@pytest.mark.linux("a display by its variable")
def test_no_display(home: dict[str, str]) -> None:
    environ = {**GOOD, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    refused(optout(home, "run", environ=environ), "OPT-302", 3, "practice --hands-off")


@pytest.mark.linux("/bin/false stands in for a browser")
def test_a_browser_that_does_not_start(home: dict[str, str]) -> None:
    environ = {**GOOD, "OPTOUT_BROWSER": "/bin/false", "DISPLAY": ":0"}
    refused(optout(home, "run", environ=environ), "OPT-303", 3, "OPTOUT_BROWSER")


def test_debug_shows_where_and_no_values(home: dict[str, str]) -> None:
    done = optout(home, "preview", "--country", "Atlantis", "--debug", environ=GOOD)
    assert done.returncode == 2
    assert "check_country" in done.stderr
    assert "Atlantis" not in done.stderr
    assert "a@example.org" not in done.stderr


def test_a_folder_that_cannot_be_written(home: dict[str, str]) -> None:
    data = Path(home["HOME"]) / "in-the-way"
    data.write_text("a file, not a folder", "utf-8")
    environ = {**GOOD, "OPTOUT_DATA_DIR": str(data)}
    done = optout(home, "run", "facebook", "--manual", environ=environ)
    refused(done, "OPT-501", 1, "Make room")


def test_every_problem_has_two_plain_sentences() -> None:
    from optout.domain import errors

    problems = [p for p in vars(errors).values() if isinstance(p, errors.Problem)]
    assert len(problems) > 25
    assert len({p.code for p in problems}) == len(problems)
    for problem in problems:
        assert re.fullmatch(r"OPT-\d{3}", problem.code)
        for sentence in (problem.what, problem.next_move):
            assert sentence.endswith((".", "?", ":\n{known}", ":\n{expected}")), problem.code
            assert "!" not in sentence, problem.code
