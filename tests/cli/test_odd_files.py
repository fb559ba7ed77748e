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
from cli.conftest import RunAlone
from support.command_line import CommandLine, refused

from optout.cli import letter_files
from optout.cli import status as status_command
from optout.domain.states import State
from optout.dossier import file
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
FALSE_LISTS: list[Any] = [
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
]


@pytest.mark.parametrize("part", ["files", "pending", "altered"])
def test_a_false_list_of_sums_is_damage(person: CommandLine, part: str) -> None:
    dossier = person.sent()
    path = dossier.path / "manifest.json"
    known = json.loads(path.read_bytes())
    for files in FALSE_LISTS:
        false = known[part] | files if isinstance(files, dict) else files
        path.write_text(json.dumps(known | {part: false}))
        done = person.run("verify", dossier.id)
        assert done.returncode == 1, files
        assert done.stderr.endswith("  optout verify FILE.zip\n")
        assert "is missing or damaged" in done.stdout
    for command in (("dossier",), ("follow-up",), ("answer", "refused")):
        refused(person.run(command[0], dossier.id, *command[1:]), "OPT-512", 1)


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


@pytest.mark.linux("a pipe")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(person: CommandLine) -> None:
    """Of the record, of its sums, and of the evidence, in this order."""
    dossier = person.sent()
    unreadable = f"{dossier.path}: This cannot be read."
    record, sums = (dossier.path / name for name in ("record.json", "manifest.json"))
    whole = record.read_bytes(), sums.read_bytes()
    with a_pipe_at(record):
        assert unreadable in person.run("status").stderr
        refused(person.run("dossier", dossier.id), "OPT-512", 1)
        refused(person.run("answer", dossier.id, "refused"), "OPT-512", 1)
        assert "altered: record.json" in person.run("verify", dossier.id).stdout
        assert unreadable in person.run(*RUN).stderr
    record.unlink()
    record.write_bytes(whole[0])
    with a_pipe_at(sums):
        assert dossier.id in person.run("status").stdout
        refused(person.run("dossier", dossier.id), "OPT-512", 1)
        refused(person.run("answer", dossier.id, "refused"), "OPT-512", 1)
        assert "is missing or damaged" in person.run("verify", dossier.id).stdout
    sums.unlink()
    sums.write_bytes(whole[1])
    dossier.keep("reply-1.eml", b"x", what="reply")
    for name in ("result.png", "reply-1.eml"):
        with a_pipe_at(dossier.path / name):
            done = person.run("dossier", dossier.id)
            assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("filled", [True, False])
def test_a_folder_in_place_of_a_lock_stays(person: CommandLine, filled: bool) -> None:
    for name in lock.FILES:
        folder = person.data / name
        folder.mkdir(parents=True)
        if filled:
            (folder / "own.txt").write_text("x")
    done = person.run("forget", "--all", "--yes")
    assert (done.returncode, "keeps nothing of you" in done.stderr) == (0, True), done.stderr
    assert all((person.data / name).exists() for name in lock.FILES)


@pytest.mark.linux("a folder by its variable")
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


def test_where_no_dossier_can_be_read_none_is_said_to_be_unknown(person: CommandLine) -> None:
    number = person.sent().id
    lines = [(command, number) for command in ("verify", "follow-up", "dossier")]
    person.dossiers.rename(person.dossiers.with_name("away"))
    for line in [*lines, ("answer", number, "refused")]:
        refused(person.run(*line), "OPT-502", 2)
    person.dossiers.touch(0o600)
    for line in [*lines, ("answer", number, "refused")]:
        refused(person.run(*line), "OPT-518", 1, "none can be read")


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
    for module in (file, letter_files, status_command):
        monkeypatch.setattr(module, "now", lambda: moment)
    return Store(person.dossiers, clock=lambda: moment)


NO_CLOCK = pytest.mark.linux("a clock of Windows shows 1970 to 3000")


@pytest.mark.parametrize(
    "year", [pytest.param(2, marks=NO_CLOCK), 2024, pytest.param(9998, marks=NO_CLOCK)]
)
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


@pytest.mark.parametrize("year", [2, 2024, 9998])
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


@pytest.mark.linux("a time zone by its variable")
@pytest.mark.parametrize(("zone", "told"), [("UTC+25:99", "+00:00"), ("XYZ-05:30", "+05:30")])
def test_a_time_zone_that_no_clock_can_have(
    person: CommandLine, run_alone: RunAlone, zone: str, told: str
) -> None:
    done = run_alone(*RUN, TZ=zone)
    assert "OPT-9" not in done.stderr
    (path,) = (person.data / "dossiers").glob("*/record.json")
    assert json.loads(path.read_text("utf-8"))["rungs"][0]["at_local"].endswith(told)
