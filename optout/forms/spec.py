"""The schema of a form record, and how records are read."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from optout import errors
from optout.errors import OptoutError
from optout.forms.hosts import Allowed
from optout.i18n import N_, _

FORMS_DIR = Path(__file__).parent
NAMES = ("facebook", "instagram", "third-party")
LABELS = (N_("Facebook"), N_("Instagram"), N_("Meta (third parties)"))
"""The names in the records, for translators."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Address(_Strict):
    """One address of a form, and when it was last known to work."""

    url: str
    last_seen: date


class Gate(_Strict):
    """A question that may come before the fields, and the answer that the record knows."""

    about: Literal["ai_at_meta", "request_kind"]
    answer: Literal["yes", "object"]


class Form(_Strict):
    """What is known of one form. All of it is data; how it is filled is not in here."""

    version: str
    label: str = Field(alias="name")
    service: Literal["facebook", "instagram", "third-party"]
    hosts: tuple[str, ...]
    locale_hosts: str = ""
    needs_account: bool
    deadline: date
    addresses: tuple[Address, ...] = Field(min_length=1)
    gates: tuple[Gate, ...] = ()
    fingerprints: tuple[str, ...] = ()

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
