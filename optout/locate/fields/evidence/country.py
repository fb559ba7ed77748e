"""What the table of signals asks of a candidate for the country."""

import re

from optout import countries
from optout.locate.fields.candidate import Candidate
from optout.locate.fields.evidence.shared import BRACKETS, COMMA, PLAIN_WORDS
from optout.locate.labels import question_before
from optout.locate.roles import ControlKind
from optout.locate.words import fold, meanings_in, sentences

_FEW_WORDS = 2
"""As many are no clause yet."""


def named_otherwise(c: Candidate) -> bool:
    """Its name vetoes its label: a "place of residence" called `city` is a town."""
    certain = c.declared or c.labels.countries or c.rule.words & c.labels.identifier
    return not certain and bool(c.rule.name_against & c.labels.identifier)


def above_title(c: Candidate) -> bool:
    """It stands above the page's title, and in no form: the site's own, as for its shop."""
    control, frames = c.control, c.context.frames
    if control.form >= 0 or c.declared:
        return False
    titles = {block.text for frame in frames for block in frame.blocks if block.heading == 1} - set(
        control.before
    )
    later = (f.control for f in c.others if f.control.index > control.index)
    return any(titles.intersection(other.before) for other in later)


def of_dials(c: Candidate) -> bool:
    """It lists dialling codes, and not the countries to live in with their codes."""
    if not c.labels.dials:
        return False
    names = [countries.without_dial(option.text) for option in c.control.options]
    return "residence" not in c.labels.own or not countries.is_country_list(names)


def lists_others(c: Candidate) -> bool:
    plain = c.control.kind is ControlKind.SELECT and c.control.total > 1
    return plain and not (c.labels.countries or c.labels.dials or c.declared)


def no_residence(c: Candidate) -> bool:
    """It does not ask where one lives: `Country in which the photo was taken`.

    A sentence of more words than `Please choose your country`, with none of living there, tells of
    another one; so does one that names a company, and a few words with a clause behind them.
    """
    before = c.control.before[-1] if c.control.before else ""
    heading = any(block.heading and block.text == before for block in c.context.blocks)
    asked = c.control.label or ("" if heading else before)
    if c.declared or c.control.twin or "residence" in c.labels.all:
        return False
    if "country" not in c.labels.all:
        return bool(asked)
    parts = (part for s in sentences(asked) for part in re.split("[:：]", s))
    named = [part for part in parts if "country" in meanings_in(part, c.context.language)]
    return bool(named) and all(
        len(fold(part).split()) > PLAIN_WORDS or _of_other(part, c.context.language)
        for part in named
    )


def _of_other(text: str, language: str) -> bool:
    """It names a company, or, brackets aside, has a clause: `Maa, jossa kuva otettiin`."""
    text = BRACKETS.sub(" ", text)
    if "company" in meanings_in(text, language):
        return True
    first, *rest = (fold(part).split() for part in COMMA.split(text))
    return len(first) <= _FEW_WORDS and any(len(part) > _FEW_WORDS for part in rest)


def of_phone(c: Candidate) -> bool:
    """It is the country of a telephone number: it stands at one, without a visible label of
    its own, or under words for one; or it is named so, and not labelled otherwise."""
    control, language = c.control, c.context.language
    if c.declared or "residence" in c.labels.all:
        return False
    if "phone" in meanings_in(control.group, language) | c.labels.marks | c.labels.above:
        return True
    if control.source in ("label", "aria-labelledby", "behind", "column"):
        return "phone" in c.labels.identifier and "country" not in c.labels.label
    named = c.labels.label or control.title
    if not named and "phone" in c.labels.identifier:
        return True
    if not named and "country" in c.labels.question:
        return False
    later = (
        max(labels.control, control, key=lambda one: one.index)
        for labels in c.others
        if (labels.control.type == "tel" or "tel" in labels.autocomplete)
        and abs(labels.control.index - control.index) == 1
    )
    return any(not named or not last.before for last in later)


def town(c: Candidate) -> bool:
    """It is written freely, asks where one lives, and a postcode is asked for beside it."""
    free = c.control.kind is ControlKind.TEXT and not c.declared
    if not (free and "residence" in c.spoken):
        return False
    return any("other_code" in f.all or "postal-code" in f.autocomplete for f in c.others)


def names_town(c: Candidate) -> bool:
    """It asks for a town or a region, be it as well as for a country: `City, country`.

    What its label adds in brackets may tell that a country is meant.
    """
    if c.declared or c.control.twin or c.labels.countries:
        return False
    language = c.context.language
    texts = (c.control.label or question_before(c.control), c.control.placeholder)
    added = [meanings_in(part, language) for text in texts for part in BRACKETS.findall(text)]
    if any("country" in each and "town" not in each for each in added):
        return False
    return any("town" in meanings_in(text, language) for text in texts)
