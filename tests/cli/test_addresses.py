"""Whether the address that somebody gives is the form's own, before anything opens."""

import pytest
from support.answering_person import AnsweringPerson
from support.event_loop import RunAsync

from optout.cli.addresses import right_address
from optout.config.settings import Settings
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms import lookup
from optout.run.form_inputs import FormInput, form_inputs

OTHERS = "/help/contact/510058597920541"
OWN = lookup.load("facebook").url


def asked(run_async: RunAsync, person: AnsweringPerson, url: str, form: str = "facebook") -> str:
    """Where it is opened after all; the code of the problem where nothing is opened."""
    settings = Settings(country="FR", email="a@example.org", name="A Person", language="en")
    (form_input,) = form_inputs(settings, [form], url=url)

    async def opened() -> FormInput:
        return await right_address(person, form_input, url)

    try:
        found = run_async(opened())
    except OptoutError as error:
        return error.problem.code
    assert found.allowed.permits(found.url)
    return found.url


@pytest.mark.parametrize(
    ("url", "form"),
    [
        (f"https://www.facebook.com{OTHERS}", "facebook"),
        (f"https://m.facebook.com{OTHERS}/", "facebook"),
        (f"https://fr-fr.facebook.com{OTHERS}?locale=fr_FR", "facebook"),
        ("https://www.facebook.com/help/contact/1266025207620918", "instagram"),
    ],
)
def test_the_form_for_what_others_post_is_named_and_the_persons_own_is_offered(
    run_async: RunAsync, url: str, form: str
) -> None:
    for answer, end in ((None, lookup.load(form).url), (False, errors.URL_FOR_OTHERS.code)):
        person = AnsweringPerson(answer)
        assert asked(run_async, person, url, form) == end
        assert person.said("for what other people post about you")
        assert not person.said("This address leads to")
    nobody = AnsweringPerson()
    nobody.can_ask = False
    assert asked(run_async, nobody, url, form) == errors.URL_FOR_OTHERS.code


@pytest.mark.parametrize(
    ("url", "form"),
    [
        (OWN, "facebook"),
        ("https://www.facebook.com/help/contact/5100585979205410", "facebook"),
        (f"https://www.facebook.com{OTHERS}", "third-party"),
        ("http://127.0.0.1:8000/form", "facebook"),
    ],
)
def test_nothing_is_asked_about_an_address_of_the_form(
    run_async: RunAsync, url: str, form: str
) -> None:
    person = AnsweringPerson()
    assert (asked(run_async, person, url, form), person.heard) == (url, [])


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.facebook.com.help.example/contact/1", "www.facebook.com.help.example"),
        ("https://faceb00k.example/help/contact/1", "faceb00k.example"),
        ("https://www.f\u0430cebook.com/help/contact/1", "www.xn--fcebook-2fg.com"),
        ("https://help.instagram.com/contact/1", "help.instagram.com"),
        (f"https://www.facebook.com.example{OTHERS}", "www.facebook.com.example"),
    ],
)
def test_the_host_of_any_other_site_is_named_whatever_it_looks_like(
    run_async: RunAsync, url: str, host: str
) -> None:
    for answer, end in ((None, errors.URL_NOT_CONFIRMED.code), (True, url)):
        person = AnsweringPerson(answer)
        assert asked(run_async, person, url) == end
        assert person.heard[0] == f"This address leads to: {host}"
        assert person.said(r"none of the sites on which Meta has this form: www\.facebook\.com, ")
