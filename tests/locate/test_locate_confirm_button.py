"""The only button beside a code is pressed where its words are the code's, and no other."""

import pytest
from support.locate_site import Site

from optout.locate.roles import PageKind, Role
from optout.locate.words import meanings

OTHERS = {
    "de": (
        "Gib den Code ein, den wir dir per E-Mail geschickt haben",
        "Code",
        "Bestätigen",
        ("Antrag zurückziehen", "Abmelden", "Hilfe", "Überspringen", "Konto löschen", "Verwerfen"),
    ),
    "en": (
        "Enter the code we emailed you",
        "Code",
        "Confirm",
        (
            *("Withdraw my request", "Delete my account", "Sign out", "Start chat", "Give up"),
            *("Confirm and subscribe to our newsletter", "Submit objection", "Verify by phone"),
            *("Use another email", "Skip", "Keep using AI", "Download my data", "Print"),
            *("Continue with Google", "Continue with Apple"),
        ),
    ),
    "es": (
        "Introduce el código que te enviamos por correo",
        "Código",
        "Confirmar",
        ("Retirar mi solicitud", "Descartar", "Cerrar sesión", "Ayuda", "Omitir", "Desistir"),
    ),
    "fr": (
        "Saisissez le code envoyé par e-mail",
        "Code",
        "Valider",
        ("Abandonner ma demande", "Se déconnecter", "Aide", "Retirer ma demande", "Quitter"),
    ),
    "nl": (
        "Voer de code in die we je hebben gemaild",
        "Code",
        "Bevestigen",
        ("Verzoek intrekken", "Hulp", "Bevestigen en me aanmelden voor de nieuwsbrief"),
    ),
    "pl": (
        "Wpisz kod wysłany na Twój adres e-mail",
        "Kod",
        "Potwierdź",
        ("Wycofaj wniosek", "Wyloguj", "Pomoc", "Pomiń", "Usuń konto", "Zrezygnuj"),
    ),
    "sv": (
        "Ange koden som vi skickade till din e-post",
        "Kod",
        "Bekräfta",
        ("Återkalla begäran", "Logga ut", "Hoppa över", "Radera konto", "Avsluta"),
    ),
}


LABELS = {
    "ar": "تأكيد | تحقق | متابعة | التالي | إرسال | تم | موافق",
    "bg": "Потвърди | Потвърждаване | Провери | Продължи | Напред | Изпрати | Готово | OK",
    "ca": "Confirma | Verifica | Continua | Següent | Envia | Fet | D'acord",
    "cs": "Potvrdit | Ověřit | Pokračovat | Další | Odeslat | Hotovo | OK",
    "da": "Bekræft | Verificer | Fortsæt | Næste | Send | Færdig | OK | Udført",
    "de": (
        "Bestätigen | Weiter | Prüfen | Überprüfen | Fertig | Absenden | OK | Code bestätigen | "
        "Code prüfen | Verifizieren | Fortfahren | Abschließen | Senden | E-Mail bestätigen"
    ),
    "el": (
        "Επιβεβαίωση | Επαλήθευση | Συνέχεια | Επόμενο | Αποστολή | Υποβολή | Τέλος | OK | Έλεγχος"
    ),
    "en": (
        "Confirm | Verify | Continue | Submit | Submit code | OK | Done | Check | Check code | "
        "Proceed | Next | Verify code | Confirm email | Verify email | Validate | Complete | "
        "Finish | Send code"
    ),
    "es": (
        "Confirmar | Verificar | Continuar | Comprobar | Enviar | Aceptar | Siguiente | Listo | "
        "Validar | Confirmar código | Finalizar"
    ),
    "et": "Kinnita | Kontrolli | Jätka | Edasi | Saada | Valmis | OK",
    "eu": "Berretsi | Egiaztatu | Jarraitu | Hurrengoa | Bidali | Eginda | Ados",
    "fi": "Vahvista | Jatka | Seuraava | Lähetä | Valmis | Tarkista | OK",
    "fr": (
        "Confirmer | Valider | Vérifier | Continuer | Suivant | Envoyer | OK | Terminer | "
        "Valider le code | Soumettre | Confirmer le code | Vérifier le code | Poursuivre | "
        "C'est parti | Terminé | Confirmer l'adresse e-mail"
    ),
    "ga": "Deimhnigh | Fíoraigh | Lean ar aghaidh | Ar aghaidh | Seol | Déanta",
    "gl": "Confirmar | Verificar | Continuar | Seguinte | Enviar | Feito | Aceptar",
    "hr": "Potvrdi | Provjeri | Nastavi | Dalje | Pošalji | Gotovo | U redu",
    "hu": "Megerősítés | Ellenőrzés | Folytatás | Tovább | Küldés | Kész | OK | Jóváhagyás",
    "is": "Staðfesta | Halda áfram | Áfram | Senda | Lokið | Í lagi",
    "it": (
        "Conferma | Verifica | Continua | Avanti | Invia | OK | Fatto | Convalida | "
        "Conferma codice | Procedi | Prosegui | Completa"
    ),
    "ja": "確認 | 確認する | 認証する | 続ける | 次へ | 送信 | 完了 | OK",
    "ko": "확인 | 인증 | 계속 | 다음 | 제출 | 완료 | 보내기",
    "lt": "Patvirtinti | Tikrinti | Tęsti | Toliau | Siųsti | Atlikta | Gerai",
    "lv": "Apstiprināt | Pārbaudīt | Turpināt | Tālāk | Sūtīt | Gatavs | Labi",
    "mt": "Ikkonferma | Ivverifika | Kompli | Li jmiss | Ibgħat | Lest",
    "nb": "Bekreft | Verifiser | Fortsett | Neste | Send | Ferdig | OK",
    "nl": (
        "Bevestigen | Verifiëren | Doorgaan | Verder | Volgende | Controleren | Verzenden | "
        "Klaar | OK | Code bevestigen | Versturen"
    ),
    "pl": (
        "Potwierdź | Zweryfikuj | Dalej | Kontynuuj | Sprawdź | Wyślij | OK | Gotowe | "
        "Zatwierdź | Potwierdź kod"
    ),
    "pt": (
        "Confirmar | Verificar | Continuar | Seguinte | Avançar | Enviar | Validar | Concluir | "
        "OK | Concluído"
    ),
    "ro": "Confirmă | Verifică | Continuă | Înainte | Trimite | Gata | OK | Validează",
    "ru": "Подтвердить | Проверить | Продолжить | Далее | Отправить | Готово | ОК",
    "sk": "Potvrdiť | Overiť | Pokračovať | Ďalej | Odoslať | Hotovo | OK",
    "sl": "Potrdi | Preveri | Nadaljuj | Naprej | Pošlji | Končano | V redu",
    "sv": "Bekräfta | Verifiera | Fortsätt | Nästa | Skicka | Klar | OK | Kontrollera",
    "tr": "Onayla | Doğrula | Devam | İleri | Gönder | Tamam",
    "uk": "Підтвердити | Перевірити | Продовжити | Далі | Надіслати | Готово | Гаразд",
    "zh": "确认 | 確認 | 验证 | 驗證 | 继续 | 下一步 | 提交 | 完成",
}
"""What buttons are called that confirm a code, on sites of all kinds."""


@pytest.mark.parametrize("lang", LABELS)
def test_a_button_that_confirms_says_so(lang: str) -> None:
    for label in LABELS[lang].split(" | "):
        assert {"confirm", "send", "next"} & meanings(label), label


@pytest.mark.parametrize("kind", ["button", "submit"])
@pytest.mark.parametrize("lang", OTHERS)
def test_a_button_beside_a_code_confirms_it_by_its_own_words(
    site: Site, lang: str, kind: str
) -> None:
    heading, label, confirm, others = OTHERS[lang]
    for text in (confirm, *others):
        page = (
            f"<!doctype html><html lang={lang}><h1>{heading}</h1><form><label>{label} "
            f"<input name=c maxlength=6 inputmode=numeric></label>"
            f"<button type={kind}>{text}</button></form>"
        )
        reading = site.look(page)
        assert reading.kind is PageKind.CODE
        pressed = reading.fields[Role.CONFIRM_CODE].status == "found"
        assert reading.fields[Role.NEXT].status != "found", text
        assert pressed is (text == confirm), text


BY_PHONE = {
    "de": ("Bestätige, dass du es bist", "Gib den 6-stelligen Code ein, den wir per SMS an dein "
    "Handy geschickt haben", "Code"),
    "en": ("Confirm it's you", "Enter the 6-digit code we texted to your phone ending 42", "Code"),
    "es": ("Confirma que eres tú", "Introduce el código de 6 dígitos que enviamos por SMS a tu "
    "teléfono", "Código"),
    "fr": ("Confirmez que c'est vous", "Saisissez le code à 6 chiffres envoyé par SMS", "Code"),
    "it": ("Conferma", "Inserisci il codice di 6 cifre inviato via SMS al tuo telefono", "Codice"),
    "pl": ("Potwierdź", "Wpisz 6-cyfrowy kod wysłany SMS-em na telefon", "Kod"),
    "sv": ("Bekräfta", "Ange koden som vi skickade via sms till din mobil", "Kod"),
}  # fmt: skip


@pytest.mark.parametrize("title", ["Meta", "Your objection"])
@pytest.mark.parametrize("lang", BY_PHONE)
def test_a_code_that_went_to_a_telephone_is_no_mail_s(site: Site, lang: str, title: str) -> None:
    heading, text, label = BY_PHONE[lang]

    def kind(heading: str, more: str) -> PageKind:
        return site.look(
            f"<!doctype html><html lang={lang}><title>{title}</title><h1>{heading}</h1>"
            f"<p>{text}{more}</p><label>{label} <input name=c maxlength=6 inputmode=numeric>"
            "</label><button>OK</button>"
        ).kind

    assert kind(heading, "") is PageKind.CHECKPOINT
    assert kind(label, " (a***@example.org)") is PageKind.CODE
