"""What the table of signals asks about a candidate."""

import re
from functools import partial

from optout.locate.fields.candidate import Candidate, possible
from optout.locate.labels import FIELDS, Labels
from optout.locate.roles import TEXT_BOXES, ControlKind, Role
from optout.locate.snapshot import Control

_MASKED = re.compile(r"[*•●∙·…xX.]{2,}\S*@|@\S*[*•●∙…]{2,}|…\S*@")
"""An address of which a part is left out, as a page shows where it has mailed a code."""
_DOMAIN = re.compile(r"@?[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_PARTS = frozenset(("first", "last"))
_NO_ADDRESS = frozenset(("phone", "login", "search", "code", "no_code", "letter", "no_why", "name"))
_NO_CODE = frozenset(("email", "phone", "name", "country", "search", "login", "no_name"))
_NO_NAME = frozenset(("no_name", "search", "login", "email", "phone", "code"))


def around_matter(c: Candidate) -> bool:
    """It stands around the page's matter, and beside no box for a text."""
    boxes = any(o.control.kind in TEXT_BOXES for o in c.context.beside[_place(c)])
    return bool(c.control.region) and not boxes


def _place(c: Candidate) -> tuple[int, int, int, str]:
    return (c.control.frame, c.control.form, c.control.dialog, c.control.region)


def as_plain(c: Candidate) -> bool:
    """Another field beside it asks for the same as plainly."""
    if c.declared:
        return False
    return any(
        c.rule.word in other.spoken
        and possible(c.role, other)
        and not {"code", "sent", "phone", "other", "abroad", "empty"} & other.spoken
        and not {"other", "abroad", "no_name"} & other.above
        and "again" not in other.own | other.identifier
        and not (c.role is Role.COUNTRY and of_phone(Candidate(c.context, c.role, other)))
        for other in c.others
    )


# -- An address.


def _asks_address(labels: Labels) -> bool:
    return labels.control.type == "email" or "email" in labels.spoken | labels.identifier


def _before(c: Candidate) -> list[Labels]:
    return [o for o in c.others if o.control.index < c.control.index]


def _again(c: Candidate) -> bool:
    return "again" in c.spoken | c.labels.identifier


def repeats(c: Candidate) -> bool:
    """It says that it repeats another, and an address stands before it."""
    return _again(c) and any(map(_asks_address, _before(c)))


def follows_address(c: Candidate) -> bool:
    """It repeats what the field right before it asks for, and its own words name nothing else."""
    return repeats(c) and not c.labels.own & FIELDS and _asks_address(_before(c)[-1])


def repeats_others(c: Candidate) -> bool:
    addresses = [o for o in _before(c) if _asks_address(o)]
    return "other" in addresses[-1].spoken | addresses[-1].above


def takes_code(c: Candidate) -> bool:
    """It asks for a code that goes to an address, which another field takes."""
    if not {"code", "sent"} & c.spoken or c.declared or c.typed:
        return False
    address = any("email" in o.spoken or o.control.type == "email" for o in c.others)
    return address or c.role is Role.EMAIL_AGAIN


def other_field(c: Candidate) -> bool:
    """It says what another field is for, and nothing of an address."""
    named = c.spoken & FIELDS - {"email", "letter"}
    if c.role is Role.EMAIL_AGAIN:
        return bool(named)
    plain = not (c.declared or c.typed) and "email" not in c.spoken
    return plain and bool(named - {"why"})


def domain_apart(c: Candidate) -> bool:
    """The end of the address is chosen, or typed, beside it."""
    if c.control.after[:1] in (("@",), ("＠",)) and not c.typed:
        return True
    near = (o.control for o in c.others if 0 < o.control.index - c.control.index <= 3)
    return not c.declared and any(map(_lists_domains, near))


def _lists_domains(control: Control) -> bool:
    texts = [option.text.strip() for option in control.options]
    return bool(texts) and sum(bool(_DOMAIN.fullmatch(t)) for t in texts) * 2 >= len(texts)


def odd_words(c: Candidate) -> bool:
    """Its words say something else, too: it may be for that."""
    if c.declared or c.typed:
        return False
    odd = _NO_ADDRESS & c.spoken - ({"letter"} if "email" in c.labels.own else set())
    return bool(odd) or (bool(c.labels.own) and "email" not in c.spoken)


def verifies(c: Candidate) -> bool:
    """It may take the code that confirms an address."""
    unsaid = not (c.declared or c.typed) and not any(map(_asks_address, _before(c)))
    return unsaid and _again(c) and bool({"code", "sent"} & c.context.topics)


def signs_in(c: Candidate) -> bool:
    """A lone address may sign in: not where the page is about a request, or asks for much more."""
    context = c.context
    if context.of_request:
        return False
    more = [o for o in c.others if not {"email", "login", "phone"} & (o.own | o.identifier)]
    signs = "sign_in" in context.button_words(c.control) | context.subject
    return signs and len(more) < 3 and not any(o.control.kind in TEXT_BOXES for o in more)


def subscribes(c: Candidate) -> bool:
    """A lone address may subscribe to something, where the page asks for little more."""
    context = c.context
    if context.of_request or c.others:
        return False
    rest = [
        o
        for o in context.labelled
        if o is not c.labels and not (o.control.region or o.control.search)
    ]
    return bool(c.control.region) or len(rest) < 3 or any("email" in o.spoken for o in rest)


# -- A country.


def of_phone(c: Candidate) -> bool:
    """It is the country of a telephone number."""
    if "phone" in c.spoken | c.labels.above:
        return True
    if c.declared or "residence" in c.labels.own:
        return False
    named = "phone" in c.labels.identifier and "country" not in c.labels.own
    return named or any(map(partial(_of_number, c), c.others))


def _of_number(c: Candidate, other: Labels) -> bool:
    """Another field right beside it takes a number, and nothing that can be seen parts them."""
    first, last = sorted((c.control, other.control), key=lambda control: control.index)
    number = other.control.type == "tel" or "tel" in other.tokens or "phone" in other.own
    unsaid = not (c.labels.own or c.control.label)
    unseen = c.control.source == "aria-label" and not last.before
    return number and last.index - first.index == 1 and (unsaid or unseen)


def lists_others(c: Candidate) -> bool:
    """It is a list of something else than countries."""
    listed = c.control.kind is ControlKind.SELECT and c.control.total > 1
    return listed and not (c.labels.countries or c.declared)


def another_country(c: Candidate) -> bool:
    """It may be another country than that one lives in, or another thing."""
    about = c.spoken | c.labels.above
    if "country" not in c.spoken:
        about |= c.labels.identifier
    return "abroad" in about or "no_code" in about or "no_why" in c.labels.own


def country_and_more(c: Candidate) -> bool:
    return not c.declared and bool({"email", "name", "search"} & c.labels.own)


def country_unsaid(c: Candidate) -> bool:
    """It has words of its own, and they name no country."""
    if c.declared or not c.labels.text or "country" in c.spoken:
        return False
    lived_in = {"residence", "country"} & (c.spoken | c.labels.identifier)
    return not ((c.labels.countries or c.control.twin) and lived_in)


def town(c: Candidate) -> bool:
    """It may be the town: its words name one, or a postcode is asked for beside what is typed."""
    if c.declared:
        return False
    named = not c.labels.countries and "town" in c.spoken and "country" not in c.labels.hint
    postcode = any("no_code" in o.own or "postal-code" in o.tokens for o in c.others)
    free = c.control.kind is ControlKind.TEXT and "country" not in c.labels.identifier
    return named or (free and postcode)


# -- A name.


def whole_name(c: Candidate) -> bool:
    """Its own words ask for first and last name together."""
    return c.own >= _PARTS or "full" in c.own


def _parts_beside(c: Candidate) -> set[str]:
    """The parts of a name that other fields ask for."""
    parts: set[str] = set()
    for other in c.others:
        asked = other.own or other.hint or other.identifier
        if not {"full", "no_name"} & asked and not asked >= _PARTS:
            parts |= _PARTS & asked
    return parts


def _in_one_word(c: Candidate) -> bool:
    """It asks for "name", which many languages also call the given or family name."""
    return "name" in c.own and not {"first", "last", "full"} & c.own


def missing_part(c: Candidate) -> bool:
    """It asks for the one part of the name that no field beside it does."""
    parts = _parts_beside(c) if _in_one_word(c) else set()
    return len(parts) == 1 and c.rule.word not in parts


def part_of_name(c: Candidate) -> bool:
    """It is only a part of the name."""
    if c.declared or whole_name(c):
        return False
    named = _PARTS & (c.own or c.labels.identifier)
    return bool(named) or (_in_one_word(c) and bool(_parts_beside(c)))


def no_name(c: Candidate) -> bool:
    """It asks for something else than one's name."""
    if c.declared:
        return False
    other = bool(c.own) and not {"name", "first", "last", "full"} & c.own
    return other or bool(_NO_NAME & c.spoken)


def lone_first(c: Candidate) -> bool:
    """No last name is asked for beside it."""
    beside = (o.own or o.hint or o.identifier for o in c.others)
    return not c.declared and not any({"last", "name"} & each for each in beside)


# -- A mailed code.


def says_code(c: Candidate) -> bool:
    """Its words name a code, or one that was sent."""
    described = c.context.say(c.control.described)
    return "code" in c.spoken or "sent" in c.spoken | c.labels.identifier | described


def numeric(c: Candidate) -> bool:
    asked = c.control.inputmode == "numeric" or "0-9" in c.control.pattern
    return asked or c.control.type in ("tel", "number")


def alone(c: Candidate) -> bool:
    return not c.others


def headed(c: Candidate) -> bool:
    """It stands alone below a title that names a code and an address in part."""
    masked = any(map(_MASKED.search, c.control.before))
    return alone(c) and masked and "code" in c.context.subject


def certain_code(c: Candidate) -> bool:
    """It declares itself a code's box, or is one by its shape."""
    return c.declared or c.digits


def no_code_named(c: Candidate) -> bool:
    """Neither it nor the page around it speaks of a code that was sent."""
    said = certain_code(c) or says_code(c) or headed(c)
    return not (said or (alone(c) and "sent" in c.context.topics))


def other_code(c: Candidate) -> bool:
    """It, or what stands beside it, is a code that nobody mails: `Postal code`, a card's."""
    beside = (
        "no_code" in o.spoken | o.identifier or any(t.startswith("cc-") for t in o.tokens)
        for o in c.others
    )
    sent = "sent" in (c.own | c.context.topics if "code" in c.own else c.own)
    if not (sent or certain_code(c)) and any(beside):
        return True
    named = c.spoken | c.labels.above | (frozenset() if says_code(c) else c.labels.identifier)
    page = "no_code" in c.context.subject and "sent" not in c.context.topics
    return "no_code" in named or page


def for_no_code(c: Candidate) -> bool:
    """Its own words say what another field is for."""
    if c.digits or says_code(c):
        return False
    return bool(_NO_CODE & (c.spoken if c.declared else c.spoken | c.labels.identifier))


def for_other_matter(c: Candidate) -> bool:
    """The page mails a code for something else, or it comes from an app."""
    context = c.context
    other = {"login", "news"} & context.subject and "object" not in context.topics
    app = "app" in context.topics and not {"email", "object"} & context.topics
    return app or (bool(other) and not c.declared)


def among_fields(c: Candidate) -> bool:
    """More is asked for beside it than a code comes with, and no button mails one."""
    if len(c.others) < 3 or certain_code(c):
        return False
    context = c.context
    offered = says_code(c) and any("code" in context.say(b.label) for b in context.pressed)
    return not (offered or ("sent" in c.spoken and context.of_request))


def code_unsaid(c: Candidate) -> bool:
    return not (says_code(c) or certain_code(c) or headed(c))


def code_unheard(c: Candidate) -> bool:
    """Neither it nor the page speaks of a code that was sent."""
    return not certain_code(c) and "sent" not in c.context.topics | c.own


def of_address(c: Candidate) -> bool:
    """It may take the address that a code will be mailed to."""
    if "email" not in c.labels.own or certain_code(c) or numeric(c) or alone(c):
        return False
    fields = (o for o in c.context.labelled if o is not c.labels)
    return not any(o.control.type == "email" or "email" in o.spoken for o in fields)
