"""Finding is pure: from a snapshot alone, bounded, and never the same control for two roles."""

from hypothesis import given
from hypothesis import strategies as st
from support.locate_controls import countries, field, page

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control

TITLE = "Object to your information being used for AI at Meta"
EMAIL, LAND = field("Email address"), countries("en", "Country of residence")
WHY = field("Please tell us how this processing impacts you", ControlKind.TEXTAREA, required=True)
LABELS = st.sampled_from(
    (
        *("Email", "Confirm email", "Phone", "Country", "Nationality", "Code", "Postcode"),
        *("First name", "Search", "Explain how this affects you", "Name", "Land", "メール", ""),
    )
)
CONTROLS = st.builds(
    field,
    st.one_of(LABELS, st.text(max_size=30)),
    st.sampled_from([k for k in ControlKind if k is not ControlKind.DIGITS]),
    required=st.booleans(),
    readonly=st.booleans(),
    disabled=st.booleans(),
    why=st.sampled_from(("", "", "", "off-screen")),
    permitted=st.booleans(),
    name=st.one_of(st.just(""), st.text(max_size=20)),
    placeholder=st.one_of(st.just(""), LABELS),
    autocomplete=st.sampled_from(("", "off", "email", "country", "one-time-code", "new-password")),
)


@given(st.lists(CONTROLS, max_size=12))
def test_whatever_the_page_what_is_found_may_be_filled(made: list[Control]) -> None:
    fields = page("en", TITLE, *made).fields
    used = [f.control for f in fields.values() if f.status == "found"]
    secret = any(c.secret for c in made)
    assert len({c.key for c in used if c}) == len(used)
    for one in fields.values():
        assert 0 <= one.score <= 1
        assert (one.control is not None) == (one.status == "found")
        assert one.how
        if one.control is not None and one.role not in (Role.SUBMIT, Role.CONFIRM_CODE):
            assert one.control.usable and one.control.permitted
            assert not secret, "a password in the form"


@given(st.permutations([EMAIL, WHY, LAND]), st.text("abcdef0123456789", min_size=1, max_size=12))
def test_order_and_ids_do_not_matter(order: list[Control], name: str) -> None:
    moved = [c._replace(id=f"{name}{i}", name=f"Field{i}{name}") for i, c in enumerate(order)]
    fields = page("en", TITLE, *moved).fields
    for role, wanted in ((Role.EMAIL, EMAIL), (Role.EXPLANATION, WHY), (Role.COUNTRY, LAND)):
        found = fields[role].control
        assert found is not None and found.label == wanted.label
