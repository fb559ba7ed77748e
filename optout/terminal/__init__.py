"""The person as an interface, and the terminal in which they are met.

Belongs here: all that is written to or read from the terminal. What is said is the caller's.
"""

__all__ = ["choosing", "console", "human", "program", "streams"]
