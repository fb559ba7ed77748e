"""A role's scores over a whole page: each control's own evidence, weighed by what surrounds it."""

import re

from optout.locate.comments import TEXT_BOXES, among_comments, is_comment_box
from optout.locate.context import PageContext, place
from optout.locate.evidence import Says, Score, says, score, tells_who
from optout.locate.gates import find_gates
from optout.locate.newsletter import button_words, is_newsletter
from optout.locate.personal_names import NAME_ROLES, is_signature, parts_of, weigh_name
from optout.locate.roles import CHOICES, WRITABLE, ControlKind, Role
from optout.locate.snapshot import Control

_UNSURE = 0.45
"""The most that a field can reach which lacks what makes it certain."""
_MORE_FIELDS = 3
"""A page with as many other fields asks for more than who it is."""
_DOMAIN = re.compile(r"@?[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_NEXT = 3
"""How many controls on a list still stands beside a field."""
_OTHER_FIELDS = frozenset(
    ("email", "phone", "name", "country", "search", "username", "newsletter", "address", "url")
)

_OTHER_CODES = frozenset(("password", "forgot", "sign_up"))
"""What a page's title names that mails codes for something else."""
_OURS = frozenset(("object", "privacy", "ai"))
_REASONED = frozenset(("explanation", "message", "object", "privacy", "ai"))


def ranked(context: PageContext, role: Role) -> list[Score]:
    """The controls' scores for a role, best first."""
    scores = [_weighed(context, role, said) for said in context.said]
    if role in NAME_ROLES:
        parts = {where: parts_of(fields) for where, fields in context.beside.items()}
        for result in scores:
            if not result.refused:
                weigh_name(role, result, parts[place(result.control)])
    if role is Role.EXPLANATION:
        _text_boxes(context, scores)
    return sorted((s for s in scores if s.chance > 0), key=lambda s: -s.chance)


def _weighed(context: PageContext, role: Role, said: Says) -> Score:
    result = score(role, said)
    control = said.control
    if control.search or control.type == "search":
        result.scale(0.0, "but it is a search box")
    elif "captcha" in said.identifier:
        result.scale(0.0, "but it proves that one is no robot")
    elif said.trap:
        result.scale(0.0, "but it says that it is to be left empty")
    elif role in NAME_ROLES and is_signature(said, context.language):
        result.scale(0.0, "but it is a signature")
    elif role is Role.CODE:
        _code(context, result)
    elif role is Role.EXPLANATION and is_comment_box(context, said):
        result.scale(0.0, "but it is for a comment")
    elif _subscribes(context, role, said):
        result.scale(0.0, "but its button subscribes to something")
    elif role in (Role.EXPLANATION, Role.EMAIL, Role.EMAIL_AGAIN) and _in_the_frame(context, said):
        result.scale(0.3, f"but it stands in the page's {control.region}")
        if role is not Role.EXPLANATION:
            _email(context, role, result)
    elif result.chance == 0:
        return result
    elif role in (Role.EMAIL, Role.EMAIL_AGAIN):
        _email(context, role, result)
    elif role is Role.COUNTRY:
        _country(context, result)
    return result


def _subscribes(context: PageContext, role: Role, said: Says) -> bool:
    box = role is Role.EXPLANATION and said.control.kind in TEXT_BOXES
    return box and "newsletter" in button_words(context, said)


def _country(context: PageContext, result: Score) -> None:
    said, control = result.says, result.control
    if control.region in ("header", "footer", "nav"):
        result.scale(0.3, f"but it stands in the page's {control.region}")
    # Countries are chosen for much: a destination, a market, a team.
    before = control.before[-1] if control.before else ""
    heading = any(block.heading and block.text == before for block in context.blocks)
    asked = control.label or ("" if heading else before)
    declared = control.twin or {"country", "country-name"} & said.autocomplete
    if asked and not declared and not {"country", "residence"} & said.all:
        result.cap(_UNSURE, "but nothing says that it is where the person lives")


def _email(context: PageContext, role: Role, result: Score) -> None:
    said = result.says
    if role is Role.EMAIL and _repeats(context, said):
        result.scale(0.05, "but it repeats another")
    if role is Role.EMAIL_AGAIN and not _repeats(context, said):
        result.scale(0.05, "but there is none before it")
    if among_comments(context, said.control):
        result.cap(_UNSURE, "but it goes with a comment")
    if _domain_apart(context, said):
        result.scale(0.05, "but its domain is chosen beside it")
    if is_newsletter(context, said):
        result.scale(0.05, "but it is a newsletter box")
    if "sign_in" in button_words(context, said) - {"sign_up"} and not context.about_objection:
        result.scale(0.05, "but its button signs in")
    if _out_of_place(context, said):
        result.cap(
            _UNSURE, "but it may sign somebody in, or subscribe: the page is not about an objection"
        )


def _in_the_frame(context: PageContext, said: Says) -> bool:
    """Whether a field stands around the page's matter, without the others of such a form."""
    if not said.control.region:
        return False
    beside = context.beside[place(said.control)]
    boxes = [s for s in beside if s.control.kind in TEXT_BOXES]
    return not (boxes and len(beside) > 1)


def _domain_apart(context: PageContext, said: Says) -> bool:
    """Whether a list beside it holds what comes after the `@`: it takes the first part only."""
    for other in context.beside[place(said.control)]:
        near = 0 < other.control.index - said.control.index <= _NEXT
        texts = [option.text.strip() for option in other.control.options] if near else []
        domains = [text for text in texts if _DOMAIN.fullmatch(text)]
        if domains and len(domains) * 2 >= len(texts):
            return True
    return False


def _out_of_place(context: PageContext, said: Says) -> bool:
    """Whether a lone address may as well be the first step of a sign-in, or for a newsletter.

    It is not where the page is about an objection, or asks for much more elsewhere.
    """
    control = said.control
    if context.about_objection or context.gated or context.is_step(control):
        return False
    beside = context.beside[place(control)]
    signing_in = "sign_in" in context.subject and "sign_up" not in context.subject
    more = [s for s in beside if not tells_who(s)]
    if (
        signing_in
        and len(more) < _MORE_FIELDS
        and not any(s.control.kind in TEXT_BOXES for s in more)
    ):
        return True
    if len(beside) > 1:
        return False
    if {"forgot", "password"} & (context.subject | said.all) or control.region:
        return True
    others = [
        s for s in context.said if s is not said and not (s.control.region or s.control.search)
    ]
    return len(others) < _MORE_FIELDS or any("email" in s.all for s in others)


def _repeats(context: PageContext, said: Says) -> bool:
    """Whether it asks again for what an earlier field of the same place asks."""
    if "again" not in said.own | said.identifier:
        return False
    for other in context.beside[place(said.control)]:
        if other.control.key == said.control.key:
            return False
        if other.control.type == "email" or "email" in other.all:
            return True
    return False


def _of_another_kind(context: PageContext, said: Says, declared: bool) -> str:
    """Why the code that is asked for is not the mailed one; empty where nothing says so."""
    if not declared and ("other_code" in said.all | said.marks or said.declared_other):
        return "but it is another kind of code"
    if "authenticator" in context.topics and not {"email", "object"} & context.topics:
        return "but the code comes from an app"
    if "object" not in context.topics and (
        _OTHER_CODES & context.subject or "other_matter" in context.topics
    ):
        return "but the code is for something else"
    return ""


def _code(context: PageContext, result: Score) -> None:
    said, control = result.says, result.control
    declared = "one-time-code" in said.autocomplete
    alike = control.kind in (ControlKind.TEXT, ControlKind.DIGITS) and control.type in (
        "",
        "text",
        "tel",
        "number",
    )
    if not alike and result.chance == 0:
        return
    if other := _of_another_kind(context, said, declared):
        result.scale(0.0, other)
        return
    others = [s for s in context.beside[place(control)] if s.control.key != control.key]
    if "code" in said.own:
        result.add(0.45, "it asks for a code")
    elif not declared and (_OTHER_FIELDS & said.all):
        result.scale(0.3, "but it says something else")
        return
    if control.kind is ControlKind.DIGITS:
        result.add(0.5, "one box for each digit")
    elif result.chance == 0 and others:
        return
    if "code_sent" in context.topics:
        result.add(0.45, "the page speaks of a code that was sent")
    elif result.chance == 0:
        return
    if (
        control.inputmode == "numeric"
        or control.type in ("tel", "number")
        or "0-9" in control.pattern
    ):
        result.add(0.2, "digits only")
    if 4 <= control.maxlength <= 8:
        result.add(0.2, f"takes {control.maxlength} characters")
    if not others:
        result.add(0.1, "the only field here")
    named = {"code", "code_sent"} & (said.all | said.described)
    asked = declared and "code_sent" in context.topics
    if not (named or asked or control.kind is ControlKind.DIGITS):
        result.cap(_UNSURE, "but nothing at the field itself speaks of a code")
    spoken = said.own | said.placeholder
    offered = "code" in spoken and context.offers_code
    offered = offered or ("code_sent" in spoken and context.of_request)
    if len(others) > 2 and not (declared or offered) and control.kind is not ControlKind.DIGITS:
        result.scale(0.3, "but it stands among other fields")


def _may_object(context: PageContext) -> bool:
    """Whether the page asks what the request is, and to object is the answer or can still be."""
    for gate in find_gates(context):
        chosen = [option.answer for option in gate.options if option.control.checked]
        if gate.about == "request_kind" and (chosen == ["object"] or not gate.answered):
            return True
    return False


def _text_boxes(context: PageContext, scores: list[Score]) -> None:
    """The required large text box, or the only one, on a page that is about an objection."""
    boxes = [s for s in scores if s.control.kind in TEXT_BOXES and not s.refused]
    rank = {id(box): _demand(box.says) for box in boxes}
    most = max(rank.values(), default=0)
    first = [box for box in boxes if rank[id(box)] == most]
    for box in boxes:
        if context.about_objection:
            box.add(0.35, "the page is about an objection")
        if box not in first:
            box.scale(0.3, "but another box is wanted more")
        elif first == [box]:
            box.add(0.3, "the only text box" if len(boxes) == 1 else "the text box wanted most")
        if "additional" in box.says.own and len(boxes) > 1:
            box.scale(0.5, "but it is for additional information")
        if context.other_matter:
            box.cap(_UNSURE, "but the page is about something else")
        own = box.says.own | box.says.described
        if not own & _REASONED and len(boxes) == 1 and not _has_company(context, box.control):
            box.cap(_UNSURE, "but nothing says what it is for")
        if context.about_objection or own & {"object", "privacy", "ai"} or _may_object(context):
            continue
        if "explanation" in own and context.is_step(box.control) and _OURS & context.topics:
            continue
        if "privacy" not in context.subject or "explanation" not in own:
            box.cap(_UNSURE, "but the page is not about an objection")
    telling = [box for box in boxes if _asks_why(box.says)]
    if telling and not any(box in first for box in telling):
        for box in (*first, *telling):
            box.cap(_UNSURE, "but one box asks for the reason, and another is wanted more")


def _has_company(context: PageContext, control: Control) -> bool:
    """Whether an address or a country is asked for, or shown, in the same place."""
    return any(
        other.type == "email" or {"email", "country"} & says(other, context.language).all
        for other in context.scope.controls
        if other.visible and other.kind in WRITABLE | CHOICES and place(other) == place(control)
    )


def _asks_why(said: Says) -> bool:
    return "explanation" in said.own and "additional" not in said.own


def _demand(said: Says) -> int:
    """How much a text box is wanted: 1 required, -1 marked optional, else 0."""
    if said.control.required or "*" in said.control.label:
        return 1
    return -1 if "optional" in said.own | said.placeholder else 0
