"""Fields that are there to subscribe to something."""

from optout.locate.comments import TEXT_BOXES
from optout.locate.context import Context, place
from optout.locate.evidence import Says
from optout.locate.roles import CHOICES
from optout.locate.words import meanings


def is_newsletter(context: Context, said: Says) -> bool:
    """Whether a field is there to subscribe to something."""
    control = said.control
    if "newsletter" in said.own | said.placeholder | said.identifier | said.marks:
        return True
    beside = context.beside[place(control)]
    if len(beside) > 3 or any(s.control.kind in TEXT_BOXES | CHOICES for s in beside):
        return False
    around = meanings(" · ".join(control.before[-3:])) | button_words(context, said)
    form = context.form(control)
    if form is not None:
        around |= meanings(form.text) | meanings(form.words)
    return "newsletter" in around


def button_words(context: Context, said: Says) -> frozenset[str]:
    """What the buttons of a field's form say; without a form, the next one's words."""
    buttons = context.buttons(said.control)
    here = buttons[:6] if said.control.form >= 0 else buttons[:1]
    return frozenset().union(*(meanings(button.label) for button in here))
