"""For contributors: begin a language or a form, and see what is still missing in them.

    .venv/bin/python -P scripts/skeleton.py language CODE
    .venv/bin/python -P scripts/skeleton.py form NAME
    .venv/bin/python -P scripts/skeleton.py missing

A language is the words of pages with samples to try them on, the terminal's catalogue, the set-up's
words, and the letter; what is there already is left as it is. Then fill in all that `missing`
prints: a test fails until that is nothing.
"""

import argparse
import ast
import inspect
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

sys.path.append(str(Path(__file__).parent))  # at the end: optout.py here has the package's name

import translations

from optout.forms import schema, spec

ROOT = Path(__file__).resolve().parent.parent
LISTS = "optout/locate/lists.toml"
LEFT = "TODO: "
"""What stands before each line of a letter that is not translated yet."""

_LETTERS = re.compile(r"[^\W\d_]{2}")
_TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}")
_REASON = re.compile(r'(?m)^(\w+) = ".*"$')


def language(root: Path, code: str) -> Iterator[Path]:
    """Begin each part of a language that is not there; which files were made."""
    for path, text in (
        (root / f"optout/locate/words/labels/{code}.toml", _words(root, code)),
        (root / f"tests/locate/samples/{code}.toml", _samples(root)),
        (root / f"optout/locale/{code}/optout.po", _catalogue(root, code)),
        (root / f"scripts/bootstrap/languages/{code}.toml", _set_up(root, code)),
        (root / f"templates/objection/{code}.txt.j2", _letter(root, code)),
    ):
        yield from _new(path, text)


def form(root: Path, name: str) -> Iterator[Path]:
    """Begin the record of a form; the file, unless there was one."""
    yield from _new(root / f"optout/forms/{name}.toml", _record(name))


def missing(root: Path) -> list[str]:
    """What is still to be filled in below `root`: a line each, that begins with the file."""
    return [
        f"{path.relative_to(root).as_posix()}: {what}"
        for find in (_lists_missing, _messages_missing, _texts_missing, _keys_missing)
        for path, what in find(root)
    ]


def _new(path: Path, text: str) -> Iterator[Path]:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        yield path


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _lists(root: Path) -> Mapping[str, str]:
    tables = _toml(root / LISTS)
    return {name: what for table in tables.values() for name, what in table.items()}


def _words(root: Path, code: str) -> str:
    name = Locale.parse(code).get_display_name(code)
    head = f"# {name}. Written as ../README.md says.\n"
    return head + "".join(f"# {what}\n{key} = []\n" for key, what in _lists(root).items())


def _samples(root: Path) -> str:
    known = _toml(root / "tests/locate/samples/en.toml")
    head = "# What pages write, a text for each list of words.\n"
    return head + "".join(f'{name} = ""\n' for name in known)


def _catalogue(root: Path, code: str) -> str:
    template = translations.messages(root / "optout")
    return translations.updated(b"", code, template).decode("utf-8")


def _set_up(root: Path, code: str) -> str:
    english = (root / "scripts/bootstrap/languages/en.toml").read_text("utf-8")
    head = f'# What the set-up says, in the language "{code}".\n'
    return head + "".join(f'# {text}\n{key} = ""\n' for key, text in tomllib.loads(english).items())


def _letter(root: Path, code: str) -> str:
    """The English letter, all of its words to be translated, for the law of the EU alone."""
    text = (root / "templates/objection/en.txt.j2").read_text("utf-8")
    head, reasons, body = re.split(r"(?s)(?<=\[reasons\]\n)(.*?)(?=#\}\n)", text, maxsplit=1)
    head = head.replace('language = "en"', f'language = "{code}"')
    head = re.sub(r"(?m)^variants = .*$", 'variants = ["eu"]', head)
    lines = (LEFT + line if _says_something(line) else line for line in body.split("\n"))
    return head + _REASON.sub(r'\1 = ""', reasons) + "\n".join(lines)


def _says_something(line: str) -> bool:
    return bool(_LETTERS.search(_TAG.sub("", line)))


def _record(name: str) -> str:
    lines = [f"# The form {name!r}. Take the # away from each key that you know.\n"]
    said = _docstrings(spec.Form)
    known = {field.name: field for field in fields(spec.Form)}
    for key, attribute in schema.FIELDS.items():
        field = known[attribute]
        required = field.default is MISSING and field.default_factory is MISSING
        needed = "" if required else " Not always needed."
        _key, example = schema.expected_at((attribute,))
        lines.append(f"# {said[attribute]}{needed}\n# {key} = {example}\n")
    return "\n".join(lines)


def _docstrings(kind: type) -> dict[str, str]:
    """What stands below each attribute of a class."""
    tree = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(tree, ast.ClassDef)
    return {
        ast.unparse(key.target): str(ast.literal_eval(below.value))
        for key, below in pairwise(tree.body)
        if isinstance(key, ast.AnnAssign) and isinstance(below, ast.Expr)
    }


def _lists_missing(root: Path) -> Iterator[tuple[Path, str]]:
    lists = _lists(root)
    rest = _toml(root / LISTS)["with_letter"]
    for path in sorted(root.glob("optout/locate/words/labels/*.toml")):
        said = {} if path.stem == "any" else _toml(path)
        letter = root / f"templates/objection/{path.stem}.txt.j2"
        wanted = (key for key in lists if said and (letter.exists() or key not in rest))
        yield from ((path, f"{key} has no words") for key in wanted if not said.get(key))
        yield from ((path, f"{key} is no list") for key in said if key not in lists)
    for path in sorted(root.glob("tests/locate/samples/*.toml")):
        yield from ((path, f"{key} has no sample") for key, said in _toml(path).items() if not said)


def _messages_missing(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.glob("optout/locale/*/optout.po")):
        for message in read_po(path.open("rb"), locale=path.parent.name):
            said = message.string or ""
            if message.id and not all((said,) if isinstance(said, str) else said):
                yield path, f"not translated: {message.id}"
    for path in sorted(root.glob("scripts/bootstrap/languages/*.toml")):
        yield from ((path, f"{key} is empty") for key, said in _toml(path).items() if not said)


def _texts_missing(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.glob("templates/*/*.txt.j2")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if LEFT in line or re.fullmatch(r'\w+ = ""', line):
                yield path, f"line {number} is not translated"


def _keys_missing(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.glob("optout/forms/*.toml")):
        try:
            schema.parse(path.read_text("utf-8"))
        except spec.Misfit as error:
            yield from (
                (path, f"{key} does not fit, expected: {shown}") for key, shown in error.places
            )


def _code(text: str) -> str:
    try:
        Locale.parse(text)
    except (UnknownLocaleError, ValueError):
        raise argparse.ArgumentTypeError("no language that CLDR knows") from None
    return text


def _form_name(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise argparse.ArgumentTypeError("not of small letters, digits and hyphens")
    return text


def main(arguments: list[str] | None = None) -> int:
    """Make the files, or print what is missing; 1 where something is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("language").add_argument("name", metavar="CODE", type=_code)
    commands.add_parser("form").add_argument("name", metavar="NAME", type=_form_name)
    commands.add_parser("missing")
    given = parser.parse_args(arguments)
    if given.command == "missing":
        found = missing(ROOT)
    else:
        make = {"language": language, "form": form}[given.command]
        found = [str(path) for path in make(ROOT, given.name)]
    sys.stdout.writelines(f"{line}\n" for line in found)
    return int(given.command == "missing" and bool(found))


if __name__ == "__main__":
    sys.exit(main())
