"""Text behind a field: its label where no other stands before it, else a hint, and never the next
field's question."""

from support.locate_site import COUNTRY, WHY, Site, form, ids


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


def test_a_message_behind_a_field_is_no_label(site: Site) -> None:
    box = "<div><input id=x><p ROLE>Email address</p></div>"
    boxes = (box.replace("ROLE", role) for role in ("role=alert", ""))
    alert, label = site.each(*((COUNTRY, one, WHY) for one in boxes))
    assert "email" not in ids(alert)
    assert ids(label)["email"] == "x"
