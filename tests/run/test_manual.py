"""The letter by hand, in every form: the clipboard, a mail draft, a page for the post."""

import email.policy
import stat
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.world import EMAIL, World

from optout import letters
from optout.letters import postal

MM = 96 / 25.4
"""CSS pixels in a millimetre."""


def folder(world: World) -> Path:
    (found,) = (world.data / "dossiers").iterdir()
    return found


def fake_clipboard(world: World, tmp_path: Path) -> Path:
    """A clipboard program that writes down its arguments and what it is given."""
    programs, noted = tmp_path / "bin", tmp_path / "noted"
    programs.mkdir()
    noted.mkdir()
    program = programs / "xclip"
    program.write_text(f'#!/bin/sh\necho "$@" > {noted}/arguments\ncat > {noted}/text\n', "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    world.settings["PATH"] = f"{programs}:{world.home['PATH']}"
    world.settings.setdefault("DISPLAY", ":0")
    return noted


def test_the_letter_goes_to_the_clipboard_when_wanted(world: World, tmp_path: Path) -> None:
    noted = fake_clipboard(world, tmp_path)
    tool = world.run("facebook", "--manual")
    tool.expect("Put the letter on the clipboard")
    tool.type("y")
    tool.expect("The letter is on the clipboard")
    tool.expect("have you sent it")
    letter = world.record()["letter"]
    assert (noted / "text").read_text("utf-8") == letter
    assert EMAIL not in (noted / "arguments").read_text("utf-8")


def test_nothing_goes_to_the_clipboard_unasked(world: World, tmp_path: Path) -> None:
    noted = fake_clipboard(world, tmp_path)
    tool = world.run("facebook", "--manual")
    tool.expect("Put the letter on the clipboard")
    tool.type()
    tool.expect("have you sent it")
    assert not (noted / "text").exists()


def test_no_clipboard_is_said(world: World) -> None:
    world.settings.update({"PATH": "/nowhere", "DISPLAY": "", "WAYLAND_DISPLAY": ""})
    tool = world.run("facebook", "--manual")
    tool.expect("Put the letter on the clipboard")
    tool.type("y")
    tool.expect("There is no clipboard here")
    tool.expect("have you sent it")


def test_the_papers_are_in_the_dossier(world: World) -> None:
    tool = world.run("facebook", "--manual")
    tool.expect("Put the letter on the clipboard")
    tool.type()
    tool.expect(r"by post:.*letter\.pdf")
    tool.expect(r"draft:.*letter\.eml")
    letter = world.record()["letter"]
    kept = folder(world)
    mail = message_from_bytes((kept / "letter.eml").read_bytes(), policy=email.policy.default)
    assert mail["From"] == EMAIL
    assert mail["To"] is None
    assert mail["X-Unsent"] == "1"
    assert "Opposition" in mail["Subject"]
    body = mail.get_body()
    assert body is not None
    assert body.get_content().split() == letter.split()
    printed = (kept / "letter.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed  # A4
    for file in kept.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_a_browser_there_is_a_page_to_print(world: World) -> None:
    world.settings["OPTOUT_BROWSER"] = "/nowhere/browser"
    tool = world.run("facebook", "--manual")
    tool.expect("Put the letter on the clipboard")
    tool.type()
    tool.expect(r"by post:.*letter\.html")
    assert not (folder(world) / "letter.pdf").exists()


@pytest.mark.parametrize(("country", "left"), [("FR", 110), ("DE", 25)])
def test_the_address_is_in_the_window(page: Page, country: str, left: int) -> None:
    letter = letters.render(
        length="full",
        service="facebook",
        country=country,
        email=EMAIL,
        name="Prénom Nom",
        language="fr",
        reason="loss_of_control",
        today=date(2026, 11, 25),
    )
    html = postal.page(letter, name="Prénom Nom", country=country, today=date(2026, 11, 25))
    page.set_viewport_size({"width": round(165 * MM), "height": 1000})  # A4 less its margins
    page.emulate_media(media="print")
    page.set_content(html)
    box = page.locator("address").bounding_box()
    assert box is not None
    assert box["x"] / MM + 25 == pytest.approx(left, abs=2)
    assert 50 <= box["y"] / MM + 20 <= 60
    assert (box["y"] + box["height"]) / MM + 20 <= 90
    assert page.locator("address").inner_text().splitlines()[0] == "Meta Platforms Ireland Limited"
