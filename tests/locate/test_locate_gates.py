"""Questions before the fields, and what their answers mean."""

from collections.abc import Callable

import pytest
from support.locate_site import EMAIL, TITLE, Site, document, form

from optout.locate.roles import ControlKind, PageKind, Role

GATE = """<form><fieldset><legend>Is your request about AI at Meta?</legend>
<label><input type="radio" name="g" value="1">Yes</label>
<label><input type="radio" name="g" value="0">No</label></fieldset></form>"""


def test_the_gate_question(site: Site) -> None:
    reading = site.look(document(TITLE + GATE))
    assert reading.kind is PageKind.FORM
    (gate,) = reading.gates
    assert gate.about == "ai_at_meta" and not gate.answered
    assert [(o.label, o.answer) for o in gate.options] == [("Yes", "yes"), ("No", "no")]
    other = site.look(document(GATE.replace("AI at Meta", "a payment")))
    assert [g.about for g in other.gates] == ["other"]


def test_the_choice_of_request(site: Site) -> None:
    labels = (
        "I want to delete my data",
        "I want to object to the use of my information",
        "I want to download my information",
    )
    radios = "".join(f'<label><input type="radio" name="k">{label}</label>' for label in labels)
    reading = site.look(document(f"<h1>Data subject rights</h1><form>{radios}</form>"))
    (gate,) = reading.gates
    assert gate.about == "request_kind"
    assert [o.answer for o in gate.options] == ["delete", "object", "access"]


def test_the_matter_of_a_request_before_its_fields(site: Site) -> None:
    radios = "".join(
        f'<label><input type="radio" name="k">{label}</label>'
        for label in ("AI features that learn", "Anything else")
    )
    fields = '<div hidden><label>Email <input type="email"></label></div>'

    def page(title: str, question: str = "What is your request about?") -> str:
        legend = f"<fieldset><legend>{question}</legend>{radios}</fieldset>"
        return document(f"<h1>{title}</h1><form>{legend}{fields}<button>Send</button></form>")

    reading = site.look(page("Object to AI that learns from you"))
    assert reading.kind is PageKind.FORM
    assert [(g.about, g.answered) for g in reading.gates] == [("request_kind", False)]
    for other in (page("Our help pages"), page("Object to AI", "What did you read about?")):
        reading = site.look(other)
        assert reading.kind is PageKind.UNKNOWN
        assert [g.about for g in reading.gates] == ["other"]


def test_the_choice_of_request_from_a_list(site: Site) -> None:
    options = "<option value=''>Choose<option>Delete my data<option>Object to its use"
    choice = f'<label>Your request<select id="k">{options}</select></label>'
    (gate,) = site.look(form(choice, EMAIL)).gates
    assert gate.about == "request_kind" and not gate.answered
    assert [o.answer for o in gate.options] == ["", "delete", "object"]
    twice = choice.replace("<option>Delete my data", "<option>Object to AI")
    assert site.look(form(twice, EMAIL)).gates == ()


ASKED = "<h1>Meta</h1><p>Is your request about AI at Meta?</p>"
ANSWERS = "<button>Yes</button><button>No</button>"


def test_a_question_that_buttons_answer(site: Site) -> None:
    reading = site.look(document(ASKED + ANSWERS))
    assert reading.kind is PageKind.FORM
    (gate,) = reading.gates
    assert (gate.about, gate.question) == ("ai_at_meta", "Is your request about AI at Meta?")
    assert [(o.control.kind, o.answer) for o in gate.options] == [
        (ControlKind.BUTTON, "yes"),
        (ControlKind.BUTTON, "no"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        ASKED.replace("AI at Meta", "a payment") + ANSWERS,
        ASKED + "<button>Yes</button><p>Anything else?</p><button>No</button>",
        ASKED + f"<footer>{ANSWERS}</footer>",
        "<p>Object to AI at Meta?</p><button>Object</button><button>Cancel</button>",
    ],
)
def test_buttons_that_are_no_answers(site: Site, body: str) -> None:
    assert site.look(document(body)).gates == ()


def test_requests_as_buttons(site: Site) -> None:
    labels = ("Object to the use of my information", "Delete my data", "Download my data")
    row = "".join(f'<div role="button" tabindex="0">{label}</div>' for label in labels)
    (gate,) = site.look(document(f"<h1>What would you like to do?</h1>{row}")).gates
    assert gate.about == "request_kind"
    assert [o.answer for o in gate.options] == ["object", "delete", "access"]


REQUESTS = ("Erase everything", "Object to profiling", "A copy of my data")
DETAILS = '<label>Request details <textarea id="details"></textarea></label>'


def listed(chosen: str) -> str:
    """A list of requests with one of them chosen."""
    lines = "".join(f"<option{' selected' * (r == chosen)}>{r}" for r in ("", *REQUESTS))
    return f"<label>Type of request <select>{lines}</select></label>"


def drawn(chosen: str) -> str:
    """Requests to press, beside each other in a list that is always open."""
    lines = "".join(
        f"<span role=option tabindex=0 aria-selected={str(r == chosen).lower()}>{r}</span> "
        for r in REQUESTS
    )
    return f"<p id=asks>Type of request</p><div role=listbox aria-labelledby=asks>{lines}</div>"


@pytest.mark.parametrize("choice", [listed, drawn])
def test_the_box_below_the_request_that_is_chosen(site: Site, choice: Callable[[str], str]) -> None:
    def look(chosen: str) -> tuple[bool, str]:
        title = "<h1>Privacy web form</h1>"
        reading = site.look(form(choice(chosen), EMAIL, DETAILS, before=title))
        (gate,) = reading.gates
        assert [o.answer for o in gate.options if o.label] == ["delete", "object", "access"]
        assert [o.label for o in gate.options if o.chosen] == [chosen] * bool(chosen)
        return gate.answered, reading.fields[Role.EXPLANATION].status

    assert look(REQUESTS[1]) == (True, "found")
    assert look(REQUESTS[0]) == (True, "ambiguous")
    assert look("") == (False, "ambiguous")


OTHER_OBJECTIONS = {
    "de": ("Widerspruch gegen Direktwerbung", "Widerspruch gegen die Verarbeitung"),
    "en": ("Object to marketing", "Object to the use of my photos"),
    "es": ("Oposición al marketing directo", "Oposición al tratamiento"),
    "fr": ("Opposition à la prospection commerciale", "Opposition au traitement"),
    "it": ("Opposizione al marketing", "Opposizione al trattamento"),
    "nl": ("Bezwaar tegen direct marketing", "Bezwaar tegen de verwerking"),
}


@pytest.mark.parametrize("lang", OTHER_OBJECTIONS)
def test_an_objection_to_advertising_is_not_ours(site: Site, lang: str) -> None:
    other, ours = OTHER_OBJECTIONS[lang]

    def look(*requests: str) -> tuple[list[str], str]:
        """What the answers mean, the first of them chosen, and what is said of the box."""
        radios = "".join(
            f"<label><input type=radio name=r {'' if i else 'checked'}>{request}</label>"
            for i, request in enumerate(requests)
        )
        page = form(radios, EMAIL, DETAILS, before="<h1>Qwertz</h1>")
        reading = site.look(page.replace('lang="en"', f'lang="{lang}"'))
        meant = [o.answer for gate in reading.gates for o in gate.options]
        return meant, reading.fields[Role.EXPLANATION].status

    assert look(other, "Abc") == (["object_other", ""], "ambiguous")
    assert look(other, ours) == (["object_other", "object"], "ambiguous")
    assert look(ours, other)[0] == ["object", "object_other"]
    assert look(ours, "Delete my data") == (["object", "delete"], "found")


@pytest.mark.parametrize(
    ("first", "second", "answered"),
    [
        ("Wybierz", "Wybierz", False),
        ("Wybierz", "Facebook", True),
        ("Wnieść sprzeciw", "Facebook", True),
    ],
)
def test_what_two_closed_lists_show_alike_is_no_answer(
    site: Site, first: str, second: str, answered: bool
) -> None:
    """A list that is not open says by its words what is chosen, or that nothing is."""

    def closed(question: str, shown: str) -> str:
        return (
            f'<div><div>{question}</div><div role="combobox" tabindex="0" aria-haspopup="listbox" '
            f'aria-expanded="false" aria-label="{question}"><span>{shown}</span></div></div>'
        )

    page = (
        '<!doctype html><html lang="pl"><h1>Sprzeciw wobec AI</h1>'
        + closed("Co chcesz zrobić?", first)
        + closed("Którego produktu dotyczy zgłoszenie?", second)
        + '<div role="button" tabindex="0">Dalej</div>'
    )
    (gate,) = site.look(page).gates
    assert (gate.about, gate.answered) == ("request_kind", answered)
