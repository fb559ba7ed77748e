"""Every wording of every language on the plainest page that there is: no browser is opened."""

from collections.abc import Iterator
from itertools import product

import pytest
from support.locate_controls import countries, field, page

from corpus.words import LANGUAGES, SECTIONS, words
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Block
from optout.page.reading import Reading

pytestmark = pytest.mark.slow

ASKED = ("email", "country", "explanation")
OTHER_BOXES = (
    *("zip", "phone", "subject", "search", "newsletter", "promo", "password", "nationality"),
    *("birth_country", "ship_country", "friend_email", "company", "city", "opinion", "gift"),
)
FAILED = (
    *("refused", "blocked", "no_country", "no_page", "checkpoint"),
    *("code_wrong", "code_expired", "required_error"),
)


def test_every_language_says_everything() -> None:
    english = words("en")
    for language in LANGUAGES:
        here = words(language)
        for section in SECTIONS:
            said = getattr(here, section)
            assert said.keys() == getattr(english, section).keys(), (language, section)
            assert all(text == text.strip() != "" for texts in said.values() for text in texts)
        assert len(here.label["email"]) >= 5
        assert len(here.label["country"]) >= 4
        counts = {key: len(texts) for key, texts in here.portal.items()}
        assert counts == {key: len(texts) for key, texts in english.portal.items()}, language
        for key, part in (("limit", "500"), ("left", "500"), ("lines", "2"), ("valid", "{}")):
            assert all(part in each for each in here.portal[key]), (language, key)


def forms() -> Iterator[tuple[str, str, Reading]]:
    """An objection's form with each wording of each box: the language, what is worded, the form."""
    for language in LANGUAGES:
        said = words(language)
        for key in ASKED:
            for label in said.label[key]:
                shown = {each: said.label[each][0] for each in ASKED} | {key: label}
                email, land, why = (shown[each] for each in ASKED)
                boxes = field(email), countries(language, land), field(why, ControlKind.TEXTAREA)
                yield language, label, page(language, said.say["object_title"][0], *boxes)


def found(reading: Reading) -> dict[str, str]:
    """The boxes that are found, by what they are for; a box's key has its number."""
    return {
        role.value: ASKED[int(each.control.key.split(":")[1])]
        for role, each in reading.fields.items()
        if each.status == "found" and each.control is not None
    }


def test_each_box_of_an_objection_is_found_by_each_of_its_wordings() -> None:
    right = {key: key for key in ASKED}
    read = [(language, label, found(form)) for language, label, form in forms()]
    assert [each for each in read if each[2] != right] == []
    assert len(read) > 12 * len(LANGUAGES)


def test_a_box_for_something_else_is_none_of_them() -> None:
    taken = [
        (language, label)
        for language, key in product(LANGUAGES, OTHER_BOXES)
        for label in words(language).label[key]
        if found(page(language, words(language).say["contact_title"][0], field(label)))
    ]
    assert taken == []


def test_the_mailed_code_is_known_by_each_wording() -> None:
    unknown = []
    for language in LANGUAGES:
        said = words(language)
        for title, label in product(said.say["code_title"], said.label["code"]):
            reading = page(language, title, field(label))
            seen = (reading.kind.value, reading.fields[Role.CODE].status)
            unknown += [(language, title, label)] if seen != ("code", "found") else []
    assert unknown == []


def test_an_end_is_known_and_what_failed_is_none() -> None:
    ends, missed = 0, []
    for language in LANGUAGES:
        for text in words(language).say["acknowledged"]:
            ends += 1
            if not taken_for_end(language, text):
                missed.append((language, text))
        for text in (text for key in FAILED for text in words(language).say[key]):
            assert not taken_for_end(language, text), (language, text)
    assert len(missed) <= 0.02 * ends, missed


def taken_for_end(language: str, text: str) -> bool:
    """The site's page says only this after a request, and that it was received."""
    said = page(language, "Facebook", blocks=(Block(text),))
    return said.claim.kind in ("received", "already")
