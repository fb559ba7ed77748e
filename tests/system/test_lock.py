"""One optout at a time in a data folder, which one process may hold more than once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.another_optout import another_optout

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system import lock

_TRIES = """
import sys
from pathlib import Path
from optout.domain.errors import OptoutError
from optout.system import lock
try:
    with lock.held(Path(sys.argv[1])):
        print("held")
except OptoutError as error:
    print(error.problem.code, error)
"""


def _another(data: Path) -> str:
    """What becomes of another process that wants it."""
    command = [sys.executable, "-P", "-c", _TRIES, str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _holder(data: Path) -> dict[str, object] | None:
    file = data / lock.FILES[1]
    return json.loads(file.read_text()) if file.exists() else None


@pytest.mark.usefixtures("home")  # it starts a process
def test_who_holds_it_twice_keeps_others_out_until_the_last(tmp_path: Path) -> None:
    with lock.held(tmp_path):
        first = _holder(tmp_path)
        assert first
        (tmp_path / lock.FILES[1]).write_text(json.dumps(first | {"since": "07:15"}))
        with lock.held(tmp_path), lock.held(tmp_path):
            assert "07:15" in _another(tmp_path)
        assert _holder(tmp_path) == first | {"since": "07:15"}, "it is held since then"
        assert errors.LOCKED.code in _another(tmp_path)
    assert _holder(tmp_path) is None
    assert _another(tmp_path) == "held\n"


def test_an_error_within_gives_up_its_own_hold_alone(tmp_path: Path) -> None:
    with lock.held(tmp_path):
        with pytest.raises(ZeroDivisionError), lock.held(tmp_path):
            raise ZeroDivisionError
        assert _holder(tmp_path)
    with another_optout(tmp_path):
        for _again in range(2):  # a try that failed counts as none
            with pytest.raises(OptoutError, match=errors.LOCKED.code), lock.held(tmp_path):
                pytest.fail("another holds it")
        assert _holder(tmp_path) == {"pid": 1, "since": "10:00"}
    with lock.held(tmp_path):
        assert _holder(tmp_path)
    assert _holder(tmp_path) is None
