"""In practice there is an imaginary company of each kind: a form, a setting, a letter."""

import json

import pytest
from support.command_line import CommandLine, refused

from optout.forms.names import PRACTICE

KEYS = ["form", "state", "sent", "exit", "id", "url", "fields", "code", "quote", "dossier"]


@pytest.mark.slow
def test_a_company_of_each_kind_is_practised(person: CommandLine) -> None:
    done = person.run_alone("practice", *PRACTICE, "--hands-off", "--json")
    assert done.returncode == 0, done.stderr
    ended = [json.loads(line) for line in done.stdout.splitlines()]
    assert {end["form"]: end["state"] for end in ended} == {
        "company-form": "acknowledged",
        "company-letter-letter": "letter_written",
        "company-switch-switch": "switched_off",
    }
    assert all(list(end) == KEYS for end in ended)
    assert all(end["url"].startswith("http://127.0.0.1:") for end in ended if end["url"])
    assert "could not be" not in done.stderr
    refused(person.run_alone("run", *PRACTICE[:1]), "OPT-103", 2)
