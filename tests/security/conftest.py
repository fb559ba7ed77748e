"""Whole runs, as in `run/`."""

from run.conftest import page_language, world

__all__ = ["page_language", "world"]
