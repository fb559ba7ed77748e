"""An alert that says that something is right, and one that asks for it in like words."""
