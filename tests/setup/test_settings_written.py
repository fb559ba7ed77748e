"""What `setup` leaves of the person's own file: all that it does not change."""

import tomllib
from pathlib import Path

import pytest
from support.answering_person import AnsweringPerson

from optout.cli.context import CommandContext
from optout.config.paths import Places

OWN = """\
# Mine and my sister's: ask her before it is changed.
country = "FR"  # since 2019

# The old box is full.
email = 'old@example.org'
linked = true
forms = [
  "facebook",  # hers
]
"""


def written(file: Path, values: dict[str, object], raw: bytes | None = None) -> str:
    if raw is not None:
        file.write_bytes(raw)
    person = AnsweringPerson()
    context = CommandContext()
    places = Places(file, settings_given=True, data=file.parent)
    context.__dict__.update(places=places, console=person)
    context.keep_settings(values)
    assert [str(file) in line for line in person.heard] == [True]
    return file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_is_not_changed_stays_as_it_was_written(tmp_path: Path, ends: str) -> None:
    own = OWN.replace("\n", ends)
    changed = {"country": "BE", "email": "", "name": "Prénom Nom", "template": tmp_path / "mine"}
    text = written(tmp_path / "optout.toml", changed, own.encode())
    lines = text.splitlines()
    assert lines[:2] == [OWN.splitlines()[0], 'country = "BE"  # since 2019']
    assert f'forms = [{ends}  "facebook",  # hers{ends}]{ends}' in text
    assert "# The old box is full." in lines
    assert tomllib.loads(text) == {
        "country": "BE",
        "linked": True,
        "forms": ["facebook"],
        "name": "Prénom Nom",
        "template": str(tmp_path / "mine"),
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_as_an_editor_on_windows_writes_it(tmp_path: Path, encoding: str) -> None:
    text = written(tmp_path / "optout.toml", {"linked": False}, OWN.encode(encoding))
    assert text == OWN.replace("linked = true", "linked = false")


def test_a_setting_goes_before_a_table_that_is_not_known(tmp_path: Path) -> None:
    text = written(tmp_path / "optout.toml", {"country": "FR"}, b"[notes]\nfor = 'her'\n")
    assert tomllib.loads(text) == {"country": "FR", "notes": {"for": "her"}}


def test_the_first_answers_make_the_file(tmp_path: Path) -> None:
    values: dict[str, object] = {"country": "FR", "email": "", "linked": False}
    assert written(tmp_path / "optout.toml", values) == 'country = "FR"\nlinked = false\n'
