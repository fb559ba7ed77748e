"""Pages of another matter that use the same words: nothing is filled there, no success is read."""

from support.locate_site import Site, id_of, reworded
from support.tables import by_language, unlike

from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading


def document(body: str, *, title: str = "", lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><title>{title}</title>{body}</html>'


EN = (
    "<form><label>Email address <input type=email name=a></label>"
    "<label>Why do you object? <textarea name=b></textarea></label><button>Send</button></form>"
)
TRANSLATED = {
    "fr": {
        "Email address": "Adresse e-mail",
        "Why do you object?": "Pourquoi vous opposez-vous ?",
        "Send": "Envoyer",
    },
    "de": {
        "Email address": "E-Mail-Adresse",
        "Why do you object?": "Warum widersprichst du?",
        "Send": "Absenden",
    },
}
OURS = {Role.EMAIL, Role.EXPLANATION, Role.SUBMIT}

OTHER_FORMS = [
    ("en", "Object to the suspension of your account"),
    ("en", "Object to the use of your data for adverts"),
    ("en", "Appeal a decision made by AI"),
    ("fr", "S’opposer à la publicité personnalisée"),
    ("de", "Widerspruch gegen die Sperrung deines Kontos"),
    ("en", "Object to marketing by post"),
    # The opposite.
    ("en", "Withdraw your objection to AI at Meta"),
    ("en", "Cancel my objection to AI at Meta"),
    ("en", "Allow Meta to use your information for AI"),
    ("en", "Agree to your information being used for AI at Meta"),
    ("de", "Widerspruch gegen KI bei Meta zurücknehmen"),
    ("de", "Der Verwendung deiner Informationen für KI bei Meta zustimmen"),
    ("fr", "Annuler mon opposition"),
    ("fr", "Accepter l’utilisation de vos informations par l’IA de Meta"),
    ("es", "Anular la oposición"),
    ("nl", "Je bezwaar tegen AI bij Meta intrekken"),
    ("pl", "Wycofaj sprzeciw wobec SI w Meta"),
    ("sv", "Återkalla invändning"),
]
OUR_FORMS = [
    ("en", "Object to your information being used for AI"),
    ("fr", "S’opposer à l’utilisation de vos informations pour l’IA"),
    ("de", "Widerspruch gegen die Nutzung deiner Informationen für KI"),
    ("en", "Withdraw your consent, object to AI at Meta"),
    ("en", "I do not allow Meta to use my information for AI"),
    ("en", "Object to AI, in adverts too, using your information"),
]


def _kind_and_fields(reading: Reading) -> tuple[PageKind, set[Role]]:
    return reading.kind, {role for role, one in reading.fields.items() if one.status == "found"}


def test_only_a_form_of_our_matter_is_ours(site: Site) -> None:
    looked = site.look(document(f"<h1>HEADING</h1><p>AI helps us.</p>{EN}", title="HEADING"))

    def read(row: tuple[str, str], told: str = "AI helps us.") -> tuple[PageKind, set[Role]]:
        lang, title = row
        words = {"HEADING": title, "AI helps us.": told} | TRANSLATED.get(lang, {})
        kind, found = _kind_and_fields(reworded(looked, words, lang=lang))
        return kind, found & {Role.EMAIL, Role.EXPLANATION}

    wrong = {row: seen for row in OTHER_FORMS if (seen := read(row))[0] is not PageKind.UNKNOWN}
    assert wrong == {}
    assert [row for row in OTHER_FORMS if Role.EXPLANATION in read(row)[1]] == []
    ours = PageKind.FORM, {Role.EMAIL, Role.EXPLANATION}
    assert unlike(ours, OUR_FORMS, lambda row: read(row, "We help you.")) == {}


def test_a_step_of_another_matter_under_the_title_of_ours(site: Site) -> None:
    title = "Object to your information being used for AI"
    step = "<h1>HEADING</h1><label>What happened? <textarea></textarea></label><button>Next"
    looked = site.look(document(step, title=title))
    kinds = {
        "Report a stolen picture: copyright": PageKind.UNKNOWN,
        "A hacked account": PageKind.UNKNOWN,
        "Your account and AI": PageKind.FORM,
        "Your privacy": PageKind.FORM,
        "Step 2": PageKind.FORM,
    }
    assert {each: reworded(looked, {"HEADING": each}).kind for each in kinds} == kinds
    named = site.look(document(f"<h1>A hacked account</h1><h2>{title}</h2>{EN}", title="Help"))
    assert named.kind is PageKind.FORM


HEADINGS = by_language("headings")


def test_a_heading_that_refuses_is_of_our_matter_too(site: Site) -> None:
    fields = "<form><input type=email><textarea required></textarea><button>OK</button></form>"
    looked = site.look(document(f"<h1>HEADING</h1>{fields}", title="HEADING"))

    refusing = [lang for lang, each in HEADINGS.items() if "refuses" in each]

    def read(lang: str) -> tuple[bool, bool]:
        titles = (HEADINGS[lang][key] for key in ("refuses", "explains"))
        pages = (reworded(looked, {"HEADING": title}, lang=lang) for title in titles)
        refuses, explains = map(_kind_and_fields, pages)
        return refuses == (PageKind.FORM, OURS), explains[0] is PageKind.FORM

    assert unlike((True, False), refusing, read) == {}


ABOUT = (
    "<article><h1>How do I object to AI using my information?</h1><p>Use the form.</p></article>"
)
BOXES = {
    "reply": "<form><h3>Your reply</h3><label>Email <input type=email></label>"
    "<label>Explain it <textarea></textarea></label><button>Post</button></form>",
    "chat": "<aside>Questions?<textarea placeholder='Write a message'></textarea></aside>",
}


def test_a_box_beside_an_article_is_no_letters(site: Site) -> None:
    for name, box in BOXES.items():
        reading = site.look(document(ABOUT + box))
        assert reading.kind is PageKind.UNKNOWN, name
        assert reading.fields[Role.EXPLANATION].status != "found", name
        assert reading.fields[Role.EMAIL].status != "found", name


def test_a_chat_beside_the_form_does_not_take_its_place(site: Site) -> None:
    heading = "<h1>Object to AI using your information</h1>"
    reading = site.look(document(heading + EN + BOXES["chat"]))
    assert reading.fields[Role.EXPLANATION].status == "found"
    control = reading.fields[Role.EXPLANATION].control
    assert control is not None
    assert control.name == "b"


CODE = (
    "<p>WHY</p><label>Code <input name=c inputmode=numeric maxlength=6></label><button>OK</button>"
)


def test_a_code_for_something_else_is_not_ours(site: Site) -> None:
    looked = site.look(document(f"<h1>HEADING</h1>{CODE}", title="HEADING"))
    kinds = {
        ("Confirm", "Enter the code we emailed you to send your objection."): PageKind.CODE,
        ("Forgotten password", "Enter the code we emailed you."): PageKind.UNKNOWN,
        ("Sign up", "Enter the code we emailed you."): PageKind.UNKNOWN,
    }
    pages = {row: reworded(looked, {"HEADING": row[0], "WHY": row[1]}) for row in kinds}
    assert {row: page.kind for row, page in pages.items()} == kinds


def test_a_list_that_is_searched_may_say_so(site: Site) -> None:
    box = "<input role=combobox aria-autocomplete=list placeholder='Search'>"
    fields = EN.replace("<form>", f"<form><label>Your country {box}</label>")
    reading = site.look(document(f"<h1>Object to AI using your information</h1>{fields}"))
    assert reading.fields[Role.COUNTRY].status == "found"


def test_a_heading_that_asks_how_is_of_no_comment(site: Site) -> None:
    page = """<h1>HEADING</h1><form><label>Nom <input name=n></label>
        <label>Adresse e-mail <input type=email name=a></label>
        <label>Ville <input name=v></label><label>Société <input name=s></label>
        <label>Message <textarea name=b></textarea></label><button>Envoyer</button></form>"""
    looked = site.look(document(page, lang="fr"))
    for heading, status in (
        ("Comment pouvons-nous vous aider ?", "found"),  # "How can we help you?"
        ("Laissez un commentaire", "ambiguous"),
    ):
        assert reworded(looked, {"HEADING": heading}).fields[Role.EMAIL].status == status


LANDS = "<select name=l><option>France<option>Germany<option>Ireland<option>Italy</select>"


def test_a_list_of_countries_is_where_one_lives_only_if_it_says_so(site: Site) -> None:
    heading = "<h1>Object to AI using your information</h1>"
    labelled = EN.replace("<form>", f"<form><label>WHERE {LANDS}</label>")
    looked = site.look(document(heading + labelled))
    statuses = {
        "Pavilion": "ambiguous",
        "Mirror": "ambiguous",
        "Delegation of": "ambiguous",
        "Country of residence": "found",
        "Where do you live?": "found",
        "Country": "found",
        "Please choose a country": "found",
        "Country: this tells us which of our rules to apply to you": "found",
        "Country. It tells us which of our rules to apply to you.": "found",
        "Country in which you saw the advertisement first": "ambiguous",
        "The country whose courts you want to hear this": "ambiguous",
        "Country in which you saw it first, where you live": "found",
    }
    pages = {label: reworded(looked, {"WHERE": label}) for label in statuses}
    assert {text: one.fields[Role.COUNTRY].status for text, one in pages.items()} == statuses
    # Nothing else to go by than the list itself.
    bare = site.look(document(heading + EN.replace("<form>", f"<form>{LANDS}")))
    assert bare.fields[Role.COUNTRY].status == "found"


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


def test_a_form_that_only_mentions_an_objection_is_not_ours(site: Site) -> None:
    mentions = "<p>If you object to AI using your information, you can tell us so instead.</p>"
    looked = site.look(document(f"<h1>HEADING</h1>{mentions}{EN}", title="HEADING"))
    for title, button in (
        ("Delete your account", "Delete"),
        ("Newsletter about AI and privacy", "Subscribe"),
    ):
        words = {"HEADING": title, "Why do you object?": "Tell us why", "Send": button}
        other = reworded(looked, words)
        assert other.kind is PageKind.UNKNOWN
        assert other.fields[Role.EXPLANATION].status != "found"
    ours = reworded(looked, {"HEADING": "Your choice about AI"})
    assert ours.fields[Role.EXPLANATION].status == "found"


def test_a_question_in_a_survey_is_no_gate(site: Site) -> None:
    asked = "<fieldset><legend>Was it easy to object to AI?</legend><label><input type=radio \
name=r>Yes</label><label><input type=radio name=r>No</label></fieldset>"
    looked = site.look(document(f"<h1>HEADING</h1><form>{asked}<button>Next</button></form>"))
    other = reworded(looked, {"HEADING": "How satisfied are you?"})
    assert other.kind is PageKind.UNKNOWN
    assert reworded(looked, {"HEADING": "Object to AI"}).kind is PageKind.FORM


def test_a_required_box_says_not_to_leave_it_empty(site: Site) -> None:
    heading = "<h1>Object to AI using your information</h1>"
    told = "<p id=p>Do not leave this empty.</p>"
    box = "<textarea name=b aria-describedby=p {}></textarea>"
    for state in ("required", "aria-invalid=true"):
        fields = EN.replace("<textarea name=b></textarea>", box.format(state) + told)
        assert site.look(document(heading + fields)).fields[Role.EXPLANATION].status == "found"
    bait = box.format("").replace("<textarea", "</label><textarea").replace("</textarea>", "")
    told = "<p id=p>Leave this empty.</p>"
    reading = site.look(
        document(f"{heading}<form>{bait}</textarea>{told}<button>OK</button></form>")
    )
    assert reading.fields[Role.EXPLANATION].status != "found"


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
