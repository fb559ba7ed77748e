"""What a record's file must hold, checked by pydantic against the classes of `spec`."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from optout.forms.spec import DIGITS, Form, Misfit
from optout.i18n import _

Place = tuple[str | int, ...]
"""A way to a value: keys, and places in lists."""

_WRITTEN = {"label": "name"}
"""How the file calls what `Form` has another name for."""
_NOT_IN_FILE = frozenset({"record", "kind"})
FIELDS = {_WRITTEN.get(f.name, f.name): f.name for f in fields(Form) if f.name not in _NOT_IN_FILE}
"""The keys that a file can have, and how `Form` calls them."""
_TYPES = {str: "string", bool: "boolean", tuple: "array"}
_FORMS: TypeAdapter[Form] = TypeAdapter(Form)


def parse(text: str, name: str = "") -> Form:
    """The record in the text of its file. Raises `Misfit` for what is not one."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise Misfit((_("line {line}").format(line=line[1] if line else 1), "TOML")) from None
    unknown = [(key, ", ".join(FIELDS)) for key in given if key not in FIELDS]
    try:
        form = _FORMS.validate_python({FIELDS[k]: given[k] for k in FIELDS if k in given})
    except ValidationError as error:
        places = [fault["loc"] for fault in error.errors(include_url=False, include_input=False)]
        raise Misfit(*unknown, *map(expected_at, places)) from None
    if wrong := [*unknown, *map(expected_at, _against_itself(form))]:
        raise Misfit(*wrong)
    return replace(form, record=name, kind=form.kinds[0])


def _against_itself(form: Form) -> Iterator[Place]:
    for host, path in form.form_paths.items():
        if host not in form.hosts or not path.startswith("/") or path.count(DIGITS) != 1:
            yield ("form_paths",)
    if any(not path.startswith("/") or path.count(DIGITS) != 1 for path in form.open_paths):
        yield ("open_paths",)
    if not form.kinds or (form.addresses and not form.hosts):
        yield ("addresses",)


def written(form: Form) -> dict[str, Any]:
    """What the record's file says: the keys whose values are not the usual ones."""
    told: dict[str, Any] = _FORMS.dump_python(
        form, exclude_defaults=True, exclude=set(_NOT_IN_FILE)
    )
    return {_WRITTEN.get(key, key): value for key, value in told.items()}


def expected_at(place: Place) -> tuple[str, str]:
    """How the file writes a place, and what is expected there."""
    here: Any = Form
    name, example = "", ""
    for part in place:
        if isinstance(part, int):
            name += f"[{part + 1}]"
            here, example = get_args(here)[0], ""
        else:
            key = _WRITTEN.get(part, part) if here is Form else part
            name += f".{key}" if name else key
            here, example = _value(here, part)
    return name, example or _shown(here)


def _value(holder: Any, key: str) -> tuple[Any, str]:
    """The type of the value that a table has at a key, and its example."""
    if not is_dataclass(holder):
        return get_args(holder)[1], ""
    hints = get_type_hints(holder, include_extras=True)
    if key not in hints:
        return str, ", ".join(hints)
    hint = hints[key]
    example = ""
    if get_origin(hint) is Annotated:
        hint, shown = get_args(hint)
        example = shown.example
    there = [one for one in get_args(hint) if one is not NoneType]
    return (there[0] if NoneType in get_args(hint) else hint), example


def _shown(kind: Any) -> str:
    origin = get_origin(kind)
    return ", ".join(get_args(kind)) if origin is Literal else _TYPES.get(origin or kind, "table")
