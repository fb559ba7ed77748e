"""What leaves by a window before it is told that it opened."""

from types import SimpleNamespace
from typing import Any

from optout.page.windows import Windows


class _Page:
    """A page that tells its listeners what a test says."""

    def __init__(self, url: str) -> None:
        self.url, self.context = url, self
        self._listeners: dict[str, Any] = {}

    def on(self, event: str, listener: Any) -> None:
        self._listeners[event] = listener

    def tell(self, event: str, what: Any) -> None:
        self._listeners[event](what)


class _Unknown:
    """The frame of a request whose window is not known yet."""

    page = None


def test_two_requests_of_a_window_that_opens_are_heard_in_their_order() -> None:
    """A form is sent twice into one new window: the second takes the first one's place."""
    heard = list[str]()
    own: Any = _Page("http://127.0.0.1/form")

    def listen(request: Any) -> bool:
        heard.append(request.name)
        return True

    def request(name: str, frame: object) -> SimpleNamespace:
        return SimpleNamespace(name=name, frame=frame, is_navigation_request=lambda: True)

    Windows(own, listen, lambda _dialog: None, lambda: None)
    popup, other = _Page("about:blank"), _Page("http://127.0.0.1/other")
    frame = _Unknown()
    own.tell("request", request("first", frame))
    frame.page = popup  # type: ignore[assignment]
    own.tell("request", request("second", frame))
    own.tell("request", request("a stranger's", SimpleNamespace(page=other)))
    assert heard == []
    own.tell("popup", popup)
    assert heard == ["first", "second"]
