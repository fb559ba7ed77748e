"""`optout follow-up` and `optout complain`: the letters, where they go, and the person's word."""

import email
import email.policy
import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cli.conftest import Talk
from support.command_line import ADDRESS, CommandLine, ago, days_since, refused, today
from support.event_loop import RunAsync
from support.rights import is_private
from support.typed_console import TypedConsole

from optout.cli import complain
from optout.domain.deadlines import days_after
from optout.domain.states import State
from optout.dossier.record import Record
from optout.i18n.cldr import long_date
from optout.letters.authorities import authority_for
from optout.terminal.console import Console

SUFFIXES = [".txt", ".html", ".eml", ".pdf"]


def files(stdout: str) -> list[Path]:
    """The files that were named, all there and private."""
    named = [Path(line) for line in stdout.splitlines()]
    assert all(map(is_private, named))
    return named


def opened(desktop: Callable[[], list[str]]) -> list[str]:
    """What was opened: nobody waits for the program, which may note it after the command's end."""
    until = time.monotonic() + 10
    while not (calls := desktop()) and time.monotonic() < until:
        time.sleep(0.05)
    return calls


@pytest.mark.usefixtures("with_browser")
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
    assert done.returncode == 3, "without a browser"
    authority = authority_for("AT")
    made = files(done.stdout)
    expected = [f"complaint-{code}{suffix}" for code in ("fr", "de") for suffix in SUFFIXES[:3]]
    assert [file.name for file in made] == expected
    for text in (authority.name, authority.email, authority.webform):
        assert text in done.stderr
    draft = email.message_from_bytes(made[5].read_bytes(), policy=email.policy.default)
    assert (draft["To"], draft["X-Unsent"]) == (authority.email, "1")
    assert [part.get_filename() for part in draft.iter_attachments()] == [f"{sent.id}.zip"]


@pytest.mark.parametrize("command", ["follow-up", "complain"])
def test_evidence_that_is_altered_or_missing_is_said_before_it_is_listed(
    person: CommandLine, command: str
) -> None:
    sent = person.sent()
    assert ": 4 files checked" not in person.run(command, sent.id).stderr
    (sent.path / "result.png").write_bytes(b"another")
    (sent.path / "result.txt").unlink()
    done = person.run(command, sent.id)
    for line in (f"{sent.id}: ", "altered: result.png\n", "missing: result.txt\n"):
        assert line in done.stderr.partition("The letter is being made")[0]


def test_in_germany_by_state(person: CommandLine) -> None:
    sent = person.sent(country="DE", language="de")
    refused(person.run("complain", sent.id), "OPT-601", 2, "--land")
    refused(person.run("complain", sent.id, "--land", "XX"), "OPT-601", 2, "BY")
    done = person.run("complain", sent.id, "--land", "by")
    assert "Bayerisches Landesamt" in done.stderr
    assert "Send the one in" not in done.stderr, "there is one only"
    assert [file.name for file in files(done.stdout)] == [
        f"complaint-de{suffix}" for suffix in SUFFIXES[:3]
    ]


@pytest.mark.parametrize(("country", "options"), [("DE", " --land HE"), ("AT", "")])
def test_the_command_that_notes_a_complaint_goes_to_the_same_authority(
    person: CommandLine, country: str, options: str
) -> None:
    sent = person.sent(country=country, language="de")
    done = person.run("complain", sent.id, "--land", "Hessen")
    noting = re.search(rf"optout (complain {sent.id}{options} --sent-on \S+)\n", done.stderr)
    assert noting is not None, done.stderr
    assert person.run(*noting[1].split()).returncode == 0
    assert person.record(sent).complained_to == ("DE-HE" if country == "DE" else "AT")


def test_a_land_is_found_by_its_name(run_async: RunAsync) -> None:
    record = Record("20260101-facebook-abcdef", "facebook", country="DE")
    for typed, place in {
        "Bayern": "DE-BY",
        "thüringen": "DE-TH",
        "NRW": "DE-NW",
        "Sachsen": "DE-SN",
    }.items():
        asked = run_async(complain._authority(TypedConsole([typed]), record, ""))
        given = run_async(complain._authority(Console(), record, typed))
        assert asked.place == given.place == place


def test_each_authority_is_written_to_in_a_language_of_its_own(person: CommandLine) -> None:
    for country, code in {"NO": "nb", "BG": "bg", "BE": "nl", "IE": "en"}.items():
        sent = person.sent(country=country, language="ja")
        done = person.run("complain", sent.id)
        assert "complaint-en.txt" in done.stdout, country
        assert f"complaint-{code}.txt" in done.stdout, country


def test_outside_the_eea_the_authority_is_the_company_s(person: CommandLine) -> None:
    for country, own in {"CH": False, "AT": True}.items():
        sent = person.sent(country=country, variant="ch" if country == "CH" else "eu")
        said = person.run("complain", sent.id).stderr
        assert ("Send it yourself to the authority that supervises Meta:" in said) is not own
        assert ("\n  Data Protection Commission, 6 Pembroke" in said) is not own
        assert ("to your authority:" in said) is own
        assert ("Swiss commissioner" in said) is (country == "CH")
    for country, form, problem in (
        ("US", "facebook", "OPT-132"),
        ("TR", "facebook", "OPT-132"),
        ("US", "linkedin", "OPT-612"),
    ):
        refused(person.run("complain", person.sent(form, country=country).id), problem, 2)


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
    without_browser = person.run("follow-up", sent.id)
    assert without_browser.returncode == 3
    assert "(OPT-304)" in without_browser.stderr
    assert "without its PDF" in without_browser.stderr
    assert [file.suffix for file in files(without_browser.stdout)] == SUFFIXES[:3] * 2
    letter = (sent.path / "follow-up-fr.txt").read_bytes()
    done = person.run("follow-up", sent.id, "--sent-on", day.isoformat())
    assert (done.returncode, done.stdout) == (0, "")
    assert f"you say that you sent it on {long_date(day, 'en')}" in done.stderr
    assert "last deadline given to Meta" in done.stderr
    record = person.record(sent)
    assert (record.followed_up_on, record.state) == (day.isoformat(), State.ACKNOWLEDGED)
    again = person.run("follow-up", sent.id)
    assert (again.returncode, again.stdout) == (0, "")
    assert f"You sent this letter on {long_date(day, 'en')}" in again.stderr
    assert (sent.path / "follow-up-fr.txt").read_bytes() == letter
    anew = person.run("follow-up", sent.id, "--again")
    assert len(files(anew.stdout)) == 6


@pytest.mark.parametrize("days", [10, 1])
def test_letter_status_and_complaint_name_the_same_last_day(
    person: CommandLine, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    sent = person.sent()
    with monkeypatch.context() as earlier:
        moment = datetime.now(UTC) - timedelta(days=days)
        for module in ("optout.dossier.file", "optout.cli.letter_files"):
            earlier.setattr(f"{module}.now", lambda: moment)
        person.run("follow-up", sent.id)
    last_day = date.fromisoformat(person.record(sent).written_last_day)
    shown = long_date(last_day, "fr")
    assert f"au plus tard le {shown}" in (sent.path / "follow-up-fr.txt").read_text("utf-8")
    done = person.run("follow-up", sent.id, "--sent-on", today().isoformat())
    assert f"given to Meta ends: {long_date(last_day, 'en')}, in " in done.stderr
    assert (f"no longer than until {long_date(last_day, 'en')}" in done.stderr) is (days == 10)
    assert (f"optout follow-up {sent.id} --again" in done.stderr) is (days == 10)
    person.run("complain", sent.id)
    complaint = (sent.path / "complaint-fr.txt").read_text("utf-8")
    assert f"un délai jusqu’au {shown}" in complaint
    assert "quatorze" not in complaint


@pytest.mark.parametrize(
    ("written", "refused_ago", "runs"),
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
    person: CommandLine, written: int | None, refused_ago: int | None, runs: bool
) -> None:
    sent = person.sent()
    if written is not None:
        person.run("follow-up", sent.id, "--sent-on", ago(written))
    if refused_ago is not None:
        refusal = ("refused", "--ground", "balance", "--on", ago(refused_ago))
        assert person.run("answer", sent.id, *refusal).returncode == 0
    done = person.run("complain", sent.id)
    assert len(files(done.stdout)) == 2, "this authority takes no e-mail"
    said = " ".join(done.stderr.split())
    assert ("the law lets you complain earlier" in said) is runs
    until = days_after(date.fromisoformat(ago(written or 0)), 14, "IE")
    assert (f"Your follow-up letter gives Meta until {long_date(until, 'en')}:" in said) is runs
    noted = person.run("complain", sent.id, "--sent-on", today().isoformat())
    assert "lets you complain earlier" not in noted.stderr


def test_in_a_terminal_it_opens_the_form_and_asks(
    person: CommandLine, desktop: Callable[[], list[str]]
) -> None:
    sent = person.sent(country="DE", language="de")
    asked, tomorrow = today(), (today() + timedelta(days=1)).isoformat()
    done = person.run("complain", sent.id, typed=["berlin", "1", "1", "y", "y", tomorrow, ""])
    said = " ".join(done.stderr.split())
    told = ("Berlin: Berliner Beauftragte", "Number, or a word of the answer >",
            "May the authority give your name to Meta", "before a court",
            "Open its web form", "Have you sent it", "On which day", "Give a day from",
            "The authority must say")  # fmt: skip
    at = [said.index(words) for words in told]
    assert at == sorted(at)
    assert opened(desktop) == [f"browser {authority_for('DE', 'BE').webform}"]
    record = person.record(sent)
    assert record.complained_to == "DE-BE"
    assert date.fromisoformat(record.complained_on) in days_since(asked)
    letter = (sent.path / "complaint-de.txt").read_text("utf-8")
    assert "mit meinem Namen an den Verantwortlichen" in letter
    assert "weder bei einem Gericht" in letter


def test_what_clerks_ask_is_written_only_where_it_was_answered(run_async: RunAsync) -> None:
    record = Record("20260101-facebook-abcdef", "facebook", country="FR")
    for typed, said in (
        ("1 1", ["name_given", "nowhere_else"]),
        ("2 2", ["name_withheld", "elsewhere"]),
        ("3 1", ["nowhere_else"]),
        ("", []),
    ):
        console = TypedConsole(typed.split())
        assert run_async(complain._asked_by_clerks(console, record)) == said, typed
    assert run_async(complain._asked_by_clerks(TypedConsole(["", ""]), record)) == []
    assert run_async(complain._asked_by_clerks(Console(), record)) == []


def test_in_a_terminal_nothing_opens_against_ones_will(
    person: CommandLine, desktop: Callable[[], list[str]]
) -> None:
    sent = person.sent(country="AT", language="de")
    said = person.run("complain", sent.id, typed=[""] * 5).stderr
    asked = [said.index(words) for words in ("Open its web form", "Open the mail", "Have you sent")]
    assert asked == sorted(asked)
    assert f"optout complain {sent.id} --sent-on" in said[asked[-1] :]
    assert desktop() == []
    assert person.record(sent).complained_on == ""


def test_the_draft_opens_in_the_mail_program(
    person: CommandLine, desktop: Callable[[], list[str]]
) -> None:
    other, sent = person.sent(), person.sent()
    done = person.run("follow-up", other.id, "--no-open")
    assert done.returncode == 3
    done = person.run("follow-up", sent.id, "--open")
    assert opened(desktop) == [f"xdg-open {sent.path / 'follow-up-en.eml'}"]
    assert "could not be opened" not in done.stderr


@pytest.mark.linux("elsewhere there is always a program that opens it")
def test_what_cannot_be_opened_is_named(person: CommandLine) -> None:
    sent = person.sent()
    done = person.run("complain", sent.id, "--open")
    assert "Please open it yourself" in done.stderr
    assert done.stderr.count("https://www.cnil.fr/fr/plaintes") == 2


def test_a_complaint_needs_a_name_and_a_postal_address(person: CommandLine) -> None:
    sent = person.sent(name="", postal_address="")
    missing = person.run("complain", sent.id, "--name", "Prénom Nom")
    refused(missing, "OPT-606", 2, "ask for it here: --address.")
    refused(person.run("complain", sent.id), "OPT-606", 2, "here: --name, --address.")
    assert person.record(sent).name == ""
    typed = ["", "Prénom Nom", "2, rue Autre, 75000 Paris", "", "", ""]
    asked = person.run("complain", sent.id, typed=typed).stderr
    name, address = "Your name, which a complaint must", "Your postal address, on one line, which"
    assert asked.index(name) < asked.index("Please write something") < asked.index(address)
    letter = (sent.path / "complaint-fr.txt").read_text("utf-8")
    assert "Prénom Nom\nAdresse postale\u00a0: 2, rue Autre, 75000 Paris\n" in letter
    again = person.run("complain", sent.id, "--address", ADDRESS)
    assert again.returncode == 3
    assert ADDRESS in (sent.path / "complaint-fr.txt").read_text("utf-8")


def test_it_can_be_broken_off(person: CommandLine, talk: Talk) -> None:
    sent = person.sent()
    tool = talk("complain", sent.id)
    for question in ("your name to Meta", "another authority"):
        tool.expect(rf"{question}[^>]* > ")
        tool.type()
    tool.expect("Have you sent it.* > ")
    tool.interrupt()
    tool.expect("Stopped")
    assert tool.exit() == 130
    assert person.record(sent).complained_on == ""
    assert person.run("verify", sent.id).returncode == 0
