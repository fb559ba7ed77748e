"""Whole runs, as in `run/`."""

from run.conftest import page_language, second_client, world

__all__ = ["page_language", "second_client", "world"]
