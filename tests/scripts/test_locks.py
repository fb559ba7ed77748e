"""The locks: every package pinned by hash, for every system, and in step with pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from support.checkouts import ROOT

LOCKS = ["requirements.txt", "requirements-test.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def text(lock: str) -> str:
    return (ROOT / "scripts" / lock).read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    """Package to version."""
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==(\S+)", text(lock)))


def faults(lock_text: str) -> list[str]:
    """Every line that is not a comment, a pin with its marker, or a hash."""
    pin = re.compile(r"[a-z0-9.-]+==[\w.]+( ; [\w ='!<>.()]+)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = [line for line in lock_text.splitlines() if line and not line.startswith("#")]
    return [line for line in lines if not pin.fullmatch(line) and not digest.fullmatch(line)]


@pytest.mark.parametrize("lock", LOCKS)
def test_pins_and_hashes_and_nothing_else(lock: str) -> None:
    assert faults(text(lock)) == []
    blocks = re.split(r"(?m)^(?=[a-z])", text(lock))[1:]
    assert len(blocks) == len(pins(lock)) > 30
    assert all("--hash=sha256:" in block for block in blocks)


def test_each_line_that_is_not_pinned_is_found() -> None:
    lines = [
        "--index-url https://example.org/simple",
        "rich>=14",
        "rich==15.0.0",
        "rich @ https://example.org/rich.whl",
        "    --hash=md5:00",
    ]
    assert faults("\n".join(lines)) == lines


@pytest.mark.parametrize("lock", LOCKS)
def test_no_host_is_named_and_the_head_says_how_to_renew(lock: str) -> None:
    assert "://" not in text(lock)
    assert "scripts/lock.py" in text(lock).partition("==")[0]


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        (
            "requirements-test.txt",
            [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]],
        ),
    ],
)
def test_in_step_with_pyproject(lock: str, wanted: list[str]) -> None:
    pinned = pins(lock)
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"{name} is not in {lock}: python3 scripts/lock.py"
        assert requirement.specifier.contains(pinned[name], prereleases=True), name
    assert not SpecifierSet(">=2").contains("1.9"), "a version that does not fit is told apart"


def test_the_tests_run_with_the_same_versions() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-test.txt").items()


def test_what_installs_the_checkout_is_pinned_too() -> None:
    assert {"hatchling", "editables"} <= pins("requirements.txt").keys()


def test_every_system_is_in() -> None:
    assert "colorama==0.4.6 ; sys_platform == 'win32'" in text("requirements-test.txt")
    made = (ROOT / "scripts/lock.py").read_text("utf-8")
    assert made.count('"--universal"') == 1, "both locks are made for every system"
