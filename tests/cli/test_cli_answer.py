"""`optout answer`: what the company answered goes into the dossier, with its day and its mail."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from cli.conftest import Talk
from support.another_optout import another_optout
from support.command_line import CommandLine, ago, days_since, refused, today, whole

from optout.cli import answer, which_dossier
from optout.domain.states import Sent, State
from optout.dossier.due import reply_due
from optout.dossier.record import AnswerKind, Ground, Silent
from optout.dossier.store import Store
from optout.i18n.cldr import long_date

MAIL = "Bonjour,\nNous ne donnons pas suite à votre demande.\n"


def test_what_is_asked_for_is_what_a_record_can_hold() -> None:
    assert {"", *answer.GROUNDS} == set(get_args(Ground))
    assert set(answer.SILENT) == set(get_args(Silent))
    assert set(answer.KINDS) == {*get_args(AnswerKind), answer.OTHER}


def test_an_acceptance_ends_what_is_due(person: CommandLine) -> None:
    sent = person.sent(days=3)
    before = json.loads(person.run("status", "--json").stdout)
    started = today()
    done = person.run("answer", sent.id, "accepted")
    assert (done.returncode, done.stdout) == (0, "")
    (answer,) = person.record(sent).answers
    assert (answer.kind, answer.evidence) == ("accepted", "")
    day = date.fromisoformat(answer.on)
    assert day in days_since(started)
    assert f"Meta accepted the objection, on {long_date(day, 'en')}" in done.stderr
    after = json.loads(person.run("status", "--json").stdout)
    assert before["due"] is not None
    assert before["answer"] is None
    assert after["due"] is None
    assert after["answer"] == {"kind": "accepted", "on": answer.on}


def test_nobody_answers_for_a_setting_and_a_letter_is_answered(person: CommandLine) -> None:
    setting = person.begun("linkedin-switch", days=60)
    setting.advance(State.SWITCHED_OFF, by="person", proof="person_says")
    for command in (("answer", setting.id, "refused"), ("follow-up", setting.id)):
        refused(person.run(*command), "OPT-613", 2, "nobody owes an answer")
    letter = person.begun("linkedin-letter", days=60)
    letter.advance(State.LETTER_WRITTEN, by="person", proof="person_says")
    done = person.run("answer", letter.id, "refused")
    assert done.returncode == 0, done.stderr
    assert "LinkedIn refused the objection" in done.stderr


def test_an_acceptance_that_says_nothing_of_a_part_goes_on(person: CommandLine) -> None:
    sent = person.sent(days=3)
    done = person.run("answer", sent.id, "accepted", "--silent", "erasure,chats")
    (answer,) = person.record(sent).answers
    assert answer.silent == ["erasure", "chats"]
    assert "said nothing of a part of it" in done.stderr
    assert f"optout follow-up {sent.id}" in done.stderr
    asked = person.run("follow-up", sent.id)
    letter = Path(asked.stdout.splitlines()[0]).read_text("utf-8")
    assert "- mes échanges avec votre IA" in letter
    assert "- ce que d’autres publient" not in letter


@pytest.mark.parametrize(("written", "offered"), [(None, ""), (5, " --again"), (1, None)], ids=str)
def test_status_offers_the_letter_for_the_rest_as_long_as_it_was_not_sent(
    person: CommandLine, written: int | None, offered: str | None
) -> None:
    """`written`: how many days ago the person wrote; the acceptance is three days old."""
    sent = person.sent(days=60)
    if written is not None:
        sent.change(followed_up_on=ago(written))
    noted = person.run("answer", sent.id, "accepted", "--silent", "erasure", "--on", ago(3))
    for done in (noted, person.run("status")):
        assert ("ask for the rest" in done.stderr) is (offered is not None)
        if offered is not None:
            assert f"optout follow-up {sent.id}{offered}\n" in done.stderr


def test_a_day_as_it_is_written_in_europe(person: CommandLine) -> None:
    sent = person.sent(days=60)
    day = today() - timedelta(days=3)
    for written in (f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}"):
        assert person.run("answer", sent.id, "accepted", "--on", written).returncode == 0
    assert [a.on for a in person.record(sent).answers] == [day.isoformat()] * 2


@pytest.mark.parametrize("decided", ["accepted", "refused", None])
def test_what_was_decided_stands_when_more_time_is_taken(
    person: CommandLine, decided: str | None
) -> None:
    sent = person.sent(days=3)
    if decided:
        assert "This stands" not in person.run("answer", sent.id, decided).stderr
    done = person.run("answer", sent.id, "extended")
    assert done.returncode == 0
    assert "Meta took more time" in done.stderr
    assert (f"This stands: Meta {decided} the objection, on " in done.stderr) is bool(decided)


@pytest.mark.parametrize("practice", [True, False])
def test_practice_is_not_said_to_be_unknown(person: CommandLine, practice: bool) -> None:
    folder = person.data / "practice" / "dossiers" if practice else person.dossiers
    made = Store(folder).create(form="facebook", practice=practice)
    for command in (("answer", made.id, "accepted"), ("follow-up", made.id), ("complain", made.id)):
        done = person.run(*command)
        assert ("This dossier is practice" in done.stderr) is practice
        assert "no dossier with that number" not in done.stderr
    assert Store(folder).open(made.id).record.answers == [] or not practice
    unknown = person.run("answer", "20200101-facebook-aaaaaa", "accepted")
    refused(unknown, "OPT-502", 2, "no dossier with that number")


@pytest.mark.parametrize("letter", ["I object.", "I object (Article 9(1), Article 19)."])
@pytest.mark.parametrize("form", ["facebook", "third-party"])
def test_a_terminal_asks_what_an_acceptance_says(
    person: CommandLine, form: str, letter: str
) -> None:
    """Each of what the letter asked for: of special categories where it cites Article 9, of the
    recipients where it cites Article 19."""
    sent = person.sent(form, days=3, letter=letter)
    questions = {
        "also promise to erase what was collected so far": "",
        "what you said or wrote to the AI of Meta": "y",
        "what others post about you": "n",
        "not of generative AI only": "y",
        "sensitive data about you leave the training data": "",
        "name those to whom your data were given": "",
        "On which day": "",
    }
    if form == "third-party":
        del questions["what you said or wrote to the AI of Meta"]
    if "9(1)" not in letter:
        del questions["sensitive data about you leave the training data"]
        del questions["name those to whom your data were given"]
    typed = [*questions.values()]
    done = person.run("answer", sent.id, "accepted", "--text", "x", typed=typed)
    assert done.returncode == 0
    asked = [line for line in done.stderr.splitlines() if " > " in line]
    assert asked[0].startswith(f"{answer.SILENT['erasure']} [y/N] > ")
    assert all(words in line for words, line in zip(questions, asked, strict=True))
    assert "ask for the rest" in done.stderr
    special = ["special", "recipients"] if "9(1)" in letter else []
    assert person.record(sent).answers[0].silent == ["erasure", "others", *special]


def test_a_refusal_with_its_ground_day_and_mail(person: CommandLine) -> None:
    sent = person.sent(days=20)
    mail = Path(person.home["HOME"]) / "mail.eml"
    mail.write_text(MAIL, "utf-8")
    day = today() - timedelta(days=4)
    done = person.run(
        *("answer", sent.id[:-2], "refused", "--ground", "identity"),
        *("--on", day.isoformat(), "--file", str(mail)),
    )
    assert done.returncode == 0
    (answer,) = person.record(sent).answers
    assert (answer.kind, answer.on, answer.ground) == ("refused", day.isoformat(), "identity")
    assert (sent.path / answer.evidence).read_text("utf-8") == MAIL
    assert f"optout complain {sent.id}" in done.stderr
    assert person.run("verify", sent.id).returncode == 0


def test_the_day_of_a_mail_is_its_own_where_an_answer_can_have_come_then(
    person: CommandLine,
) -> None:
    """Without a word of the person; Enter means it, too. Whatever else the file says, today."""
    mail, started = Path(person.home["HOME"]) / "mail.eml", today()
    for head, back in (
        (f"{started - timedelta(days=4):%a, %d %b %Y} 12:00:00 +0000", 4),
        ("Mon, 01 Jan 2001 12:00:00 +0000", 0),
        ("Fri, 01 Jan 2999 12:00:00 +0000", 0),
        ("yesterday", 0),
    ):
        mail.write_text(f"Date: {head}\nSubject: x\n\nNo.", "utf-8")
        for typed in (None, ["6", ""]):
            sent = person.sent(days=20)
            line = ("answer", sent.id, "refused", "--file", str(mail))
            done = person.run(*line, typed=typed)
            [noted] = person.record(sent).answers
            assert date.fromisoformat(noted.on) in [
                d - timedelta(back) for d in days_since(started)
            ]
            asked = f"did the e-mail come? Year-month-day; Enter means {noted.on} >" in done.stderr
            assert (asked, noted.ground) == (bool(typed), "other" if typed else "")


def test_a_letter_claims_no_ground_that_nobody_gave(person: CommandLine) -> None:
    """Nor the lack of one: only the person has read the mail."""
    for ground, said in ((), False), (("--ground", "other"), True):
        sent = person.sent(days=20)
        assert person.run("answer", sent.id, "refused", *ground).returncode == 0
        letters = [person.run(command, sent.id).stdout for command in ("follow-up", "complain")]
        for written in letters:
            text = Path(written.splitlines()[0]).read_text("utf-8")
            assert ("aucun motif" in text) == said, text
            assert "article 21" in text


def test_a_ground_is_of_a_refusal_alone(person: CommandLine) -> None:
    """The kind is asked for, so the command line alone cannot tell that the two do not fit."""
    sent = person.sent(days=20)
    options = ("--ground", "balance", "--text", "x")
    assert person.run("answer", sent.id, *options, typed=["3", ""]).returncode == 0
    (answer,) = person.record(sent).answers
    assert (answer.kind, answer.ground) == ("extended", "")


def test_what_can_follow_a_refusal_is_named_until_it_is_sent(person: CommandLine) -> None:
    sent = person.sent(days=20)
    insist, complain = f"optout follow-up {sent.id}", f"optout complain {sent.id}"
    assert person.run("answer", sent.id, "refused").returncode == 0
    said = person.run("status").stderr
    assert said.index("You can reply to Meta:") < said.index(insist) < said.index(complain)
    person.run("follow-up", sent.id, "--sent-on", today().isoformat())
    refused_again = person.run("status").stderr
    assert insist not in refused_again
    assert "You can complain to your authority:" in refused_again
    person.run("complain", sent.id, "--sent-on", today().isoformat())
    assert "optout complain" not in person.run("status").stderr


def test_who_has_insisted_waits_for_the_answer(person: CommandLine) -> None:
    sent = person.sent(days=20)
    assert person.run("answer", sent.id, "refused", "--on", ago(3)).returncode == 0
    person.run("follow-up", sent.id, "--sent-on", today().isoformat())
    said = person.run("status").stderr
    assert "optout follow-up" not in said
    assert "optout complain" not in said


@pytest.mark.parametrize("kind", ["refused", "accepted", "extended"])
def test_a_later_run_speaks_of_the_answer(person: CommandLine, kind: str) -> None:
    sent = person.sent(days=20)
    known = ("--country", "FR", "--email", person.email)
    before = person.run("run", "facebook", "--manual", "--json", *known)
    assert "recorded by an earlier run" in before.stderr
    assert "Once is enough" in before.stderr
    assert person.run("answer", sent.id, kind).returncode == 0
    after = person.run("run", "facebook", "--manual", "--json", *known)
    assert after.stdout == before.stdout, "the answer is no state"
    words = {"refused": "refused the objection", "accepted": "accepted", "extended": "took more"}
    begun, _how, end = after.stderr.partition("How it stands now")
    assert f"Facebook: Meta {words[kind]}" in begun
    assert f"Facebook: Meta {words[kind]}" in end
    assert "recorded by an earlier run" not in end
    assert ("Once is enough" in begun) == (kind != "refused")
    assert (f"optout follow-up {sent.id}" in end) == (kind == "refused")
    assert (f"optout complain {sent.id}" in end) == (kind == "refused")


def test_an_earlier_refusal_noted_late_leads_to_no_letter(person: CommandLine) -> None:
    sent = person.sent(days=20)
    for kind, days in (("accepted", 2), ("refused", 4)):
        done = person.run("answer", sent.id, kind, "--on", ago(days))
        assert done.returncode == 0, done.stderr
    assert "optout complain" not in done.stderr
    refused(person.run("complain", sent.id), "OPT-605", 2, f"optout dossier {sent.id}.")


def test_a_mistake_is_taken_back(person: CommandLine) -> None:
    sent = person.sent()
    person.run("answer", sent.id, "refused", "--text", "No.")
    status = person.run("status").stderr
    person.run("answer", sent.id, "accepted", "--text", "Yes.")
    refused(person.run("complain", sent.id), "OPT-605", 2)
    done = person.run("answer", sent.id, "none")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"Taken back in dossier {sent.id}: Meta accepted the objection, on " in done.stderr
    assert "still kept as reply-2.txt" in done.stderr
    assert "This stands: Meta refused the objection, on " in done.stderr
    assert f"optout complain {sent.id}" in done.stderr
    assert person.run("status").stderr == status
    page = person.run("dossier", sent.id).stdout.strip()
    assert "taken back: Meta accepted the objection (reply-2.txt)" in Path(page).read_text("utf-8")
    person.run("answer", sent.id, "none")
    done = person.run("answer", sent.id, "none")
    assert (done.returncode, done.stderr) == (0, f"No answer is noted in dossier {sent.id}.\n")


def test_a_day_is_corrected_backwards(person: CommandLine) -> None:
    sent = person.sent(days=20)
    days = [today() - timedelta(days=ago) for ago in (3, 6)]
    for day in days:
        done = person.run("answer", sent.id, "refused", "--on", day.isoformat())
    assert f"It replaces: Meta refused the objection, on {long_date(days[0], 'en')}." in done.stderr
    assert [a.on for a in person.record(sent).answers] == [days[1].isoformat()]
    assert "This stands" not in done.stderr


def test_a_terminal_offers_to_take_back_where_something_is_noted(person: CommandLine) -> None:
    sent = person.sent(days=20)
    person.run("answer", sent.id, "accepted")
    done = person.run("answer", sent.id, typed=["", "5"])
    assert "5. nothing: what I noted last was a mistake" in done.stderr
    assert (done.returncode, "No answer is noted" in done.stderr) == (0, True)
    again = person.run("answer", sent.id, typed=[""]).stderr
    assert "4. something else" in again
    assert "5." not in again


def test_an_extension_makes_it_three_months(person: CommandLine) -> None:
    sent = person.sent(days=3)
    first = reply_due(sent.record)
    done = person.run("answer", sent.id, "extended", "--text", MAIL)
    record = person.record(sent)
    later = reply_due(record)
    assert first is not None
    assert later is not None
    assert later - first > timedelta(days=55)
    assert long_date(later, "en") in done.stderr
    assert (sent.path / record.answers[0].evidence).read_text("utf-8").strip() == MAIL.strip()


@pytest.mark.parametrize(("days", "too_late"), [(5, True), (50, False)])
def test_why_a_late_extension_extends_nothing(
    person: CommandLine, days: int, too_late: bool
) -> None:
    sent = person.sent(days=60)
    said = person.run("answer", sent.id, "extended", "--on", ago(days)).stderr
    assert ("That came too late: Meta can take more time only if" in said) is too_late
    assert ("An answer is late" in said) is too_late


@pytest.mark.parametrize(
    ("fields", "named"), [({"country": "GB", "variant": "uk"}, 1), ({"country": "FR"}, 0)]
)
def test_the_way_in_the_united_kingdom_is_named_once(
    person: CommandLine, fields: dict[str, str], named: int
) -> None:
    early, late = person.sent(days=3, **fields), person.sent("instagram", **fields)
    assert person.run("status").stderr.count("ico.org.uk") == named
    assert person.run("answer", late.id, "accepted").stderr.count("ico.org.uk") == 0
    assert person.run("status").stderr.count("ico.org.uk") == 0
    assert person.run("answer", early.id, "refused").stderr.count("ico.org.uk") == named
    assert person.run("status").stderr.count("ico.org.uk") == named


def test_another_mail_is_only_kept(person: CommandLine) -> None:
    sent = person.sent(days=3)
    done = person.run("answer", sent.id, "other", "--text", "We have your request.")
    assert done.returncode == 0
    assert person.record(sent).answers == []
    assert (sent.path / "reply-1.txt").read_text("utf-8") == "We have your request."
    refused(person.run("answer", sent.id, "other"), "OPT-606", 2, "--text, --file")


ACCEPTED = "Vamos a aceptar tu objeción."
"""Meta's own, as cadenadial.com has shown it in 2025."""
REFUSAL = "We cannot do that. See https://example.com/why for more."
KNOWN: list[tuple[str, str, list[str], list[str]]] = [
    (ACCEPTED, "it accepts for what comes from now on", ["", *"nnnn", ""], ["accepted"]),
    (ACCEPTED, "it accepts for what comes from now on", ["2", "6", ""], ["refused"]),
    ("Your confirmation code is 481516.", "Type the code into", [""], []),
]


def test_a_mail_that_is_known_is_proposed_and_the_person_says_what_it_is(
    person: CommandLine,
) -> None:
    """Enter takes the proposal, a number another answer; unasked, nothing is noted."""
    for mail, said, typed, noted in KNOWN:
        sent, unasked = (person.sent(days=3) for _ in range(2))
        done = person.run("answer", sent.id, "--text", mail, typed=typed)
        assert (done.returncode, said in done.stderr) == (0, True)
        assert [answer.kind for answer in person.record(sent).answers] == noted
        assert (sent.path / "reply-1.txt").read_text("utf-8") == mail
        done = person.run("answer", unasked.id, "--text", mail)
        refused(done, "OPT-606", 2, "ask for it here: ANSWER.")
        assert said in done.stderr
        assert person.record(unasked).answers == []
        assert not list(unasked.path.glob("reply-*"))


@pytest.mark.parametrize(
    "mail",
    [
        "nous donnerons suite à votre demande d'opposition.",
        "Votre demande n'a pas été acceptée.",
        "Sunny spells later.",
        REFUSAL,
    ],
)
def test_every_other_mail_is_shown_and_asked_about_with_no_number_preset(
    person: CommandLine, mail: str
) -> None:
    sent = person.sent(days=3)
    done = person.run("answer", sent.id, typed=[mail, "", "2", "6", ""])
    shown = f"It says: “{mail.replace('https://example.com/why', '…')}”"
    assert (done.returncode, shown in done.stderr) == (0, True)
    assert "As optout reads it" not in done.stderr
    assert done.stderr.count("\nNumber > ") == 3, "Enter asks again"
    assert "Number (Enter" not in done.stderr
    assert [answer.kind for answer in person.record(sent).answers] == ["refused"]


BOUNCE = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"


@pytest.mark.parametrize(
    ("head", "says", "then"),
    [
        (BOUNCE, "it says that your mail did not arrive", "Check the address"),
        ("Auto-Submitted: auto-replied", "it is an automatic reply", "decides nothing"),
    ],
)
def test_what_the_company_has_not_written_is_kept_and_nothing_is_asked(
    person: CommandLine, head: str, says: str, then: str
) -> None:
    sent, mail = person.sent(days=3), Path(person.home["HOME"]) / "mail.eml"
    body = (
        "--b\n\nI am away.\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b--\n"
    )
    mail.write_text(f"From: a@example.com\nSubject: Away\n{head}\n\n{body}", "utf-8")
    done = person.run("answer", sent.id, "--file", str(mail), typed=[])
    told = ("a@example.com · Away", f"{says}.", "It is not Meta that answers.", then)
    assert (done.returncode, [words for words in told if words not in done.stderr]) == (0, [])
    assert " > " not in done.stderr
    assert person.record(sent).answers == []
    assert (sent.path / "reply-1.eml").read_bytes() == mail.read_bytes()


DAY = "Date: Tue, 01 Dec 2026 12:00:00 +0000"


@pytest.mark.parametrize(
    ("server", "result", "said"),
    [
        ("mx.google.com", "pass", "Your mail provider confirms the sender: meta.com."),
        ("mx.google.com", "fail", "Your mail provider doubts that it is from meta.com."),
        ("mx.google.com.evil.example", "pass", "The sender was not checked."),
    ],
)
def test_only_the_person_s_own_provider_says_who_sent_a_mail(
    person: CommandLine, server: str, result: str, said: str
) -> None:
    sent = person.sent(days=3, email="a@gmail.com")
    mail = Path(person.home["HOME"]) / "mail.eml"
    checked = f"{server}; dmarc={result} (p=REJECT) header.from=meta.com"
    head = f"Authentication-Results: {checked}\nFrom: a@meta.com\n{DAY}"
    mail.write_text(f"{head}\n\n{REFUSAL}", "utf-8")
    done = person.run("answer", sent.id, "--file", str(mail), typed=["4"])
    assert (done.returncode, said in done.stderr) == (0, True)
    assert f"a@meta.com · {long_date(date(2026, 12, 1), 'en')}" in done.stderr.replace(
        "\u00a0", " "
    )
    assert (sent.path / "reply-1.eml").read_bytes() == mail.read_bytes()


MISFITS: list[tuple[tuple[str, ...], str, str]] = [
    ((), "OPT-606", "ask for it here: ANSWER."),
    (("perhaps",), "OPT-113", "accepted, refused, extended"),
    (("refused", "--ground", "mood"), "OPT-113", "identity, doubt, use_form, other_form"),
    (("accepted", "--ground", "balance"), "OPT-607", "--ground and accepted"),
    (("refused", "--silent", "chats"), "OPT-607", "--silent and refused"),
    (("accepted", "--silent", "chats,mood"), "OPT-113", "others, other_ai, special, recipients"),
    (("accepted", "--on", "yesterday"), "OPT-608", "year-month-day"),
    (("accepted", "--on", "2020-01-01"), "OPT-513", "Give a day from"),
    (("accepted", "--on", "2999-01-01"), "OPT-513", "Give a day from"),
    (("accepted", "--text", "x", "--file", "y"), "OPT-607", "--text and --file"),
    (("none", "--on", "2026-01-01"), "OPT-607", "--on and none"),
    (("none", "--text", "x"), "OPT-607", "--text and none"),
    (("none", "--silent", "chats"), "OPT-607", "--silent and none"),
    (("accepted", "--file", "nowhere.eml"), "OPT-108", "it is not there"),
    (("accepted", "--file", "."), "OPT-108", "it is a folder"),
    (("--file", "nowhere.eml"), "OPT-108", "it is not there"),
]


def test_what_does_not_fit_is_refused_and_changes_nothing(person: CommandLine) -> None:
    sent = person.sent()
    before = (sent.path / "record.json").read_bytes()
    for arguments, problem, said in MISFITS:
        refused(person.run("answer", sent.id, *arguments), problem, 2, said)
    assert (sent.path / "record.json").read_bytes() == before
    assert not list(sent.path.glob("reply-*"))


def test_which_dossier(person: CommandLine) -> None:
    sent = person.sent()
    person.sent()
    begun = sent.path.name[: -len("aaaaaa")]
    refused(person.run("answer", begun, "accepted"), "OPT-511", 2, "Several dossiers")
    refused(person.run("answer", "nonsense", "accepted"), "OPT-502", 2)
    refused(person.run("answer", "../../x", "accepted"), "OPT-502", 2)
    refused(person.run("answer"), "OPT-606", 2, "ask for it here: ID.")
    (sent.path / "record.json").write_text("{")
    refused(person.run("answer", sent.id, "accepted"), "OPT-512", 1, sent.id)


def test_a_terminal_is_asked_for_what_is_missing(person: CommandLine) -> None:
    sent = person.sent()
    started = today()
    typed = ["", "?", "First line.", "2", "4", "tomorrow", "2020-01-01", ""]
    done = person.run("answer", typed=typed)
    said = " ".join(done.stderr.split())
    told = (f"received by Meta ({sent.id})", "Number (Enter: 1) >", "Paste the mail here",
            "Save the mail as a file", "It says: “First line.”", "2. it refuses",
            "4. it tells me to use the form that I used", "On which day",
            "not a day of the calendar", "Give a day from",
            "Meta refused the objection, on ")  # fmt: skip
    at = [said.index(words) for words in told]
    assert (done.returncode, at) == (0, sorted(at))
    (answer,) = person.record(sent).answers
    day = date.fromisoformat(answer.on)
    assert day in days_since(started)
    assert f"Meta refused the objection, on {long_date(day, 'en')}" in said.replace("\u00a0", " ")
    assert (answer.kind, answer.ground) == ("refused", "use_form")
    assert (sent.path / answer.evidence).read_text("utf-8") == "First line."


@pytest.mark.parametrize("sent", [True, False])
def test_an_answer_to_what_was_never_sent_is_asked_about(person: CommandLine, sent: bool) -> None:
    """Who has an answer is not offered another run."""
    tried = person.begun()
    tried.advance(State.FAILED, by="tool", proof="it could not be opened:")
    typed = ["y", "", ""] if sent else [""]
    done = person.run("answer", tried.id, "extended", typed=typed)
    assert "Nothing shows that this objection was sent." in done.stderr
    assert ("Then nothing is noted." in done.stderr, done.returncode) == (not sent, 0)
    assert bool(person.record(tried).answers) is sent
    assert ("To go on:" in person.run("status").stderr) is not sent
    listed = person.run("answer", typed=[""]).stderr
    assert (f"did not work ({tried.id})" in listed) is not sent
    assert (f"Meta took more time ({tried.id})" in listed) is sent


def test_a_mail_too_long_for_a_terminal_is_not_kept_in_part(
    person: CommandLine, talk: Talk
) -> None:
    sent = person.sent()
    tool = talk("answer", sent.id, "extended", "--on", today().isoformat())
    for mail in ("ж" * 3000, f"{'a line of a mail ' * 200}\n" * 20):
        tool.expect("Paste the mail here.* > ")
        tool.paste(f"{mail}\nIts end.\n")
        tool.expect("nothing of it is kept")
        tool.expect(r"add\s+--file")
    tool.expect("Paste the mail here.* > ")
    tool.paste("ж" * 2000 + "\nIts end.\n")
    tool.expect("Its mail is kept as reply-1.txt")
    assert tool.exit() == 0
    assert (sent.path / "reply-1.txt").read_text("utf-8") == "ж" * 2000 + "\nIts end."


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ((), []),
        ((), [""]),
        ((), ["", ACCEPTED]),
        ((), ["", ACCEPTED, ""]),
        ((), ["", ACCEPTED, "1", *"yyyy"]),
        (("ID", "--text", "x"), []),
        (("ID", "--text", ACCEPTED), []),
        (("ID", "--text", ACCEPTED), ["", *"nnn"]),
        (("ID", "accepted", "--text", "x"), []),
        (("ID", "refused", "--text", "x"), []),
        (("ID", "extended", "--text", "x"), []),
        (("ID", "extended"), []),
    ],
)
def test_where_the_input_ends_nothing_is_noted(
    person: CommandLine, words: tuple[str, ...], typed: list[str]
) -> None:
    sent = person.sent()
    before = whole(person.dossiers)
    line = [sent.id if word == "ID" else word for word in words]
    done = person.run("answer", *line, typed=typed)
    assert done.returncode == 1
    assert "so nothing was noted.\nTo note it without being asked (accepted, ref" in done.stderr
    assert f"optout answer {sent.id if words else 'ID'} ANSWER\n" in done.stderr
    assert whole(person.dossiers) == before


def test_the_question_whether_it_was_sent_has_no_answer_where_the_input_ends(
    person: CommandLine,
) -> None:
    tried = person.begun()
    tried.advance(State.FAILED, by="tool", proof="it could not be opened:")
    done = person.run("answer", tried.id, "extended", typed=[])
    assert (done.returncode, "so nothing was noted" in done.stderr) == (1, True)
    assert person.record(tried).answers == []


def test_broken_off_it_notes_nothing(person: CommandLine, talk: Talk) -> None:
    sent = person.sent()
    for keys, code, said in (("\x03", 130, "What was noted"), ("\x04", 1, "nothing was noted")):
        tool = talk("answer", sent.id, "accepted", "--text", "x")
        tool.expect("Does the mail also.* > ")
        tool.press(keys)
        tool.expect(said)
        assert tool.exit() == code
    assert person.record(sent).answers == []


def test_in_a_terminal_without_a_dossier(person: CommandLine) -> None:
    done = person.run("answer", typed=[])
    assert (done.returncode, "There is no dossier yet" in done.stderr) == (2, True)


def test_nothing_is_written_beside_a_run(
    person: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(which_dossier, "PATIENCE", 0.1)
    sent = person.sent()
    with another_optout(person.data):
        done = person.run("answer", sent.id, "accepted")
        refused(done, "OPT-503", 1, "already running here")
    assert person.record(sent).answers == []
    assert person.run("answer", sent.id, "accepted").returncode == 0


def test_a_missing_answer_is_named_in_the_terminal_s_language(person: CommandLine) -> None:
    done = person.run("--lang", "fr", "answer", person.sent().id)
    refused(done, "OPT-606", 2, "RÉPONSE")
    assert "ANSWER" not in done.stderr


@pytest.mark.parametrize("kind", ["accepted", "refused", "extended"])
def test_what_the_company_answers_has_reached_it_though_nobody_saw_the_sending(
    person: CommandLine, kind: str
) -> None:
    unseen = person.begun(days=20)
    unseen.change(left_at=unseen.record.rungs[0].at_utc, sent=Sent.LEFT)
    unseen.advance(State.ABANDONED, by="tool", proof="interrupted")
    assert "To go on:" in person.run("status").stderr
    refused(person.run("complain", unseen.id), "OPT-603", 2)
    assert person.run("answer", unseen.id, kind).returncode == 0
    said = person.run("status").stderr
    assert "To go on:" not in said
    assert ("optout complain" in said) is (kind == "refused")
    made = person.run("complain", unseen.id)
    code = {"accepted": "OPT-605", "refused": "OPT-304", "extended": "OPT-604"}[kind]
    assert code in made.stderr
    assert bool(made.stdout) is (kind == "refused")
    known = ("--country", "FR", "--email", person.email)
    again = person.run("run", "facebook", "--manual", *known)
    assert again.returncode == 0, again.stderr
    assert "Once is enough" in again.stderr or kind == "refused"
