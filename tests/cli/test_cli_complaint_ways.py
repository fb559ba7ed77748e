"""How the authority takes a complaint: said before the letter, and only those ways are offered."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from support.command_line import CommandLine, today
from support.typed_console import TypedConsole

from optout.cli.complaint_ways import ALSO, WAYS, say_how
from optout.i18n.cldr import language_name
from optout.letters.authorities import Authority, Ways, authority_for, laender, swiss_commissioner
from optout.letters.follow_up import LINE

STATES = (
    *("AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS"),
    *("IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
)
ALL = (
    *map(authority_for, STATES),
    *(authority_for("DE", land) for land in laender()),
    swiss_commissioner(),
)
UNKNOWN, UNSURE = "It is not known in which way", "This may not be all, or out of date."


@dataclass(frozen=True)
class Said:
    """Everything that was said of an authority, in one line."""

    text: str

    def lacks(self, authority: Authority) -> list[str]:
        """What of the data was not said, and what was said without it."""
        ways = authority.ways
        wanted = [authority.name, *(WAYS[way].format(service=ways.delivery) for way in ways.by)]
        wanted += [ALSO[each] for each in ways.also]
        wanted += [language_name(code, "en") for code in ways.languages]
        wanted += [ways.number] * bool(ways.number)
        found = [words for words in wanted if words not in self.text]
        either = {
            "your signature": bool(ways.signed),
            "proof that you asked": ways.first,
            "no other language": bool(ways.languages),
            UNKNOWN: not ways.by,
            UNSURE: bool(ways.by) and not ways.sure,
        }
        return found + [words for words, told in either.items() if (words in self.text) is not told]


@pytest.fixture
def said_of(capsys: pytest.CaptureFixture[str]) -> Callable[[Authority], Said]:
    def of(authority: Authority) -> Said:
        capsys.readouterr()
        say_how(TypedConsole([]), authority)
        return Said(" ".join(capsys.readouterr().err.split()))

    return of


def test_of_each_authority_all_is_said_and_nothing_else(
    said_of: Callable[[Authority], Said],
) -> None:
    for authority in ALL:
        said = said_of(authority)
        assert said.lacks(authority) == [], authority.name
        page = authority.ways.source[0].split("?")[0]
        assert not authority.ways.by or "Read on 1 December 2026" in said.text
        assert not authority.ways.by or page in said.text


def test_what_is_left_out_or_put_in_is_found(said_of: Callable[[Authority], Said]) -> None:
    bulgarian, unknown = authority_for("BG"), authority_for("BG")._replace(ways=Ways())
    assert said_of(unknown).lacks(unknown) == []
    assert "Read on" not in said_of(unknown).text
    assert len(said_of(unknown).lacks(bulgarian)) == 7
    assert len(said_of(bulgarian).lacks(unknown)) == 3


def complained(person: CommandLine, country: str) -> tuple[str, str, list[str]]:
    """What was said, the letter, and the names of the files."""
    sent = person.sent(country=country, language="en")
    done = person.run("complain", sent.id)
    letter = (sent.path / "complaint-en.txt").read_text("utf-8")
    return done.stderr, letter, sorted(file.name for file in sent.path.glob("complaint-en.*"))


def test_it_is_said_before_the_letter_and_no_plain_email_is_offered(person: CommandLine) -> None:
    said, letter, files = complained(person, "BG")
    assert said.index("takes a complaint:") < said.index("The letter is being made")
    shown = " ".join(said.split())
    assert "Only for e-mail with a qualified electronic signature: kzld@cpdp.bg" in shown
    assert "Its e-mail address" not in said
    assert "Its website: https://www.cpdp.bg" in said
    assert files == ["complaint-en.html", "complaint-en.txt"]
    assert letter.endswith(
        f"Yours faithfully,\n\nPlace and date: {LINE}\n\nSignature: {LINE}\n\nPrénom Nom\n"
    )
    assert "no other language than Bulgarian" in shown


def test_where_a_plain_email_does_it_is_offered_and_nothing_is_to_be_signed(
    person: CommandLine,
) -> None:
    said, letter, files = complained(person, "AT")
    assert "dsb@dsb.gv.at" in said
    assert "complaint-en.eml" in files
    assert LINE not in letter
    assert letter.endswith("Yours faithfully,\n\nPrénom Nom\n")


def test_the_national_number_has_its_line(person: CommandLine) -> None:
    said, letter, _files = complained(person, "HR")
    assert "your OIB (the letter has a line for it)" in " ".join(said.split())
    assert letter.endswith(f"Yours faithfully,\n\nPrénom Nom\n\nOIB {LINE}\n")


def test_no_draft_is_opened_for_an_authority_that_takes_no_mail(
    person: CommandLine, desktop: Callable[[], list[str]]
) -> None:
    sent = person.sent(country="BG", language="en")
    said = person.run("complain", sent.id, typed=[""] * 3).stderr
    assert "Have you sent it" in said
    assert "Open the mail draft" not in said
    assert person.run("complain", sent.id, "--open").returncode == 3
    assert desktop() == []


def test_it_is_not_said_again_when_only_the_day_is_noted(person: CommandLine) -> None:
    sent = person.sent(country="AT", language="de")
    noted = person.run("complain", sent.id, "--sent-on", today().isoformat())
    assert noted.returncode == 0, noted.stderr
    assert "takes a complaint" not in noted.stderr
