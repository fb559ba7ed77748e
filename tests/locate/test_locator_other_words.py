"""Words for the same thing that a site may use in place of the usual ones."""

from support.locate_site import EMAIL, Site, form, ids, reworded
from support.tables import unlike

from optout.locate.roles import Role
from optout.locate.words import meanings_in

SAID = [
    ("fi", "Sähköpostiosoitteesi yhteydenottoa varten", "email", "message"),
    ("fi", "Yhteydenottosähköpostisi", "email", "message"),
    ("fi", "Yhteydenoton aihe", "message", "email"),
    ("fr", "Votre courrier électronique", "email", "address"),
    ("fr", "Courrier postal", "", "email"),
    ("uk", "Ваша електронка", "email", "phone"),
    ("sk", "Na akom e-maile vás môžeme kontaktovať?", "email", "phone"),
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
    # A mailed code that is called numbers; a number for something else.
    ("en", "The numbers we sent you", "code", "phone"),
    ("en", "Phone numbers and email", "phone", "code"),
    ("de", "Zahlenfolge aus unserer Nachricht", "code", "phone"),
    ("de", "Sechsstelliges Kürzel", "code", "phone"),
    ("de", "Telefonnummern und E-Mail", "email", "code"),
    ("es", "Los números que recibiste", "code", "phone"),
    ("es", "Números de teléfono y correo", "email", "code"),
    ("pt", "Os algarismos recebidos", "code", "phone"),
    ("da", "Tallene, vi har sendt", "code", "phone"),
    ("da", "Antal ansatte i tal", "", "code"),
    ("nb", "Tallrekken i e-posten", "code", "phone"),
    ("fi", "Saamasi numerosarja", "code", "phone"),
    ("hu", "A kapott számok", "code", "phone"),
    ("hr", "Brojke koje smo vam poslali", "code", "phone"),
    ("hr", "Broj mobitela", "phone", "code"),
    ("sl", "Prejete številke", "code", "phone"),
    ("sl", "Številka mobitela", "phone", "code"),
    ("lt", "Skaičiai, kuriuos gavote", "code", "phone"),
    ("lt", "Darbuotojų skaičius", "", "code"),
    ("el", "Οι αριθμοί που στείλαμε", "code", "phone"),
    # What it means for one, or troubles one, is a reason; what a word means is none.
    ("de", "Was bedeutet das für Sie?", "explanation", "code"),
    ("de", "Was bedeutet dieses Wort?", "", "explanation"),
    ("nl", "Wat betekent dit gebruik voor u?", "explanation", "code"),
    ("nl", "Wat betekent dit woord?", "", "explanation"),
    ("fi", "Mitä se tarkoittaa sinulle?", "explanation", "code"),
    ("en", "Say what bothers you", "explanation", "code"),
    ("el", "Τι σας προβληματίζει;", "explanation", "code"),
    ("sl", "Kaj vas moti?", "explanation", "code"),
    # To write to somebody by e-mail; to write something once more.
    ("sv", "Hur kan vi maila svaret?", "email", "phone"),
    ("nl", "Waarheen mogen we mailen?", "email", "phone"),
    ("it", "Riscrivi l’indirizzo", "again", "other_person"),
    ("fr", "Réécrivez l’adresse", "again", "other_person"),
    ("it", "Scrivi l’indirizzo", "", "again"),
    # Where one lives.
    ("it", "Io vivo in", "residence", "nationality"),
    ("bg", "Живея в", "residence", "nationality"),
]


def test_a_label_says_what_it_asks_for() -> None:
    def read(row: tuple[str, str, str, str]) -> tuple[bool, bool]:
        lang, label, says, never = row
        said = meanings_in(label, lang)
        return not says or says in said, never in said

    assert unlike((True, False), SAID, read) == {}


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
    other = '<label>Email address of the employee who answered you <input id="other"></label>'
    for parts in ((EMAIL, other), (other, EMAIL), (other,)):
        looked = site.look(form(*parts))
        author = reworded(looked, {"the employee who answered you": "the author of the comment"})
        for page in (looked, author):
            assert ids(page).get("email") == ("mail" if EMAIL in parts else None)
