"""One of several answers: asked for, and known by its number, its name or a part of that."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from optout.domain.folding import letters_of
from optout.i18n import _
from optout.terminal.human import Choice

_MOST_LISTED = 9
"""Choices that are numbered; among more the person searches by typing."""
_MOST_SHOWN = 20
"""Choices that are shown before the person searches among them."""
_MOST_DIGITS = 4
"""Of a number that can be meant; what is longer was pasted."""

Check = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Choosing:
    """The dialogue about one choice. `ask` asks until its check finds nothing wrong."""

    say: Callable[[str], None]
    numbered: Callable[[Sequence[str]], None]
    ask: Callable[[str, Check | None], Awaitable[str]]

    async def one_of(self, question: str, choices: Sequence[Choice], default: str) -> str:
        """The value of the choice that is named; Enter takes `default`, if any."""
        few = len(choices) <= _MOST_LISTED
        return await (self._choose if few else self._search)(question, choices, default)

    async def _search(self, question: str, choices: Sequence[Choice], default: str) -> str:
        shown: Sequence[Choice] = ()
        if len(choices) <= _MOST_SHOWN:
            self.say(question)
            shown = self._offered(choices)
        else:
            self.say(_("Type ? to see all {count}.").format(count=len(choices)))
        usual = next((c.label for c in choices if c.value == default), "")
        while True:
            asked = with_usual(_("Number, or a word of the answer"), usual) if shown else question
            if usual and not shown:
                asked = _("{question} Enter = {usual}").format(question=question, usual=usual)
            answer = await self.ask(asked, None)
            if not answer and default:
                return default
            found = (
                choices if answer == "?" else by_number(answer, shown) or matching(answer, choices)
            )
            if len(found) == 1:
                self.say(found[0].label)
                return found[0].value
            if not found:
                self.say(_("Nothing fits that. Type a word of the list, or ? to see it."))
            elif 1 < len(found) <= _MOST_LISTED:
                return await self._choose(_("Your choice?"), found, "")
            else:
                shown = self._offered(found)

    def _offered(self, choices: Sequence[Choice]) -> Sequence[Choice]:
        """These, once they are shown with their numbers."""
        self.numbered([choice.label for choice in choices])
        return choices

    async def _choose(self, question: str, choices: Sequence[Choice], default: str) -> str:
        self.say(question)
        self._offered(choices)
        usual = str([c.value for c in choices].index(default) + 1) if default else ""
        hint = with_usual(_("Number"), usual)

        def check(answer: str) -> str | None:
            if (not answer and default) or len(_picked(answer, choices)) == 1:
                return None
            return _("Please type a number from 1 to {last}.").format(last=len(choices))

        answer = await self.ask(hint, check)
        return _picked(answer, choices)[0].value if answer else default


def yes_or_no(answer: str) -> bool | None:
    """What somebody means who types this in the terminal's language or in English; else None."""
    words = {"y": True, "yes": True, "n": False, "no": False}
    words |= {letters_of(yes): True for yes in (_("y"), _("yes"))}
    words |= {letters_of(no): False for no in (_("n"), _("no"))}
    return words.get(letters_of(answer))


def by_number(text: str, shown: Sequence[Choice]) -> Sequence[Choice]:
    """The one of the choices `shown` that has this number, from 1."""
    number = int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0
    return shown[number - 1 : number] if number else ()


def by_name(text: str, choices: Sequence[Choice]) -> Sequence[Choice]:
    """The choices that are called so, else those whose name begins so; yes and no in short too."""
    fits = (str.__eq__, str.startswith)
    yes = yes_or_no(text)
    meant = () if yes is None else _fitting(_("yes") if yes else _("no"), choices, fits)
    return meant or _fitting(text, choices, fits)


def matching(text: str, choices: Sequence[Choice]) -> Sequence[Choice]:
    """The choices that are called so, else those with a name that begins so, else that has it."""
    return _fitting(text, choices, (str.__eq__, str.startswith, str.__contains__))


def _picked(text: str, choices: Sequence[Choice]) -> Sequence[Choice]:
    return by_number(text, choices) or by_name(text, choices)


def _fitting(
    text: str, choices: Sequence[Choice], fits: Iterable[Callable[[str, str], bool]]
) -> Sequence[Choice]:
    wanted = letters_of(text)
    if not wanted:
        return ()
    names = {c.value: [letters_of(name) for name in (c.label, *c.also)] for c in choices}
    for fit in fits:
        found = [c for c in choices if any(fit(name, wanted) for name in names[c.value])]
        if found:
            return found
    return ()


def with_usual(question: str, usual: str) -> str:
    """The question with what Enter alone takes, if anything."""
    if not usual:
        return question
    return _("{question} (Enter: {usual})").format(question=question, usual=usual)
