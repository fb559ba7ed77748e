"""The shape of the code, kept by its syntax trees: sizes, faces, and who may do what.

Each rule is a function from sources to faults, and has a twin on a source that breaks it. What may
import what stands in pyproject.toml, as contracts of import-linter.
"""

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from packaging.utils import canonicalize_name
from support.report import Report

ROOT = Path(__file__).resolve().parent.parent
FUNCTION, CLASS = 50, 250
"""Lines. What is longer does not fit on a screen, or asks for another design."""

UNITS, IMPORTS, LOOSE = 26, 110, 3
"""The most that a newcomer can hold in the head: packages and loose modules, imports of one by
another, and modules that stand in no package."""

INNER = ("run", "locate")
ROOMS, ARROWS, FILES = 16, 60, 16
"""The same inside the two largest packages, a folder being one room; and files in any folder."""

SPEAKERS = {
    "optout.terminal.console": "all talk",
    "optout.terminal.streams": "sets the streams up and writes nothing",
    "optout.__main__": "the only exit",
    "optout.cli.app": "the traceback of --debug, where even the console may have failed",
}

TRANSLATOR = "optout.system.attempt"
SLEEPERS = {
    "optout.system.files": "no event tells that another program has let go of a file",
    "optout.terminal.keyboard": "a thread of its own: no event tells of a key alone on Windows",
}


@dataclass(frozen=True)
class Source:
    """One module: its full name and its text."""

    module: str
    text: str
    package: bool = False

    @property
    def unit(self) -> str:
        """The name below `optout` that the module belongs to."""
        return unit_of(self.module)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @cached_property
    def imports(self) -> list[str]:
        """Every name of optout that is imported, also inside functions, under its full name."""
        return list(self._imports())

    def _imports(self) -> Iterator[str]:
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                yield from (f"{base}.{alias.name}" for alias in node.names)
            elif isinstance(node, ast.Call) and _name(node.func).endswith("import_module"):
                yield from (str(a.value) for a in node.args if isinstance(a, ast.Constant))

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        up = node.level - self.package
        parts = self.module.split(".")
        return ".".join([*parts[: len(parts) - up], *filter(None, [node.module])])


def unit_of(name: str) -> str:
    return "".join(name.split(".")[1:2])


def _name(node: ast.AST) -> str:
    """`a.b.c` as it is written; other expressions are empty."""
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    """The product's modules, each parsed once."""
    sources = []
    for path in sorted((ROOT / "optout").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        package = path.name == "__init__.py"
        module = module.removesuffix(".__init__")
        sources.append(Source(module, path.read_text("utf-8"), package))
    return sources


def scripts() -> list[Source]:
    paths = sorted((ROOT / "scripts").rglob("*.py"))
    return [Source(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in paths]


def edges(sources: Iterable[Source]) -> Iterator[tuple[Source, str]]:
    """Each import of one unit of optout by another."""
    for source in sources:
        for name in source.imports:
            own = unit_of(name) in (source.unit, "__version__")
            if name.startswith("optout.") and not own:
                yield source, name


def room_of(name: str) -> str:
    """The name below its package that a module belongs to."""
    return "".join(name.split(".")[2:3])


def arrows(sources: Iterable[Source], package: str) -> Iterator[tuple[Source, str]]:
    """Each import of one room of a package by another."""
    rooms = {room_of(source.module) for source in sources if source.unit == package}
    for source in sources:
        if source.unit == package and room_of(source.module):
            for name in source.imports:
                other = unit_of(name) == package and room_of(name) in rooms
                if other and room_of(name) != room_of(source.module):
                    yield source, name


def in_full_folders(sources: Iterable[Source]) -> list[str]:
    """Folders with more files than are seen at a glance; `cli` has one for each command."""
    files = Counter(s.module.rpartition(".")[0] for s in sources if not s.package)
    return [
        f"{folder} has {count} files"
        for folder, count in files.items()
        if count > FILES and folder != "optout.cli"
    ]


def too_long(sources: Iterable[Source]) -> list[str]:
    """Functions and classes; a file may be as long as it needs to be.

    Neither a signature counts, which declares a command's options, nor functions inside.
    """
    faults = []
    for source in sources:
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and _lines(node) > CLASS:
                faults.append(f"{source.module}.{node.name} has {_lines(node)} lines")
            if isinstance(node, _FUNCTIONS):
                inner = sum(_lines(n) for n in node.body if isinstance(n, _FUNCTIONS))
                lines = (node.end_lineno or 0) - node.body[0].lineno + 1 - inner
                if lines > FUNCTION:
                    faults.append(f"{source.module}.{node.name} has {lines} lines")
    return faults


_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
_DEFINED = _FUNCTIONS | ast.ClassDef
_IMPORTS = ast.Import | ast.ImportFrom


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def past_the_face(sources: Iterable[Source]) -> list[str]:
    """What is taken from a package that its `__all__` does not name."""
    sources = list(sources)
    faces = {source.unit: _face(source) for source in sources if source.module.count(".") == 1}
    outside = [
        f"{source.module} imports {name}"
        for source, name in edges(sources)
        if name.split(".")[2:] and name.split(".")[2] not in faces.get(unit_of(name), set())
    ]
    rooms = {source.module: _face(source) for source in sources if source.package}
    return outside + [
        f"{source.module} imports {name}"
        for package in INNER
        for source, name in arrows(sources, package)
        if (room := f"optout.{package}.{room_of(name)}") in rooms
        if name.split(".")[3:] and name.split(".")[3] not in rooms[room]
    ]


def not_there(sources: Iterable[Source]) -> list[str]:
    """What a package says that others may use, and has not."""
    sources = list(sources)
    modules = {source.module for source in sources}
    faults = []
    for package in (source for source in sources if source.package):
        bound = {_name(node) for node in package.nodes if isinstance(node, ast.Name)}
        bound |= {node.name for node in package.nodes if isinstance(node, _DEFINED)}
        bound |= {
            a.asname or a.name for n in package.nodes if isinstance(n, _IMPORTS) for a in n.names
        }
        full = (f"{package.module}.{name}" for name in sorted(_face(package) - bound))
        faults += [name for name in full if name not in modules]
    return faults


def _face(source: Source) -> set[str]:
    """What a package says that others may use."""
    for node in source.nodes:
        if isinstance(node, ast.Assign) and "__all__" in map(_name, node.targets):
            return set(ast.literal_eval(node.value))
    return set()


def speaking(sources: Iterable[Source]) -> list[str]:
    """Whatever prints, or names a standard stream, outside the console."""
    streams = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__"}
    callers = {"print", "click.echo", "click.secho", "rich.print", "Console.print"}
    faults = []
    for source in sources:
        if source.module in SPEAKERS:
            continue
        faults += [f"{source.module} imports {name}" for name in streams & {*source.imports}]
        for node in source.nodes:
            called = _name(node.func) if isinstance(node, ast.Call) else ""
            to_stream = called == "os.write" and _first(node) in (1, 2)
            if _name(node) in streams or called in callers or to_stream:
                faults.append(f"{source.module}:{getattr(node, 'lineno', 0)}")
    return faults


def _first(node: ast.AST) -> object:
    first = node.args[0] if isinstance(node, ast.Call) and node.args else None
    return first.value if isinstance(first, ast.Constant) else None


def knowing_driver_errors(sources: Iterable[Source]) -> list[str]:
    """Playwright's errors, which become the product's own in one place."""
    return [
        f"{source.module} imports {name}"
        for source in sources
        if source.module != TRANSLATOR
        for name in source.imports
        if re.fullmatch(r"playwright\..*\b(Error|TimeoutError)", name)
    ]


def sleeping(sources: Iterable[Source]) -> list[str]:
    return [
        source.module
        for source in sources
        if source.module not in SLEEPERS
        if "time.sleep" in {*source.imports, *map(_name, source.nodes)}
    ]


Rule = Callable[[Iterable[Source]], list[str]]
RULES: dict[Rule, list[Source]] = {
    too_long: [
        Source("optout.run.steps.driver", "def f():\n" + "    x = 1\n" * (FUNCTION + 1)),
        Source("optout.run.steps.driver", "async def f():\n" + "    x = 1\n" * (FUNCTION + 1)),
        Source("optout.run.steps.driver", "class C:\n" + "    x = 1\n" * CLASS),
    ],
    past_the_face: [Source("optout.run.steps.driver", "from optout.dossier import hidden")],
    not_there: [Source("optout.dossier", '__all__ = ["gone"]', package=True)],
    speaking: [
        Source("optout.run.talk.messages", "print(1)"),
        Source("optout.run.steps.driver", "import sys\nsys.stdout.write('x')"),
        Source("optout.run.steps.driver", "import sys\nsys.stderr.write('x')"),
        Source("optout.run.steps.driver", "import sys\nsys.__stdout__.write('x')"),
        Source("optout.run.steps.driver", "import sys\nsys.__stderr__.write('x')"),
        Source("optout.run.steps.driver", "from sys import stdout"),
        Source("optout.run.steps.driver", "from sys import stderr"),
        Source("optout.run.steps.driver", "import click\nclick.echo('x')"),
        Source("optout.run.steps.driver", "import click\nclick.secho('x')"),
        Source("optout.run.steps.driver", "import rich\nrich.print('x')"),
        Source("optout.run.steps.driver", "import os\nos.write(1, b'x')"),
        Source("optout.run.steps.driver", "import os\nos.write(2, b'x')"),
    ],
    knowing_driver_errors: [
        Source("optout.page.tab", "from playwright.async_api import Error, Page"),
        Source("optout.run.steps.driver", "from playwright.sync_api import TimeoutError"),
    ],
    sleeping: [
        Source("optout.browser.launch", "import time\ntime.sleep(1)"),
        Source("optout.browser.launch", "from time import monotonic, sleep"),
    ],
}


@pytest.mark.parametrize("rule", [*RULES, in_full_folders], ids=lambda rule: rule.__name__)
def test_the_product_keeps_the_rule(rule: Rule, sources: list[Source]) -> None:
    assert len(sources) > 50
    assert rule(sources) == []


def test_nothing_is_imported_against_the_contracts(tmp_path: Path) -> None:
    project = ROOT / "pyproject.toml"
    assert lint_imports(str(project), no_cache=True) == 0
    broken = tmp_path / "pyproject.toml"
    lower = (
        project.read_text("utf-8")
        .replace('  "cli",\n', "")
        .replace('"domain",', '"domain", "cli",')
    )
    broken.write_text(lower, "utf-8")
    assert lint_imports(str(broken), no_cache=True) == 1


def test_a_full_folder_is_found() -> None:
    files = [Source(f"optout.forms.file_{number}", "") for number in range(FILES + 1)]
    assert in_full_folders(files) == [f"optout.forms has {FILES + 1} files"]
    assert in_full_folders(files[1:]) == []
    face = Source("optout.forms", "", package=True)
    assert in_full_folders([face, *files[1:], Source("optout.forms.practice.file", "")]) == []


def test_what_a_face_names_may_be_taken() -> None:
    face = Source("optout.dossier", '__all__ = ["store"]', package=True)
    taken = "from optout.dossier.store import Store"
    assert past_the_face([face, Source("optout.run.steps.driver", taken)]) == []
    hidden = Source("optout.run.steps.driver", taken.replace("store ", "hidden "))
    assert past_the_face([face, hidden]) == [
        "optout.run.steps.driver imports optout.dossier.hidden.Store"
    ]


def test_what_a_face_names_is_there() -> None:
    face = """
from x import taken as named
made = 1
def does(): ...
__all__ = ["named", "made", "does", "store", "gone", "taken"]"""
    sources = [Source("optout.dossier", face, package=True), Source("optout.dossier.store", "")]
    assert not_there(sources) == ["optout.dossier.gone", "optout.dossier.taken"]


def test_the_house_can_be_held_in_the_head(sources: list[Source], report: Report) -> None:
    units = {source.unit for source in sources if source.unit}
    loose = units - {source.unit for source in sources if source.package}
    between = {(source.unit, unit_of(name)) for source, name in edges(sources)}
    report(
        f"the house: {len(units)} units, {len(loose)} of them loose, with {len(between)} imports"
    )
    assert len(units) <= UNITS
    assert len(loose) <= LOOSE
    assert len(between) <= IMPORTS


@pytest.mark.parametrize("package", INNER)
def test_a_package_can_be_held_in_the_head(
    package: str, sources: list[Source], report: Report
) -> None:
    rooms = {room_of(s.module) for s in sources if s.unit == package} - {""}
    taken = list(arrows(sources, package))
    between = {(room_of(source.module), room_of(name)) for source, name in taken}
    report(f"{package}: {len(rooms)} rooms, with {len(between)} arrows")
    assert between
    assert len(rooms) <= ROOMS
    assert len(between) <= ARROWS


def test_what_the_face_of_a_room_does_not_name_is_not_taken() -> None:
    face = Source("optout.run.talk", '__all__ = ["turns"]', package=True)
    other = Source("optout.run.plan", "from optout.run.talk import turns, prompt")
    assert past_the_face([face, other]) == ["optout.run.plan imports optout.run.talk.prompt"]


def test_the_practice_site_takes_nothing_from_the_product(sources: list[Source]) -> None:
    site = [s for s in sources if s.unit == "practice" and s.module != "optout.practice.play"]
    assert len(site) > 8
    assert [(s.module, n) for s, n in edges(sources) if s in site] == []


def test_what_is_imported_is_a_dependency(sources: list[Source]) -> None:
    """Not only of another one, which may do without it in its next version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=; ]", one)[0] for one in project["dependencies"]}
    given_by = packages_distributions()
    imported = {name.partition(".")[0] for source in sources for name in source.imports}
    foreign = imported - sys.stdlib_module_names - {"optout"}
    assert "pydantic" in foreign
    names = {name: {canonicalize_name(one) for one in given_by[name]} for name in foreign}
    assert {name for name, given in names.items() if not needed & given} == set()


@pytest.mark.parametrize("package", INNER)
def test_each_room_says_what_belongs_in_it(package: str, sources: list[Source]) -> None:
    faces = [s for s in sources if s.package and s.unit == package]
    assert len(faces) > 4
    assert [face.module for face in faces if not ast.get_docstring(ast.parse(face.text))] == []


def assigned_to(cls: str, source: Source) -> set[str]:
    """The attributes that the methods of a class assign to itself."""
    found: set[str] = set()
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and node.name == cls:
            for one in ast.walk(node):
                if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store):
                    found |= {one.attr} if _name(one.value) == "self" else set()
    return found


def set_from_elsewhere(sources: Iterable[Source]) -> list[str]:
    """What is assigned to a form's run, called `run`, in another file than its own."""
    return [
        f"{source.module}:{node.lineno} sets {node.attr}"
        for source in sources
        for node in source.nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and _name(node.value) == "run"
    ]


def test_a_forms_run_holds_little_and_sets_it_itself(sources: list[Source]) -> None:
    (own,) = [s for s in sources if s.module == "optout.run.form.form_run"]
    held = assigned_to("FormRun", own)
    assert {"facts", "filling"} <= held
    assert len(held) <= 12, held
    assert set_from_elsewhere(sources) == []
    other = Source("optout.run.steps.driver", "run.filling, x = 1, 2")
    assert set_from_elsewhere([other]) == ["optout.run.steps.driver:1 sets filling"]


def lost(guide: str) -> list[str]:
    """What a guide names and the tree does not have: paths, and names in a file."""
    paths = re.findall(r"`((?:optout|tests|scripts|templates|\.github)/[\w./*-]*)`", guide)
    named = re.findall(r"`(\w+)` in `([\w./-]+\.py)`", guide)
    missing = [path for path in paths if not any(ROOT.glob(path))]
    texts = {path: (ROOT / path).read_text("utf-8") for _, path in named if path not in missing}
    return missing + [f"{name} in {p}" for name, p in named if name not in texts.get(p, name)]


def test_the_map_names_what_is_there() -> None:
    guide = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    assert guide.count("`optout/") > 20
    assert [path for path in lost(guide) if "NAME" not in path and "CODE" not in path] == []


def test_what_a_map_names_in_vain_is_found() -> None:
    guide = "`optout/run/nowhere.py`, `nobody_s` in `optout/run/plan.py`, `optout/run/plan.py`"
    assert lost(guide) == ["optout/run/nowhere.py", "nobody_s in optout/run/plan.py"]


def test_no_script_is_too_long() -> None:
    assert len(scripts()) > 10
    assert too_long(scripts()) == []


RIGHT: list[tuple[Rule, Source]] = [
    (too_long, Source("optout.run.steps.driver", "x = 1\n" * (CLASS + 1))),
    (speaking, Source("optout.terminal.console", "import sys\nsys.stderr.write('x')")),
    (speaking, Source("optout.run.steps.driver", "console.print('x')\nblueprint(1)")),
    (knowing_driver_errors, Source(TRANSLATOR, "from playwright.async_api import Error")),
    (knowing_driver_errors, Source("optout.page.tab", "from playwright.async_api import Page")),
    (sleeping, Source("optout.system.files", "import time\ntime.sleep(1)")),
    (sleeping, Source("optout.run.steps.driver", "import asyncio\nasyncio.sleep(0)")),
]


def test_each_break_of_a_rule_is_found_and_what_is_right_is_no_fault() -> None:
    for rule, broken in RULES.items():
        assert [source for source in broken if not rule([source])] == []
    assert [(rule, source) for rule, source in RIGHT if rule([source])] == []
