"""The ways that rest on the person's word: the form by hand, a letter, a setting."""

__all__ = ["by_word", "manual", "papers"]
