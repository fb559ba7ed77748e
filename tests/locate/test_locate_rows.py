"""Rows of texts over rows of fields, without any mark-up that tells which is whose."""

import pytest
from support.locate_site import WHOLE, Site, form

LIST = "<option value=''>Choose<option>France<option>Malta<option>Peru"
WHY = '<p>Why do you object?</p><textarea id="why"></textarea>'
MAIL, LAND = '<input id="mail" name="f1">', f'<select id="land" name="f2">{LIST}</select>'
ORDER = '<input id="order" name="f3">'


def grid(heads: tuple[str, ...], *fields: str) -> str:
    """Texts in one row, fields in the next, with this width each."""
    columns = "".join(f"<div>{text}</div>" for text in (*heads, *fields))
    style = f"display:grid;grid-template-columns:repeat({len(heads)},240px)"
    return f'<div style="{style}">{columns}</div>'


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_stands_over_the_next_field_does_not_name_this_one(site: Site, direction: str) -> None:
    page = form(grid(("Order number", "Email address"), ORDER, MAIL), LAND, WHY)
    page = page.replace("<body>", f"<body dir={direction}>")
    assert site.found(page)["email"] == "mail"
    turned = page.replace("Order number", "?").replace("Email address", "Order number")
    assert site.found(turned.replace("?", "Email address"))["email"] == "order"


def test_each_field_of_a_row_has_the_text_over_it(site: Site) -> None:
    heads = ("Order number", "Email address", "Country you live in")
    assert site.found(form(grid(heads, ORDER, MAIL, LAND), WHY)) == WHOLE
    assert site.found(form(grid(heads, MAIL, ORDER, LAND), WHY))["email"] == "order"
    born = (*heads[:2], "Country of birth")
    assert "country" not in site.found(form(grid(born, ORDER, MAIL, LAND), WHY))


def column(*lines: str) -> str:
    rows = "".join(f'<div style="height:40px">{line}</div>' for line in lines)
    return f'<div style="width:200px">{rows}</div>'


def test_each_field_of_a_column_has_the_text_beside_it(site: Site) -> None:
    texts = ("Order number", "Email address", "Country you live in")

    def page(*fields: str) -> str:
        return form(f'<div style="display:flex">{column(*texts)}{column(*fields)}</div>', WHY)

    assert site.found(page(ORDER, MAIL, LAND)) == WHOLE
    assert site.found(page(MAIL, ORDER, LAND))["email"] == "order"
    away = page(ORDER, MAIL, LAND).replace('<div style="display:flex">', "<div>")
    assert "email" not in site.found(away), "no text lies beside it"


def test_a_label_at_the_end_of_the_row_above_is_the_next_field_s(site: Site) -> None:
    box = MAIL.replace("<input", "<input style='display:block'")
    first = ORDER.replace("name=", "aria-label='Order number' name=")
    page = form(f"{first} <b>Email address</b> {box}", LAND, WHY)
    assert site.found(page)["email"] == "mail"


def table(*rows: tuple[str, str, str]) -> str:
    lines = "".join(
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"
        for tag, *cells in rows
    )
    return f"<table>{lines}</table>"


def test_the_heads_of_a_table_are_those_above_the_row(site: Site) -> None:
    first = (("th", "Order number", "Website"), ("td", ORDER, "<input type=url>"))
    own = (("th", "Country you live in", "Email address"), ("td", LAND, MAIL))
    assert site.found(form(table(*first, *own), WHY)) == WHOLE
    assert site.found(form(table(*own, *first), WHY)) == WHOLE
    swapped = (own[0], ("td", MAIL, LAND))
    assert "email" not in site.found(form(table(*first, *swapped), WHY))


def test_where_a_row_names_its_field_its_column_does_not(site: Site) -> None:
    heads = ("th", "Email of your friend", "Your answer")
    rows = (("td", "Country you live in", LAND), ("td", "Email address", MAIL))
    assert site.found(form(table(heads, *rows), WHY)) == WHOLE
    cells = (("td", "Country you live in", "Email address"), ("td", LAND, MAIL))
    assert "email" not in site.found(form(table(*cells), WHY)), "the text of a cell heads nothing"


def test_a_country_in_the_column_before_a_number_s_is_the_own(site: Site) -> None:
    rows = (("th", "Country you live in", "Telephone"), ("td", LAND, "<input type=tel>"))
    page = form(table(*rows), f"<p>Email address</p>{MAIL}", WHY)
    assert site.found(page) == WHOLE
    assert "country" not in site.found(page.replace("Country you live in", "Telephone country"))
