"""The letter by hand, in every form: the clipboard, a mail draft, a page for the post."""

import asyncio
import email.policy
import json
import re
import stat
from dataclasses import dataclass, field, replace
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.scripted_person import ScriptedPerson
from support.world import EMAIL, World

from optout import letters
from optout.browser.launch import Launch
from optout.browser.pdf import Printer
from optout.config.settings import Settings
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.dossier.file import Dossier
from optout.dossier.store import Store
from optout.letters import postal
from optout.run.form_inputs import form_inputs
from optout.run.plan import Plan
from optout.run.session.session import run_by_hand
from optout.system import clipboard

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


@dataclass
class ByHand:
    """A run by hand without a terminal or a browser; `wants` answers for the clipboard."""

    data: Path
    wants: bool = False
    person: ScriptedPerson = field(default_factory=ScriptedPerson)
    copied: list[str] = field(default_factory=list)
    there_is_a_clipboard: bool = True
    printer: Printer | None = None

    def copy(self, text: str) -> bool:
        self.copied.append(text)
        return self.there_is_a_clipboard

    def run(self) -> Path:
        """Do it; the folder of the dossier."""
        settings = Settings(country="FR", email=EMAIL, name="Prénom Nom", language="fr")
        plan = Plan(
            form_inputs=form_inputs(settings, ["facebook"]),
            store=Store(self.data / "dossiers"),
            launch=Launch(self.data / "browser"),
            printer=self.printer,
        )
        self.person.yes = self.wants
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clipboard, "copy", self.copy)
            asyncio.run(run_by_hand(plan, self.person))  # type: ignore[arg-type]
        (result,) = plan.results
        assert self.person.asked[0] == "Put the letter on the clipboard?"
        assert "have you sent it" in self.person.asked[1]
        assert result.dossier is not None
        return result.dossier


@pytest.fixture
def by_hand(tmp_path: Path, no_loop_runs: None) -> ByHand:
    return ByHand(tmp_path / "data")


@pytest.mark.parametrize("wants", [True, False])
def test_the_clipboard_holds_the_letter_only_if_wanted(by_hand: ByHand, wants: bool) -> None:
    by_hand.wants = wants
    letter = (by_hand.run() / "letter.txt").read_text("utf-8")
    assert by_hand.copied == [letter] * wants
    assert ("The letter is on the clipboard" in by_hand.person.heard) is wants


def test_that_there_is_no_clipboard_is_said(by_hand: ByHand) -> None:
    by_hand.wants, by_hand.there_is_a_clipboard = True, False
    by_hand.run()
    assert "There is no clipboard here" in by_hand.person.heard
    assert "The letter is on the clipboard" not in by_hand.person.heard


@pytest.mark.parametrize("can", [True, False])
def test_the_letter_for_the_post_is_a_pdf_where_a_browser_can(by_hand: ByHand, can: bool) -> None:
    async def printer(html: str) -> bytes:
        if not can:
            raise OptoutError(errors.NO_PDF)
        return html.encode()

    by_hand.printer = printer
    kept = by_hand.run()
    assert (kept / "letter.pdf").exists() is can
    name = "letter.pdf" if can else "letter.html"
    assert f"by post: {kept / name}" in by_hand.person.heard


def test_a_full_disk_takes_nobody_the_letter(
    by_hand: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object, **_more: object) -> Path:
        raise OptoutError(errors.DISK, where="the dossier", why="the disk is full")

    monkeypatch.setattr(Dossier, "keep", refused)
    folder = by_hand.run()
    letter = by_hand.person.heard
    assert "Article 21" in letter or "article 21" in letter
    assert letter.count("the disk is full") == 1
    assert str(folder / "letter") not in letter
    assert "You can also send the letter" not in letter


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


@pytest.mark.thorough
def test_nothing_goes_to_the_clipboard_unasked(world: World, tmp_path: Path) -> None:
    noted = fake_clipboard(world, tmp_path)
    tool = world.run("facebook", "--manual")
    tool.expect("Put the letter on the clipboard")
    tool.type()
    tool.expect("have you sent it")
    assert not (noted / "text").exists()


def test_input_that_ends_at_a_letter_leaves_no_form_without_its_end(world: World) -> None:
    tool = world.run("amazon", "facebook", "--manual", "--json")
    tool.expect("have you sent it")
    tool.expect("Number >")
    tool.child.sendeof()
    tool.expect("Nobody can answer here any more")
    tool.expect("How it stands now")
    assert tool.exit() == 1
    ends = {line["form"]: line for line in map(json.loads, re.findall(r'{"form".+}', tool.text))}
    assert {form: line["state"] for form, line in ends.items()} == {
        "amazon-letter": "abandoned",
        "facebook": "abandoned",
    }
    assert (ends["amazon-letter"]["id"], ends["facebook"]["id"]) == (folder(world).name, "")


@pytest.mark.thorough
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


@pytest.mark.thorough
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


def test_the_polish_subject_stands_alone() -> None:
    (form_input,) = form_inputs(Settings(country="PL", email=EMAIL, language="pl"), ["facebook"])
    assert postal.subject(form_input.letter(None)).startswith("sprzeciw wobec przetwarzania moich")


def test_a_long_second_paragraph_is_no_long_subject() -> None:
    (form_input,) = form_inputs(Settings(country="FR", email=EMAIL, language="en"), ["facebook"])
    own = replace(
        form_input.letter(None), text="To Meta\n\nSubject: " + "objection " * 40 + "\n\nI."
    )
    subject = postal.subject(own)
    assert len(subject) <= 150
    assert set(subject.removesuffix("…").split()) == {"objection"}
