"""What begins as a receipt does and is none, and receipts that say as much of something else."""

import tomllib
from pathlib import Path

import pytest
from support.locate_controls import page_saying, taken_for_end
from support.report import Report

from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, FrameSnapshot, Snapshot
from optout.page.reading import judge

BUT: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("received_but.toml").read_text("utf-8")
)
RECEIPTS = {
    "en": "Thank you. We have received your objection. If you have another account, object there.",
    "de": "Dein Widerspruch ist eingegangen. Du musst ihn nicht erneut senden.",
    "fr": "Votre opposition a bien été reçue. Inutile de la renvoyer. Vous recevrez une réponse.",
    "es": "Hemos recibido tu oposición. No hace falta que la envíes de nuevo.",
    "it": "Abbiamo ricevuto la tua opposizione. Non serve inviarla di nuovo.",
    "nl": "We hebben je bezwaar ontvangen. Je hoeft het niet opnieuw te versturen.",
    "pl": "Otrzymaliśmy Twój sprzeciw. Nie trzeba wysyłać go ponownie.",
    "pt": "Recebemos a tua oposição. Não precisas de a enviar de novo.",
    "sv": "Vi har tagit emot din invändning. Du behöver inte skicka den igen.",
}


def test_what_came_with_a_but_is_no_receipt(report: Report) -> None:
    taken = [
        text
        for lang, texts in BUT.items()
        for text in texts
        if taken_for_end(page_saying(lang, text))
    ]
    assert taken == []
    report(f"received, but: {sum(map(len, BUT.values()))} in {len(BUT)} languages, 0 receipts")


@pytest.mark.parametrize("lang", RECEIPTS)
def test_a_receipt_stays_one_where_nothing_is_to_be_done_again(lang: str) -> None:
    assert page_saying(lang, RECEIPTS[lang]).kind is PageKind.ACKNOWLEDGED


DECIDED = {
    "en": "After review, we have decided to reject your objection.",
    "de": "Nach Prüfung haben wir entschieden, deinen Widerspruch abzulehnen.",
    "fr": "Après examen, nous avons décidé de rejeter votre opposition.",
    "es": "Tras el examen, hemos decidido desestimar tu oposición.",
    "it": "Abbiamo deciso di respingere la tua opposizione.",
    "pt": "Decidimos recusar a sua oposição.",
    "nl": "Na beoordeling hebben we besloten je bezwaar af te wijzen.",
    "pl": "Po analizie zdecydowaliśmy odrzucić Twój sprzeciw.",
    "ro": "În urma analizei, am decis să respingem opoziția dumneavoastră.",
    "hr": "Nakon razmatranja odlučili smo odbiti vaš prigovor.",
    "cs": "Rozhodli jsme se vaši námitku zamítnout.",
}
ONLY_THE_MAIL_FAILED = {
    "en": "We could not send you a confirmation mail, but your objection has been recorded.",
    "fr": "Le courriel de confirmation n’a pas pu partir, mais votre opposition est enregistrée.",
    "es": "No pudimos enviarte el correo de confirmación, pero tu oposición está registrada.",
    "it": "Non siamo riusciti a inviarti la conferma, ma la tua opposizione è stata registrata.",
    "nl": "De bevestigingsmail kon niet worden verstuurd, maar je bezwaar is vastgelegd.",
    "da": "Bekræftelsesmailen kunne ikke sendes, men din indsigelse er registreret.",
}
LATER = {
    "pl": "Przechowamy sprzeciw na tym urządzeniu i spróbujemy go wysłać później.",
    "fi": "Säilytämme vastustuksen tällä laitteella ja yritämme lähettää sen myöhemmin.",
    "sv": "Vi sparar invändningen på den här enheten och försöker skicka den senare.",
    "cs": "Námitku uchováme v tomto zařízení a zkusíme ji odeslat později.",
}


@pytest.mark.parametrize("lang", DECIDED)
def test_what_was_decided_against_is_refused(lang: str) -> None:
    assert page_saying(lang, DECIDED[lang]).kind is PageKind.REFUSED


@pytest.mark.parametrize("text", list(ONLY_THE_MAIL_FAILED.items()))
def test_what_failed_beside_the_objection_is_no_refusal(text: tuple[str, str]) -> None:
    assert page_saying(*text).kind is not PageKind.REFUSED
    before, _but, _after = text[1].partition(",")
    assert page_saying(text[0], f"{before}.").kind is not PageKind.ACKNOWLEDGED


def test_who_says_but_of_nothing_received_refuses() -> None:
    text = "We could not process your objection, but you can try again later."
    assert page_saying("en", text).kind is PageKind.REFUSED


@pytest.mark.parametrize("lang", LATER)
def test_what_the_page_itself_tries_later_is_not_refused(lang: str) -> None:
    assert page_saying(lang, LATER[lang]).kind is PageKind.UNKNOWN


LETTER = "\n\n".join(
    (
        "To the controller",
        "I object to the processing of my personal data for developing and training AI. " * 8,
        "My objection was refused before. Please confirm that it has been received now.",
        "If you do not grant it, tell me why. " * 20,
    )
)


@pytest.mark.parametrize("known", [True, False])
def test_a_copy_of_the_letter_in_a_receipt_is_none_of_its_words(known: bool) -> None:
    """Without knowing the letter it is a long page of many ifs, about which the person is asked."""
    said = ["We have received your objection.", "You wrote:", *LETTER.split("\n\n")]
    blocks = tuple(Block(text.strip()) for text in said)
    frame = FrameSnapshot(0, "https://form.test/", True, lang="en", title="Facebook", blocks=blocks)
    seen = judge(Snapshot(frame.url, (frame,)), {}, letter=LETTER if known else "")
    assert (seen.kind is PageKind.ACKNOWLEDGED) is known
    assert seen.snapshot.frames == (frame,), "what shows it once more can still be told"


def test_what_the_letter_says_of_a_receipt_is_no_receipt() -> None:
    text = "Thank you, we have received your objection to AI."
    assert page_saying("en", text).kind is PageKind.ACKNOWLEDGED
    frame = FrameSnapshot(0, "https://form.test/", True, lang="en", blocks=(Block(text),))
    quoted = judge(Snapshot(frame.url, (frame,)), {}, letter=f"You wrote to me:\n{text}\nNo more.")
    assert quoted.kind is PageKind.UNKNOWN
