"""What the Tab key offers, and that nothing is said, made or written by it."""

from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from click.shell_completion import ShellComplete

from optout import i18n, letters
from optout.cli.app import build
from optout.cli.context import CommandContext
from optout.forms.names import NAMES

OLD, NEW = "20261130-facebook-xbgttv", "20261201-instagram-aaaaaa"

TABLE = {
    "run fa": ["facebook"],
    "run facebook in": ["instagram"],
    "run FA": ["facebook"],
    "run z": [],
    "check th": ["third-party", "threads"],
    "practice company-f": ["company-form"],
    "all --accounts x": ["x", "xai"],
    "dossier ": [NEW, OLD],
    "complain 202611": [OLD],
    "verify --profile two ": [],
    "--profile nobody/else dossier ": [],
    "run --language p": ["pl", "pt"],
    "run --lang p": ["pl", "pt"],
    "preview --language ga": ["ga"],
    "preview --lang ga": [],
    "run --country f": ["FI", "FR"],
    "run --country U": [],
    "run --reason photos": ["photos+earning", "photos+imitation"],
    "run --reason family --reason vo": ["voice"],
    "run --reason nothing --words fa": [],
    "run --email f": [],
    "preview --length ": ["full", "standard", "short"],
    "answer 20261130 re": ["refused"],
}


def offered(line: str, environ: Mapping[str, str]) -> list[str]:
    """What is offered for the last word of a line."""
    *words, begun = line.split(" ")
    with mock.patch.dict("os.environ", environ, clear=True):
        context = CommandContext()
        shell = ShellComplete(build(context), {"obj": context}, "optout", "_OPTOUT_COMPLETE")
        return [item.value for item in shell.get_completions(words, begun)]


def test_what_can_stand_there_is_offered(own_home: dict[str, str]) -> None:
    dossiers = Path(own_home["XDG_DATA_HOME"]) / "optout" / "dossiers"
    for name in (OLD, NEW, ".new-20261202-x-bbbbbb"):
        (dossiers / name).mkdir(parents=True)
    before = sorted(Path(own_home["HOME"]).rglob("*"))
    assert {line: offered(line, own_home) for line in TABLE} == TABLE
    assert offered("run ", own_home) == [*NAMES]
    assert offered("run --language ", own_home) == [*letters.languages()]
    assert offered("run --lang ", own_home) == [*i18n.languages()]
    assert sorted(Path(own_home["HOME"]).rglob("*")) == before


def test_whatever_is_wrong_nothing_is_raised(own_home: dict[str, str]) -> None:
    for wrong in ({"OPTOUT_DATA_DIR": "relative"}, {"OPTOUT_DATA_DIR": "/unplugged/optout"}, {}):
        assert offered("dossier ", own_home | wrong) == []
    assert offered("--config nowhere.toml dossier 2", own_home) == []
    assert offered("--config= run fa", own_home) == ["facebook"]
    assert sorted(Path(own_home["HOME"]).rglob("*")) == []
