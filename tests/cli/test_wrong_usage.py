"""What is said to a command line that cannot be meant: which mistake it is, and the next move."""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from support.command_line import NOWHERE, in_this_process

from optout.domain.errors import nameable
from optout.domain.states import Exit
from optout.terminal import program

NEAR, UNKNOWN = "OPT-117", "OPT-114"
OPTION_NEAR, OPTION_UNKNOWN = "OPT-119", "OPT-118"
TOO_MANY, LACKING, NEEDLESS = "OPT-120", "OPT-121", "OPT-122"
MISFIT = "OPT-113"

TABLE = (
    # A slip in a command's name.
    ("statu", NEAR, "Did you mean optout status?"),
    ("sttaus --plain", NEAR, "Did you mean optout status?"),
    ("followup 2026", NEAR, "Did you mean optout follow-up?"),
    ("--lang fr previw", NEAR, "Vouliez-vous dire optout preview"),
    ("Status", NEAR, "optout status"),
    ("Facebook", NEAR, "Did you mean optout run facebook?"),
    ("frobnicate", UNKNOWN, "optout --help"),
    ("-", UNKNOWN, "optout --help"),
    ("Facebok", NEAR, "Did you mean optout run facebook?"),
    # A slip in an option's name, and an option of another command.
    ("run --contry FR", OPTION_NEAR, "Did you mean --country?"),
    ("practice --hands-of", OPTION_NEAR, "Did you mean --hands-off?"),
    ("status --josn", OPTION_NEAR, "Did you mean --json?"),
    ("run -x", OPTION_UNKNOWN, "optout run --help"),
    ("--json status", OPTION_UNKNOWN, "optout --help"),
    ("status --country FR", OPTION_UNKNOWN, "optout status --help"),
    # An option without its value: nothing is started.
    ("--lang", LACKING, "After --lang"),
    ("status --lang=", LACKING, "After --lang"),
    ("status --lang --plain", LACKING, "After --lang"),
    ("--profile status", LACKING, "After --profile"),
    ("--config --debug status", LACKING, "After --config"),
    ("run --name --separate", LACKING, "After --name"),
    ("run --reason family --reason", LACKING, "After --reason"),
    ("dossier 2026 --zip", LACKING, "After --zip"),
    ("status --help --lang", LACKING, "After --lang"),
    # No file has an empty name; a dot is the folder that one is in.
    ("--config= status", LACKING, "After --config"),
    ("status --config ''", LACKING, "After --config"),
    ("dossier 2026 --zip=", LACKING, "After --zip"),
    ("--config . status", "OPT-108", "it is a folder"),
    # A value where none goes.
    ("status --json=1", NEEDLESS, "--json takes no value"),
    ("run --linked=yes", NEEDLESS, "--linked takes no value"),
    # A word too many.
    ("status facebook", TOO_MANY, "the command optout status"),
    ("verify 2026 2027", TOO_MANY, "the command optout verify"),
    ("answer 2026 accepted today", TOO_MANY, "quotes"),
    ("preview facebook Marie Dupont", TOO_MANY, "quotes"),
    # A value that does not fit.
    ("--lang xx status", MISFIT, "fit: xx. Expected: en, de"),
    ("preview --length huge", MISFIT, "fit: huge. Expected: full, standard, short"),
    ("preview --variant fr", MISFIT, "eu, uk, ch"),
    ("run --email-policy maybe", MISFIT, "keep, replace"),
    ("run --wait 0", MISFIT, "fit: 0. Expected: a number of minutes"),
    ("run --wait soon", MISFIT, "--wait"),
    ("answer 2026 maybe", MISFIT, "accepted, refused, extended, other"),
    ("answer 2026 refused --ground none", MISFIT, "--ground"),
    ("answer 2026 accepted --silent all", MISFIT, "--silent"),
    ("--profile ../x status", MISFIT, "for --profile does not fit. Expected: up to 32 characters"),
    ("--profile Élodie status", MISFIT, "letters without accents"),
    ("--profile -a status", MISFIT, "a letter or digit first"),
    ("run --deadline-less", OPTION_UNKNOWN, "optout run has no such option: --deadline-less."),
    ("preview --country Frnace", "OPT-129", "Did you mean France?"),
    ("preview --country Atlantis", "OPT-101", "two-letter code"),
    ("preview --country ZZ", "OPT-101", "The country in --country is not known: ZZ."),
    ("preview --language xx", "OPT-109", "no letter in that language: xx."),
    ("preview --reason foo", "OPT-207", "not known: foo. See them with optout preview --reasons;"),
    ("preview --reason family --reason=", "OPT-207", "goes with --words"),
    ("run --reason famly", "OPT-209", "Did you mean family, or a sentence of your own (--words)?"),
    ("run --reason family,photos", "OPT-209", "Did you mean photos+earning, photos+imitation,"),
    ("all --reason friends", "OPT-207", "not known: friends."),
    ("run --email nobody", "OPT-102", "The e-mail address in --email is not complete"),
    ("run facebok", "OPT-126", "not known: facebok. Did you mean facebook?"),
    ("run tiktok banana", "OPT-127", "Word 2 of FORM is not the name of a service: banana."),
    ("run tiktok linkdin", "OPT-128", "Did you mean linkedin?"),
    ("check facebook,instgram", "OPT-128", "Word 2 of FORM"),
    ("run facebook,Instagram", "OPT-107", "Add --country COUNTRY --email ADDRESS, or"),
    ("run --country FR", "OPT-107", "ask for it here: the account's e-mail. Add --email"),
    ("run --email a@example.org", "OPT-107", "ask for it here: your country. Add --country"),
    ("all", "OPT-107", "Add --accounts FORMS --country COUNTRY --email ADDRESS, or"),
    ("all --country FR", "OPT-107", "the services that you use, the account's e-mail."),
    ("practice compny-form", "OPT-126", "Did you mean company-form?"),
    ("run company-form", "OPT-103", "facebook"),
    # What a service is called beside its name, but not what others are called.
    ("run chatgpt", "OPT-126", "Did you mean openai?"),
    ("Grok", NEAR, "Did you mean optout run xai?"),
    ("run meta", "OPT-103", "facebook"),
    ("all --accounts gemini", "OPT-128", "Did you mean google?"),
    ("all --accounts tiktok;linkdin", "OPT-128", "Did you mean linkedin?"),
    ("all --accounts TikTok;linkedin", "OPT-107", "--country"),
    ("check --url nonsense", "OPT-112", "https://"),
    ("follow-up 2026 --sent-on 11/27/2026", "OPT-608", "year-month-day"),
    ("follow-up 2026 --sent-on 27/11.2026", "OPT-608", "year-month-day"),
    ("follow-up 2026 --sent-on 27/11/26", "OPT-608", "year-month-day"),
    ("follow-up 2026 --sent-on 27/11/2026", "OPT-502", "no dossier"),
    ("follow-up 2026 --sent-on 7.1.2026", "OPT-502", "no dossier"),
    ("--config nowhere.toml status", "OPT-108", "not there"),
    # What does not go together, and what is missing.
    ("status --all --calendar x.ics", "OPT-607", "--all and --calendar"),
    ("forget --yes", "OPT-610", "forget --all --yes"),
    ("answer", "OPT-606", "optout answer --help"),
    ("dossier", "OPT-606", "optout dossier --help"),
    ("", "OPT-107", "Add --country COUNTRY --email ADDRESS, or"),
)  # fmt: skip


class Answer(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    said: str


def tried(line: str, own_home: dict[str, str]) -> Answer:
    """What one line comes to, for a new user without a terminal."""
    done = in_this_process({**own_home, "OPTOUT_BROWSER": NOWHERE}, *shlex.split(line))
    return Answer(done.returncode, done.stdout, " ".join(done.stderr.split()))


def test_it_says_which_mistake_it_is(own_home: dict[str, str]) -> None:
    before = sorted(Path(own_home["HOME"]).rglob("*"))
    wrong = {}
    for line, problem, words in TABLE:
        code, out, said = tried(line, own_home)
        named = (said.count("(OPT-"), f"({problem})" in said, words in said)
        if (code, out, named) != (2, "", (1, True, True)):
            wrong[line] = (code, out, said)
    assert wrong == {}
    assert sorted(Path(own_home["HOME"]).rglob("*")) == before


def test_what_is_right_is_done(own_home: dict[str, str]) -> None:
    for line in ("status", "--lang en status", "status --lang en", "--profile two status --plain",
                 "--version", "--help", "status -h"):  # fmt: skip
        answer = tried(line, own_home)
        assert (answer.code, "(OPT-" in answer.said) == (0, False), line


def test_help_ends_with_all_that_there_is_to_know(
    own_home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://example.org/optout"
    monkeypatch.setattr(program, "homepage", lambda: address)
    shown = tried("--help", own_home).out
    _before, project = shown.split("The project:\n")
    page = f"{address}/blob/main/.github/GUIDE.md#error-codes"
    assert project.split() == [address, page, *["what", "each", "error", "code", "means"]]
    for place in (
        Path(own_home["XDG_CONFIG_HOME"], "optout", "optout.toml"),
        Path(own_home["XDG_DATA_HOME"], "optout", "dossiers"),
    ):
        assert f"    {place}" in shown
    codes = shown.partition("Exit codes:\n")[2].partition("\n\n")[0]
    assert [int(line.split()[0]) for line in codes.splitlines()] == [*sorted(Exit)]


def test_a_package_without_an_address_tells_none(
    own_home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "homepage", lambda: "")
    assert program.errors_page() == ""
    assert "The project" not in tried("--help", own_home).out


def test_the_address_is_what_the_package_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "optout-9.dist-info/METADATA"
    told.parent.mkdir()
    text = "Project-URL: Homepage, https://example.org/in-the-text\n"
    monkeypatch.setattr("sys.path", ["", str(tmp_path / "nothing"), str(tmp_path)])
    for head, address in {
        "Project-URL: Homepage, https://example.org/optout\n": "https://example.org/optout",
        "Project-URL: Issues, https://example.org/issues\n": "",
        "\ud800": "",
    }.items():
        told.write_bytes(f"Name: optout\n{head}\n{text}".encode("utf-8", "surrogatepass"))
        assert program.homepage() == address
        page = f"{address}/blob/main/.github/GUIDE.md#error-codes"
        assert program.errors_page() == (page if address else "")


def test_help_says_what_holds_without_an_option(own_home: dict[str, str]) -> None:
    shown = tried("preview --help", own_home).out
    assert "--length full|standard|short\n" in shown
    assert "(default: full)" in shown
    assert "(default: facebook)" in shown
    assert "default" not in tried("complain --help", own_home).out


def test_help_names_the_forms_of_the_settings(own_home: dict[str, str]) -> None:
    file = Path(own_home["HOME"]) / "mine.toml"
    for text, forms in (
        ("", "facebook, instagram"),
        ('forms = ["Threads", "x"]', "threads, x"),
        ('forms = "third-party, nobody"', "third-party"),
        ("forms = [", "facebook, instagram"),
    ):
        file.write_text(text, "utf-8")
        shown = tried(f"run --help --config '{file}'", own_home).out
        assert f"(default: {forms})" in " ".join(shown.split()), text
    assert "(default: facebook, instagram)" in tried("practice --help", own_home).out


def test_where_things_lie_heeds_profile_and_settings(own_home: dict[str, str]) -> None:
    file = Path(own_home["HOME"]) / "mine.toml"
    elsewhere = Path(file.anchor, "unplugged", "elsewhere")
    file.write_text(f"data_dir = '{elsewhere}'\n", "utf-8")
    shown = tried(f"--config '{file}' --profile two --help", own_home).out
    assert f"    {file}\n" in shown
    assert f"    {elsewhere / 'profiles' / 'two' / 'dossiers'}\n" in shown


def test_each_example_of_the_help_is_understood(own_home: dict[str, str]) -> None:
    shown = tried("--help", own_home).out
    examples = re.findall(r"(?m)^    optout (.+)$", shown)
    assert len(examples) >= 5
    for example in examples:
        answer = tried(f"{example} --help", own_home)
        assert answer.code == 0, (example, answer.said)
        assert answer.out.startswith(f"Usage: optout {example.split()[0]} ")


def test_a_word_that_can_be_no_secret_is_named(own_home: dict[str, str]) -> None:
    for line in ("{}", "--{}", "run --{}=1", "answer 2026 {}", "preview --length {}", "run {}",
                 "all --accounts tiktok,{}", "preview --reason {}", "practice {}",
                 "answer 1 refused --ground {}", "answer 1 accepted --silent {}"):  # fmt: skip
        for word, named in (("dupont", True), ("dupont1990", False), ("d" * 21, False)):
            answer = tried(line.format(word), own_home)
            assert (answer.code, word in answer.said) == (2, named), (line, word)


def test_what_could_be_personal_is_never_repeated(own_home: dict[str, str]) -> None:
    for line in ("status Dupont", "--lang=Dupont status", "preview --language Dupont",
                 "preview --country Dupont", "run --email Dupont", "--profile Dupont! status",
                 "dossier Dupont", "complain Dupont", "follow-up 2026 --sent-on Dupont",
                 "run facebook --url Dupont", f"run --name {'Dupont' * 40}",
                 f"run --words {'Dupont' * 700}"):  # fmt: skip
        answer = tried(line, own_home)
        assert (answer.code, "Dupont" in answer.said) == (2, False), (line, answer.said)


def test_the_settings_name_a_wrong_form_or_code_and_no_other_value(
    own_home: dict[str, str],
) -> None:
    file = Path(own_home["HOME"]) / "mine.toml"
    for text, word, named in (
        ('country = "ZZ"', "ZZ", True),
        ('country = "Atlantis"', "Atlantis", False),
        ('language = "xx"', ": xx.", True),
        ('lang = "xx"', ": xx.", True),
        ('lang = "dupont"', "dupont", False),
        ('forms = ["facebok"]', "facebok.", True),
        ('email = "dupont"', "dupont", False),
        ('reason = "dupont+nothing"', "dupont", False),
        ('browser = 12\nname = ["dupont"]', "dupont", False),
    ):
        file.write_text(text, "utf-8")
        answer = tried(f"--config '{file}' preview", own_home)
        assert (answer.code, word in answer.said) == (2, named), (text, answer.said)


def test_which_words_may_be_named() -> None:
    for word in ("facbook", "--nope", "-x", "photos+nothing", "apple_tv", "v2", "Élodie", "-"):
        assert nameable(word) == word
    for word in ("", "a b", "a@b", "a/b", "a.b", "06", "x12", "d" * 21, "a\u202eb", "a\nb"):
        assert nameable(word) == ""
    assert (nameable("fra", 3), nameable("Paris", 3)) == ("fra", "")


def test_what_is_wrong_is_said_before_anything_is_asked(own_home: dict[str, str]) -> None:
    for line, problem in {
        "run facebok": "OPT-126",
        "run facebook instagram --url https://www.facebook.com/": "OPT-111",
        "run facebook --url nonsense": "OPT-112",
        "run --language klingon": "OPT-109",
        "run --reason family,photo+nothing": "OPT-207",
    }.items():
        done = in_this_process(own_home, *shlex.split(line), "--manual", typed=())
        assert (done.returncode, done.stdout) == (2, ""), line
        assert f"({problem})" in done.stderr
        assert "Your country" not in done.stderr
    asked = in_this_process(own_home, "run", "facebook", "--language", "fr", "--manual", typed=())
    assert "Your country" in asked.stderr


def test_the_help_names_each_value_that_an_option_takes(own_home: dict[str, str]) -> None:
    assert "--email-policy keep|replace\n" in tried("run --help", own_home).out
