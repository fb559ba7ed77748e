"""Which words of a page are its claim: messages first, then headings and first sentences."""

from support.locate_site import Site, document

from optout.domain.proofs import Proof
from optout.locate.roles import ControlKind, PageKind
from optout.locate.snapshot import Block, Control, Dialog, FrameSnapshot, Snapshot
from optout.page.reading import Reading, judge

URL = "https://form.test/"
RECEIVED = "We have received your request."
FAILED = "An error occurred."


def page(*blocks: Block, known: frozenset[str] = frozenset(), **frame: object) -> Reading:
    shown = FrameSnapshot(0, URL, True, blocks=blocks, **{"lang": "en", **frame})  # type: ignore[arg-type]
    return judge(Snapshot(URL, (shown,)), {}, known=known)


def test_where_a_page_says_it() -> None:
    proofs = {
        Block(RECEIVED, heading=1): Proof.HEADING,
        Block(RECEIVED): Proof.PAGE,
        Block(RECEIVED, alert="status"): Proof.ALERT,
        Block(RECEIVED, region="header", alert="alert"): Proof.ALERT,
    }
    readings = {block: page(Block("Objecting", heading=1), block) for block in proofs}
    assert {block: reading.proof for block, reading in readings.items()} == proofs
    for reading in readings.values():
        assert (reading.claim.kind, reading.claim.quote) == ("received", RECEIVED)


def test_what_a_page_does_not_say_itself() -> None:
    blocks = (
        Block(RECEIVED, link=True),
        Block(RECEIVED, quoted=True),
        Block(RECEIVED, button=True),
        Block(RECEIVED, listed=True),
        Block(RECEIVED, region="footer"),
    )
    assert [b for b in blocks if page(Block("Meta", heading=1), b).claim.kind != "unclear"] == []


def test_a_message_goes_before_the_rest_and_what_disagrees_is_unclear() -> None:
    alert = Block(FAILED, alert="alert")
    assert page(Block(RECEIVED), alert).claim.kind == "failed"
    assert page(Block(RECEIVED), Block(FAILED)).claim.kind == "unclear"
    objection = Block("We have received your objection.", alert="status")
    assert page(Block(FAILED), objection).claim.kind == "received"


TOASTS = (
    ("en", "You have received a new message."),
    ("de", "Du hast eine neue Nachricht erhalten."),
    ("fr", "Vous avez reçu un nouveau message."),
    ("en", "Friend request sent."),
    ("fr", "Demande d’ami envoyée."),
    ("es", "Solicitud de amistad enviada."),
    ("en", "Message sent."),
    ("en", "Your feedback was submitted. Thank you."),
)


def test_a_live_region_tells_of_anything_that_was_received() -> None:
    """Sites tell there of messages and friends, too: it is quoted, and asked about."""
    about = Block("How to object to the use of your information", heading=1)
    explains = [Block(f"The weather of day {n} is told here in full.") for n in range(20)]
    for beside in ([Block("Home", heading=1)], [Block("Welcome")], [about, *explains]):
        for language, said in TOASTS:
            for alert, title in (("alert", 0), ("status", 0), ("status", 3)):
                seen = page(*beside, Block(said, alert=alert, heading=title), lang=language)
                assert (seen.claim.kind, seen.kind) == ("unclear", PageKind.UNKNOWN), said
                assert said in seen.claim.quote or len(beside) > 1
        ours = page(*beside, Block("Your objection was received.", alert="status"))
        assert ours.claim.kind == "received"
    toast = Block(TOASTS[0][1], alert="status")
    assert page(toast, Block(RECEIVED, heading=1)).claim.quote == RECEIVED
    dialog = page(Block("Home"), Block(RECEIVED, dialog=0, alert="alert"), dialogs=(Dialog(True),))
    assert dialog.claim.kind == "received"


QUESTIONS = (
    ("en", "Has your objection been received?", ""),
    ("en", "Was your request sent?", ""),
    ("de", "Wurde Ihr Widerspruch übermittelt?", ""),
    ("fr", "Votre demande a-t-elle été envoyée ?", ""),
    ("es", "¿Se ha enviado tu solicitud?", ""),
    ("el", "Υποβλήθηκε η ένστασή σας;", ""),
    ("el", "Υποβλήθηκε η ένστασή σας; Ό,τι άλλο ρωτούν είναι εδώ.", "Υποβλήθηκε η ένστασή σας."),
    ("ar", "هل تم استلام طلبك؟", ""),
    ("ja", "ご要望は送信されましたか？", "ご要望は送信されました。"),
    ("ja", "ご要望は送信されましたか。", "ご要望は送信されました。"),
    ("ko", "요청이 접수되었습니까.", "요청이 접수되었습니다."),
    ("zh", "您的请求已提交吗", "您的请求已提交"),
    ("en", "Has your request been refused?", ""),
    ("en", "Was your request not sent?", ""),
    ("de", "Wurde Ihr Widerspruch bereits übermittelt?", ""),
)


def test_a_question_says_that_nothing_has_happened() -> None:
    """The headings of a help page are questions."""
    for language, asked, stated in QUESTIONS:
        for block in Block(asked, heading=1), Block(asked), Block(asked, alert="alert"):
            seen = page(block, lang=language)
            assert (seen.claim.kind, seen.kind) == ("unclear", PageKind.UNKNOWN), asked
        twin = page(Block(stated or asked.rstrip("?؟; ") + "."), lang=language)
        assert twin.claim.kind != "unclear", asked


def test_what_stood_there_before_answers_nothing() -> None:
    blocks = (Block("Your request", heading=1), Block(RECEIVED))
    assert page(*blocks).claim.kind == "received"
    assert page(*blocks, known=frozenset([RECEIVED])).claim.kind == "unclear"


def test_only_the_beginning_of_a_page_is_news() -> None:
    explains = [Block(f"The weather of day {n} is told here in full.") for n in range(20)]
    assert page(*explains, Block(RECEIVED)).claim.kind == "unclear"
    assert page(Block(RECEIVED), *explains[:7]).claim.kind == "received"


def test_what_is_to_be_read_speaks_by_messages_and_headings_alone() -> None:
    explains = [Block(f"The weather of day {n} is told here in full.") for n in range(20)]
    asked = page(Block("Weather", heading=1), *explains[:3], Block(RECEIVED), *explains)
    assert asked.claim.kind == "unclear" and asked.claim.quote.startswith(RECEIVED)
    assert page(Block(RECEIVED, heading=1), *explains).claim.kind == "received"
    objection = Block("We have received your objection.", alert="status")
    assert page(*explains, objection).claim.kind == "received"


def test_what_a_dialog_covers_is_not_news() -> None:
    modal = (Dialog(modal=True),)
    over = page(Block(FAILED), Block(RECEIVED, dialog=0), dialogs=modal)
    assert (over.claim.kind, over.proof) == ("received", Proof.DIALOG)
    beneath = page(Block(RECEIVED), Block("Hello", dialog=0), dialogs=modal)
    assert beneath.claim.kind == "unclear"


def test_a_block_is_read_in_its_own_language() -> None:
    said = "Wir haben Ihre Anfrage erhalten."
    assert page(Block(said, lang="de"), lang="fr").claim.kind == "received"
    assert page(Block("Votre demande"), Block(said, lang="fr"), lang="fr").claim.kind == "unclear"


def test_a_page_may_answer_in_another_language_than_it_declares() -> None:
    thanks = Block("Bonjour", heading=1)
    assert page(thanks, Block("Nous avons bien reçu votre demande.")).claim.kind == "received"
    assert page(thanks, Block("La météo du jour est belle.")).claim.kind == "unclear"
    # One word decides no language: this one alone is a failure in Catalan.
    assert page(Block("The email address is valid.")).claim.kind == "unclear"


def test_the_language_of_a_part_is_read_from_the_page(site: Site) -> None:
    said = "Wir haben Ihre Anfrage erhalten."
    for part, kind in (("lang=de", "received"), ("", "unclear")):
        page = document(f"Votre demande<section {part}><p>{said}</p></section>").replace(
            'lang="en"', 'lang="fr"'
        )
        assert site.look(page).claim.kind == kind


def test_what_kind_of_page_it_is_unasked() -> None:
    kinds = {
        "We have received your objection.": PageKind.ACKNOWLEDGED,
        "Your objection was rejected.": PageKind.REFUSED,
        "This form is not available in your country.": PageKind.UNAVAILABLE,
        "You have already sent this request.": PageKind.ALREADY_OBJECTED,
        "We have received your order.": PageKind.UNKNOWN,
        "You are already logged in.": PageKind.UNKNOWN,
        "You can no longer comment.": PageKind.UNKNOWN,
    }
    asks = Control("0:0", 0, 0, ControlKind.TEXT, label="Your town")
    assert {text: page(Block(text)).kind for text in kinds} == kinds
    assert {page(Block(text, article=True)).kind for text in kinds} == {PageKind.UNKNOWN}
    assert {page(Block(text), controls=(asks,)).kind for text in kinds} == {PageKind.UNKNOWN}


def test_under_something_else_only_a_message_is_an_answer() -> None:
    """The hint of a form that a bare overlay covers: "Fill in this field."."""
    about = Block("Object to your information being used for AI at Meta", heading=1)
    hint = Block("We will contact you about your request.")
    thanks = Block(RECEIVED, alert="status")
    covered = Control("0:0", 0, 0, ControlKind.TEXT, label="E-mail address", why="covered")
    for controls, kind in ((), PageKind.ACKNOWLEDGED), ((covered,), PageKind.UNKNOWN):
        assert page(about, hint, controls=controls).kind is kind
        assert page(about, thanks, controls=controls).kind is PageKind.ACKNOWLEDGED


def test_a_form_in_a_dialog_that_something_else_covers_has_given_no_answer() -> None:
    """As where a choice of cookies opens over it."""
    about = Block("Object to your information being used for AI at Meta", heading=1, dialog=0)
    told = Block("We will review your request.", dialog=0)
    field = Control("0:0", 0, 0, ControlKind.TEXT, label="E-mail address", dialog=0, why="covered")
    for controls, kind, proof in (
        ((), PageKind.ACKNOWLEDGED, Proof.DIALOG),
        ((field,), PageKind.UNKNOWN, Proof.PAGE),
    ):
        seen = page(about, told, controls=controls, dialogs=(Dialog(modal=True),))
        assert (seen.kind, seen.proof, seen.covered) == (kind, proof, bool(controls))


def test_a_question_beside_a_password_not_shown_yet_has_given_no_answer() -> None:
    about = Block("Object to your information being used for AI at Meta", heading=1)
    told = Block("We will review your request.")
    secret = Control("0:0", 0, 0, ControlKind.TEXT, type="password", why="display")
    answer = Control("0:1", 0, 1, ControlKind.RADIO, label="Maybe")
    for controls, kind in (
        ((secret,), PageKind.ACKNOWLEDGED),
        ((secret, answer), PageKind.UNKNOWN),
        ((secret, answer._replace(why="display")), PageKind.ACKNOWLEDGED),
    ):
        assert page(about, told, controls=controls).kind is kind


def test_what_stands_in_a_frame_behind_a_dialog_is_no_answer() -> None:
    """A newsletter or a refusal in a dialog of the page, the form in a frame under it."""
    told = Block("We will review your request.")
    ours = Block("Object to your information being used for AI at Meta", heading=1)
    other = Block("Our newsletter", heading=2, dialog=0)
    for modal, kind in (True, "unclear"), (False, "received"):
        shell = FrameSnapshot(
            0, URL, True, lang="en", blocks=(ours, other), dialogs=(Dialog(modal=modal),)
        )
        framed = FrameSnapshot(1, URL, True, lang="en", blocks=(told,))
        seen = judge(Snapshot(URL, (shell, framed)), {})
        assert seen.claim.kind == kind, modal
