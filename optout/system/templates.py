"""The templates that come with optout: where they lie, and how those of HTML are filled."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from optout.i18n import _, labelled

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = Path(__file__).parents[1]


def templates_folder() -> Path:
    """The folder `templates`: inside an installed package, else beside it in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


@cache
def html_environment() -> "Environment":
    """Jinja for HTML: everything is escaped, an undefined name is an error, `_` translates."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"_": _, "labelled": labelled}
    return made
