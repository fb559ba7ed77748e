"""What is kept of a run, and what earlier runs have left."""

__all__ = ["drift", "history", "recorder", "redact"]
