"""The reason, from the questions in the person's language to the letter in another one."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.answering_person import AnsweringPerson
from support.command_line import Done, in_this_process
from support.covering import some
from support.english import too_wide
from support.event_loop import RunAsync
from support.terminal import OpenTerminal, Terminal

from optout import i18n
from optout.i18n import _
from optout.letters import languages, reasons
from optout.setup.reason import ask_reason

SENTENCES = tomllib.loads(
    (Path(__file__).parents[1] / "letters" / "sensitive_sentences.toml").read_text("utf-8")
)
EMAIL = "prenom.nom@example.org"
OWN = 'Je l\'ai dit : « non », "non" et “non”.\nDeuxième ligne.\n\nFin…'
Guided = Callable[..., Terminal]


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)


@pytest.fixture
def guided(terminal: OpenTerminal, home: dict[str, str]) -> Guided:
    """The guided start in a language, up to the first question about the reason."""

    def start(lang: str, letter: str, *options: str, columns: int = 80) -> Terminal:
        i18n.use(lang)
        tool = terminal("setup", "--lang", lang, *options, columns=columns, environ=home)
        for answer in ("FR", EMAIL, "Prénom Nom"):
            tool.expect(" > ")
            tool.type(answer)
        tool.expect(r":\s+\w+\)\s+> ")
        tool.type(letter)
        expect(tool, "Which of these is you?")
        tool.expect(" > ")
        return tool

    return start


def expect(tool: Terminal, message: str) -> None:
    """Wait for a message as it is in the language that is set, over however many lines."""
    words = _(message).partition("{")[0].split()
    tool.expect(r"\s+".join(map(re.escape, words)))


def pick(tool: Terminal, *labels: str) -> None:
    """Choose the answers by their labels, one question after the other."""
    for label in labels:
        shown = " ".join(tool.text.split())
        found = re.findall(rf"(\d+\.)? {re.escape(_(label))}", shown)
        assert found, f"{_(label)!r} is not offered:\n{tool.text}"
        tool.type(found[-1].rstrip(".") or _(label))
        if label != labels[-1]:
            tool.expect(" > ")


def another(tool: Terminal) -> None:
    """Say yes to another reason."""
    expect(tool, "Is there another reason? Up to three can stand in the letter.")
    tool.expect(" > ")
    tool.type(_("y"))
    tool.expect(" > ")


def enough(tool: Terminal) -> None:
    """No other reason: what the letter says is shown."""
    expect(tool, "Is there another reason? Up to three can stand in the letter.")
    tool.type()
    expect(tool, "Press Enter to keep it, or write your own words instead")
    tool.expect(" > ")


def keep(tool: Terminal, sentence: str = "") -> None:
    """Keep the sentences, and add one of one's own."""
    tool.type()
    expect(tool, "One sentence that only you can write counts for more: since when, what, where?")
    tool.expect(" > ")
    tool.type(sentence)


def finish(tool: Terminal, *, plain: bool = False) -> None:
    """`plain`: it was started with --plain, and is asked whether to keep it so."""
    asked = ["Does your Accounts Centre show Facebook and Instagram together?"]
    for question in [
        *asked,
        *(["Show everything plainly from now on, as for a screen reader?"] if plain else []),
    ]:
        expect(tool, question)
        tool.expect(" > ")
        tool.type()
    expect(tool, "Is the letter right?")
    tool.expect(" > ")
    tool.type()
    assert tool.exit() == 0


def preview(home: dict[str, str], *options: str) -> str:
    """The letter as it is rendered with the settings."""
    done = in_this_process(home, "preview", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def by_hand(home: dict[str, str], form: str, *options: str) -> Done:
    """The manual mode, which needs a browser only for the letter's PDF."""
    return in_this_process(
        {**home, "OPTOUT_BROWSER": "/nowhere"}, "run", form, "--manual", *options
    )


def kept(home: dict[str, str]) -> str:
    """The reason in the settings that were written."""
    file = Path(home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    return str(tomllib.loads(file.read_text("utf-8"))["reason"])


def asked(
    run_async: RunAsync, person: AnsweringPerson, letter: str = "en", *, third_party: bool = False
) -> str:
    """What the settings hold in the end; all answers are used."""
    reason = run_async(ask_reason(person, letter, lambda _words: None, third_party=third_party))
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


def test_who_posts_nothing_is_asked_nothing_about_posts(run_async: RunAsync) -> None:
    by_others = "Other people show me or speak of me in their posts"
    person = AnsweringPerson(by_others, False, "", "")
    assert asked(run_async, person, third_party=True) == "by_others"
    for label in ("I publish photos, drawings, music or videos", "I post about my private life"):
        assert label not in person.heard


def test_ones_own_words_cannot_be_left_out(run_async: RunAsync) -> None:
    person = AnsweringPerson("I write it in my own words", "", OWN)
    assert asked(run_async, person) == OWN
    assert "Please write something." in person.heard


@pytest.mark.parametrize(("keeps", "leaves"), [("oui", "non"), ("O", "n"), ("yes", "")])
def test_a_yes_is_no_reason(run_async: RunAsync, keeps: str, leaves: str) -> None:
    i18n.use("fr")
    person = AnsweringPerson(_("My work depends on my good name"), False, keeps, leaves)
    assert asked(run_async, person, "fr") == "profession"


@pytest.mark.parametrize("insists", [True, False])
def test_a_word_is_taken_for_a_reason_only_on_demand(run_async: RunAsync, insists: bool) -> None:
    again = () if insists else (OWN,)
    person = AnsweringPerson("I write it in my own words", "oui", insists, *again)
    assert asked(run_async, person) == ("oui" if insists else OWN)
    assert person.said("would say only this: oui")


@pytest.mark.parametrize("spoken", i18n.languages())
def test_a_special_category_is_kept_only_after_a_warning(run_async: RunAsync, spoken: str) -> None:
    i18n.use(spoken)
    health, plain = SENTENCES[spoken]["telling"][0], SENTENCES[spoken]["plain"]
    person = AnsweringPerson(_("I write it in my own words"), health, False, plain)
    assert asked(run_async, person, "ro") == plain
    assert person.heard.count(_("Keep it as it is?")) == 1
    told = _("Your words seem to speak of: {kinds}.").format(kinds=_("health"))
    assert told in person.heard


@pytest.mark.parametrize("letter", some(["fr", "pl"], ["pl"]))
def test_french_questions_lead_to_a_sentence_in_the_letter(
    guided: Guided, home: dict[str, str], letter: str
) -> None:
    tool = guided("fr", letter, "--plain", columns=40)
    pick(tool, "I publish photos, drawings, music or videos", "Photos", "Yes")
    enough(tool)
    sentence, french = (reasons(code)["photos+earning"] for code in (letter, "fr"))
    shown = " ".join(tool.text.split())
    assert sentence.replace("\u00a0", " ") in shown
    assert french.replace("\u00a0", " ") in shown, "the person can read what they say"
    assert (_("In English:").replace("\u00a0", " ") in shown) == (letter != "fr")
    assert "\x1b" not in tool.raw
    assert too_wide(tool.text, 40) == []
    keep(tool, "Depuis 2012, dans ma rue.")
    finish(tool, plain=True)
    assert kept(home) == "photos+earning\nDepuis 2012, dans ma rue."
    assert f"\n\n{sentence} Depuis 2012, dans ma rue.\n\n" in preview(home)
    short = preview(home, "--language", "fr", "--length", "short")
    assert f" {french} Depuis 2012, dans ma rue. " in short


@pytest.mark.thorough
def test_up_to_three_reasons_are_chosen_one_after_the_other(
    guided: Guided, home: dict[str, str]
) -> None:
    tool = guided("en", "en", "--plain")
    pick(tool, "My work depends on my good name")
    for label in ("Other people show me or speak of me in their posts", None):
        another(tool)
        assert "I write it in my own words" not in tool.text.rpartition("another reason")[2]
        if label:
            pick(tool, label)
        else:
            pick(tool, "My face can be seen or my voice heard", "My voice")
    expect(tool, "Press Enter to keep it, or write your own words instead")
    tool.expect(" > ")
    chosen = ("profession", "by_others", "voice")
    assert " ".join(reasons("en")[key] for key in chosen) in " ".join(tool.text.split())
    keep(tool)
    finish(tool, plain=True)
    assert kept(home) == "\n".join(chosen)


@pytest.mark.thorough
def test_the_sentence_can_be_changed_and_is_kept_as_written(
    guided: Guided, home: dict[str, str]
) -> None:
    tool = guided("fr", "fr")
    pick(tool, "I run a shop or a small business", "A shop", "My posts show my work or my goods")
    enough(tool)
    tool.press(OWN + "\n")
    finish(tool)
    assert kept(home) == OWN
    letter = preview(home)
    assert f"\n\n{OWN}\n\n" in letter
    assert reasons("fr")["shop+goods"] not in letter


@pytest.mark.thorough
def test_without_posts_of_one_s_own_nothing_is_offered_about_them(
    terminal: OpenTerminal, home: dict[str, str]
) -> None:
    home |= {"OPTOUT_FORMS": "third-party", "OPTOUT_LANG": "fr"}
    i18n.use("fr")
    tool = terminal("setup", environ=home)
    for answer in ("FR", EMAIL, "Prénom Nom", "Prenom N.", ""):
        tool.expect(" > ")
        tool.type(answer)
    expect(tool, "Which of these is you?")
    tool.expect(" > ")
    shown = " ".join(tool.text.split())
    assert _("I publish photos, drawings, music or videos") not in shown
    assert _("I post about my private life") not in shown
    pick(tool, "Other people show me or speak of me in their posts")
    enough(tool)
    keep(tool)
    finish(tool)
    assert kept(home) == "by_others"
    letter = preview(home, "third-party")
    assert f"\n\n{reasons('fr')['by_others']}\n\n" in letter
    assert "Prénom Nom, Prenom N.\n" in letter


@pytest.mark.parametrize(
    ("form", "reason", "said"),
    [
        ("third-party", "photos+earning", True),
        ("third-party", "by_others\nshop+goods", True),
        ("third-party", "by_others", False),
        ("third-party", "My photos are mine.", False),
        ("facebook", "photos+earning", False),
    ],
)
def test_it_is_said_when_a_chosen_reason_is_not_true_without_posts(
    home: dict[str, str], form: str, reason: str, said: bool
) -> None:
    options = ("--lang", "en", "--country", "FR", "--email", EMAIL, "--language", "en")
    done = by_hand(home, form, *options, "--reason", reason)
    assert ("says nothing about posts of your own" in done.stderr) == said
    assert ("I publish photos" in done.stderr + done.stdout) == (form == "facebook")
    assert ("Without your name" in done.stderr) == (form == "third-party")


def test_the_list_for_the_third_party_is_what_is_true_there(home: dict[str, str]) -> None:
    listed = preview(home, "third-party", "--reasons", "--language", "en")
    assert "by_others\n" in listed
    assert "photos+earning" not in listed


@pytest.mark.thorough
def test_own_words_from_the_start(guided: Guided, home: dict[str, str]) -> None:
    tool = guided("fr", "fr")
    pick(tool, "I write it in my own words")
    tool.expect(" > ")
    tool.type()
    expect(tool, "Please write something.")
    tool.expect(" > ")
    tool.press(OWN + "\n")
    finish(tool)
    assert f"\n\n{OWN}\n\n" in preview(home)


def test_without_a_prompt_a_reason_is_given_by_its_key(home: dict[str, str]) -> None:
    listed = preview(home, "--reasons", "--language", "de")
    for key, sentence in reasons("de").items():
        assert f"{key}\n    {sentence}\n" in listed
    first, second = reasons("de")["with_pupils"], reasons("de")["family"]
    several = ("--reason", "with_pupils", "--reason", "family", "--reason", "Seit 2012.")
    assert f"\n\n{first} {second} Seit 2012.\n\n" in preview(home, *several, "--language", "de")


def test_a_profile_is_given_as_an_option(home: dict[str, str]) -> None:
    letter = preview(home, "--known-as", "facebook.com/prenom", "--language", "en")
    assert "(Article 11(2)): facebook.com/prenom\n" in letter
    assert "Article 11(2)" not in preview(home, "--language", "en")


@pytest.mark.parametrize("key", ["photos+nothing", "family_childern", "friends", "photos"])
def test_a_slip_in_a_key_does_not_get_into_a_letter(home: dict[str, str], key: str) -> None:
    done = in_this_process(home, "preview", "--reason", key)
    if key == "photos":  # one word may be the person's own
        assert f"\n\n{key}\n\n" in done.stdout
    else:
        assert (done.returncode, done.stdout) == (2, "")
        assert "OPT-207" in done.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("lang", i18n.languages())
def test_the_warning_comes_before_a_special_category_is_kept(
    guided: Guided, home: dict[str, str], lang: str
) -> None:
    health, plain = SENTENCES[lang]["telling"][0], SENTENCES[lang]["plain"]
    tool = guided(lang, "ro")
    pick(tool, "I write it in my own words")
    tool.expect(" > ")
    tool.press(f"{health}\n")
    expect(tool, "Your words seem to speak of: {kinds}.")
    expect(tool, "health")
    expect(tool, "Keep it as it is?")
    tool.expect(" > ")
    tool.type()
    expect(tool, "Your reason, in one or a few sentences: since when, what, where")
    tool.expect(" > ")
    tool.press(f"{plain}\n")
    finish(tool)
    assert kept(home) == plain


@pytest.mark.parametrize(
    ("words", "warned", "default"),
    [
        ("{{ name }} objects: my illness is nobody's business.", True, False),
        ("{{ name }} objects: my photos are my own.", False, False),
        ("{{ name }} objects. {{ reason }}", False, True),
    ],
)
def test_a_letter_of_one_s_own_is_looked_at_as_a_whole(
    home: dict[str, str], tmp_path: Path, words: str, warned: bool, default: bool
) -> None:
    own = tmp_path / "own.txt"
    own.write_text(words, "utf-8")
    options = ("--country", "FR", "--email", EMAIL, "--name", "Prénom Nom")
    said = by_hand(home, "facebook", *options, "--template", str(own)).stderr
    assert ("seem to speak of: health" in said) == warned
    assert ("loss of control over my data" in said) == default


@pytest.mark.parametrize("letter", some(languages(), ["fr", "lt"]))
def test_the_warning_knows_the_letter_s_language_too(home: dict[str, str], letter: str) -> None:
    def said(reason: str) -> str:
        options = ("--lang", "en", "--country", "FR", "--email", EMAIL, "--language", letter)
        return by_hand(home, "facebook", *options, "--reason", reason).stderr

    assert "seem to speak of: health" in said(SENTENCES[letter]["telling"][0])
    assert "seem to speak" not in said(SENTENCES[letter]["plain"])


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
    home: dict[str, str], reasons: tuple[str, ...], left_out: bool
) -> None:
    given = [word for key in (*reasons, "In my street.") for word in ("--reason", key)]
    about = preview(home, "--language", "en", "--length", "short", "--about", *given)
    assert ("Not all of your reasons and words fit" in about) is left_out
