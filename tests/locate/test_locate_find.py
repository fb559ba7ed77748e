"""Finding is pure: from a snapshot alone, bounded, and never the same control for two roles."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from optout.locate.fields.find import find_all
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Option, Snapshot

TITLE = Block("Object to your information being used for AI at Meta", heading=1)


def control(
    index: int, label: str, kind: ControlKind = ControlKind.TEXT, **known: object
) -> Control:
    made = Control(key=f"0:{index}", frame=0, index=index, kind=kind, label=label, source="label")
    return made._replace(form=0, type="text" if kind is ControlKind.TEXT else "", **known)  # type: ignore[arg-type]


def page(*controls: Control, blocks: tuple[Block, ...] = (TITLE,)) -> Snapshot:
    frame = FrameSnapshot(0, "https://form.test/", True, blocks=blocks, controls=controls)
    return Snapshot(frame.url, (frame,))


EMAIL = control(0, "Email address")
WHY = control(
    1, "Please tell us how this processing impacts you", ControlKind.TEXTAREA, required=True
)
LAND = control(
    2,
    "Country of residence",
    ControlKind.SELECT,
    options=tuple(Option("", n) for n in ("France", "Germany", "Italy", "Spain")),
    total=4,
)


def test_what_cannot_be_filled_now_is_missing() -> None:
    for change in ({"readonly": True}, {"disabled": True}, {"why": "off-screen"}):
        closed = EMAIL._replace(**change)  # type: ignore[arg-type]
        assert find_all(page(closed, WHY))[Role.EMAIL].status == "missing"
    assert find_all(page(EMAIL, WHY))[Role.EMAIL].status == "found"


def test_a_page_cut_short_is_not_certain() -> None:
    whole = page(EMAIL, WHY)
    cut = Snapshot(whole.url, (replace(whole.main, truncated=True),))
    assert find_all(whole)[Role.EMAIL].status == "found"
    assert find_all(cut)[Role.EMAIL].status == "ambiguous"


def test_a_frame_on_another_host_is_never_filled() -> None:
    foreign = page(EMAIL._replace(permitted=False), WHY._replace(permitted=False))
    assert {f.status for f in find_all(foreign).values()} == {"missing"}


LABELS = st.sampled_from(
    (
        *("Email", "Confirm email", "Phone", "Country", "Nationality", "Code", "Postcode"),
        *("First name", "Search", "Explain how this affects you", "Name", "Land", "メール", ""),
    )
)
CONTROLS = st.builds(
    control,
    st.just(0),
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
    controls = [c._replace(key=f"0:{i}", index=i) for i, c in enumerate(made)]
    fields = find_all(page(*controls))
    used = [f.control for f in fields.values() if f.status == "found"]
    secret = any(c.secret for c in controls)
    assert len({c.key for c in used if c}) == len(used)
    for field in fields.values():
        assert 0 <= field.score <= 1
        assert (field.control is not None) == (field.status == "found")
        assert field.how
        if field.control is not None and field.role not in (Role.SUBMIT, Role.CONFIRM_CODE):
            assert field.control.usable and field.control.permitted
            assert not secret, "a password in the form"


@given(st.permutations([EMAIL, WHY, LAND]), st.text("abcdef0123456789", min_size=1, max_size=12))
def test_order_and_ids_do_not_matter(order: list[Control], name: str) -> None:
    moved = [
        c._replace(key=f"0:{i}", index=i, id=f"{name}{i}", name=f"Field{i}{name}")
        for i, c in enumerate(order)
    ]
    fields = find_all(page(*moved))
    for role, wanted in ((Role.EMAIL, EMAIL), (Role.EXPLANATION, WHY), (Role.COUNTRY, LAND)):
        found = fields[role].control
        assert found is not None and found.label == wanted.label
