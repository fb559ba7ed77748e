"""The right authority for every country, and for Germany for every Land."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.report import Report

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms.spec import Controller
from optout.letters.authorities import (
    Authority,
    Ways,
    authority_for,
    in_eea,
    laender,
    land_called,
    lead_authority,
    swiss_commissioner,
)

DATA = Path(__file__).parents[2] / "optout" / "letters" / "authorities.json"
EEA = (
    *("AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS"),
    *("IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
)


def test_each_country_has_its_own() -> None:
    records = {r["slug"]: r for r in json.loads(DATA.read_text("utf-8"))["authorities"]}
    for country in EEA:
        found = authority_for(country)
        assert records[found.slug]["relevant-countries"] == [country.lower()]
        assert found.place == country
        assert found.address and found.languages, country
        assert found.email or found.webform, country
        assert in_eea(country)


def test_the_source_and_licence_are_said_and_all_records_are_there(
    report: Report,
) -> None:
    data = json.loads(DATA.read_text("utf-8"))
    assert data["licence"] == "CC0-1.0"
    assert "datenanfragen" in data["source"]
    assert len(data["authorities"]) == 57
    report(f"authorities: {len(EEA)} countries, {len(laender())} Länder")


def test_each_land_has_its_own() -> None:
    found = {land: authority_for("DE", land) for land in laender()}
    assert len(found) == len({names[0] for names in laender().values()}) == 16
    assert len({a.slug for a in found.values()}) == 16
    assert found["BY"].name == "Bayerisches Landesamt für Datenschutzaufsicht"
    assert found["BE"].name.startswith("Berliner Beauftragte")
    assert found["HH"].place == "DE-HH"
    assert authority_for("DE", "de-by") == found["BY"]
    for land, authority in found.items():
        assert authority.languages == ("de",), land


def test_a_land_is_called_by_its_name_too() -> None:
    calls = {names[0]: code for code, names in laender().items()} | {
        **{"sachsen": "SN", "THÜRINGEN": "TH", "Thuringen": "TH", "NRW": "NW", "Bavaria": "BY"},
        **{"Lower Saxony": "NI", "nordrhein westfalen": "NW"},
    }
    assert {said: land_called(said) for said in calls} == calls
    for said in ("", "Sach", "Bundesland", "XX", "-", "by", "DE-BY"):
        assert land_called(said) == said


MOVED = {
    "IE": ("Data Protection Commission", "6 Pembroke Row"),
    "PL": ("Prezes Urzędu Ochrony Danych Osobowych", "ul. Stanisława Moniuszki 1A"),
    "IS": ("Persónuvernd", "Laugavegi 166, 4. hæð"),
    "BG": ("Комисия за защита на личните данни", "бул. „Проф. Цветан Лазаров“ № 2"),
    "MT": ("Information and Data Protection Commissioner (IDPC)", "Floor 2, Airways House"),
    "FR": (
        "Commission nationale de l’informatique et des libertés (CNIL)",
        "3 Place de Fontenoy",
    ),
    "BE": (
        "Autorité de protection des données – Gegevensbeschermingsautoriteit",
        "Rue de la Presse 35 – Drukpersstraat 35",
    ),
}


def test_an_authority_that_moved_or_is_called_otherwise_is_found_where_it_is() -> None:
    found = {country: authority_for(country) for country in MOVED}
    assert {c: (each.name, each.address.split("\n")[0]) for c, each in found.items()} == MOVED


def test_each_correction_is_of_a_record_and_changes_it() -> None:
    records = {r["slug"]: r for r in json.loads(DATA.read_text("utf-8"))["authorities"]}
    choice = tomllib.loads(DATA.with_name("authority_choice.toml").read_text("utf-8"))
    for slug, corrected in choice["corrections"].items():
        assert corrected.keys() <= {"name", "address", "webform", "email", "web"}
        assert all(records[slug].get(key) != value for key, value in corrected.items()), slug


OWN_SCRIPT = {
    "BG": ("Bulgaria", "Комисия", "София", "България"),
    "CY": ("Nicosia", "Επιτρόπου Προστασίας", "Λευκωσία", "Κύπρος"),
    "EE": ("St.", "Andmekaitse", "Tatari 39", "Eesti"),
    "GR": ("Kifissias", "Αρχή", "Κηφισίας 1–3", "Αθήνα", "Ελλάδα"),
    "LT": ("str.", "Valstybinė", "L. Sapiegos g. 17", "Lietuva"),
    "LV": ("Riga", "Datu valsts", "Rīga", "Latvija"),
    "RO": ("ţ", "Națională", "cod poștal", "București", "România"),
    "IE": ("Irish", "Data Protection Commission"),
    "MT": ("of Malta", "Information and Data Protection Commissioner"),
}


def wrongly_spelt(authority: Authority, foreign: str, *own: str) -> list[str]:
    """What of its own spelling an authority lacks, and what is in another one."""
    text = f"{authority.name}\n{authority.address}"
    english = _english_names() & {authority.address.split("\n")[-1]}
    return [word for word in own if word not in text] + [*english] + [foreign] * (foreign in text)


def _english_names() -> set[str]:
    choice = tomllib.loads(DATA.with_name("authority_choice.toml").read_text("utf-8"))
    return set(choice["own_names"])


def test_each_is_written_as_it_writes_itself() -> None:
    for country in EEA:
        assert wrongly_spelt(authority_for(country), *OWN_SCRIPT.get(country, ("?",))) == []
    records = {r["slug"]: r for r in json.loads(DATA.read_text("utf-8"))["authorities"]}
    last_lines = {record["address"].split("\n")[-1] for record in records.values()}
    assert last_lines >= _english_names()


def test_a_name_in_another_script_or_in_english_is_found() -> None:
    greek = authority_for("GR")
    for spoiled in ("Kifissias 1 – 3\nΑθήνα", greek.address.replace("Ελλάδα", "Greece")):
        assert wrongly_spelt(greek._replace(address=spoiled), *OWN_SCRIPT["GR"]), spoiled
    irish = authority_for("IE")._replace(name="Irish Data Protection Commission")
    assert wrongly_spelt(irish, *OWN_SCRIPT["IE"]) == ["Irish"]


def test_germany_without_a_land_is_asked() -> None:
    for land in ("", "XX", "Bayern", "FR"):
        with pytest.raises(OptoutError, match="BW, BY, BE") as caught:
            authority_for("DE", land)
        assert caught.value.problem is errors.LAND_NEEDED


def test_territories_go_home() -> None:
    home = {"RE": "frcnil", "GP": "frcnil", "YT": "frcnil", "AX": "fitst", "SJ": "nods"}
    assert {country: authority_for(country).slug for country in home} == home
    assert all(map(in_eea, home))


def controller(lead: str) -> Controller:
    return Controller(name="Acme", address=("Main Street 1",), place="NL", lead=lead)


def test_outside_the_eea_it_is_the_controllers_lead_authority() -> None:
    for slug, place in (("iedpc", "IE"), ("lucnpd", "LU"), ("debralda", "DE-BB")):
        lead = lead_authority(controller(slug))
        assert lead is not None
        assert (lead.slug, lead.place) == (slug, place)
        assert {authority_for(country, lead=lead) for country in ("CH", "BR", "US")} == {lead}
    assert not any(map(in_eea, ("CH", "BR", "US")))


def test_outside_the_eea_without_a_lead_authority_there_is_none() -> None:
    assert lead_authority(controller("")) is None
    with pytest.raises(OptoutError, match="from where you live") as caught:
        authority_for("CH")
    assert caught.value.problem is errors.NO_AUTHORITY
    assert authority_for("FR").slug == "frcnil"


def test_the_united_kingdom_has_another_way() -> None:
    with pytest.raises(OptoutError, match="Information Commission") as caught:
        authority_for("GB")
    assert caught.value.problem is errors.NOT_UNDER_UK_LAW


def test_the_swiss_commissioner_can_be_told() -> None:
    assert "EDÖB" in swiss_commissioner().name
    assert swiss_commissioner().place == "CH"


def test_languages_of_complaints() -> None:
    assert authority_for("BE").languages == ("nl", "fr", "de")
    assert authority_for("NO").languages == ("nb",)
    assert authority_for("FR").languages == ("fr",)


WAYS_OF = DATA.with_name("complaint_ways.toml")
WAYS: Mapping[str, Mapping[str, Any]] = tomllib.loads(WAYS_OF.read_text("utf-8"))
KNOWN = {
    "by": {
        *("form", "email", "signed_email", "post", "registered_post", "delivery", "in_person"),
    },
    "signed": {"hand", "qualified"},
    "also": {"own_form", "identity", "no_zip"},
}
ALL = (
    *((country, authority_for(country)) for country in EEA),
    *((f"DE-{land}", authority_for("DE", land)) for land in laender()),
    ("CH", swiss_commissioner()),
)


def faults(authority: Authority, today: date) -> list[str]:
    """What does not hold together in what is known of an authority."""
    ways, found = authority.ways, []
    if not (ways.source and all(page.startswith(("https://", "http://")) for page in ways.source)):
        found.append("no source")
    if not ways.day or date.fromisoformat(ways.day) > today:
        found.append("no day, or one in the future")
    for key, known in KNOWN.items():
        found += [f"{key}: {each}" for each in getattr(ways, key) or () if each not in known]
    if ("delivery" in ways.by) != bool(ways.delivery):
        found.append("electronic delivery without its name")
    if "signed_email" in ways.by and "qualified" not in (ways.signed or ()):
        found.append("an e-mail is signed, and nothing else")
    if "email" in ways.by and not authority.email:
        found.append("takes e-mail, and has no address")
    if "email" in ways.by and ways.signed:
        found.append("a plain e-mail without the signature")
    if authority.webform and ways.by and "form" not in ways.by:
        found.append("a web form that it does not name")
    if ways.sure and not ways.by:
        found.append("sure of nothing")
    return found


def test_of_each_it_is_said_how_it_takes_a_complaint(report: Report) -> None:
    assert {place: faults(authority, date.today()) for place, authority in ALL} == {
        place: [] for place, _authority in ALL
    }
    records = {r["slug"] for r in json.loads(DATA.read_text("utf-8"))["authorities"]}
    assert WAYS.keys() - {"de"} <= records
    assert {authority.slug for _place, authority in ALL} >= WAYS.keys() - {"de"}
    states = [authority for place, authority in ALL if "-" not in place]
    told = {
        "the way": sum(bool(a.ways.by) for a in states),
        "the signature": sum(a.ways.signed is not None for a in states),
        "the language": sum(bool(a.ways.languages) for a in states),
        "sure": sum(a.ways.sure for a in states),
    }
    report(f"how an authority takes a complaint, of {len(states)} states: {told}")


@pytest.mark.parametrize(
    ("spoiled", "fault"),
    [
        ({"source": ()}, "no source"),
        ({"source": ("cpdp.bg",)}, "no source"),
        ({"day": "2099-01-01"}, "no day"),
        ({"day": ""}, "no day"),
        ({"by": ("fax",)}, "by: fax"),
        ({"also": ("stamp",)}, "also: stamp"),
        ({"delivery": "ePUAP"}, "electronic delivery"),
        ({"signed": ("hand",)}, "an e-mail is signed"),
        ({"by": ("email",), "signed": ("hand",)}, "a plain e-mail"),
        ({"by": ()}, "sure of nothing"),
    ],
)
def test_what_does_not_hold_together_is_found(spoiled: Mapping[str, Any], fault: str) -> None:
    bulgarian = authority_for("BG")
    broken = bulgarian._replace(ways=bulgarian.ways._replace(**spoiled))
    assert any(found.startswith(fault) for found in faults(broken, date.today()))
    mute = broken._replace(email="", ways=bulgarian.ways._replace(by=("email",), signed=()))
    assert faults(mute, date.today()) == ["takes e-mail, and has no address"]
    formed = bulgarian._replace(webform="https://example.org")
    assert faults(formed, date.today()) == ["a web form that it does not name"]


def test_a_plain_email_goes_only_to_who_takes_it() -> None:
    takes = {place for place, authority in ALL if authority.ways.by_plain_email}
    never = {"BE", "BG", "EE", "FR", "HU", "IS", "IT", "LT", "LV", "PL", "RO", "SK"}
    assert takes & never == set()
    assert takes >= {"AT", "DK", "HR", "LI", "SI", "CZ", "SE", "DE-BY", "DE-NW"}
    assert Ways().by_plain_email and Ways(signed=()).by_plain_email
    assert not Ways(signed=("hand",)).by_plain_email and not Ways(by=("post",)).by_plain_email


def test_the_languages_that_it_takes_are_those_of_the_letter() -> None:
    assert authority_for("BG").languages == ("bg",)
    assert authority_for("RO").languages == ("ro", "en")
    assert authority_for("CZ").languages == ("cs",) and not authority_for("CZ").ways.languages
