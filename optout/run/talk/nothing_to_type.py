"""What is said to somebody who types while nothing is asked: where there is something to do."""

from collections.abc import Mapping

from optout.domain.text import one_line
from optout.i18n import N_, _
from optout.terminal.human import Act

_PRESS = N_("Nothing to type here. In the browser: press the page's own button.")
_CHECK = N_("Nothing to type here. In the browser: answer the site's check.")
_TO_DO: Mapping[Act, str] = {
    "submit": _PRESS,
    "next": _PRESS,
    "request_code": _PRESS,
    "sign_in": N_("Nothing to type here. In the browser: sign in."),
    "checkpoint": _CHECK,
    "captcha": _CHECK,
    "gate": N_("Nothing to type here. In the browser: answer the page's question."),
    "fill": N_("Nothing to type here. In the browser: look at the form."),
}


def nothing_to_type(to_do: tuple[Act, str] | None) -> str:
    """`to_do`: what the person was told to do in the page, and how the button for it is called."""
    if to_do is None:
        return _("Nothing to type here now: optout says when there is.")
    act, button = to_do
    if button:
        pressed = _("Nothing to type here. In the browser: button {button}.")
        return pressed.format(button=one_line(button, 80))
    return _(_TO_DO[act])
