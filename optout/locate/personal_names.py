"""Which part of a person's name a field asks for: what stands beside it tells.

Many languages have one word for a name and for the given name, some for a name and the family name.
"""

from optout.locate.evidence import Says, rules
from optout.locate.roles import WRITABLE, ControlKind, Role
from optout.locate.words import told

_MEANINGS = frozenset(("name", "first_name", "last_name", "full_name"))
_OTHERS = frozenset(("not_name", "company", "username", "other_person", "search", "email"))
_DECLARED = {"name": Role.NAME, "given-name": Role.FIRST_NAME, "family-name": Role.LAST_NAME}


def is_signature(said: Says, language: str = "") -> bool:
    """Whether a field asks for a name as one's signature: that is the person's to give."""
    if said.control.kind not in WRITABLE:
        return False
    if "signature" in said.own | said.placeholder | said.described | said.identifier:
        return True
    control = said.control
    return any(
        "signature" in told(text, language) for text in (control.group, *control.before[-3:])
    )


def part(said: Says) -> Role | None:
    """The part of a person's name that a field asks for by its words, else by its identifier."""
    control = said.control
    if control.kind is not ControlKind.TEXT or control.type not in rules()[Role.NAME].types:
        return None
    if is_signature(said):
        return None
    for token in said.autocomplete & _DECLARED.keys():
        return _DECLARED[token]
    spoken = said.own if said.own & _MEANINGS else said.identifier
    if said.declared_other or spoken & _OTHERS or not spoken & _MEANINGS:
        return None
    if said.whole_name:
        return Role.NAME
    if "first_name" in spoken:
        return None if "last_name" in spoken else Role.FIRST_NAME
    return Role.LAST_NAME if "last_name" in spoken else Role.NAME
