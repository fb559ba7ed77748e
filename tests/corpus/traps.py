"""What is put beside the right field to lead astray. Each says what it changes in the answer."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from .field import Draft, Field
from .furniture import FURNITURE, button, modal
from .hiding import HIDINGS
from .layouts import row
from .markup import el
from .spec import ANY_FORM, FOREIGN, Spec

Trap = Callable[[Draft, Spec], None]
_COUNTERFEITS = ("email", "email", "country", "message", "code")


def _honeypot(hiding: str) -> Trap:
    def trap(draft: Draft, spec: Spec) -> None:
        if hiding == "told":
            wording, hide = draft.label("leave_empty"), ""
        else:
            wording, hide = draft.label(draft.rng.choice(_COUNTERFEITS)), hiding
        kind = draft.rng.choice(("text", "text", "textarea"))
        _insert(draft, spec, Field("trap", kind, label=wording, hide=hide))

    return trap


def _furniture(piece: str) -> Trap:
    def trap(_draft: Draft, spec: Spec) -> None:
        spec.furniture |= {piece}
        if piece == "signbar":
            # Beside a password the person may be asked to point.
            spec.kinds |= {"sign_in", "unknown"}
            spec.leave_open()

    return trap


def _beside(*fields: Field) -> Trap:
    def trap(draft: Draft, spec: Spec) -> None:
        present = {each.key for each in spec.fields}
        for each in fields:
            if each.key not in present:
                _insert(draft, spec, each)

    return trap


def _email_again(_draft: Draft, spec: Spec) -> None:
    for position, each in enumerate(spec.fields):
        if each.key == "email":
            again = Field("email_again", required=each.required, state=each.state)
            spec.fields.insert(position + 1, again)
            return


def _password(draft: Draft, spec: Spec) -> None:
    hide = draft.rng.choice(("", "none"))
    _insert(draft, spec, Field("password", "password", hide=hide))
    spec.kinds |= ANY_FORM | {"sign_in"}
    spec.wants = {}


def _popup(draft: Draft, spec: Spec) -> None:
    """A newsletter's dialog over the form: the form behind it may be seen or not."""
    if spec.over:
        return
    field = row(draft, Field("newsletter", mark="popup", layout="placeholder"))
    title = draft.say("newsletter")
    spec.over = modal(draft, title, field + button(draft, draft.button("subscribe")))
    spec.kinds |= ANY_FORM
    spec.leave_open()


def _how_to_reach(draft: Draft, spec: Spec) -> None:
    """A choice between e-mail and telephone, in words that name fields."""
    options = (("e", draft.words.label["email"][2]), ("p", draft.label("phone")))
    _insert(draft, spec, Field("topic", "radio", mark="reach", options=options))


def _news_wanted(draft: Draft, spec: Spec) -> None:
    _insert(draft, spec, Field("newsletter", "checkbox", label=draft.say("newsletter")))


def _names_lie(_draft: Draft, spec: Spec) -> None:
    """The e-mail field is called `name` and the name's `email`: what is shown must win."""
    lies = {"email": "name", "name": "email", "last": "email"}
    made = []
    for each in spec.fields:
        lie = lies.get(each.key)
        if lie and each.kind == "text":
            attributes: dict[str, str | None] = {"name": lie, "id": lie, "type": "text"}
            made.append(replace(each, attributes=attributes))
        else:
            made.append(each)
    if {"name", "email"} <= {each.key for each in spec.fields}:
        spec.fields = made
        spec.leave_open("email")


def _foreign_frame(draft: Draft, spec: Spec) -> None:
    if spec.frames:
        return
    fields = [Field("email", mark="foreign"), Field("code", mark="foreign")]
    spec.frames = {FOREIGN: fields}
    spec.below += el("iframe", {"src": FOREIGN, "title": draft.say("newsletter")})


def _insert(draft: Draft, spec: Spec, field: Field) -> None:
    spec.fields.insert(draft.rng.randint(0, len(spec.fields)), field)


TRAPS: Mapping[str, Trap] = {
    **{f"honeypot_{each}": _honeypot(each) for each in HIDINGS},
    **{each: _furniture(each) for each in FURNITURE},
    "phone": _beside(Field("dial", "select"), Field("phone")),
    "phone_first": _beside(Field("phone"), Field("dial", "select")),
    "nationality": _beside(Field("nationality", "select")),
    "birth_country": _beside(Field("birth_country", "select")),
    "voucher": _beside(Field("promo"), Field("zip")),
    "company": _beside(Field("company"), Field("subject")),
    "email_again": _email_again,
    "password": _password,
    "popup": _popup,
    "how_to_reach": _how_to_reach,
    "news_wanted": _news_wanted,
    "names_lie": _names_lie,
    "foreign_frame": _foreign_frame,
}
