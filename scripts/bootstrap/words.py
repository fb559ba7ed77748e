"""What the set-up says, in the person's language, always on stderr: stdout is the tool's."""

import argparse
import importlib.util
import os
import sys
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""
LANGUAGES = Path(__file__).with_name("languages")
"""A file of sentences for each language that the tool speaks."""


def texts(language: str) -> Mapping[str, str]:
    """The sentences in that language, by name."""
    found: Mapping[str, str] = tomllib.loads((LANGUAGES / f"{language}.toml").read_text("utf-8"))
    return found


def of_optout(path: str) -> ModuleType:
    """A module of optout by its file, which imports the standard library alone.

    The packages that the rest needs may not be installed yet.
    """
    spec = importlib.util.spec_from_file_location(f"optout_{Path(path).stem}", ROOT / path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Stop(Exception):
    """The set-up cannot go on. The message says what is missing and the next move, after the lines
    of a program that failed."""

    def __init__(self, text: str, *, lines: Sequence[str] = ()) -> None:
        super().__init__("\n".join([*(f"  {line}" for line in lines), text]))


class Talk:
    """Speaks the language named, else the system's. `asks`: somebody is there to agree to costs."""

    def __init__(self, language: str = "", *, asks: bool = False) -> None:
        self.asks = asks
        self._asked = language

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        """Found out only when there is something to say."""
        spoken = of_optout("optout/i18n/catalogue.py")
        return texts(spoken.supported(self._asked) or spoken.system_language())

    def text(self, name: str, **facts: object) -> str:
        """The sentence of that name."""
        return self._texts[name].format(**facts)

    def say(self, name: str, **facts: object) -> None:
        """Show a sentence."""
        show(self.text(name, **facts))

    def agreed(self, name: str, **facts: object) -> bool:
        """Say what is about to be done, and whether the person agrees; unasked they do.

        Enter agrees: who is asked has started this themselves.
        """
        self.say(name, **facts)
        if not self.asks:
            return True
        question, yes, no = self.text("go_on"), self.text("yes"), self.text("no")
        show(f"{question} [{yes.upper()}/{no}] > ", end="")
        answer = sys.stdin.readline()
        return bool(answer) and answer.strip().lower()[:1] in ("", yes, "y")


def talk(arguments: Sequence[str]) -> Talk:
    """A `Talk` in the language asked for by `--lang`, the settings' variable or the system."""
    options = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    options.add_argument("--lang", nargs="?", default=os.environ.get("OPTOUT_LANG"))
    asked = options.parse_known_args(arguments)[0].lang
    there = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    return Talk(asked or "", asks=there)


def show(text: str, end: str = "\n") -> None:
    """Show text as it is."""
    sys.stderr.write(text + end)
    sys.stderr.flush()
