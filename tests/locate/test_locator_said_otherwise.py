"""Words for the same thing that a site may use in place of the usual ones."""

import pytest
from support.locate_site import EMAIL, Site, form

from optout.locate.roles import Role
from optout.locate.words import meanings_in

SAID = [
    ("fi", "Sähköpostiosoitteesi yhteydenottoa varten", "email", "message"),
    ("fi", "Yhteydenottosähköpostisi", "email", "message"),
    ("fi", "Yhteydenoton aihe", "message", "email"),
    ("fr", "Votre courrier électronique", "email", "address"),
    ("fr", "Courrier postal", "", "email"),
    ("uk", "Ваша електронка", "email", "phone"),
    ("uk", "Деталі вашого звернення чи запиту", "", "email"),
    ("uk", "Подайте деталі вашого запиту", "message", "not_reasons"),
    ("et", "Korrake oma e-posti aadressi", "again", "other_person"),
    ("et", "Oma e-posti aadress", "email", "again"),
    ("ar", "كرر عنوان بريدك الإلكتروني", "again", "other_person"),
    ("ar", "عنوان بريدك الإلكتروني", "email", "again"),
    ("mt", "Ikteb ismek sħiħ", "full_name", "not_name"),
    ("ga", "Scríobh do theachtaireacht", "message", "additional"),
    ("fi", "Jotain muuta, mitä haluaisit lisätä", "additional", "explanation"),
    ("uk", "Щось інше, що ви хочете додати", "additional", "explanation"),
    ("hr", "Sve ostalo što želite dodati", "additional", "explanation"),
    ("lt", "Visa kita, ką norite pridurti", "additional", "explanation"),
    ("bg", "Нещо друго, което бихте добавили", "additional", "explanation"),
    # What one typed for a machine, not why one objects.
    ("es", "La indicación que tecleó", "not_reasons", "explanation"),
    ("pt", "A instrução que digitou", "not_reasons", "explanation"),
    ("el", "Η προτροπή που πληκτρολογήσατε", "not_reasons", "explanation"),
    ("hr", "Upit koji je unesen", "not_reasons", "explanation"),
    ("et", "Viip, mille kirjutasite", "not_reasons", "explanation"),
    ("lv", "Jūsu rakstītā uzvedne", "not_reasons", "explanation"),
    ("lt", "Jūsų parašyta užklausa", "not_reasons", "explanation"),
    ("ga", "An leid ar scríobh tú í", "not_reasons", "explanation"),
    ("tr", "Yazdığınız son istem", "not_reasons", "explanation"),
    ("uk", "Запит до ШІ, що ви написали", "not_reasons", "explanation"),
    ("ru", "Запрос к ИИ, что вы написали", "not_reasons", "explanation"),
    ("ar", "الموجه كما كتبته", "not_reasons", "explanation"),
    ("ca", "La indicació que vau teclejar", "not_reasons", "explanation"),
    ("gl", "A indicación que tecleou", "not_reasons", "explanation"),
    ("is", "Kvaðning sem slegin var eða þú skrifaðir", "not_reasons", "explanation"),
    ("ru", "Ваш запрос к команде", "", "not_reasons"),
    ("lt", "Jūsų užklausa", "", "not_reasons"),
]


@pytest.mark.parametrize(("lang", "label", "says", "never"), SAID)
def test_a_label_says_what_it_asks_for(lang: str, label: str, says: str, never: str) -> None:
    said = meanings_in(label, lang)
    assert not says or says in said
    assert never not in said


def _box(label: str) -> str:
    return f'<label>{label} <textarea id="{label.split()[0].lower()}"></textarea></label>'


def test_the_reasons_between_two_other_boxes(site: Site) -> None:
    concern = _box("Which personal data does this concern?")
    reasons = _box("For what reasons of your own do you object?")
    wish = _box("What should we do now?")
    assert site.found(form(EMAIL, concern, reasons, wish))["explanation"] == "for"
    assert site.look(form(EMAIL, concern)).fields[Role.EXPLANATION].status != "found"
    assert site.found(form(EMAIL, wish))["explanation"] == "what"


def test_the_address_of_who_helped_is_another_s(site: Site) -> None:
    for whose in ("the employee who answered you", "the author of the comment"):
        other = f'<label>Email address of {whose} <input id="other"></label>'
        for parts in ((EMAIL, other), (other, EMAIL)):
            assert site.found(form(*parts))["email"] == "mail"
        assert "email" not in site.found(form(other))
