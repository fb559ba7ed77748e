"""The accessible shape of a form, to notice when it changed. No words of any language are in it."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Literal

from optout.domain.text import is_address
from optout.locate.fields.field import Field
from optout.locate.roles import CHOICES, WRITABLE, ControlKind, Role
from optout.locate.snapshot import Control, Snapshot

Drift = Literal["first_seen", "same", "understood", "not_understood"]

_SHOWN = WRITABLE | CHOICES | {ControlKind.RADIO, ControlKind.CHECKBOX}
# A form asks for the country or not: both flows are known.
_NEEDED = frozenset({Role.EMAIL.value, Role.EXPLANATION.value})


def fingerprint(snapshot: Snapshot, fields: Mapping[Role, Field]) -> str:
    """The shape as `v1:<role>=<kind>[!]…:<digest>`, in the page's order.

    `!` marks what is required. What has no role is `other`; equal choices in a row count once.
    """
    roles = {f.control.key: f.role.value for f in fields.values() if f.control is not None}
    if fields[Role.EMAIL].control is None:
        locked = (c for c in snapshot.controls if _shows_address(c))
        roles |= {c.key: Role.EMAIL.value for c in list(locked)[:1]}
    parts: list[str] = []
    for control in snapshot.controls:
        if control.kind not in _SHOWN or not control.visible or control.search:
            continue
        role = roles.get(control.key, "other")
        part = f"{role}={control.kind.value}{'!' if control.required else ''}"
        if not parts or parts[-1] != part or role != "other":
            parts.append(part)
    shape = ",".join(parts[:60])
    return f"v1:{shape}:{hashlib.sha256(shape.encode()).hexdigest()[:12]}"


def _shows_address(control: Control) -> bool:
    """It is an address that cannot be changed, as that of an account: it is there."""
    locked = control.visible and (control.readonly or control.disabled)
    declared = "email" in (control.type, *control.autocomplete.lower().split())
    return locked and (declared or is_address(control.value))


def compare(now: str, known: Iterable[str]) -> Drift:
    """How a form's fingerprint stands to those known.

    `first_seen`: none is known. `same`: one of them. `understood`: changed, but every field needed
    before is found again.
    """
    known = tuple(known)
    if not known:
        return "first_seen"
    if now in known:
        return "same"
    here = _roles(now)
    if any(_roles(one) & _NEEDED <= here for one in known):
        return "understood"
    return "not_understood"


def size(text: str) -> int:
    """How many fields a fingerprint tells of."""
    return len(_parts(text))


def _roles(text: str) -> set[str]:
    return {part.split("=")[0] for part in _parts(text)}


def _parts(text: str) -> list[str]:
    shape = text.split(":")[1] if text.count(":") == 2 else ""
    return [part for part in shape.split(",") if "=" in part]
