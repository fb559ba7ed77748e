"""`optout dossier` and `optout verify`: to look at, to hand over, to check."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Talk
from support.command_line import CommandLine, refused, today, whole
from support.rights import is_private

from optout.dossier.store import Store

COPY = (
    "optout cannot restore these files. A copy that you packed may be whole; to check that:\n"
    "  optout verify FILE.zip\n"
)


def test_without_a_screen_the_page_is_named(person: CommandLine) -> None:
    sent = person.sent()
    done = person.run("dossier", sent.id)
    assert (done.returncode, done.stderr) == (0, "")
    file = Path(done.stdout.strip())
    assert file == sent.path / "dossier.html"
    assert is_private(file)
    assert person.name in file.read_text("utf-8")
    assert '<html lang="en"' in file.read_text("utf-8")
    assert person.run("verify", sent.id).returncode == 0
    person.run("dossier", sent.id, "--lang", "fr")
    assert '<html lang="fr"' in file.read_text("utf-8")


def test_on_a_desktop_it_opens(person: CommandLine, desktop: Callable[[], list[str]]) -> None:
    sent = person.sent()
    done = person.run("dossier", sent.id)
    assert done.stdout.strip() == str(sent.path / "dossier.html")
    assert "opens in your browser" in done.stderr
    assert desktop() == [f"browser {(sent.path / 'dossier.html').as_uri()}"]


def test_no_word_is_cut_in_a_narrow_terminal(person: CommandLine, talk: Talk) -> None:
    sent = person.sent()
    for command in (("verify", sent.id), ("preview", "linkedin", "--about")):
        piped = person.run(*command, "--lang", "fr").stdout
        assert max(map(len, piped.splitlines())) > 40, "a file or a pipe takes any"
        tool = talk(*command, "--lang", "fr", columns=40)
        assert tool.exit() == 0
        assert max(map(len, tool.text.splitlines())) <= 40, tool.text
        assert tool.text.split() == piped.split()


def test_a_page_made_before_tells_what_was_noted_since(person: CommandLine) -> None:
    """After each thing that is noted; none is made that was not there."""
    sent, other = person.sent(), person.sent("instagram")
    page = Path(person.run("dossier", sent.id).stdout.strip())
    day = today().isoformat()
    for command, said in (
        (("answer", sent.id, "refused", "--text", "No."), "Meta refused the objection"),
        (("answer", sent.id, "other", "--text", "Seen."), "reply-2.txt"),
        (("follow-up", sent.id, "--sent-on", day), "Follow-up letter sent on"),
        (("complain", sent.id, "--sent-on", day), "Complaint sent on"),
        (("answer", sent.id, "none"), "No answer is recorded."),
    ):
        assert said not in page.read_text("utf-8"), said
        assert person.run(*command).returncode == 0
        assert said in page.read_text("utf-8"), said
    assert person.run("answer", other.id, "refused").returncode == 0
    assert not [*other.path.glob("dossier*")]


@pytest.mark.usefixtures("with_browser")
def test_as_pdf_and_as_zip(person: CommandLine) -> None:
    """A slip in what is not needed for it is in the way of none."""
    sent = person.sent()
    both = ("--pdf", "mine.pdf", "--zip", "mine.zip")
    done = person.run("dossier", sent.id, *both, OPTOUT_COUNTRY="Frnace")
    assert (done.returncode, done.stdout) == (0, "mine.zip\nmine.pdf\n"), done.stderr
    assert done.stderr.endswith("The PDF is being made. It takes a few seconds.\n")
    file = Path(person.home["HOME"]) / "mine.pdf"
    assert file.read_bytes().startswith(b"%PDF-")
    assert is_private(file)
    assert not (person.data / "printing").exists()


@pytest.mark.usefixtures("with_browser")
def test_no_pdf_without_a_browser(person: CommandLine) -> None:
    sent = person.sent()
    done = person.run("dossier", sent.id, "--pdf", "mine.pdf", OPTOUT_BROWSER="/not/there")
    refused(done, "OPT-304", 3)
    assert not (Path(person.home["HOME"]) / "mine.pdf").exists()


def test_as_zip(person: CommandLine) -> None:
    sent = person.sent()
    done = person.run("dossier", sent.id, "--zip", "mine.zip")
    assert (done.returncode, done.stdout) == (0, "mine.zip\n"), done.stderr
    file = Path(person.home["HOME"]) / "mine.zip"
    assert hashlib.sha256(file.read_bytes()).hexdigest() in done.stderr
    assert is_private(file)
    with zipfile.ZipFile(file) as packed:
        names = {Path(name).name for name in packed.namelist()}
        assert {"record.json", "bagit.txt", "filled.png", "dossier.html"} <= names
        assert person.email.encode() in packed.read(f"{sent.id}/data/record.json")


def test_a_file_that_cannot_be_written(person: CommandLine) -> None:
    sent = person.sent()
    refused(person.run("dossier", sent.id, "--zip", "nowhere/mine.zip"), "OPT-516", 2, "nowhere")
    refused(person.run("dossier", sent.id, "--pdf", "."), "OPT-516", 2, "it is a folder")
    refused(person.run("dossier", "nonsense"), "OPT-502", 2)


@pytest.mark.linux("a folder that is worked in can be taken away")
def test_a_working_folder_that_is_gone(person: CommandLine, home: dict[str, str]) -> None:
    number = person.sent(days=3).id
    script = 'rmdir "$1"; shift; exec "$@"'
    for command in (("dossier", number, "--zip"), ("verify",)):
        gone = Path(home["HOME"]) / "gone"
        gone.mkdir()
        line = [sys.executable, "-P", "-m", "optout", *command, "./mine.zip"]
        done = subprocess.run(
            ["/bin/sh", "-c", script, "sh", str(gone), *line],
            env=home,
            cwd=gone,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2, done.stderr
        assert "mine.zip cannot be" in done.stderr
        assert "not there. " in done.stderr


@pytest.mark.linux("a link")
@pytest.mark.parametrize("profile", ["", "two"])
def test_nothing_of_optouts_own_is_written_over(
    person: CommandLine, another: CommandLine, profile: str
) -> None:
    owner = another if profile else person
    sent, theirs = owner.sent(days=3), person.sent()
    settings = Path(person.home["XDG_CONFIG_HOME"]) / "optout"
    (settings / "profiles/two").mkdir(parents=True)
    for file in (settings / "optout.toml", settings / "profiles/two/optout.toml"):
        file.write_text('country = "FR"\n', "utf-8")
    link = Path(person.home["HOME"]) / "link"
    link.symlink_to(sent.path)
    before = whole(person.data) | whole(settings)
    new = sent.path / "new.zip"
    for file in (*before, link / "record.json", new, theirs.path / "new.zip"):
        done = owner.run("dossier", sent.id, "--zip", str(file))
        assert done.returncode == 2
        assert "optout keeps its own things there" in done.stderr
    for command in (("status", "--calendar"), ("dossier", sent.id, "--pdf")):
        assert "optout keeps its own things there" in owner.run(*command, str(new)).stderr
    assert whole(person.data) | whole(settings) == before


def test_a_file_that_is_there_is_not_replaced_unasked(person: CommandLine) -> None:
    sent, file = person.sent(days=3), Path(person.home["HOME"]) / "mine.txt"
    file.write_text("mine", "utf-8")
    for command in (("status", "--calendar"), ("dossier", sent.id, "--zip")):
        done = person.run(*command, "mine.txt")
        assert done.returncode == 2
        assert "mine.txt cannot be written: it is there already" in done.stderr
    assert file.read_text("utf-8") == "mine"


@pytest.mark.linux("a link")
def test_two_files_do_not_go_into_one(person: CommandLine) -> None:
    sent, home = person.sent(), Path(person.home["HOME"])
    (home / "link").symlink_to(home)
    for pdf in ("mine.zip", "./mine.zip", "link/mine.zip"):
        done = person.run("dossier", sent.id, "--pdf", pdf, "--zip", "mine.zip")
        refused(done, "OPT-516", 2, f"The file {Path(pdf)} cannot be written: it is named twice")
    assert not (home / "mine.zip").exists()


@pytest.mark.parametrize("answer", ["y", "n", ""])
def test_a_file_that_is_there_is_asked_about(person: CommandLine, answer: str) -> None:
    person.sent(days=3)
    file = Path(person.home["HOME"]) / "dates.ics"
    file.write_text("mine", "utf-8")
    done = person.run("status", "--calendar", "dates.ics", typed=[answer])
    assert "Replace it? [y/N] > " in done.stderr
    assert done.returncode == (0 if answer == "y" else 2)
    assert (file.read_text("utf-8") != "mine") == (answer == "y")


def test_what_was_practised_is_shown_too(person: CommandLine) -> None:
    practised = Store(person.data / "practice" / "dossiers").create(form="facebook", practice=True)
    done = person.run("dossier", practised.id)
    assert done.returncode == 0
    assert "This is practice" in Path(done.stdout.strip()).read_text("utf-8")
    assert person.run("verify", practised.id).returncode == 0
    assert practised.id not in person.run("status").stdout
    refused(person.run("answer", practised.id, "accepted"), "OPT-615", 2)


def test_a_whole_dossier_is_verified(person: CommandLine) -> None:
    sent = person.sent()
    done = person.run("verify", sent.id)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(rf"{sent.id}: \d files checked", done.stdout)
    assert "All are as optout wrote them" in done.stdout
    assert json.loads(person.run("verify", sent.id, "--json").stdout) == {
        "id": sent.id,
        "whole": True,
        "checked": 4,
        "altered": [],
        "missing": [],
        "added": [],
        "unfinished": [],
    }


@pytest.mark.linux("a name that Windows refuses")
@pytest.mark.parametrize("record", ["{", None])
def test_whatever_was_done_to_it_is_named(person: CommandLine, record: str | None) -> None:
    sent = person.sent()
    (sent.path / "result.png").write_bytes(b"another")
    (sent.path / "filled.png").unlink()
    (sent.path / "one\x1b[2Jmore.txt").write_text("x")
    (sent.path / ".result.txt.0a0b0c0d.part").write_text("x")
    altered = ["result.png"]
    if record is not None:
        (sent.path / "record.json").write_text(record)
        altered.insert(0, "record.json")
    done = person.run("verify", sent.id)
    assert done.returncode == 1
    assert done.stderr == COPY
    for name in altered:
        assert f"altered: {name}\n" in done.stdout
    assert "missing: filled.png\n" in done.stdout
    assert "added: onemore.txt\n" in done.stdout
    assert "interrupted write: .result.txt.0a0b0c0d.part\n" in done.stdout
    assert "All are as" not in done.stdout
    found = json.loads(person.run("verify", sent.id, "--json").stdout)
    assert (found["whole"], found["altered"]) == (False, altered)
    assert (found["missing"], found["added"]) == (["filled.png"], ["one\x1b[2Jmore.txt"])


def test_without_its_hashes_nothing_is_whole_nor_written_into_it(person: CommandLine) -> None:
    sent = person.sent()
    (sent.path / "manifest.json").unlink()
    done = person.run("verify", sent.id)
    assert (done.returncode, "Nothing could be checked" in done.stdout) == (1, True)
    before = whole(sent.path)
    for command in (("dossier", sent.id), ("answer", sent.id, "other", "--text", "Nein")):
        refused(person.run(*command), "OPT-521", 1, "list of checksums, manifest.json")
    assert whole(sent.path) == before


def test_what_was_only_added_leaves_the_proof_whole(person: CommandLine) -> None:
    """The twin: no copy is needed."""
    sent = person.sent()
    (sent.path / "more.txt").write_text("x")
    done = person.run("verify", sent.id)
    assert (done.returncode, done.stderr) == (1, "")
    assert "added: more.txt\n" in done.stdout


def test_a_packed_file_and_its_folder_are_verified(person: CommandLine) -> None:
    sent, home = person.sent(), Path(person.home["HOME"])
    person.run("dossier", sent.id, "--zip", "mine.zip")
    zipfile.ZipFile(home / "mine.zip").extractall(home / "out")
    for given in ("mine.zip", str(home / "mine.zip"), f"out/{sent.id}", f"out/{sent.id}/"):
        done = person.run("verify", given)
        assert (done.returncode, done.stderr) == (0, ""), given
        assert done.stdout.startswith(f"{Path(given).name}: ")
    page = "data/dossier.html"
    (home / "out" / sent.id / page).write_bytes(b"another")
    told = json.loads(person.run("verify", f"out/{sent.id}", "--json").stdout)
    assert (told["id"], told["whole"]) == (sent.id, False)
    assert told["altered"] == [page]
    assert person.run("verify", sent.id).returncode == 0, "the number means the person's own"


@pytest.mark.linux("a device")
def test_what_is_no_copy_is_said(person: CommandLine) -> None:
    refused(person.run("verify", "nothing.zip"), "OPT-108", 2, "not there")
    refused(person.run("verify", "./nothing"), "OPT-108", 2, "not there")
    refused(person.run("verify", "20261126-facebook-abcdef"), "OPT-502", 2)
    home = Path(person.home["HOME"])
    (home / "text.zip").write_text("no zip")
    refused(person.run("verify", "text.zip"), "OPT-108", 2, "it is no zip file")
    refused(person.run("verify", "/dev/zero"), "OPT-108", 2, "it is not an ordinary file")
    (home / "empty").mkdir()
    done = person.run("verify", "empty")
    assert (done.returncode, done.stderr) == (1, COPY)
    assert "Nothing could be checked" in done.stdout


def test_what_was_altered_is_said_as_it_is_packed(person: CommandLine) -> None:
    sent = person.sent()
    (sent.path / "result.png").write_bytes(b"another")
    done = person.run("dossier", sent.id, "--zip", "mine.zip")
    assert "altered: result.png" in done.stderr
    assert "altered: data/result.png\n" in person.run("verify", "mine.zip").stdout
