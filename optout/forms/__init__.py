"""A form is data: one TOML record each, read by `spec` and checked by `schema`.

Belongs here: addresses, hosts and deadlines. How a form is filled in is not in here.
"""

__all__ = [
    "hosts",
    "names",
    "schema",
    "spec",
]
