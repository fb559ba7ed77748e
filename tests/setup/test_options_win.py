"""What the command line says wins over what the settings say, also over what is for one form."""

from typing import Any

import pytest

from optout.config.settings import Settings
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.run.form_inputs import letter_language

BOTH = {"email": "one@example.org", "instagram_email": "two@example.org"}


def emails(settings: Settings) -> tuple[str | None, str | None]:
    """The addresses for the forms of Facebook and Instagram."""
    return settings.email_for("facebook"), settings.email_for("instagram")


@pytest.fixture
def settings() -> Settings:
    return Settings(**BOTH)


def test_an_address_in_the_command_is_for_every_form_of_it(settings: Settings) -> None:
    changed = settings.with_options({"email": "three@example.org"})
    assert emails(changed) == ("three@example.org", "three@example.org")
    assert emails(settings) == ("one@example.org", "two@example.org")


def test_without_one_each_form_keeps_its_own(settings: Settings) -> None:
    unnamed: list[dict[str, Any]] = [{"name": "A Name"}, {"email": None}, {}]
    for options in unnamed:
        kept = settings.with_options(options)
        assert emails(kept) == ("one@example.org", "two@example.org")


def test_an_answer_is_for_the_forms_that_have_no_address() -> None:
    """It was asked for because one of the forms has none."""
    settings = Settings(instagram_email="two@example.org")  # type: ignore[call-arg]
    answered = settings.with_answers({"email": "three@example.org"}, "")
    assert emails(answered) == ("three@example.org", "two@example.org")


def test_a_language_is_understood_however_its_code_is_written() -> None:
    for written in ("fr", "FR", "fr-BE", "fr_FR.UTF-8", "French"):
        assert letter_language(Settings(language=written)) == "fr"


def test_any_other_word_is_no_language() -> None:
    for written in ("xx", "f", "frx", "klingon", "-", "two@example.org"):
        with pytest.raises(OptoutError) as caught:
            letter_language(Settings(language=written))
        assert caught.value.problem is errors.LANGUAGE_UNKNOWN
        assert len(written) < 5 or written not in str(caught.value)
