"""Limits of the letter that a page tells in words: of characters, of words, of lines."""

import tomllib
from pathlib import Path

import pytest
from support.locate_site import Site
from support.portal_pages import WORDS
from support.report import Report

from optout.locate.form.limits import TextLimits
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import LIMITS, Block, Control, FrameSnapshot, Snapshot
from optout.locate.words import WORDS_DIR
from optout.page.reading import judge

URL = "https://help.meta.com/requests/1"
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))
TOLD: dict[str, list[list[str | int]]] = tomllib.loads(
    Path(__file__).with_name("limits_in_words.toml").read_text("utf-8")
)
WORD = "abcd"


def shown(limits: TextLimits) -> str:
    counts = (("c", limits.characters), ("w", limits.words), ("l", limits.lines))
    return " ".join(f"{unit}{count}" for unit, count in counts if count is not None)


def told(lang: str, text: str, at: str = "after", held: int | str = 0) -> str:
    """The limits that are read of a text at a letter's box which holds so many words, or a text."""
    said = WORDS[lang]
    value = held if isinstance(held, str) else " ".join([WORD] * held)
    box = Control("0:0", 0, 0, ControlKind.TEXTAREA, type="text", label=said["why"], value=value)
    blocks = [Block(said["title"], heading=2)]
    if at == "error":
        blocks.append(Block(text, alert="alert"))
    elif at == "label":
        box = box._replace(label=f"{said['why']} {text}")
    else:
        box = box._replace(**{at: (text,) if at == "after" else text})
    press = Control("0:1", 0, 1, ControlKind.BUTTON, label=said["submit"])
    frame = FrameSnapshot(0, URL, True, lang=lang, blocks=tuple(blocks), controls=(box, press))
    reading = judge(Snapshot(URL, (frame,)), {})
    assert reading.fields[Role.EXPLANATION].status == "found"
    return shown(reading.limits)


def test_each_language_has_some() -> None:
    assert sorted(TOLD) == LANGUAGES
    for lang, rows in TOLD.items():
        limits = [str(limit) for _, limit, *_ in rows]
        assert any("w" in one for one in limits), lang
        assert any("" in limits for _ in limits), lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_page_says_limits_the_letter(lang: str, report: Report) -> None:
    wrong = {
        text: (found, limits)
        for text, limits, *where in TOLD[lang]
        if (found := told(lang, str(text), *where)) != limits  # type: ignore[arg-type]
    }
    assert wrong == {}
    report(f"limits told in words, {lang}: {len(TOLD[lang])} texts, 0 wrong")


@pytest.mark.parametrize("held", ["", "abcd " * 250])
@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Maximum 300 words", "w300"),
        ("In your own words, max. 500", "c500"),
        ("Keywords: up to 30", ""),
        ("Maximum 5 words", "w5"),
        ("Maximum 4 words", ""),
        ("Up to 5 files, 10 MB each", ""),
        ("Maximum 4 KB", "c1365"),
        ("We answer by 2027 at the latest, in up to 2030", ""),
    ],
)
def test_whatever_the_box_holds(text: str, limits: str, held: str) -> None:
    assert told("en", text, held=held) == limits


LETTER = "I object to this use of what I have written, of all my photos and of my videos. " * 16
"""Of 288 words and 1,280 characters."""


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("288 words", ""),
        ("300 words", ""),
        ("1280 characters", ""),
        ("1024 characters", ""),
        ("12 words left", "w300"),
        ("-88 words left", "w200"),
        ("−88 words left", "w200"),
        ("20 characters left", "c1300"),
        ("You have 88 words too many", "w200"),
        ("You have 80 characters too many", "c1200"),
        ("8 words over the limit", "w280"),
        ("Too many words: at most 200", "w200"),
        ("288 / 200 words", "w200"),
        ("288/300 words", "w300"),
        ("150 words", "w150"),
    ],
)
def test_a_counter_beside_what_the_box_holds(text: str, limits: str) -> None:
    assert told("en", text, held=LETTER) == limits


def test_a_dash_before_what_is_left_of_an_empty_box_is_no_minus() -> None:
    assert told("en", "- 500 characters left") == "c500"


def test_what_was_not_read_to_its_end_is_not_counted() -> None:
    held = WORD * (LIMITS["value"] // len(WORD))
    for text in ("20 characters left", "4050 characters", "600 words", "1 word left"):
        assert told("en", text, held=held) == ""
    assert told("en", "4100/2000 characters", held=held) == "c2000"


def test_words_of_one_language_are_none_of_another() -> None:
    """ "mot" is against, and a word."""
    assert told("fr", "300 mot") == "w300"
    assert told("nb", "300 mot") == ""


HINTS = {
    "en": ("Subject", "at most 80 characters", "Maximum 300 words"),
    "de": ("Betreff", "höchstens 80 Zeichen", "Höchstens 300 Wörter"),
    "fr": ("Objet", "80 caractères maximum", "300 mots maximum"),
    "es": ("Asunto", "máximo 80 caracteres", "Máximo 300 palabras"),
    "it": ("Oggetto", "massimo 80 caratteri", "Massimo 300 parole"),
    "nl": ("Onderwerp", "maximaal 80 tekens", "Maximaal 300 woorden"),
    "pl": ("Temat", "maksymalnie 80 znaków", "Maksymalnie 300 słów"),
    "pt": ("Assunto", "máximo de 80 caracteres", "Máximo de 300 palavras"),
    "sv": ("Ämne", "högst 80 tecken", "Högst 300 ord"),
    "da": ("Emne", "højst 80 tegn", "Højst 300 ord"),
    "nb": ("Emne", "maks 80 tegn", "Maks 300 ord"),
    "fi": ("Aihe", "enintään 80 merkkiä", "Enintään 300 sanaa"),
    "cs": ("Předmět", "nejvýše 80 znaků", "Nejvýše 300 slov"),
    "sk": ("Predmet", "najviac 80 znakov", "Najviac 300 slov"),
    "hu": ("Tárgy", "legfeljebb 80 karakter", "Legfeljebb 300 szó"),
    "ro": ("Subiect", "maximum 80 de caractere", "Maximum 300 de cuvinte"),
    "bg": ("Тема", "най-много 80 знака", "Най-много 300 думи"),
    "el": ("Θέμα", "έως 80 χαρακτήρες", "Έως 300 λέξεις"),
    "hr": ("Predmet", "najviše 80 znakova", "Najviše 300 riječi"),
    "sl": ("Zadeva", "največ 80 znakov", "Največ 300 besed"),
    "et": ("Teema", "kuni 80 tähemärki", "Kuni 300 sõna"),
    "lv": ("Temats", "ne vairāk kā 80 rakstzīmju", "Ne vairāk kā 300 vārdu"),
    "lt": ("Tema", "ne daugiau kaip 80 simbolių", "Ne daugiau kaip 300 žodžių"),
    "ru": ("Тема", "не более 80 символов", "Не более 300 слов"),
    "uk": ("Тема", "не більше 80 символів", "Не більше 300 слів"),
    "tr": ("Konu", "en fazla 80 karakter", "En fazla 300 kelime"),
    "ar": ("الموضوع", "80 حرفا كحد أقصى", "٣٠٠ كلمة كحد أقصى"),
    "ja": ("件名", "80文字以内", "300語以内"),
    "ko": ("제목", "최대 80자", "최대 300단어"),
    "zh": ("主题", "最多80字", "最多300个单词"),
}
"""What a field for the subject is called, its limit of 80 characters, the letter's of 300 words."""


def _page(lang: str, body: str) -> str:
    said = WORDS[lang]
    return (
        f"<!doctype html><html lang={lang}><title>{said['title']}</title><main>"
        f"<h1>{said['title']}</h1><form><p><label for=m>{said['email']}</label>"
        f"<input id=m type=email></p>{body}<button type=button>{said['submit']}</button></form>"
    )


LAYOUTS: dict[str, tuple[str, str]] = {
    "the limit of the field before": ("{field}<small>{short}</small></div>{letter}{box}", ""),
    "both": ("{field}<p>{short}</p></div>{letter}{box}<p>{long}</p>", "w300"),
    "a counter of the field before": ("{field}<p>0/80</p></div>{letter}<p>{long}</p>{box}", "w300"),
    "a counter over the box": ("{field}<p>0/80</p></div>{letter}<p>0/900</p>{box}", "c900"),
    "between its label and the box": ("{letter}<p>{long}.</p>{box}", "w300"),
    "in the label": ("<label for=x>{why} <small>({long})</small></label>{box}", "w300"),
    "in a legend": ("<fieldset><legend>{why} ({long})</legend>{named}</fieldset>", "w300"),
    "described": ("{letter}{described}<span id=h hidden>{long}</span>", "w300"),
    "described by two": ("{letter}{described}<p id=k>…</p><p id=h>{long}</p>", "w300"),
    "in a tooltip": ("{letter}{tooltip}", "w300"),
    "said live": ("{letter}{box}<div aria-live=polite role=status>{long}</div>", "w300"),
    "of the next box": ("{letter}{box}<p><label for=o>{subject}</label>{other}</p>{long}", ""),
    "before the next box": ("{letter}{box}<p><label for=o>{subject}</label>{long}{other}</p>", ""),
    "rows": (
        "<table><tr><td>{subject}<td><input name=s><td>{short}"
        "<tr><td>{why}<td><textarea></textarea><td>{long}</table>",
        "w300",
    ),
    "rows, of the field before": (
        "<table><tr><td>{subject}<td><input name=s><td>{short}"
        "<tr><td>{why}<td><textarea></textarea><td></table>",
        "",
    ),
    "before the label, after a list": (
        "<label for=c>{country}</label><select id=c><option>…<option>France</select>"
        "<p>{long}</p>{letter}{box}",
        "w300",
    ),
    "under a heading": ("<h2>{why}</h2><p>{long}</p>{named}", "w300"),
}
"""Where a limit stands, and which is the letter's."""


def _layout(lang: str, shape: str) -> str:
    said, (subject, short, long) = WORDS[lang], HINTS[lang]
    return shape.format(
        subject=subject,
        short=short,
        long=long,
        why=said["why"],
        country=said["country"],
        field=f"<div><label for=s>{subject}</label><input id=s type=text>",
        letter=f"<label for=x>{said['why']}</label>",
        box="<textarea id=x></textarea>",
        named=f"<textarea aria-label='{said['why']}'></textarea>",
        described="<textarea id=x aria-describedby='k h'></textarea>",
        tooltip=f'<textarea id=x title="{long}"></textarea>',
        other="<textarea id=o></textarea>",
    )


@pytest.mark.parametrize(
    ("lang", "layout"),
    [
        (lang, layout)
        for one, lang in enumerate(HINTS)
        for two, layout in enumerate(LAYOUTS)
        if (one + two) % 6 == 0
    ],
)
def test_whose_limit_it_is(site: Site, lang: str, layout: str) -> None:
    shape, limits = LAYOUTS[layout]
    reading = site.look(_page(lang, _layout(lang, shape)))
    assert reading.fields[Role.EXPLANATION].status == "found"
    assert shown(reading.limits) == limits
