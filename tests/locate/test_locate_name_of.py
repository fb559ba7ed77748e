"""A name that a thing has, or somebody else, is not the name of the person who fills in a form."""

from corpus.words import words
from support.locate_controls import field, page
from support.tables import unlike

from optout.locate.roles import Role

NAMES = {
    # Whose name it is: another's; one's own.
    "en": (
        ("Name your request", "Name of your doctor", "The name of the campaign"),
        ("Name of applicant", "Name of the person who objects", "Name and surname", "Name (yours)"),
    ),
    "fr": (
        ("Nom de la campagne", "Nom de votre médecin", "Nom du fournisseur"),
        ("Nom du demandeur", "Nom et prénom", "Nom de la personne qui s'oppose", "Votre nom"),
    ),
    "de": (
        ("Name Ihrer Bank", "Name der Kampagne", "Name des Arztes"),
        ("Name des Antragstellers", "Name der anfragenden Person", "Ihr Name"),
    ),
    "es": (
        ("Nombre de su banco", "Nombre de la campaña"),
        ("Nombre del solicitante", "Nombre y apellidos"),
    ),
    "it": (("Nome della tua banca", "Nome del medico"), ("Nome del richiedente", "Il tuo nome")),
    "pt": (("Nome do seu banco", "Nome da campanha"), ("Nome do requerente", "O seu nome")),
    "nl": (("Naam van uw bank", "Naam van de arts"), ("Naam van de aanvrager", "Uw naam")),
    "sv": (("Namn på din bank", "Namnet på kampanjen"), ("Namn på den sökande", "Ditt namn")),
    "cs": (("Jméno vašeho lékaře",), ("Jméno žadatele", "Vaše jméno")),
    "ru": (("Имя вашего врача",), ("Имя заявителя", "Ваше имя")),
    "tr": (("Bankanızın adı",), ("Başvuranın adı", "Adınız")),
    "ja": (("銀行の名前", "キャンペーンの名前"), ("申請者の氏名", "お名前")),
}


def name(lang: str, label: str, **more: object) -> str:
    """How the name is found in a field on a page on an objection, below an address."""
    address = field(words(lang).label["email"][0], type="email")
    title = words(lang).say["object_title"][0]
    return page(lang, title, address, field(label, **more)).fields[Role.NAME].status


def test_the_name_of_something_else_is_left_to_the_person() -> None:
    rows = [(lang, label) for lang, (others, _) in NAMES.items() for label in others]

    def read(row: tuple[str, str]) -> bool:
        lang, label = row
        return "found" in (name(lang, label), name(lang, "", before=(label,)))

    assert unlike(False, rows, read) == {}


def test_one_s_own_is_filled_in() -> None:
    rows = [(lang, label) for lang, (_, own) in NAMES.items() for label in own]
    assert unlike("found", rows, lambda row: name(*row)) == {}


def test_what_is_declared_and_what_stands_before_a_label_are_no_other_s() -> None:
    another = NAMES["en"][0][1]
    assert name("en", another, autocomplete="name") == "found"
    assert name("en", "Your name", before=(another,)) == "found"
