"""What a command spares itself: looking through what it has only just made."""

import subprocess
import sys

import pytest

WATCHED = """
import atexit, gc, sys
from optout import __main__
looks = []
gc.callbacks.append(lambda phase, _: phase == "start" and looks.append(phase))
atexit.register(lambda: print(len(looks), gc.get_freeze_count() > 0, file=sys.stderr))
{usual}
sys.argv = ["optout", "preview", "facebook"]
__main__.main()
"""


@pytest.mark.parametrize(
    ("usual", "never"), [("", True), ("__main__.NEW_OBJECTS = 700", False)], ids=["ours", "usual"]
)
def test_a_short_command_never_looks_for_what_is_not_used(
    home: dict[str, str], usual: str, never: bool
) -> None:
    home |= {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": "practice@example.org"}
    watched = [sys.executable, "-P", "-c", WATCHED.format(usual=usual)]
    ran = subprocess.run(watched, env=home, capture_output=True, text=True, check=True)
    looks, spared_at_the_end = ran.stderr.split()[-2:]
    assert (int(looks) == 0) is never, ran.stderr
    assert spared_at_the_end == "True"
