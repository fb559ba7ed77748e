"""`optout status`: every dossier, what is due, and whatever else lies in the folder."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import vobject
from cli.conftest import Talk
from support.command_line import CommandLine, ago, days_since, refused, today
from support.covering import some
from support.rights import is_private

from optout.domain.states import State
from optout.dossier.due import reply_due
from optout.dossier.store import Store


def test_it_lists_state_and_days_left(person: CommandLine) -> None:
    sent, begun = person.sent(days=3), person.begun("instagram", days=2)
    started = today()
    done = person.run("status")
    assert done.returncode == 0
    assert done.stderr == (
        "The dates for your calendar:\n  optout status --calendar dates.ics\n"
        "To go on:\n  optout run instagram\n"
    )
    head, first, second = (re.split(r"  +", line) for line in done.stdout.splitlines())
    assert head == ["Dossier", "Form", "Since", "State", "Due"]
    due = reply_due(sent.record)
    assert due is not None
    left = [f"{due}, in {(due - day).days} days" for day in days_since(started)]
    since = sent.record.last_change.at_local[:10]
    acknowledged = "received by Meta"
    assert first[:-1] == [sent.id, "Facebook", since, acknowledged]
    assert first[-1] in left
    assert second[0] == begun.id
    assert second[3:] == ["prepared, nothing filled in yet"]


def test_what_is_worth_another_look_is_said_with_its_commands_and_never_due(
    person: CommandLine,
) -> None:
    person.sent(days=200)
    before_its_change = (date.today() - date(2026, 3, 1)).days
    for form, state, days in (
        ("linkedin-switch", State.SWITCHED_OFF, 200),
        ("snapchat", State.UNCONFIRMED, before_its_change),
        ("x-switch", State.SWITCHED_OFF, 30),
    ):
        person.begun(form, days=days).advance(state, by="person")
    done = person.run("status")
    assert done.returncode == 0
    _before, _title, told = done.stderr.partition("Worth another look:\n")
    lines = [re.sub(r" on .* 20\d\d", " on …", line.strip()) for line in told.splitlines()]
    assert {*lines[:3]} == {
        "Facebook: last looked at on …",
        "LinkedIn (setting): last looked at on …",
        "Snapchat: its terms have changed on … (Snap, Privacy Policy)",
    }
    assert lines[3:] == [
        "To see whether the setting is still as you left it:",
        "optout run linkedin",
        "To object once more, as it has changed:",
        "optout run snapchat --again",
        "To see what the page says today; nothing is typed there:",
        "optout check facebook",
    ]
    rows = map(json.loads, person.run("status", "--json").stdout.splitlines())
    again = {row["form"]: row["look_again"] and row["look_again"]["changed"] for row in rows}
    change = {"what": "terms", "on": "2026-09-21"}
    assert again == {"facebook": [], "linkedin-switch": [], "snapchat": [change], "x-switch": None}
    due = person.run("status", "--due")
    assert "Worth another look" not in due.stderr
    assert "LinkedIn" not in due.stdout


def test_what_the_page_has_refused_can_be_done_by_hand(person: CommandLine) -> None:
    dossier = person.begun("instagram", days=2)
    dossier.advance(State.REFUSED, by="page", proof="an alert says:", words="Rejected.")
    before = (dossier.path / "record.json").read_bytes()
    done = person.run("status")
    assert done.stderr.splitlines() == ["To do it by hand:", "  optout run instagram --manual"]
    assert "refused by the page" in done.stdout
    assert (dossier.path / "record.json").read_bytes() == before


def test_where_the_code_is_asked_for_no_more_another_request_is_the_way(
    person: CommandLine,
) -> None:
    dossier = person.begun(days=2)
    for state in (State.PREFILLED, State.SUBMITTED, State.CODE_ASKED):
        dossier.advance(state, by="page", proof="What it says")
    going_on = ["To go on:", "  optout run facebook"]
    assert person.run("status").stderr.splitlines()[:2] == going_on
    dossier.change(asks_no_more=True)
    assert person.run("status").stderr.splitlines()[:2] == [
        "The page does not ask for the code any more. To send a second request:",
        "  optout run facebook --again",
    ]


def test_the_last_answer_stands_where_the_state_stood(person: CommandLine) -> None:
    sent = person.sent(days=20)
    told = []
    for answer, days in (("extended", 9), ("refused", 5), ("accepted", 3)):
        day = ago(days)
        person.run("answer", sent.id, answer, "--on", day)
        told.append(re.split(r"  +", person.run("status").stdout.splitlines()[1])[2:4])
        assert told[-1][0] == day
    assert [words for _day, words in told] == [
        "Meta took more time",
        "Meta refused the objection",
        "Meta accepted the objection",
    ]


def test_as_json_a_line_a_dossier(person: CommandLine) -> None:
    sent, begun = person.sent(days=60), person.begun("instagram", days=2)
    started = today()
    done = person.run("status", "--json")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (0, "")
    assert (first["id"], first["state"], first["due"]["what"]) == (sent.id, "acknowledged", "reply")
    on = date.fromisoformat(first["due"]["on"])
    assert first["due"]["days_left"] in [(on - day).days for day in days_since(started)]
    assert first["due"]["days_left"] < 0
    assert (second["id"], second["due"]) == (begun.id, None)


def test_without_a_dossier_it_says_so_and_makes_nothing(person: CommandLine) -> None:
    for option in ((), ("--json",)):
        done = person.run("status", *option)
        assert (done.returncode, done.stdout) == (0, "")
        assert "no dossier yet" in done.stderr
    assert not person.data.exists()


def dangling(place: Path) -> None:
    place.symlink_to(place.with_name("unplugged"))


@pytest.mark.parametrize("below", ["", "dossiers"])
@pytest.mark.parametrize(
    "in_the_way", [pytest.param(dangling, marks=pytest.mark.linux("a link")), Path.touch]
)
def test_what_is_in_the_way_is_no_empty_folder(
    person: CommandLine, below: str, in_the_way: Callable[[Path], None]
) -> None:
    place = person.data / below
    place.parent.mkdir(parents=True)
    in_the_way(place)
    for option in ((), ("--json",), ("--calendar", "dates.ics"), ("--all",)):
        done = person.run("status", *option)
        assert done.returncode == 1
        assert f"{person.dossiers}: This cannot be read." in done.stderr
        assert "no dossier yet" not in done.stderr
        assert "look in your mailbox" in done.stderr.splitlines()[-1]
    assert not list(Path(person.home["HOME"]).glob("*.ics"))


def test_the_only_dossier_cannot_be_read(person: CommandLine) -> None:
    made = person.sent()
    for text in ("{", '{"schema": 99}'):
        (made.path / "record.json").write_text(text, "utf-8")
        done = person.run("status")
        refused(done, "OPT-518", 1, "Keep a copy")
        assert done.stderr.startswith(f"{made.path}: This record ")
        assert "no dossier yet" not in done.stderr
    # Nobody is asked which of none that can be read.
    refused(person.run("dossier", typed=[]), "OPT-518", 1)


def test_what_is_no_dossier_hides_none(person: CommandLine) -> None:
    person.dossiers.mkdir(parents=True, mode=0o700)
    (person.dossiers / "notes.txt").touch()
    done = person.run("status")
    assert done.returncode == 0
    assert "no dossier yet" in done.stderr


def test_the_disk_of_the_data_folder_is_not_plugged_in(person: CommandLine, tmp_path: Path) -> None:
    away = tmp_path / "disk" / "optout"
    known = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": person.email, "OPTOUT_DATA_DIR": str(away)}
    for line in (("status",), ("run", "facebook", "--manual"), ("forget", "--all", "--yes")):
        done = person.run(*line, **known)
        assert done.returncode == 1
        assert f"{away} cannot be reached. Plug in its disk" in done.stderr
        assert not away.parent.exists()
    away.parent.mkdir()
    assert "no dossier yet" in person.run("status", **known).stderr


def test_a_slip_in_the_settings_hides_no_dossier(person: CommandLine) -> None:
    sent = person.sent()
    slips = {"OPTOUT_COUNTRY": "Frnce", "OPTOUT_EMAIL": "no address", "OPTOUT_COLOUR": "blue"}
    done = person.run("status", **slips)
    assert done.returncode == 0
    assert done.stdout.splitlines()[1].startswith(sent.id)
    refused(person.run("preview", **slips), "OPT-104", 2, "colour")


def test_a_data_folder_that_cannot_be_read_is_no_empty_one(person: CommandLine) -> None:
    person.sent()
    settings = Path(person.home["XDG_CONFIG_HOME"]) / "optout/optout.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    for file, code in {
        "data_dir = 7\n": "OPT-105",
        "data_dir = \n": "OPT-106",
        'data_dir = "~nobody-of-this-name/optout"\n': "OPT-105",
        'data_dir = "/a\\u0000b"\n': "OPT-105",
        "country = " + "[" * 9000: "OPT-106",
    }.items():
        settings.write_text(file, "utf-8")
        refused(person.run("status"), code, 2, str(settings))


@pytest.mark.linux("rights of files")
def test_what_a_kill_or_damage_left_is_said(person: CommandLine) -> None:
    good = person.sent()
    damaged = person.begun("instagram")
    (damaged.path / "record.json").write_text('{"schema": 1, "id"')
    unfinished = good.path / ".result.png.0a0b0c0d.part"
    unfinished.write_bytes(b"x")
    making = person.dossiers / ".new-20260101-facebook-aaaaaa"
    making.mkdir()
    foreign = person.dossiers / "notes.txt"
    foreign.write_text("x")
    loose = person.begun("third-party")
    loose.path.chmod(0o755)
    done = person.run("status")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == [good.id, loose.id]
    troubles, late, left = re.split(
        r"To go on:\n|An answer is late. The letter for that:\n", done.stderr
    )
    assert left == "  optout run third-party\n"
    assert late == f"  optout follow-up {good.id}\n"
    assert dict(line.split(": ", 1) for line in troubles.splitlines()) == {
        str(damaged.path): "This record is damaged and was left as it is.",
        str(unfinished): "This is left over from an interrupted write. Nothing was lost.",
        str(making): "This is left over from an interrupted write. Nothing was lost.",
        str(foreign): "This does not belong to optout.",
        str(loose.path): "Other people on this computer can read this.",
    }
    assert unfinished.exists()
    assert making.exists()


@pytest.mark.parametrize("every", [(), ("--all",)])
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_only_what_is_due_with_an_exit_code(
    person: CommandLine, every: tuple[str, ...], as_json: tuple[str, ...]
) -> None:
    """One day before its date it is not."""
    line = ("status", "--due", *every, *as_json)
    none = "Nothing is due today.\n"
    for made in (None, person.sent("instagram", days=3), person.begun("threads", days=90)):
        done = person.run(*line)
        assert (done.returncode, done.stdout) == (0, ""), made
        assert done.stderr.endswith(none)
    late = person.sent(days=90)
    done = person.run(*line)
    assert (done.returncode, "1 date is due.\n" in done.stderr) == (1, True)
    assert "instagram" not in done.stdout.casefold()
    assert ("facebook" if as_json else "Facebook") in done.stdout
    assert ("days_left" in done.stdout) == bool(as_json)
    assert (f"optout follow-up {late.id}" in done.stderr) == (not every and not as_json)
    refused(person.run(*line[:2], "--calendar", "x.ics"), "OPT-607", 2, "--due")


def test_the_calendar_holds_what_is_due(person: CommandLine) -> None:
    sent = person.sent(days=3)
    person.begun("instagram")
    done = person.run("status", "--calendar", "dates.ics")
    assert done.returncode == 0
    assert "dates.ics" in done.stderr
    file = Path(person.home["HOME"]) / "dates.ics"
    assert is_private(file)
    (event,) = vobject.readOne(file.read_text("utf-8")).vevent_list
    assert event.dtstart.value == reply_due(sent.record)
    assert person.email not in file.read_text("utf-8")


def test_nothing_due_writes_no_calendar(person: CommandLine) -> None:
    person.begun()
    done = person.run("status", "--calendar", "dates.ics")
    assert done.returncode == 0
    assert "no calendar was written" in done.stderr
    assert not (Path(person.home["HOME"]) / "dates.ics").exists()


def test_a_calendar_that_cannot_be_written(person: CommandLine) -> None:
    person.sent(days=3)
    done = person.run("status", "--calendar", "nowhere/dates.ics")
    assert done.returncode == 2
    file = Path("nowhere/dates.ics")
    assert f"{file} cannot be written: the folder is not there" in done.stderr
    refused(person.run("status", "--all", "--calendar", "x.ics"), "OPT-607", 2, "--all")


@pytest.mark.parametrize("answer", ["", "n"])
def test_a_missing_folder_is_made_if_the_person_says_so(person: CommandLine, answer: str) -> None:
    person.sent(days=3)
    done = person.run("status", "--calendar", "my files/dates.ics", typed=[answer])
    assert "Make it? [Y/n] > " in done.stderr
    assert done.returncode == (2 if answer else 0)
    assert (Path(person.home["HOME"]) / "my files/dates.ics").exists() == (not answer)


def test_after_practice_it_says_where_practice_is(person: CommandLine) -> None:
    practice = Store(person.data / "practice/dossiers")
    assert "kept apart" not in person.run("status").stderr
    practice.create(form="facebook", practice=True)
    done = person.run("status")
    assert "no dossier yet" in done.stderr
    assert f"kept apart: {practice.root}" in done.stderr


@pytest.mark.parametrize(
    ("days", "variant", "command"),
    [
        ({}, "eu", "follow-up"),
        ({"followed_up_on": 30}, "eu", "complain"),
        ({"followed_up_on": 3}, "eu", ""),
        ({"followed_up_on": 30, "complained_on": 3}, "eu", ""),
        ({}, "uk", ""),
    ],
)
def test_the_letter_that_is_called_for_is_named(
    person: CommandLine, days: dict[str, int], variant: str, command: str
) -> None:
    sent = person.sent(days=90, variant=variant)
    sent.change(**{key: ago(past) for key, past in days.items()})
    said = person.run("status").stderr
    assert (f"The letter for that:\n  optout {command} {sent.id}\n" in said) == bool(command)
    assert ("An answer is late" in said) == bool(command)


@pytest.mark.parametrize("columns", some([40, 80, 120], [40]))
def test_no_line_is_wider_than_the_terminal(person: CommandLine, talk: Talk, columns: int) -> None:
    sent = person.sent()
    person.begun("third-party")
    tool = talk("status", columns=columns)
    assert tool.exit() == 0
    lines = tool.text.splitlines()
    commands = [line for line in lines if line.startswith("  optout ")]
    assert f"  optout follow-up {sent.id}" in commands, "what is to be copied is left whole"
    assert max(len(line) for line in lines if line not in commands) <= columns
    words = " ".join(tool.text.split())
    for expected in (sent.id, "Meta (third parties)", "received by Meta", "late"):
        assert expected in words


def test_colour_repeats_words_and_can_be_left_out(person: CommandLine, talk: Talk) -> None:
    person.sent()
    coloured = talk("status")
    assert coloured.exit() == 0
    assert "\x1b[1;31m" in coloured.raw
    assert "days late" in coloured.text
    plain = talk("status", "--plain")
    assert plain.exit() == 0
    assert "\x1b" not in plain.raw
    grey = talk("status", NO_COLOR="1")
    assert grey.exit() == 0
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", grey.raw)
    assert plain.text == coloured.text == grey.text


def test_of_many_letters_only_the_first_are_named(person: CommandLine) -> None:
    for _dossier in range(22):
        person.sent()
    done = person.run("status")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 21
    assert len(done.stdout.splitlines()) == 23
