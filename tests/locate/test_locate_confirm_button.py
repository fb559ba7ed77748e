"""The only button beside a code is pressed where its words are the code's, and no other."""

from support.locate_site import Site, reworded
from support.tables import by_language

from optout.locate.roles import PageKind, Role
from optout.locate.words import meanings

SAID: dict[str, dict[str, list[str]]] = by_language("confirm_buttons")


def of(key: str) -> dict[str, dict[str, list[str]]]:
    """What is said in each language that has such a page."""
    return {lang: said for lang, said in SAID.items() if key in said}


def test_a_button_that_confirms_says_so() -> None:
    labels = [label for said in SAID.values() for label in said["confirms"]]
    assert [one for one in labels if not {"confirm", "send", "next"} & meanings(one)] == []


PAGE = (
    "<!doctype html><html><title>TITLE</title><h1>HEAD</h1>TEXT<form><label>LABEL "
    "<input name=c maxlength=6 inputmode=numeric></label><button TYPE>PRESS</button></form>"
)


def test_a_button_beside_a_code_confirms_it_by_its_own_words(site: Site) -> None:
    for kind in ("type=button", "type=submit"):
        page = site.look(PAGE.replace("TYPE", kind).replace("TEXT", ""))
        for lang, told in of("page").items():
            heading, label, confirm = told["page"]
            said = {"TITLE": "Meta", "HEAD": heading, "LABEL": label}
            for text in (confirm, *told["others"]):
                reading = reworded(page, {**said, "PRESS": text}, lang=lang)
                assert reading.kind is PageKind.CODE, text
                pressed = reading.fields[Role.CONFIRM_CODE].status == "found"
                assert reading.fields[Role.NEXT].status != "found", text
                assert pressed is (text == confirm), (kind, text)


def test_a_code_that_went_to_a_telephone_is_no_mail_s(site: Site) -> None:
    page = site.look(PAGE.replace("TEXT", "<p>TEXT</p>"))
    for lang, told in of("by_phone").items():
        heading, text, label = told["by_phone"]
        said = {"LABEL": label, "PRESS": "OK"}
        for title in ("Meta", "Your objection"):
            named = {**said, "TITLE": title, "HEAD": heading, "TEXT": text}
            assert reworded(page, named, lang=lang).kind is PageKind.CHECKPOINT, (lang, title)
            mailed = {**named, "HEAD": label, "TEXT": f"{text} (a***@example.org)"}
            assert reworded(page, mailed, lang=lang).kind is PageKind.CODE, (lang, title)
