"""The schema of a form record, and how records are read."""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms.hosts import Allowed
from optout.i18n import N_, _

DIGITS = "<digits>"
"""What stands for a number in a path of a record."""

_NUMBER = re.compile(r"[0-9]{1,30}")
FORMS_DIR = Path(__file__).parent
NAMES = ("facebook", "instagram", "threads", "third-party")
LABELS = (N_("Facebook"), N_("Instagram"), N_("Threads"), N_("Meta (third parties)"))
"""The names in the records, for translators."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Address(_Strict):
    """One address of a form, when it was last known to work, and how sure that is.

    `sure`: seen, or several sources agree; `reported`: one source says so; `inferred`: concluded
    from other addresses.
    """

    url: str
    last_seen: date
    sure: Literal["sure", "reported", "inferred"]


class GateAnswer(_Strict):
    """A question that may come before the fields, and the answer that the record knows."""

    about: Literal["ai_at_meta", "request_kind"]
    answer: Literal["yes", "object"]


class Form(_Strict):
    """What is known of one form. All of it is data; how it is filled is not in here."""

    version: str
    label: str = Field(alias="name")
    service: Literal["facebook", "instagram", "threads", "third-party"]
    hosts: tuple[str, ...]
    locale_hosts: str = ""
    form_paths: dict[str, str] = Field(default_factory=dict)
    needs_account: bool
    deadline: date
    addresses: tuple[Address, ...] = Field(min_length=1)
    gates: tuple[GateAnswer, ...] = ()
    fingerprints: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known_hosts(self) -> Self:
        for host, path in self.form_paths.items():
            if host not in self.hosts or not path.startswith("/") or path.count(DIGITS) != 1:
                raise ValueError(f"form_paths: {host}: no host of the record, or no {DIGITS}")
        return self

    @property
    def name(self) -> str:
        """How the terminal calls it, in its language."""
        return _(self.label)

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
    """The record of the form `name`. Raises `OptoutError` for a form that is not known."""
    if name not in NAMES:
        raise OptoutError(errors.FORM_UNKNOWN, known=", ".join(NAMES))
    return parse(file_of(name).read_text("utf-8"))


def parse(text: str) -> Form:
    """The record in the text of its file. Raises `ValueError` for what is not one."""
    return Form.model_validate(tomllib.loads(text))


def file_of(name: str) -> Path:
    """Where the record of the form `name` is kept."""
    return FORMS_DIR / f"{name}.toml"
