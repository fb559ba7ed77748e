"""Which page this is: by what is there first, by words only where it has nothing to fill in."""

from collections.abc import Mapping
from typing import NamedTuple

from optout.domain.proofs import Proof, Why
from optout.locate.claims.page_claim import PageClaim, asks_input, identity_check, is_article
from optout.locate.context import PageContext
from optout.locate.fields.field import Field
from optout.locate.fields.steps import code_in_form, is_step
from optout.locate.form.gates import Gate
from optout.locate.kinds.robot import checks_robot
from optout.locate.kinds.sign_in import first_step, password_asked, second_factor
from optout.locate.labels import labels_of
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control

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
    """What the page asks for: a code, a sign-in, a form. None where nothing known."""
    if checks_robot(context):
        return PageState(PageKind.UNKNOWN, Why(Proof.CHECKS_ROBOT))
    if second_factor(context, fields):
        return PageState(PageKind.SIGN_IN, Why(Proof.ASKS_WHO_YOU_ARE))
    code = fields[Role.CODE]
    if code.control is not None and not code_in_form(context, fields):
        return PageState(PageKind.CODE, Why(Proof.ASKS_CODE, code.how))
    return _sign_in(context, fields) or _form(context, fields, gates)


def claimed_by(context: PageContext, page_claim: PageClaim, gates: tuple[Gate, ...]) -> PageState:
    """What a page claims that asks for nothing known. Whatever is not recognised is `unknown`."""
    claim, proof = page_claim
    who, kind = identity_check(context), _CLAIMED.get(claim.kind)
    if who is not None and (kind is None or who.proof is Proof.HEADING):
        return PageState(PageKind.SIGN_IN, who)
    # Unasked, a page tells an end only of a request, thanks for an objection, and is no article.
    thanks = kind is PageKind.ACKNOWLEDGED
    ours = "object" in context.topics if thanks else claim.of_request
    # Where something lies over a form, only a message answers: the rest is the form's own text.
    under = context.scope.covered and proof not in (Proof.ALERT, Proof.DIALOG)
    if kind is None or not ours or gates or under or asks_input(context) or is_article(context):
        return PageState(PageKind.UNKNOWN, Why(Proof.NOTHING_RECOGNISED))
    return PageState(kind, Why(proof, claim.quote))


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
    if context.not_ours:
        return None
    if fields[Role.EXPLANATION].status == "found":
        return PageState(PageKind.FORM, Why(Proof.ASKS_EXPLANATION))
    ours = context.about_objection and not context.is_article
    if ours and _asks_for_objection(context, fields):
        return PageState(PageKind.FORM, Why(Proof.ASKS_OBJECTION))
    if is_step(context, fields):
        return PageState(PageKind.FORM, Why(Proof.REQUEST_STEP))
    if any(gate.about != "other" for gate in gates) and "news" not in context.subject:
        return PageState(PageKind.FORM, Why(Proof.ASKS_MATTER))
    return None


def _asks_for_objection(context: PageContext, fields: Mapping[Role, Field]) -> bool:
    """A page about an objection has its fields: also an e-mail that is given already."""
    for role in (Role.EMAIL, Role.EXPLANATION):
        if any(not context.of_other_matter(control) for control in fields[role].candidates):
            return True
    given = any(_given_email(context, c) for c in context.scope.controls)
    land = fields[Role.COUNTRY].control
    # One that begins with the country may show what comes next once that is chosen.
    begins = land is not None and land.form >= 0 and land.required
    return begins or ((given or land is not None) and bool(context.pressed))


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
