"""A mail draft is opened in the person's own program, on every system."""

import socket
import sys
import time
from itertools import product
from pathlib import Path

import click
import pytest
from support.isolation import temporary_folder

from optout.system import desktop


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_are_asked_to_open_it(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sys, "platform", system)
    for code, opened in {0: True, 1: False, 127: False}.items():
        monkeypatch.setattr(click, "launch", lambda url, code=code: asked.append(url) or code)
        assert desktop.open_draft(Path("dossiers/x/letter.eml")) is opened
    assert asked == [str(Path("dossiers/x/letter.eml"))] * 3


@pytest.mark.linux("a shell script stands in for a program")
def test_elsewhere_it_is_started_apart_from_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("PATH", str(tmp_path))
    draft = tmp_path / "letter.eml"
    assert not desktop.open_draft(draft), "there is no program for it"
    program, told = tmp_path / "xdg-open", tmp_path / "told"
    script = f'read line; echo "$1 [$line] $?" > {told}.part; /bin/mv {told}.part {told}'
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    assert desktop.open_draft(draft)
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not desktop.open_draft(draft), "there is no screen"
    for _ in range(500):
        if told.exists():
            break
        time.sleep(0.02)
    assert told.read_text() == f"{draft} [] 1\n"


@pytest.mark.linux("a socket of Unix")
@pytest.mark.parametrize("listens", [True, False])
def test_a_wayland_that_cannot_be_reached_keeps_no_window_from_x(listens: bool) -> None:
    with temporary_folder() as folder, socket.socket(socket.AF_UNIX) as screen:
        if listens:
            screen.bind(str(folder / "wayland-0"))
        for display, named in product(("", ":0"), (True, False)):
            given = {"DISPLAY": display, "XDG_RUNTIME_DIR": str(folder)}
            wayland = {"XDG_SESSION_TYPE": "wayland"}
            if named:
                wayland["WAYLAND_DISPLAY"] = "wayland-0"
            lost = display and not listens
            assert desktop.reachable(given | wayland) == given | ({} if lost else wayland)
