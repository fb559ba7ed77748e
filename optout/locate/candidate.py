"""One control taken for one role, and all that the table of signals asks about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from optout.locate.comments import TEXT_BOXES, among_comments, is_comment_box
from optout.locate.context import PageContext, place
from optout.locate.evidence import Rule, Says, says, tells_who
from optout.locate.gates import find_gates
from optout.locate.newsletter import button_words, is_newsletter
from optout.locate.personal_names import is_signature, part
from optout.locate.roles import CHOICES, WRITABLE, ControlKind, Role
from optout.locate.snapshot import Control

_DOMAIN = re.compile(r"@?[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_MASKED = re.compile(r"[*•●∙·…xX.]{2,}\S*@|@\S*[*•●∙…]{2,}|…\S*@")
"""An address of which a part is left out, as a page shows where it has mailed a code."""
_NEXT = 3
"""How many controls on a list still stands beside a field."""
_MORE_FIELDS = 3
"""A page with as many other fields asks for more than who it is."""
_SEARCHED = frozenset({ControlKind.TYPEAHEAD, ControlKind.COMBOBOX})
_PARTS = frozenset({"first_name", "last_name"})
_OTHER_FIELDS = frozenset(
    ("email", "phone", "name", "country", "search", "username", "newsletter", "address", "url")
)
_OTHER_CODES = frozenset(("password", "forgot", "sign_up"))
"""What a page's title names that mails codes for something else."""
_CODE = frozenset(("code", "code_sent"))
_OURS = frozenset(("object", "privacy", "ai"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """`rivals` are the candidates for the role, itself among them, that no row scales down."""

    context: PageContext
    role: Role
    rule: Rule
    said: Says
    rivals: Callable[[], tuple["Candidate", ...]]

    @property
    def control(self) -> Control:
        return self.said.control

    @property
    def spoken(self) -> frozenset[str]:
        """What its label says or the text before it, and its placeholder."""
        return self.said.own | self.said.placeholder

    @property
    def beside(self) -> list[Says]:
        """The fields of its place, itself among them."""
        return self.context.beside[place(self.control)]

    @property
    def others(self) -> list[Says]:
        """The other fields of its place."""
        return [said for said in self.beside if said.control.key != self.control.key]


def possible(rule: Rule, said: Says) -> bool:
    """Whether a control can have a role at all, by what it is and what it must say."""
    control = said.control
    if control.kind not in rule.kinds or control.secret or control.multiple:
        return False
    if control.kind is ControlKind.TEXT and control.type not in rule.types:
        return False
    if said.declared_other and not rule.autocomplete & said.autocomplete:
        return False
    return rule.needs <= said.own | said.identifier


# -- what it says itself


def declared(its: Candidate) -> bool:
    return bool(its.rule.autocomplete & its.said.autocomplete)


def typed(its: Candidate) -> bool:
    return its.control.type in its.rule.type


def label_says(its: Candidate) -> bool:
    return bool(its.rule.words & its.said.label)


def placeholder_says(its: Candidate) -> bool:
    return bool(its.rule.words & its.said.placeholder)


def question_says(its: Candidate) -> bool:
    return bool(its.rule.words & its.said.question)


def name_is(its: Candidate) -> bool:
    return bool(its.rule.words & its.said.named)


def name_has(its: Candidate) -> bool:
    return not name_is(its) and bool(its.rule.words & its.said.identifier)


def _against(its: Candidate) -> frozenset[str]:
    """The meanings that count against it for its role."""
    against = its.rule.against
    if not (declared(its) or typed(its)):
        against |= its.rule.unless_declared
    if its.role is Role.NAME and its.said.whole_name:
        against -= _PARTS
    if its.control.kind in _SEARCHED and its.rule.words & its.said.own:
        against -= {"search"}  # so it says how its list is gone through
    if its.said.countries and "dial" not in its.said.own:
        against -= {"dial"}  # `countryCode` is most often the name of an ISO code
    return against


def says_other(its: Candidate) -> bool:
    return bool(_against(its) & its.spoken)


def name_says_other(its: Candidate) -> bool:
    return not declared(its) and bool(_against(its) & (its.said.identifier - its.spoken))


def named_otherwise(its: Candidate) -> bool:
    """Whether its name vetoes its label: a "place of residence" called `city` is a town."""
    certain = declared(its) or its.said.countries or its.rule.words & its.said.identifier
    return not certain and bool(its.rule.name_against & its.said.identifier)


def searches(its: Candidate) -> bool:
    return its.control.search or its.control.type == "search"


def captcha(its: Candidate) -> bool:
    return "captcha" in its.said.identifier


def trap(its: Candidate) -> bool:
    return its.said.trap


def aside(its: Candidate) -> bool:
    """Whether it stands around the page's matter, without the others of such a form."""
    boxes = any(s.control.kind in TEXT_BOXES for s in its.beside)
    return bool(its.control.region) and not (boxes and its.others)


# -- an address


def repeats(its: Candidate) -> bool:
    """Whether it asks again for what an earlier field of the same place asks."""
    if "again" not in its.said.own | its.said.identifier:
        return False
    before = (s for s in its.others if s.control.index < its.control.index)
    return any(s.control.type == "email" or "email" in s.all for s in before)


def repeats_none(its: Candidate) -> bool:
    return not repeats(its)


def domain_apart(its: Candidate) -> bool:
    """Whether a list beside it holds what comes after the `@`: it takes the first part only."""
    for other in its.others:
        near = 0 < other.control.index - its.control.index <= _NEXT
        texts = [option.text.strip() for option in other.control.options] if near else []
        domains = [text for text in texts if _DOMAIN.fullmatch(text)]
        if domains and len(domains) * 2 >= len(texts):
            return True
    return False


def subscribes(its: Candidate) -> bool:
    return is_newsletter(its.context, its.said)


def signs_in(its: Candidate) -> bool:
    words = button_words(its.context, its.said) - {"sign_up"}
    return "sign_in" in words and not its.context.about_objection


def beside_comment(its: Candidate) -> bool:
    return among_comments(its.context, its.control)


def out_of_place(its: Candidate) -> bool:
    """Whether a lone address may as well be the first step of a sign-in, or for a newsletter.

    It is not where the page is about an objection, or asks for much more elsewhere.
    """
    context, said = its.context, its.said
    if context.about_objection or context.is_step(its.control) or _asks_kind(context):
        return False
    more = [s for s in its.beside if not tells_who(s)]
    boxes = any(s.control.kind in TEXT_BOXES for s in more)
    signing_in = "sign_in" in context.subject and "sign_up" not in context.subject
    if signing_in and len(more) < _MORE_FIELDS and not boxes:
        return True
    if its.others:
        return False
    if {"forgot", "password"} & (context.subject | said.all) or its.control.region:
        return True
    rest = [s for s in context.said if s is not said and not (s.control.region or s.control.search)]
    return len(rest) < _MORE_FIELDS or any("email" in s.all for s in rest)


# -- a country


def lists_countries(its: Candidate) -> bool:
    return its.said.countries


def keeps_iso_code(its: Candidate) -> bool:
    return bool(its.control.twin)


def lists_dials(its: Candidate) -> bool:
    return its.said.dials


def lists_others(its: Candidate) -> bool:
    plain = its.control.kind is ControlKind.SELECT and its.control.total > 1
    return plain and not (its.said.countries or its.said.dials or declared(its))


def no_residence(its: Candidate) -> bool:
    """Whether what it asks is not where one lives: countries are chosen for much."""
    before = its.control.before[-1] if its.control.before else ""
    heading = any(block.heading and block.text == before for block in its.context.blocks)
    asked = its.control.label or ("" if heading else before)
    certain = declared(its) or its.control.twin or {"country", "residence"} & its.said.all
    return bool(asked) and not certain


def town(its: Candidate) -> bool:
    """Whether it is written freely, asks where one lives, and a postcode is asked for next."""
    free = its.control.kind is ControlKind.TEXT and not declared(its)
    if not (free and "residence" in its.spoken):
        return False
    near = (s for s in its.others if abs(s.control.index - its.control.index) == 1)
    return any("other_code" in s.all or "postal-code" in s.autocomplete for s in near)


# -- the letter


def of_objection(its: Candidate) -> bool:
    return its.context.about_objection


def comment(its: Candidate) -> bool:
    return is_comment_box(its.context, its.said)


def button_subscribes(its: Candidate) -> bool:
    return "newsletter" in button_words(its.context, its.said)


def _demand(its: Candidate) -> int:
    """How much a text box is wanted: 1 required, -1 marked optional, else 0."""
    if its.control.required or "*" in its.control.label:
        return 1
    return -1 if "optional" in its.spoken else 0


def _most_wanted(its: Candidate) -> list[Candidate]:
    most = max(map(_demand, its.rivals()), default=0)
    return [rival for rival in its.rivals() if _demand(rival) == most]


def wanted_most(its: Candidate) -> bool:
    return [rival.said for rival in _most_wanted(its)] == [its.said]


def wanted_less(its: Candidate) -> bool:
    return any(_demand(rival) > _demand(its) for rival in its.rivals())


def additional(its: Candidate) -> bool:
    return "additional" in its.said.own and len(its.rivals()) > 1


def other_matter(its: Candidate) -> bool:
    return its.context.other_matter


def unexplained(its: Candidate) -> bool:
    """Whether no word at it, and no field beside it, tells what the only box is for."""
    said = its.said.own | its.said.described
    if said & (_OURS | {"explanation", "message"}) or len(its.rivals()) > 1:
        return False
    return not any(
        other.type == "email" or {"email", "country"} & says(other, its.context.language).all
        for other in its.context.scope.controls
        if other.visible and other.kind in WRITABLE | CHOICES and place(other) == place(its.control)
    )


def no_objection(its: Candidate) -> bool:
    """Whether neither the page nor the box nor an answer on the page speaks of an objection."""
    context, said = its.context, its.said.own | its.said.described
    if context.about_objection or said & _OURS or _may_object(context):
        return False
    explains = "explanation" in said
    if explains and _OURS & context.topics and context.is_step(its.control):
        return False
    return not (explains and "privacy" in context.subject)


def _asks_kind(context: PageContext) -> bool:
    return any(gate.about == "request_kind" for gate in find_gates(context))


def _may_object(context: PageContext) -> bool:
    """Whether the page asks what the request is, and to object is the answer or can still be."""
    for gate in find_gates(context):
        chosen = [option.answer for option in gate.options if option.control.checked]
        if gate.about == "request_kind" and (chosen == ["object"] or not gate.answered):
            return True
    return False


def contested(its: Candidate) -> bool:
    """Whether another box is wanted more than each that asks for the reason."""
    first = _most_wanted(its)
    asking = [rival for rival in its.rivals() if _asks_why(rival)]
    return bool(asking) and not any(map(_asks_why, first))


def _asks_why(its: Candidate) -> bool:
    return "explanation" in its.said.own and "additional" not in its.said.own


# -- a mailed code


def asks_code(its: Candidate) -> bool:
    return "code" in its.said.own


def digits(its: Candidate) -> bool:
    return its.control.kind is ControlKind.DIGITS


def code_sent(its: Candidate) -> bool:
    return "code_sent" in its.context.topics


def numeric(its: Candidate) -> bool:
    control = its.control
    return (
        control.inputmode == "numeric"
        or control.type in ("tel", "number")
        or "0-9" in control.pattern
    )


def short(its: Candidate) -> bool:
    return 4 <= its.control.maxlength <= 8


def alone(its: Candidate) -> bool:
    return not its.others


def headed(its: Candidate) -> bool:
    """Whether it stands alone below a title that names a code and an address left out in part."""
    masked = any(_MASKED.search(text) for text in its.control.before)
    return masked and alone(its) and bool(_CODE & its.context.subject)


def _names_code(its: Candidate) -> bool:
    """Whether it says itself that it takes a code."""
    words = its.said.all | its.said.described
    return asks_code(its) or "code_sent" in words or declared(its) or digits(its)


def no_code(its: Candidate) -> bool:
    by_page = alone(its) and (code_sent(its) or headed(its))
    return not (_names_code(its) or by_page)


def other_code(its: Candidate) -> bool:
    other = "other_code" in its.said.all | its.said.marks or its.said.declared_other
    return not declared(its) and (other or "other_code" in its.context.subject)


def code_of_app(its: Candidate) -> bool:
    topics = its.context.topics
    return "authenticator" in topics and not {"email", "object"} & topics


def code_for_other(its: Candidate) -> bool:
    context = its.context
    other = _OTHER_CODES & context.subject or "other_matter" in context.topics
    return bool(other) and "object" not in context.topics


def says_no_code(its: Candidate) -> bool:
    said = its.spoken if declared(its) else its.said.all
    return not asks_code(its) and bool(_OTHER_FIELDS & said)


def among_fields(its: Candidate) -> bool:
    """Whether more is asked for beside it than a code comes with, and no button mails one."""
    if len(its.others) < 3 or declared(its) or digits(its):
        return False
    offered = "code" in its.spoken and its.context.offers_code
    return not (offered or ("code_sent" in its.spoken and its.context.of_request))


def code_unsaid(its: Candidate) -> bool:
    """Whether nothing at it names a code, but its declaration beside other fields at most."""
    if _CODE & (its.said.all | its.said.described) or digits(its) or headed(its):
        return False
    return not (declared(its) and (alone(its) or code_sent(its)))


# -- a name


def whole_name(its: Candidate) -> bool:
    return its.said.whole_name


def _parts_beside(its: Candidate) -> set[Role]:
    """The parts of a name that other fields of its place ask for."""
    mine, parts = part(its.said), its.context.name_parts[place(its.control)]
    return {asked for asked, times in parts.items() if times > (asked is mine)}


def _in_one_word(its: Candidate) -> bool:
    """Whether it asks for "name", which many languages also call the given or family name."""
    named = part(its.said) is Role.NAME and not its.said.whole_name
    return named and not {"name", "given-name", "family-name"} & its.said.autocomplete


def part_of_name(its: Candidate) -> bool:
    return _in_one_word(its) and bool(_parts_beside(its) & {Role.FIRST_NAME, Role.LAST_NAME})


def missing_part(its: Candidate) -> bool:
    """Whether it asks for the one part of the name that no field beside it does."""
    beside = _parts_beside(its) & {Role.FIRST_NAME, Role.LAST_NAME}
    return _in_one_word(its) and len(beside) == 1 and its.role not in beside


def no_last_name(its: Candidate) -> bool:
    return not _parts_beside(its) & {Role.LAST_NAME, Role.NAME}


def signature(its: Candidate) -> bool:
    return is_signature(its.said, its.context.language)
