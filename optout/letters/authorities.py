"""Which supervisory authority a person complains to (Art. 77(1) GDPR)."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from optout.compiled import toml
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.folding import letters_of
from optout.forms.spec import Controller

_DATA = Path(__file__).parent
_ENGLISH_NAME = re.compile(r"\s+\([^)]*\)$")


class Ways(NamedTuple):
    """How an authority takes a complaint, as complaint_ways.toml says it; empty is not known.

    `signed` None is not known, and empty where no signature is asked for.
    """

    by: tuple[str, ...] = ()
    signed: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    delivery: str = ""
    number: str = ""
    first: bool = False
    also: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    day: str = ""
    sure: bool = False

    @property
    def by_plain_email(self) -> bool:
        """Whether a plain e-mail is not known to be too little."""
        return "email" in self.by if self.by else not self.signed


class Authority(NamedTuple):
    """One authority. `place` is `FR`, or `DE-BY` for a German Land (ISO 3166-2).

    `email` and `webform` can be empty; `languages` are those it takes complaints in, its first one
    first.
    """

    slug: str
    name: str
    address: str
    place: str
    languages: tuple[str, ...]
    email: str = ""
    webform: str = ""
    web: str = ""
    ways: Ways = Ways()


def authority_for(country: str, land: str = "", lead: Authority | None = None) -> Authority:
    """The authority where the person lives: `country` by ISO code, for Germany also the `land`.

    People outside the EEA complain at the place of the alleged infringement: to `lead`, the
    controller's lead authority. Raises `OptoutError`: LAND_NEEDED for Germany without a Land (or
    an unknown one), NOT_UNDER_UK_LAW for the United Kingdom, whose Act has another way,
    NO_AUTHORITY outside the EEA where the controller has no lead authority.
    """
    if country == "GB":
        raise OptoutError(errors.NOT_UNDER_UK_LAW)
    home = _choice()["territories"].get(country, country)
    if home == "DE":
        slug = _choice()["laender"].get(land.upper().removeprefix("DE-"))
        if slug is None:
            raise OptoutError(errors.LAND_NEEDED, known=", ".join(laender()))
        return _authority(slug)
    if in_eea(country):
        return _authority(_by_country()[home])
    if lead is None:
        raise OptoutError(errors.NO_AUTHORITY)
    return lead


def in_eea(country: str) -> bool:
    """Whether an authority at home hears complaints under the GDPR from people in `country`."""
    home = _choice()["territories"].get(country, country)
    return home == "DE" or (home in _by_country() and home not in ("CH", "GB"))


def lead_authority(controller: Controller) -> Authority | None:
    """The controller's lead authority (Art. 56(1)), where it has one that is known."""
    return _authority(controller.lead) if controller.lead else None


def swiss_commissioner() -> Authority:
    """The FDPIC, who can be told of a complaint from Switzerland."""
    return _authority(_by_country()["CH"])


def laender() -> Mapping[str, Sequence[str]]:
    """The names of the German Länder by their codes, to ask among; the usual name first."""
    names: Mapping[str, Sequence[str]] = _choice()["land_names"]
    return names


def land_called(name: str) -> str:
    """The code of the Land with this name, in German or English; else `name` itself."""
    wanted = letters_of(name)
    called = (code for code, names in laender().items() if wanted in map(letters_of, names))
    return next(called, name)


@cache
def _authority(slug: str) -> Authority:
    corrected = _choice()["corrections"].get(slug, {})
    record = {**_records()[slug], **corrected}
    land = next((f"DE-{code}" for code, of in _choice()["laender"].items() if of == slug), "")
    place = land or record["relevant-countries"][0].upper()
    named = [code for code in [record.get("complaint-language")] if code]
    ways = _ways(slug, place)
    *lines, last = record["address"].replace("'", "’").splitlines()
    return Authority(
        slug=slug,
        name=corrected.get("name") or _ENGLISH_NAME.sub("", record["name"]).replace("'", "’"),
        address="\n".join([*lines, _choice()["own_names"].get(last, last)]),
        place=place,
        languages=ways.languages or tuple(_choice()["languages"].get(place, named)),
        email=record.get("email", ""),
        webform=record.get("webform", ""),
        web=record.get("web", ""),
        ways=ways,
    )


def _ways(slug: str, place: str) -> Ways:
    """What is known of an authority, or else of all in Germany."""
    known = toml(_DATA / "complaint_ways.toml")
    said = known.get(slug) or known.get(place[:2].lower(), {})
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in said.items()}
    return Ways(**values)


@cache
def _records() -> dict[str, dict[str, Any]]:
    data = json.loads((_DATA / "authorities.json").read_text("utf-8"))
    return {record["slug"]: record for record in data["authorities"]}


@cache
def _by_country() -> dict[str, str]:
    """The countries that have exactly one authority."""
    found: dict[str, list[str]] = {}
    for slug, record in _records().items():
        for country in record["relevant-countries"]:
            found.setdefault(country.upper(), []).append(slug)
    return {country: slugs[0] for country, slugs in found.items() if len(slugs) == 1}


@cache
def _choice() -> dict[str, Any]:
    choice: dict[str, Any] = toml(_DATA / "authority_choice.toml")
    return choice
