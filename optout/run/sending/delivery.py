"""What the site answered to the request that carries the objection: the page may not tell.

Chromium by itself sends a request once more when a connection that it had used before ends without
a byte of an answer, a form's POST too. It tells nobody, so a broken one may have arrived twice.
"""

import contextlib
import json
from typing import Any

from playwright.async_api import Request, Response

from optout.run.progress import Delivery
from optout.system.attempt import ActFailed, TooSlow, attempt

_SCRIPTED = ("fetch", "xhr")
_REDIRECTS = range(300, 400)
_KNOWN = (409, 429)
"""HTTP's words for a request that comes twice, or too soon after another."""
_BODY = 3.0
"""Seconds in which the body of an answer comes, or is not waited for."""
_MOST_LINES = 20
_ERRORS, _SUCCESS = ("error", "errors"), ("success", "ok")
_GUARDS = ("for (;;);", "while(1);", ")]}'")
"""What some sites write before their JSON, so that no other site can run it."""


async def delivery(request: Request, *, again: bool = False) -> Delivery:
    """What became of `request`, once it is answered. `again`: one like it has left before, so the
    site may say that it knows that already. Raises `ActFailed` with the page."""
    response = await attempt(request.response(), None)
    if response is None:
        return "broken"
    last = await _after_redirects(request, response)
    if last.status >= 500:
        return "fault"
    if response.status in _KNOWN and again:
        return "answered"
    if response.status >= 400:
        return "refused"
    return "refused" if await _has_error(request, last) else "answered"


async def _after_redirects(request: Request, response: Response) -> Response:
    """The answer to which `response` leads: a site mostly answers a form by an address, and may
    break down only there. Where nothing comes from there, the last redirect."""
    while response.status in _REDIRECTS and request.redirected_to is not None:
        request = request.redirected_to
        further = await attempt(request.response(), None)
        if further is None:
            break
        response = further
    return response


async def _has_error(request: Request, response: Response) -> bool:
    """A script was answered by JSON that tells of an error, with whatever status."""
    if request.resource_type not in _SCRIPTED:
        return False
    text = ""
    with contextlib.suppress(ActFailed, TooSlow):  # the page may have gone on, and its body with it
        text = await attempt(response.text(), _BODY)
    for guard in _GUARDS:
        text = text.strip().removeprefix(guard)
    # Some answer with one value a line.
    return any(map(_is_error, (text, *text.splitlines()[:_MOST_LINES])))


def _is_error(text: str) -> bool:
    try:
        return _tells_error(json.loads(text))
    except (ValueError, RecursionError):
        return False


def _tells_error(answer: Any) -> bool:
    """An error stands anywhere in it: GraphQL tells its users' errors within its data."""
    if isinstance(answer, list):
        return any(map(_tells_error, answer))
    if not isinstance(answer, dict):
        return False
    failed = any(said for name, said in answer.items() if name.lower().endswith(_ERRORS))
    denied = any(answer.get(name) is False for name in _SUCCESS)
    return failed or denied or any(map(_tells_error, answer.values()))
