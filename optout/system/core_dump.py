"""No image of the memory is left behind, whatever ends this process or one that it starts."""

import sys


def forbid() -> None:
    """Set the limit for it to nothing: it would hold the letter, the address and the code.

    Browser and driver inherit that; the upper limit stays, so who wants one can have it.
    """
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
