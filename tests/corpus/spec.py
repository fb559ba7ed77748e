"""What a page is, apart from how it is written: fields, messages, and the expected answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .field import Field

SITE = "https://forms.example"
FOREIGN = "https://other.example/foreign"
"""A frame of another site, where nothing may be filled."""

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
    """A page as a recipe describes it. `wants` leaves out the roles of which nothing is wanted.

    With an `address` it is a page of the portal; `problem` is what it tells of the code.
    """

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
    address: str = ""
    problem: str | None = None

    def leave_open(self, *roles: str) -> None:
        """Silence is right of these roles, too, or of all."""
        for role, want in self.wants.items():
            if not roles or role in roles:
                self.wants = {**self.wants, role: may(*want.right)}


@dataclass(frozen=True)
class Case:
    """One page with its expected answer. `documents` maps addresses to what is served there.

    A page that is not `patient` stays as it comes. On one of the `portal`, every role that
    `wants` leaves out is wrong, and an end says nothing of an objection.
    """

    lang: str
    kinds: frozenset[str]
    wants: Mapping[str, Want]
    address: str
    documents: Mapping[str, str]
    tokens: Mapping[str, str]
    patient: bool = False
    portal: bool = False
    problem: str | None = None

    def want(self, role: str) -> Want:
        return self.wants.get(role, NOTHING)

    def permits(self, url: str) -> bool:
        """Whether `url` is on the page's own site, where filling is allowed."""
        return url.startswith("/".join(self.address.split("/")[:3]) + "/")
