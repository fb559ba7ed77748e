"""Which control is which field, by evidence in a table: `signals` has its rows."""

__all__ = ["field", "find", "fingerprint", "steps"]
