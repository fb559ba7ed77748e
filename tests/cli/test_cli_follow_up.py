"""`optout follow-up` and `optout complain`: the letters, where they go, and the person's word."""

import email
import email.policy
import re
import stat
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from support.command_line import ADDRESS, CommandLine, days_since, refused, today
from support.event_loop import RunAsync

from optout.cli import complain
from optout.cli.which_dossier import writing
from optout.domain.deadlines import days_after
from optout.domain.states import State
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.i18n.cldr import long_date
from optout.letters.authorities import authority_for
from optout.terminal.console import Console

SUFFIXES = [".txt", ".html", ".eml", ".pdf"]


def files(stdout: str) -> list[Path]:
    """The files that were named, all there and private."""
    named = [Path(line) for line in stdout.splitlines()]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in named)
    return named


def opened(desktop: Callable[[], list[str]]) -> list[str]:
    """What was opened: nobody waits for the program, which may note it after the command's end."""
    until = time.monotonic() + 10
    while not (calls := desktop()) and time.monotonic() < until:
        time.sleep(0.05)
    return calls


def test_the_follow_up_in_both_languages(person: CommandLine) -> None:
    sent = person.sent()
    started = today()
    done = person.run("follow-up", sent.id)
    assert done.returncode == 0, done.stderr
    made = files(done.stdout)
    expected = [f"follow-up-{code}{suffix}" for code in ("fr", "en") for suffix in SUFFIXES]
    assert [file.name for file in made] == expected
    assert made[3].read_bytes().startswith(b"%PDF-")
    assert "article 12" in made[0].read_text("utf-8")
    assert "Article 12" in made[4].read_text("utf-8")
    assert "not reviewed by a lawyer" in done.stderr
    assert "Send the one in English" in done.stderr
    assert "Meta Platforms Ireland Limited" in done.stderr
    noting = re.search(rf"optout follow-up {sent.id} --sent-on (\S+)", done.stderr)
    assert noting is not None
    assert date.fromisoformat(noting[1]) in days_since(started)
    assert person.record(sent).followed_up_on == ""
    assert person.run("verify", sent.id).returncode == 0
    assert not (person.data / "printing").exists()


def test_the_complaint_goes_to_the_authority_at_home(person: CommandLine) -> None:
    sent = person.sent(country="AT", language="fr")
    done = person.run("complain", sent.id)
    assert done.returncode == 0, done.stderr
    authority = authority_for("AT")
    made = files(done.stdout)
    expected = [f"complaint-{code}{suffix}" for code in ("fr", "de") for suffix in SUFFIXES]
    assert [file.name for file in made] == expected
    for text in (authority.name, authority.email, authority.webform):
        assert text in done.stderr
    draft = email.message_from_bytes(made[6].read_bytes(), policy=email.policy.default)
    assert (draft["To"], draft["X-Unsent"]) == (authority.email, "1")
    assert [part.get_filename() for part in draft.iter_attachments()] == [f"{sent.id}.zip"]


NO_BROWSER = {"OPTOUT_BROWSER": "/nonexistent"}


@pytest.mark.parametrize("command", ["follow-up", "complain"])
def test_evidence_that_is_altered_or_missing_is_said_before_it_is_listed(
    person: CommandLine, command: str
) -> None:
    sent = person.sent()
    assert ": 4 files checked" not in person.run(command, sent.id, **NO_BROWSER).stderr
    (sent.path / "result.png").write_bytes(b"another")
    (sent.path / "result.txt").unlink()
    done = person.run(command, sent.id, **NO_BROWSER)
    for line in (f"{sent.id}: ", "altered: result.png\n", "missing: result.txt\n"):
        assert line in done.stderr.partition("The letter is being made")[0]


def test_in_germany_by_state(person: CommandLine) -> None:
    sent = person.sent(country="DE", language="de")
    refused(person.run("complain", sent.id), "OPT-601", 2, "--land")
    refused(person.run("complain", sent.id, "--land", "XX"), "OPT-601", 2, "BY")
    done = person.run("complain", sent.id, "--land", "by", OPTOUT_BROWSER="/nowhere")
    assert "Bayerisches Landesamt" in done.stderr
    assert "Send the one in" not in done.stderr, "there is one only"
    assert [file.name for file in files(done.stdout)] == [
        f"complaint-de{suffix}" for suffix in SUFFIXES[:3]
    ]


@pytest.mark.parametrize("told", ["country", "country_sent"])
@pytest.mark.parametrize(("country", "options"), [("DE", " --land HE"), ("AT", "")])
def test_the_command_that_notes_a_complaint_goes_to_the_same_authority(
    person: CommandLine, country: str, options: str, told: str
) -> None:
    """Where the person chose another country in the page, they live there."""
    sent = person.sent(**{"country": "FR", told: country}, language="de")
    done = person.run("complain", sent.id, "--land", "Hessen", OPTOUT_BROWSER="/nowhere")
    noting = re.search(rf"optout (complain {sent.id}{options} --sent-on \S+)\n", done.stderr)
    assert noting is not None, done.stderr
    assert person.run(*noting[1].split()).returncode == 0
    assert person.record(sent).complained_to == ("DE-HE" if country == "DE" else "AT")


@pytest.mark.parametrize(
    ("typed", "place"),
    [("Bayern", "DE-BY"), ("thüringen", "DE-TH"), ("NRW", "DE-NW"), ("Sachsen", "DE-SN")],
)
def test_a_land_is_found_by_its_name(
    run_async: RunAsync, typed: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    human = Console()
    human.can_ask = True
    answers = iter([typed])

    async def said(*_question: object) -> str:
        return next(answers)

    monkeypatch.setattr(human, "_ask", said)
    record = Record("20260101-facebook-abcdef", "facebook", country="DE")
    assert run_async(complain._authority(human, record, "")).place == place
    assert run_async(complain._authority(Console(), record, typed)).place == place


@pytest.mark.parametrize(
    ("country", "named"), [("GR", "Greek"), ("NO", "Norwegian"), ("BE", ""), ("IE", ""), ("US", "")]
)
def test_an_authority_in_whose_language_there_is_no_letter_is_named_with_it(
    person: CommandLine, country: str, named: str
) -> None:
    sent = person.sent(country=country, language="el")
    done = person.run("complain", sent.id, OPTOUT_BROWSER="/nowhere")
    assert "complaint-en.txt" in done.stdout
    assert ("The authority may ask you for one" in done.stderr) is bool(named)
    assert f"optout has no complaint in {named}" in done.stderr or not named


@pytest.mark.parametrize(("country", "own"), [("CH", False), ("TR", False), ("AT", True)])
def test_outside_the_eea_the_authority_is_the_company_s(
    person: CommandLine, country: str, own: bool
) -> None:
    sent = person.sent(country=country)
    done = person.run("complain", sent.id, OPTOUT_BROWSER="/nowhere")
    assert ("Send it yourself to the authority that supervises Meta:" in done.stderr) is not own
    assert ("to your authority:" in done.stderr) is own


def test_from_switzerland_to_ireland(person: CommandLine) -> None:
    sent = person.sent(country="CH", variant="ch")
    done = person.run("complain", sent.id, OPTOUT_BROWSER="/nowhere")
    assert "Irish Data Protection Commission" in done.stderr
    assert "Swiss commissioner" in done.stderr


def test_without_a_browser_only_the_pdf_is_missing(person: CommandLine) -> None:
    sent = person.sent()
    done = person.run("follow-up", sent.id, OPTOUT_BROWSER="/nowhere")
    assert done.returncode == 3
    assert "(OPT-304)" in done.stderr
    assert "without its PDF" in done.stderr
    assert [file.suffix for file in files(done.stdout)] == SUFFIXES[:3] * 2


@pytest.mark.parametrize("command", ["follow-up", "complain"])
def test_what_may_not_be_written_yet(person: CommandLine, command: str) -> None:
    early = person.sent(days=3)
    refused(person.run(command, early.id), "OPT-604", 2, "may still answer until")
    begun = person.begun()
    refused(person.run(command, begun.id), "OPT-603", 2, "nothing shows")
    british = person.sent(country="GB", variant="uk")
    refused(person.run(command, british.id), "OPT-602", 2, "ico.org.uk")
    refused(person.run(command), "OPT-606", 2, "ask for it here: ID.")
    refused(person.run(command, "nonsense"), "OPT-502", 2)
    refused(person.run(command, early.id, "--sent-on", "soon"), "OPT-608", 2, "--sent-on")
    refused(person.run(command, early.id, "--sent-on", "2020-01-01"), "OPT-513", 2)
    for dossier in (early, begun, british):
        assert not [*dossier.path.glob("follow-up-*"), *dossier.path.glob("complaint-*")]


def test_the_word_that_it_was_sent(person: CommandLine) -> None:
    sent = person.sent()
    day = today() - timedelta(days=2)
    assert person.run("follow-up", sent.id, OPTOUT_BROWSER="/nowhere").returncode == 3
    letter = (sent.path / "follow-up-fr.txt").read_bytes()
    done = person.run("follow-up", sent.id, "--sent-on", day.isoformat())
    assert (done.returncode, done.stdout) == (0, "")
    assert f"you say that you sent it on {long_date(day, 'en')}" in done.stderr
    assert "last deadline that you gave Meta" in done.stderr
    record = person.record(sent)
    assert (record.followed_up_on, record.state) == (day.isoformat(), State.ACKNOWLEDGED)
    again = person.run("follow-up", sent.id)
    assert (again.returncode, again.stdout) == (0, "")
    assert f"You sent this letter on {long_date(day, 'en')}" in again.stderr
    assert (sent.path / "follow-up-fr.txt").read_bytes() == letter
    anew = person.run("follow-up", sent.id, "--again", OPTOUT_BROWSER="/nowhere")
    assert len(files(anew.stdout)) == 6


@pytest.mark.parametrize("ago", [10, 1])
def test_letter_status_and_complaint_name_the_same_last_day(
    person: CommandLine, monkeypatch: pytest.MonkeyPatch, ago: int
) -> None:
    sent = person.sent()
    with monkeypatch.context() as earlier:
        moment = datetime.now(UTC) - timedelta(days=ago)
        for module in ("optout.cli.days", "optout.cli.letter_files"):
            earlier.setattr(f"{module}.now", lambda: moment)
        person.run("follow-up", sent.id, OPTOUT_BROWSER="/nowhere")
    last_day = date.fromisoformat(person.record(sent).written_last_day)
    shown = long_date(last_day, "fr")
    assert f"au plus tard le {shown}" in (sent.path / "follow-up-fr.txt").read_text("utf-8")
    done = person.run("follow-up", sent.id, "--sent-on", today().isoformat())
    assert f"that you gave Meta ends: {long_date(last_day, 'en')}, in " in done.stderr
    assert (f"no longer than until {long_date(last_day, 'en')}" in done.stderr) is (ago == 10)
    assert (f"optout follow-up {sent.id} --again" in done.stderr) is (ago == 10)
    person.run("complain", sent.id, OPTOUT_BROWSER="/nowhere")
    complaint = (sent.path / "complaint-fr.txt").read_text("utf-8")
    assert f"un délai jusqu’au {shown}" in complaint
    assert "quatorze" not in complaint


@pytest.mark.parametrize(
    ("ago", "refused_ago", "runs"),
    [
        (3, None, True),
        (3, 5, True),
        (3, 3, False),
        (3, 1, False),
        (30, None, False),
        (None, None, False),
        (None, 3, False),
    ],
    ids=["silence", "refused before", "refused that day", "refused since", "over", "none", "no"],
)
def test_who_complains_while_the_follow_up_s_term_runs_is_told_so(
    person: CommandLine, ago: int | None, refused_ago: int | None, runs: bool
) -> None:
    sent = person.sent()

    def day(days: int) -> date:
        return today() - timedelta(days=days)

    if ago is not None:
        person.run("follow-up", sent.id, "--sent-on", day(ago).isoformat())
    if refused_ago is not None:
        on = day(refused_ago).isoformat()
        answered = person.run("answer", sent.id, "refused", "--ground", "balance", "--on", on)
        assert answered.returncode == 0, answered.stderr
    done = person.run("complain", sent.id, OPTOUT_BROWSER="/nowhere")
    assert len(files(done.stdout)) == 3
    said = " ".join(done.stderr.split())
    assert ("the law lets you complain earlier" in said) is runs
    until = days_after(day(ago or 0), 14, "IE")
    assert (f"Your follow-up letter gives Meta until {long_date(until, 'en')}:" in said) is runs
    noted = person.run("complain", sent.id, "--sent-on", today().isoformat())
    assert "lets you complain earlier" not in noted.stderr


def test_in_a_terminal_it_opens_the_form_and_asks(
    person: CommandLine, desktop: Callable[[], list[str]]
) -> None:
    sent = person.sent(country="DE", language="de")
    tool = person.talk("complain", sent.id)
    tool.expect("Berlin: Berliner Beauftragte")
    tool.expect("Number, or a part of it > ")
    tool.type("berlin")
    tool.expect("complaint-de.pdf")
    tool.expect("Open its web form .* > ")
    assert desktop() == []
    tool.type("y")
    tool.expect("Have you sent it.* > ")
    asked = today()
    tool.type("y")
    tool.expect("On which day.* > ")
    tool.type((today() + timedelta(days=1)).isoformat())
    tool.expect("Give a day from")
    tool.expect("On which day.* > ")
    tool.type()
    tool.expect("The authority must tell you")
    assert tool.exit() == 0
    assert opened(desktop) == [f"browser {authority_for('DE', 'BE').webform}"]
    record = person.record(sent)
    assert record.complained_to == "DE-BE"
    assert date.fromisoformat(record.complained_on) in days_since(asked)


def test_in_a_terminal_nothing_opens_against_ones_will(
    person: CommandLine, desktop: Callable[[], list[str]]
) -> None:
    sent = person.sent(country="AT", language="de")
    tool = person.talk("complain", sent.id)
    tool.expect("Open its web form .* > ")
    tool.type()
    tool.expect("Open the mail draft .* > ")
    tool.type()
    tool.expect("Have you sent it.* > ")
    tool.type()
    tool.expect(f"optout complain {sent.id} --sent-on")
    assert tool.exit() == 0
    assert desktop() == []
    assert person.record(sent).complained_on == ""


def test_the_draft_opens_in_the_mail_program(
    person: CommandLine, desktop: Callable[[], list[str]]
) -> None:
    other, sent = person.sent(), person.sent()
    done = person.run("follow-up", other.id, "--no-open", OPTOUT_BROWSER="/nowhere")
    assert done.returncode == 3
    done = person.run("follow-up", sent.id, "--open", OPTOUT_BROWSER="/nowhere")
    assert opened(desktop) == [f"xdg-open {sent.path / 'follow-up-en.eml'}"]
    assert "could not be opened" not in done.stderr


def test_what_cannot_be_opened_is_named(person: CommandLine) -> None:
    sent = person.sent()
    done = person.run("complain", sent.id, "--open", OPTOUT_BROWSER="/nowhere")
    assert "Please open it yourself" in done.stderr
    assert done.stderr.count("https://www.cnil.fr/fr/plaintes") == 2


def test_a_complaint_needs_a_name_and_a_postal_address(person: CommandLine) -> None:
    sent = person.sent(name="", postal_address="")
    missing = person.run("complain", sent.id, "--name", "Prénom Nom")
    refused(missing, "OPT-606", 2, "--name, --address")
    assert person.record(sent).name == ""
    tool = person.talk("complain", sent.id, OPTOUT_BROWSER="/nowhere")
    tool.expect("Your name, which a complaint must give > ")
    tool.type()
    tool.expect("Please write something")
    tool.expect("Your name, which a complaint must give > ")
    tool.type("Prénom Nom")
    tool.expect(r"Your postal address, on one line, which a\s+complaint must give > ")
    tool.type("2, rue Autre, 75000 Paris")
    tool.expect("Have you sent it.* > ")
    tool.type()
    tool.exit()
    letter = (sent.path / "complaint-fr.txt").read_text("utf-8")
    assert "Prénom Nom\nAdresse postale\u00a0: 2, rue Autre, 75000 Paris\n" in letter
    again = person.run("complain", sent.id, "--address", ADDRESS, OPTOUT_BROWSER="/nowhere")
    assert again.returncode == 3
    assert ADDRESS in (sent.path / "complaint-fr.txt").read_text("utf-8")


def test_every_name_of_a_complaint_is_blackened(person: CommandLine, tmp_path: Path) -> None:
    sent = person.sent(letter="I object. Prénom Nom")
    for name, address in (("Vorname Eins", "1, Weg Drei"), ("Imię Dwa", "2, rue Autre")):
        who = ("--name", name, "--address", address)
        person.run("complain", sent.id, "--again", *who, OPTOUT_BROWSER="/nowhere")
    record = person.record(sent)
    assert (record.name, record.complainant) == ("Prénom Nom", "Imię Dwa")
    assert "Imię Dwa" in (sent.path / "complaint-fr.txt").read_text("utf-8")
    with writing(Store(person.dossiers), sent.id) as dossier:
        dossier.keep("reply-1.txt", b"Vorname Eins, Weg Drei", what="reply")
    packed = tmp_path / "redacted.zip"
    assert person.run("dossier", sent.id, "--zip", str(packed), "--redact").returncode == 0
    with zipfile.ZipFile(packed) as archive:
        said = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert not re.search("Prénom|Nom\\b|Vorname|Eins|Drei|Imię|Dwa|Autre", said)


def test_it_can_be_broken_off(person: CommandLine) -> None:
    sent = person.sent()
    tool = person.talk("complain", sent.id, OPTOUT_BROWSER="/nowhere")
    tool.expect("Have you sent it.* > ")
    tool.interrupt()
    tool.expect("Stopped")
    assert tool.exit() == 130
    assert person.record(sent).complained_on == ""
    assert person.run("verify", sent.id).returncode == 0
