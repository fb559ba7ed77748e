"""What one form says: shown in its turn, in its order, and kept until then."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from optout.terminal.human import Human, Standing

Talk = Callable[[], None]


class SpeaksInTurn(ABC):
    """The speaking part of a `Human`."""

    def __init__(self, human: Human) -> None:
        self._human = human
        self._unsaid: list[Talk] = []
        self._again: list[Talk] = []
        """What is said once more, as its turn was broken off."""
        self._block: list[Talk] = []
        """What was said since the last heading."""

    @property
    @abstractmethod
    def has_turn(self) -> bool:
        """What it says is shown at once."""

    @property
    @abstractmethod
    def asking(self) -> bool:
        """A question is open, of whichever form."""

    def tell(self, talk: Talk, *, into_question: bool = True) -> None:
        """Do `talk` in its turn, after what waits before it; `into_question`: also where one is
        open."""
        self._block.append(talk)
        if self.has_turn and (into_question or not self.asking):
            talk()
        else:
            self._unsaid.append(talk)

    def speak(self) -> None:
        """Say what has waited, and once more what was broken off."""
        waiting, self._again, self._unsaid = [*self._again, *self._unsaid], [], []
        for talk in waiting:
            talk()

    def drop(self) -> None:
        """Nothing of what waits is to be said any more, nor of what was said again."""
        self._again, self._unsaid, self._block = [], [], []

    def say(self, text: str, *, style: str = "") -> None:
        self.tell(lambda: self._human.say(text, style=style))

    def say_between_questions(self, text: str) -> None:
        """Show one paragraph in its turn, and not in the line of a question that is open."""
        self.tell(lambda: self._human.say(text), into_question=False)

    def heading(self, text: str) -> None:
        self._again, self._block = [], []
        self.tell(lambda: self._human.heading(text))

    def list(self, items: Sequence[str]) -> None:
        self.tell(lambda: self._human.list(items))

    def numbered(self, items: Sequence[str]) -> None:
        self.tell(lambda: self._human.numbered(items))

    def letter(self, text: str) -> None:
        self.tell(lambda: self._human.letter(text))

    def standings(self, standings: Sequence[Standing]) -> None:
        self.tell(lambda: self._human.standings(standings))
