"""The fingerprint knows a changed form from the same form in another language."""

import pytest
from support.locate_site import COUNTRY, EMAIL, FORM, WHOLE, WHY, Site, form

from optout.locate.fields.fingerprint import compare, size

FRENCH = (
    '<label for="why">Dites-nous en quoi ce traitement vous affecte</label>'
    '<textarea id="why" required></textarea>'
)
FRENCH_TITLE = "<h1>Vous opposer à l'utilisation de vos informations pour l'IA</h1>"


def test_the_same_form_in_another_language_and_with_other_ids(site: Site) -> None:
    french = form(
        COUNTRY.replace("Country of residence", "Pays de résidence").replace('"land"', '"F7"'),
        EMAIL.replace("Email address", "Adresse e-mail").replace('"mail"', '":r3:"'),
        FRENCH,
        before=FRENCH_TITLE,
    )
    here = site.look(FORM).fingerprint
    assert site.look(french).fingerprint == here
    assert compare(here, [here]) == "same"
    assert compare(here, []) == "first_seen"


def test_one_more_box_is_understood(site: Site) -> None:
    more = form(COUNTRY, EMAIL, WHY, "<label>Phone<input type=tel></label>")
    known, now = site.look(FORM).fingerprint, site.look(more).fingerprint
    assert now != known
    assert compare(now, [known]) == "understood"


def test_a_field_that_is_gone_is_not_understood(site: Site) -> None:
    known, now = site.look(FORM).fingerprint, site.look(form(COUNTRY, WHY)).fingerprint
    assert compare(now, [known]) == "not_understood"
    assert compare(now, [known, now]) == "same"


@pytest.mark.parametrize("lock", ["readonly", "disabled"])
@pytest.mark.parametrize("kind", ["text", "email"])
def test_an_address_that_cannot_be_changed_is_there(site: Site, lock: str, kind: str) -> None:
    locked = EMAIL.replace("<input", f'<input type={kind} value="me@example.org" {lock}')
    known, now = site.look(FORM).fingerprint, site.look(form(COUNTRY, locked, WHY)).fingerprint
    assert now == known
    assert "me@example.org" not in now


def test_another_thing_that_cannot_be_changed_is_no_address(site: Site) -> None:
    locked = '<label>Your account<input value="Prénom Nom" readonly></label>'
    known, now = site.look(FORM).fingerprint, site.look(form(COUNTRY, locked, WHY)).fingerprint
    assert compare(now, [known]) == "not_understood"


def test_its_size_is_the_number_of_its_fields(site: Site) -> None:
    more = form(COUNTRY, EMAIL, WHY, "<label>Phone<input type=tel></label>")
    assert [size(site.look(page).fingerprint) for page in (FORM, more)] == [3, 4]
    assert size("") == size("nonsense") == 0


def test_what_is_typed_leaves_no_trace_in_it(site: Site) -> None:
    filled = FORM.replace('<input id="mail"', '<input id="mail" value="me@example.org"')
    assert site.look(filled).fingerprint == site.look(FORM).fingerprint
    assert site.found(filled) == WHOLE


def test_required_counts(site: Site) -> None:
    free = form(COUNTRY, EMAIL, WHY.replace(" required", ""))
    assert site.look(free).fingerprint != site.look(FORM).fingerprint
