"""Who lives where the forms are not open is told so, and may go on."""

import pytest
from support.command_line import in_this_process

TOLD = "The forms are for people in the EU"
GOES_ON = "You can go on, but the form may not list your country."


@pytest.mark.parametrize(
    ("country", "told"), [("US", True), ("BR", True), ("FR", False), ("NO", False), ("CH", False)]
)
@pytest.mark.parametrize("by_option", [True, False], ids=["option", "environment"])
def test_it_is_said_however_the_country_is_given(
    home: dict[str, str], country: str, told: bool, by_option: bool
) -> None:
    given = ["--country", country] if by_option else []
    environ = home if by_option else {**home, "OPTOUT_COUNTRY": country}
    done = in_this_process(environ, "run", "reddit", "--manual", "--email", "a@example.org", *given)
    assert (TOLD in done.stderr) is told
    assert (GOES_ON in done.stderr) is told
    assert "a@example.org" in done.stderr + done.stdout  # the letter is there all the same
