"""A language and a form begun by the script: the check fails until all is there, then they work."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from support.checkouts import ROOT

sys.path.append(str(ROOT / "scripts"))  # at the end: scripts/optout.py has the package's name

import skeleton

CODE = "lb"
WORDS = f"optout/locate/words/labels/{CODE}.toml"
SAMPLES = f"tests/locate/samples/{CODE}.toml"
CATALOGUE = f"optout/locale/{CODE}/optout.po"
SET_UP = f"scripts/bootstrap/languages/{CODE}.toml"
LETTER = f"templates/objection/{CODE}.txt.j2"
FORM = "optout/forms/acme.toml"
_MESSAGE = re.compile(r'(?m)^(msgstr(?:\[\d\])?) ""\n(?=\n|msgstr|\Z)')
PARTS = (WORDS, SAMPLES, CATALOGUE, SET_UP, LETTER, FORM)


GAPS = [
    (WORDS, '["qqphone"]', "[]", "phone has no words"),
    (WORDS, "\nemail = ", "\nemial = ", "emial is no list"),
    (SAMPLES, 'phone = "Qq"', 'phone = ""', "phone has no sample"),
    (SET_UP, 'go_on = "Qq"', 'go_on = ""', "go_on is empty"),
    (CATALOGUE, 'msgstr "Qq"', 'msgstr ""', "not translated: "),
    (LETTER, "Qq Service", "TODO: Service", "is not translated"),
    (LETTER, 'face = "Qq."', 'face = ""', "is not translated"),
    (FORM, "needs_account", "# needs_account", "needs_account does not fit, expected: true"),
]
NO_TOML = (FORM, "# needs_account = true", "needs_account = ", " does not fit, expected: TOML")
"""What is left open in which file, and what is said of it."""


def copied(root: Path) -> Path:
    """A copy of the package and of what goes with its languages."""
    for folder in ("optout", "templates", "tests/locate/samples", "scripts/bootstrap/languages"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    return root


def begin(tree: Path) -> list[str]:
    """Have both skeletons made; the files."""
    made = [*skeleton.language(tree, CODE), *skeleton.form(tree, "acme")]
    return [path.relative_to(tree).as_posix() for path in made]


def fill(tree: Path) -> None:
    """Write something into each gap, as a contributor would."""

    def change(name: str, edit: Callable[[str], str]) -> None:
        file = tree / name
        file.write_text(edit(file.read_text("utf-8")), "utf-8")

    change(WORDS, lambda text: re.sub(r"(?m)^(\w+) = \[\]$", r'\1 = ["qq\1"]', text))
    change(SAMPLES, lambda text: text.replace('""', '"Qq"'))
    change(SET_UP, lambda text: text.replace('""', '"Qq"'))
    change(
        CATALOGUE,
        lambda text: re.sub(r'(?m)^(msgstr(?:\[\d\])?) ""\n(?=\n|msgstr|\Z)', r'\1 "Qq"\n', text),
    )
    change(LETTER, lambda text: text.replace("TODO: ", "Qq ").replace(' = ""\n', ' = "Qq."\n'))
    change(FORM, lambda text: re.sub(r"(?m)^# (\w+ = )", r"\1", text))


def test_nothing_that_is_begun_is_left_open() -> None:
    assert skeleton.missing(ROOT) == []


@pytest.mark.slow
def test_both_fail_until_all_is_there_then_work_and_one_gap_is_enough_to_fail(
    tmp_path: Path,
) -> None:
    tree = copied(tmp_path)
    assert sorted(begin(tree)) == sorted(PARTS)
    assert begin(tree) == [], "what is there stays as it is"
    found = skeleton.missing(tree)
    assert {line.partition(":")[0] for line in found} == set(PARTS)
    meanings = tomllib.loads((ROOT / "optout/locate/words/labels/en.toml").read_text("utf-8"))
    assert sum(line.startswith(WORDS) for line in found) == len(meanings)

    fill(tree)
    assert skeleton.missing(tree) == []
    options = ("--language", CODE, "--country", "LU", "--lang", CODE)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "optout", "preview", "acme", *options],
        env={"PYTHONPATH": str(tree), "HOME": str(tree), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Qq Service: Example\n" in done.stdout
    assert "TODO" not in done.stdout

    for gaps in (GAPS, [NO_TOML]):
        for name, there, gap, _said in gaps:
            text = (tree / name).read_text("utf-8")
            assert there in text
            (tree / name).write_text(text.replace(there, gap, 1), "utf-8")
        found = skeleton.missing(tree)
        for name, _there, _gap, said in gaps:
            assert any(line.startswith(f"{name}: ") and said in line for line in found), said


def test_a_name_that_cannot_be_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    no_language = "no language that CLDR knows"
    no_name = "not of small letters, digits and hyphens"
    for kind, name, said in (
        ("language", "qq", no_language),
        ("language", "../fr", no_language),
        ("form", "../acme", no_name),
        ("form", "Acme", no_name),
    ):
        with pytest.raises(SystemExit) as ended:
            skeleton.main([kind, name])
        assert ended.value.code == 2
        assert said in capsys.readouterr().err, name
