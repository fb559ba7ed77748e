"""A window beside the form: what the terminal says and asks, to read and answer with a mouse.

`screen` is what it shows, `companion_page` the page, `placing` where its window stands, `both`
the person at the terminal and here. Not here: what is said, and when (`run`).
"""

__all__ = ["both", "browser"]
