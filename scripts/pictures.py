"""For maintainers: make the pictures of README and guide anew, from a practice run of nobody.

.venv/bin/python -P scripts/pictures.py

`--companion FOLDER` puts a picture of each screen of the companion there instead, in English and
French: light and dark, and at half its width, as at 200 %.
"""

import argparse
import asyncio
import base64
import contextlib
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.async_api import Browser, async_playwright

from optout import i18n
from optout.browser import find

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / ".github"
LANGUAGES = ("en", "fr")
LOOKS: dict[str, tuple[int, Literal["light", "dark"]]] = {
    "": (380, "light"),
    "-dark": (380, "dark"),
    "-200": (190, "light"),
}
RUN: dict[str, tuple[str, str, str]] = {
    "question": ("", "country", ""),
    "filled": ("filled.png", "your-turn", "bottom"),
    "code": ("code.png", "code", "top"),
    "received": ("result.png", "ended", "top"),
}
"""One run: for each picture what the form shows, the companion's screen, and which part is seen."""
SECONDS = 5
_BESIDE = """<meta charset="utf-8"><body style="margin:0; display:flex; gap:10px; padding:10px;
width:max-content; background:#888"><div style="width:600px; background:#fff {part}/cover no-repeat
url(data:image/png;base64,{form})"></div><img style="height:700px; width:380px; object-fit:cover;
object-position:top" src="data:image/png;base64,{companion}">"""


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--companion", type=Path, metavar="FOLDER", help="its screens instead")
    folder = parser.parse_args().companion
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(screens(folder) if folder else for_readme())


async def for_readme() -> None:
    """Play the main job in each language; the form beside the companion at each step, the dossier,
    and all of them one after the other."""
    async with _browser() as browser:
        for language in LANGUAGES:
            with tempfile.TemporaryDirectory() as home:
                kept, dossier = await asyncio.to_thread(practised, Path(home), language)
                frames = [await beside(browser, language, kept, *step) for step in RUN.values()]
                page = await browser.new_page(viewport={"width": 1010, "height": 720})
                await page.goto(dossier.as_uri())
                frames.append(await page.screenshot())
                await page.close()
            still = dict(zip((*RUN, "dossier"), frames, strict=True))
            (TARGET / f"beside-{language}.png").write_bytes(still["filled"])
            (TARGET / f"dossier-{language}.png").write_bytes(still["dossier"])
            for name in ("question", "code", "received"):
                (TARGET / f"{name}-{language}.png").write_bytes(still[name])
            move(frames, TARGET / f"run-{language}.webp")


async def beside(
    browser: Browser, language: str, kept: Path, form: str, shown: str, part: str
) -> bytes:
    """The form, as a file of the dossier shows it, beside a screen of the companion."""
    pictures = {
        "form": (kept / form).read_bytes() if form else b"",
        "companion": await screen(browser, language, shown),
    }
    encoded = {name: base64.b64encode(png).decode() for name, png in pictures.items()}
    page = await browser.new_page()
    await page.set_content(_BESIDE.format(**encoded, part=part or "top"))
    try:
        return await page.locator("body").screenshot()
    finally:
        await page.close()


def move(frames: list[bytes], file: Path) -> None:
    """Write the pictures as one that moves, each for some seconds."""
    first, *others = [Image.open(io.BytesIO(frame)).convert("RGB") for frame in frames]
    first.save(file, save_all=True, append_images=others, duration=SECONDS * 1000, loop=0)


def practised(home: Path, language: str) -> tuple[Path, Path]:
    """The folder of the dossier, and the dossier as a page."""
    environ = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    command = [sys.executable, "-P", "-m", "optout", "--lang", language]
    played = [*command, "practice", "facebook", "--hands-off"]
    subprocess.run(played, env=environ, check=True)
    (dossier,) = (home / ".local/share/optout/practice/dossiers").iterdir()
    shows = [*command, "dossier", dossier.name]
    page = subprocess.run(shows, env=environ, capture_output=True, text=True, check=True).stdout
    return dossier, Path(page.strip())


async def screens(folder: Path) -> None:
    """Each screen, in each language and look."""
    from support.companion_screens import SCREENS

    async with _browser() as browser:
        for language in LANGUAGES:
            for name in SCREENS:
                for look in LOOKS:
                    taken = await screen(browser, language, name, look)
                    (folder / f"{name}-{language}{look}.png").write_bytes(taken)


async def screen(browser: Browser, language: str, name: str, look: str = "") -> bytes:
    """A picture of one screen of the companion."""
    from support.companion_screens import SCREENS, companion_in, show

    i18n.use(language)
    width, scheme = LOOKS[look]
    page = await browser.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
    person = await companion_in(page)
    shown = await show(person, page, SCREENS[name])
    try:
        return await page.screenshot(full_page=True)
    finally:
        shown.cancel()
        await page.close()


@contextlib.asynccontextmanager
async def _browser() -> AsyncIterator[Browser]:
    found = find.installed()
    assert found is not None, "no browser"
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=found.path)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    main()
