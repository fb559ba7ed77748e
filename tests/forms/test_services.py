"""The records of all services: their facts against each other, and who decides where."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from email_validator import validate_email

from optout import i18n
from optout.countries.index import EUROPE, codes
from optout.forms import lookup, names, schema, spec
from optout.forms.hosts import origin_of
from optout.letters.authorities import _records, in_eea
from optout.letters.templates import load

WAYS = {
    "amazon": "letter",
    "anthropic": "switch letter",
    "booking": "form",
    "ebay": "form switch",
    "facebook": "form",
    "github": "switch letter",
    "google": "switch letter",
    "instagram": "form",
    "linkedin": "form switch",
    "microsoft": "switch letter",
    "mistral": "switch letter",
    "openai": "form switch letter",
    "perplexity": "switch letter",
    "pinterest": "form switch",
    "reddit": "letter",
    "snapchat": "form switch",
    "third-party": "form",
    "threads": "form",
    "tiktok": "form",
    "twitch": "switch letter",
    "whatsapp": "form",
    "x": "form switch",
    "xai": "form switch",
}
IRELAND, NOBODY = "iedpc", ""
TIKTOK = "TikTok Technology Limited / TikTok Information Technologies UK Limited"
WHO: dict[str, dict[str, tuple[str, str]]] = {
    "amazon": {
        "DE": ("Amazon Europe Core SARL", "lucnpd"),
        "GB": ("Amazon Europe Core SARL", "lucnpd"),
        "CH": ("Amazon", NOBODY),
    },
    "anthropic": dict.fromkeys(("NO", "GB", "CH", "RS"), ("Anthropic Ireland, Limited", IRELAND)),
    "booking": dict.fromkeys(("NL", "GB", "CH"), ("Booking.com B.V.", "nlap")),
    "ebay": {
        "DE": ("eBay GmbH", "debralda"),
        "IT": ("eBay GmbH", "debralda"),
        "GB": ("eBay", NOBODY),
        "CH": ("eBay", NOBODY),
    },
    "facebook": {
        "FR": ("Meta Platforms Ireland Limited", IRELAND),
        "CH": ("Meta Platforms Ireland Limited", IRELAND),
        "GB": ("Meta Platforms, Inc.", NOBODY),
    },
    "github": dict.fromkeys(("PL", "GB", "CH"), ("GitHub B.V. / GitHub, Inc.", NOBODY)),
    "google": {
        "ES": ("Google Ireland Limited", IRELAND),
        "IS": ("Google Ireland Limited", IRELAND),
        "CH": ("Google Ireland Limited", IRELAND),
        "GB": ("Google LLC", NOBODY),
        "RS": ("Google LLC", NOBODY),
    },
    "linkedin": {
        "AT": ("LinkedIn Ireland Unlimited Company", IRELAND),
        "RE": ("LinkedIn Ireland Unlimited Company", IRELAND),
        "LI": ("LinkedIn Ireland Unlimited Company", IRELAND),
        "CH": ("LinkedIn Ireland Unlimited Company", IRELAND),
        "GB": ("LinkedIn Corporation", NOBODY),
        "US": ("LinkedIn Corporation", NOBODY),
    },
    "microsoft": dict.fromkeys(
        ("SE", "GB", "CH"),
        ("Microsoft Ireland Operations Limited / Microsoft Corporation", IRELAND),
    ),
    "mistral": dict.fromkeys(("FR", "GB", "CH", "US"), ("Mistral AI", "frcnil")),
    "openai": {
        "PT": ("OpenAI Ireland Limited", IRELAND),
        "CH": ("OpenAI Ireland Limited", IRELAND),
        "GB": ("OpenAI OpCo, LLC", NOBODY),
        "JP": ("OpenAI OpCo, LLC", NOBODY),
    },
    "perplexity": dict.fromkeys(("FI", "GB", "CH"), ("Perplexity AI, Inc.", NOBODY)),
    "pinterest": dict.fromkeys(
        ("BE", "GB", "CH"), ("Pinterest Europe Ltd. / Pinterest, Inc.", IRELAND)
    ),
    "reddit": {
        "NL": ("Reddit Netherlands B.V.", "nlap"),
        "CH": ("Reddit Netherlands B.V.", "nlap"),
        "GB": ("Reddit, Inc.", NOBODY),
    },
    "snapchat": dict.fromkeys(("NL", "GB", "CH"), ("Snap Inc.", NOBODY)),
    "threads": {
        "DK": ("Meta Platforms Ireland Limited", IRELAND),
        "GB": ("Meta Platforms, Inc.", NOBODY),
    },
    "tiktok": dict.fromkeys(("CZ", "GB", "CH"), (TIKTOK, IRELAND)),
    "twitch": dict.fromkeys(("DE", "GB", "CH"), ("Twitch Interactive, Inc.", NOBODY)),
    "whatsapp": {
        "IE": ("WhatsApp Ireland Limited", IRELAND),
        "GB": ("WhatsApp", NOBODY),
        "CH": ("WhatsApp", NOBODY),
    },
    "x": dict.fromkeys(("GR", "GB", "CH"), ("X Internet Unlimited Company", IRELAND)),
    "xai": dict.fromkeys(("HU", "GB", "CH"), ("X.AI LLC", NOBODY)),
}
"""Service, country: the controller, and the slug of its lead authority. From the companies' texts,
not from the records."""


def faults(record: spec.Form) -> Iterator[str]:
    """What in a record contradicts another fact of it, or what optout knows."""
    for way in record.ways:
        known = way.source
        if not known.source:
            yield f"{way.kind}: no source"
        if not date(2024, 6, 1) < known.last_seen <= date.fromisoformat(record.version):
            yield f"{way.kind}: last seen {known.last_seen}"
    for address in record.addresses:
        if not record.is_form_address(address.url):
            yield f"{address.url}: on no host of the record"
    yield from _of_the_switch(record)
    if record.letter and record.letter.email:
        validate_email(record.letter.email, check_deliverability=False)
    if len(set(record.data)) < len(record.data) or (record.company != "Meta") != bool(record.data):
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
    if not {*switch.path, *switch.label} <= set(i18n.languages()) or not switch.label:
        yield "switch: a language that the terminal does not have, or no label"


def _of_the_controller(row: spec.Controller) -> Iterator[str]:
    if row.lead and row.lead not in _records():
        yield f"{row.lead}: no authority"
    if row.lead and not in_eea(row.place):
        yield f"{row.name}: a lead authority, and no seat in the EEA"
    if not set(row.countries) <= codes() or row.place not in codes():
        yield f"{row.name}: no country"


def test_every_service_is_there_with_its_ways() -> None:
    assert {name: " ".join(lookup.load(name).kinds) for name in names.NAMES} == WAYS


@pytest.mark.parametrize("name", names.NAMES)
def test_a_record_agrees_with_itself(name: str) -> None:
    record = lookup.load(name)
    assert record.service == name
    assert list(faults(record)) == []
    assert [way.key for way in record.ways] == [
        name if kind == "form" else f"{name}-{kind}" for kind in record.kinds
    ]
    assert all(lookup.find(way.key) == way for way in record.ways)


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
        ("linkedin", r'covers = \["profile"', 'covers = ["orders"', "covers"),
        ("linkedin", r'leaves = \["past_training"', 'leaves = ["profile"', "covers"),
        ("linkedin", r"\nit = ", "\nxx = ", "language"),
        ("linkedin", r'data = \["profile"', 'data = ["career"', "twice"),
        ("linkedin", r'lead = "iedpc"', 'lead = "dpc"', "no authority"),
        ("linkedin", r'place = "IE"', 'place = "US"', "no seat"),
        ("linkedin", r'"AT", "BE"', '"AT", "ZZ"', "no country"),
        ("x", r'"posts", "photos"', '"posts", "photographs"', "no words"),
        ("x", r'leaves = \["past_training', 'leaves = ["the_past', "no words"),
        ("facebook", r'company = "Meta"', 'company = "Metta"', "data"),
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


@pytest.mark.parametrize("name", WHO)
def test_the_controller_is_that_of_the_persons_country(name: str) -> None:
    assert {country: named(name, country) for country in WHO[name]} == WHO[name]


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
    told = {*WHO, "instagram", "third-party"}  # Meta's, as Facebook
    assert told == set(names.NAMES)
    for record in map(lookup.load, names.NAMES):
        for country in codes():
            assert lookup.controller_of(record, country).name


@pytest.mark.parametrize("name", ["google", "linkedin", "openai", "reddit"])
def test_the_whole_eea_has_the_controller_in_it(name: str) -> None:
    eea = EUROPE - {"GB"}
    assert len({named(name, country) for country in eea}) == 1
    assert named(name, "FR") != named(name, "GB")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('countries = ["GB"]\n', ""),
        lambda text: text.replace('"GB"', '"IE"'),
    ],
)
def test_a_row_of_the_wrong_country_is_found(
    change: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = change(names.file_of("facebook").read_text("utf-8"))
    rows = schema.parse(text, "facebook").controllers
    record = replace(lookup.load("facebook"), controllers=rows)
    monkeypatch.setattr(lookup, "load", lambda _name: record)
    found = {country: named("facebook", country) for country in WHO["facebook"]}
    assert found != WHO["facebook"]
