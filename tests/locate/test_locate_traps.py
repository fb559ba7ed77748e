"""What must never be filled; each trap has a twin that differs in that alone and is filled."""

from support.locate_controls import field, page
from support.locate_site import (
    COUNTRY,
    EMAIL,
    TITLE,
    WHOLE,
    WHY,
    Site,
    document,
    form,
    ids,
    reworded,
)
from support.tables import unlike

from optout.locate.roles import ControlKind, PageKind, Role
from optout.page.reading import Reading

OBJECT = "Object to your information being used for AI at Meta"
HONEYPOTS = {
    "clip-path from one side": 'style="clip-path:inset(0 100% 0 0)"',
    "clip-path from two sides": 'style="clip-path:inset(60% 0 40%)"',
    "an empty shape": 'style="clip-path:ellipse(0 50%)"',
    "filtered": 'style="filter:opacity(0)"',
    "hardly filtered in": 'style="filter:blur(0px) opacity(4%)"',
    "aria-hidden": 'aria-hidden="true"',
    "inert": "inert",
    "disabled": "disabled",
    "read-only": "readonly",
}
"""The corpus hides fields in all other ways (`hiding.toml`)."""
DRAWN = ("clip-path:inset(5% 10% 5% 5%)", "clip-path:inset(10px 0 0 0)", "filter:opacity(0.9)")


def _baits(*hiding: str) -> str:
    """Boxes for an address, each hidden in its way."""
    return "".join(
        f'<div><label for="bait{n}">Email address</label><input id="bait{n}" {own}></div>'
        for n, own in enumerate(hiding)
    )


def _usable(looked: Reading) -> list[bool]:
    return [c.usable for c in looked.snapshot.controls if c.id.startswith("bait")]


def test_honeypots(site: Site) -> None:
    baits = _baits(*HONEYPOTS.values())
    looked = site.look(form(COUNTRY, baits, WHY))
    leaked = [name for name, seen in zip(HONEYPOTS, _usable(looked), strict=True) if seen]
    assert (leaked, looked.fields[Role.EMAIL].status) == ([], "missing")
    assert site.found(form(COUNTRY, baits, EMAIL, WHY)) == WHOLE
    drawn = [f'style="{style}"' for style in DRAWN]
    twins = site.look(form(COUNTRY, _baits("", *drawn), WHY))
    assert _usable(twins) == [True] * len(["", *drawn])
    assert site.found(form(COUNTRY, _baits(drawn[0]), WHY))["email"] == "bait0"


def test_a_box_that_is_told_to_stay_empty() -> None:
    why = field("Why do you object?", ControlKind.TEXTAREA)

    def read(label: str) -> list[str]:
        bait, own = field(label, name="x"), field("Email address", name="mail")
        pages = page("en", OBJECT, bait, why), page("en", OBJECT, bait, own, why)
        found = [each.fields[Role.EMAIL].control for each in pages]
        return [one.name if one else "" for one in found]

    baits = ("Leave this empty", "Email (leave this empty)", "Email. Don't fill this in.")
    assert unlike(["", "mail"], baits, read) == {}
    assert read("Email (we keep it)") == ["x", ""]
    box = field("Message - leave this blank", ControlKind.TEXTAREA)
    assert page("en", OBJECT, box).fields[Role.EXPLANATION].status == "ambiguous"


PASSWORD = '<input type="password" id="pass">'


def test_a_dialog_that_holds_a_password(site: Site) -> None:
    dialog = f'<div role="dialog" aria-modal="true"><form>{EMAIL}{WHY}</form>PASS</div>'
    assert site.found(document(TITLE + dialog.replace("PASS", PASSWORD))) == {}
    assert site.found(document(TITLE + dialog.replace("PASS", "")))["email"] == "mail"


def test_a_sign_in_bar_above_the_form(site: Site) -> None:
    user = '<input id="user" aria-label="Email or phone">'
    bar = f"<form>{user}{PASSWORD}<button>Log in</button></form>"
    reading = site.look(form(COUNTRY, EMAIL, WHY, before=bar + TITLE))
    assert reading.kind is PageKind.FORM
    for role in (Role.EMAIL, Role.COUNTRY, Role.EXPLANATION):
        assert reading.fields[role].status == "ambiguous"
        assert [c.id for c in reading.fields[role].candidates] == [WHOLE[role.value]]


def test_a_lone_email_box_on_any_page(site: Site) -> None:
    looked = site.look(document(f"<h1>HEADING</h1><form>{EMAIL}<button>Continue</button></form>"))
    other = reworded(looked, {"HEADING": "Track your parcel"})
    assert other.fields[Role.EMAIL].status == "ambiguous"
    assert ids(reworded(looked, {"HEADING": "Object to AI at Meta"})) == {"email": "mail"}


def test_what_a_field_holds_is_not_shown_with_it() -> None:
    found = page("en", OBJECT, field("Email", value="me@example.org")).fields[Role.EMAIL]
    assert found.status == "found" and found.control is not None
    assert found.control.value == "me@example.org"
    assert "me@example.org" not in repr(found)


def test_an_address_whose_domain_is_chosen_beside_it(site: Site) -> None:
    places = "<select id='at'><option>@mail.example<option>post.example.org</select>"
    for email in (EMAIL, EMAIL.replace("<input", '<input type="email"')):
        looked = site.look(form(COUNTRY, email, places, WHY))
        assert "email" not in ids(looked)
        work = {"@mail.example": "At home", "post.example.org": "At work"}
        assert ids(reworded(looked, work))["email"] == "mail"


def test_an_address_in_two_boxes_with_a_sign_between_them(site: Site) -> None:
    for sign, found in (("@", None), ("＠", None), ("or", "mail"), ("@example.org or", "mail")):
        second = f"{sign} <input id=second size=9>"
        assert site.found(form(COUNTRY, EMAIL, second, WHY)).get("email") == found
    whole = EMAIL.replace("<input", '<input type="email"')
    page = form(COUNTRY, whole, "<p>@ <input placeholder='Your name there'></p>", WHY)
    assert site.found(page)["email"] == "mail"


def test_a_sum_is_no_code_that_was_mailed(site: Site) -> None:
    page = "<p>We sent a code to your e-mail.</p><form><label>LABEL<input id='x'></label></form>"
    looked = site.look(document(page))
    found = {
        "Code: 4 + 7": None,
        "Kontrolcode: 9 × 2 =": None,
        "Code de contrôle : 12 - 5 = ?": None,
        "Code: vad blir 4*2?": None,
        "Code (6 digits)": "x",
        "Code, valid for 10-15 minutes": "x",
        "Code of 4 - 8 digits": "x",
    }
    pages = {label: ids(reworded(looked, {"LABEL": label})) for label in found}
    assert {label: one.get("code") for label, one in pages.items()} == found
