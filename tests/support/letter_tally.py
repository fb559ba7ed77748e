"""How many letters the tests rendered, of what, and how many faults were in them."""

from dataclasses import dataclass, field


@dataclass
class Tally:
    letters: int = 0
    faults: int = 0
    reasons: int = 0
    kinds: set[tuple[str, ...]] = field(default_factory=set)
    """Language, variant and length of what was rendered."""

    def add(self, counted: tuple[int, int, int, list[tuple[str, str, str]]]) -> None:
        """Letters, faults in them, different reasons, and what kinds of letters they were."""
        letters, faults, reasons, kinds = counted
        self.letters += letters
        self.faults += faults
        self.reasons = max(self.reasons, reasons)
        self.kinds |= {tuple(kind) for kind in kinds}

    def lines(self) -> list[str]:
        """The count in one line, for the tests' output."""
        languages, variants, lengths = (len({kind[at] for kind in self.kinds}) for at in range(3))
        return [
            f"rendered {self.letters} letters ({languages} languages, {variants} variants of law, "
            f"{lengths} lengths, {self.reasons} reasons), {self.faults} faults"
        ]
