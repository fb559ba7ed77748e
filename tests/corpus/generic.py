"""Forms of other sites: contact, accounts, shops, codes, surveys."""

from .field import Draft, Field
from .furniture import button
from .markup import el, text
from .spec import ANY_FORM, UNKNOWN, Spec, may, must

_ACCOUNT = UNKNOWN | {"sign_in"}


def contact(draft: Draft, features: frozenset[str]) -> Spec:
    """A contact form: its message is no objection."""
    fields = [
        Field("name", required=True),
        Field("email", required=True),
        Field("phone"),
        Field("subject"),
        Field("message", "textarea", required=True),
    ]
    wants = {"email": must("email")}
    if "country" in features:
        fields.insert(2, Field("country", "select"))
        wants["country"] = must("country")
    return Spec(
        kinds=UNKNOWN,
        wants=wants,
        title=draft.say("contact_title"),
        fields=fields,
        action=draft.button("send"),
    )


def register(draft: Draft, features: frozenset[str]) -> Spec:
    """A new account: with a password nothing is filled, without one the e-mail is plain."""
    fields = [Field("first"), Field("last"), Field("email", required=True)]
    wants = {"email": must("email")}
    if "country" in features:
        fields.append(Field("country", "select", required=True))
        wants["country"] = must("country")
    if "password" in features:
        fields.append(Field("password", "password", required=True))
        wants = {}
    return Spec(
        kinds=_ACCOUNT,
        wants=wants,
        title=draft.say("register_title"),
        fields=fields,
        action=draft.button("register"),
    )


def checkout(draft: Draft, features: frozenset[str]) -> Spec:
    """A shop's checkout: one address, or two with a country each."""
    address = [Field("street"), Field("zip"), Field("city")]
    wants = {"email": must("email")}
    fields = [Field("email", required=True), Field("first"), Field("last"), *address]
    if "two_addresses" in features:
        fields.append(Field("ship_country", "select", required=True))
        below = [Field("street"), Field("zip"), Field("bill_country", "select", required=True)]
        fields += below
        wants["country"] = may("ship_country", "bill_country")
    else:
        fields.append(Field("country", "select", required=True))
        wants["country"] = must("country")
    fields += [Field("dial", "select"), Field("phone"), Field("promo")]
    if "card" in features:
        fields.append(Field("cvv", required=True))
    return Spec(
        kinds=UNKNOWN,
        wants=wants,
        title=draft.say("checkout_title"),
        fields=fields,
        action=draft.button("order"),
    )


def verify(draft: Draft, features: frozenset[str]) -> Spec:
    """A code by e-mail or from an app, on any site; the field says by mail also where it is not."""
    app = "two_factor" in features
    asked = draft.say("two_factor" if app else "code_asked")
    fields = [Field("code", "digits" if "digits" in features else "text", required=True)]
    if "promo" in features:
        fields.append(Field("promo"))
    return Spec(
        kinds=frozenset({"code", "sign_in", "unknown"}) if app else frozenset({"code"}),
        wants={"code": may("code") if app else must("code")},
        title=draft.say("code_title") if not app else draft.say("sign_in_title"),
        above=el("p", {}, text(asked)),
        fields=fields,
        action=draft.button("confirm"),
        below=button(draft, draft.button("resend"), submit=False),
    )


def privacy_request(draft: Draft, features: frozenset[str]) -> Spec:
    """Another company's form for data subjects."""
    kind = "combobox" if "combobox" in features else "select"
    return Spec(
        kinds=ANY_FORM,
        wants={
            "email": must("email"),
            "country": must("country"),
            "explanation": must("explanation"),
        },
        title=draft.say("privacy_title"),
        fields=[
            Field("first", required=True),
            Field("last", required=True),
            Field("email", required=True),
            Field("country", kind, required=True),
            Field("explanation", "textarea", required=True),
        ],
        action=draft.button("send"),
    )


def newsletter_only(draft: Draft, _features: frozenset[str]) -> Spec:
    """A page whose only e-mail field is the newsletter's."""
    return Spec(
        kinds=UNKNOWN,
        wants={},
        title=draft.say("contact_title"),
        above=el("p", {}, text(draft.say("cookies"))),
        furniture=frozenset({"newsletter", "search"}),
    )
