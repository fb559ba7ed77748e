"""Finds form fields and page states by their meaning, in any language, and never guesses."""
