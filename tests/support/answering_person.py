"""Somebody who answers the questions about the settings, in an order that the test gives."""

import re
from collections.abc import Callable, Sequence

from optout.terminal.choosing import with_usual
from optout.terminal.human import Choice, NoButtons


class AnsweringPerson(NoButtons):
    """Answers in this order, whatever is asked, and hears everything.

    A choice is answered by its value or by its label, a yes or no also by None: Enter is pressed.
    """

    can_ask = True

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.heard: list[str] = []
        self.letters: list[str] = []

    def say(self, text: str, *, style: str = "") -> None:
        self.heard.append(text)

    def list(self, items: Sequence[str]) -> None:
        self.heard += items

    heading = say

    def said(self, pattern: str) -> bool:
        """Whether something that was said or asked has this in it."""
        return any(re.search(pattern, text) for text in self.heard)

    def numbered(self, items: Sequence[str]) -> None:
        self.list(items)

    def letter(self, text: str) -> None:
        self.letters.append(text)

    async def pages(self, text: str) -> None:
        self.letters.append(text)

    async def ask(
        self, question: str, *, check: Callable[[str], str | None] | None = None, usual: str = ""
    ) -> str:
        self.heard.append(with_usual(question, usual))
        answer = str(self.answers.pop(0))
        assert not (check and check(answer))
        return answer

    async def paste(self, question: str, *, usual: str = "") -> str:
        return await self.ask(question)

    async def go_on(self, question: str, button: str) -> None:
        self.heard.append(question)

    async def yes_no(self, question: str, *, default: bool) -> bool:
        self.heard.append(question)
        answer = self.answers.pop(0)
        if answer is None:
            return default
        assert isinstance(answer, bool), question
        return answer

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        self.heard += [question, *(choice.label for choice in choices)]
        answer = str(self.answers.pop(0))
        known = {name: choice.value for choice in choices for name in (choice.label, choice.value)}
        assert answer in known, question
        return known[answer]
