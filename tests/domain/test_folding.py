"""One folding for all that is compared: pages, names of countries, answers, a name in a text."""

from optout.countries.index import normal_form
from optout.domain.folding import fold_letters, letters_of, spellings, without_accents
from optout.locate.words import fold

FOLDED = (
    ("Straße", "strasse"),
    ("ÉCOLE", "ecole"),
    ("e\u0301cole", "ecole"),
    ("Łódź, Ørsted", "lodz, orsted"),
    ("Þjóðerni", "thjoderni"),
    ("İstanbul, Iğdır", "istanbul, igdir"),
    ("Ωμέγα", "ωμεγα"),
    ("ирла́ндия", "ирландия"),
    ("בְּרֵאשִׁית", "בראשית"),
    ("إِيرَان", "ايران"),
    ("ایران", "ايران"),
    ("Ａｂｃ１", "abc1"),
    ("soft\u00adhyphen\u200b", "softhyphen"),
    ("l’IA", "l'ia"),
)


def test_case_accents_and_forms_do_not_count() -> None:
    for text, plain in FOLDED:
        assert fold_letters(text) == fold_letters(plain) == plain, text


def test_what_makes_another_letter_or_word_counts() -> None:
    pairs = (("が", "か"), ("कि", "क"), ("한", "하"), ("a b", "ab"), ("l'ia", "lia"), ("ё1", "е2"))
    assert [pair for pair in pairs if fold_letters(pair[0]) == fold_letters(pair[1])] == []


def test_pages_and_countries_are_compared_alike() -> None:
    for text in ("Côte d’Ivoire", "Norður-Írland", "Česká republika"):
        assert normal_form(text) == fold(text)


def test_of_an_answer_only_letters_and_digits_count() -> None:
    assert letters_of(" Ja! ") == letters_of("ＪＡ") == "ja"
    assert letters_of("…") == ""


def test_without_accents_a_name_keeps_its_capitals() -> None:
    assert without_accents("Zoë Müller") == "Zoe Muller"
    assert without_accents("ZOË") != "zoe"
    assert without_accents("Łukasz ŻÓŁĆ, Øyvind, Đorđe, Þór, Ægir, Weiß") == (
        "Lukasz ZOLC, Oyvind, Dorde, Thor, Aegir, Weiss"
    )
    assert without_accents("O’Brien, Ана") == "O’Brien, Ана"


def test_a_name_is_spelled_as_keyboards_allow() -> None:
    others = {
        "Müller": ["Muller", "Mueller"],
        "Mu\u0308ller": ["Muller", "Mueller"],
        "Øyvind Åse": ["Oyvind Ase", "Oeyvind Aase"],
        "Zoé": ["Zoe"],
        "Petit": [],
    }
    assert {name: spellings(name) for name in others} == {n: [n, *o] for n, o in others.items()}
