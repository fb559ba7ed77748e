"""How many letters the tests rendered, and how many faults were in them."""

from dataclasses import dataclass


@dataclass
class Tally:
    letters: int = 0
    faults: int = 0
