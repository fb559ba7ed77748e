"""How much the box for the letter takes: in figures, never in words."""

import pytest
from support.locate_controls import field, page

from optout.locate.roles import ControlKind

TITLE = "Object to AI using your information"


@pytest.mark.parametrize(
    ("box", "most"),
    [
        ({}, None),
        ({"maxlength": 500}, 500),
        ({"after": ("0/500",)}, 500),
        ({"after": ("12 of 2,000",)}, 2000),
        ({"described": "At most 1 500 characters."}, 1500),
        ({"placeholder": "500 characters"}, 500),
        ({"maxlength": 4000, "after": ("0/500",)}, 500),
        ({"after": ("Step 1/3",)}, None),  # too few for any letter
        ({"after": ("Since 2018",)}, None),  # of nothing
        ({"described": "No more than 90 words."}, None),  # left to the shorter letter
        ({"described": "At least three lines."}, None),
    ],
)
def test_the_most_that_the_box_takes(box: dict[str, object], most: int | None) -> None:
    why = field("Why do you object?", ControlKind.TEXTAREA, **box)
    assert page("en", TITLE, field("E-mail"), why).limits.characters == most


def test_a_counter_below_the_next_box_is_that_one_s() -> None:
    why = field("Why do you object?", ControlKind.TEXTAREA, after=("Anything else?", "0/500"))
    more = field("Anything else?", ControlKind.TEXTAREA, before=("Anything else?", "0/500"), own=2)
    assert page("en", TITLE, field("E-mail"), why, more).limits.characters is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Höchstens 500 Zeichen"),
        ("fr", "500 caractères au plus"),
        ("el", "Έως 500 χαρακτήρες"),
    ],
)
def test_in_each_language_by_its_word_for_characters(language: str, said: str) -> None:
    why = field("Why do you object?", ControlKind.TEXTAREA, described=said)
    assert page(language, TITLE, field("E-mail"), why).limits.characters == 500
