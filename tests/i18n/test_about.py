"""What `preview --about` says of a letter is in the terminal's language, down to "nobody"."""

import re
import subprocess
import sys

import pytest
from support.catalogues import LANGUAGES

from optout import i18n
from optout.i18n.cldr import language_name


def about(home: dict[str, str], language: str, *options: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "optout", "preview", "--about", "--lang", language, *options],
        env=home, cwd=home["HOME"], capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_nobody_has_reviewed_it(home: dict[str, str]) -> None:
    assert about(home, "en")[-2:] == [
        "Drafted by: the contributors of optout",
        "Reviewed by a lawyer: nobody",
    ]


def test_it_says_where_it_is_not_certain_that_the_person_is_concerned(home: dict[str, str]) -> None:
    doubt = "It is not certain that Microsoft trains AI on data of people in Europe."
    assert about(home, "en", "microsoft")[-1] == doubt
    assert not any("not certain" in line for line in about(home, "en", "openai"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_it_is_english(home: dict[str, str], language: str) -> None:
    english, said = about(home, "en"), about(home, language)
    assert len(said) == len(english)
    assert set(said) & set(english) == set()
    i18n.use(language)
    assert said[-1].endswith(i18n._("nobody"))


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize(
    ("letter", "variant", "length"),
    [("fr", "eu", "full"), ("en", "uk", "standard"), ("de", "ch", "short")],
)
def test_no_code_is_shown_raw(
    home: dict[str, str], language: str, letter: str, variant: str, length: str
) -> None:
    options = ("--variant", variant, "--length", length, "--language", letter)
    named, law, size, *_rest = about(home, language, *options)
    raw = re.compile(rf"[: \u00a0](?:{letter}|{variant}|{length})$")
    assert not [line for line in (named, law, size) if raw.search(line)]
    assert named.endswith(language_name(letter, language))
    assert ("UK GDPR" in law) == (variant == "uk")
