"""A copy of a record under another name is a form for every command; nothing else is touched."""

import json
import re
from pathlib import Path

import pytest
from cli.conftest import RunAlone
from support.checkouts import package_copy
from support.command_line import CommandLine, refused
from support.world import EMAIL, World

from optout.forms.names import NAMES

ADDRESS = "https://www.facebook.com/help/contact/6359191084165019"
FORMS = sorted(["acme", "acme-others", *NAMES])
OTHER_EMAIL = "autre.compte@example.org"


def as_form(record: str, name: str, called: str) -> str:
    """The text of a record with its name and service changed, and nothing else."""
    changed, count = re.subn(r"(?m)^name = .*$", f'name = "{called}"', record, count=1)
    changed, more = re.subn(r"(?m)^service = .*$", f'service = "{name}"', changed)
    assert count == more == 1
    return changed


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that is installed, with two forms more: `acme` and `acme-others`."""
    root = package_copy(tmp_path_factory.mktemp("package"))
    forms = root / "optout" / "forms"
    for old, new, called in (
        ("facebook", "acme", "Acme"),
        ("third-party", "acme-others", "Acme (others)"),
    ):
        text = (forms / f"{old}.toml").read_text("utf-8")
        (forms / f"{new}.toml").write_text(as_form(text, new, called), "utf-8")
    return root


@pytest.fixture
def owner(person: CommandLine, package: Path) -> CommandLine:
    """Somebody whose optout is that copy."""
    person.environ |= {"PYTHONPATH": str(package), "OPTOUT_HEADLESS": "1"}
    return person


def test_the_help_lists_it(run_alone: RunAlone, owner: CommandLine) -> None:
    listed = run_alone("--help").stdout.partition("\nForms:\n")[2].partition("\n\n")[0]
    assert listed.replace(",", "").split() == FORMS
    for command in ("check", "practice"):
        shown = run_alone(command, "--help", COLUMNS="200").stdout
        assert ", ".join(FORMS) in " ".join(shown.split())


def test_without_its_file_it_is_no_form(person: CommandLine) -> None:
    refused(person.run("preview", "acme"), "OPT-103", 2)
    refused(person.run("preview", OPTOUT_ACME_URL=ADDRESS), "OPT-104", 2)


def test_the_settings_know_it(run_alone: RunAlone, owner: CommandLine) -> None:
    settings = Path(owner.home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    settings.parent.mkdir(parents=True)
    lines = [
        f'acme_email = "{OTHER_EMAIL}"',
        'country = "FR"',
        'language = "en"',
        'forms = ["acme"]',
    ]
    settings.write_text("\n".join([*lines, f'acme_others_url = "{ADDRESS}"']), "utf-8")
    letter = run_alone("preview", "acme")
    assert letter.returncode == 0, letter.stderr
    assert OTHER_EMAIL in letter.stdout
    assert "Service: Acme\n" in letter.stdout
    for_others = "whether or not I have an account"
    assert for_others not in letter.stdout
    assert for_others in run_alone("preview", "acme-others").stdout
    no_email = run_alone("preview", OPTOUT_ACME_EMAIL="acme.example.org")
    refused(no_email, "OPT-102", 2, "acme_email")
    wrong = run_alone("preview", OPTOUT_ACME_URL="https://example.org/help/contact/1")
    refused(wrong, "OPT-110", 2, "Acme")


def test_what_was_sent_by_it_is_listed_shown_and_followed_up(
    run_alone: RunAlone, owner: CommandLine
) -> None:
    sent = owner.sent("acme")
    everybody = run_alone("status", "--all")
    assert re.search(rf"^{sent.id} +Acme .* received by Meta ", everybody.stdout, re.M)
    assert "Acme (others)" not in everybody.stdout
    shown = run_alone("dossier", sent.id)
    title = f"Objection of {owner.name} to Meta (Acme), sent on "
    assert title in Path(shown.stdout.splitlines()[0]).read_text("utf-8")
    letter = run_alone("follow-up", sent.id)
    assert "Service\u00a0: Acme" in Path(letter.stdout.splitlines()[0]).read_text("utf-8")


@pytest.mark.usefixtures("with_browser")
def test_it_is_checked(run_alone: RunAlone, owner: CommandLine, world: World) -> None:
    url = world.site.url("facebook", session="acme", flow="direct", email=EMAIL)
    told = run_alone("check", "acme", "--json", OPTOUT_ACME_URL=url)
    page = json.loads(told.stdout)
    assert (page["form"], page["page"], page["url"]) == ("acme", "form", url)


@pytest.mark.thorough
@pytest.mark.usefixtures("with_browser")
def test_it_is_sent(owner: CommandLine, world: World) -> None:
    """As the company of `run/test_every_service.py` is every day."""
    world.settings |= owner.environ | {"OPTOUT_ACME_EMAIL": EMAIL}
    signs_in = world.site.url("facebook", session="in", flow="direct", email=EMAIL, signin="1")
    world.settings["OPTOUT_ACME_URL"] = signs_in
    tool = world.run("acme")
    tool.expect("Please sign in")
    world.site.person_does("facebook", "sign_in")
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("has received your objection")
    tool.expect("Erase this sign-in")
    tool.type("y")
    tool.expect("Erased")
    assert tool.exit() == 0
    assert not (world.data / "browser").exists()
    record = world.record()
    assert (record["form"], record["service"], record["email"]) == ("acme", "acme", EMAIL)
    given = "Acme: received at an address that the person gave (127.0.0.1)"
    said = " ".join(tool.text.split())
    assert (given in said, "must answer" in said) == (True, False)
