"""A page on an objection may have a form for another right, too: what that asks is not ours."""

import pytest
from corpus.words import words
from support.locate_controls import field, page

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control

RIGHTS = {
    # Headings over a form for another right; one over a part of ours; to object, to delete.
    "en": (
        ("Delete my account", "Update my details", "Download a copy of your data"),
        ("Your request", "Object", "Delete"),
    ),
    "fr": (
        ("Supprimer mon compte", "Accéder à mes données", "Corriger mes données"),
        ("Votre demande", "M'opposer", "Supprimer"),
    ),
    "de": (
        ("Mein Konto löschen", "Auskunft über meine Daten", "Meine Daten aktualisieren"),
        ("Ihre Anfrage", "Widersprechen", "Löschen"),
    ),
    "es": (
        ("Eliminar mi cuenta", "Acceder a mis datos", "Rectificar mis datos"),
        ("Su solicitud", "Oponerme", "Eliminar"),
    ),
    "it": (
        ("Cancella il mio account", "Accedere ai miei dati", "Aggiornare i miei dati"),
        ("La tua richiesta", "Oppormi", "Cancellare"),
    ),
    "nl": (
        ("Mijn account verwijderen", "Inzage in mijn gegevens", "Mijn gegevens bijwerken"),
        ("Uw verzoek", "Bezwaar maken", "Verwijderen"),
    ),
    "pl": (
        ("Usuń moje konto", "Dostęp do moich danych", "Zaktualizuj moje dane"),
        ("Twoje dane", "Sprzeciw", "Usunięcie"),
    ),
    "pt": (
        ("Eliminar a minha conta", "Aceder aos meus dados", "Corrigir os meus dados"),
        ("O seu pedido", "Opor-me", "Eliminar"),
    ),
}
LANGS = pytest.mark.parametrize("lang", RIGHTS)


def form(lang: str, heading: str, *more: Control, button: str = "") -> tuple[str, str]:
    """How the address and the letter are found in a form under a heading, below the page's own."""
    said, over = words(lang).label, {"above": heading, "before": (heading,)}
    fields = (
        field(said["email"][0], type="email", **over),
        field(said["explanation"][2].split()[0], ControlKind.TEXTAREA, above=heading),
    )
    pressed = field(button, ControlKind.BUTTON, type="submit")
    title = words(lang).say["object_title"][0]
    found = page(lang, title, *fields, *more, pressed).fields
    return found[Role.EMAIL].status, found[Role.EXPLANATION].status


@LANGS
def test_what_a_form_for_another_right_asks_is_not_filled_in(lang: str) -> None:
    for heading in RIGHTS[lang][0]:
        assert "found" not in form(lang, heading), heading


@LANGS
def test_its_button_tells_as_well(lang: str) -> None:
    (heading, *_), (own, to_object, _) = RIGHTS[lang]
    assert form(lang, own, button=to_object)[0] == "found"
    assert "found" not in form(lang, own, button=heading)


@LANGS
def test_one_that_lets_one_object_is_ours(lang: str) -> None:
    (heading, *_), (own, to_object, to_delete) = RIGHTS[lang]
    answers = (
        field(to_object, ControlKind.RADIO, name="a"),
        field(to_delete, ControlKind.RADIO, name="a"),
    )
    assert form(lang, own)[0] == "found"
    assert form(lang, f"{to_object} / {to_delete}")[0] == "found"
    assert form(lang, heading, *answers)[0] == "found"


def test_a_button_that_takes_a_file_away_is_of_no_right() -> None:
    send = field("Send", ControlKind.BUTTON, type="submit")
    assert form("en", "Your request", send, button="Remove file")[0] == "found"
    assert form("en", "Your request", button="Remove my data")[0] == "ambiguous"
