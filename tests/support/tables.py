"""Tables of cheap rows as one test, which still says which of them fail."""

import tomllib
from collections.abc import Callable, Collection, Hashable
from pathlib import Path
from typing import Any, TypeVar

Row = TypeVar("Row", bound=Hashable)


def by_language(name: str) -> dict[str, Any]:
    """What a file in `locate/` holds, most often a table for each language."""
    path = Path(__file__).parents[1] / "locate" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def beside(module: str, name: str = "") -> dict[str, Any]:
    """What the `.toml` of a name beside a module holds, or of the module's own; by `__file__`."""
    path = Path(module)
    return tomllib.loads(path.with_name(f"{name or path.stem}.toml").read_text("utf-8"))


def unlike(
    expected: object, rows: Collection[Row], read: Callable[[Row], object]
) -> dict[Row, object]:
    """What is read of each row that is not as expected. A table without rows tells nothing."""
    assert rows
    return {row: seen for row in rows if (seen := read(row)) != expected}
