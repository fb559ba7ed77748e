"""What the table of signals asks of a candidate for a name."""

from optout.locate.fields.candidate import PARTS_OF_NAME, Candidate
from optout.locate.fields.evidence.shared import BRACKETS
from optout.locate.labels import is_signature, question_before
from optout.locate.roles import Role
from optout.locate.words import meanings_in

_ONESELF = frozenset(("oneself", "last_name", "first_name"))


def _in_one_word(c: Candidate) -> bool:
    """It asks for "name", which many languages also call the given or family name."""
    named = c.context.name_part[c.control.key] is Role.NAME and not c.labels.whole_name
    return named and not {"name", "given-name", "family-name"} & c.labels.autocomplete


def part_of_name(c: Candidate) -> bool:
    return _in_one_word(c) and bool(c.name_parts & PARTS_OF_NAME)


def beside_its_parts(c: Candidate) -> bool:
    """It asks for the whole name beside fields for both parts: nobody is asked for theirs twice."""
    return c.labels.whole_name and not c.declared and len(c.name_parts) > 1


def missing_part(c: Candidate) -> bool:
    """It asks for the one part of the name that no field beside it does."""
    if not _in_one_word(c):
        return False
    beside = c.name_parts & PARTS_OF_NAME
    return len(beside) == 1 and c.role not in beside


def name_of_another(c: Candidate) -> bool:
    """It asks for the name of something or somebody else: `Name of your bank`."""
    if c.declared or c.labels.whole_name:
        return False
    texts = (c.control.label or question_before(c.control), c.control.placeholder)
    meant = (meanings_in(BRACKETS.sub(" ", text), c.context.language) for text in texts)
    return any("name_of" in each and not _ONESELF & each for each in meant)


def signature(c: Candidate) -> bool:
    return is_signature(c.labels, c.context.language)
