"""How long a run waits for what. Seconds, all of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """The waits of one run; the tests pass shorter ones."""

    opening: float = 60.0
    """For the first answer of a form's address."""
    unknown: float = 15.0
    """For an unknown page, before anything is asked about it."""
    covered: float = 3.0
    """For what lies over the form to go by itself, before the person is told to close it."""
    late: float = 2.0
    """For the usual fields, where a form does without them."""
    code: float = 20.0
    """For what the page makes of a code."""
    rest: float = 2.0
    """For old words about a code to go, once the site has answered the next one."""
    by_itself: float = 1.0
    """For a code to leave by itself once its last digit is typed."""
    check: float = 4.0
    """For a complaint of a form that checks its code by itself."""
    silence: float = 20.0
    """For an answer to what was sent, before the person is told that there is none."""
    nobody: float = 30 * 60.0
    """For a change in a form's page, where nobody can answer in the terminal."""
    thanks: float = 8.0
    """For answers to what else left the page meanwhile, before its thanks are believed."""
