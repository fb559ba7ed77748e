"""What the set-up says, in the person's language, always on stderr: stdout is the tool's."""

import locale
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

LANGUAGES = Path(__file__).with_name("languages")
"""A file of sentences for each language."""


def languages() -> list[str]:
    """The languages that the set-up speaks."""
    return sorted(file.stem for file in LANGUAGES.glob("*.toml"))


def texts(language: str) -> Mapping[str, str]:
    """The sentences in one of `languages()`, by name."""
    found: Mapping[str, str] = tomllib.loads((LANGUAGES / f"{language}.toml").read_text("utf-8"))
    return found


class Stop(Exception):
    """The set-up cannot go on. The message says what is missing and the next move."""

    def __init__(self, text: str, *, lines: Sequence[str] = (), exit_code: int = 1) -> None:
        super().__init__(text)
        self.lines = tuple(lines)
        self.exit_code = exit_code


class Talk:
    """Speaks one language."""

    def __init__(
        self,
        language: str,
        environ: Mapping[str, str] = os.environ,
        *,
        asks: bool = False,
    ) -> None:
        """`language` as a system names it, for example `fr_FR.UTF-8`; empty for the system's.

        `asks`: somebody is there to agree to what costs something.
        """
        self.asks = asks
        self._asked = language
        self._environ = environ

    @cached_property
    def language(self) -> str:
        """What to speak; found out only when there is something to say."""
        named = self._asked or system_language(self._environ)
        first = re.split(r"[_.\- ]", named.lower())[0]
        # Windows names them in English: `French_France`.
        code = locale.locale_alias.get(first, first)[:2]
        return code if code in languages() else "en"

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return texts(self.language)

    def text(self, name: str, **facts: object) -> str:
        """The sentence of that name."""
        return self._texts[name].format(**facts)

    def say(self, name: str, **facts: object) -> None:
        """Show a sentence."""
        self.line(self.text(name, **facts))

    def line(self, text: str) -> None:
        """Show a line as it is; a terminal's is folded between words."""
        if sys.stderr.isatty():
            columns = shutil.get_terminal_size().columns
            text = textwrap.fill(text, columns, break_long_words=False, break_on_hyphens=False)
        _write(text + "\n")

    def agreed(self, name: str, **facts: object) -> bool:
        """Say what is about to be done, and whether the person agrees; unasked they do.

        Enter agrees: who is asked has started this themselves.
        """
        self.say(name, **facts)
        if not self.asks:
            return True
        question, yes, no = self.text("go_on"), self.text("yes"), self.text("no")
        _write(f"{question} [{yes.upper()}/{no}] > ")
        answer = sys.stdin.readline()
        return bool(answer) and answer.strip().lower()[:1] in ("", yes, "y")


def talk(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> Talk:
    """A `Talk` in the language asked for by `--lang`, the settings' variable or the system."""
    asked = environ.get("OPTOUT_LANG", "")
    for place, this in enumerate(arguments):
        if this == "--lang":
            asked = "".join(arguments[place + 1 : place + 2])
        elif this.startswith("--lang="):
            asked = this.removeprefix("--lang=")
    there = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    return Talk(asked, environ, asks=there)


def system_language(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """The language of the person's system, as it names it (`fr_FR.UTF-8`, `French_France`)."""
    for key in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(key):
            return environ[key]
    if platform == "darwin":
        command = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
        try:
            answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=5)
        except (OSError, subprocess.SubprocessError):
            return ""
        return answer.stdout.strip()
    return locale.getlocale()[0] or ""


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
