"""Messages over a form, and promises: when they are an answer, and when they explain."""

import pytest
from support.locate_site import EMAIL, TITLE, WHY, Site, document

from optout.locate.roles import PageKind

RECEIVED = "We have received your objection."
ALREADY = "You have already objected to this."
PROMISE = "Your request will be applied going forward."


def over_form(message: str, role: str = "status", field: str = EMAIL) -> str:
    said = f'<div role="{role}">{message}</div>'
    return document(f"{TITLE}{said}<form>{field}{WHY}<button>Submit</button></form>")


@pytest.mark.parametrize("role", ["status", "alert"])
@pytest.mark.parametrize(
    ("message", "kind"),
    [(RECEIVED, PageKind.ACKNOWLEDGED), (ALREADY, PageKind.ALREADY_OBJECTED)],
)
def test_a_message_over_the_form_it_belongs_to(
    site: Site, message: str, kind: PageKind, role: str
) -> None:
    assert site.look(over_form(message, role)).kind is kind
    assert site.look(over_form(message, "note")).kind is PageKind.FORM


@pytest.mark.parametrize(
    "message",
    [
        PROMISE,
        "If you have already objected, you need not do it again.",
        "Once we have received your objection, we will review it.",
        "Have you already objected?",
        "We could not send your objection.",
        "Something went wrong. Try again later.",
        "This form is not available to people under 18.",
    ],
)
def test_messages_over_a_form_that_is_still_to_be_sent(site: Site, message: str) -> None:
    assert site.look(over_form(message)).kind is PageKind.FORM


def test_a_field_with_an_error_is_still_to_be_sent(site: Site) -> None:
    bad = '<label>Email<input id="mail" type="email" aria-invalid="true"></label>'
    assert site.look(over_form(RECEIVED, field=bad)).kind is PageKind.FORM


DIALOG = '<div role="dialog" aria-modal="true" style="position:fixed;inset:20%">PARTS</div>'


def dialog(parts: str) -> str:
    return document(DIALOG.replace("PARTS", f"{parts}<button>OK</button>"))


def test_a_promise_in_a_dialog_is_the_answer(site: Site) -> None:
    matter = "<h1>Object to AI using your information</h1>"
    over = site.look(document(matter + dialog(f"<p>{PROMISE}</p>")))
    assert over.kind is PageKind.ACKNOWLEDGED
    assert site.look(document(f"{matter}<p>{PROMISE}</p>")).kind is PageKind.UNKNOWN
    alone = site.look(dialog(f"<p>{PROMISE}</p>"))  # of whatever request
    assert (alone.kind, alone.thanks) == (PageKind.UNKNOWN, True)
    assert alone.why.words, "a dossier quotes what is taken for a receipt"


def test_a_promise_with_an_if_explains(site: Site) -> None:
    explained = "<p>We will review your request. If it is honoured, it applies from then on.</p>"
    assert site.look(dialog(explained)).kind is PageKind.UNKNOWN
    sent = f"<p>{RECEIVED} If it is honoured, it applies from then on.</p>"
    assert site.look(dialog(sent)).kind is PageKind.ACKNOWLEDGED


def test_a_dialog_with_much_to_say(site: Site) -> None:
    answers = "<h2>Questions</h2>" + "<p>Look into the folder for unwanted mail first.</p>" * 6
    assert site.look(dialog(f"{answers}<p>{RECEIVED}</p>")).kind is PageKind.UNKNOWN
    assert site.look(dialog(f"<h2>Thanks</h2><p>{RECEIVED}</p>")).kind is PageKind.ACKNOWLEDGED
    article = f"<article><p>{RECEIVED}</p></article>"
    assert site.look(dialog(article)).kind is PageKind.UNKNOWN


def test_refused_where_one_lives_is_not_available(site: Site) -> None:
    page = document("<p>You cannot use this feature WHERE.</p>")
    assert site.look(page.replace("WHERE", "where you live")).kind is PageKind.UNAVAILABLE
    assert site.look(page.replace("WHERE", "right now")).kind is PageKind.REFUSED


NOT_ANY_MORE = "From now on we will no longer use your information for AI at Meta."
ASKED = "You have already asked us not to use your information for AI at Meta."


def test_an_end_told_by_what_is_not_done(site: Site) -> None:
    assert site.look(document(f"<p>{NOT_ANY_MORE}</p>")).kind is PageKind.ACKNOWLEDGED
    assert site.look(document(f"<p>{ASKED}</p>")).kind is PageKind.ALREADY_OBJECTED
    assert site.look(over_form(ASKED)).kind is PageKind.ALREADY_OBJECTED


@pytest.mark.parametrize(
    "message",
    [
        NOT_ANY_MORE.replace("From", "Once you have objected, from"),
        NOT_ANY_MORE.replace("no longer use", "use"),
        ASKED.replace("You have already asked", "You can ask"),
        ASKED.replace("You have already asked", "If you have already asked"),
        "We do not use your private messages for AI at Meta.",
        "You no longer need to send us your information.",
        "You have already asked for a code. Do not ask for another one.",
    ],
)
def test_what_is_not_done_otherwise(site: Site, message: str) -> None:
    assert site.look(document(f"<p>{message}</p>")).kind is PageKind.UNKNOWN
    assert site.look(over_form(message)).kind is PageKind.FORM


@pytest.mark.parametrize("inside", [True, False])
def test_a_message_in_the_dialog_that_holds_the_form(site: Site, inside: bool) -> None:
    said = f'<div role="status">{RECEIVED}</div>'
    held = f"{TITLE}{said if inside else ''}<form>{EMAIL}{WHY}<button>Submit</button></form>"
    page = document(("" if inside else said) + DIALOG.replace("PARTS", held))
    assert site.look(page).kind is (PageKind.ACKNOWLEDGED if inside else PageKind.FORM)


NO_RECEIPTS = {
    "quoted": "<h1>After sending</h1><p>The page then shows “We have received your objection”.</p>",
    "quoted, German": "<h1>Danach</h1><p>Da steht: „Wir haben deinen Widerspruch erhalten“.</p>",
    "what a link is for": "<h1>Your objection</h1><p>Your objection is received with the link.</p>",
    "failed": "<h1>Thank you for your objection</h1><p>Sadly we could not keep it.</p>",
    "failed, French": "<h1>Merci pour votre opposition</h1><p>Elle n’a pas pu être gardée.</p>",
    "failed, Polish": "<h1>Dziękujemy za sprzeciw</h1><p>Niestety nie udało się go zapisać.</p>",
    "advice": "<h1>Objecting to AI</h1><p>If you have already objected, you need not come back. "
    "We will honour your objection.</p>",
    "both": f"<h1>Thank you</h1><p>{RECEIVED} We are unable to process your request.</p>",
}


@pytest.mark.parametrize("text", NO_RECEIPTS.values(), ids=NO_RECEIPTS)
def test_what_only_looks_like_a_receipt(site: Site, text: str) -> None:
    reading = site.look(document(text))
    assert (reading.kind in (PageKind.UNKNOWN, PageKind.REFUSED), reading.thanks) == (True, False)


UNDER_WAY = {
    "en": "<h1>Please wait</h1><p>We are processing your request. Do not close this page.</p>",
    "en status": "<div role=status>Processing your request…</div>",
    "en heading": "<h1>Your objection is being processed</h1><p>Please don't refresh.</p>",
    "en thanks": "<h1>Thank you!</h1><p>Please wait while we send your objection.</p>",
    "de": "<h1>Bitte warten</h1><p>Deine Anfrage wird verarbeitet. Schließe diese Seite nicht.</p>",
    "fr": "<h1>Merci de patienter</h1><p>Votre demande est en cours de traitement.</p>",
    "es": "<h1>Gracias</h1><p>Estamos procesando tu solicitud. Espera un momento.</p>",
    "it": "<h1>Grazie</h1><p>Stiamo elaborando la tua richiesta. Attendi.</p>",
    "nl": "<h1>Bedankt</h1><p>Je verzoek wordt verwerkt. Even geduld.</p>",
    "pl": "<h1>Dziękujemy</h1><p>Trwa przetwarzanie wniosku. Proszę czekać.</p>",
    "pt": "<h1>Obrigado</h1><p>A processar o teu pedido…</p><p>Aguarda.</p>",
    "fi": "<h1>Kiitos</h1><p>Pyyntöäsi lähetetään. Odota hetki, älä sulje ikkunaa.</p>",
    "cs": "<h1>Děkujeme</h1><p>Vaše námitka se odesílá. Nezavírejte toto okno.</p>",
    "el": "<h1>Ευχαριστούμε</h1><p>Το αίτημά σας αποστέλλεται. Παρακαλούμε περιμένετε.</p>",
}


@pytest.mark.parametrize("text", UNDER_WAY.values(), ids=UNDER_WAY)
def test_what_is_still_being_done_is_no_receipt(site: Site, text: str) -> None:
    reading = site.look(document(text))
    assert (reading.kind, reading.thanks) == (PageKind.UNKNOWN, False)


RECEIPTS = {
    "being processed": "<h1>Thanks</h1><p>Your objection was sent and is being processed.</p>",
    "own words": "<h1>After sending</h1><p>We have received your objection.</p>",
    "German": "<h1>Danach</h1><p>Wir haben deinen Widerspruch erhalten.</p>",
    "thanks": "<h1>Thank you for your objection</h1><p>You will hear from us.</p>",
    "French": "<h1>Merci pour votre opposition</h1><p>Elle a bien été enregistrée.</p>",
    "a title in quotes": "<h1>Thank you</h1><p>Your objection “AI” was received.</p>",
}


@pytest.mark.parametrize("text", RECEIPTS.values(), ids=RECEIPTS)
def test_what_is_a_receipt(site: Site, text: str) -> None:
    assert site.look(document(text)).kind is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize("place", ["dialog", "alert"])
def test_a_receipt_beside_what_could_not_be_done(site: Site, place: str) -> None:
    said = f"{RECEIVED} We are unable to process your request."
    shown = dialog(f"<p>{said}</p>") if place == "dialog" else over_form(said, "alert")
    assert site.look(shown).kind is not PageKind.ACKNOWLEDGED


def test_a_dialog_that_asks_has_sent_nothing(site: Site) -> None:
    promise = "<p>We will review your objection.</p>"
    asks = f"{promise}<p>Is everything correct?</p><button>Go back</button>"
    assert site.look(dialog(asks)).kind is PageKind.UNKNOWN
    assert site.look(dialog(promise)).kind is PageKind.ACKNOWLEDGED
    titled = f"<h2>Shall it go to our team?</h2>{promise}"
    assert site.look(dialog(titled)).kind is PageKind.UNKNOWN
    helpful = f"<p>{RECEIVED}</p><p>Was this helpful?</p>"
    assert site.look(dialog(helpful)).kind is PageKind.ACKNOWLEDGED


def test_a_code_to_confirm_who_one_is_over_our_form(site: Site) -> None:
    asks = (
        "<h2>Confirm it's you</h2><p>Enter the code that we sent to your email.</p>"
        '<label>Code <input id="c"></label>'
    )
    over = DIALOG.replace("PARTS", f"{asks}<button>Confirm</button>")
    ours = document(f"{TITLE}<form>{EMAIL}{WHY}<button>Submit</button></form>{over}")
    assert site.look(ours).kind is PageKind.CODE
    assert site.look(document(f"<h1>Sign in</h1>{over}")).kind is PageKind.CHECKPOINT
