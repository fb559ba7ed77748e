"""Ctrl-C at a question: one sentence on a line of its own, exit 130, and what is said is true."""

from pathlib import Path

import pytest
from support.command_line import CommandLine
from support.typed_console import CTRL_C

NOTHING_KEPT = "Stopped. Nothing was sent, and no answer was kept."
NOTED = "Stopped. What was noted is kept."
WITH_WINDOW = {"DISPLAY": ":99", "OPTOUT_COMPANION": "true"}
FIRST = ["FR", "prenom.nom@example.org", "Prénom Nom"]


def stopped(person: CommandLine, command: str, *typed: str, **environ: str) -> str:
    """The sentence, and what follows it."""
    done = person.run(*command.split(), typed=[*typed, CTRL_C], **environ)
    said, sentence, rest = done.stderr.partition("Stopped. ")
    assert done.returncode == 130, done.stderr
    assert said.endswith(" > \n"), "it is on the line of the question"
    return sentence + rest


@pytest.mark.parametrize("answered", range(4))
def test_of_the_settings_nothing_is_kept_before_the_last_answer(
    person: CommandLine, answered: int
) -> None:
    assert stopped(person, "setup", *FIRST[:answered]).startswith(NOTHING_KEPT)
    assert not [*Path(person.home["XDG_CONFIG_HOME"]).rglob("*.toml")]


@pytest.mark.linux("the entries of other systems")
def test_once_they_are_kept_nothing_else_is_said(person: CommandLine) -> None:
    assert stopped(person, "setup", *FIRST, "", **WITH_WINDOW) == f"{NOTED}\n"
    assert [*Path(person.home["XDG_CONFIG_HOME"]).rglob("*.toml")]


def test_a_run_that_was_not_begun_has_no_proof(person: CommandLine) -> None:
    assert stopped(person, "run facebook") == "Stopped. Run it again when you like.\n"


@pytest.mark.parametrize("answered", range(2))
def test_by_hand_the_proof_is_kept(person: CommandLine, answered: int) -> None:
    settings = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": person.email, "OPTOUT_NAME": person.name}
    said = stopped(person, "run facebook --manual", *[""] * answered, **settings)
    assert said.startswith("Stopped. The proof so far is kept.")
    assert "Facebook: stopped, nothing sent" in said
    assert [*person.dossiers.rglob("letter.txt")]


@pytest.mark.parametrize("command", ["answer", "follow-up", "complain", "forget", "forget --all"])
def test_a_command_that_only_asks_changes_nothing(person: CommandLine, command: str) -> None:
    for form in ("facebook", "instagram"):
        person.sent(form, days=60)
    before = {file: file.read_bytes() for file in person.dossiers.rglob("*.*")}
    assert stopped(person, command) == f"{NOTED}\n"
    assert {file: file.read_bytes() for file in person.dossiers.rglob("*.*")} == before
