"""`optout setup`: what was answered is kept, shown, and changed one by one."""

import tomllib
from pathlib import Path

import pytest
from support.answering_person import AnsweringPerson
from support.event_loop import RunAsync

from optout import i18n
from optout.cli import app, parser, setup
from optout.cli.context import CommandContext
from optout.config.settings import Settings

KNOWN = 'country = "FR"\nemail = "prenom.nom@example.org"\nlanguage = "fr"\nname = "Prénom"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "optout.toml"


def answered(
    run_async: RunAsync, file: Path, person: AnsweringPerson, *, plain: bool = False
) -> None:
    """All answers are used."""
    context = CommandContext(config=file, plain=plain)
    context.__dict__["console"] = person
    run_async(setup._ask_and_keep(context, person))
    assert person.answers == []


def kept(file: Path) -> dict[str, object]:
    return tomllib.loads(file.read_text("utf-8"))


def test_run_again_it_shows_todays_values_and_changes_one(file: Path, run_async: RunAsync) -> None:
    file.write_text(KNOWN + 'browser = "chrome"\n', "utf-8")
    person = AnsweringPerson("name", "Autre Nom", "done")
    answered(run_async, file, person)
    assert "Your settings today" in person.heard
    for shown in ("country: France", "e-mail: prenom.nom@example.org", "name: Prénom",
                  "language of the letter: French", "plain display: no"):  # fmt: skip
        assert shown in person.heard
    assert "name: Autre Nom" in person.heard
    assert kept(file)["name"] == "Autre Nom"
    assert kept(file)["browser"] == "chrome"
    assert kept(file)["country"] == "FR"


def test_what_only_the_environment_says_is_not_kept(
    file: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file.write_text(KNOWN, "utf-8")
    monkeypatch.setenv("OPTOUT_HEADLESS", "true")
    monkeypatch.setenv("OPTOUT_DATA_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("OPTOUT_EMAIL", "other@example.org")
    monkeypatch.setenv("OPTOUT_REASON", "children")
    answered(run_async, file, AnsweringPerson("name", "Autre Nom", "done"))
    assert kept(file) == tomllib.loads(KNOWN) | {"name": "Autre Nom"}


def test_where_nothing_is_changed_the_file_stays_as_it_is(file: Path, run_async: RunAsync) -> None:
    file.write_text(before := f"# mine\n{KNOWN}", "utf-8")
    answered(run_async, file, AnsweringPerson("done"))
    assert file.read_text("utf-8") == before


def test_an_address_for_each_form_is_enough(file: Path, run_async: RunAsync) -> None:
    each = 'facebook_email = "a@example.org"\ninstagram_email = "b@example.org"\n'
    for forms in ("facebook,instagram", "facebook"):
        file.write_text(before := f'country = "FR"\nforms = "{forms}"\n{each}', "utf-8")
        answered(run_async, file, AnsweringPerson("done"))
        assert file.read_text("utf-8") == before


def test_an_address_for_one_of_two_forms_is_not_enough(file: Path) -> None:
    settings = Settings(country="FR", facebook_email="a@example.org")  # type: ignore[call-arg]
    assert settings.has_emails_for(["facebook"])
    assert not settings.has_emails_for(["facebook", "instagram"])


def test_a_name_can_be_taken_away(file: Path, run_async: RunAsync) -> None:
    file.write_text(KNOWN, "utf-8")
    answered(run_async, file, AnsweringPerson("name", "", "done"))
    assert "name" not in kept(file)


def test_the_letter_is_seen_as_it_has_become(file: Path, run_async: RunAsync) -> None:
    file.write_text(KNOWN, "utf-8")
    person = AnsweringPerson("letter", "language", "de", "letter", "done")
    answered(run_async, file, person)
    first, second = person.letters
    assert "règlement" in first
    assert "Verordnung" in second
    assert kept(file)["language"] == "de"


@pytest.mark.parametrize("sees", [None, True])
def test_three_answers_are_enough(
    file: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, sees: bool | None
) -> None:
    """Whether the person sees the letter or not; what was not asked is not kept."""
    file.write_text("", "utf-8")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    person = AnsweringPerson("", "a@example.org", "", sees, *(["done"] if sees else []))
    answered(run_async, file, person)
    assert person.said(r"1 of 3: Your country of residence \(Enter: France\)")
    assert len(person.letters) == bool(sees)
    assert kept(file) == {"country": "FR", "email": "a@example.org"}


def test_another_country_asks_for_a_language_of_that_country(
    file: Path, run_async: RunAsync
) -> None:
    file.write_text(KNOWN, "utf-8")
    answered(run_async, file, AnsweringPerson("country", "GB", "done"))
    assert (kept(file)["country"], kept(file)["language"]) == ("GB", "en")


def test_where_one_language_fits_it_is_not_asked_for(file: Path, run_async: RunAsync) -> None:
    """Also in a terminal that speaks another one."""
    i18n.use("fr")
    file.write_text("", "utf-8")
    person = AnsweringPerson("GB", "a@example.org", "", True, "language", "done")
    answered(run_async, file, person)
    assert person.said(r"Langue de la lettre\s: anglais")
    assert person.said(r"dans une seule langue\s: anglais")
    assert "UK GDPR" in person.letters[-1]


@pytest.mark.parametrize("plain", [True, False])
def test_plain_is_kept_if_the_person_wants_it_so(
    file: Path, run_async: RunAsync, plain: bool
) -> None:
    file.write_text("", "utf-8")
    asked = ["France", "a@example.org", "", *([True] if plain else [])]
    person = AnsweringPerson(*asked, None)
    answered(run_async, file, person, plain=plain)
    assert person.said("4 of 4: Show everything plainly") is plain
    assert kept(file).get("plain", False) is plain


def test_what_is_kept_as_plain_is_shown_plainly(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kept_as, environ, argv, plain in (
        ("plain = true", "", [], True),
        ("plain = false", "", [], False),
        ("plain = false", "true", [], True),
        ("", "", ["status", "--plain"], True),
        ("", "", ["status"], False),
    ):
        file.write_text(kept_as, "utf-8")
        monkeypatch.setenv("OPTOUT_PLAIN", environ)
        context = parser.first_look(["--config", str(file), *argv])
        app._settle(context)
        assert context.plain is plain, (kept_as, environ, argv)
