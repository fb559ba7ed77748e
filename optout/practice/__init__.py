"""A local twin of Meta's forms with an inbox: for practising, and for the tests.

Everything is served from this machine to this machine. Nothing outside this package knows that it
exists, apart from the `practice` command.
"""
