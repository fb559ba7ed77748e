"""What `preview --about` says of a letter is in the terminal's language, down to "nobody"."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.catalogues import LANGUAGES

from optout import i18n
from optout.cli.app import build
from optout.cli.context import CommandContext
from optout.cli.preview import POINTS
from optout.i18n.cldr import language_name
from optout.letters import Letter, objection
from optout.letters.templates import languages, load


def about(language: str, *options: str) -> list[str]:
    i18n.use(language)
    context = CommandContext()
    line = ["preview", "--about", *options]
    done = CliRunner().invoke(build(context), line, obj=context, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout.splitlines()


def test_nobody_has_reviewed_it() -> None:
    assert about("en")[-2:] == [
        "Drafted by: the contributors of optout",
        "Reviewed by a lawyer: nobody",
    ]


def test_who_has_drafted_and_reviewed_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    made = objection._letter

    def by_somebody(*given: Any) -> Letter:
        return replace(made(*given), drafted_by="A Translator", reviewed_by="A Lawyer")

    monkeypatch.setattr(objection, "_letter", by_somebody)
    assert about("en")[-2:] == ["Drafted by: A Translator", "Reviewed by a lawyer: A Lawyer"]


def test_it_says_where_it_is_not_certain_that_the_person_is_concerned() -> None:
    doubt = "It is not certain that Microsoft trains AI on data of people in Europe."
    assert about("en", "microsoft")[-1] == doubt
    assert not any("not certain" in line for line in about("en", "openai"))


def test_no_line_of_it_is_english() -> None:
    english = about("en")
    for language in LANGUAGES:
        said = about(language)
        assert len(said) == len(english)
        assert set(said) & set(english) == set()
        assert said[-1].endswith(i18n._("nobody")), language


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_no_code_is_shown_raw(language: str) -> None:
    for letter, variant, length in (
        ("fr", "eu", "full"),
        ("en", "uk", "standard"),
        ("de", "ch", "short"),
    ):
        options = ("--variant", variant, "--length", length, "--language", letter)
        named, law, size, *_rest = about(language, *options)
        raw = re.compile(rf"[: \u00a0](?:{letter}|{variant}|{length})$")
        assert not [line for line in (named, law, size) if raw.search(line)]
        assert named.endswith(language_name(letter, language))
        assert ("UK GDPR" in law) == (variant == "uk")


SHORT = ["O2", "O3", "O4", "O6", "O7"]
THIRD = ["third-party", "--length", "short", "--name", "N. N.", "--language", "en"]


@pytest.mark.parametrize(
    ("options", "points"),
    [
        (["--length", "short"], SHORT),
        (THIRD, [*SHORT, "O14", "O16"]),
        ([], [point for point in POINTS if point != "O16"]),
    ],
    ids=["short", "third_party", "full"],
)
def test_each_point_of_the_letter_is_said_in_words(options: list[str], points: list[str]) -> None:
    for language in ("en", *LANGUAGES):
        said = about(language, *options)
        assert [line for line in said if line.startswith("- ")] == [
            f"- {i18n._(POINTS[point])}" for point in points
        ], language
        assert not re.search(r"\bO\d", "\n".join(said))


def test_of_a_letter_of_one_s_own_no_points_are_said(tmp_path: Path) -> None:
    template = tmp_path / "letter.txt"
    template.write_text("I object.", "utf-8")
    said = about("en", "--template", str(template))
    assert not any(line.startswith("- ") or line.endswith(":") for line in said)
    assert any(line.endswith(":") for line in about("en"))


def test_every_point_that_a_letter_can_have_has_its_words() -> None:
    for code in languages():
        points = {point for each in load(code).head["points"].values() for point in each.split()}
        assert points == set(POINTS), code
