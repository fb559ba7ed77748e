"""Yes and no, however a person of the language types them."""

from collections.abc import Callable, Iterator

import pytest
from support.event_loop import RunAsync

from optout import i18n
from optout.terminal.console import Console
from optout.terminal.human import EndOfInput

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
