"""The only button beside a code is pressed where its words are the code's, and no other."""

from support.locate_site import Site, reworded

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
    "ar": "تحقق | تم | موافق",
    "bg": "Потвърди | Провери | Готово",
    "ca": "Verifica | Següent | Fet | D'acord",
    "cs": "Ověřit | Hotovo",
    "da": "Verificer | Færdig | Udført",
    "de": "Prüfen | Überprüfen | Fertig | OK | Verifizieren | Abschließen",
    "el": "Επαλήθευση | Επόμενο | Τέλος",
    "en": "OK | Done | Check | Check code | Next | Validate",
    "es": "Verificar | Comprobar | Aceptar | Siguiente | Listo | Validar",
    "et": "Kontrolli | Valmis",
    "eu": "Egiaztatu | Hurrengoa | Eginda | Ados",
    "fi": "Valmis | Tarkista",
    "fr": "Vérifier | Suivant | OK | Terminer | Poursuivre | C'est parti",
    "ga": "Fíoraigh | Déanta",
    "gl": "Verificar | Seguinte | Feito | Aceptar",
    "hr": "Provjeri | Gotovo | U redu",
    "hu": "Ellenőrzés | Kész | Jóváhagyás",
    "is": "Lokið | Í lagi",
    "it": "Verifica | Avanti | OK | Fatto | Convalida | Procedi | Prosegui | Completa",
    "ja": "認証する | 続ける | 完了 | OK",
    "ko": "인증 | 완료",
    "lt": "Tikrinti | Gerai",
    "lv": "Pārbaudīt | Sūtīt | Gatavs | Labi",
    "mt": "Ivverifika | Li jmiss | Lest",
    "nb": "Verifiser | Ferdig",
    "nl": "Verifiëren | Verder | Controleren | Klaar",
    "pl": "Zweryfikuj | Sprawdź | Gotowe | Zatwierdź",
    "pt": "Verificar | Seguinte | Validar | Concluir | Concluído",
    "ro": "Verifică | Înainte | Gata | Validează",
    "ru": "Проверить | Готово | ОК",
    "sk": "Overiť | Hotovo",
    "sl": "Preveri | Končano | V redu",
    "sv": "Verifiera | Klar | Kontrollera",
    "tr": "İleri | Tamam",
    "uk": "Перевірити | Готово | Гаразд",
    "zh": "验证 | 驗證 | 完成",
}
"""What buttons are called that confirm a code, on sites of all kinds: beside `samples/`."""


def test_a_button_that_confirms_says_so() -> None:
    labels = [label for one in LABELS.values() for label in one.split(" | ")]
    assert [one for one in labels if not {"confirm", "send", "next"} & meanings(one)] == []


PAGE = (
    "<!doctype html><html><title>TITLE</title><h1>HEAD</h1>TEXT<form><label>LABEL "
    "<input name=c maxlength=6 inputmode=numeric></label><button TYPE>PRESS</button></form>"
)


def test_a_button_beside_a_code_confirms_it_by_its_own_words(site: Site) -> None:
    for kind in ("type=button", "type=submit"):
        page = site.look(PAGE.replace("TYPE", kind).replace("TEXT", ""))
        for lang, (heading, label, confirm, others) in OTHERS.items():
            said = {"TITLE": "Meta", "HEAD": heading, "LABEL": label}
            for text in (confirm, *others):
                reading = reworded(page, {**said, "PRESS": text}, lang=lang)
                assert reading.kind is PageKind.CODE, text
                pressed = reading.fields[Role.CONFIRM_CODE].status == "found"
                assert reading.fields[Role.NEXT].status != "found", text
                assert pressed is (text == confirm), (kind, text)


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


def test_a_code_that_went_to_a_telephone_is_no_mail_s(site: Site) -> None:
    page = site.look(PAGE.replace("TEXT", "<p>TEXT</p>"))
    for lang, (heading, text, label) in BY_PHONE.items():
        said = {"LABEL": label, "PRESS": "OK"}
        for title in ("Meta", "Your objection"):
            named = {**said, "TITLE": title, "HEAD": heading, "TEXT": text}
            assert reworded(page, named, lang=lang).kind is PageKind.CHECKPOINT, (lang, title)
            mailed = {**named, "HEAD": label, "TEXT": f"{text} (a***@example.org)"}
            assert reworded(page, mailed, lang=lang).kind is PageKind.CODE, (lang, title)
