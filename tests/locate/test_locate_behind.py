"""Text behind a field: its label where no other stands before it, else a hint, and never the next
field's question."""

from support.locate_site import COUNTRY, WHY, Site, form, ids, reworded

LIST = "<option value=''>—<option>Latvia<option>Malta<option>Norway<option>Poland<option>Spain"
BOXES = {
    "town": "<input id=town>",
    "land": f"<select id=land>{LIST}</select>",
    "mail": "<input id=mail>",
    "topic": "<input id=topic>",
    "why": "<textarea id=why></textarea>",
}
SAID = {
    "town": "Village or town",
    "land": "Country you are living in",
    "mail": "An email address at which you read our reply",
    "topic": "Subject line",
    "why": "Tell us why you object",
}
WAYS = {
    "cells": "<table><tr><td>BOX</td><td>SAID</td></tr></table>",
    "a line of its own": "<div>BOX<span>SAID</span></div>",
    "a part of its own": "<div><div><span>BOX</span></div><div>SAID</div></div>",
    "its line's end": "BOX SAID<br>",
    "drawn above": "<div style='display:flex;flex-direction:column-reverse'>BOX<b>SAID</b></div>",
    "a description": "BOX<div id=dID>SAID</div>",
    "a description that is not shown": "<div>BOX</div><div hidden id=dID>SAID</div>",
    "a script between": "<div>BOX<style>b{}</style><button>Clear</button><i>SAID</i></div>",
}


def _rows(way: str, names: tuple[str, ...] = tuple(BOXES)) -> str:
    described = " aria-describedby=dID" if "dID" in way else ""
    rows = (
        way.replace("BOX", BOXES[n].replace(f"id={n}", f'id="{n}"{described}'))
        .replace("SAID", SAID[n])
        .replace("dID", f"d{n}")
        for n in names
    )
    return "".join(rows).replace("</table><table>", "")


def test_labels_behind_their_fields(site: Site) -> None:
    wrong = {}
    for name, way in WAYS.items():
        several = _rows(way, ("town", "mail", "topic"))
        found = list(map(ids, site.each((_rows(way),), (several, WHY))))
        asked = {"email": "mail", "explanation": "why"}
        if found != [{"country": "land", **asked}, asked]:
            wrong[name] = found
    assert wrong == {}


HINTED = "<p>SAID</p><div>BOX<small>HINT</small></div>"


def test_hints_behind_fields_that_have_a_label_before_them(site: Site) -> None:
    hinted = site.look(form(_rows(HINTED.replace("HINT", "Fill this in."))))
    assert ids(hinted) == {"country": "land", "email": "mail", "explanation": "why"}
    town = _rows(HINTED.replace("HINT", "E-mail"), ("town",))
    rest = _rows(HINTED.replace("HINT", "Optional"), ("land", "mail", "why"))
    once = site.look(form(town + rest))
    for hint in ("Your subject line", "Name of your town", "Optional"):
        assert ids(reworded(once, {"Optional": hint})).get("email") in (None, "mail"), hint


def test_small_print_behind_a_field_that_has_its_question_before_it(site: Site) -> None:
    asked = "<p>Why do you object?</p><div><textarea id=why></textarea><small>SAID</small></div>"
    town = _rows("<div>BOX<span>SAID</span></div>", ("town",))
    box = asked.replace("SAID", "Shared with nobody")
    bare = box.replace("<p>Why do you object?</p>", "")
    page, without = site.each((COUNTRY, town, box), (COUNTRY, town, bare))
    assert ids(page) == {"country": "land", "explanation": "why"}
    assert "explanation" not in ids(without)


def test_hints_behind_fields_that_a_placeholder_tells_of(site: Site) -> None:
    row = "<div><input id=ID placeholder='PROMPT'><small>HINT</small></div>"
    mail = row.replace("ID", "mail").replace("PROMPT", "Email").replace("HINT", "Your town is kept")
    town = row.replace("ID", "town").replace("PROMPT", "Town").replace("HINT", "Not your email")
    page = form(COUNTRY, mail, town.replace("Not", "Needed beside that, it is not"), WHY)
    assert site.found(page) == {"country": "land", "email": "mail", "explanation": "why"}


def test_a_title_behind_a_lone_field_is_the_next_part_s(site: Site) -> None:
    part = "<div><div><input id=first></div>TITLE</div><div><input id=second></div>"
    heading, text = site.each(
        *(
            (COUNTRY, part.replace("TITLE", title), WHY)
            for title in ("<h3>Your email</h3>", "<p>Your email</p>")
        )
    )
    assert (ids(heading)["email"], ids(text)["email"]) == ("second", "first")


def test_a_field_s_description_is_no_question_of_the_next(site: Site) -> None:
    first = '<label>Town <input aria-describedby="d"></label><p id="d">Your email in your town</p>'
    bare = first.replace(' aria-describedby="d"', "")
    described, before = site.each(*((one, '<input id="next">', WHY) for one in (first, bare)))
    assert ids(described) == {"explanation": "why"}
    assert ids(before)["email"] == "next"


def test_a_message_behind_a_field_is_no_label(site: Site) -> None:
    box = "<div><input id=x><p ROLE>Email address</p></div>"
    boxes = (box.replace("ROLE", role) for role in ("role=alert", ""))
    alert, label = site.each(*((COUNTRY, one, WHY) for one in boxes))
    assert "email" not in ids(alert)
    assert ids(label)["email"] == "x"
