"""Properties of the normal form and of the search, on any text."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from support.country_names import iso_of_in

from optout import countries
from optout.countries.index import LANGUAGES, normal_form

NAMES = st.sampled_from(
    [(countries.name(iso, lang), iso, lang) for lang in LANGUAGES for iso in countries.codes()]
)
PADDING = st.text(" \t\u00a0\u200b.,-–'’!", max_size=4)


@given(st.text())
@example("0:UN:0")
@example("aa:u:n:bb")
@example("ǣ ǿ")
@example("㈘ᆭ")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normal_form(text)
    assert normal_form(once) == once or len(text) > 190


@given(st.text())
def test_any_text_gives_a_code_or_none(text: str) -> None:
    found = countries.iso_of(text)
    assert found is None or found in countries.codes()
    assert isinstance(countries.matches(text, "FR", "fr"), bool)


@given(NAMES, PADDING, PADDING, st.booleans())
def test_case_accents_and_padding_do_not_change_a_meaning(
    named: tuple[str, str, str], before: str, after: str, upper: bool
) -> None:
    name, iso, language = named
    written = unicodedata.normalize("NFD", name.upper() if upper else name)
    assert iso_of_in(before + written + after, language) == iso


@given(NAMES, st.sampled_from(["zq", "7", " zq", "-zq", " +33", " (33)", ", zq", " / zq"]))
def test_a_name_with_anything_more_is_not_that_name(named: tuple[str, str, str], more: str) -> None:
    name, iso, language = named
    assert countries.matches(name, iso, language)
    assert not countries.matches(name + more, iso, language)
    assert countries.iso_of(name + more) is None


@given(st.lists(st.tuples(st.text(max_size=5), NAMES.map(lambda n: n[0])), max_size=30))
def test_the_option_found_is_one_that_means_it(options: list[tuple[str, str]]) -> None:
    found = countries.option_for(options, "FR")
    if found is not None:
        assert countries.iso_of(options[found][1]) == "FR"
