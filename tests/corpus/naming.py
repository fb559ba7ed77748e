"""What sites call their fields: ids and names, from telling to meaningless."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

# Names as shop systems, form builders and hand-written pages give them.
_ENGLISH: Mapping[str, tuple[str, ...]] = {
    "email": (
        "email",
        "user_email",
        "contact[email]",
        "emailAddress",
        "your-email",
        "txtEmail",
        "e_mail",
        "form_fields[email]",
        "billing_email",
        "inputEmail",
        "mail",
        "customer.email",
        "tx_form[mail-2]",
    ),
    "email_again": ("email2", "confirm_email", "emailRepeat", "email_confirmation", "reEmail"),
    "friend_email": ("friend_email", "recipient[email]", "to_email"),
    "country": ("country", "country_id", "billing_country", "address[country]", "ddlCountry"),
    "explanation": ("explanation", "reason", "details", "processing_impact", "message"),
    "extra": ("additional_info", "other", "comments", "more_details"),
    "code": ("code", "otp", "verification_code", "confirmationCode", "token", "pin"),
    "name": ("name", "your-name", "fullname", "contact[name]"),
    "first": ("firstname", "first_name", "billing_first_name"),
    "last": ("lastname", "last_name", "billing_last_name"),
    "phone": ("phone", "tel", "billing_phone", "mobileNumber"),
    "dial": ("phone_country", "country_code", "dial_code", "phoneCountryCode"),
    "subject": ("subject", "your-subject", "topic"),
    "message": ("message", "your-message", "body", "enquiry"),
    "comment": ("comment", "comment_body"),
    "opinion": ("opinion", "feedback", "q7_text"),
    "password": ("password", "pwd", "passwd", "user[password]"),
    "user": ("login", "username", "email", "identifier"),
    "search": ("q", "s", "search", "query"),
    "nationality": ("nationality", "citizenship"),
    "birth_country": ("birth_country", "countryOfBirth"),
    "ship_country": ("shipping_country", "delivery[country]", "shippingAddress.country"),
    "bill_country": ("billing_country", "invoice[country]", "billingAddress.country"),
    "language": ("lang", "language", "locale"),
    "region": ("region", "country_selector", "store"),
    "promo": ("promo_code", "coupon_code", "voucher", "discountCode"),
    "gift": ("gift_card_code", "giftcode"),
    "zip": ("zip", "postcode", "postal_code"),
    "cvv": ("cvv", "card_code", "securityCode"),
    "city": ("city", "town"),
    "street": ("street", "address_1", "address[line1]"),
    "birthday": ("dob", "birthdate"),
    "company": ("company", "organization"),
    "newsletter": ("newsletter_email", "EMAIL", "nl_email", "subscribe[email]"),
    "topic": ("topic", "request_type"),
    "trap": ("email", "sneaky", "email_address", "sneakyhidden", "your-email-2", "hp_email"),
}

Namer = Callable[[str, str, int, Random], tuple[str, str]]


def english(key: str, _label: str, _number: int, rng: Random) -> tuple[str, str]:
    """`billing_email`, `contact[email]`: says what it is."""
    name = rng.choice(_ENGLISH.get(key, (key,)))
    return _identifier(name), name


def local(key: str, label: str, number: int, _rng: Random) -> tuple[str, str]:
    """A slug of the label in its own language: `adresse-e-mail`, also in other scripts."""
    plain = "".join(c for c in unicodedata.normalize("NFD", label) if not unicodedata.combining(c))
    slug = re.sub(r"\W+", "-", plain.casefold()).strip("-")[:40] or f"{key}{number}"
    return f"{slug}-{number}", slug


def opaque(_key: str, _label: str, number: int, rng: Random) -> tuple[str, str]:
    """What form builders and page generators emit."""
    name = rng.choice(
        (
            f"field_{number}",
            f"input_{rng.randint(1, 90)}.{number}",
            f"ctl00$main$t{number}",
            f"00N{rng.randrange(16**9):09x}",
            f"q{rng.randint(1, 40)}_{number}",
            f"fld{rng.randrange(10**6)}",
        )
    )
    return _identifier(name), name


def classic(_key: str, _label: str, _number: int, rng: Random) -> tuple[str, str]:
    """Meta's older help-centre forms: `Field` and some fifteen digits."""
    name = f"Field{rng.randrange(10**14, 10**16)}"
    return name if rng.random() < 0.5 else f"u_0_{rng.randrange(36**2):x}_{name[-2:]}", name


def react(_key: str, _label: str, number: int, _rng: Random) -> tuple[str, str]:
    """React's `useId`; such inputs have no name."""
    return f":r{number:x}:", ""


def nothing(_key: str, _label: str, _number: int, _rng: Random) -> tuple[str, str]:
    """Neither id nor name."""
    return "", ""


NAMINGS: Mapping[str, Namer] = {
    "english": english,
    "local": local,
    "opaque": opaque,
    "classic": classic,
    "react": react,
    "nothing": nothing,
}


def _identifier(name: str) -> str:
    return re.sub(r"[\[\].$]+", "_", name).strip("_")
