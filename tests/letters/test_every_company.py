"""Services × countries × laws: each letter names the record's controller and authority, no other.

What is expected is read from the records' files as they stand, and from two that are made up here.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from support.followup_cases import LATER, Make, refusal
from support.letter_checks import faults_in
from support.letter_citations import citation_faults
from support.letter_matrix import COUNTRIES as OF_LAW
from support.letter_matrix import LANGUAGES, LAWS, LONG_EMAIL, LONG_NAME, NAME, Case
from support.letter_points import CARRIED, TERMS, WHERE_IT_FITS
from support.report import Report

from optout.countries.index import EUROPE
from optout.dossier.file import Dossier
from optout.forms import lookup, names, schema
from optout.forms.names import file_of
from optout.letters import LENGTHS, SHORT, reasons, utf16_length, variant_for
from optout.letters.authorities import authority_for, in_eea, lead_authority
from optout.letters.follow_up import complaint, follow_up
from optout.letters.templates import languages, load

MADE_UP = {
    "acme": """
        version = "1"
        name = "Acme Social"
        service = "acme"
        company = "Acme"
        needs_account = true
        data = ["posts", "ai_chats", "by_others", "metadata"]
        models = ["Acme One", "Acme Two"]
        letter = { email = "dpo@example.org", last_seen = 2026-11-26, sure = "sure" }
        controllers = [
            { countries = ["GB"], name = "Acme Trading Ltd", address = ["London"], place = "GB" },
            { name = "Acme Holding S.A.", address = ["Luxembourg"], place = "LU", lead = "lucnpd" },
        ]
    """,
    "far-away": """
        version = "1"
        name = "Far Away"
        service = "far-away"
        company = "Far Away"
        needs_account = true
        third_party = true
        letter = { last_seen = 2026-11-26, sure = "sure" }
        controllers = [{ name = "Far Away, Inc.", address = ["Springfield"], place = "US" }]
    """,
}
COUNTRIES = (*sorted(EUROPE), "US")
SLUGS = Path(lookup.__file__).parents[1] / "letters" / "authorities.json"
AUTHORITIES = {
    record["slug"]: re.sub(r" \([^)]*\)$", "", record["name"]).replace("'", "’")
    for record in json.loads(SLUGS.read_text("utf-8"))["authorities"]
} | {
    "iedpc": "Data Protection Commission",
    "frcnil": "Commission nationale de l’informatique et des libertés (CNIL)",
}
RAW: Mapping[str, Mapping[str, Any]] = {
    name: tomllib.loads(MADE_UP.get(name) or file_of(name).read_text("utf-8"))
    for name in (*names.NAMES, *MADE_UP)
}
WRITTEN_TO = [name for name, raw in RAW.items() if "letter" in raw or "addresses" in raw]
"""All but those with a setting alone."""
WHERE = [
    (service, country)
    for service, country in product(WRITTEN_TO, COUNTRIES)
    if country != "US" or RAW[service]["company"] != "Meta"
]
"""Nobody in the United States objects by Article 21 to a company there."""
UNLIKE = ("acme", "far-away", "linkedin")
"""Companies of other kinds than Meta: with the names of models, without an authority, as most."""
CONTROLLERS = {row["name"] for raw in RAW.values() for row in raw.get("controllers", ())}


@pytest.fixture(autouse=True)
def _with_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    known, real = (*names.NAMES, *MADE_UP), lookup.load
    made_up = {name: schema.parse(text, name) for name, text in MADE_UP.items()}
    monkeypatch.setattr(lookup, "NAMES", known)
    monkeypatch.setattr(lookup, "load", lambda name: made_up.get(name) or real(name))


@cache
def row_of(service: str, country: str) -> Mapping[str, Any]:
    """The row of the record, or of another of the same company, for people in `country`."""
    of_company = [raw for raw in RAW.values() if raw["company"] == RAW[service]["company"]]
    first = next(raw for raw in (RAW[service], *of_company) if "controllers" in raw)
    rows: list[Mapping[str, Any]] = first["controllers"]
    own = [row for row in rows if country in row.get("countries", ())]
    return (own or [row for row in rows if "countries" not in row])[0]


def strange_names(text: str, service: str, row: Mapping[str, Any]) -> list[str]:
    """Controllers of others in a text, and what is Meta's alone."""
    company = RAW[service]["company"]
    own = {name for name in CONTROLLERS if name in f"{row['name']} {company}"}
    found = [name for name in sorted(CONTROLLERS - own) if name in text]
    if company != "Meta":
        found += re.findall(r"\bMeta\b|15 UKl 2/25", text)
        centre = (word for key, words in TERMS["accounts_centre"].items() if key != "source"
                  for word in words)  # fmt: skip
        found += [word for word in centre if word in text]
    return found


def faults(text: str, case: Case, country: str) -> list[str]:
    """What an objection names that it should not, and the other way round."""
    own = OF_LAW[case.variant]
    where = own if "GB" in (own, country) else country
    row, raw = row_of(case.service, where), RAW[case.service]
    found = [f"names {name}" for name in strange_names(text, case.service, row)]
    lead = row.get("lead", "") if case.variant == "ch" and case.length != "short" else ""
    for slug, name in AUTHORITIES.items():
        if (name in text) != (slug == lead):
            found.append(f"the authority {name}")
    if case.length == "short":
        return found
    found += [] if row["name"] in text else [f"does not name {row['name']}"]
    words = [raw["company"], *raw.get("models", ())]
    if raw["company"] != "Meta" and raw.get("data"):
        said = load(case.language).head["data"]
        words += [said[key] for key in (*raw["data"], "by_others")]
    found += [f"does not say {word}" for word in words if word not in text]
    if case.variant == "ch":
        article = "3(1)" if in_eea(row["place"]) else "3(2)"
        found += [f for f in citation_faults(text, case.language, [article]) if "not cite" in f]
    return found


def everywhere() -> Iterator[tuple[Case, str]]:
    """In English every service and country by the country's own law; by any that is asked for, and
    the shorter ones, for people in four countries."""
    for service, country in WHERE:
        some = country in ("FR", "GB", "CH", "US")
        laws = {variant_for(country), *(("uk", "ch") if some else ())}
        for variant, length in product(sorted(laws), LENGTHS if some else ("full",)):
            yield Case("en", variant, length, service, "", NAME), country


@pytest.mark.slow
def test_each_names_the_controller_and_the_authority_of_the_record(report: Report) -> None:
    found, count = [], 0
    for case, country in everywhere():
        count += 1
        found += [(case, country, f) for f in faults(case.render(country).text, case, country)]
    report(
        f"{count:,} letters of {len(WRITTEN_TO)} services in {len(COUNTRIES)} countries name the "
        f"controller and the authority of the record, {len(found)} do not"
    )
    assert found == []


def test_the_law_of_the_country_is_taken_where_none_is_asked_for() -> None:
    for service, country in WHERE:
        letter = Case("en", "eu", "full", service, "", NAME)
        asked = replace(letter, variant=variant_for(country)).render(country)
        assert asked.controller.name == row_of(service, country)["name"]


def test_in_every_language_and_without_a_fault_of_form() -> None:
    others = [service for service in WRITTEN_TO if RAW[service]["company"] != "Meta"]
    some = [(service, length) for service in UNLIKE for length in LENGTHS if length != "full"]
    kinds = [*((service, "full") for service in others), *some]
    for law, (service, length) in product(LAWS, kinds):
        case = Case(*law, length, service, "by_others", NAME, known_as="prenom")
        letter = case.render()
        found = faults(letter.text, case, OF_LAW[case.variant])
        assert found + faults_in(letter.text, case.language) == [], case
        missing = set(CARRIED[length]) - set(letter.points)
        assert missing <= ({"O16", *WHERE_IT_FITS} if length == "short" else set()), case


def test_a_short_one_is_short_with_a_line_of_ones_own_or_a_long_name() -> None:
    line = f"{'I have run the bakery in our street for years; all there know my voice':!<99}."
    for law in LAWS:
        own = [
            Case(*law, "short", service, line, NAME, LONG_EMAIL)
            for service in ("linkedin", "far-away")
        ]
        guided = [
            Case(*law, "short", "far-away", reason, LONG_NAME, LONG_EMAIL)
            for reason in reasons(law[0], third_party=True)
        ]
        assert [case for case in own if line not in case.text] == []
        assert [case for case in (*own, *guided) if utf16_length(case.text) > SHORT] == []


def test_a_wrong_name_or_a_lost_one_is_found() -> None:
    for service, old, new, fault in (
        ("acme", "Acme Holding S.A.", "Acme Trading Ltd", "names Acme Trading Ltd"),
        ("acme", "Acme Holding S.A.", "", "does not name Acme Holding S.A."),
        ("acme", "at Acme", "at Meta", "names Meta"),
        ("acme", "Acme One", "", "does not say Acme One"),
        ("acme", "posts;", ";", "does not say posts"),
        ("acme", "all my accounts", "every account in the same Accounts Centre", "names Accounts"),
        ("acme", AUTHORITIES["lucnpd"], "", "the authority Commission nationale"),
        ("acme", "3(1)", "3(2)", "does not cite 3(1)"),
        ("acme", AUTHORITIES["lucnpd"], "the Irish Data Protection Commission", "the authority"),
        ("far-away", "I reserve", "The Data Protection Commission and I reserve", "the authority"),
        ("far-away", "3(2)", "3(1)", "does not cite 3(2)"),
    ):
        case = Case("en", "ch", "full", service, "", NAME)
        assert faults(case.text, case, "CH") == []
        assert old in case.text
        found = faults(case.text.replace(old, new), case, "CH")
        assert any(each.startswith(fault) for each in found), (old, new)


def written(base: Dossier, language: str) -> Iterator[tuple[str, str, Mapping[str, Any], str]]:
    """Follow-up and complaint of every service: the text, the service, its row, the addressee.

    In English to people in each of four countries, in another language in one of them.
    """
    for (of_service, service), (of_country, country) in product(
        enumerate(WRITTEN_TO), enumerate(("FR", "LU", "CH", "DE"))
    ):
        if language != "en" and (of_service + of_country) % 4:
            continue
        record = replace(base.record, form=f"{service}-letter", country=country)
        if "letter" not in RAW[service]:
            record = replace(record, form=service)
        dossier, row = Dossier(base.path, record), row_of(service, country)
        yield follow_up(dossier, LATER, language).text, service, row, ""
        lead = lead_authority(lookup.controller_of(lookup.load(service), country))
        if country == "CH" and lead is None:
            continue
        authority = authority_for(country, "BY", lead)
        text = complaint(dossier, LATER, language, authority).text
        assert text.split("\n")[1] == authority.name
        yield text, service, row, authority.slug


def test_what_follows_names_them_too(make: Make, report: Report) -> None:
    base, count = make(answers=refusal("other")), 0
    for language in languages("complaint"):
        for text, service, row, slug in written(base, language):
            count += 1
            assert strange_names(text, service, row) == [], (language, service)
            assert row["name"] in text, (language, service)
            assert ("15 UKl 2/25" in text) == (RAW[service]["company"] == "Meta")
            prose = text.replace(", ".join(row["address"]), "§")
            prose = re.sub(r"(?m)^- \S+\.(png|txt) ", "- ", prose)
            assert faults_in(prose, language) == [], (language, service)
            if slug:
                assert ", ".join(row["address"]) in text
                named = {code for code, name in AUTHORITIES.items() if name in text}
                lead = row.get("lead") or slug
                assert named == {slug, slug if lead[:2] == slug[:2] else lead}, (language, service)
    report(f"{count} follow-ups and complaints name them too")


def test_every_key_of_a_record_has_its_words_in_every_language() -> None:
    keys = {language: set(load(language).head["data"]) for language in LANGUAGES}
    assert all(known == keys["en"] for known in keys.values())
    for name, raw in RAW.items():
        switch = raw.get("switch", {})
        used = {*raw.get("data", ()), *switch.get("covers", ()), *switch.get("leaves", ())}
        assert used <= keys["en"], name
        rows = raw.get("controllers", ())
        assert {row["lead"] for row in rows if row.get("lead")} <= AUTHORITIES.keys(), name


def test_the_words_for_data_differ_and_are_no_sentences() -> None:
    for language in LANGUAGES:
        words = load(language).head["data"].values()
        assert len(set(words)) == len(words), language
        for text in words:
            assert faults_in(text, language) == [], language
            assert not re.search(r"[.;!?]|:\s|\d", text), text
