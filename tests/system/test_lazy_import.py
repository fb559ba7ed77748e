"""A module that is loaded once something of it is asked for, and what a short command is spared."""

import subprocess
import sys

import pytest

ASKED = {
    "nothing": ("", False),
    "the name again": ("import xml", False),
    "an attribute": ("import xml; assert xml.__path__", True),
    "an attribute by its name": ("from xml import __path__", True),
    "a module in it": ("import xml.dom; assert xml.dom.Node", True),
    "by two that had its name": (
        "import xml; first = xml; import xml; assert first.__path__ is xml.__path__",
        True,
    ),
}
TRIED = """
import sys
from optout.system.lazy_import import import_lazily
assert "xml" not in sys.modules
import_lazily("xml")
{asked}
print("__path__" in vars(sys.modules["xml"]))
"""
HEAVY = ("asyncio.base_events", "selectors", "ctypes", "email_validator")
"""`socket` loads `selectors`; its name alone is there without it."""
LOADED = """
import atexit, sys
from optout.__main__ import main
heavy = {heavy!r}
atexit.register(lambda: print(*(name for name in heavy if name in sys.modules), file=sys.stderr))
main()
"""


@pytest.mark.parametrize("case", ASKED)
def test_it_is_loaded_when_something_of_it_is_asked_for(case: str) -> None:
    asked, loads = ASKED[case]
    code = TRIED.format(asked=asked)
    assert subprocess.check_output([sys.executable, "-P", "-c", code], text=True).strip() == str(
        loads
    )


def test_one_that_is_loaded_stays_as_it_is() -> None:
    code = TRIED.replace('assert "xml" not in sys.modules', "import xml; before = xml").format(
        asked=""
    )
    told = [sys.executable, "-P", "-c", code + "assert sys.modules['xml'] is before"]
    assert subprocess.check_output(told, text=True).strip() == "True"


@pytest.mark.parametrize(
    ("command", "email", "loaded"),
    [
        ("preview", "practice@example.org", ""),
        ("preview", "practice@bücher.example", "email_validator"),
        ("check", "practice@example.org", "asyncio.base_events selectors"),
    ],
)
def test_a_short_command_loads_nothing_that_it_has_no_use_for(
    home: dict[str, str], command: str, email: str, loaded: str
) -> None:
    home |= {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": email, "OPTOUT_BROWSER": "none"}
    watched = [sys.executable, "-P", "-c", LOADED.format(heavy=HEAVY), command]
    ran = subprocess.run(watched, env=home, capture_output=True, text=True, check=False)
    assert ran.stderr.splitlines()[-1] == loaded, ran.stderr
