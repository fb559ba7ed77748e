"""The package alone does everything: built, installed apart from the checkout, started each way."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from support.checkouts import ROOT

from optout import __version__

sys.path.append(str(ROOT / "scripts"))  # at the end: scripts/optout.py has the package's name

from project_address import ProjectAddress, address_of, readable

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as an index has it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=True, timeout=120)
    (built,) = folder.iterdir()
    return built


def below(folder: Path) -> Iterator[str]:
    """Every file that a checkout's package needs, by its place in the wheel."""
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


def test_it_holds_all_that_the_checkout_has_and_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        text = packed.read(f"optout-{__version__}.dist-info/METADATA").decode()
    wanted = {f"optout/{name}" for name in below(ROOT / "optout")}
    wanted |= {f"optout/templates/{name}" for name in below(ROOT / "templates")}
    assert len(wanted) > 300
    assert wanted - names == set()
    assert {name.partition("/")[0] for name in names} == {
        "optout",
        f"optout-{__version__}.dist-info",
    }
    said = HeaderParser().parsestr(text)
    assert said["Version"] == __version__
    assert said["License-Expression"] == "MIT"
    assert len(said["Keywords"].split(",")) >= 5
    assert len(said.get_all("Classifier")) >= 10
    page = said.get_payload()
    assert isinstance(page, str)
    assert ".github/LISEZMOI.md" in page


@pytest.mark.linux("a browser")
def test_it_works_without_the_checkout(wheel: Path, home: dict[str, str], tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    environ = home | {"PYTHONPATH": str(tmp_path / "installed")}

    def ran(*arguments: str) -> str:
        command = [sys.executable, "-P", *arguments]
        done = subprocess.run(
            command, env=environ, cwd=home["HOME"], capture_output=True, text=True,
            timeout=60, check=True,
        )  # fmt: skip
        return done.stdout

    where = ran("-c", "import optout; print(optout.__file__)")
    assert where.strip() == str(tmp_path / "installed/optout/__init__.py")
    (installed,) = distributions(path=[str(tmp_path / "installed")])
    (command,) = installed.entry_points
    assert (command.name, command.value) == ("optout", "optout.__main__:main")
    assert ran("-m", "optout", "--version") == f"optout {__version__}\n"
    practised = ran("-m", "optout", "practice", "facebook", "--hands-off", "--json")
    assert '"state": "acknowledged"' in practised


HOME = "https://git.example.org/somebody/optout"


ADDRESSES = {
    f"{HOME}.git": HOME,
    f"{HOME}/": HOME,
    "https://user:token@git.example.org/somebody/optout": HOME,
    "git@git.example.org:somebody/optout.git": HOME,
    "ssh://git@git.example.org/somebody/optout.git": HOME,
    "/home/somebody/optout": "",
    "../optout": "",
    "file:///home/somebody/optout": "",
    "": "",
}
"""The address of the project's page by where a checkout was cloned from."""


@pytest.mark.linux("the program git")
def test_the_address_is_where_the_checkout_came_from(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "README.md").write_text("[Guide](GUIDE.md)", "utf-8")
    git = tmp_path / ".git/config"
    bare = git.read_text("utf-8")
    for cloned_from, address in ADDRESSES.items():
        remote = f'[remote "origin"]\n\turl = {cloned_from}\n' if cloned_from else ""
        git.write_text(bare + remote, "utf-8")
        metadata: dict[str, Any] = {}
        ProjectAddress(str(tmp_path), {}).update(metadata)
        assert metadata["urls"].get("Homepage", "") == address, cloned_from
        assert len(metadata["urls"]) == (4 if address else 0)
        whole = f"[Guide]({address}/blob/main/GUIDE.md)" if address else "[Guide](GUIDE.md)"
        assert metadata["readme"] == {"content-type": "text/markdown", "text": whole}


def test_a_download_without_its_history_names_no_address(tmp_path: Path) -> None:
    assert address_of(tmp_path) == ""


def test_every_link_of_the_readme_leads_somewhere_on_an_index() -> None:
    page = readable((ROOT / "README.md").read_text("utf-8"), HOME)
    links = re.findall(r"(?<=\]\()[^)]+", page)
    assert len(links) > 5
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    assert f"{HOME}/archive/refs/heads/main.zip" in links
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture.removeprefix(f"{HOME}/raw/main/")).is_file()


def test_each_dependency_has_its_reason() -> None:
    guide = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    table = guide.partition("## Dependencies")[2]
    told = {name for row in re.findall(r"(?m)^\| ([\w, -]+) \|", table) for name in row.split(", ")}
    needed = {re.split(r"[<>=; ]", one)[0] for one in PROJECT["dependencies"]}
    assert told - {"package"} == needed


@pytest.mark.thorough
@pytest.mark.parametrize(
    "way",
    [
        ("pip",),
        ("uvx", "--from", str(ROOT), "optout"),
        ("pipx", "run", "--spec", str(ROOT), "optout"),
    ],
    ids=lambda way: way[0],
)
def test_in_by_one_line(way: tuple[str, ...], home: dict[str, str], tmp_path: Path) -> None:
    """Each from nothing; what it needs comes from the index, as for a new user."""
    environ = home | {k: v for k, v in os.environ.items() if re.match(r"PIP_|UV_|SSL_|.*proxy", k)}
    tools = tmp_path / "tools"
    subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True, timeout=120)
    python = tools / "bin/python"

    def ran(*command: str) -> str:
        done = subprocess.run(
            command, env=environ, cwd=home["HOME"], capture_output=True, text=True,
            timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    if way == ("pip",):
        ran(str(python), "-m", "pip", "install", "-q", "--no-compile", str(ROOT))
        command = [str(tools / "bin/optout")]
    else:
        ran(str(python), "-m", "pip", "install", "-q", "uv" if way[0] == "uvx" else "pipx")
        command = [str(tools / "bin" / way[0]), *way[1:]]
    assert ran(*command, "--version") == f"optout {__version__}\n"
    assert '"state": "acknowledged"' in ran(
        *command, "practice", "facebook", "--hands-off", "--json"
    )


def test_the_shell_completes_commands(home: dict[str, str]) -> None:
    """What the README's line has bash run, and what that then asks for at each Tab."""

    def asked(**environ: str) -> str:
        return subprocess.run(
            [sys.executable, "-P", "-m", "optout"],
            env=home | environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=60, check=False,
        ).stdout  # fmt: skip

    assert "_OPTOUT_COMPLETE" in asked(_OPTOUT_COMPLETE="bash_source")
    typed = {"COMP_WORDS": "optout st", "COMP_CWORD": "1"}
    assert "status" in asked(_OPTOUT_COMPLETE="bash_complete", **typed)
    assert asked(_OPTOUT_COMPLETE="bash_complete", OPTOUT_LANG="xx", **typed) == ""
