"""A result that cannot be written is told in a sentence, and is no success."""

import subprocess
import sys
from pathlib import Path

import pytest

from optout import i18n
from optout.cli.run import Job
from optout.domain import errors
from optout.domain.errors import OptoutError

OPTOUT = f"{sys.executable} -P -m optout"
FULL = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only there a disk is full at will"
)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param(f"{OPTOUT} preview >/dev/full", "the disk is full", marks=FULL),
        pytest.param(f"{OPTOUT} preview --reasons >/dev/full", "the disk is full", marks=FULL),
        pytest.param(f"{OPTOUT} --help >/dev/full", "the disk is full", marks=FULL),
        (f"{OPTOUT} preview >&-", "it is closed"),
        (f"({OPTOUT} preview; echo code $? >&2) | true", "nobody reads it any more"),
    ],
    ids=["letter", "list", "help", "closed", "pipe"],
)
def test_a_result_that_cannot_be_written(home: dict[str, str], line: str, why: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", line], env=home, capture_output=True, text=True, timeout=60, check=False
    )
    said, _end, rest = done.stderr.partition("(OPT-515)\n")
    assert f"could not write its result to the standard output: {why}." in said
    assert rest == ("code 1\n" if "|" in line else "")
    assert "|" in line or done.returncode == 1


def test_talk_that_nobody_can_read_is_no_fault(home: dict[str, str]) -> None:
    line = f"{OPTOUT} status 2>&-"
    done = subprocess.run(["/bin/sh", "-c", line], env=home, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


WITHOUT_EARS = [
    pytest.param("2>/dev/full", marks=FULL),
    "2>&-",
    pytest.param(">/dev/full 2>&1", marks=FULL),
    ">&- 2>&-",
]


@pytest.mark.parametrize("ends", WITHOUT_EARS)
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("status", 0),
        ("run facebook --manual --json", 2),
        ("nosuch", 2),
        ("--debug nosuch", 2),
        ("--nosuch", 2),
        ("preview --nosuch --json", 2),
    ],
)
def test_the_exit_code_stands_though_nothing_can_be_said(
    home: dict[str, str], command: str, code: int, ends: str
) -> None:
    line = f"{OPTOUT} {command} </dev/null {ends}"
    done = subprocess.run(
        ["/bin/sh", "-c", line], env=home, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


class Deaf:
    """A console whose results go nowhere."""

    def __init__(self) -> None:
        self.told: list[OptoutError] = []
        self.error = self.told.append

    def data(self, text: str) -> None:
        raise OptoutError(errors.OUTPUT, why=text)


def test_a_run_goes_on_though_its_json_cannot_be_written() -> None:
    i18n.use("en")
    console = Deaf()

    class Context:
        pass

    context = Context()
    context.console = console  # type: ignore[attr-defined]
    job = Job(context, lambda: None, as_json=True)  # type: ignore[arg-type, return-value]

    class Ended:
        def as_json(self) -> str:
            return "{}"

    assert not job._unreported
    job._report(Ended())  # type: ignore[arg-type]
    assert job._unreported
    assert [error.problem for error in console.told] == [errors.OUTPUT]
