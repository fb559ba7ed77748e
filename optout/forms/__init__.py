"""A form is data: one TOML record each, read and checked by `spec`.

Belongs here: addresses, hosts and deadlines. How a form is filled in is not in here.
"""

__all__ = [
    "hosts",
    "names",
    "spec",
]
