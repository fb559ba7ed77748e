"""Every command's help is in the person's language and as wide as the terminal."""

import pytest
from click.testing import CliRunner
from support.english import english_in, too_wide
from support.terminal import OpenTerminal

from optout import i18n
from optout.cli.app import build
from optout.cli.context import CommandContext

NAMES = "run practice preview check status answer follow-up complain dossier verify setup forget"
COMMANDS = NAMES.split(" ")
PARSER = ("Show this message", "Usage:", "[ARGS]", "Commands:")


@pytest.mark.parametrize("columns", [40, 80])
def test_help(columns: int) -> None:
    for command in ("", *COMMANDS):
        shown = help_of("fr", columns, *command.split())
        assert list(english_in(shown, "fr")) == []
        assert [word for word in PARSER if word in shown] == []
        assert too_wide(shown, columns) == []
        assert "..." not in shown.replace("]...", ""), f"{command}: a sentence is cut off"


def help_of(language: str, columns: int, *command: str) -> str:
    i18n.use(language)
    context = CommandContext()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))  # read as the commands are built
        done = CliRunner().invoke(build(context), [*command, "--help"], "", obj=context)
    assert done.exit_code == 0
    return done.stdout


def test_what_others_can_read_of_a_command_is_said_where_it_is_personal() -> None:
    said = "can read the whole command while it runs"
    personal = [one for one in COMMANDS if said in " ".join(help_of("en", 80, one).split())]
    assert personal == ["run", "preview", "answer", "complain"]


def test_the_option_wins_over_the_system(terminal: OpenTerminal, home: dict[str, str]) -> None:
    environ = {**home, "LANG": "de_DE.UTF-8"}
    tool = terminal("--help", "--lang", "fr", columns=40, environ=environ)
    assert tool.exit() == 0
    assert "Commandes" in tool.text
    assert too_wide(tool.text, 40) == []
    assert tool.text.split()[:100] == help_of("fr", 40).split()[:100]
