"""A result that cannot be written is told in a sentence, and is no success."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from optout.cli.run import Job
from optout.domain import errors
from optout.domain.errors import OptoutError

OPTOUT = f"{sys.executable} -P -m optout"
SHELL = pytest.mark.linux("a Unix shell closes the streams")
FULL = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only there a disk is full at will"
)


@SHELL
@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param(f"{OPTOUT} --help >/dev/full", "the disk is full", marks=FULL),
        (f"{OPTOUT} preview >&-", "it is closed"),
        (f"({OPTOUT} preview; echo code $? >&2) | true", "nobody reads it any more"),
    ],
    ids=["full", "closed", "pipe"],
)
def test_a_result_that_cannot_be_written(home: dict[str, str], line: str, why: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", line], env=home, capture_output=True, text=True, timeout=60, check=False
    )
    said, _end, rest = done.stderr.partition("(OPT-515)\n")
    assert f"could not write its result to the standard output: {why}." in said
    assert rest == ("code 1\n" if "|" in line else "")
    assert "|" in line or done.returncode == 1


@SHELL
@FULL
def test_the_exit_code_stands_though_nothing_can_be_said(home: dict[str, str]) -> None:
    for line, code in {
        "status 2>&-": 0,
        "run facebook --manual --json >/dev/full 2>&1": 2,
        "nosuch 2>/dev/full": 2,
        "--debug nosuch 2>/dev/full": 2,
        "--debug nosuch 2>&-": 2,
        "--nosuch >&- 2>&-": 2,
        "preview --nosuch --json 2>&-": 2,
    }.items():
        command = ["/bin/sh", "-c", f"{OPTOUT} {line} </dev/null"]
        done = subprocess.run(command, env=home, capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (code, b"", b""), line


def test_a_run_goes_on_though_its_json_cannot_be_written() -> None:
    told: list[OptoutError] = []

    def unwritten(text: str) -> None:
        raise OptoutError(errors.OUTPUT, why=text)

    console = SimpleNamespace(data=unwritten, error=told.append)
    job = Job(SimpleNamespace(console=console), lambda: None, as_json=True)  # type: ignore[arg-type, return-value]
    assert not job._unreported
    job._report(SimpleNamespace(as_json=lambda: "{}"))  # type: ignore[arg-type]
    assert job._unreported
    assert [error.problem for error in told] == [errors.OUTPUT]
