"""What `preview --about` says of a letter is in the terminal's language, down to "nobody"."""

import subprocess
import sys

import pytest
from i18n.catalogues import LANGUAGES

from optout import i18n


def about(home: dict[str, str], language: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "optout", "preview", "--about", "--lang", language],
        env=home, cwd=home["HOME"], capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_nobody_has_reviewed_it(home: dict[str, str]) -> None:
    assert about(home, "en")[-2:] == [
        "Drafted by: the contributors of optout",
        "Reviewed by a lawyer: nobody",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_it_is_english(home: dict[str, str], language: str) -> None:
    english, said = about(home, "en"), about(home, language)
    assert len(said) == len(english)
    assert set(said) & set(english) == set()
    i18n.use(language)
    assert said[-1].endswith(i18n._("nobody"))
