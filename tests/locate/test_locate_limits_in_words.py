"""Limits of the letter that a page tells in words: of characters, of words, of lines."""

import re

from corpus.words import words
from support.locate_site import Site, reworded
from support.portal_pages import WORDS
from support.report import Report
from support.tables import by_language

from optout.locate.form.limits import TextLimits
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import LIMITS, Block, Control, FrameSnapshot, Snapshot
from optout.locate.words import WORDS_DIR
from optout.page.reading import judge

URL = "https://help.meta.com/requests/1"
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))
TOLD: dict[str, list[list[str | int]]] = by_language("limits_in_words")
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


def test_what_a_page_says_limits_the_letter(report: Report) -> None:
    wrong = {
        (lang, text): (found, limits)
        for lang, rows in TOLD.items()
        for text, limits, *where in rows
        if (found := told(lang, str(text), *where)) != limits  # type: ignore[arg-type]
    }
    assert wrong == {}
    count = sum(map(len, TOLD.values()))
    report(f"limits told in words, {len(TOLD)} languages: {count} texts, 0 wrong")


def test_whatever_the_box_holds() -> None:
    limits = {
        "Maximum 300 words": "w300",
        "In your own words, max. 500": "c500",
        "Keywords: up to 30": "",
        "Maximum 5 words": "w5",
        "Maximum 4 words": "",
        "Up to 5 files, 10 MB each": "",
        "Maximum 4 KB": "c1365",
        "We answer by 2027 at the latest, in up to 2030": "",
    }
    for held in ("", "abcd " * 250):
        assert {text: told("en", text, held=held) for text in limits} == limits


LETTER = "I object to this use of what I have written, of all my photos and of my videos. " * 16
"""Of 288 words and 1,280 characters."""


def test_a_counter_beside_what_the_box_holds() -> None:
    limits = {
        "288 words": "",
        "300 words": "",
        "1280 characters": "",
        "1024 characters": "",
        "12 words left": "w300",
        "-88 words left": "w200",
        "−88 words left": "w200",
        "20 characters left": "c1300",
        "You have 88 words too many": "w200",
        "You have 80 characters too many": "c1200",
        "8 words over the limit": "w280",
        "Too many words: at most 200": "w200",
        "288 / 200 words": "w200",
        "288/300 words": "w300",
        "150 words": "w150",
    }
    assert {text: told("en", text, held=LETTER) for text in limits} == limits


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


LAYOUTS: dict[str, tuple[str, str]] = {
    "the limit of the field before": ("{field}<small>SHORT</small></div>{letter}{box}", ""),
    "both": ("{field}<p>SHORT</p></div>{letter}{box}<p>LONG</p>", "long"),
    "a counter of the field before": ("{field}<p>0/80</p></div>{letter}<p>LONG</p>{box}", "long"),
    "a counter over the box": ("{field}<p>0/80</p></div>{letter}<p>0/900</p>{box}", "c900"),
    "between its label and the box": ("{letter}<p>LONG.</p>{box}", "long"),
    "in the label": ("<label for=x>WHY <small>(LONG)</small></label>{box}", "long"),
    "in a legend": ("<fieldset><legend>WHY (LONG)</legend>{named}</fieldset>", "long"),
    "described": ("{letter}{described}<span id=h hidden>LONG</span>", "long"),
    "described by two": ("{letter}{described}<p id=k>…</p><p id=h>LONG</p>", "long"),
    "in a tooltip": ("{letter}{tooltip}", "long"),
    "said live": ("{letter}{box}<div aria-live=polite role=status>LONG</div>", "long"),
    "of the next box": ("{letter}{box}<p><label for=o>SUBJECT</label>{other}</p>LONG", ""),
    "before the next box": ("{letter}{box}<p><label for=o>SUBJECT</label>LONG{other}</p>", ""),
    "rows": (
        "<table><tr><td>SUBJECT<td><input name=s><td>SHORT"
        "<tr><td>WHY<td><textarea></textarea><td>LONG</table>",
        "long",
    ),
    "rows, of the field before": (
        "<table><tr><td>SUBJECT<td><input name=s><td>SHORT"
        "<tr><td>WHY<td><textarea></textarea><td></table>",
        "",
    ),
    "before the label, after a list": (
        "<label for=c>COUNTRY</label><select id=c><option>…<option>France</select>"
        "<p>LONG</p>{letter}{box}",
        "long",
    ),
    "under a heading": ("<h2>WHY</h2><p>LONG</p>{named}", "long"),
}
"""Where a limit stands, and which is the letter's."""


PARTS = {
    "field": "<div><label for=s>SUBJECT</label><input id=s type=text>",
    "letter": "<label for=x>WHY</label>",
    "box": "<textarea id=x></textarea>",
    "named": "<textarea aria-label=WHY></textarea>",
    "described": "<textarea id=x aria-describedby='k h'></textarea>",
    "tooltip": "<textarea id=x title=LONG></textarea>",
    "other": "<textarea id=o></textarea>",
}
FORM = (
    "<!doctype html><html><title>TITLE</title><main><h1>TITLE</h1><form><p><label for=m>EMAIL"
    "</label><input id=m type=email></p>BODY<button type=button>SEND</button></form>"
)


def _said(lang: str) -> tuple[dict[str, str], str]:
    """What stands in the page in a language, and the limit that the long text tells."""
    said, rows = WORDS[lang], TOLD[lang]
    long, limit = next((str(r[0]), str(r[1])) for r in rows if len(r) == 2 and "w" in str(r[1]))
    short = next((str(r[0]) for r in rows if len(r) == 2 and "c" in str(r[1])), "80")
    short = re.sub(r"\d+(?:[.\s]\d+)*", "80", short)  # no more than one line takes
    subject = words(lang).label["subject"][0]
    hints = {"LONG": long, "SHORT": short, "SUBJECT": subject, "COUNTRY": said["country"]}
    asked = {"TITLE": said["title"], "EMAIL": said["email"], "WHY": said["why"]}
    return hints | asked | {"SEND": said["submit"]}, limit


def test_whose_limit_it_is(site: Site) -> None:
    wrong = {}
    for number, (layout, (shape, told)) in enumerate(LAYOUTS.items()):
        html = FORM.replace("BODY", shape.format_map(PARTS))
        page = site.look(html)
        for lang in LANGUAGES[number % 3 :: 3]:
            said, limit = _said(lang)
            said = {mark: text for mark, text in said.items() if mark in html}
            reading = reworded(page, said, lang=lang)
            found = reading.fields[Role.EXPLANATION].status, shown(reading.limits)
            if found != ("found", limit if told == "long" else told):
                wrong[layout, lang] = found
    assert wrong == {}
