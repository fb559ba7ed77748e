"""The letter by hand as whole runs leave it: the clipboard, a mail draft, a page for the post."""

import email.policy
import json
import re
import stat
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.world import EMAIL, World

from optout.config.settings import Settings
from optout.letters import postal
from optout.run.form_inputs import form_inputs

DAY = date(2026, 11, 25)
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


def test_input_that_ends_at_a_letter_leaves_no_form_without_its_end(world: World) -> None:
    tool = world.run("amazon", "facebook", "--manual", "--json")
    tool.expect("have you sent it")
    tool.expect("Number >")
    tool.child.sendeof()
    tool.expect("You cannot answer here any more")
    tool.expect("How it stands now")
    assert tool.exit() == 1
    ends = {line["form"]: line for line in map(json.loads, re.findall(r'{"form".+}', tool.text))}
    assert {form: line["state"] for form, line in ends.items()} == {
        "amazon-letter": "abandoned",
        "facebook": "abandoned",
    }
    assert (ends["amazon-letter"]["id"], ends["facebook"]["id"]) == (folder(world).name, "")


def test_the_letter_goes_to_the_clipboard_and_the_papers_to_the_dossier(
    world: World, tmp_path: Path
) -> None:
    noted = fake_clipboard(world, tmp_path)
    tool = world.run("facebook", "--manual")
    tool.expect("Put the letter on the clipboard")
    tool.type("y")
    tool.expect("The letter is on the clipboard")
    tool.expect(r"by post:.*letter\.pdf")
    tool.expect(r"draft:.*letter\.eml")
    letter = world.record()["letter"]
    assert (noted / "text").read_text("utf-8") == letter
    assert EMAIL not in (noted / "arguments").read_text("utf-8")
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


def test_the_address_is_in_the_window(page: Page) -> None:
    page.set_viewport_size({"width": round(165 * MM), "height": 1000})  # A4 less its margins
    page.emulate_media(media="print")
    for country, left in (("FR", 110), ("DE", 25)):
        (form_input,) = form_inputs(Settings(country=country, email=EMAIL), ["facebook"])
        letter = form_input.letter(None)
        page.set_content(postal.page(letter, name="A B", country=country, today=DAY))
        box = page.locator("address").bounding_box()
        assert box is not None
        assert box["x"] / MM + 25 == pytest.approx(left, abs=2), country
        assert 50 <= box["y"] / MM + 20 <= 60, country
        assert (box["y"] + box["height"]) / MM + 20 <= 90, country
        first = page.locator("address").inner_text().splitlines()[0]
        assert first == "Meta Platforms Ireland Limited"
