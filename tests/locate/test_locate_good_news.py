"""An alert that says that something is right, and one that asks for it in like words."""

from optout.locate.claims.page_claim import is_good_news

RIGHT = [
    ("en", "Code verified. You can now submit your objection."),
    ("en", "The email address is valid."),
    ("fr", "Code vérifié."),
    ("es", "Código verificado"),
    ("ro", "Cod verificat."),
    ("ar", "تم التحقق من الرمز"),
    ("hu", "A kód ellenőrizve."),
]
WRONG = [
    ("en", "Check the code and try again."),
    ("en", "The address is valid. The code is not correct."),
    ("fr", "Vérifiez le code."),
    ("ro", "Verificați codul introdus."),
    ("hu", "Adj meg egy érvényes e-mail-címet."),
    ("ru", "Введите действительный адрес электронной почты."),
    ("uk", "Введіть дійсну адресу електронної пошти."),
    ("lt", "Įveskite galiojantį el. pašto adresą."),
    ("tr", "Geçerli bir e-posta adresi girin."),
    ("ga", "Cuir isteach seoladh ríomhphoist bailí."),
]


def test_what_is_right_is_no_error_and_what_is_asked_for_is_not_right_yet() -> None:
    assert [text for language, text in RIGHT if not is_good_news(text, language)] == []
    assert [text for language, text in WRONG if is_good_news(text, language)] == []
