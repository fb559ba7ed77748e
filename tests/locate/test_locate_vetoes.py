"""A label is not the last word: a field's name, what stands beside it, and the page can veto it."""

import pytest
from corpus.words import LANGUAGES, words
from support.locate_controls import field, page

from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control, Option


def country(lang: str, *controls: Control) -> str:
    return page(lang, words(lang).say["contact_title"][0], *controls).fields[Role.COUNTRY].status


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_vetoes_a_label(lang: str) -> None:
    label = words(lang).label["country"][0]
    assert country(lang, field(label, name="country")) == "found"
    assert country(lang, field(label, name="f3")) == "found"
    assert country(lang, field(label, name="city")) == "missing"
    assert country(lang, field(label, name="city", autocomplete="country-name")) == "found"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_one_lives_beside_a_postcode_may_be_the_town(lang: str) -> None:
    said = words(lang).label
    where, postcode = field(said["where"][0]), field(said["zip"][0])
    assert country(lang, where, postcode) != "found"
    names = [words(lang).territory(code) for code in ("FR", "DE", "IT", "ES")]
    options = tuple(Option(name, name) for name in names)
    listed = field(said["where"][0], ControlKind.SELECT, options=options, total=4)
    assert country(lang, listed, postcode) == "found"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_postcode_may_stand_apart_from_the_town(lang: str) -> None:
    said = words(lang).label
    between = (field(said["name"][0]), field("", name="f7"))
    postcode = field(said["zip"][0])
    assert country(lang, field(said["where"][0]), *between, postcode) != "found"
    assert country(lang, postcode, *between, field(said["where"][0])) != "found"


def test_only_a_postcode_makes_it_one() -> None:
    assert country("en", field("Where do you live?"), field("Name")) == "found"
    assert country("en", field("Country"), field("Postcode")) == "found"
    assert country("en", field("Country"), field("Name"), field("Postcode")) == "found"


def answers(question: str, *labels: str) -> tuple[Control, ...]:
    return tuple(field(each, ControlKind.RADIO, name="a", group=question) for each in labels)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_on_ai_is_ours_where_it_names_whose(lang: str) -> None:
    say = words(lang).say
    ours = page(lang, "Meta", *answers(say["gate"][0], "Yes", "No"))
    assert (ours.kind, ours.gates[0].about) == (PageKind.FORM, "ai_at_meta")
    another = say["gate"][0].replace("Meta", "AI")
    survey = page(lang, say["survey_title"][0], *answers(another, "Yes", "No"))
    assert (survey.kind, survey.gates[0].about) == (PageKind.UNKNOWN, "other")
    under = page(lang, say["object_title"][0], *answers(another, "Yes", "No"))
    assert (under.kind, under.gates[0].about) == (PageKind.FORM, "ai_at_meta")


@pytest.mark.parametrize(
    ("heading", "question", "labels", "kind"),
    [
        ("Planning application 24/0113", "Your stance", ("Support", "Object"), PageKind.UNKNOWN),
        ("Today's weather", "Legitimate interest", ("Allow", "Object"), PageKind.UNKNOWN),
        ("What is AI?", "Did this AI answer help you?", ("Yes", "No"), PageKind.UNKNOWN),
        ("Apply here", "May AI read your application?", ("Yes", "No"), PageKind.UNKNOWN),
        ("Bebauungsplan 17", "Ihre Stellungnahme", ("Zustimmung", "Einwand"), PageKind.UNKNOWN),
        ("Help", "Your request", ("Object to its use", "Delete my data"), PageKind.FORM),
        ("Data protection", "Your stance", ("Support", "Object"), PageKind.FORM),
    ],
)
def test_one_can_object_to_much(
    heading: str, question: str, labels: tuple[str, ...], kind: PageKind
) -> None:
    assert page("", heading, *answers(question, *labels)).kind is kind


TO_ERASE = {
    "en": ("Email address to be erased", "Erase my address"),
    "fr": ("Adresse e-mail à effacer", "Effacer mes données"),
    "de": ("Zu löschende E-Mail-Adresse", "Meine Daten löschen"),
    "es": ("Correo que desea suprimir", "Suprimir mis datos"),
    "pl": ("Adres e-mail do usunięcia", "Usuń moje dane"),
}


@pytest.mark.parametrize("lang", TO_ERASE)
def test_an_address_that_the_request_is_about_is_not_where_one_is_answered(lang: str) -> None:
    """What a heading above a bare field says of the request tells nothing of the field."""
    concerned, heading = TO_ERASE[lang]
    why = field(words(lang).label["explanation"][0], ControlKind.TEXTAREA)
    title = words(lang).say["contact_title"][0]
    for says, status in ((concerned, "ambiguous"), (words(lang).label["email"][0], "found")):
        here = page(lang, title, field(says, type="email"), why)
        assert here.fields[Role.EMAIL].status == status, says
    bare = field("", type="email", before=(heading,))
    assert page(lang, title, bare, why).fields[Role.EMAIL].status == "found"


OF_ONES_OWN = {
    "en": (
        "Email address (will be deleted after 30 days)",
        "Email address. We delete it once your request is closed.",
        "Email address where you want to receive our reply (as given in your account)",
        "Email address (do not use another email)",
        "Email of your creator account",
    ),
    "de": (
        "E-Mail-Adresse (wird nach Bearbeitung gelöscht)",
        "E-Mail-Adresse, an die wir die Antwort senden (wie in deinem Konto angezeigt)",
    ),
    "fr": (
        "Adresse e-mail (supprimée après traitement)",
        "Adresse e-mail de l’auteur de la demande",
        "Adresse e-mail à laquelle envoyer la réponse, telle qu’elle figure dans votre compte",
    ),
    "es": ("Correo electrónico (se eliminará después)", "Correo del autor de la solicitud"),
    "it": ("Indirizzo email dell’autore della richiesta",),
    "pt": ("E-mail (será usado exclusivamente para responder)",),
    "pl": (
        "Podaj adres e-mail, na który wyślemy odpowiedź",
        "Adres e-mail, na który administrator danych wyśle odpowiedź",
    ),
}


@pytest.mark.parametrize(
    ("lang", "label"), [(lang, label) for lang, labels in OF_ONES_OWN.items() for label in labels]
)
def test_what_becomes_of_an_address_does_not_make_it_another(lang: str, label: str) -> None:
    why = field(words(lang).label["explanation"][0], ControlKind.TEXTAREA)
    here = page(lang, words(lang).say["contact_title"][0], field(label, type="email"), why)
    assert here.fields[Role.EMAIL].status == "found"
