"""Event streams to the pages that are open: acts of the person for a page to play, and news.

Each open page listens on an event stream. An act is offered to the newest page of its form and
stays at the head of the queue until a page takes it; when that page goes away before, the act is
offered to the next one. The first page that takes an act does it, once.
"""

import json
import selectors
import socket
import threading
from collections import defaultdict, deque
from contextlib import suppress
from itertools import count

_QUEUE = 100


class ListeningPage:
    """One open page. `wait` sleeps until there is something for it, or until it went away."""

    def __init__(self, page: socket.socket) -> None:
        self._page = page
        self._wake_receiver, self._wake_sender = socket.socketpair()
        self._wake_receiver.setblocking(False)
        self._wake_sender.setblocking(False)
        self.messages: deque[str] = deque(maxlen=_QUEUE)
        self.told = 0
        self.closing = False

    def tell(self, message: str) -> None:
        """Leave a message and wake the waiting thread."""
        self.messages.append(message)
        self.wake()

    def wake(self) -> None:
        """Wake the waiting thread. One wake-up that is not read yet is enough."""
        with suppress(OSError):
            self._wake_sender.send(b"!")

    def wait(self) -> bool:
        """Whether the page is still there once something happened. Takes no processor time."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_receiver, selectors.EVENT_READ)
            selector.register(self._page, selectors.EVENT_READ)
            woken = {key.fileobj for key, _ in selector.select()}
        if self._wake_receiver in woken:
            self._wake_receiver.recv(4096)
        return self._page not in woken and not self.closing

    def close(self) -> None:
        """Give the pair of sockets back to the system."""
        self._wake_receiver.close()
        self._wake_sender.close()


class EventStreams:
    """All open pages, and the acts that wait for one of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[str, list[ListeningPage]] = defaultdict(list)
        self._acts: dict[str, deque[tuple[int, str]]] = defaultdict(deque)
        self._numbers = count(1)
        self._closed = False

    def ask(self, channel: str, what: str) -> None:
        """Have the page of `channel` do `what`, now or as soon as one is open."""
        with self._lock:
            self._acts[channel].append((next(self._numbers), what))
            self._deliver(channel)

    def take(self, channel: str, number: int) -> bool:
        """Whether the page that asks may do act `number` now; the next one may follow."""
        with self._lock:
            acts = self._acts[channel]
            taken = bool(acts) and acts[0][0] == number
            if taken:
                acts.popleft()
            self._deliver(channel)
        return taken

    def news(self, channel: str, message: str) -> None:
        """Tell every open page of `channel`."""
        with self._lock:
            for listener in self._listeners[channel]:
                listener.tell(json.dumps({"news": message}))

    def join(self, channel: str, listener: ListeningPage) -> None:
        """A page was opened."""
        with self._lock:
            listener.closing = self._closed
            self._listeners[channel].append(listener)
            self._deliver(channel)

    def leave(self, channel: str, listener: ListeningPage) -> None:
        """A page was closed."""
        with self._lock:
            self._listeners[channel].remove(listener)
            listener.close()
            self._deliver(channel)

    def close(self) -> None:
        """Let every waiting thread go."""
        with self._lock:
            self._closed = True
            for listener in (one for group in self._listeners.values() for one in group):
                listener.closing = True
                listener.wake()

    def _deliver(self, channel: str) -> None:
        listeners, acts = self._listeners[channel], self._acts[channel]
        if listeners and acts and listeners[-1].told != acts[0][0]:
            number, what = acts[0]
            listeners[-1].told = number
            listeners[-1].tell(json.dumps({"act": what, "number": number}))
