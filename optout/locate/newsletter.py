"""Fields that are there to subscribe to something."""

from optout.locate.comments import TEXT_BOXES
from optout.locate.context import PageContext, place
from optout.locate.evidence import Says
from optout.locate.roles import CHOICES, ControlKind
from optout.locate.snapshot import Control, FormElement
from optout.locate.words import meanings


def is_newsletter(context: PageContext, said: Says) -> bool:
    """Whether a field is there to subscribe to something."""
    control = said.control
    if "newsletter" in said.own | said.placeholder | said.identifier | said.marks:
        return True
    beside = context.beside[place(control)]
    if context.about_objection and "newsletter" in button_words(context, said):
        return True
    if len(beside) > 3 or any(s.control.kind in TEXT_BOXES | CHOICES for s in beside):
        return False
    around = meanings(" · ".join(control.before[-3:])) | button_words(context, said)
    form = context.form(control)
    if form is not None:
        around |= meanings(form.words)
        around |= meanings(form.text if len(beside) == 1 else _less_ticks(context, control, form))
    return "newsletter" in around


def _less_ticks(context: PageContext, control: Control, form: FormElement) -> str:
    """A form's text without its boxes to tick: many forms offer news besides."""
    text = form.text
    for other in context.scope.controls:
        here = (other.frame, other.form) == (control.frame, control.form)
        if here and other.kind is ControlKind.CHECKBOX and other.label:
            text = text.replace(other.label, " ")
    return text


def button_words(context: PageContext, said: Says) -> frozenset[str]:
    """What the buttons of a field's form say; without a form, the next one's words."""
    buttons = context.buttons(said.control)
    here = buttons[:6] if said.control.form >= 0 else buttons[:1]
    return frozenset().union(*(meanings(button.label) for button in here))
