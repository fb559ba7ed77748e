"""Questions before the fields, and what their answers mean."""

from support.locate_site import EMAIL, TITLE, Site, document, form, reworded

from optout.locate.roles import ControlKind, PageKind

GATE = """<form><fieldset><legend>Is your request about AI at Meta?</legend>
<label><input type="radio" name="g" value="1">Yes</label>
<label><input type="radio" name="g" value="0">No</label></fieldset></form>"""


def test_the_gate_question(site: Site) -> None:
    reading = site.look(document(TITLE + GATE))
    assert reading.kind is PageKind.FORM
    (gate,) = reading.gates
    assert gate.about == "ai_at_meta" and not gate.answered
    assert [(o.label, o.answer) for o in gate.options] == [("Yes", "yes"), ("No", "no")]
    other = reworded(reading, {"AI at Meta": "a payment"})
    assert [g.about for g in other.gates] == ["other"]


def test_the_choice_of_request(site: Site) -> None:
    labels = (
        "I want to delete my data",
        "I want to object to the use of my information",
        "I want to download my information",
    )
    radio = '<label><input type="radio" name="k">LABEL</label>'
    for drawn in (radio, '<div role="button" tabindex="0">LABEL</div>'):
        choice = "".join(drawn.replace("LABEL", label) for label in labels)
        (gate,) = site.look(document(f"<h1>Your rights</h1><form>{choice}</form>")).gates
        assert gate.about == "request_kind"
        assert [o.answer for o in gate.options] == ["delete", "object", "access"]


def test_the_matter_of_a_request_before_its_fields(site: Site) -> None:
    radios = "".join(
        f'<label><input type="radio" name="k">{label}</label>'
        for label in ("AI features that learn", "Anything else")
    )
    fields = '<div hidden><label>Email <input type="email"></label></div>'
    legend = f"<fieldset><legend>What is your request about?</legend>{radios}</fieldset>"
    title = "Object to AI that learns from you"
    page = f"<h1>{title}</h1><form>{legend}{fields}<button>Send</button></form>"
    reading = site.look(document(page))
    assert reading.kind is PageKind.FORM
    assert [(g.about, g.answered) for g in reading.gates] == [("request_kind", False)]
    elsewhere = {"What is your request about?": "What did you read about?", title: "Object to AI"}
    for said in ({title: "Our help pages"}, elsewhere):
        other = reworded(reading, said)
        assert other.kind is PageKind.UNKNOWN
        assert [g.about for g in other.gates] == ["other"]


def test_the_choice_of_request_from_a_list(site: Site) -> None:
    options = "<option value=''>Choose<option>Delete my data<option>Object to its use"
    choice = f'<label>Your request<select id="k">{options}</select></label>'
    reading = site.look(form(choice, EMAIL))
    (gate,) = reading.gates
    assert gate.about == "request_kind" and not gate.answered
    assert [o.answer for o in gate.options] == ["", "delete", "object"]
    assert reworded(reading, {"Delete my data": "Object to AI"}).gates == ()


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
    assert reworded(reading, {"AI at Meta": "a payment"}).gates == ()


def test_buttons_that_are_no_answers(site: Site) -> None:
    for body in (
        ASKED + "<button>Yes</button><p>Anything else?</p><button>No</button>",
        ASKED + f"<footer>{ANSWERS}</footer>",
        "<p>Object to AI at Meta?</p><button>Object</button><button>Cancel</button>",
    ):
        assert site.look(document(body)).gates == (), body


def test_what_two_closed_lists_show_alike_is_no_answer(site: Site) -> None:
    """A list that is not open says by its words what is chosen, or that nothing is."""

    def closed(question: str, shown: str) -> str:
        return (
            f'<div><div>{question}</div><div role="combobox" tabindex="0" aria-haspopup="listbox" '
            f'aria-expanded="false" aria-label="{question}"><span>{shown}</span></div></div>'
        )

    page = site.look(
        '<!doctype html><html lang="pl"><h1>Sprzeciw wobec AI</h1>'
        + closed("Co chcesz zrobić?", "FIRST")
        + closed("Którego produktu dotyczy zgłoszenie?", "SECOND")
        + '<div role="button" tabindex="0">Dalej</div>'
    )
    for first, second, answered in (
        ("Wybierz", "Wybierz", False),
        ("Wybierz", "Facebook", True),
        ("Wnieść sprzeciw", "Facebook", True),
    ):
        (gate,) = reworded(page, {"FIRST": first, "SECOND": second}).gates
        assert (gate.about, gate.answered) == ("request_kind", answered), (first, second)
