"""The records by their names: loaded, checked by `schema` and kept compiled; what a slip means."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from optout.compiled import compiled, toml
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms.names import FORMS_DIR, NAMES, PRACTICE, file_of
from optout.forms.spec import (
    KINDS,
    Address,
    Change,
    Controller,
    Form,
    GateAnswer,
    LetterRoute,
    Misfit,
    Switch,
)

_CODE = [Path(__file__).with_name(f"{name}.py") for name in ("lookup", "schema", "spec")]
"""What a record kept compiled depends on, with its file."""


def first_unknown(words: Sequence[str], names: Sequence[str] = NAMES) -> int:
    """Where the first word stands that is none of `names`, counted from 1; 0 where each is one."""
    return next((n for n, word in enumerate(words, 1) if word not in names), 0)


def unknown(words: Sequence[str], names: Sequence[str] = NAMES, *, where: str = "") -> OptoutError:
    """What to raise where not each of `words` is one of `names`: with the name that is meant, if
    there is one. Of several words, and `where` they are read, it says which."""
    number = first_unknown(words, names)
    given = words[number - 1]
    problem, near = errors.FORM_UNKNOWN, errors.FORM_NEAR
    if where:
        problem, near = errors.SERVICE_UNKNOWN, errors.SERVICE_NEAR
    like = meant(given, names)
    facts = {"number": number, "where": where, "typed": given}
    return errors.unknown_name(problem, near, like or given, names, **facts)


def meant(given: str, names: Sequence[str] = NAMES) -> str:
    """Which of `names` somebody means: it is a slip of it, or of a word in what it is called, as
    `chatgpt`. Empty where there is none."""
    if like := errors.most_alike(given, names):
        return like
    called = {
        word: name
        for name in names
        if not (record := load(name)).third_party  # which is called by the name of others, too
        for word in re.findall(r"\w{4,}", record.label.casefold())
    }
    return called.get(errors.most_alike(given, called), "")


@cache
def load(name: str) -> Form:
    """The record `name`, as the first of its ways. Raises `OptoutError`: FORM_UNKNOWN or FORM_NEAR;
    FORM_RECORD, with file, key and what was expected, for one that does not fit the schema."""
    if name not in NAMES and name not in PRACTICE:
        raise unknown([name])
    path = file_of(name)

    def checked() -> dict[str, Any]:
        from optout.forms import schema

        return asdict(schema.parse(path.read_text("utf-8"), name), dict_factory=_plain)

    try:
        return _form(compiled(f"record-{name}", (path, *_CODE), checked))
    except Misfit as error:
        place, expected = error.places[0]
    raise OptoutError(errors.FORM_RECORD, where=path, name=place, expected=expected)


def _plain(items: list[tuple[str, Any]]) -> dict[str, Any]:
    """What `compiled` can keep of a dataclass."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in items}


def _form(kept: dict[str, Any]) -> Form:
    def of_source(make: Callable[..., Any], given: dict[str, Any]) -> Any:
        return make(**given | {"last_seen": date.fromisoformat(given["last_seen"])})

    there = {"switch": Switch, "letter": LetterRoute}
    return Form(
        **kept
        | {key: of_source(make, kept[key]) for key, make in there.items() if kept[key]}
        | {
            "addresses": tuple(of_source(Address, given) for given in kept["addresses"]),
            "controllers": tuple(Controller(**given) for given in kept["controllers"]),
            "changed": tuple(
                Change(**given | {"day": date.fromisoformat(given["day"])})
                for given in kept["changed"]
            ),
            "gates": tuple(GateAnswer(**given) for given in kept["gates"]),
            "deadline": kept["deadline"] and date.fromisoformat(kept["deadline"]),
        }
    )


def find(key: str) -> Form | None:
    """The way that a dossier calls `key`, if there is one: it can be of a form that is gone."""
    known = {*NAMES, *PRACTICE}
    if key in known:
        return load(key).of_kind("form")
    name, _dash, kind = key.rpartition("-")
    return load(name).of_kind(kind) if name in known and kind in KINDS else None


def about_others(form: Form, url: str) -> Form | None:
    """The company's form for what other people post, if `url` is that and `form` another."""
    if form.third_party:
        return None
    forms = (other for other in map(load, NAMES) if other.company == form.company)
    return next((one for one in forms if one.third_party and one.is_known_address(url)), None)


def controller_of(form: Form, country: str) -> Controller:
    """Who decides about the data of a person who lives in `country`, for the service of `form`.

    Raises `OptoutError` NO_CONTROLLER where that is not known, NO_CONTROLLER_THERE where there is
    no setting either: no letter names a guessed one.
    """
    if (known := known_controller(form, country)) is not None:
        return known
    problem = errors.NO_CONTROLLER if form.switch else errors.NO_CONTROLLER_THERE
    raise OptoutError(problem, form=form.in_letters, record=form.record)


def known_controller(form: Form, country: str) -> Controller | None:
    """The same; None where it is not known.

    A record without controllers shares those of its company's other records.
    """
    rows = form.controllers or _of_company(form.company)
    own = [row for row in rows if country in row.countries]
    everyone = [row for row in rows if not row.countries]
    return next(iter(own or everyone), None)


def nothing_to_do() -> tuple[str, ...]:
    """The services that by their own terms train no generative AI on what people make there."""
    rows = toml(FORMS_DIR / "shared" / "no_training.toml")["services"]
    return tuple(row["name"] for row in rows)


@cache
def _of_company(company: str) -> tuple[Controller, ...]:
    shared = (load(name).controllers for name in NAMES if load(name).company == company)
    return next(filter(None, shared), ())
