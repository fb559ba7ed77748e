"""The record of a form, corrected by a visit: to be shared, with nothing personal in it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

import tomlkit

from optout.check.report import Target
from optout.forms.hosts import plain_address
from optout.forms.names import file_of
from optout.forms.schema import written
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

_FIELDS = (Role.EMAIL, Role.EXPLANATION)


def shows_form(reading: Reading) -> bool:
    """Whether the form is there with one of the fields that make it one."""
    there = any(reading.fields[role].status == "found" for role in _FIELDS)
    return reading.kind is PageKind.FORM and there


def corrected(target: Target, reading: Reading, today: date) -> str:
    """The text of the record's file: the address and how the page looks; the rest stays."""
    form = target.form
    known = written(form)
    new = new_host(target, reading.url)
    seen = {
        "version": today.isoformat(),
        "fingerprints": list(dict.fromkeys([*form.fingerprints, reading.fingerprint])),
        "hosts": [*form.hosts, *([new] if new else [])],
        "addresses": list(_addresses(target, known.get("addresses", ()), reading.url, today)),
    }
    lines = file_of(form.record).read_text("utf-8").splitlines(keepends=True)
    head = "".join(takewhile(lambda line: line.startswith("#"), lines))
    return head + tomlkit.dumps(known | seen)


def new_host(target: Target, seen: str) -> str:
    """The host of the address `seen` that the corrected record has and the record has not; empty
    where there is none."""
    host = urlsplit(seen).hostname if target.allowed.permits(seen) else None
    return host if host and not target.form.allowed.permits(seen) else ""


def _addresses(
    target: Target, of_record: Sequence[dict[str, Any]], seen: str, today: date
) -> Iterator[dict[str, Any]]:
    """The address where the form was seen, if it may be filled there, before those known.

    Only origin and path of what is new. A query that the record knows stays.
    """
    known = {plain_address(address["url"]): address for address in of_record}
    here = plain_address(seen)
    if target.allowed.permits(seen):
        before = known.pop(here, None)
        url = before["url"] if before else here
        yield {"url": url, "last_seen": today, "sure": "sure", "seen": True}
    yield from known.values()
