"""Which page this is: by what is there first, by words only where it has nothing to fill in."""

from collections.abc import Mapping
from typing import NamedTuple

from optout.domain.proofs import Proof, Why
from optout.locate.claims.page_claim import PageClaim, asks_input, identity_check, is_article
from optout.locate.context import PageContext
from optout.locate.fields.field import Field
from optout.locate.fields.steps import code_in_form, is_step
from optout.locate.form.gates import Gate
from optout.locate.kinds.captcha import captcha_is_page, captcha_over_page, names_check
from optout.locate.kinds.menu import find_menu
from optout.locate.kinds.sign_in import first_step, password_asked
from optout.locate.labels import labels_of
from optout.locate.roles import CHOICES, WRITABLE, ControlKind, PageKind, Role
from optout.locate.snapshot import Control
from optout.locate.words import meanings, meanings_in

_CLAIMED = {
    "received": PageKind.ACKNOWLEDGED,
    "already": PageKind.ALREADY_OBJECTED,
    "refused": PageKind.REFUSED,
    "unavailable": PageKind.UNAVAILABLE,
}


class PageState(NamedTuple):
    """The page's kind, and why."""

    kind: PageKind
    why: Why


def asked_by(
    context: PageContext, fields: Mapping[Role, Field], gates: tuple[Gate, ...]
) -> PageState | None:
    """What the page asks for: a robot's check, a code, a sign-in, a form. None where nothing."""
    if captcha_over_page(context):
        return PageState(PageKind.CAPTCHA, Why(Proof.CHECKS_ROBOT))
    return _code(context, fields) or _sign_in(context, fields) or _form(context, fields, gates)


def claimed_by(context: PageContext, page_claim: PageClaim, gates: tuple[Gate, ...]) -> PageState:
    """What a page claims that asks for nothing known. Whatever is not recognised is `unknown`."""
    claim, proof = page_claim
    who, kind = identity_check(context), _CLAIMED.get(claim.kind)
    robot = who is None or names_check(who.words)
    if kind is None and robot and captcha_is_page(context):
        return PageState(PageKind.CAPTCHA, Why(Proof.CHECKS_ROBOT))
    if who is not None and (kind is None or who.proof is Proof.HEADING):
        return PageState(PageKind.CHECKPOINT, who)
    if kind is None and find_menu(context) is not None:
        return PageState(PageKind.MENU, Why(Proof.LEADS_TO_REQUESTS))
    # Unasked, a page tells an end only of a request, thanks for an objection, and is no article.
    thanks = kind is PageKind.ACKNOWLEDGED
    ours = "object" in context.topics if thanks else claim.of_request
    # Where something lies over a form, only a message answers: the rest is the form's own text.
    under = context.scope.covered and proof not in (Proof.ALERT, Proof.DIALOG)
    if kind is None or not ours or gates or under or asks_input(context) or is_article(context):
        return PageState(PageKind.UNKNOWN, Why(Proof.NOTHING_RECOGNISED))
    return PageState(kind, Why(proof, claim.quote))


def _code(context: PageContext, fields: Mapping[Role, Field]) -> PageState | None:
    code = fields[Role.CODE]
    if code.status != "found":
        typed = any(f.control.kind in WRITABLE and not f.control.region for f in context.labelled)
        if typed and "authenticator" in context.subject and "object" not in context.topics:
            return PageState(PageKind.CHECKPOINT, Why(Proof.ASKS_APP_CODE))
        return None
    checks_who = "checkpoint" in context.subject or "sign_in" in context.headings
    if (checks_who and "object" not in context.behind) or _by_phone(context):
        return PageState(PageKind.CHECKPOINT, Why(Proof.ASKS_WHO_YOU_ARE))
    if code_in_form(context, fields):
        return None
    return PageState(PageKind.CODE, Why(Proof.ASKS_CODE, code.how))


def _by_phone(context: PageContext) -> bool:
    """By the page's text a code went to a telephone and to no address: it proves who one is."""
    meant = [meanings_in(block.text, context.language) for block in context.blocks]
    mailed = "email" in context.topics or any("@" in block.text for block in context.blocks)
    return "phone" in context.topics and not mailed and not any("object" in each for each in meant)


def _sign_in(context: PageContext, fields: Mapping[Role, Field]) -> PageState | None:
    """A password to be typed and no form beside it, or the first step of a sign-in."""
    ours = (Role.EMAIL, Role.EXPLANATION, Role.COUNTRY)
    if context.passwords_shown:
        if any(fields[role].status != "missing" for role in ours):
            return None
        asked = PageState(PageKind.SIGN_IN, Why(Proof.ASKS_PASSWORD))
        return asked if password_asked(context) else None
    return PageState(PageKind.SIGN_IN, Why(Proof.SIGN_IN_BEGINS)) if first_step(context) else None


def _form(
    context: PageContext, fields: Mapping[Role, Field], gates: tuple[Gate, ...]
) -> PageState | None:
    if fields[Role.EXPLANATION].status == "found":
        return PageState(PageKind.FORM, Why(Proof.ASKS_EXPLANATION))
    if _asks_for_objection(context, fields):
        return PageState(PageKind.FORM, Why(Proof.ASKS_OBJECTION))
    if is_step(context, fields):
        return PageState(PageKind.FORM, Why(Proof.REQUEST_STEP))
    asked = any(gate.about != "other" for gate in gates)
    if asked and not context.other_matter:
        return PageState(PageKind.FORM, Why(Proof.ASKS_MATTER))
    return None


def _asks_for_objection(context: PageContext, fields: Mapping[Role, Field]) -> bool:
    """A page about an objection has its fields: also an e-mail that is given already."""
    if not context.about_objection:
        return False
    for role in (Role.EMAIL, Role.EXPLANATION):
        controls = fields[role].candidates
        if fields[role].status != "missing" and not (
            controls and all(map(context.of_other_matter, controls))
        ):
            return True
    land = fields[Role.COUNTRY].control
    asked = [land] if land is not None and not context.of_other_matter(land) else []
    asked += [c for c in context.scope.controls if _given_email(context, c)]
    if any(_sends(context, control) for control in asked):
        return True
    return land is not None and (_opens_with(context, land) or _step_with(context, land))


def _opens_with(context: PageContext, land: Control) -> bool:
    """A country that must be chosen is all that its form asks, below an objection to AI and without
    a button: what comes next, the page shows once it is chosen."""
    asked = land.form >= 0 and land.required and _alone(context, land)
    if not (asked and _mentions_objection(context)):
        return False
    ours = "object" in context.headings and "ai" in context.topics
    return ours and not context.buttons(land)


def _step_with(context: PageContext, land: Control) -> bool:
    """The country one lives in is all that a step asks, which a button confirms.

    The page's title, or a heading, names the objection, and a text does. A heading that is the
    question is as good as the word for living there: no article asks so for a region.
    """
    question = labels_of(land, context.language)
    headed = any(b.heading and b.text == land.label for b in context.blocks)
    lived_in = "residence" in question.all or (headed and "country" in question.label)
    if not (lived_in and "object" in context.subject and _mentions_objection(context)):
        return False
    moves_on = ("confirm" in meanings(b.label) for b in context.buttons(land))
    return any(moves_on) and _alone(context, land)


def _mentions_objection(context: PageContext) -> bool:
    """A text of the page, and not a heading or a link alone, tells of an objection."""
    texts = (b.text for b in context.blocks if not (b.heading or b.link or b.quoted or b.listed))
    return any("object" in meanings_in(text, context.language) for text in texts)


def _alone(context: PageContext, land: Control) -> bool:
    """The page asks nothing besides, and not in what stands around its matter."""
    kinds = WRITABLE | CHOICES | {ControlKind.RADIO, ControlKind.CHECKBOX}
    shown = [c for c in context.scope.controls if c.kind in kinds and c.visible and not c.search]
    return not land.region and all(c.key == land.key or c.region for c in shown)


def _given_email(context: PageContext, control: Control) -> bool:
    """An e-mail address that is shown and cannot be changed."""
    given = control.visible and control.filled and not (control.usable or control.search)
    if control.kind is not ControlKind.TEXT or not given:
        return False
    labels = labels_of(control, context.language)
    return control.type == "email" or "email" in (labels.own or labels.identifier)


def given_email(context: PageContext, fields: Mapping[Role, Field]) -> Control | None:
    """The one address that the form shows and that cannot be changed, as that of an account."""
    if fields[Role.EMAIL].status != "missing":
        return None
    given = [c for c in context.scope.controls if _given_email(context, c)]
    letter = fields[Role.EXPLANATION].control
    if letter is not None:
        given = [c for c in given if c.frame == letter.frame and c.form in (letter.form, -1)]
    return given[0] if len(given) == 1 and "@" in given[0].value else None


def _sends(context: PageContext, control: Control) -> bool:
    """A button sends it: by its words, or as what its form is sent with."""
    return any(
        "send" in meanings(button.label)
        or (button.type == "submit" and button.form == control.form >= 0)
        for button in context.buttons(control)
    )
