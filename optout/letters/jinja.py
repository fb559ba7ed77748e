"""The one way in which letters are rendered."""

from functools import cache

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

NAMES = (
    "name",
    "email",
    "country",
    "service",
    "third_party",
    "reason",
    "known_as",
    "date",
    "controller",
    "variant",
    "length",
)
"""What a template may name. `letter.py` gives each of them a value."""


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Jinja for plain text: an undefined name is an error, nothing is escaped for HTML."""
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
