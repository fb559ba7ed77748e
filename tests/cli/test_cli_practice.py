"""Practice: an imaginary company of each kind, and a run that begins by tidying up."""

import json
from pathlib import Path

import pytest
from cli.conftest import RunAlone
from support.command_line import CommandLine

from optout.dossier.store import Store
from optout.forms.names import PRACTICE

KEYS = ["form", "state", "sent", "exit", "id", "url", "fields", "code", "quote", "dossier"]


@pytest.fixture
def leftovers(person: CommandLine) -> dict[str, Path]:
    """What lies in the folder of dossiers before the run."""
    store = Store(person.data / "practice" / "dossiers")
    earlier = store.create(form="facebook", practice=True)
    damaged = store.create(form="instagram", practice=True)
    kept = {
        "part": earlier.path / ".result.png.0a0b0c0d.part",
        "making": store.root / ".new-20260101-facebook-aaaaaa",
        "foreign": store.root / "notes.txt",
        "damaged": damaged.path / "record.json",
        "earlier": earlier.path / "record.json",
    }
    kept["making"].mkdir()
    for name in ("part", "foreign", "damaged"):
        kept[name].write_text("{")
    return kept


@pytest.mark.usefixtures("with_browser")
def test_a_company_of_each_kind_is_practised(
    run_alone: RunAlone, leftovers: dict[str, Path]
) -> None:
    done = run_alone("practice", *PRACTICE, "--hands-off", "--json")
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
    left = {name for name, path in leftovers.items() if path.exists()}
    assert left == {"foreign", "damaged", "earlier"}, "what a killed write left, and no more"
    assert leftovers["damaged"].read_text() == "{"


@pytest.mark.usefixtures("with_browser")
def test_each_kind_of_page_is_practised(run_alone: RunAlone) -> None:
    """The portal, the newer pages, and the form for people without an account."""
    done = run_alone("practice", "instagram", "threads", "third-party", "--hands-off", "--json")
    assert done.returncode == 0, done.stderr
    ended = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(end["form"], end["state"], end["sent"], end["code"]) for end in ended] == [
        ("instagram", "acknowledged", "proved", "accepted"),
        ("threads", "acknowledged", "proved", "accepted"),
        ("third-party", "acknowledged", "proved", "none"),
    ]
