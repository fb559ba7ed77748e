"""What several of these files measure a text or a page by."""

import re

COMMA = re.compile("[,،、，]")
BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
PLAIN_WORDS = 4
"""More are not needed to ask for a country, or for the reasons, and nothing else."""
MORE_FIELDS = 3
"""A page with as many other fields asks for more than who it is."""
