"""The schema of a service's record, and how records are read.

A record is one TOML file, named as the service. It can hold up to three ways to object: a form, a
setting to switch off, a letter. `Form` says of each key what it is for and shows an example; an
error says file, key and that example.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from optout import i18n
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms.hosts import Allowed
from optout.forms.names import NAMES, PRACTICE, file_of
from optout.i18n import _

DIGITS = "<digits>"
"""What stands for a number in a path of a record."""

_NUMBER = re.compile(r"[0-9]{1,30}")
_SMALL = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_EXAMPLE = "https://www.example.org/help/contact/1"
_SOURCE = 'source = "Example, Privacy Policy", last_seen = 2026-11-25, sure = "sure"'


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Kind = Literal["form", "switch", "letter"]
"""A form that is filled, a setting that the person switches off, a letter that the person sends."""

KINDS: tuple[Kind, ...] = get_args(Kind)


class Source(_Strict):
    """Where a fact is from, when it was last known to hold, and how sure that is.

    `sure`: the company's own text, an authority, or several sources agree; `reported`: one source
    says so; `inferred`: concluded from other facts. `seen` tells whether somebody has looked at the
    page itself for this record: the person is told where nobody has.
    """

    source: str = Field(default="", examples=['"Example, Privacy Policy"'])
    last_seen: date = Field(examples=["2026-11-25"])
    sure: Literal["sure", "reported", "inferred"]
    seen: bool = Field(default=False, examples=["false"])


class Address(Source):
    """One address of a form."""

    url: str = Field(examples=[_EXAMPLE])


class Switch(Source):
    """A setting that the person switches off, with the words on the way there by language.

    `covers` and `leaves` are keys of the letters' `[data]`: what it is about, and what it is known
    to leave as it is.
    """

    url: str = Field(default="", examples=[_EXAMPLE])
    path: dict[str, tuple[str, ...]] = Field(examples=['{ en = ["Settings", "Privacy"] }'])
    label: dict[str, str] = Field(examples=['{ en = "Use my data to train AI" }'])
    covers: tuple[str, ...] = Field(default=(), examples=['["posts"]'])
    leaves: tuple[str, ...] = Field(default=(), examples=['["past_training"]'])


class LetterRoute(Source):
    """The controller's address for requests about personal data; by post it is the controller's."""

    email: str = Field(default="", examples=['"dpo@example.org"'])


class Controller(_Strict):
    """Who decides about the data (Art. 4(7) GDPR) of people who live in `countries`.

    Without countries: of everyone else. Joint controllers are named in one row. `lead` is the lead
    authority's `slug` in authorities.json (Art. 56(1)); empty where the company has no main
    establishment in the EEA, or none that is known. `place` is where it has to act (ISO 3166-1).
    """

    countries: tuple[str, ...] = Field(default=(), examples=['["GB"]'])
    name: str = Field(min_length=1, examples=['"Example Ireland Limited"'])
    address: tuple[str, ...] = Field(min_length=1, examples=['["1 Main Street", "Dublin"]'])
    place: str = Field(pattern="^[A-Z]{2}$", examples=['"IE"'])
    lead: str = Field(default="", examples=['"iedpc"'])


class GateAnswer(_Strict):
    """A question that may come before the fields, and the answer that the record knows.

    With `words`, only an answer that reads as one of them is chosen.
    """

    about: Literal["ai_at_meta", "request_kind"]
    answer: Literal["yes", "object"]
    words: tuple[str, ...] = Field(default=(), examples=['["Object to AI training"]'])


class Form(_Strict):
    """What is known of one service, as one of its ways to object: `kind`.

    All of it is data; how a form is filled is not in here.
    """

    version: str = Field(min_length=1, examples=['"2026-11-25"'])
    """The day of the last change here."""
    label: str = Field(alias="name", min_length=1, examples=['"Example"'])
    """How the terminal calls the form."""
    service: str = Field(pattern=_SMALL, examples=['"example"'])
    """Which service it belongs to, in small letters."""
    company: str = Field(min_length=1, examples=['"Example"'])
    """Which company decides about the data, as people call it."""
    controllers: tuple[Controller, ...] = Field(
        default=(), examples=['[{ name = "Example Limited", address = ["Dublin"], place = "IE" }]']
    )
    """Its controllers; none where another record of the company names them."""
    data: tuple[str, ...] = Field(default=(), examples=['["posts", "photos"]'])
    """What it trains on: keys of `[data]` in the letters' templates."""
    models: tuple[str, ...] = Field(default=(), examples=['["Example AI"]'])
    """What its models or assistants are called, as names."""
    doubtful: bool = Field(default=False, examples=["true"])
    """Whether it is not certain that it trains on data of people in Europe."""
    switch: Switch | None = Field(
        default=None,
        examples=[
            f'{{ url = "{_EXAMPLE}", path = {{ en = ["Settings"] }}, label = {{ en = "Train" }}, '
            f'covers = ["posts"], leaves = ["past_training"], {_SOURCE} }}'
        ],
    )
    """A setting that the person switches off; without `url`: in the app only."""
    letter: LetterRoute | None = Field(
        default=None, examples=[f'{{ email = "dpo@example.org", {_SOURCE} }}']
    )
    """Where a letter goes, if there is no form for it."""
    letter_name: str = Field(default="", examples=['"Example"'])
    """How a letter calls the service, where that is not its name."""
    third_party: bool = Field(default=False, examples=["false"])
    """Whether it is about what other people have posted."""
    hosts: tuple[str, ...] = Field(default=(), examples=['["www.example.org"]'])
    """The hosts on which it may be filled."""
    locale_hosts: str = Field(default="", examples=['"example.org"'])
    """A host before which languages stand: de-de.example.org."""
    needs_account: bool = Field(examples=["true"])
    """Whether one has to be signed in."""
    deadline: date | None = Field(default=None, examples=["2025-05-27"])
    """The first date; an objection made later counts from then on."""
    names: dict[str, str] = Field(default_factory=dict, examples=['{ de = "Beispiel" }'])
    """`name` in languages of the terminal, where it is not the same in all."""
    form_paths: dict[str, str] = Field(
        default_factory=dict, examples=[f'{{ "www.example.org" = "/requests/{DIGITS}" }}']
    )
    """Hosts on which only such addresses are a form."""
    practice: dict[str, str] = Field(default_factory=dict, examples=['{ markup = "classic" }'])
    """Which kind of page is shown in practice (`Options` in practice/options.py)."""
    addresses: tuple[Address, ...] = Field(
        default=(), examples=[f'[{{ url = "{_EXAMPLE}", {_SOURCE} }}]']
    )
    """The form's addresses, best first; none where there is no form."""
    gates: tuple[GateAnswer, ...] = Field(
        default=(), examples=['[{ about = "request_kind", answer = "object" }]']
    )
    """Questions that can come before the fields; any other is left to the person."""
    fingerprints: tuple[str, ...] = Field(default=(), examples=['["v1:email=text:0"]'])
    """How the page looked when it was seen: `optout check --record` prints it."""
    _record: str = PrivateAttr("")
    _kind: Kind = PrivateAttr("form")

    @field_validator("form_paths")
    @classmethod
    def _of_own_hosts(cls, paths: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        for host, path in paths.items():
            known = host in info.data.get("hosts", (host,))
            if not known or not path.startswith("/") or path.count(DIGITS) != 1:
                raise ValueError(f"form_paths: {host}: no host of the record, or no {DIGITS}")
        return paths

    @model_validator(mode="after")
    def _has_a_way(self) -> "Form":
        if not self.kinds or (self.addresses and not self.hosts):
            raise ValueError("no addresses with hosts, no switch, no letter")
        return self

    @property
    def record(self) -> str:
        """How commands and settings call it: as its file."""
        return self._record

    @property
    def kind(self) -> Kind:
        """Which of the service's ways this is."""
        return self._kind

    @property
    def key(self) -> str:
        """How dossiers call this way: the form as the file, the others with their kind."""
        return self.record if self.kind == "form" else f"{self.record}-{self.kind}"

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
        way = self.model_copy()
        way._kind = kind
        return way

    @property
    def name(self) -> str:
        """How the terminal calls it, in its language."""
        name = self.names.get(i18n.language(), self.label)
        if self.kind == "switch":
            return _("{service} (setting)").format(service=name)
        return _("{service} (letter)").format(service=name) if self.kind == "letter" else name

    @property
    def source(self) -> Source:
        """What this way rests on, and how sure that is."""
        known = {"form": self.addresses[:1], "switch": [self.switch], "letter": [self.letter]}
        [source] = known[self.kind]
        assert source is not None
        return source

    @property
    def doubt(self) -> str:
        """What the person is told where it is not certain that they are concerned."""
        said = _("It is not certain that {company} trains AI on data of people in Europe.")
        return said.format(company=self.company) if self.doubtful else ""

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
        if path is None:
            return True
        before, _digits, after = path.partition(DIGITS)
        middle = parts.path.removeprefix(before).removesuffix("/").removesuffix(after)
        return parts.path.startswith(before) and bool(_NUMBER.fullmatch(middle))


@cache
def load(name: str) -> Form:
    """The record `name`, as the first of its ways. Raises `OptoutError`: FORM_UNKNOWN;
    FORM_RECORD, with file, key and what was expected, for one that does not fit the schema."""
    if name not in NAMES and name not in PRACTICE:
        raise OptoutError(errors.FORM_UNKNOWN, known=", ".join(NAMES))
    path = file_of(name)
    try:
        return parse(path.read_text("utf-8"), name)
    except ValidationError as error:
        key, expected = misfits(error)[0]
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        key, expected = _("line {line}").format(line=line[1] if line else 1), "TOML"
    raise OptoutError(errors.FORM_RECORD, where=path, name=key, expected=expected)


def find(key: str) -> Form | None:
    """The way that a dossier calls `key`, if there is one: it can be of a form that is gone."""
    known = {*NAMES, *PRACTICE}
    if key in known:
        return load(key).of_kind("form")
    name, _dash, kind = key.rpartition("-")
    return load(name).of_kind(kind) if name in known and kind in KINDS else None


def controller_of(form: Form, country: str) -> Controller:
    """Who decides about the data of a person who lives in `country`, for the service of `form`.

    A record without controllers shares those of its company's other records. Raises `ValueError`
    where nobody is named for everyone else.
    """
    rows = form.controllers or _of_company(form.company)
    own = [row for row in rows if country in row.countries]
    everyone = [row for row in rows if not row.countries]
    if not (own or everyone):
        raise ValueError(f"{form.record}: no controller")
    return (own or everyone)[0]


@cache
def _of_company(company: str) -> tuple[Controller, ...]:
    shared = (load(name).controllers for name in NAMES if load(name).company == company)
    return next(filter(None, shared), ())


def parse(text: str, name: str = "") -> Form:
    """The record in the text of its file. Raises `ValueError` for what is not one."""
    form = Form.model_validate(tomllib.loads(text))
    form._record, form._kind = name, form.kinds[0]
    return form


def misfits(error: ValidationError) -> list[tuple[str, str]]:
    """The keys at which a record does not fit, each with what is expected there."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [_misfit(one["loc"] or ("addresses",)) for one in found]


def _misfit(place: tuple[str | int, ...]) -> tuple[str, str]:
    schema = Form.model_json_schema()
    here: Mapping[str, Any] = schema
    written = ""
    for step in place:
        if isinstance(step, int):
            written += f"[{step + 1}]"
            here = here["items"]
        else:
            written += f".{step}" if written else step
            known = here.get("properties", {})
            here = known.get(step, here.get("additionalProperties") or {"enum": list(known)})
        if "$ref" in here:
            here = schema["$defs"][here["$ref"].rpartition("/")[2]]
    return written, ", ".join(here.get("enum") or here.get("examples") or [here["type"]])
