"""The person as an interface, and the terminal in which they are met."""
