"""The records of all services: their facts against each other, and who decides where."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from email_validator import validate_email
from support.tables import beside

from optout import i18n
from optout.countries.index import EUROPE, codes
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms import lookup, names, schema, spec
from optout.forms.hosts import origin_of
from optout.letters.authorities import _records, in_eea
from optout.letters.templates import load

SERVICES = beside(__file__, "services")
WHO: dict[str, list[list[str]]] = {
    name: told["controllers"] for name, told in SERVICES.items() if "controllers" in told
}
"""By service: countries, the controller, and the slug of its lead authority."""


NAMES_NO_DATA = {"booking"}
"""Services whose notices do not say which data they train on."""

VAGUE = re.compile(r"(?i)public code|stored cop|guides|several|various|github \(")
"""What says nothing that somebody could look up."""


def unsourced(source: str, page: str, last_seen: date, until: date) -> Iterator[str]:
    """What a source lacks: who published it and what it is called, its address, a day."""
    publisher, _comma, title = source.partition(", ")
    if not (publisher and title) or VAGUE.search(source):
        yield f"no source: {source!r}"
    if not re.fullmatch(r"https://[\w-]+(\.[\w-]+)+/\S*", page):
        yield f"no page: {page!r}"
    if not date(2024, 6, 1) < last_seen <= until:
        yield f"last seen {last_seen}"


def faults(record: spec.Form) -> Iterator[str]:
    """What in a record contradicts another fact of it, or what optout knows."""
    for known in filter(None, (*record.addresses, record.switch, record.letter)):
        until = date.fromisoformat(record.version)
        yield from unsourced(known.source, known.page, known.last_seen, until)
    for address in record.addresses:
        if not record.is_form_address(address.url):
            yield f"{address.url}: on no host of the record"
    if record.kinds != ("switch",) and not lookup.known_controller(record, "FR"):
        yield "a letter, and nobody to write to"
    yield from _of_the_switch(record)
    if record.letter and record.letter.email:
        validate_email(record.letter.email, check_deliverability=False)
    named_none = record.third_party or record.service in NAMES_NO_DATA
    if len(set(record.data)) < len(record.data) or named_none == bool(record.data):
        yield "data: none, or twice"
    named = {
        *record.data,
        *((*record.switch.covers, *record.switch.leaves) if record.switch else ()),
    }
    yield from (f"{key}: no words for it" for key in named - set(load("en").head["data"]))
    for row in record.controllers:
        yield from _of_the_controller(row)


def _of_the_switch(record: spec.Form) -> Iterator[str]:
    switch = record.switch
    if switch is None:
        return
    if switch.url and not origin_of(switch.url).startswith("https:"):
        yield f"{switch.url}: not https"
    if not switch.url and not switch.path:
        yield "switch: no way to it"
    if not set(switch.covers) <= set(record.data) or set(switch.covers) & set(switch.leaves):
        yield "switch: covers what is not trained on, or what it leaves"
    languages = {*switch.path, *switch.label, *switch.also, *switch.kept}
    if not languages <= set(i18n.languages()) or not switch.label:
        yield "switch: a language that the terminal does not have, or no label"


def _of_the_controller(row: spec.Controller) -> Iterator[str]:
    if row.lead and row.lead not in _records():
        yield f"{row.lead}: no authority"
    if row.lead and not in_eea(row.place):
        yield f"{row.name}: a lead authority, and no seat in the EEA"
    if not set(row.countries) <= codes() or row.place not in codes():
        yield f"{row.name}: no country"


def test_every_service_is_there_with_its_ways() -> None:
    assert {name: " ".join(lookup.load(name).kinds) for name in names.NAMES} == {
        name: told["ways"] for name, told in SERVICES.items()
    }


def test_a_record_agrees_with_itself() -> None:
    for name in names.NAMES:
        record = lookup.load(name)
        assert record.service == name
        assert list(faults(record)) == [], name
        keys = [name if kind == "form" else f"{name}-{kind}" for kind in record.kinds]
        assert [way.key for way in record.ways] == keys
        assert all(lookup.find(way.key) == way for way in record.ways), name


def test_nobody_here_has_seen_a_page() -> None:
    sources = [
        source
        for record in map(lookup.load, names.NAMES)
        for source in (*record.addresses, record.switch, record.letter)
        if source is not None
    ]
    assert len(sources) > 40
    assert not any(source.seen for source in sources)


@pytest.mark.parametrize(
    ("name", "pattern", "put", "fault"),
    [
        (
            "linkedin",
            r'\[addresses\]\]\nurl = "https://www',
            '[addresses]]\nurl = "https://w',
            "host",
        ),
        ("linkedin", r'(\[switch\]\nurl = ")https', r"\1http", "not https"),
        ("linkedin", r"\[switch\]\nurl = .*", '[switch]\nurl = "x"', "not https"),
        ("linkedin", r"last_seen = 2026-08-21", "last_seen = 2027-01-01", "last seen"),
        ("linkedin", r'source = "LinkedIn, Privacy Policy"\n', "", "no source"),
        ("linkedin", r'"LinkedIn, Privacy Policy"', '"LinkedIn"', "no source"),
        ("facebook", r'source = "Datenanf.*', 'source = "guides, 2025"', "no source"),
        ("x", r'source = "X, About.*', 'source = "GitHub (public code)"', "no source"),
        ("x", r"page = .*grok.*\n", "", "no page"),
        ("x", r"page = .*grok.*", 'page = "A stored copy"', "no page"),
        ("reddit", r"page = .*", 'page = "http://www.redditinc.com/policies"', "no page"),
        ("x", r"\[switch.also\]\nen", "[switch.also]\nxx", "language"),
        (
            "adobe",
            r"\[switch\]",
            '[letter]\nlast_seen = 2026-12-01\nsure = "sure"\n\n[switch]',
            "nobody",
        ),
        ("linkedin", r'covers = \["profile"', 'covers = ["orders"', "covers"),
        ("linkedin", r'leaves = \["past_training"', 'leaves = ["profile"', "covers"),
        ("linkedin", r"\nit = ", "\nxx = ", "language"),
        ("linkedin", r'data = \["profile"', 'data = ["career"', "twice"),
        ("linkedin", r'lead = "iedpc"', 'lead = "dpc"', "no authority"),
        ("linkedin", r'place = "IE"', 'place = "US"', "no seat"),
        ("linkedin", r'"AT", "BE"', '"AT", "ZZ"', "no country"),
        ("x", r'"posts", "photos"', '"posts", "photographs"', "no words"),
        ("x", r'leaves = \["past_training', 'leaves = ["the_past', "no words"),
        ("perplexity", r"(?s)\[switch.path\]\n.*?\n", "[switch.path]\n", "no way"),
        ("reddit", r"(data = .*)\n", "data = []\n", "data"),
    ],
)
def test_a_record_that_contradicts_itself_is_found(
    name: str, pattern: str, put: str, fault: str
) -> None:
    text = (names.file_of(name)).read_text("utf-8")
    broken, count = re.subn(pattern, put, text)
    assert count >= 1
    assert any(fault in found for found in faults(schema.parse(broken, name)))


def named(name: str, country: str) -> tuple[str, str]:
    row = lookup.controller_of(lookup.load(name), country)
    return row.name, row.lead


def strangers(name: str) -> list[tuple[str, tuple[str, str]]]:
    """The countries whose controller is another than it should be, and which."""
    pairs = ((each, tuple(who)) for countries, *who in WHO[name] for each in countries.split())
    return [(each, found) for each, who in pairs if (found := named(name, each)) != who]


def test_the_controller_is_that_of_the_persons_country() -> None:
    assert {name: strangers(name) for name in WHO} == {name: [] for name in WHO}


def test_a_company_to_practise_with_is_called_in_the_terminals_language() -> None:
    i18n.use("fr")
    try:
        called = [
            lookup.load(name).spoken_company for name in ("company-form", "instagram", "google")
        ]
    finally:
        i18n.use("en")
    assert called == ["Entreprise avec formulaire", "Meta", "Google"]


def test_the_controllers_of_all_are_told_apart() -> None:
    settings = {n for n in names.NAMES if not lookup.known_controller(lookup.load(n), "FR")}
    assert {*WHO, *settings, "instagram", "third-party"} == set(names.NAMES)  # Meta's, as Facebook
    for name in set(names.NAMES) - settings:
        record = lookup.load(name)
        known = {each for each in codes() if lookup.known_controller(record, each)}
        assert known == (EUROPE | {"AX"} if record.company == "Meta" else {*codes()}), name


def test_no_letter_names_a_controller_that_is_not_known() -> None:
    record = lookup.load("adobe")
    assert (record.kinds, record.controllers) == (("switch",), ())
    with pytest.raises(OptoutError, match="no letter to Adobe") as caught:
        lookup.controller_of(record, "FR")
    assert caught.value.next_move == "Change its setting with optout run adobe."
    for name, country in product(("facebook", "third-party", "whatsapp"), ("US", "CA", "BR", "AU")):
        with pytest.raises(OptoutError) as caught:
            lookup.controller_of(lookup.load(name), country)
        assert caught.value.problem is errors.NO_CONTROLLER_THERE


def lacking(row: Mapping[str, Any]) -> list[str]:
    """What a service at which there is nothing to do lacks."""
    given = row["source"], row["page"], row["last_seen"], date.max
    says_no = re.search(r"\b(?:not|isn’t)\b", row["quote"])
    return [*unsourced(*given), *["no quote"] * (not says_no)]


def test_a_service_with_nothing_to_do_is_so_by_its_own_terms() -> None:
    path = names.FORMS_DIR / "shared" / "no_training.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["services"]
    assert [row["name"] for row in rows] == [*lookup.nothing_to_do()]
    assert len(rows) > 5
    for row in rows:
        assert lacking(row) == [], row["name"]
        assert row["name"].casefold() not in names.NAMES
    for key, wrong, fault in (
        ("quote", "We train AI.", "no quote"),
        ("page", "", "no page: ''"),
        ("source", "guides", "no source: 'guides'"),
    ):
        assert lacking(rows[0] | {key: wrong}) == [fault]


def test_the_whole_eea_has_the_controller_in_it() -> None:
    for name in ("google", "linkedin", "openai", "reddit"):
        assert len({named(name, country) for country in EUROPE - {"GB"}}) == 1, name
        assert named(name, "FR") != named(name, "GB")


def test_a_row_of_the_wrong_country_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    text, record = names.file_of("facebook").read_text("utf-8"), lookup.load("facebook")
    for old, new in (('"GB"', '"FR", "GB"'), ('"GB"', '"CH", "GB"')):
        assert old in text
        rows = schema.parse(text.replace(old, new), "facebook").controllers
        changed = replace(record, controllers=rows)
        monkeypatch.setattr(lookup, "load", lambda _name, it=changed: it)
        assert strangers("facebook"), new
