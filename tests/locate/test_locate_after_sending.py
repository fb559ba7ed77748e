"""Pages that look like the answer to an objection and are none, and their twins, by language."""

import tomllib
from pathlib import Path

import pytest

from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, FrameSnapshot, Snapshot
from optout.page.reading import Reading, judge

SAID: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("after_sending.toml").read_text("utf-8")
)
NOTHING = (
    *("example", "test", "looks", "step", "stages", "draft", "product"),
    *("named", "company", "mine", "code", "withdrawn", "cancelled"),
)
CASES = [(table, lang) for table in SAID for lang in SAID[table]]


def look(lang: str, text: str) -> Reading:
    """A page of blocks that are set apart by ||; # begins a heading."""
    parts = [part.strip() for part in text.split("||")]
    blocks = tuple(Block(p.removeprefix("# "), heading=int(p.startswith("# "))) for p in parts)
    frame = FrameSnapshot(0, "https://form.test/", True, lang=lang, title="Meta", blocks=blocks)
    return judge(Snapshot(frame.url, (frame,)), {})


def kind(lang: str, text: str) -> PageKind:
    return look(lang, text).kind


@pytest.mark.parametrize(("table", "lang"), [case for case in CASES if case[0] in NOTHING])
def test_nothing_has_come_of_it(table: str, lang: str) -> None:
    seen = look(lang, SAID[table][lang])
    assert (seen.kind, seen.thanks) == (PageKind.UNKNOWN, False)


@pytest.mark.parametrize("lang", SAID["year"])
def test_what_came_in_some_year_did_not_come_now(lang: str) -> None:
    seen = look(lang, SAID["year"][lang])
    assert seen.kind in (PageKind.UNKNOWN, PageKind.ALREADY_OBJECTED)
    assert not seen.thanks


@pytest.mark.parametrize("lang", SAID["closed"])
def test_a_window_that_can_be_closed_has_sent_it(lang: str) -> None:
    assert kind(lang, SAID["closed"][lang]) is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize("lang", SAID["can_withdraw"])
def test_what_can_be_withdrawn_was_received(lang: str) -> None:
    assert kind(lang, SAID["can_withdraw"][lang]) is PageKind.ACKNOWLEDGED


def test_a_consent_that_was_withdrawn_takes_nothing_back() -> None:
    received = "We have received your objection."
    assert kind("en", f"{received} || Your consent was withdrawn.") is PageKind.ACKNOWLEDGED
    assert kind("en", f"{received} || Your request was withdrawn.") is PageKind.UNKNOWN


@pytest.mark.parametrize("lang", SAID["addressed"])
def test_a_receipt_may_call_its_reader_by_name(lang: str) -> None:
    assert kind(lang, SAID["addressed"][lang]) is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize("lang", SAID["form"])
def test_a_form_that_is_not_to_be_had_is_unavailable(lang: str) -> None:
    assert kind(lang, SAID["form"][lang]) is PageKind.UNAVAILABLE


@pytest.mark.parametrize("lang", SAID["means"])
def test_what_a_receipt_means_takes_nothing_of_it_back(lang: str) -> None:
    assert kind(lang, SAID["means"][lang]) is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "You told us: we have received your objection."),
        ("fr", "Vous nous avez indiqué : votre opposition a été reçue."),
        ("de", "Anna aus Köln: Mein Widerspruch ist sofort eingegangen."),
        ("en", "Text of the confirmation: Thank you. Your objection was received."),
        ("en", "# Frequently asked questions || Your objection was received."),
        ("en", "# 2/3 Confirm || Objection received"),
        ("de", "# 2/3 Bestätigen || Widerspruch eingegangen"),
        ("en", "Objection submitted > In review > Closed"),
        ("es", "Oposición enviada → En revisión → Cerrada"),
        ("en", "# Code sent || We received your request. Enter the code to go on."),
        ("en", "Your objection was neither received nor processed."),
        ("en", "Your objection counts as received the moment you tap Done."),
        ("en", "Thank you for rating our objection form."),
        ("it", "Grazie per aver valutato il nostro modulo di opposizione."),
        ("en", "Your support request about our AI objection page has been received."),
        ("de", "Wir haben Ihren Widerspruch gegen Werbe-E-Mails erhalten."),
        ("de", "Dein Widerspruch ist verspätet eingegangen."),
        ("de", "Ein Widerspruch ist meist nach wenigen Sekunden eingegangen."),
        ("de", "Wird Ihr Widerspruch abgelehnt, können Sie sich beschweren."),
        ("fr", "Vérifiez votre opposition a bien été envoyée"),
        ("tr", "Yeşil tik, itirazınız alındı demektir."),
        ("ga", "Ní bhfuaireamar d'agóid fós."),
        ("hr", "Prije zatvaranja provjerite da je vaš prigovor zaprimljen."),
        ("en", "Phone support is not available in your country. || # Object to AI training"),
        ("fr", "L'aide par téléphone n'est pas disponible dans votre pays."),
        ("en", "Only the first page of your objection was received."),
        ("fr", "Seule la première page de votre opposition a été reçue."),
        ("en", "Your objection on behalf of Peter Brown was received."),
        ("en", "# Your requests || Objection to AI: received || Access to data: refused"),
        ("en", "In our tests, the objection was received within a second."),
        ("en", "0 objections received"),
        ("fr", "Reçues : 0 opposition sur 1"),
        ("it", "La tua opposizione non è arrivata."),
        ("fr", "Réponse type : nous avons bien reçu votre opposition."),
        ("de", "Probelauf || Ihr Widerspruch ist eingegangen."),
        ("es", "Parte 3 de 3: oposición recibida"),
        ("en", "Your objection can no longer be received."),
        ("en", "Voice features are unavailable where you live."),
    ],
)
def test_who_says_it_and_of_what(lang: str, text: str) -> None:
    seen = look(lang, text)
    assert (seen.kind, seen.thanks) == (PageKind.UNKNOWN, False)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Good news, Maria: we have received your objection."),
        ("en", "Your Objection Request Form has been submitted."),
        ("fr", "Votre Demande d’Opposition Article Vingt-et-Un a été reçue."),
        ("es", "Estimada Lucía: hemos recibido tu oposición."),
        ("en", "4 May 2026: objection received."),
        ("fr", "Inutile de recommencer : nous avons reçu votre opposition."),
        ("en", "We received your objection on 3 March 2026."),
        ("en", "We received your objection under Regulation (EU) 2016/679."),
        ("en", "# Step 4 of 4 || Your objection has been received."),
        ("en", "Objection received > Thank you > Done"),
        ("en", "# All done || We have received your objection. Enter nothing more."),
        ("fr", "Votre opposition est envoyée, et vérifiez vos e-mails."),
        ("en", "Your Objection Has Been Received By Our Privacy Team"),
        ("en", "Your objection to Meta Platforms' use of your data has been received."),
        ("de", "Ihr Widerspruch gegen Künstliche Intelligenz bei Meta ist eingegangen."),
        ("pl", "Otrzymaliśmy Twój sprzeciw."),
        ("uk", "Отримали Ваше заперечення."),
        ("en", "Your objection was received at 10:00."),
        ("sv", "Vi tog emot din invändning i dag."),
        ("es", "# Tipo de solicitud: oposición || Hemos recibido tu oposición."),
        ("en", "We've added your objection to our register."),
        ("fr", "# Opposition confirmée || Vous n'avez rien d'autre à faire."),
        ("en", "Your opt-out from AI model training has been registered."),
        ("de", "Ihr Widerspruch hat uns um 10:31 Uhr erreicht."),
    ],
)
def test_what_the_page_says_itself_of_this_objection(lang: str, text: str) -> None:
    assert kind(lang, text) is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Our records show that you objected on 12 June 2025."),
        ("es", "Ya te opusiste a este uso el 3 de junio de 2025."),
        ("pt", "Já se opôs a esta utilização em 3 de junho de 2025."),
        ("sv", "Du invände redan den 3 juni 2025."),
        ("nb", "Du protesterte allerede 3. juni 2025."),
    ],
)
def test_what_was_objected_already(lang: str, text: str) -> None:
    assert kind(lang, text) is PageKind.ALREADY_OBJECTED


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Not available in your country."),
        ("en", "Sorry, this isn't available in your country yet."),
        ("fr", "Indisponible dans votre pays."),
        ("es", "No puedes usar este formulario desde tu región."),
        ("it", "Non puoi usare questo modulo dalla tua area geografica."),
    ],
)
def test_a_page_that_names_nothing_or_itself_is_not_to_be_had(lang: str, text: str) -> None:
    assert kind(lang, text) is PageKind.UNAVAILABLE


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Your objection was not submitted."),
        ("en", "Sorry, we were unable to register your objection."),
        ("fr", "Désolé, nous n'avons pas pu enregistrer votre opposition."),
        ("uk", "Ваше заперечення не надіслано."),
        ("nl", "We kunnen je bezwaar niet in behandeling nemen."),
    ],
)
def test_what_could_not_be_taken_is_refused(lang: str, text: str) -> None:
    assert kind(lang, text) is PageKind.REFUSED
