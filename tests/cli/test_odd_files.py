"""Files that are not what optout wrote, and a wrong clock: each is told, nothing hangs."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support.command_line import CommandLine, refused

from optout.cli import days, letter_files
from optout.cli import status as status_command
from optout.domain.states import State
from optout.dossier.store import Store
from optout.system import lock

RUN = ("run", "facebook", "--manual")


@pytest.fixture(autouse=True)
def settings(person: CommandLine) -> None:
    person.environ |= {
        "OPTOUT_COUNTRY": "FR",
        "OPTOUT_EMAIL": person.email,
        "OPTOUT_NAME": person.name,
        "OPTOUT_LANGUAGE": "fr",
    }


ENTRY = {"sha256": "", "size": 1, "what": "", "at_utc": ""}


@pytest.mark.parametrize("part", ["files", "pending", "altered"])
@pytest.mark.parametrize(
    "files",
    [
        {"result.png": {**ENTRY, "at_utc": [None]}},
        {"result.png": {**ENTRY, "sha256": {}}},
        {"result.png": {**ENTRY, "size": "1"}},
        {"result.png": {**ENTRY, "size": True}},
        {"result.png": {**ENTRY, "what": None}},
        {"result.png": {**ENTRY, "what": "\ud800"}},
        {"\udc00.png": ENTRY},
        {"a\x00b": ENTRY},
        {"../record.json": ENTRY},
        {"x" * 300: ENTRY},
        [ENTRY],
    ],
)
def test_a_false_list_of_sums_is_damage(person: CommandLine, part: str, files: Any) -> None:
    dossier = person.sent()
    path = dossier.path / "manifest.json"
    known = json.loads(path.read_bytes())
    if isinstance(files, dict):
        known[part] |= files
    else:
        known[part] = files
    path.write_text(json.dumps(known))
    refused(person.run("dossier", dossier.id), "OPT-512", 1)
    refused(person.run("follow-up", dossier.id), "OPT-512", 1)
    refused(person.run("answer", dossier.id, "refused"), "OPT-512", 1)
    done = person.run("verify", dossier.id)
    assert done.returncode == 1
    assert done.stderr.endswith("  optout verify FILE.zip\n")
    assert "is missing or damaged" in done.stdout


@contextmanager
def a_pipe_at(path: Path) -> Iterator[None]:
    """A pipe into which nobody writes. Who waits for it all the same gets its end, in a while."""
    path.unlink()
    os.mkfifo(path)
    over = threading.Event()

    def end() -> None:
        while not over.wait(3):
            with suppress(OSError):
                # Python's own `open` would wait for a reader.
                os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))  # noqa: TID251
                waited.append(path)

    waited: list[Path] = []
    ending = threading.Thread(target=end)
    ending.start()
    try:
        yield
    finally:
        over.set()
        ending.join()
    assert not waited


def test_a_pipe_in_place_of_the_record_is_not_waited_for(person: CommandLine) -> None:
    dossier = person.sent()
    with a_pipe_at(dossier.path / "record.json"):
        status = person.run("status")
        assert f"{dossier.path}: This cannot be read." in status.stderr
        refused(person.run("dossier", dossier.id), "OPT-512", 1)
        refused(person.run("answer", dossier.id, "refused"), "OPT-512", 1)
        assert "altered: record.json" in person.run("verify", dossier.id).stdout
        assert f"{dossier.path}: This cannot be read." in person.run(*RUN).stderr


def test_a_pipe_in_place_of_the_sums_is_not_waited_for(person: CommandLine) -> None:
    dossier = person.sent()
    with a_pipe_at(dossier.path / "manifest.json"):
        assert dossier.id in person.run("status").stdout
        refused(person.run("dossier", dossier.id), "OPT-512", 1)
        refused(person.run("answer", dossier.id, "refused"), "OPT-512", 1)
        assert "is missing or damaged" in person.run("verify", dossier.id).stdout


@pytest.mark.parametrize("name", ["result.png", "reply-1.eml"])
def test_a_pipe_among_the_evidence_is_not_waited_for(person: CommandLine, name: str) -> None:
    dossier = person.sent()
    dossier.keep(name, b"x", what="reply")
    with a_pipe_at(dossier.path / name):
        done = person.run("dossier", dossier.id)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", lock.FILES)
@pytest.mark.parametrize("filled", [True, False])
def test_a_folder_in_place_of_the_lock_stays(person: CommandLine, name: str, filled: bool) -> None:
    folder = person.data / name
    folder.mkdir(parents=True)
    if filled:
        (folder / "own.txt").write_text("x")
    done = person.run("forget", "--all", "--yes")
    assert (done.returncode, "keeps nothing of you" in done.stderr) == (0, True), done.stderr
    assert folder.exists()


def test_a_path_too_long_is_told(person: CommandLine) -> None:
    person.environ["XDG_DATA_HOME"] = "/" + "x" * 300
    done = person.run(*RUN)
    assert done.returncode == 1
    assert "its path is too long" in done.stderr
    assert "(OPT-501)" in done.stderr
    for command in (("status",), ("status", "--all")):
        done = person.run(*command)
        assert (done.returncode, done.stderr.count("(OPT-518)")) == (1, 1)
    assert person.run("forget", "--all", "--yes").returncode == 0
    refused(person.run("verify", "x" * 300), "OPT-502", 2)
    refused(person.run("verify", "./" + "x" * 300), "OPT-108", 2, "its path is too long")


@pytest.mark.parametrize("command", [("verify",), ("answer",), ("follow-up",), ("dossier",)])
def test_where_no_dossier_can_be_read_none_is_said_to_be_unknown(
    person: CommandLine, command: tuple[str, ...]
) -> None:
    number = person.sent().id
    person.dossiers.rename(person.dossiers.with_name("away"))
    more = ("refused",) if command == ("answer",) else ()
    refused(person.run(*command, number, *more), "OPT-502", 2)
    person.dossiers.touch(0o600)
    refused(person.run(*command, number, *more), "OPT-518", 1, "none can be read")


def test_where_no_dossier_can_be_read_practice_and_copies_still_are(person: CommandLine) -> None:
    practised = Store(person.data / "practice" / "dossiers").create(form="facebook", practice=True)
    person.dossiers.touch(0o600)
    assert person.run("verify", practised.id).returncode == 0
    copy = Path(person.home["HOME"]) / "copy"
    practised.path.rename(copy)
    assert person.run("verify", "copy").returncode == 0


def test_half_a_character_in_an_answer_is_kept_as_a_question_mark(person: CommandLine) -> None:
    dossier = person.sent()
    done = person.run("answer", dossier.id, "refused", "--text", "Nein\udcff")
    assert done.returncode == 0, done.stderr
    assert (dossier.path / "reply-1.txt").read_text("utf-8") == "Nein?"


def at(person: CommandLine, monkeypatch: pytest.MonkeyPatch, year: int) -> Store:
    moment = datetime(year, 12, 31, 23, 59, 30, tzinfo=UTC)
    for module in (days, letter_files, status_command):
        monkeypatch.setattr(module, "now", lambda: moment)
    return Store(person.dossiers, clock=lambda: moment)


YEARS = [2, 1970, 1999, 2015, 2024, 2101, 9998]


@pytest.mark.parametrize("year", YEARS)
def test_what_a_wrong_clock_wrote_can_be_read(
    person: CommandLine, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    with monkeypatch.context() as then:
        store = at(person, then, year)
        dossier = store.create(form="facebook", email=person.email, country="FR")
        dossier.advance(State.SUBMITTED, by="page", proof="Merci")
        assert person.run("dossier", dossier.id, "--zip", "then.zip").returncode == 0
    number = dossier.id
    for command in (
        ("status",),
        ("status", "--all"),
        ("dossier", number, "--zip", "now.zip"),
        ("verify", number),
        ("verify", "now.zip"),
        ("verify", "then.zip"),
    ):
        done = person.run(*command)
        assert (done.returncode, "(OPT-" in done.stderr) == (0, False), done.stderr
    (told,) = map(json.loads, person.run("status", "--json").stdout.splitlines())
    assert (told["id"], told["due"]) == (number, None)
    refused(person.run("follow-up", number), "OPT-614", 2, "the clock was wrong")
    assert person.run("answer", number, "extended").returncode == 0
    assert person.run("answer", number, "refused").returncode == 0
    refused(person.run("follow-up", number), "OPT-614", 2, "the clock was wrong")
    refused(person.run("complain", number), "OPT-614", 2, "Write to Meta yourself")
    assert person.run(*RUN).returncode == 0


@pytest.mark.parametrize("year", YEARS)
def test_a_wrong_clock_stops_no_command(
    person: CommandLine, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    dossier = person.sent()
    with monkeypatch.context() as then:
        at(person, then, year)
        for command in (
            ("status",),
            ("status", "--calendar", "dates.ics"),
            ("dossier", dossier.id, "--zip", "then.zip"),
            ("follow-up", dossier.id),
            ("complain", dossier.id),
            ("answer", dossier.id, "refused"),
            RUN,
        ):
            assert "OPT-901" not in person.run(*command).stderr
    assert "(OPT-" not in person.run("status").stderr


@pytest.mark.parametrize(("zone", "told"), [("UTC+25:99", "+00:00"), ("XYZ-05:30", "+05:30")])
def test_a_time_zone_that_no_clock_can_have(person: CommandLine, zone: str, told: str) -> None:
    done = person.run_alone(*RUN, TZ=zone)
    assert "OPT-9" not in done.stderr
    (path,) = (person.data / "dossiers").glob("*/record.json")
    assert json.loads(path.read_text("utf-8"))["rungs"][0]["at_local"].endswith(told)
