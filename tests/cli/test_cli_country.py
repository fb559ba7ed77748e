"""Who lives where the forms are not open is told so, and may go on."""

from support.command_line import CommandLine

TOLD = "The forms are for people in the EU"
GOES_ON = "You can go on, but the form may not list your country."


def test_it_is_said_however_the_country_is_given(person: CommandLine) -> None:
    line = ("run", "reddit", "--manual", "--email", person.email)
    for country, told in {"US": True, "BR": True, "FR": False, "NO": False, "CH": False}.items():
        by_option = person.run(*line, "--country", country)
        by_environment = person.run(*line, OPTOUT_COUNTRY=country)
        for done in (by_option, by_environment):
            assert (TOLD in done.stderr, GOES_ON in done.stderr) == (told, told), country
            assert person.email in done.stderr + done.stdout, "the letter is there all the same"
