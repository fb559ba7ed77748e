"""Every command's help is in the person's language and as wide as the terminal."""

import pytest
from support.english import english_in, too_wide
from support.terminal import OpenTerminal

NAMES = "run practice preview check status answer follow-up complain dossier verify setup forget"
COMMANDS = NAMES.split(" ")
PARSER = ("Show this message", "Usage:", "[ARGS]", "Commands:")


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(terminal: OpenTerminal, home: dict[str, str], command: str, columns: int) -> None:
    environ = {**home, "LANG": "fr_FR.UTF-8"}
    tool = terminal(*command.split(), "--help", columns=columns, environ=environ)
    assert tool.exit() == 0
    assert list(english_in(tool.text, "fr")) == []
    assert [word for word in PARSER if word in tool.text] == []
    assert too_wide(tool.text, columns) == []
    assert "..." not in tool.text.replace("]...", ""), "a sentence is cut off"


def test_the_option_wins_over_the_system(terminal: OpenTerminal, home: dict[str, str]) -> None:
    environ = {**home, "LANG": "de_DE.UTF-8"}
    tool = terminal("--help", "--lang", "fr", environ=environ)
    assert tool.exit() == 0
    assert "Commandes" in tool.text


def test_the_parser_s_own_words_would_be_found(terminal: OpenTerminal) -> None:
    tool = terminal("--help", "--lang", "en")
    tool.exit()
    assert "Usage:" in tool.text
    assert list(english_in(tool.text, "fr"))
