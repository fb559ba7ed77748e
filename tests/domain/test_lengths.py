"""How a text's length is counted: never as fewer words than a site may count."""

from optout.domain.lengths import most_words, utf16_length


def test_words() -> None:
    counts = {
        "": 0,
        "  \n ": 0,
        "I object.": 2,
        "one\ntwo\u00a0three": 3,
        "l’avis d'un juge": 5,
        "co-operation": 2,
        "— I — object —": 5,
        "Artikel 21(1) DSGVO": 4,
        "Я возражаю": 2,
        "أعترض على ذلك": 3,
        "異議を申し立てます": 9,
        "我反对 AI 训练": 6,
        "คัดค้าน": 7,
    }
    assert {text: most_words(text) for text in counts} == counts


def test_utf16_units() -> None:
    assert [utf16_length(text) for text in ("", "aé€", "😀")] == [0, 3, 2]
