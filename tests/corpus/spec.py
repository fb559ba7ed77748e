"""What a page is, apart from how it is written: fields, messages, and the expected answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .field import Field

ROLES = ("email", "country", "explanation", "code")


@dataclass(frozen=True)
class Want:
    """The expected answer for one role.

    `right` are the marks' keys that may be found; with `must`, one of them has to be.
    An empty `right` means that nothing may be found: any control would be a wrong one.
    """

    right: frozenset[str] = frozenset()
    must: bool = False


NOTHING = Want()


def must(*keys: str) -> Want:
    """One of these has to be found: a person would see at once which one is meant."""
    return Want(frozenset(keys), must=True)


def may(*keys: str) -> Want:
    """One of these is right, and silence is right too: the page leaves room for doubt."""
    return Want(frozenset(keys))


FORM = frozenset({"form"})
UNKNOWN = frozenset({"unknown"})
ANY_FORM = frozenset({"form", "unknown"})


@dataclass
class Spec:
    """A page as a recipe describes it. `wants` leaves out the roles of which nothing is wanted."""

    kinds: frozenset[str]
    wants: Mapping[str, Want]
    title: str
    fields: list[Field] = field(default_factory=list)
    action: str = ""
    intro: str = ""
    above: str = ""
    below: str = ""
    over: str = ""
    in_form: str = ""
    furniture: frozenset[str] = frozenset()
    frames: Mapping[str, list[Field]] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One page with its expected answer, ready to be served.

    `files` maps a name to a document; "" is the page itself. In documents, `{{own}}` and
    `{{other}}` stand for the addresses of the case on its own origin and on another one.
    """

    lang: str
    kinds: frozenset[str]
    wants: Mapping[str, Want]
    files: Mapping[str, str]
    tokens: Mapping[str, str]
    patient: bool

    def want(self, role: str) -> Want:
        return self.wants.get(role, NOTHING)
