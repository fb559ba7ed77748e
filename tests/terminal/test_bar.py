"""A bar tells what is done and left, and stays away from everything else that is written."""

import io

from rich.console import Console

from optout.terminal.bar import Bar


def shown(*, allowed: bool) -> str:
    """What a terminal shows of two things, with a line written after the first."""
    out = io.StringIO()
    terminal = Console(file=out, force_terminal=True, width=80, height=20)
    bar = Bar(lambda: terminal if allowed else None)
    with bar.of("Pages looked at", 2) as one_done:
        one_done()
        with bar.away():
            out.write("a line\n")
        one_done()
    with bar.away():
        out.write("the end\n")
    return out.getvalue()


def test_it_shows_what_is_done_and_left() -> None:
    before, after = shown(allowed=True).split("a line\n")
    assert "Pages looked at" in before
    assert "0/2" in before
    assert "1/2" in after
    assert after.endswith("the end\n")


def test_before_a_line_its_own_is_erased() -> None:
    before, _after = shown(allowed=True).split("a line\n")
    assert before.endswith("\x1b[2K"), "otherwise the line would begin in the bar"


def test_where_the_cursor_must_not_move_there_is_none() -> None:
    assert shown(allowed=False) == "a line\nthe end\n"
