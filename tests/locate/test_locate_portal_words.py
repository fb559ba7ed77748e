"""The request portal in every language, without a browser: pages put together as they are read."""

from typing import Any

import pytest
from support.portal_pages import WORDS

from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, Dialog, FrameSnapshot, Link, Snapshot
from optout.locate.words import WORDS_DIR
from optout.page.reading import Reading, judge

URL = "https://help.meta.com/requests/1"
EMAIL = "person@example.org"


def look(lang: str, *controls: Control, texts: tuple[str, ...] = (), **more: Any) -> Reading:
    """What is read of a page with these controls, and texts under its heading."""
    given = {"heading": WORDS[lang]["title"], "blocks": (), "dialogs": (), "linked": ()} | more
    blocks = (Block(given["heading"], heading=2), *map(Block, texts), *given["blocks"])
    placed = tuple(c._replace(key=f"0:{i}", index=i) for i, c in enumerate(controls))
    frame = FrameSnapshot(
        0,
        URL,
        True,
        lang=lang,
        blocks=blocks,
        controls=placed,
        dialogs=given["dialogs"],
        linked=given["linked"],
    )
    return judge(Snapshot(URL, (frame,)), {})


def box(label: str, kind: ControlKind = ControlKind.TEXT, **more: Any) -> Control:
    return Control("", 0, 0, kind, type="text", label=label, **more)


def press(label: str, **more: Any) -> Control:
    return Control("", 0, 0, ControlKind.BUTTON, label=label, **more)


def letter(lang: str, **more: Any) -> Control:
    return box(WORDS[lang]["why"], ControlKind.TEXTAREA, **more)


def emails(lang: str, **more: Any) -> tuple[Control, Control]:
    return box(WORDS[lang]["email"], **more), box(WORDS[lang]["again"], **more)


@pytest.fixture(params=WORDS)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_language_is_tried() -> None:
    assert sorted(WORDS) == sorted(path.stem for path in WORDS_DIR.glob("*.toml"))


def test_the_whole_form(lang: str) -> None:
    said = WORDS[lang]
    asked = (press(said["ask"]), box(said["code"]), press(said["submit"]))
    land = box(said["country"], ControlKind.COMBOBOX)
    page = look(lang, land, *emails(lang), letter(lang), *asked)
    found = {role for role, field in page.fields.items() if field.status == "found"}
    fields = {Role.COUNTRY, Role.EMAIL, Role.EMAIL_AGAIN, Role.EXPLANATION, Role.CODE}
    assert (page.kind, found) == (PageKind.FORM, fields | {Role.SUBMIT, Role.REQUEST_CODE})
    assert not page.code_sent


def test_a_step_and_its_code(lang: str) -> None:
    said = WORDS[lang]
    going = press(said["next"])
    page = look(lang, *emails(lang), press(said["ask"]), going, texts=(said["step"],))
    assert (page.kind, page.step, page.code_sent) == (PageKind.FORM, (2, 3), False)
    assert page.fields[Role.NEXT].status == "found"
    assert page.fields[Role.SUBMIT].status == "missing"
    filled = emails(lang, value=EMAIL, filled=True)
    code = box("", placeholder=said["code"])
    page = look(lang, *filled, press(said["sent"], disabled=True), code, going)
    assert (page.kind, page.code_sent) == (PageKind.FORM, True)
    assert page.fields[Role.CODE].status == "found"
    assert page.fields[Role.CONFIRM_CODE].status == "missing"


def test_limits(lang: str) -> None:
    said = WORDS[lang]
    told = {
        said["limit"]: (500, None),
        said["lines"]: (None, 2),
        said["left"]: (500, None),
        said["fields"]: (None, None),
    }
    for text, limits in told.items():
        held = letter(lang, value="a" * 20, filled=True, after=(text,))
        found = look(lang, held, press(said["submit"])).limits
        assert (found.characters, found.lines) == limits, text


def test_good_news(lang: str) -> None:
    said = WORDS[lang]
    for text in (said["valid"], said["fields"], said["sent"]):
        page = look(lang, *emails(lang), press(said["next"]), blocks=(Block(text, alert="alert"),))
        assert (page.kind, page.errors) == (PageKind.FORM, ()), text


def test_what_is_the_person_s(lang: str) -> None:
    said = WORDS[lang]
    tick = Control("", 0, 0, ControlKind.CHECKBOX, label=said["statement"])
    page = look(lang, *emails(lang), tick, box(said["signature"]), press(said["next"]))
    assert page.only_for_person == (said["statement"], said["signature"])
    assert page.fields[Role.NAME].status == "missing"


def test_a_check(lang: str) -> None:
    said = WORDS[lang]
    for text in (said["check"], said["required"]):
        over = {"dialogs": (Dialog(modal=True),), "blocks": (Block(text, dialog=0),)}
        buttons = press(said["submit"], dialog=0, disabled=True)
        page = look(lang, letter(lang), press(said["submit"]), buttons, **over)
        assert page.kind is PageKind.CAPTCHA, text


def test_the_end(lang: str) -> None:
    said = WORDS[lang]
    told = (said["thanks"], said["review"])
    plain = look(lang, texts=told, heading="Meta")
    assert (plain.kind, plain.claim.kind) == (PageKind.UNKNOWN, "received")
    assert look(lang, texts=told).kind is PageKind.ACKNOWLEDGED
    left = look(lang, *emails(lang), press(said["next"]), texts=told)
    assert (left.kind, left.claim.kind) == (PageKind.FORM, "unclear")


def test_a_menu(lang: str) -> None:
    said = WORDS[lang]
    products = tuple(Link(name) for name in ("Facebook", "Instagram"))
    assert look(lang, texts=(said["start"],), linked=products).kind is PageKind.MENU
    assert look(lang, texts=(said["valid"],), linked=products).kind is not PageKind.MENU
    asked = (Link(said["objection"]), Link(said["deletion"]))
    page = look(lang, linked=asked, heading="Meta")
    assert (page.kind, page.menu) == (PageKind.MENU, (said["objection"],))
