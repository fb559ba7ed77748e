"""Settings and places: who the person is, and where optout keeps things."""
