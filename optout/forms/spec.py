"""The schema of a form's record, and how records are read.

A record is one TOML file, named as the form. `Form` says of each key what it is for and shows an
example; an error says file, key and that example.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from optout import i18n
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms.hosts import Allowed
from optout.forms.names import NAMES, file_of
from optout.i18n import _

DIGITS = "<digits>"
"""What stands for a number in a path of a record."""

_NUMBER = re.compile(r"[0-9]{1,30}")
_SMALL = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_EXAMPLE = "https://www.example.org/help/contact/1"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Address(_Strict):
    """One address of a form, when it was last known to work, and how sure that is.

    `sure`: seen, or several sources agree; `reported`: one source says so; `inferred`: concluded
    from other addresses.
    """

    url: str = Field(examples=[_EXAMPLE])
    last_seen: date = Field(examples=["2026-11-25"])
    sure: Literal["sure", "reported", "inferred"]


class GateAnswer(_Strict):
    """A question that may come before the fields, and the answer that the record knows."""

    about: Literal["ai_at_meta", "request_kind"]
    answer: Literal["yes", "object"]


class Form(_Strict):
    """What is known of one form. All of it is data; how it is filled is not in here."""

    version: str = Field(
        min_length=1, description="the day of the last change here", examples=['"2026-11-25"']
    )
    label: str = Field(
        alias="name",
        min_length=1,
        description="how the terminal calls the form",
        examples=['"Example"'],
    )
    service: str = Field(
        pattern=_SMALL,
        description="which service it belongs to, in small letters",
        examples=['"example"'],
    )
    letter_name: str = Field(
        default="",
        description="how a letter calls the service, where that is not its name",
        examples=['"Example"'],
    )
    third_party: bool = Field(
        default=False,
        description="whether it is about what other people have posted",
        examples=["false"],
    )
    hosts: tuple[str, ...] = Field(
        min_length=1,
        description="the hosts on which it may be filled",
        examples=['["www.example.org"]'],
    )
    locale_hosts: str = Field(
        default="",
        description="a host before which languages stand: de-de.example.org",
        examples=['"example.org"'],
    )
    needs_account: bool = Field(description="whether one has to be signed in", examples=["true"])
    deadline: date = Field(
        description="the first date; an objection made later counts from then on",
        examples=["2025-05-27"],
    )
    names: dict[str, str] = Field(
        default_factory=dict,
        description="`name` in languages of the terminal, where it is not the same in all",
        examples=['{ de = "Beispiel" }'],
    )
    form_paths: dict[str, str] = Field(
        default_factory=dict,
        description="hosts on which only such addresses are a form",
        examples=[f'{{ "www.example.org" = "/requests/{DIGITS}" }}'],
    )
    practice: dict[str, str] = Field(
        default_factory=dict,
        description="which kind of page is shown in practice (`Options` in practice/options.py)",
        examples=['{ markup = "classic" }'],
    )
    addresses: tuple[Address, ...] = Field(
        min_length=1,
        description="its addresses, best first",
        examples=[f'[{{ url = "{_EXAMPLE}", last_seen = 2026-11-25, sure = "sure" }}]'],
    )
    gates: tuple[GateAnswer, ...] = Field(
        default=(),
        description="questions that can come before the fields; any other is left to the person",
        examples=['[{ about = "request_kind", answer = "object" }]'],
    )
    fingerprints: tuple[str, ...] = Field(
        default=(),
        description="how the page looked when it was seen: scripts/check_forms.py prints it",
        examples=['["v1:email=text:0"]'],
    )
    _key: str = PrivateAttr("")

    @field_validator("form_paths")
    @classmethod
    def _of_own_hosts(cls, paths: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        for host, path in paths.items():
            known = host in info.data.get("hosts", (host,))
            if not known or not path.startswith("/") or path.count(DIGITS) != 1:
                raise ValueError(f"form_paths: {host}: no host of the record, or no {DIGITS}")
        return paths

    @property
    def key(self) -> str:
        """How commands, settings and dossiers call it: as its file."""
        return self._key

    @property
    def name(self) -> str:
        """How the terminal calls it, in its language."""
        return self.names.get(i18n.language(), self.label)

    @property
    def in_letters(self) -> str:
        """How a letter calls the service."""
        return self.letter_name or self.label

    @property
    def url(self) -> str:
        """The address to open first."""
        return self.addresses[0].url

    @property
    def allowed(self) -> Allowed:
        """The hosts on which this form may be filled."""
        return Allowed(hosts=frozenset(self.hosts), locale_hosts=self.locale_hosts)

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
    """The record of the form `name`. Raises `OptoutError`: FORM_UNKNOWN; FORM_RECORD, with
    file, key and what was expected, for one that does not fit the schema."""
    if name not in NAMES:
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


def find(name: str) -> Form | None:
    """The record of the form `name`, if there is one: a dossier can be of a form that is gone."""
    return load(name) if name in NAMES else None


def parse(text: str, key: str = "") -> Form:
    """The record in the text of its file. Raises `ValueError` for what is not one."""
    form = Form.model_validate(tomllib.loads(text))
    form._key = key
    return form


def misfits(error: ValidationError) -> list[tuple[str, str]]:
    """The keys at which a record does not fit, each with what is expected there."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [_misfit(one["loc"]) for one in found]


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
