"""Checks of what a person says about themselves. Both raise `OptoutError`, never with the value.

What they check with is loaded where there is something to check: it takes its time.
"""

from optout.domain import errors
from optout.domain.errors import OptoutError


def check_country(text: str) -> str:
    """The ISO code (two capital letters) of the country that `text` names or codes."""
    from optout import countries

    code = countries.iso_of(text)
    if code is None:
        raise OptoutError(errors.COUNTRY_UNKNOWN)
    return code


def check_email(text: str, where: str) -> str:
    """The address in its normal form. Nothing is looked up: no network is used."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise OptoutError(errors.EMAIL_MALFORMED, where=where) from None
