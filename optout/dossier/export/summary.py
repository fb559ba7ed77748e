"""The dossier in a few sentences: what was sent, when, what the site answered, what is due."""

from datetime import date
from typing import NamedTuple

from optout.domain.states import BY_WORD, State
from optout.dossier.due import dues
from optout.dossier.record import Record, Rung
from optout.dossier.words import answer_words, form_words
from optout.i18n import _
from optout.i18n.cldr import day_in_words


class Summary(NamedTuple):
    """Sentences in the terminal's language, in their order."""

    shown: list[str]
    """What was sent, and what the site's page has shown of it."""
    quote_lead: str
    """Who said the record's quote, and when: stands before it. Empty where there is none."""
    answered: list[str]
    """What the company answered since, and what is due."""


def summary(record: Record, today: date) -> Summary:
    """The dossier's summary. `today` is the day in Ireland."""
    shown = [_sent(record), *_shown(record)]
    return Summary(shown, _quote_lead(record), [*_answered(record), *_due(record, today)])


def _quote_lead(record: Record) -> str:
    if not record.quoted_at:
        return ""
    day = day_in_words(record.quoted_at)
    return _("{form} said on {day}:").format(form=form_words(record.form), day=day)


def _sent(record: Record) -> str:
    if record.covered_by:
        return _("Another objection covers this one: dossier {id}.").format(id=record.covered_by)
    if shown := _first(record, State.ALREADY_OBJECTED):
        words = _("On {day} the site said that there was an objection already.")
    elif shown := _first(record, State.SUBMITTED, State.ACKNOWLEDGED):
        words = _("The objection was sent on {day}: the site's page has shown it.")
    elif shown := _first(record, State.SWITCHED_OFF):
        words = _(
            "The person says that the setting was switched off on {day}. "
            "That is no objection: no answer is owed for it."
        )
    elif shown := _first(record, *BY_WORD):
        words = _("The person says that the objection was sent on {day}. optout did not see it.")
    elif record.left_at:
        words = _("The objection left this computer on {day}. Nothing shows that it arrived.")
        return words.format(day=day_in_words(record.left_at))
    else:
        return _("Nothing shows that this objection was sent.")
    return words.format(day=_day(shown))


def _shown(record: Record) -> list[str]:
    """What the site's page said of an objection that was sent."""
    if taken := _first(record, State.ACKNOWLEDGED):
        words = _("The site confirmed on {day} that it had received it.")
        return [words.format(day=_day(taken))]
    if refused := _first(record, State.REFUSED):
        return [_("The site refused it on {day}.").format(day=_day(refused))]
    silent = [_("The site has not confirmed that it received it.")]
    return silent if record.was_sent or record.left_at else []


def _answered(record: Record) -> list[str]:
    words = _("{answer}, on {day}.")
    return [
        words.format(answer=answer_words(record.form, answer), day=day_in_words(answer.on))
        for answer in sorted(record.answers, key=lambda answer: answer.on)
    ] or [_("No answer is recorded.")]


def _due(record: Record, today: date) -> list[str]:
    return [due.line for due in dues(record, today)] or [_("Nothing is due.")]


def _first(record: Record, *states: State) -> Rung | None:
    return next((rung for rung in record.rungs if rung.state in states), None)


def _day(rung: Rung) -> str:
    return day_in_words(rung.at_local)
