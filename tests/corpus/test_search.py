"""Looks for pages that the locator gets wrong, over everything that the generator can make.

`SEARCH_PAGES=2000 pytest tests/corpus/test_search.py --hypothesis-seed=7` looks further.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.locate_site import Site
from support.report import Report

from corpus.layouts import LAYOUTS
from corpus.naming import NAMINGS
from corpus.plan import RECIPES, Plan
from corpus.reader import read_all
from corpus.style import ARRIVALS, LANG_TAGS, LOOKS, SIGNS, WRAPS, Style
from corpus.table import troubles
from corpus.traps import TRAPS
from corpus.words import LANGUAGES
from optout.system.timeouts import bounded

AT_ONCE = 24
PAGES = int(os.environ.get("SEARCH_PAGES", "120"))
FURTHER = "SEARCH_PAGES" in os.environ

styles = st.builds(
    Style,
    lang=st.sampled_from(LANGUAGES),
    look=st.sampled_from(LOOKS),
    layout=st.sampled_from(tuple(LAYOUTS)),
    naming=st.sampled_from(tuple(NAMINGS)),
    typed=st.booleans(),
    autocomplete=st.booleans(),
    shuffle=st.booleans(),
    wrap=st.sampled_from(WRAPS),
    arrival=st.sampled_from(ARRIVALS),
    lang_tag=st.sampled_from(LANG_TAGS),
    sign=st.sampled_from(SIGNS),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any page with up to three traps."""
    recipe = draw(st.sampled_from(tuple(RECIPES)))
    features = tuple(draw(st.sampled_from(group)) for group in RECIPES[recipe][1])
    traps = draw(st.lists(st.sampled_from(tuple(TRAPS)), max_size=3, unique=True))
    return Plan(recipe, features, tuple(traps), draw(styles))


@pytest.mark.thorough
def test_no_page_is_found_that_it_gets_wrong(site: Site, report: Report) -> None:
    examined = 0

    @settings(
        max_examples=-(-PAGES // AT_ONCE),
        derandomize=not FURTHER,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(plans(), min_size=AT_ONCE, max_size=AT_ONCE, unique=True))
    def search(some: list[Plan]) -> None:
        nonlocal examined
        verdicts = site.run(bounded(read_all(site.context, some), 200), timeout=210)
        examined += len(verdicts)
        bad = [each for each in verdicts if each.wrong or each.falsely_acknowledged]
        assert not bad, "\n".join([*troubles(bad), *(repr(each.plan) for each in bad)])

    search()
    report(f"{examined} pages searched, 0 wrong")
    assert examined >= PAGES
