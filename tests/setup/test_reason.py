"""The reason, from the questions in the person's language to the letter in another one."""

import tomllib
from pathlib import Path

import pytest
from support.answering_person import AnsweringPerson
from support.command_line import NOWHERE, Done, in_this_process
from support.event_loop import RunAsync

from optout import i18n
from optout.i18n import _
from optout.letters import reasons
from optout.setup.reason import SENSITIVE, ask_reason

EMAIL = "prenom.nom@example.org"
OWN = 'Je l\'ai dit : « non », "non" et “non”.\nDeuxième ligne.\n\nFin…'


def preview(own_home: dict[str, str], *options: str) -> str:
    """The letter as it is rendered with the settings."""
    done = in_this_process(own_home, "preview", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def by_hand(own_home: dict[str, str], form: str, *options: str) -> Done:
    """The manual mode, without a PDF of the letter."""
    environ = {**own_home, "OPTOUT_BROWSER": NOWHERE}
    return in_this_process(environ, "run", form, "--manual", *options)


def asked(run_async: RunAsync, person: AnsweringPerson, letter: str = "en") -> str:
    """What the settings hold in the end; all answers are used."""
    reason = run_async(ask_reason(person, letter, lambda _words: None))
    assert person.answers == []
    return str(reason)


def test_up_to_three_can_be_chosen(run_async: RunAsync) -> None:
    first, second = "My work depends on my good name", "Other people show me or speak of me"
    third = ("My face can be seen or my voice heard", "My voice")
    person = AnsweringPerson(first, True, f"{second} in their posts", True, *third, "", "")
    chosen = ("profession", "by_others", "voice")
    assert asked(run_async, person) == "\n".join(chosen)
    assert person.letters == [" ".join(reasons("en")[key] for key in chosen)]
    assert person.heard.count("I write it in my own words") == 1, "once one is chosen, no more"


@pytest.mark.parametrize(("spoken", "letter"), [("fr", "pl"), ("fr", "fr"), ("en", "ro")])
def test_the_sentence_is_shown_in_both_languages(
    run_async: RunAsync, spoken: str, letter: str
) -> None:
    i18n.use(spoken)
    labels = map(_, ("I publish photos, drawings, music or videos", "Photos", "Yes"))
    person = AnsweringPerson(*labels, False, "", "Depuis 2012, dans ma rue.")
    kept_as = asked(run_async, person, letter)
    assert kept_as == "photos+earning\nDepuis 2012, dans ma rue."
    both = dict.fromkeys((letter, spoken))
    assert person.letters == [reasons(code)["photos+earning"] for code in both]
    assert (_("In English:") in person.heard) == (letter != spoken)


def test_a_sentence_is_replaced_by_ones_own(run_async: RunAsync) -> None:
    labels = ("I run a shop or a small business", "A shop", "My posts show my work or my goods")
    assert asked(run_async, AnsweringPerson(*labels, False, OWN)) == OWN


def test_ones_own_words_cannot_be_left_out(run_async: RunAsync) -> None:
    person = AnsweringPerson("I write it in my own words", "", OWN)
    assert asked(run_async, person) == OWN
    assert "Please write something." in person.heard


def test_it_is_said_where_a_reason_is_given_who_reads_what_is_sensitive(
    run_async: RunAsync, own_home: dict[str, str]
) -> None:
    for language in i18n.languages():
        i18n.use(language)
        person = AnsweringPerson(_("I write it in my own words"), OWN)
        assert asked(run_async, person) == OWN
        assert person.heard.count(_(SENSITIVE)) == 1
    listed, letter = (in_this_process(own_home, "preview", *o) for o in (("--reasons",), ()))
    assert [SENSITIVE in done.stderr for done in (listed, letter)] == [True, False]


def test_a_yes_is_no_reason(run_async: RunAsync) -> None:
    i18n.use("fr")
    for keeps, leaves in (("oui", "non"), ("O", "n"), ("yes", "")):
        person = AnsweringPerson(_("My work depends on my good name"), False, keeps, leaves)
        assert asked(run_async, person, "fr") == "profession"


@pytest.mark.parametrize("insists", [True, False])
def test_a_word_is_taken_for_a_reason_only_on_demand(run_async: RunAsync, insists: bool) -> None:
    again = () if insists else (OWN,)
    person = AnsweringPerson("I write it in my own words", "oui", insists, *again)
    assert asked(run_async, person) == ("oui" if insists else OWN)
    assert person.said("would say only this: oui")


def test_french_questions_lead_to_a_sentence_in_the_letter(own_home: dict[str, str]) -> None:
    """The guided start, from its first question to the settings and the letter made of them."""
    i18n.use("fr")
    chosen = map(_, ("I publish photos, drawings, music or videos", "Photos", "Yes"))
    own = "Depuis 2012, dans ma rue."
    who = ("FR", EMAIL, "Prénom Nom", "")  # the last: plain as it is
    # After the reason: no other, it is kept, one's own words; then the list again.
    typed = [*who, "o", "langue", "pl", "raison", *chosen, "", "", own, ""]
    done = in_this_process(own_home, "setup", "--lang", "fr", "--plain", typed=typed)
    assert done.returncode == 0, done.stderr
    sentence, french = (reasons(code)["photos+earning"] for code in ("pl", "fr"))
    assert sentence in done.stderr
    assert french in done.stderr, "the person can read what they say"
    assert _("In English:") in done.stderr
    file = Path(own_home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    kept = tomllib.loads(file.read_text("utf-8"))["reason"]
    assert kept == f"photos+earning\n{own}"
    assert f"\n\n{sentence}\n\n{own}\n\n" in preview(own_home)
    short = preview(own_home, "--language", "fr", "--length", "short")
    assert f" {french} {own} " in short


def test_a_slip_in_a_key_is_asked_again(own_home: dict[str, str]) -> None:
    """It would stand in the letter as it is, and no letter is made of it."""
    typed = ["FR", EMAIL, "", "y", "reason", "own words", "famly", OWN, ""]
    done = in_this_process(own_home, "setup", typed=typed)
    assert (done.returncode, "Did you mean family" in done.stderr) == (0, True)
    assert " ".join(OWN.split()) in " ".join(preview(own_home).split())


def test_who_has_no_account_is_asked_for_other_names_and_not_about_posts(
    own_home: dict[str, str],
) -> None:
    own_home["OPTOUT_FORMS"] = "third-party"
    who = ("FR", EMAIL, "Prénom Nom", "Prenom N.", "y")
    # Then no other reason, it is kept, no own words; the list again.
    typed = [*who, "reason", "Other people", "", "", "", ""]
    done = in_this_process(own_home, "setup", typed=typed)
    assert done.returncode == 0, done.stderr
    assert "I publish photos" not in done.stderr
    letter = preview(own_home, "third-party")
    assert f"\n\n{reasons('en')['by_others']}\n\n" in letter
    assert "Prénom Nom, Prenom N.\n" in letter


def test_it_is_said_when_a_chosen_reason_is_not_true_without_posts(
    own_home: dict[str, str],
) -> None:
    for form, reason, said in (
        ("third-party", "photos+earning", True),
        ("third-party", "by_others\nshop+goods", True),
        ("third-party", "by_others", False),
        ("third-party", "My photos are mine.", False),
        ("facebook", "photos+earning", False),
    ):
        options = ("--country", "FR", "--email", EMAIL, "--language", "en", "--name", "A. B.")
        done = by_hand({**own_home, "OPTOUT_REASON": reason}, form, *options)
        assert ("says nothing about posts of your own" in done.stderr) == said, reason
        assert ("I publish photos" in done.stderr + done.stdout) == (form == "facebook")


@pytest.mark.parametrize("form", ["third-party", "facebook"])
def test_the_letter_about_others_posts_names_somebody(own_home: dict[str, str], form: str) -> None:
    who = ("--country", "FR", "--email", EMAIL, "--language", "en")
    nameless = by_hand(own_home, form, *who)
    assert ("--name NAME" in nameless.stderr) == (form == "third-party")
    for named in (("--name", "A. B."), ("--known-as", "ab_1")):
        done = by_hand(own_home, form, *who, *named)
        assert "--name NAME" not in done.stderr
        assert named[1] in done.stderr + done.stdout


def test_the_list_for_the_third_party_is_what_is_true_there(own_home: dict[str, str]) -> None:
    listed = preview(own_home, "third-party", "--reasons", "--language", "en")
    assert "by_others\n" in listed
    assert "photos+earning" not in listed


def test_without_a_prompt_a_reason_is_given_by_its_key(own_home: dict[str, str]) -> None:
    listed = preview(own_home, "--reasons", "--language", "de")
    for key, sentence in reasons("de").items():
        assert f"{key}\n    {sentence}\n" in listed
    first, second = reasons("de")["with_pupils"], reasons("de")["family"]
    several = ("--language", "de", "--reason", "with_pupils", "--words", "Seit 2012.", "--reason")
    assert f"\n\n{first} {second}\n\nSeit 2012.\n\n" in preview(own_home, *several, "family")
    kept = {**own_home, "OPTOUT_REASON": "face\nDamals."}
    assert "\n\nSeit 2012.\n\n" in preview(kept, "--language", "de", "--words", "Seit 2012.")


def test_a_profile_is_given_as_an_option(own_home: dict[str, str]) -> None:
    letter = preview(own_home, "--known-as", "facebook.com/prenom", "--language", "en")
    assert "(Article 11(2)): facebook.com/prenom\n" in letter
    assert "Article 11(2)" not in preview(own_home, "--language", "en")


def test_a_slip_in_a_key_does_not_get_into_a_letter(own_home: dict[str, str]) -> None:
    for key, near in (("photos+earnin", True), ("family_childern", True), ("friends", False)):
        for option, problem in (("--reason", "OPT-209" if near else "OPT-207"), ("--words", "")):
            done = in_this_process(own_home, "preview", option, key)
            assert (done.returncode, done.stdout) == (2, "")
            assert f"({problem or 'OPT-207'})" in done.stderr
    assert "\n\nphotos\n\n" in preview(own_home, "--words", "photos"), "a word of one's own"


def test_a_letter_of_one_s_own_is_looked_at_as_a_whole(
    own_home: dict[str, str], tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    options = ("--country", "FR", "--email", EMAIL, "--name", "Prénom Nom", "--template", str(own))
    for words, default in (
        ("{{ name }} objects: my photos are my own.", False),
        ("{{ name }} objects. {{ reason }}", True),
    ):
        own.write_text(words, "utf-8")
        said = by_hand(own_home, "facebook", *options).stderr
        assert ("loss of control over my data" in said) == default


def test_words_that_are_too_long_are_asked_for_again(run_async: RunAsync) -> None:
    """And none of the answers is lost by it."""
    checked: list[str] = []

    def wrong(words: str) -> str | None:
        checked.append(words)
        return "Too long." if len(words) > 60 else None

    person = AnsweringPerson(
        "I write it in my own words", "long " * 20, "Since 2012, in my street."
    )
    reason = run_async(ask_reason(person, "en", wrong))
    assert (reason, person.answers) == ("Since 2012, in my street.", [])
    assert "Too long." in person.heard
    added = AnsweringPerson(
        "My work depends on my good name", False, "", "long " * 11, "Since 2012."
    )
    assert run_async(ask_reason(added, "en", wrong)) == "profession\nSince 2012."
    assert checked[-2].startswith("profession\nlong")


@pytest.mark.parametrize(
    ("reasons", "left_out"), [(("family",), False), (("family", "face"), True)]
)
def test_a_short_letter_says_that_it_leaves_something_out(
    own_home: dict[str, str], reasons: tuple[str, ...], left_out: bool
) -> None:
    given = [*(word for key in reasons for word in ("--reason", key)), "--words", "In my street."]
    about = preview(own_home, "--language", "en", "--length", "short", "--about", *given)
    assert ("Not all of your reasons and words fit" in about) is left_out
