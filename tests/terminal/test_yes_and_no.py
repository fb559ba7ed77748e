"""Yes and no, however a person of the language types them."""

from collections.abc import Callable

import pytest
from support.event_loop import RunAsync
from support.typed_console import TypedConsole

from optout import i18n
from optout.terminal.human import Choice

YES = {
    "en": "y Y yes YES Yes. ｙ",
    "fr": "o O oui OUI Oui ｏ y yes",
    "de": "j J ja JA ja! ｊａ y",
    "es": "s S sí si SÍ Si si\u0301 y",
    "it": "s sì si SI Sì si\u0300 y",
    "nl": "j ja JA y",
    "pl": "t T tak TAK y",
    "pt": "s sim SIM ｓｉｍ y",
}
NO = {
    "en": "n N no NO",
    "fr": "n non NON no",
    "de": "n nein NEIN",
    "es": "n no NO",
    "it": "n no NO",
    "nl": "n nee NEE",
    "pl": "n nie NIE",
    "pt": "n não nao NÃO na\u0303o",
}
NEITHER = "x maybe 1 oo yn -"


@pytest.fixture
def asked(run_async: RunAsync) -> Callable[[str, bool], tuple[bool, int]]:
    """What an answer means where something else is the default, and how often it was asked."""

    def ask(word: str, default: bool) -> tuple[bool, int]:
        console = TypedConsole([word])
        meant = run_async(console.yes_no("?", default=default))
        return meant, console.shown.count(" > ")

    return ask


def test_each_language_that_optout_speaks_is_here() -> None:
    assert set(YES) == set(NO) == set(i18n.languages())


@pytest.mark.parametrize("language", YES)
def test_yes_and_no_are_understood_and_anything_else_is_asked_again(
    language: str, asked: Callable[[str, bool], tuple[bool, int]]
) -> None:
    i18n.use(language)
    for meant, words in ((True, YES), (False, NO)):
        for word in words[language].split():
            assert asked(word, not meant) == (meant, 1), word
        assert asked("", meant) == (meant, 1)
    for word in NEITHER.split():
        assert asked(word, False) == (False, 2), word


def test_what_fits_no_question_is_heard_and_what_is_said_to_that_is_told(
    run_async: RunAsync,
) -> None:
    heard: list[str] = []

    def hears(answer: str) -> str | None:
        heard.append(answer)
        return "It is kept." if answer == "482915" else None

    console = TypedConsole(["482915", "maybe", "y", "482915", "2"])
    console.on_misfit = hears
    assert run_async(console.yes_no("Sure?", default=False)) is True
    choices = [Choice("a", "One"), Choice("b", "Two")]
    assert run_async(console.choose("Which?", choices)) == "b"
    assert heard == ["482915", "maybe", "482915"]
    assert console.shown.count("It is kept.\n") == 2
    assert console.shown.count("Please answer y or n.\n") == 1
    assert console.shown.count("482915") == 2, "as it was typed, and not repeated"


def test_an_answer_that_fits_is_heard_by_nobody_else(run_async: RunAsync) -> None:
    console = TypedConsole(["y", "2", "482915"])
    console.on_misfit = lambda _answer: pytest.fail("it was an answer")
    assert run_async(console.yes_no("Sure?", default=False)) is True
    assert run_async(console.choose("Which?", [Choice("a", "One"), Choice("b", "Two")])) == "b"
    assert run_async(console.paste("The code")) == "482915"
