"""How a site may end a request that was sent, by the practice site's option `after`."""

ENDS_AFTER_SENDING = [
    ("refused", "refuses the request", "refused", 1),
    ("unavailable", "not available", "unavailable", 4),
    ("already", "objected already", "already_objected", 0),
]
"""The option, what is said to the person, the state, the exit code."""
