"""Sets up what optout needs, with the standard library only. Used by optout.py and test.py."""
