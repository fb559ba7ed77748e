"""A module that is loaded once something of it is asked for, and what a short command is spared."""

import pytest
from system.conftest import Python

ASKED = {
    "": False,
    "import xml": False,
    "import xml; assert xml.__path__": True,
    "from xml import __path__": True,
    "import xml.dom; assert xml.dom.Node": True,
    # By two that had its name.
    "import xml; first = xml; import xml; assert first.__path__ is xml.__path__": True,
}
TRIED = """
import sys
from optout.__main__ import import_lazily
for asked in sys.argv[1:]:
    for name in [name for name in sys.modules if name.partition(".")[0] == "xml"]:
        del sys.modules[name]
    import_lazily("xml")
    exec(asked, {})
    print("__path__" in vars(sys.modules["xml"]))
before = sys.modules["xml"]
import_lazily("xml")
assert sys.modules["xml"] is before, "one that is loaded stays as it is"
"""


def test_it_is_loaded_when_something_of_it_is_asked_for(python: Python) -> None:
    done = python(TRIED, *ASKED)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(loads) for loads in ASKED.values()]


HEAVY = ("asyncio.base_events", "selectors", "ctypes", "email_validator")
"""`socket` loads `selectors`; its name alone is there without it."""
WATCHED = """
import atexit, gc, sys
from optout import __main__
looks = []
gc.callbacks.append(lambda phase, _: phase == "start" and looks.append(phase))

def tell():
    print(*(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
    print(len(looks), gc.get_freeze_count() > 0, file=sys.stderr)

atexit.register(tell)
{usual}
__main__.main()
"""


@pytest.mark.linux("Windows asks for its folders by ctypes")
@pytest.mark.parametrize(
    ("command", "email", "loaded"),
    [
        ("preview", "", ""),
        ("preview", "practice@example.org", "email_validator"),
        ("check", "practice@example.org", "asyncio.base_events selectors email_validator"),
    ],
)
def test_a_short_command_loads_nothing_that_it_has_no_use_for(
    python: Python, command: str, email: str, loaded: str
) -> None:
    known = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": email, "OPTOUT_BROWSER": "none"}
    ran = python(WATCHED.format(heavy=HEAVY, usual=""), command, **known)
    assert ran.stderr.splitlines()[-2] == loaded, ran.stderr


@pytest.mark.parametrize(
    ("usual", "never"), [("", True), ("__main__.NEW_OBJECTS = 700", False)], ids=["ours", "usual"]
)
def test_a_short_command_never_looks_through_what_it_has_only_just_made(
    python: Python, usual: str, never: bool
) -> None:
    known = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": "practice@example.org"}
    ran = python(WATCHED.format(heavy=HEAVY, usual=usual), "preview", "facebook", **known)
    looks, spared_at_the_end = ran.stderr.split()[-2:]
    assert (int(looks) == 0) is never, ran.stderr
    assert spared_at_the_end == "True"
