"""The dossier in a few sentences: what was sent, when, what the site answered, what is due."""

from datetime import date, datetime
from typing import NamedTuple

from optout.domain.states import BY_WORD, State
from optout.dossier.due import dues
from optout.dossier.record import Record, Rung
from optout.dossier.words import answer_words, company_words, form_words, host_given, is_setting
from optout.i18n import N_, _, labelled
from optout.i18n.cldr import day_in_words


class Summary(NamedTuple):
    """Sentences in the terminal's language, in their order."""

    shown: list[str]
    """What was sent, and what the site's page has shown of it."""
    quote_lead: str
    """Who said the record's quote, and when: stands before it. Empty where there is none."""
    answered: list[str]
    """What the company answered since, and what is due."""


def title(record: Record, person: str) -> str:
    """Whose objection to whom this is, and how far it came. `person` may be empty."""
    company, form = company_words(record.form), form_words(record.form)
    to = form if form.startswith(company) else f"{company} ({form})"
    words = _("Objection of {name} to {to}, {how}") if person else _("Objection to {to}, {how}")
    if is_setting(record.form):
        words = "{to}, {how}"
    how, _said, day = _sending(record)
    told = words.format(name=person, to=to, how=_(how).format(day=day_in_words(day)))
    if host := host_given(record):
        return _("{title} (address given by the person: {host})").format(title=told, host=host)
    return told


def summary(record: Record, today: date) -> Summary:
    """The dossier's summary. `today` is the day in Ireland."""
    _how, said, day = _sending(record)
    sent = _(said).format(day=day_in_words(day), id=record.covered_by)
    shown = [sent, *_shown(record)]
    return Summary(shown, _quote_lead(record), [*_answered(record), *_due(record, today)])


def _quote_lead(record: Record) -> str:
    if not record.quoted_at:
        return ""
    day, form = day_in_words(record.quoted_at), host_given(record) or form_words(record.form)
    return _("{form} said on {day}:").format(form=form, day=day)


def _sending(record: Record) -> tuple[str, str, str]:
    """How it was sent, for a title and as a sentence, in English, and when (local ISO 8601)."""
    begun = record.rungs[0].at_local
    if record.covered_by:
        how = N_("covered by another one")
        words, shown = N_("Another objection covers this one: dossier {id}."), None
    elif shown := _first(record, State.ALREADY_OBJECTED):
        how = N_("already there on {day}")
        words = N_("On {day} the site said that there was an objection already.")
    elif shown := _first(record, State.SUBMITTED, State.ACKNOWLEDGED):
        how = N_("sent on {day}")
        words = N_("The objection was sent on {day}: the site's page has shown it.")
    elif shown := _first(record, State.SWITCHED_OFF):
        how = N_("noted by the person as switched off on {day}")
        words = N_(
            "The person says that the setting was switched off on {day}. "
            "That is no objection: no answer is owed for it."
        )
    elif shown := _first(record, *BY_WORD):
        how = N_("noted by the person as sent on {day}")
        words = N_("The person says that the objection was sent on {day}. optout did not see it.")
    elif record.left_at:
        how = N_("perhaps sent on {day}")
        words = N_("The objection left this computer on {day}. Nothing shows that it arrived.")
        zone = datetime.fromisoformat(begun).tzinfo
        return how, words, datetime.fromisoformat(record.left_at).astimezone(zone).isoformat()
    else:
        how, words = N_("prepared on {day}"), N_("Nothing shows that this objection was sent.")
    return how, words, shown.at_local if shown else begun


def _shown(record: Record) -> list[str]:
    """Where it went, if not to the company, and what the page said once it was sent."""
    went, host = record.was_sent or bool(record.left_at), host_given(record)
    told = _("It went to an address given by the person ({host}), none known of {company}.")
    where = [told.format(host=host, company=company_words(record.form))] if host and went else []
    if record.sent_on_to:
        where.append(_("The site sent it on to {host}.").format(host=record.sent_on_to))
    if taken := _first(record, State.ACKNOWLEDGED):
        words = _("The site confirmed on {day} that it had received it.")
        return [*where, words.format(day=_day(taken))]
    if refused := _first(record, State.REFUSED):
        return [*where, _("The site refused it on {day}.").format(day=_day(refused))]
    silent = [_("The site has not confirmed that it received it.")]
    return [*where, *silent] if went else []


def _answered(record: Record) -> list[str]:
    words = _("{answer}, on {day}.")
    return [
        words.format(answer=answer_words(record.form, answer), day=day_in_words(answer.on))
        for answer in sorted(record.answers, key=lambda answer: answer.on)
    ] or [_("No answer is recorded.")]


def _due(record: Record, today: date) -> list[str]:
    dated = [(due.what, day_in_words(due.on)) for due in dues(record, today)]
    return [labelled(what, f"{day}.") for what, day in dated] or [_("Nothing is due.")]


def _first(record: Record, *states: State) -> Rung | None:
    return next((rung for rung in record.rungs if rung.state in states), None)


def _day(rung: Rung) -> str:
    return day_in_words(rung.at_local)
