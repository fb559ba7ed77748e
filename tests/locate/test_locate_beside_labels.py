"""What a page says of a field elsewhere than in its label: traps, first options, given values."""

from corpus.words import LANGUAGES, words
from support.locate_controls import field, page
from support.locate_site import COUNTRY, EMAIL, WHOLE, WHY, Site, form, ids, reworded

from optout.locate.roles import ControlKind, PageKind, Role

OBJECTION = "Object to your information being used for AI at Meta"
TRAPS = {
    "ca": "Deixeu aquest camp buit",
    "de": "Dieses Feld nicht ausfüllen",
    "es": "Deje este campo en blanco",
    "eu": "Utzi eremu hau hutsik",
    "fr": "Ne pas remplir ce champ",
    "gl": "Deixa este campo baleiro",
    "it": "Non compilare questo campo",
    "pt": "Não preencha este campo",
    "ro": "Lăsați acest câmp necompletat",
    "sk": "Toto pole nechajte prázdne",
}
"""How a trap is told otherwise than on the pages of the corpus."""


def test_told_to_be_left_empty() -> None:
    def status(lang: str, told: str, label: str = "") -> str:
        trap = field(label, type="email", name="email", before=(told,))
        return page(lang, "Abc", trap, field("Qwertz")).fields[Role.EMAIL].status

    traps = [(lang, words(lang).label["leave_empty"][0]) for lang in LANGUAGES]
    for lang, told in (*traps, *TRAPS.items()):
        assert status(lang, told) == "missing", told
        assert status(lang, told, "E-mail") == "missing", told
        assert status(lang, "", told) == "missing", told
        assert status(lang, "Qwertz", "E-mail") == "found", lang


def test_a_box_to_be_left_empty(site: Site) -> None:
    trap = '<label>TEXT<textarea id="trap"></textarea></label>'
    assert site.found(form(EMAIL, trap.replace("TEXT", "Leave blank"))) == {"email": "mail"}
    assert site.found(form(EMAIL, trap.replace("TEXT", "Your reasons")))["explanation"] == "trap"


def test_a_choice_that_only_its_first_option_names(site: Site) -> None:
    choice = COUNTRY.split("</label>")[1].replace("Choose", "Country").replace("land", "x")
    named = site.look(form(choice, EMAIL, WHY))
    assert ids(named)["country"] == "x"
    assert "country" not in ids(reworded(named, {"Country": "Nationality"}))
    assert site.found(form(choice.replace("Country", "Pilietybė"), COUNTRY, EMAIL, WHY)) == WHOLE


def test_an_email_that_is_given_already() -> None:
    land = field("Country of residence", ControlKind.TYPEAHEAD)
    send = field("Submit", ControlKind.BUTTON)
    for state in ("readonly", "disabled"):
        given = field("Email address", value="me@example.org", filled=True, **{state: True})
        for lands in ((), (land,)):
            reading = page("en", OBJECTION, *lands, given, send)
            assert reading.kind is PageKind.FORM, state
            assert reading.fields[Role.EMAIL].status == "missing", state
            assert (reading.fields[Role.COUNTRY].status == "found") == bool(lands)
            assert page("en", OBJECTION, *lands, given).kind is PageKind.UNKNOWN, state
            assert page("en", "Your account", *lands, given, send).kind is PageKind.UNKNOWN, state
