"""A visited form becomes a record that can be pasted, with nothing personal in it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from optout.check.report import Target
from optout.forms import spec
from optout.forms.hosts import Allowed
from optout.practice.site import PracticeSite

SCRIPT = Path(__file__).parents[2] / "scripts" / "check_forms.py"
sys.path.append(str(SCRIPT.parent))  # at the end: scripts/optout.py has the package's name

import check_forms  # noqa: E402


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


def test_what_is_printed_is_a_record_that_knows_the_form(home: dict[str, str]) -> None:
    with PracticeSite() as site:
        url = site.url("facebook", session="secret-token", email="person@example.org")
        done = visit(home, "facebook", url + "#secret-token")
    assert done.returncode == 0, done.stderr
    assert "secret-token" not in done.stdout
    assert "person@example.org" not in done.stdout
    old, new = spec.load("facebook"), spec.parse(done.stdout)
    assert new.version == date.today().isoformat()
    assert new.url == f"{site.origin}/facebook"
    assert new.addresses[1:] == old.addresses
    (fingerprint,) = new.fingerprints
    assert "email=" in fingerprint
    assert "explanation=" in fingerprint
    corrected = {"version", "addresses", "fingerprints"}
    assert new.model_dump(exclude=corrected) == old.model_dump(exclude=corrected)
    assert new.gates
    assert done.stdout.startswith("# Facebook's objection form.")


@pytest.mark.parametrize("form", check_forms.FORMS)
@pytest.mark.parametrize(
    ("at", "kept"),
    [
        ("https://www.facebook.com/help/contact/1?token=x#y", True),
        ("https://person:secret@www.facebook.com/help/contact/1", False),
        ("https://www.facebook.com.evil.test/help/contact/1", False),
        ("http://www.facebook.com/help/contact/1", False),
        ("chrome-error://chromewebdata/", False),
    ],
)
def test_an_address_is_kept_as_far_as_the_form_may_be_filled_there(
    form: str, at: str, kept: bool
) -> None:
    old = spec.load(form)
    target = Target(old, old.url, Allowed(hosts=frozenset({"www.facebook.com"})))
    reading: Any = SimpleNamespace(url=at, fingerprint="v1:email=text:0")
    new = spec.parse(check_forms.record(target, reading, date(2026, 11, 25)))
    known = [address.url for address in old.addresses]
    here = ["https://www.facebook.com/help/contact/1"] if kept else []
    assert [address.url for address in new.addresses] == here + known
    assert new.fingerprints == ("v1:email=text:0",)


def test_an_unknown_address_is_one_sentence(home: dict[str, str]) -> None:
    done = visit(home, "facebook", "nonsense")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "(OPT-112)" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_that_cannot_be_opened_is_one_sentence(home: dict[str, str]) -> None:
    with PracticeSite() as site:
        gone = site.origin
    done = visit(home, "facebook", gone)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The page could not be opened (refused).\n"


def _ctrl_c(script: "subprocess.Popen[str]", _home: dict[str, str]) -> None:
    script.send_signal(signal.SIGINT)


def _close(_script: "subprocess.Popen[str]", home: dict[str, str]) -> None:
    lock = Path(home["XDG_DATA_HOME"]) / "optout" / "browser" / "SingletonLock"
    os.kill(int(str(lock.readlink()).rsplit("-", 1)[1]), signal.SIGTERM)


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        (_ctrl_c, 130, "Stopped before the form was seen."),
        (_close, 1, "The window was closed before the form was seen."),
    ],
)
def test_an_end_before_the_form_is_one_sentence(
    home: dict[str, str],
    end: Callable[["subprocess.Popen[str]", dict[str, str]], None],
    code: int,
    said: str,
) -> None:
    with PracticeSite() as site:
        url = site.url("facebook", state="sign_in", session="x")
        with subprocess.Popen(
            [sys.executable, "-P", str(SCRIPT), "facebook", "--url", url],
            env={**home, "OPTOUT_HEADLESS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as script:
            assert script.stderr is not None
            assert script.stderr.readline() == "This page is: sign_in. Waiting.\n"
            end(script, home)
            shown, told = script.communicate(timeout=60)
    assert (script.returncode, shown) == (code, "")
    assert told.splitlines()[-1] == said
    assert "Traceback" not in told
