"""A visited form becomes a record that can be pasted, with nothing personal in it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from optout.forms import spec
from optout.practice.site import PracticeSite

SCRIPT = Path(__file__).parents[2] / "scripts" / "check_forms.py"


def visit(home: dict[str, str], form: str, url: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-P", str(SCRIPT), form, "--url", url],
        env={**home, "OPTOUT_HEADLESS": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


@pytest.mark.slow
def test_the_lines_make_a_record_that_knows_the_form(home: dict[str, str]) -> None:
    with PracticeSite() as site:
        url = site.url("facebook", session="secret-token", email="person@example.org")
        done = visit(home, "facebook", url)
    assert done.returncode == 0, done.stderr
    assert "secret-token" not in done.stdout
    assert "person@example.org" not in done.stdout
    lines = tomllib.loads(done.stdout)
    old = spec.load("facebook").model_dump(by_alias=True)
    new = spec.Form.model_validate({**old, **lines})
    assert new.url == f"{site.origin}/facebook"
    assert spec.load("facebook").url in [a.url for a in new.addresses]
    (fingerprint,) = new.fingerprints
    assert "email=" in fingerprint
    assert "explanation=" in fingerprint


def test_an_unknown_address_is_one_sentence(home: dict[str, str]) -> None:
    done = visit(home, "facebook", "nonsense")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "(OPT-112)" in done.stderr
    assert "Traceback" not in done.stderr
