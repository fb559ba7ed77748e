"""A page of the portal: as a recipe describes it, and as it is served, with the expected answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.spec import NOTHING, Want

PORTAL = "https://help.meta.com/requests/{number}/"
OWN = "https://help.meta.com/requests/"
MENU = "https://help.meta.com/support/privacy/"
OLD = "https://www.facebook.com/help/contact/{number}"
MOBILE = "https://m.facebook.com/help/contact/{number}"
ELSEWHERE = "https://requests.example/{number}"
"""An address that tells nothing: half of the pages have it."""
CAPTCHA = "https://www.fbsbx.com/captcha/recaptcha/iframe/?n={number}"


@dataclass
class Made:
    """What a recipe makes. `body` is the whole page below `<body>`; `traps` may stand beside it.

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
class PortalCase:
    """One page with its expected answer. `documents` maps addresses to what is served there."""

    lang: str
    kinds: frozenset[str]
    wants: Mapping[str, Want]
    address: str
    documents: Mapping[str, str]
    tokens: Mapping[str, str]
    problem: str
    traps: tuple[str, ...]

    @property
    def html(self) -> str:
        """The page itself."""
        return self.documents[self.address]

    def want(self, role: str) -> Want:
        return self.wants.get(role, NOTHING)
