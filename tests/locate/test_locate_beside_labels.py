"""What a page says of a field elsewhere than in its label: traps, first options, given values."""

import pytest
from support.locate_site import COUNTRY, EMAIL, SEND, TITLE, WHOLE, WHY, Site, document, form

from optout.locate.fields.find import find_all
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control, FrameSnapshot, Snapshot

TRAPS = {
    "en": "Please leave this field empty",
    "de": "Dieses Feld nicht ausfüllen",
    "fr": "Ne pas remplir ce champ",
    "es": "Deje este campo en blanco",
    "it": "Non compilare questo campo",
    "pt": "Não preencha este campo",
    "nl": "Laat dit veld leeg",
    "da": "Lad dette felt være tomt",
    "nb": "La dette feltet stå tomt",
    "sv": "Lämna detta fält tomt",
    "fi": "Jätä tämä kenttä tyhjäksi",
    "et": "Jätke see väli tühjaks",
    "is": "Skildu þennan reit eftir auðan",
    "ga": "Fág an réimse seo folamh",
    "mt": "Ħalli dan il-qasam vojt",
    "hu": "Hagyja üresen ezt a mezőt",
    "ro": "Lăsați acest câmp necompletat",
    "pl": "Pozostaw to pole puste",
    "cs": "Toto pole nevyplňujte",
    "sk": "Toto pole nechajte prázdne",
    "sl": "To polje pustite prazno",
    "hr": "Ovo polje ostavite prazno",
    "bg": "Оставете това поле празно",
    "ru": "Оставьте это поле пустым",
    "uk": "Залиште це поле порожнім",
    "el": "Αφήστε αυτό το πεδίο κενό",
    "lt": "Palikite šį lauką tuščią",
    "lv": "Atstājiet šo lauku tukšu",
    "tr": "Bu alanı boş bırakın",
    "ar": "اترك هذا الحقل فارغا",
    "ja": "この欄は空欄のままにしてください",
    "ko": "이 칸은 비워 두세요",
    "zh": "请将此栏留空",
    "ca": "Deixeu aquest camp buit",
    "gl": "Deixa este campo baleiro",
    "eu": "Utzi eremu hau hutsik",
}


@pytest.mark.parametrize("lang", TRAPS)
def test_told_to_be_left_empty(lang: str) -> None:
    url = "https://form.test/"

    def status(told: str, label: str = "") -> str:
        trap = Control(
            "0:0",
            0,
            0,
            ControlKind.TEXT,
            type="email",
            label=label,
            before=(told,),
            form=0,
            name="email",
        )
        other = Control("0:1", 0, 1, ControlKind.TEXT, type="text", label="Qwertz", form=0)
        frame = FrameSnapshot(0, url, True, lang=lang, controls=(trap, other), blocks=())
        return find_all(Snapshot(url, (frame,)))[Role.EMAIL].status

    assert status(TRAPS[lang]) == "missing"
    assert status(TRAPS[lang], "E-mail") == "missing"
    assert status("", TRAPS[lang]) == "missing"
    assert status("Qwertz", "E-mail") == "found"


def test_a_box_to_be_left_empty(site: Site) -> None:
    trap = '<label>TEXT<textarea id="trap"></textarea></label>'
    assert site.found(form(EMAIL, trap.replace("TEXT", "Leave blank"))) == {"email": "mail"}
    assert site.found(form(EMAIL, trap.replace("TEXT", "Your reasons")))["explanation"] == "trap"


EUROPE = "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain"


def test_a_choice_that_only_its_first_option_names(site: Site) -> None:
    choice = f'<select id="x"><option value="">FIRST{EUROPE}</select>'
    assert "country" not in site.found(form(choice.replace("FIRST", "Nationality"), EMAIL, WHY))
    assert site.found(form(choice.replace("FIRST", "Country"), EMAIL, WHY))["country"] == "x"
    both = form(choice.replace("FIRST", "Pilietybė"), COUNTRY, EMAIL, WHY)
    assert site.found(both) == WHOLE


@pytest.mark.parametrize("state", ["readonly", "disabled"])
@pytest.mark.parametrize("land", ["", COUNTRY], ids=["e-mail only", "with a country"])
def test_an_email_that_is_given_already(site: Site, state: str, land: str) -> None:
    given = EMAIL.replace("<input", f'<input {state} value="me@example.org"')
    page = document(
        f"{TITLE}<p>Your request will be looked at.</p><form>{land}{given}{SEND}</form>"
    )
    reading = site.look(page)
    assert reading.kind is PageKind.FORM
    assert reading.fields[Role.EMAIL].status == "missing"
    assert (reading.fields[Role.COUNTRY].status == "found") == bool(land)
    for twin in (page.replace(SEND, ""), page.replace(TITLE, "<h1>Your account</h1>")):
        assert site.look(twin).kind is PageKind.UNKNOWN
