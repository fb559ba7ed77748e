"""A label is not the last word: a field's name, what stands beside it, and the page can veto it."""

from corpus.words import LANGUAGES, words
from support.locate_controls import field, page
from support.tables import unlike

from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control


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
