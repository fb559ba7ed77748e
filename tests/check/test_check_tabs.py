"""Four tabs at a time, a line as soon as a page is read, and a limit for all attempts together."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.async_api import Error
from support.check_command import FormSite
from support.event_loop import timed
from support.web_server import Exchange

from optout.check import many_pages
from optout.check.many_pages import Limits
from optout.check.report import Target
from optout.domain.proofs import Proof, Why
from optout.forms import lookup

_PAGES = 6


class Desk:
    """Holds every answer until it is let go, and counts what waits."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[str] = []
        self._let_go: set[str] = set()
        self.most = 0

    def wait(self, path: str) -> None:
        with self._changed:
            self._waiting.append(path)
            self.most = max(self.most, len(self._waiting))
            self._changed.notify_all()
            self._changed.wait_for(lambda: path in self._let_go, 60)
            self._waiting.remove(path)

    def let_go(self, *paths: str) -> None:
        with self._changed:
            self._let_go.update(paths)
            self._changed.notify_all()

    def crowded(self, count: int) -> bool:
        """Whether more than so many come to wait within a while."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._waiting) > count, 1)

    def full(self, count: int) -> list[str]:
        """Those that wait, once there are so many."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._waiting) >= count, 60)
            return list(self._waiting)


class _Site(FormSite):
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def answer(self, exchange: Exchange) -> None:
        if exchange.path.startswith("/page"):
            self.desk.wait(exchange.path)
        super().answer(exchange)


@contextmanager
def site() -> Iterator[tuple[str, Desk]]:
    desk = Desk()
    with _Site(desk) as site:
        try:
            yield site.origin, desk
        finally:
            desk.let_go(*(f"/page{number}" for number in range(_PAGES)))


@pytest.mark.linux("a browser")
def test_a_line_as_each_page_is_read_and_four_tabs_at_a_time(home: dict[str, str]) -> None:
    with site() as (origin, desk):
        urls = [part for n in range(_PAGES) for part in ("--url", f"{origin}/page{n}")]
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "optout", "check", "facebook", *urls, "--json"],
            env={**home, "OPTOUT_HEADLESS": "1"},
            cwd=home["HOME"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as run:
            assert run.stdout is not None
            assert len(desk.full(4)) == 4
            assert not desk.crowded(4)
            told = []
            for left in range(_PAGES, 0, -1):
                waiting = desk.full(min(left, 4))
                desk.let_go(waiting[0])
                line = json.loads(run.stdout.readline())  # while all the others wait
                assert line["url"] == origin + waiting[0]
                assert line["page"] == "form"
                told.append(line["url"])
            assert run.stdout.read() == ""
            assert run.wait(30) == 0
    assert desk.most == 4
    assert len(set(told)) == _PAGES


class _Breaking:
    """A browser in which every tab breaks after a while."""

    async def new_page(self) -> None:
        await asyncio.sleep(0.4)
        raise Error("broken")


def test_all_attempts_together_have_the_limit() -> None:
    record = lookup.load("facebook")
    target = Target(record, record.url, record.allowed)
    context: Any = _Breaking()
    checked, seconds = timed(many_pages._check(context, target, Limits(1.0, 0.3)))
    assert seconds == pytest.approx(0.7)
    assert str(checked.obstacle) == "no answer within 1 seconds"
    assert not checked.usable
    longer, seconds = timed(many_pages._check(context, target, Limits(3.0, 0.3)))
    assert seconds == pytest.approx(3 * 0.4)
    assert longer.obstacle == Why(Proof.UNREADABLE)


class _NeverClosing:
    """A browser whose only tab answers nothing, not even the wish to close it."""

    async def new_page(self) -> Any:
        return self

    def on(self, *_: object) -> None:
        """Nothing ever happens."""

    async def goto(self, *_: object, **__: object) -> None:
        await self.close()

    async def close(self) -> None:
        await asyncio.Event().wait()


def test_closing_is_within_the_limit() -> None:
    record = lookup.load("facebook")
    context: Any = _NeverClosing()
    target = Target(record, record.url, record.allowed)
    checked, seconds = timed(many_pages._check(context, target, Limits(1.0, 0.4)))
    assert seconds == pytest.approx(1.0)
    assert checked.obstacle


@pytest.mark.linux("a browser")
def test_a_stopped_check_says_so(home: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        environ = {**home, "OPTOUT_HEADLESS": "true"}
        command = [sys.executable, "-P", "-m", "optout", "check", "facebook", "--url", address]
        with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) as checking:
            silent.accept()[0].close()
            checking.send_signal(signal.SIGINT)
            _out, said = checking.communicate(timeout=60)
    assert (checking.returncode, "Stopped" in said) == (130, True), said
