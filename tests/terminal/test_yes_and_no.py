"""Yes and no, however a person of the language types them."""

from collections.abc import Callable, Iterator

import pytest
from support.event_loop import RunAsync

from optout import i18n
from optout.terminal.console import Console
from optout.terminal.human import Choice, EndOfInput

Asked = Callable[[Console, bool], bool]

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


class _Typed(Console):
    """A console whose person types these answers."""

    def __init__(self, *answers: str) -> None:
        super().__init__(plain=True)
        self.answers = list(answers)
        self.told: list[str] = []

    def say(self, text: str, *, style: str = "") -> None:
        self.told.append(text)

    async def _read(self, _question: str) -> str:
        if not self.answers:
            raise EndOfInput
        return self.answers.pop(0)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)


@pytest.fixture
def asked(run_async: RunAsync) -> Asked:
    return lambda console, default: run_async(console.yes_no("?", default=default))


def test_each_language_that_optout_speaks_is_here() -> None:
    assert set(YES) == set(NO) == set(i18n.languages())


@pytest.mark.parametrize("language", YES)
def test_yes_and_no_are_understood(language: str, asked: Asked) -> None:
    i18n.use(language)
    for meant, words in ((True, YES), (False, NO)):
        for word in words[language].split():
            console = _Typed(word)
            assert asked(console, not meant) is meant, word
            assert console.told == []
    assert asked(_Typed(""), True) and not asked(_Typed(""), False)


@pytest.mark.parametrize("language", YES)
@pytest.mark.parametrize("word", NEITHER.split())
def test_anything_else_is_asked_again(language: str, word: str, asked: Asked) -> None:
    i18n.use(language)
    console = _Typed(word)
    assert asked(console, False) is False
    assert len(console.told) == 1


def test_what_fits_no_question_is_heard_and_what_is_said_to_that_is_told(
    run_async: RunAsync,
) -> None:
    heard: list[str] = []

    def hears(answer: str) -> str | None:
        heard.append(answer)
        return "It is kept." if answer == "482915" else None

    console = _Typed("482915", "maybe", "y", "482915", "2")
    console.on_misfit = hears
    assert run_async(console.yes_no("Sure?", default=False)) is True
    choices = [Choice("a", "One"), Choice("b", "Two")]
    assert run_async(console.choose("Which?", choices)) == "b"
    assert heard == ["482915", "maybe", "482915"]
    assert console.told.count("It is kept.") == 2
    assert console.told.count("Please answer y or n.") == 1
    assert not any("482915" in told for told in console.told)


def test_an_answer_that_fits_is_heard_by_nobody_else(run_async: RunAsync) -> None:
    console = _Typed("y", "2", "482915")
    console.on_misfit = lambda _answer: pytest.fail("it was an answer")
    assert run_async(console.yes_no("Sure?", default=False)) is True
    assert run_async(console.choose("Which?", [Choice("a", "One"), Choice("b", "Two")])) == "b"
    assert run_async(console.paste("The code")) == "482915"
