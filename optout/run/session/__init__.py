"""A whole run: the browser, its tabs, the forms side by side, the window at the end."""

__all__ = ["session"]
