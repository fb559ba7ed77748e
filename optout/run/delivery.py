"""Whether the site answered the request that carries the objection: the page may not tell.

Chromium by itself sends a request once more when a connection that it had used before ends without
a byte of an answer, a form's POST too. It tells nobody, so a broken one may have arrived twice.
"""

from playwright.async_api import Request

from optout.run.progress import Delivery
from optout.system.attempt import attempt

_NOT_TAKEN = frozenset({400, 404, 405, 406, 410, 411, 413, 414, 415, 422})
"""HTTP's words for a request that is not taken as it is. The others may want more first, as a code
(401, 403, 428), or know it already (409, 429)."""


async def delivery(request: Request) -> Delivery:
    """What became of `request`; waits for its answer. Raises `ActFailed` with the page."""
    response = await attempt(request.response(), None)
    if response is None:
        return "broken"
    if response.status >= 500:
        return "fault"
    return "refused" if response.status in _NOT_TAKEN else "answered"
