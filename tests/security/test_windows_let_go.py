"""A form that is done hears nothing more of its window, which another form may use."""

import asyncio

from playwright.async_api import Dialog, Page
from support.locate_site import Site, document

from optout.page.windows import Windows


def _watch(page: Page, told: list[str], name: str) -> Windows:
    async def dialog(one: Dialog) -> None:
        told.append(f"{name}: {one.message}")
        await one.accept()

    return Windows(page, lambda _request: False, dialog, lambda: None)  # type: ignore[arg-type]


async def _alert(page: Page, words: str) -> None:
    await page.evaluate("words => { setTimeout(() => alert(words), 0); }", words)
    await page.wait_for_timeout(500)


def test_an_alert_is_told_once_and_to_the_form_at_work(site: Site) -> None:
    told = list[str]()

    async def two_forms(page: Page) -> bool:
        first = _watch(page, told, "first")
        await _alert(page, "one")
        first.close()
        second = _watch(page, told, "second")
        await _alert(page, "two")
        second.close()
        # What is asked after the end is for the person: it waits, and nobody answers for them.
        await page.evaluate("() => { setTimeout(() => { window.said = confirm('?'); }, 0); }")
        await asyncio.sleep(0.5)
        return await _held_up(page.evaluate("() => 0"))

    assert site.visit(document(""), two_forms)
    assert told == ["first: one", "second: two"]


async def _held_up(answer: object) -> bool:
    """Whether there is no answer within a second: the dialog is open, and holds the page."""
    task = asyncio.ensure_future(answer)  # type: ignore[call-overload]
    done, _rest = await asyncio.wait({task}, timeout=1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return not done
