"""A label is not the last word: a field's name, what stands beside it, and the page can veto it."""

from corpus.words import LANGUAGES, words
from support.locate_controls import countries, field, page
from support.tables import unlike

from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control


def country(lang: str, *controls: Control) -> str:
    return page(lang, words(lang).say["contact_title"][0], *controls).fields[Role.COUNTRY].status


def test_a_name_vetoes_a_label() -> None:
    def read(lang: str) -> list[str]:
        named = [field(words(lang).label["country"][0], name=n) for n in ("country", "f3", "city")]
        declared = named[2]._replace(autocomplete="country-name")
        return [country(lang, one) for one in (*named, declared)]

    assert unlike(["found", "found", "missing", "found"], LANGUAGES, read) == {}


def test_where_one_lives_beside_a_postcode_may_be_the_town() -> None:
    """Also where the two stand apart, or the postcode is first."""

    def read(lang: str) -> list[bool]:
        said = words(lang).label
        where, postcode = field(said["where"][0]), field(said["zip"][0])
        between = (field(said["name"][0]), field("", name="f7"))
        listed = countries(lang, said["where"][0])
        beside = (where, postcode), (where, *between, postcode), (postcode, *between, where)
        return [country(lang, *one) == "found" for one in (*beside, (listed, postcode))]

    assert unlike([False, False, False, True], LANGUAGES, read) == {}


def test_only_a_postcode_makes_it_one() -> None:
    assert country("en", field("Where do you live?"), field("Name")) == "found"
    assert country("en", field("Country"), field("Postcode")) == "found"
    assert country("en", field("Country"), field("Name"), field("Postcode")) == "found"


def answers(question: str, *labels: str) -> tuple[Control, ...]:
    return tuple(field(each, ControlKind.RADIO, name="a", group=question) for each in labels)


def test_a_question_on_ai_is_ours_where_it_names_whose() -> None:
    def read(lang: str) -> list[object]:
        say = words(lang).say
        another = say["gate"][0].replace("Meta", "AI")
        asked = {"Meta": say["gate"][0], say["survey_title"][0]: another}
        asked |= {say["object_title"][0]: another}
        pages = [page(lang, head, *answers(one, "Yes", "No")) for head, one in asked.items()]
        return [(each.kind, each.gates[0].about) for each in pages]

    ours, other = (PageKind.FORM, "ai_at_meta"), (PageKind.UNKNOWN, "other")
    assert unlike([ours, other, ours], LANGUAGES, read) == {}


def test_one_can_object_to_much() -> None:
    unknown, form = PageKind.UNKNOWN, PageKind.FORM
    asked = {
        ("Planning application 24/0113", "Your stance", "Support", "Object"): unknown,
        ("Today's weather", "Legitimate interest", "Allow", "Object"): unknown,
        ("What is AI?", "Did this AI answer help you?", "Yes", "No"): unknown,
        ("Apply here", "May AI read your application?", "Yes", "No"): unknown,
        ("Bebauungsplan 17", "Ihre Stellungnahme", "Zustimmung", "Einwand"): unknown,
        ("Help", "Your request", "Object to its use", "Delete my data"): form,
        ("Data protection", "Your stance", "Support", "Object"): form,
    }
    assert {row: page("", row[0], *answers(*row[1:])).kind for row in asked} == asked


TO_ERASE = {
    "en": ("Email address to be erased", "Erase my address"),
    "fr": ("Adresse e-mail à effacer", "Effacer mes données"),
    "de": ("Zu löschende E-Mail-Adresse", "Meine Daten löschen"),
    "es": ("Correo que desea suprimir", "Suprimir mis datos"),
    "pl": ("Adres e-mail do usunięcia", "Usuń moje dane"),
}


def email(lang: str, label: str, **more: object) -> str:
    """How an address is found above the letter."""
    why = field(words(lang).label["explanation"][0], ControlKind.TEXTAREA)
    here = page(lang, words(lang).say["contact_title"][0], field(label, type="email", **more), why)
    return here.fields[Role.EMAIL].status


def test_an_address_that_the_request_is_about_is_not_where_one_is_answered() -> None:
    """What a heading above a bare field says of the request tells nothing of the field."""

    def read(lang: str) -> list[str]:
        concerned, heading = TO_ERASE[lang]
        labels = (concerned, words(lang).label["email"][0])
        return [*(email(lang, label) for label in labels), email(lang, "", before=(heading,))]

    assert unlike(["ambiguous", "found", "found"], TO_ERASE, read) == {}


OF_ONES_OWN = [
    ("en", "Email address (will be deleted after 30 days)"),
    ("en", "Email address. We delete it once your request is closed."),
    ("en", "Email address where you want to receive our reply (as given in your account)"),
    ("en", "Email address (do not use another email)"),
    ("en", "Email of your creator account"),
    ("de", "E-Mail-Adresse (wird nach Bearbeitung gelöscht)"),
    ("de", "E-Mail-Adresse, an die wir die Antwort senden (wie in deinem Konto angezeigt)"),
    ("fr", "Adresse e-mail (supprimée après traitement)"),
    ("fr", "Adresse e-mail de l’auteur de la demande"),
    ("fr", "Adresse e-mail à laquelle envoyer la réponse, telle qu’elle figure dans votre compte"),
    ("es", "Correo electrónico (se eliminará después)"),
    ("es", "Correo del autor de la solicitud"),
    ("it", "Indirizzo email dell’autore della richiesta"),
    ("pt", "E-mail (será usado exclusivamente para responder)"),
    ("pl", "Podaj adres e-mail, na który wyślemy odpowiedź"),
    ("pl", "Adres e-mail, na który administrator danych wyśle odpowiedź"),
]


def test_what_becomes_of_an_address_does_not_make_it_another() -> None:
    assert unlike("found", OF_ONES_OWN, lambda row: email(*row)) == {}
