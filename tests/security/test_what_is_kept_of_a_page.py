"""What a dossier keeps of a page holds no code and no password, whatever the page still shows."""

import base64
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.hostile_site import FORM, HostileSite
from support.web_server import PRESSES
from support.world import World

from optout.page.redaction import without_code, without_values

CODE, PASSWORD = "482915", "correct-horse-9"
COLOUR = (18, 171, 52)
_SHOWN = f"style='background: rgb{COLOUR}; color: black; border: 0'"
SIGN_IN_BAR = f"""<form action="/login"><label>Your name <input name="u" value="x"></label>
<label>Password <input type="password" name="p" value="{PASSWORD}" {_SHOWN}></label>
<button>Log in</button></form>"""
STILL_ASKS = f"""<h1>Confirm your objection</h1>
<p>Enter the 6-digit code that we sent to your email address.</p>
<form><p><label>Confirmation code
<input name="code" inputmode="numeric" {_SHOWN}></label></p><button>Confirm</button></form>
<p contenteditable>Your code is <i></i></p>
<script>addEventListener('submit', e => {{ e.preventDefault();
  fetch('/code', {{method: 'POST', body: 'code=' + document.forms[0].code.value}});
  document.querySelector('i').textContent = document.forms[0].code.value;
  document.body.insertAdjacentHTML('beforeend', `{SIGN_IN_BAR}<dialog><h2>Thank you</h2>
  <p>We have received your objection. We will not use your information for AI at Meta.</p>
  <p {_SHOWN}>Reference: ${{document.forms[0].code.value}}</p></dialog>`);
  document.querySelector('dialog').showModal(); }}, true);</script>"""
_PIXELS = """async ([data, colour]) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + data;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), drawn = canvas.getContext('2d');
  drawn.drawImage(image, 0, 0);
  const {data: bytes} = drawn.getImageData(0, 0, image.width, image.height);
  let count = 0;
  for (let i = 0; i < bytes.length; i += 4)
    if (colour.every((part, c) => bytes[i + c] === part)) count += 1;
  return [count, bytes.length / 4];
}"""


def _coloured(page: Page, picture: Path) -> int:
    data = base64.b64encode(picture.read_bytes()).decode()
    count, all_of_them = page.evaluate(_PIXELS, [data, list(COLOUR)])
    assert all_of_them > 10_000
    return int(count)


def _kept(world: World, *secrets: str) -> tuple[Path, list[str]]:
    """The dossier, and the files of it, or handed on from it, that hold a secret."""
    (folder,) = (world.data / "dossiers").iterdir()
    packed = world.open_terminal(
        "dossier", world.record()["id"], "--zip", str(folder.parent.parent / "all.zip"),
        environ=world.home,
    )  # fmt: skip
    assert packed.exit(timeout=60) == 0
    with zipfile.ZipFile(folder.parent.parent / "all.zip") as handed_on:
        inside = {n: handed_on.read(n) for n in handed_on.namelist()}
    inside |= {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert len(inside) > 8
    return folder, [
        name for name, data in inside.items() if any(secret.encode() in data for secret in secrets)
    ]


@pytest.mark.headed
def test_what_was_filled_in_is_kept_and_no_code_and_no_password(world: World, page: Page) -> None:
    coloured = FORM.replace('type="email"', f'type="email" {_SHOWN}') + PRESSES
    with HostileSite({"/": coloured, "/send": STILL_ASKS}) as site:
        tool = world.run("facebook", "--url", site.own + "/")
        tool.expect("optout never presses it", timeout=60)
        site.press()
        tool.expect("Paste the code", timeout=60)
        tool.type(CODE)
        tool.expect("has received your objection", timeout=60)
        tool.finish()
        assert tool.exit(timeout=60) == 0
        assert [r for r in site.requests if CODE in r]  # it was typed and sent
    folder, holding = _kept(world, CODE, PASSWORD)
    assert holding == []
    tree = (folder / "result-tree.txt").read_text("utf-8")
    assert "received your objection" in tree
    assert 'textbox "Password"' in tree
    assert _coloured(page, folder / "filled.png") > 100
    assert _coloured(page, folder / "code.png") == 0
    assert _coloured(page, folder / "result.png") == 0


LINES = {
    '- textbox "Code": "482915"': '- textbox "Code"',
    "- 'textbox \"Code: now\"': 482 915": "- 'textbox \"Code: now\"'",
    '  - textbox "Code" [active]: 4': '  - textbox "Code" [active]',
    "- textbox: 482915": "- textbox",
    '- spinbutton "n": "77"': '- spinbutton "n"',
    '- textbox "x":\n  - /placeholder: hint\n  - text: 4\n- text: Pw': (
        '- textbox "x":\n  - /placeholder: hint\n- text: Pw'
    ),
    **{
        same: same
        for same in (
            '- combobox "C":\n  - option "FR"\n- paragraph: "x: y"',
            '- heading "textbox: a" [level=1]',
            '- text: "textbox"',
        )
    },
}


def test_labels_stay_and_values_go() -> None:
    assert {line: without_values(line) for line in LINES} == LINES


def test_a_code_is_found_in_groups_too() -> None:
    assert without_code("a 482 915, 482-915, 482915 b", {"482915"}) == "a …, …, … b"
    assert without_code("a 482 915", set()) == "a 482 915"
