"""A form is data: one TOML record each, as `spec` says, found by `lookup`, checked by `schema`.

Belongs here: addresses, hosts and deadlines. How a form is filled in is not in here.
"""

__all__ = [
    "hosts",
    "lookup",
    "names",
    "schema",
    "spec",
]
