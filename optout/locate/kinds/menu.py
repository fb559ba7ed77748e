"""Pages to choose on: nothing to fill in, but links and buttons that lead to requests."""

from optout.locate.claims.page_claim import asks_input, is_article
from optout.locate.context import PageContext
from optout.locate.roles import ControlKind
from optout.locate.words import meanings_in, sentences

MOST = 5
_FEWEST = 2
"""A page to choose on has as many choices."""
_ASIDE = ("nav", "header", "footer", "aside")
_REQUESTS = frozenset({"object", "delete", "access"})
_ABOUT = frozenset({"object", "privacy", "ai", "request_form"})
_LONG = 200


def find_menu(context: PageContext) -> tuple[str, ...] | None:
    """Of a page to choose on the choices that speak of an objection, in its order; else None."""
    if context.other_matter or asks_input(context):
        return None
    if is_article(context):
        return None
    choices = _choices(context)
    requests = [c for c in choices if _REQUESTS & meanings_in(c, context.language)]
    objections = tuple(c for c in choices if "object" in meanings_in(c, context.language))
    of_requests = bool(_ABOUT & context.subject) or bool(objections)
    several = len(requests) >= _FEWEST and of_requests
    if several or (len(choices) >= _FEWEST and of_requests and _asks_to_choose(context)):
        return objections[:MOST]
    return None


def _choices(context: PageContext) -> list[str]:
    """What can be chosen: the page's own links and buttons, each label once."""
    found: dict[str, None] = {}
    for frame in context.shown:
        if frame.index in context.scope.modal:
            continue
        for link in frame.linked:
            if link.region not in _ASIDE and not link.article and 0 < len(link.text) <= _LONG:
                found[link.text] = None
    kinds = (ControlKind.BUTTON, ControlKind.RADIO)
    for control in context.scope.controls:
        here = control.visible and control.region not in _ASIDE
        if here and control.kind in kinds and 0 < len(control.label) <= _LONG:
            found[control.label] = None
    return list(found)


def _asks_to_choose(context: PageContext) -> bool:
    return any(
        "menu" in meanings_in(sentence, context.language)
        for block in context.blocks
        if not (block.link or block.button or block.quoted)
        for sentence in sentences(block.text)
    )
