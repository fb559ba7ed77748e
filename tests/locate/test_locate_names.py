"""The parts of a person's name: told by what stands beside them, in any language."""

from support.locate_controls import field, page
from support.tables import by_language, unlike

from optout.locate.roles import Role
from optout.locate.snapshot import Control

LABELS = by_language("name_labels")
PARTS = {lang: (one["first"], one["last"]) for lang, one in LABELS.items() if "first" in one}


def _names(lang: str, *controls: Control) -> dict[Role, str]:
    """The labels of the fields found for the parts of a name, in one form."""
    fields = page(lang, "", *controls).fields
    roles = (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME)
    return {r: c.label for r in roles if (c := fields[r].control) is not None}


def test_what_has_a_name_is_not_always_a_person() -> None:
    rows = [(lang, label) for lang, kinds in LABELS.items() for label in kinds["others"]]
    assert unlike({}, rows, lambda row: _names(row[0], field(row[1]), field("E-mail"))) == {}


def test_a_field_for_each_part() -> None:
    def read(lang: str) -> object:
        first, last = PARTS[lang]
        parts = {Role.FIRST_NAME: first, Role.LAST_NAME: last}
        orders = (first, last), (last, first)
        return [_names(lang, field(a), field(b)) == parts for a, b in orders]

    assert unlike([True, True], PARTS, read) == {}


def test_a_first_name_alone_is_left_out() -> None:
    for lang in ("en", "de"):
        first, last = PARTS[lang]
        assert _names(lang, field(first)) == {}
        assert _names(lang, field(first), field(last))[Role.FIRST_NAME] == first


def test_an_identifier_made_up_by_a_machine_says_nothing() -> None:
    for name in ("00N0cdc650ad", "3fa85f64ad", "a1b2c3ad4"):
        assert _names("tr", field("Qwertz", name=name)) == {}, name
    assert _names("tr", field("Qwertz", name="ad")) == {Role.NAME: "Qwertz"}


def test_an_identifier_is_read_in_english_and_the_language_of_the_page() -> None:
    assert _names("de", field("Qwertz", name="nombre")) == {}
    assert _names("es", field("", name="nombre"), field("E-mail")) == {Role.NAME: ""}
