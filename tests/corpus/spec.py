"""What a page is, apart from how it is written: fields, messages, and the expected answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .field import Field

PORTAL = "https://help.meta.com/requests/{number}/"
OWN = "https://help.meta.com/requests/"
MENU = "https://help.meta.com/support/privacy/"
SITE = "https://forms.example"
FOREIGN = "https://other.example/foreign"
"""A frame of another site, where nothing may be filled."""
OLD = "https://www.facebook.com/help/contact/{number}"
MOBILE = "https://m.facebook.com/help/contact/{number}"
CAPTCHA = "https://www.fbsbx.com/captcha/recaptcha/iframe/?n={number}"

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


@dataclass
class Made:
    """A page of the portal as a recipe makes it, beside which traps may stand.

    `wants` leaves out the roles of which nothing is wanted. `remaining` counts the required
    fields that are still empty; `over` lies over the page.
    """

    kinds: frozenset[str]
    wants: dict[str, Want]
    title: str
    address: str = PORTAL
    intro: str = ""
    rows: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    remaining: int = 0
    over: str = ""
    wrap: str = "div"
    problem: str = ""
    frames: dict[str, str] = field(default_factory=dict)
    inside_traps: bool = False


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
    traps: tuple[str, ...] = ()

    def want(self, role: str) -> Want:
        return self.wants.get(role, NOTHING)

    def permits(self, url: str) -> bool:
        """Whether `url` is on the page's own site, where filling is allowed."""
        return url.startswith("/".join(self.address.split("/")[:3]) + "/")
