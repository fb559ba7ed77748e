"""The main job on one form: what is known of it, what comes next, and who does it."""
