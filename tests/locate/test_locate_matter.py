"""Pages of another matter that use the same words: nothing is filled there, no success is read."""

from support.locate_site import Site, id_of, reworded
from support.tables import unlike

from optout.locate.roles import PageKind, Role


def document(body: str, *, title: str = "", lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><title>{title}</title>{body}</html>'


EN = (
    "<form><label>Email address <input type=email name=a></label>"
    "<label>Why do you object? <textarea name=b></textarea></label><button>Send</button></form>"
)


OPPOSITES = (
    ("en", "Withdraw your objection to AI at Meta"),
    ("en", "Agree to your information being used for AI at Meta"),
    ("de", "Widerspruch gegen KI bei Meta zurücknehmen"),
    ("de", "Der Verwendung deiner Informationen für KI bei Meta zustimmen"),
    ("fr", "Annuler mon opposition"),
    ("fr", "Accepter l’utilisation de vos informations par l’IA de Meta"),
    ("es", "Anular la oposición"),
    ("nl", "Je bezwaar tegen AI bij Meta intrekken"),
    ("pl", "Wycofaj sprzeciw wobec SI w Meta"),
    ("sv", "Återkalla invändning"),
    ("xx", "Withdraw your objection to AI at Meta"),
    ("en", "Object to the use of your data for adverts"),
    ("en", "Object to the suspension of your account"),
    ("de", "Widerspruch gegen die Nutzung deiner Daten für Werbung"),
    ("de", "Einspruch gegen die Sperrung deines Kontos"),
    ("fr", "S’opposer à l’utilisation de vos données pour la publicité"),
    ("fr", "S’opposer à la suspension de votre compte"),
    ("it", "Opporsi all’uso dei dati per la pubblicità"),
    ("es", "Oponerse al uso de tus datos para publicidad"),
    ("nl", "Bezwaar tegen het gebruik van je gegevens voor advertenties"),
    ("pl", "Sprzeciw wobec wykorzystania danych do reklam"),
)
OURS = (
    ("en", "Withdraw your consent, object to AI at Meta"),
    ("en", "I do not allow Meta to use my information for AI"),
    ("de", "Widerspruch gegen die Nutzung deiner Informationen für KI"),
    ("fr", "S’opposer à l’utilisation de vos informations pour l’IA"),
    ("en", "Object to your data being used for AI and advertising"),
    ("de", "Widerspruch: KI, Werbung und andere Zwecke"),
)


def test_a_form_that_is_of_another_request_is_not_filled(site: Site) -> None:
    looked = site.look(document(f"<h1>HEADING</h1>{EN}", title="HEADING"))

    def read(row: tuple[str, str]) -> tuple[PageKind, str]:
        reading = reworded(looked, {"HEADING": row[1]}, lang=row[0])
        return reading.kind, reading.fields[Role.EXPLANATION].status

    assert unlike((PageKind.UNKNOWN, "ambiguous"), OPPOSITES, read) == {}
    assert unlike((PageKind.FORM, "found"), OURS, read) == {}


CHAT = "<aside>Questions?<textarea placeholder='Write a message'></textarea></aside>"


def test_a_chat_beside_the_form_does_not_take_its_place(site: Site) -> None:
    heading = "<h1>Object to AI using your information</h1>"
    reading = site.look(document(heading + EN + CHAT))
    assert reading.fields[Role.EXPLANATION].status == "found"
    control = reading.fields[Role.EXPLANATION].control
    assert control is not None
    assert control.name == "b"


def test_a_list_that_is_searched_may_say_so(site: Site) -> None:
    box = "<input role=combobox aria-autocomplete=list placeholder='Search'>"
    fields = EN.replace("<form>", f"<form><label>Your country {box}</label>")
    reading = site.look(document(f"<h1>Object to AI using your information</h1>{fields}"))
    assert reading.fields[Role.COUNTRY].status == "found"


def test_another_box_that_is_required_makes_the_letters_one_unsure(site: Site) -> None:
    wanted = "<label>WANTED <textarea name=w required></textarea></label><button>"
    page = document("<h1>Object to AI using your information</h1>" + EN.replace("<button>", wanted))
    looked = site.look(page)
    required = site.look(page.replace("<textarea name=b>", "<textarea name=b required>"))
    for label in ("Signature", "Names of other people", "List the prompts"):
        unsure = reworded(looked, {"WANTED": label}).fields[Role.EXPLANATION]
        assert unsure.status == "ambiguous", label
        found = reworded(required, {"WANTED": label}).fields[Role.EXPLANATION].control
        assert found is not None and found.name == "b", label


def test_what_a_frame_of_another_site_says_is_not_the_pages(site: Site) -> None:
    other = "https://other.test/inner"
    page = document(
        f"<h1>Contact us</h1>{EN.replace('Why do you object?', 'Your message')}"
        f"<iframe src={other} width=400 height=200></iframe>"
    )
    reading = site.look(page, {other: document("<h1>Object to AI using your information</h1>")})
    assert reading.kind is PageKind.UNKNOWN
    assert reading.fields[Role.EXPLANATION].status != "found"


def test_bait_that_is_told_apart_from_fillers_is_no_password(site: Site) -> None:
    """Gravity Forms has its hidden box say `new-password`, so that browsers leave it alone."""
    heading = "<h1>Object to AI using your information</h1>"
    bait = '<label style="position:absolute;left:-9000px">Email <input AUTO name=x></label>'
    for kind, found in (("autocomplete=new-password", "found"), ("type=password", "missing")):
        fields = EN.replace("<form>", "<form>" + bait.replace("AUTO", kind))
        assert site.look(document(heading + fields)).fields[Role.EMAIL].status == found


def test_labels_that_stand_behind_their_fields_put_nothing_in_the_wrong_one(site: Site) -> None:
    """What stands before a field is the label of the one above it."""
    countries = "<option value=''>Select<option>Germany<option>France<option>Italy"
    fields = (
        f"<p><select id=c>{countries}</select><span>Country of residence</span></p>"
        "<p><input id=e><span>Email address</span></p>"
        "<p><textarea id=x></textarea><span>Why do you object?</span></p><button>Submit</button>"
    )
    reading = site.look(document(f"<h1>Object to AI using your information</h1><form>{fields}"))
    assert [role for role in reading.fields if id_of(reading, role) == "e"] == [Role.EMAIL]


def test_a_hint_behind_a_field_is_no_label(site: Site) -> None:
    hint = "<small>We never send anything to your phone number</small>"
    mail = f"<p>Email address</p><p><input id=e>{hint}</p>"
    page = f"<h1>Object to AI and your information</h1><form>{mail}{EN.partition('</label>')[2]}"
    assert id_of(site.look(document(page)), Role.EMAIL) == "e"
