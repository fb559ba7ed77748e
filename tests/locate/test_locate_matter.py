"""Pages of another matter that use the same words: nothing is filled there, no success is read."""

import pytest
from support.locate_site import Site, id_of

from optout.locate.roles import PageKind, Role


def document(body: str, *, title: str = "", lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><title>{title}</title>{body}</html>'


FIELDS = (
    "<form><label>{email} <input type=email name=a></label>"
    "<label>{why} <textarea name=b></textarea></label><button>{send}</button></form>"
)
EN = FIELDS.format(email="Email address", why="Why do you object?", send="Send")
FR = FIELDS.format(email="Adresse e-mail", why="Pourquoi vous opposez-vous ?", send="Envoyer")
DE = FIELDS.format(email="E-Mail-Adresse", why="Warum widersprichst du?", send="Absenden")

OTHER_FORMS = {
    "suspension": ("en", "Object to the suspension of your account", EN),
    "adverts": ("en", "Object to the use of your data for adverts", EN),
    "a decision of AI": ("en", "Appeal a decision made by AI", EN),
    "pub": ("fr", "S’opposer à la publicité personnalisée", FR),
    "Sperrung": ("de", "Widerspruch gegen die Sperrung deines Kontos", DE),
    "marketing": ("en", "Object to marketing by post", EN),
    # The opposite.
    "withdraw": ("en", "Withdraw your objection to AI at Meta", EN),
    "cancel": ("en", "Cancel my objection to AI at Meta", EN),
    "allow": ("en", "Allow Meta to use your information for AI", EN),
    "agree": ("en", "Agree to your information being used for AI at Meta", EN),
    "zurücknehmen": ("de", "Widerspruch gegen KI bei Meta zurücknehmen", DE),
    "zustimmen": ("de", "Der Verwendung deiner Informationen für KI bei Meta zustimmen", DE),
    "annuler": ("fr", "Annuler mon opposition", FR),
    "accepter": ("fr", "Accepter l’utilisation de vos informations par l’IA de Meta", FR),
    "anular": ("es", "Anular la oposición", EN),
    "intrekken": ("nl", "Je bezwaar tegen AI bij Meta intrekken", EN),
    "wycofaj": ("pl", "Wycofaj sprzeciw wobec SI w Meta", EN),
    "återkalla": ("sv", "Återkalla invändning", EN),
}
OUR_FORMS = {
    "en": ("en", "Object to your information being used for AI", EN),
    "fr": ("fr", "S’opposer à l’utilisation de vos informations pour l’IA", FR),
    "de": ("de", "Widerspruch gegen die Nutzung deiner Informationen für KI", DE),
    "a consent taken back": ("en", "Withdraw your consent, object to AI at Meta", EN),
    "no consent": ("en", "I do not allow Meta to use my information for AI", EN),
    "not only adverts": ("en", "Object to AI, in adverts too, using your information", EN),
}


OURS = {Role.EMAIL, Role.EXPLANATION, Role.SUBMIT}


def _of(site: Site, lang: str, title: str, body: str) -> tuple[PageKind, set[Role]]:
    page = document(f"<h1>{title}</h1>{body}", title=title, lang=lang)
    reading = site.look(page)
    found = {role for role, field in reading.fields.items() if field.status == "found"}
    return reading.kind, found


@pytest.mark.parametrize(("lang", "title", "body"), OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_a_form_of_another_matter_is_not_ours(site: Site, lang: str, title: str, body: str) -> None:
    kind, found = _of(site, lang, title, f"<p>AI helps us.</p>{body}")
    assert kind is PageKind.UNKNOWN
    assert Role.EXPLANATION not in found


@pytest.mark.parametrize(("lang", "title", "body"), OUR_FORMS.values(), ids=OUR_FORMS)
def test_the_same_fields_under_our_heading_are(
    site: Site, lang: str, title: str, body: str
) -> None:
    kind, found = _of(site, lang, title, body)
    assert kind is PageKind.FORM
    assert {Role.EMAIL, Role.EXPLANATION} <= found


@pytest.mark.parametrize("heading", ["Report a stolen picture: copyright", "A hacked account"])
def test_a_step_of_another_matter_under_the_title_of_ours(site: Site, heading: str) -> None:
    title = "Object to your information being used for AI"
    step = f"<h1>{heading}</h1><label>What happened? <textarea></textarea></label><button>Next"
    assert site.look(document(step, title=title)).kind is PageKind.UNKNOWN
    for own in ("Your account and AI", "Your privacy", "Step 2"):
        ours = step.replace(heading, own)
        assert site.look(document(ours, title=title)).kind is PageKind.FORM, own
    named = f"<h1>{heading}</h1><h2>{title}</h2>{EN}"
    assert site.look(document(named, title="Help")).kind is PageKind.FORM


REFUSALS = {
    "bg": ("Не използвайте снимките ми за ИИ", "Как използваме снимки за ИИ"),
    "cs": ("Nesouhlasím s trénováním umělé inteligence", "Trénování umělé inteligence"),
    "da": ("Brug ikke mine opslag til AI", "Sådan bruger vi opslag til AI"),
    "de": ("Meine Fotos nicht für künstliche Intelligenz verwenden", "Fotos und KI"),
    "el": ("Μη χρησιμοποιείτε τις φωτογραφίες μου για ΤΝ", "Φωτογραφίες και ΤΝ"),
    "en": ("Don’t use my photos to train generative AI", "How photos train generative AI"),
    "es": ("Me niego a que la IA aprenda de mis fotos", "Así aprende la IA de las fotos"),
    "et": ("Keeldun tehisintellektist oma piltide juures", "Pildid ja tehisintellekt"),
    "fi": ("Kiellän tekoälyä käyttämästä kuviani", "Näin tekoäly käyttää kuvia"),
    "fr": ("Je refuse que l’IA apprenne de mes photos", "Comment l’IA apprend des photos"),
    "hr": ("Odbijam da umjetna inteligencija uči od mene", "Kako uči umjetna inteligencija"),
    "hu": ("Elutasítom a mesterséges intelligencia tanítását", "A mesterséges intelligencia"),
    "it": ("Non voglio che l’IA impari dalle mie foto", "Come l’IA impara dalle foto"),
    "lt": ("Nesutinku, kad dirbtinis intelektas mokytųsi", "Kaip mokosi dirbtinis intelektas"),
    "lv": ("Atteikums mākslīgajam intelektam", "Mākslīgais intelekts"),
    "nb": ("Ikke bruk bildene mine til kunstig intelligens", "Bilder og kunstig intelligens"),
    "nl": ("Ik weiger AI op basis van mijn foto’s", "Zo leert AI van foto’s"),
    "pl": ("Nie zgadzam się, by AI uczyła się na moich zdjęciach", "Jak AI uczy się na zdjęciach"),
    "pt": ("Recuso que a IA aprenda com as minhas fotos", "Como a IA aprende com as fotos"),
    "ro": ("Refuz ca IA să învețe din pozele mele", "Cum învață IA din poze"),
    "sk": ("Odmietam, aby sa AI učila na mojich fotkách", "Ako sa AI učí na fotkách"),
    "sl": ("Ne želim, da se UI uči na mojih slikah", "Kako se UI uči na slikah"),
    "sv": ("Använd inte mina bilder för AI", "Så använder vi bilder för AI"),
    "tr": ("Fotoğraflarımın yapay zekâ için kullanılmasını istemiyorum", "Yapay zekâ nedir"),
    "uk": ("Відмовляюся від навчання ШІ на моїх фото", "Як ШІ навчається на фото"),
}


@pytest.mark.parametrize("lang", REFUSALS)
def test_a_heading_that_refuses_is_of_our_matter_too(site: Site, lang: str) -> None:
    fields = "<form><input type=email><textarea required></textarea><button>OK</button></form>"
    refusal, explains = REFUSALS[lang]
    assert _of(site, lang, refusal, fields) == (PageKind.FORM, {*OURS})
    assert _of(site, lang, explains, fields)[0] is not PageKind.FORM


RECEIVED = "<h1>We have received your objection</h1>"


ABOUT = (
    "<article><h1>How do I object to AI using my information?</h1><p>Use the form.</p></article>"
)
BOXES = {
    "reply": "<form><h3>Your reply</h3><label>Email <input type=email></label>"
    "<label>Explain it <textarea></textarea></label><button>Post</button></form>",
    "chat": "<aside>Questions?<textarea placeholder='Write a message'></textarea></aside>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_a_box_beside_an_article_is_no_letters(site: Site, box: str) -> None:
    reading = site.look(document(ABOUT + box))
    assert reading.kind is PageKind.UNKNOWN
    assert reading.fields[Role.EXPLANATION].status != "found"
    assert reading.fields[Role.EMAIL].status != "found"


def test_a_chat_beside_the_form_does_not_take_its_place(site: Site) -> None:
    heading = "<h1>Object to AI using your information</h1>"
    reading = site.look(document(heading + EN + BOXES["chat"]))
    assert reading.fields[Role.EXPLANATION].status == "found"
    control = reading.fields[Role.EXPLANATION].control
    assert control is not None
    assert control.name == "b"


CODE = (
    "<p>{why}</p><label>Code <input name=c inputmode=numeric maxlength=6></label>"
    "<button>OK</button>"
)


@pytest.mark.parametrize(
    ("title", "why", "kind"),
    [
        ("Confirm", "Enter the code we emailed you to send your objection.", PageKind.CODE),
        ("Forgotten password", "Enter the code we emailed you.", PageKind.UNKNOWN),
        ("Sign up", "Enter the code we emailed you.", PageKind.UNKNOWN),
    ],
)  # fmt: skip
def test_a_code_for_something_else_is_not_ours(
    site: Site, title: str, why: str, kind: PageKind
) -> None:
    page = document(f"<h1>{title}</h1>{CODE.format(why=why)}", title=title)
    assert site.look(page).kind is kind


def test_a_list_that_is_searched_may_say_so(site: Site) -> None:
    box = "<input role=combobox aria-autocomplete=list placeholder='Search'>"
    fields = EN.replace("<form>", f"<form><label>Your country {box}</label>")
    reading = site.look(document(f"<h1>Object to AI using your information</h1>{fields}"))
    assert reading.fields[Role.COUNTRY].status == "found"


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Comment pouvons-nous vous aider ?", "found"),  # "How can we help you?"
        ("Laissez un commentaire", "ambiguous"),
    ],
)
def test_a_heading_that_asks_how_is_of_no_comment(site: Site, heading: str, status: str) -> None:
    page = f"""<h1>{heading}</h1><form><label>Nom <input name=n></label>
        <label>Adresse e-mail <input type=email name=a></label>
        <label>Ville <input name=v></label><label>Société <input name=s></label>
        <label>Message <textarea name=b></textarea></label><button>Envoyer</button></form>"""
    assert site.look(document(page, lang="fr")).fields[Role.EMAIL].status == status


def test_thanks_without_a_matter_are_kept_apart(site: Site) -> None:
    """What was sent just before tells whose they are: see `Tab`."""
    thanks = site.look(document("<h1>Thank you, your request was received</h1>", title="Help"))
    assert (thanks.kind, thanks.claim.kind) == (PageKind.UNKNOWN, "received")


LANDS = "<select name=l><option>France<option>Germany<option>Ireland<option>Italy</select>"


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Pavilion", "ambiguous"),
        ("Mirror", "ambiguous"),
        ("Delegation of", "ambiguous"),
        ("Country of residence", "found"),
        ("Where do you live?", "found"),
        ("Country", "found"),
        ("Please choose a country", "found"),
        ("Country: this tells us which of our rules to apply to you", "found"),
        ("Country. It tells us which of our rules to apply to you.", "found"),
        ("Country in which you saw the advertisement first", "ambiguous"),
        ("The country whose courts you want to hear this", "ambiguous"),
        ("Country in which you saw it first, where you live", "found"),
        ("", "found"),  # nothing else to go by than the list itself
    ],
)
def test_a_list_of_countries_is_where_one_lives_only_if_it_says_so(
    site: Site, label: str, status: str
) -> None:
    named = f"<label>{label} {LANDS}</label>" if label else LANDS
    fields = EN.replace("<form>", f"<form>{named}")
    reading = site.look(document(f"<h1>Object to AI using your information</h1>{fields}"))
    assert reading.fields[Role.COUNTRY].status == status


WANTED = "<label>{label} <textarea name=w required></textarea></label>"


@pytest.mark.parametrize("label", ["Signature", "Names of other people", "List the prompts"])
def test_another_box_that_is_required_makes_the_letters_one_unsure(site: Site, label: str) -> None:
    heading = "<h1>Object to AI using your information</h1>"
    fields = EN.replace("<button>", WANTED.format(label=label) + "<button>")
    reading = site.look(document(heading + fields))
    assert reading.fields[Role.EXPLANATION].status == "ambiguous"
    required = fields.replace("<textarea name=b>", "<textarea name=b required>")
    found = site.look(document(heading + required)).fields[Role.EXPLANATION]
    assert found.control is not None
    assert (found.status, found.control.name) == ("found", "b")


MENTIONS = "<p>If you object to AI using your information, you can tell us so instead.</p>"


@pytest.mark.parametrize(
    ("title", "button"),
    [("Delete your account", "Delete"), ("Newsletter about AI and privacy", "Subscribe")],
)
def test_a_form_that_only_mentions_an_objection_is_not_ours(
    site: Site, title: str, button: str
) -> None:
    fields = EN.replace("Why do you object?", "Tell us why").replace(">Send<", f">{button}<")
    reading = site.look(document(f"<h1>{title}</h1>{MENTIONS}{fields}", title=title))
    assert reading.kind is PageKind.UNKNOWN
    assert reading.fields[Role.EXPLANATION].status != "found"
    ours = "Your choice about AI"
    reading = site.look(document(f"<h1>{ours}</h1>{MENTIONS}{EN}", title=ours))
    assert reading.fields[Role.EXPLANATION].status == "found"


def test_a_question_in_a_survey_is_no_gate(site: Site) -> None:
    asked = "<fieldset><legend>Was it easy to object to AI?</legend><label><input type=radio \
name=r>Yes</label><label><input type=radio name=r>No</label></fieldset>"
    page = f"<h1>{{}}</h1><form>{asked}<button>Next</button></form>"
    assert site.look(document(page.format("How satisfied are you?"))).kind is PageKind.UNKNOWN
    assert site.look(document(page.format("Object to AI"))).kind is PageKind.FORM


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


BEHIND = (
    "<h1>Object to your information being used for AI</h1><form>"
    "<p><select id=c><option value=''>Select<option>Germany<option>France<option>Italy</select>"
    "<span>Country of residence</span></p><p><input id=e><span>{behind}</span></p>"
    "<p><textarea id=x></textarea><span>Why do you object?</span></p><button>Submit</button></form>"
)


def test_labels_that_stand_behind_their_fields_put_nothing_in_the_wrong_one(site: Site) -> None:
    """What stands before a field is the label of the one above it."""
    reading = site.look(document(BEHIND.format(behind="Email address")))
    assert [role for role in reading.fields if id_of(reading, role) == "e"] == [Role.EMAIL]


def test_a_hint_behind_a_field_is_no_label(site: Site) -> None:
    asked = "<p>{label}</p><p><input id=e><small>{hint}</small></p>"
    body = asked.format(label="Email address", hint="We never send anything to your phone number")
    page = f"<h1>Object to AI and your information</h1><form>{body}{EN.partition('</label>')[2]}"
    assert id_of(site.look(document(page)), Role.EMAIL) == "e"
