"""Whether the site answered the request that carries the objection: the page may not tell.

Chromium by itself sends a request once more when a connection that it had used before ends without
a byte of an answer, a form's POST too. It tells nobody, so a broken one may have arrived twice.
"""

from playwright.async_api import Request

from optout.run.progress import Delivery
from optout.system.attempt import attempt


async def delivery(request: Request) -> Delivery:
    """What became of `request`; waits for its answer. Raises `ActFailed` with the page."""
    response = await attempt(request.response(), None)
    if response is None:
        return "broken"
    if response.status >= 500:
        return "fault"
    return "refused" if response.status >= 400 else "answered"
