"""Several people on one account: each with places of their own, all of them in `status --all`."""

import json
import re
from pathlib import Path

from support.command_line import CommandLine, Done, refused, whole

COMMANDS = (
    ("status",),
    ("status", "--json"),
    ("status", "--calendar", "dates.ics"),
    ("dossier", "{id}"),
    ("dossier", "{id}", "--zip", "mine.zip"),
    ("verify", "{id}"),
    ("answer", "{id}", "refused", "--text", "No."),
    ("follow-up", "{id}"),
    ("complain", "{id}"),
)


def everything(done: Done) -> bytes:
    return (done.stdout + done.stderr).encode()


def test_a_table_for_each_person(person: CommandLine, another: CommandLine) -> None:
    mine, theirs = person.sent(), another.begun("instagram")
    for form in ("facebook", "tiktok"):
        person.begun(form, days=1, practice=True)
    done = person.run("status", "--all")
    assert (done.returncode, done.stderr) == (0, "")
    first, rest = done.stdout.split("two\n")
    assert first.startswith("you (no profile name)\n")
    assert re.search(rf"^{mine.id} +Facebook .* received by Meta ", first, re.M)
    assert theirs.id not in first
    assert "TikTok" not in done.stdout, "practice"
    assert re.search(rf"^{theirs.id} +Instagram .* prepared, nothing filled in yet", rest, re.M)
    assert "Facebook" not in rest
    assert another.run("status", "--all").stdout == done.stdout
    rows = [
        json.loads(line) for line in person.run("status", "--all", "--json").stdout.split("\n")[:-1]
    ]
    assert [row["profile"] for row in rows] == ["", "two"]
    assert rows[0]["forms"]["facebook"]["id"] == mine.id
    assert rows[1]["forms"]["instagram"]["id"] == theirs.id
    assert rows[1]["forms"]["facebook"] is None


def test_alone_there_is_one_person(person: CommandLine) -> None:
    person.sent()
    (person.data / "profiles" / "no name!").mkdir(parents=True)
    done = person.run("status", "--all")
    assert done.stdout.count("Facebook") == 1
    refused(person.run("--profile", "no name!", "status"), "OPT-113", 2, "up to 32 characters")


def test_a_profile_with_a_folder_of_its_own(person: CommandLine, tmp_path: Path) -> None:
    file = Path(person.home["XDG_CONFIG_HOME"]) / "optout/profiles/two/optout.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'data_dir = "{tmp_path.as_posix()}/elsewhere"\n', "utf-8")
    assert person.run("--profile", "two", "status").returncode == 0
    rows = person.run("status", "--all", "--json").stdout
    assert [json.loads(line)["profile"] for line in rows.splitlines()] == ["", "two"]
    file.write_text("nonsense", "utf-8")
    done = person.run("status", "--all")
    assert done.returncode == 0
    assert "two: The settings file" in done.stderr
    assert "two: nothing yet\n" in done.stdout


def test_nothing_of_one_appears_in_anothers(person: CommandLine, another: CommandLine) -> None:
    mine, theirs = person.sent(), another.sent()
    before = whole(another.data)
    secrets = [mine.id, person.email, person.name]
    outputs = {}
    for command in COMMANDS:
        line = [part.format(id=theirs.id) for part in command]
        done = another.run(*line)
        assert done.returncode in (0, 3), done.stderr
        outputs[command] = everything(done)
    written = whole(another.data) | {
        Path(name): (Path(person.home["HOME"]) / name).read_bytes()
        for name in ("dates.ics", "mine.zip")
    }
    assert len(written) > len(before) + 10
    assert (
        b"optout --profile two complain" in outputs[("answer", "{id}", "refused", "--text", "No.")]
    )
    for where, content in {**outputs, **written}.items():
        assert not [secret for secret in secrets if secret.encode() in content], where
    own = b"".join([*outputs.values(), *written.values()])
    assert all(text.encode() in own for text in (theirs.id, another.email, another.name))


def test_the_number_of_one_is_unknown_to_another(person: CommandLine, another: CommandLine) -> None:
    mine = person.sent()
    another.sent()
    before = whole(person.dossiers)
    for command in COMMANDS:
        if "{id}" in command:
            refused(another.run(*(part.format(id=mine.id) for part in command)), "OPT-502", 2)
    assert whole(person.dossiers) == before
