"""No receipts: a draft, a request on its way, what is yet to be done with it, a rule for all
requests, thanks for an interest."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from corpus.words import LANGUAGES, words

from optout.locate.roles import ControlKind, PageKind
from optout.locate.snapshot import Block, Control, Dialog, FrameSnapshot, Snapshot
from optout.page.reading import judge

SAID: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("not_yet_sent.toml").read_text("utf-8")
)
EMAIL = Control("0:0", 0, 0, ControlKind.TEXT, type="text", form=0, label="E-mail")
LETTER = Control("0:1", 0, 1, ControlKind.TEXTAREA, form=0, label="…", required=True)
STATUS = Block("", alert="status")
ALERT = Block("", alert="alert")
IN_DIALOG = Block("", dialog=0)
HEADED = Block("", heading=1)


def kind(lang: str, message: str, where: Block) -> PageKind:
    """What a form is taken for that stands beneath a message; one that stands alone has no form."""
    title = Block(words(lang).say["object_title"][0], heading=1)
    alone = where is HEADED
    frame = FrameSnapshot(
        *(0, "https://form.test/", True),
        lang=lang,
        title=title.text,
        blocks=(where._replace(text=message),) if alone else (title, where._replace(text=message)),
        dialogs=(Dialog(modal=True),) if where is IN_DIALOG else (),
        controls=() if alone else (EMAIL, LETTER),
    )
    return judge(Snapshot(frame.url, (frame,)), {}).kind


def test_each_language_has_each_of_them() -> None:
    assert sorted(SAID) == sorted(LANGUAGES)
    for said in SAID.values():
        assert set(said) - {"kept", "rule", "told"} == {"draft", "sending", "interest", "later"}
        assert all(said.values())
    assert all(sum(key in said for said in SAID.values()) > 14 for key in ("kept", "rule", "told"))


@pytest.mark.parametrize("where", [STATUS, ALERT, IN_DIALOG, HEADED], ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_yet_sent(lang: str, where: Block) -> None:
    for messages in SAID[lang].values():
        for message in messages:
            assert kind(lang, message, where) is not PageKind.ACKNOWLEDGED, message
    received = words(lang).say["acknowledged"][0]
    assert kind(lang, received, where) is PageKind.ACKNOWLEDGED, received


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("en", "We received your objection to processing on the ground of legitimate interests."),
        ("en", "Your objection has been submitted. Please wait for our answer."),
        ("en", "We have received your objection and sent it to our privacy team."),
        ("de", "Ihr Widerspruch gegen unser berechtigtes Interesse ist eingegangen."),
        ("de", "Ihr Widerspruch wurde gesendet und wird bearbeitet, bitte haben Sie etwas Geduld."),
        ("fr", "Nous avons reçu votre opposition au traitement fondé sur l'intérêt légitime."),
        ("es", "Su oposición ha sido presentada y se está tramitando."),
        ("pt", "A sua oposição foi submetida e está a ser analisada."),
        ("da", "Vi har modtaget din indsigelse og er ved at behandle den."),
        ("nb", "Vi har mottatt protesten din og er i ferd med å behandle den."),
        ("sv", "Vi har tagit emot din invändning och håller på att granska den."),
        ("it", "Abbiamo ricevuto la tua opposizione al trattamento per legittimo interesse."),
        ("nl", "We hebben je bezwaar ontvangen, het wordt nu behandeld."),
        ("pl", "Otrzymaliśmy Twój sprzeciw wobec przetwarzania w uzasadnionym interesie."),
        ("en", "Your objection was received and will be sent to our privacy team."),
        ("en", "We have recorded your objection; a copy will be sent to you."),
        ("fr", "Votre opposition a été envoyée et sera enregistrée par nos équipes."),
        ("fr", "Votre opposition est enregistrée, une copie vous sera envoyée."),
        ("de", "Dein Widerspruch wurde registriert und wird an unser Team gesendet."),
        ("nl", "Je bezwaar is ontvangen en wordt nu geregistreerd."),
        ("it", "La tua opposizione è stata ricevuta e verrà registrata a breve."),
        ("es", "Hemos recibido tu oposición y será registrada en breve."),
        ("pt", "A sua oposição foi recebida e será registada em breve."),
        ("pl", "Twój sprzeciw został wysłany i zostanie zarejestrowany."),
        ("cs", "Vaše námitka byla přijata a bude zaznamenána."),
        ("ro", "Opoziția dumneavoastră a fost primită și va fi înregistrată."),
        ("el", "Λάβαμε την εναντίωσή σας και θα καταχωριστεί σύντομα."),
        ("en", "We've received your objection. Please wait until you hear from us."),
        ("fr", "Nous avons reçu votre opposition. Veuillez patienter, nous répondrons."),
        ("de", "Ihr Widerspruch ist eingegangen. Einen Moment Geduld bis zur Antwort."),
        ("nl", "We hebben je bezwaar ontvangen. Even geduld, we antwoorden."),
        ("en", "We have received your objection, and all objections are reviewed."),
        ("en", "We have received your objection and all requests are reviewed."),
        ("fr", "Nous avons reçu votre opposition et nous examinons toutes les demandes."),
        ("fr", "Nous avons reçu votre opposition, chaque demande est examinée."),
        ("de", "Dein Widerspruch ist eingegangen, alle Anfragen werden geprüft."),
        ("it", "Abbiamo ricevuto la tua opposizione, tutte le richieste vengono esaminate."),
    ],
)
def test_what_is_received_though_it_speaks_of_interests_or_of_waiting(
    lang: str, message: str
) -> None:
    assert kind(lang, message, STATUS) is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("lang", "heading"),
    [("en", "Draft registered"), ("de", "Entwurf gespeichert"), ("fr", "Brouillon enregistré")],
)
def test_a_heading_that_names_a_draft_speaks_for_what_is_below_it(lang: str, heading: str) -> None:
    received = Block(words(lang).say["acknowledged"][0], alert="status")
    blocks = (Block(heading, heading=1), received)
    title = words(lang).say["object_title"][0]
    frame = FrameSnapshot(0, "https://form.test/", True, lang=lang, title=title, blocks=blocks)
    assert judge(Snapshot(frame.url, (frame,)), {}).kind is not PageKind.ACKNOWLEDGED
    plain = replace(frame, blocks=(Block(title, heading=1), received))
    assert judge(Snapshot(frame.url, (plain,)), {}).kind is PageKind.ACKNOWLEDGED
