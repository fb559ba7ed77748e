"""What a service's record holds.

A record is one TOML file, named as the service. It can hold up to three ways to object: a form, a
setting to switch off, a letter. `Form` says of each key what it is for and shows an example.
Whether a file fits, `schema` checks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, NamedTuple
from urllib.parse import urlsplit

from optout import i18n
from optout.forms.hosts import Allowed
from optout.i18n import _

DIGITS = "<digits>"
"""What stands for a number in a path of a record."""

_NUMBER = re.compile(r"[0-9]{1,30}")
_SMALL = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_PUBLISHED = {"posts", "photos", "videos", "comments", "stories", "live", "pins"}
_EXAMPLE = "https://www.example.org/help/contact/1"
_SOURCE = (
    'source = "Example, Privacy Policy", page = "https://www.example.org/privacy", '
    'last_seen = 2026-11-25, sure = "sure"'
)


class Key(NamedTuple):
    """What a key's value looks like in the file, and what is asked of a text or a list."""

    example: str
    pattern: str = ""
    at_least: int = 0

    # Pydantic asks this of what annotates a type; nothing of it is imported for that.
    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        asked = {"pattern": self.pattern, "min_length": self.at_least}
        return {**handler(source), **{key: value for key, value in asked.items() if value}}


class Misfit(ValueError):
    """A file that is no record. `places`: the keys at which it does not fit, each with what is
    expected there."""

    def __init__(self, *places: tuple[str, str]) -> None:
        super().__init__(*places)
        self.places = places


Kind = Literal["form", "switch", "letter"]
"""A form that is filled, a setting that the person switches off, a letter that the person sends."""

KINDS: tuple[Kind, ...] = ("form", "switch", "letter")
"""In the order in which they are told; a record is read as the first that it has."""


class _Strict:
    """In a file, other keys than these are refused."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced(_Strict):
    """Where a fact is from, when it was last known to hold, and how sure that is.

    `source` is who published it, and its title; `page` its address, whose text named the fact on
    the day `last_seen`.
    `sure`: the company's own text, an authority, or several sources agree; `reported`: one source
    says so; `inferred`: concluded from other facts. `seen` tells whether somebody has looked at the
    page itself for this record: the person is told where nobody has.
    """

    source: Annotated[str, Key('"Example, Privacy Policy"')] = ""
    page: Annotated[str, Key('"https://www.example.org/privacy"')] = ""
    last_seen: Annotated[date, Key("2026-11-25")]
    sure: Literal["sure", "reported", "inferred"]
    seen: Annotated[bool, Key("false")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Sourced):
    """One address of a form."""

    url: Annotated[str, Key(_EXAMPLE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch(Sourced):
    """A setting that the person changes, with the words on the way there by language.

    It is switched off, or with `on` switched on: it forbids the use. `also` are the words of
    settings beside it that are switched in the same way, `kept` is the way to what the service
    keeps of the person. `covers` and `leaves` are keys of the letters' `[data]`: what it is about,
    and what it is known to leave as it is.
    """

    url: Annotated[str, Key(_EXAMPLE)] = ""
    path: Annotated[dict[str, tuple[str, ...]], Key('{ en = ["Settings", "Privacy"] }')]
    label: Annotated[dict[str, str], Key('{ en = "Use my data to train AI" }')]
    on: Annotated[bool, Key("true")] = False
    also: Annotated[dict[str, str], Key('{ en = "Use my voice to train AI" }')] = field(
        default_factory=dict
    )
    kept: Annotated[dict[str, tuple[str, ...]], Key('{ en = ["Settings", "Memory"] }')] = field(
        default_factory=dict
    )
    covers: Annotated[tuple[str, ...], Key('["posts"]')] = ()
    leaves: Annotated[tuple[str, ...], Key('["past_training"]')] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRoute(Sourced):
    """The controller's address for requests about personal data; by post it is the controller's."""

    email: Annotated[str, Key('"dpo@example.org"')] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller(_Strict):
    """Who decides about the data (Art. 4(7) GDPR) of people who live in `countries`.

    Without countries: of everyone else. Joint controllers are named in one row. `lead` is the lead
    authority's `slug` in authorities.json (Art. 56(1)); empty where the company has no main
    establishment in the EEA, or none that is known. `place` is where it has to act (ISO 3166-1).
    """

    countries: Annotated[tuple[str, ...], Key('["GB"]')] = ()
    name: Annotated[str, Key('"Example Ireland Limited"', at_least=1)]
    address: Annotated[tuple[str, ...], Key('["1 Main Street", "Dublin"]', at_least=1)]
    place: Annotated[str, Key('"IE"', "^[A-Z]{2}$")]
    lead: Annotated[str, Key('"iedpc"')] = ""

    @property
    def joint(self) -> bool:
        """Whether several decide together (Art. 26): their names stand with " / " between them."""
        return " / " in self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAnswer(_Strict):
    """A question that may come before the fields, and the answer that the record knows.

    With `words`, only an answer that reads as one of them is chosen.
    """

    about: Literal["ai_at_meta", "request_kind"]
    answer: Literal["yes", "object"]
    words: Annotated[tuple[str, ...], Key('["Object to AI training"]')] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(_Strict):
    """What has changed at the company on a `day`, by its text at `page`: another company decides
    about the data, or its terms are others."""

    day: Annotated[date, Key("2026-11-25")]
    what: Literal["controller", "terms"]
    source: Annotated[str, Key('"Example, Privacy Policy"', at_least=1)]
    page: Annotated[str, Key('"https://www.example.org/privacy"', at_least=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(_Strict):
    """What is known of one service, as one of its ways to object: `kind`.

    All of it is data; how a form is filled is not in here.
    """

    version: Annotated[str, Key('"2026-11-25"', at_least=1)]
    """The day of the last change here."""
    label: Annotated[str, Key('"Example"', at_least=1)]
    """How the terminal calls the form."""
    service: Annotated[str, Key('"example"', _SMALL)]
    """Which service it belongs to, in small letters."""
    company: Annotated[str, Key('"Example"', at_least=1)]
    """Which company decides about the data, as people call it."""
    controllers: Annotated[
        tuple[Controller, ...],
        Key('[{ name = "Example Limited", address = ["Dublin"], place = "IE" }]'),
    ] = ()
    """Its controllers; none where another record of the company has them, or for a mere setting."""
    data: Annotated[tuple[str, ...], Key('["posts", "photos"]')] = ()
    """What it trains on: keys of `[data]` in the letters' templates."""
    models: Annotated[tuple[str, ...], Key('["Example AI"]')] = ()
    """What its models or assistants are called, as names."""
    doubtful: Annotated[bool, Key("true")] = False
    """Whether it is not certain that it trains on data of people in Europe."""
    switch: Annotated[
        Switch | None,
        Key(
            f'{{ url = "{_EXAMPLE}", path = {{ en = ["Settings"] }}, label = {{ en = "Train" }}, '
            f'covers = ["posts"], leaves = ["past_training"], {_SOURCE} }}'
        ),
    ] = None
    """A setting that the person changes; without `url`: in the app only."""
    letter: Annotated[LetterRoute | None, Key(f'{{ email = "dpo@example.org", {_SOURCE} }}')] = None
    """Where a letter goes, if there is no form for it."""
    letter_name: Annotated[str, Key('"Example"')] = ""
    """How a letter calls the service, where that is not its name."""
    third_party: Annotated[bool, Key("false")] = False
    """Whether it is about what other people have posted."""
    hosts: Annotated[tuple[str, ...], Key('["www.example.org"]')] = ()
    """The hosts on which it may be filled."""
    locale_hosts: Annotated[str, Key('"example.org"')] = ""
    """A host before which languages stand: de-de.example.org."""
    needs_account: Annotated[bool, Key("true")]
    """Whether one has to be signed in."""
    session_cookie: Annotated[str, Key('"session"')] = ""
    """The cookie that is there while one is signed in; its value is never looked at."""
    menu_entry: Annotated[str, Key('"I want to object"')] = ""
    """How the page before the form calls the way to it."""
    deadline: Annotated[date | None, Key("2025-05-27")] = None
    """The first date; an objection made later counts from then on."""
    names: Annotated[dict[str, str], Key('{ de = "Beispiel" }')] = field(default_factory=dict)
    """`name` in languages of the terminal, where it is not the same in all."""
    form_paths: Annotated[
        dict[str, str], Key(f'{{ "www.example.org" = "/requests/{DIGITS}" }}')
    ] = field(default_factory=dict)
    """Hosts on which only such addresses are a form."""
    open_paths: Annotated[tuple[str, ...], Key(f'["/requests/{DIGITS}"]')] = ()
    """Paths at which the form opens without a sign-in, though an account is asked for."""
    practice: Annotated[dict[str, str], Key('{ markup = "classic" }')] = field(default_factory=dict)
    """Which kind of page is shown in practice (`Options` in practice/options.py)."""
    addresses: Annotated[tuple[Address, ...], Key(f'[{{ url = "{_EXAMPLE}", {_SOURCE} }}]')] = ()
    """The form's addresses, the one seen last first; none where there is no form."""
    gates: Annotated[
        tuple[GateAnswer, ...], Key('[{ about = "request_kind", answer = "object" }]')
    ] = ()
    """Questions that can come before the fields; any other is left to the person."""
    people: Annotated[int, Key("100")] = 0
    """How many use it in the EU each month, in millions (Article 24(2) DSA)."""
    changed: Annotated[
        tuple[Change, ...],
        Key(
            '[{ day = 2026-11-25, what = "terms", source = "Example, Privacy Policy", '
            'page = "https://www.example.org/privacy" }]'
        ),
    ] = ()
    """What has changed for those who have objected before that day."""
    fingerprints: Annotated[tuple[str, ...], Key('["v1:email=text:0"]')] = ()
    """How the page looked when it was seen: `optout check --record` prints it."""
    record: str = ""
    """How commands and settings call it: as its file, which does not say it."""
    kind: Kind = "form"
    """Which of the service's ways this is."""

    @property
    def key(self) -> str:
        """How dossiers call this way: the form as the file, the others with their kind."""
        return self.record if self.kind == "form" else f"{self.record}-{self.kind}"

    @property
    def assistant(self) -> bool:
        """Whether it trains on what one says to an AI of the company."""
        return "ai_chats" in self.data

    @property
    def posts(self) -> bool:
        """Whether it trains on what people publish there."""
        return not _PUBLISHED.isdisjoint(self.data)

    @property
    def passes_on(self) -> bool:
        """Whether it gives the data to others who train on them."""
        return not {"licensed", "partners"}.isdisjoint(self.data)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Which ways the service has."""
        there = {"form": self.addresses, "switch": self.switch, "letter": self.letter}
        return tuple(kind for kind in KINDS if there[kind])

    @property
    def ways(self) -> "tuple[Form, ...]":
        """The service's ways, each as a form of its kind."""
        return tuple(self.of_kind(kind) for kind in self.kinds)

    def of_kind(self, kind: Kind) -> "Form":
        """The same record, as another of its ways."""
        return self if kind == self.kind else replace(self, kind=kind)

    @property
    def name(self) -> str:
        """How the terminal calls it, in its language."""
        name = self.names.get(i18n.language(), self.label)
        if self.kind == "switch":
            return _("{service} (setting)").format(service=name)
        return _("{service} (letter)").format(service=name) if self.kind == "letter" else name

    @property
    def spoken_company(self) -> str:
        """How the terminal calls the company, in its language where that is the service's name."""
        alike = self.company == self.label
        return self.names.get(i18n.language(), self.company) if alike else self.company

    @property
    def source(self) -> Sourced:
        """What this way rests on, and how sure that is."""
        known = {"form": self.addresses[:1], "switch": [self.switch], "letter": [self.letter]}
        [source] = known[self.kind]
        assert source is not None
        return source

    @property
    def doubt(self) -> str:
        """What the person is told where it is not certain that they are concerned."""
        said = _("It is not certain that {company} trains AI on data of people in Europe.")
        return said.format(company=self.spoken_company) if self.doubtful else ""

    @property
    def in_letters(self) -> str:
        """How a letter calls the service."""
        return self.letter_name or self.label

    @property
    def url(self) -> str:
        """The address to open first; empty where there is none."""
        if self.kind == "switch" and self.switch:
            return self.switch.url
        return self.addresses[0].url if self.kind == "form" else ""

    @property
    def allowed(self) -> Allowed:
        """The hosts on which this form may be filled."""
        return Allowed(hosts=frozenset(self.hosts), locale_hosts=self.locale_hosts)

    @property
    def by_account(self) -> bool:
        """Whether an objection here is for the person's account, and so for linked ones too."""
        return self.kind == "form" and self.needs_account and not self.third_party

    def is_form_address(self, url: str) -> bool:
        """Whether the form can be at `url`: on its hosts, and where only some of a host's paths
        are forms, at one of those."""
        if not self.allowed.permits(url):
            return False
        parts = urlsplit(url)
        path = self.form_paths.get(parts.hostname or "")
        return path is None or _is_at(parts.path, path)

    def is_known_address(self, url: str) -> bool:
        """Whether `url` is one of the form's addresses, on any of its hosts."""
        known = (urlsplit(address.url).path.strip("/") for address in self.addresses)
        return self.allowed.permits(url) and urlsplit(url).path.strip("/") in known

    def opens_without_account(self, url: str) -> bool:
        """Whether the form at `url` needs no sign-in, by its path: practice has other hosts."""
        return any(_is_at(urlsplit(url).path, path) for path in self.open_paths)


def _is_at(path: str, of_record: str) -> bool:
    """Whether an address has a path of a record, with its number in it."""
    before, _digits, after = of_record.partition(DIGITS)
    middle = path.removeprefix(before).removesuffix("/").removesuffix(after)
    return path.startswith(before) and bool(_NUMBER.fullmatch(middle))
