"""Names for screen readers that an engine gives to any field: what it asks stands before it."""

from support.locate_controls import field, page
from support.locate_site import WHOLE, Site, form, ids

from optout.locate.parsing.generic_names import without_generic_names
from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control, Option

QUESTIONS = ("1. Your email address", "2. Country you live in", "3. Why do you object?")
KINDS = (ControlKind.TEXT, ControlKind.SELECT, ControlKind.TEXTAREA)
LANDS = tuple(Option(name, name) for name in ("France", "Malta", "Peru"))


def named(key: str, name: str, before: str, kind: ControlKind, **more: object) -> Control:
    """A field below what is seen, with a name that is not."""
    options = {"options": LANDS, "total": 3} if kind is ControlKind.SELECT else {}
    given = {"id": key, "source": "aria-label", "before": (before,), **options, **more}
    return field(name, kind, **given)._replace(key=key)


def asked(*names: str, before: tuple[str, ...] = QUESTIONS, **more: object) -> list[Control]:
    """An address, a country and a letter with these names, each below its question."""
    fields = zip(("mail", "land", "why"), names, before, KINDS, strict=True)
    return [named(*one, **more) for one in fields]


def found(*controls: Control) -> dict[str, str]:
    return ids(page("en", "Object to AI at Meta", *without_generic_names(controls)))


def test_a_name_that_fields_share_is_none_of_theirs(site: Site) -> None:
    for name in ("Antwort", "Réponse", "Svar", "Wpis", "Your answer"):
        assert found(*asked(name, name, name)) == WHOLE, name
    list_ = "<select id=land aria-label=Svar><option value=''>Choose<option>France<option>Malta"
    tags = ("<input id=mail aria-label=Svar>", f"{list_}<option>Peru</select>")
    boxes = (*tags, "<textarea id=why aria-label=Svar></textarea>")
    rows = (f"<p>{asks}</p>{box}" for asks, box in zip(QUESTIONS, boxes, strict=True))
    assert site.found(form(*rows)) == WHOLE


def test_a_name_that_engines_give_by_kind() -> None:
    names = ("Single line text", "Pick an item", "Multi line text")
    order = named("order", "Single line text", "4. Your order", ControlKind.TEXT)
    assert found(order, *asked(*names)) == WHOLE
    assert "email" not in found(*asked(*names)), "one alone may be a name of its own"


def test_a_name_that_only_repeats_what_the_field_shows() -> None:
    mail, land, why = asked("Type here", "Nation", "Type here", placeholder="Type here")
    land = land._replace(placeholder="")
    assert found(mail, land, why) == WHOLE
    odd = mail._replace(label="Qwertz")
    assert found(odd, land, why) == {"country": "land", "explanation": "why"}


def test_a_shared_name_that_says_whose_it_is_stays() -> None:
    for name in ("Your lawyer", "Phone", "Recipient", "Company"):
        assert "email" not in found(*asked(name, name, name)), name


def test_fields_that_share_more_than_a_name_keep_it() -> None:
    mail, *rest = asked("Qwertz", "Land", "Why do you object?")
    again = named("again", "Qwertz", QUESTIONS[0], ControlKind.TEXT)
    assert "email" not in found(mail, again, *rest)


def test_a_name_that_is_seen_stays() -> None:
    seen = (one._replace(source="aria-labelledby") for one in asked("Svar", "Svar", "Svar"))
    assert "email" not in found(*seen)


def test_a_name_that_stands_below_hints_stays() -> None:
    hints = ("We answer to your email address.", "Your country", "Why do you object?")
    mail, land, why = asked("Qwertz", "Qwertz", "", before=hints)
    assert found(mail, land, why) == {"explanation": "why"}
    order = named("order", "Qwertz", "Your order", ControlKind.TEXT)
    assert found(mail, land, order, why) == {"explanation": "why"}, "one needs the name"
    assert found(mail._replace(before=("Email address",)), land, why) == WHOLE
