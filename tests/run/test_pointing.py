"""A page that nothing is known of: the person points, in a frame, in a shadow root, by keyboard."""

import pytest
from playwright.sync_api import BrowserType, Frame, Page
from support.plain_pages import serving
from support.world import EMAIL, SecondClient, World

# No word of it is in any language, so nothing is recognised.
_FIELDS = """<p>Zorbl <input id="a"></p><p>Quintz <select id="b"><option value="">…</option>
<option value="IT">Italie</option><option value="FR">France</option></select></p>
<p>Vrumpf <textarea id="c" rows="9" cols="60"></textarea></p>"""
_PAGES = {
    "index": '<title>B</title><h1>B</h1><iframe src="/inner" width="700" height="400"></iframe>',
    "inner": f"""<div id="host"></div><script>
document.getElementById("host").attachShadow({{mode: "open"}}).innerHTML = `{_FIELDS}`;
</script>""",
}


def tab_to(page: Page, frame: Frame, field: str, key: str = "Tab") -> None:
    """Press `key` until the cursor is in the field, as somebody without a mouse does."""
    focus = "() => document.querySelector('#host').shadowRoot.activeElement?.id || ''"
    for _ in range(8):
        if frame.evaluate(focus) == field:
            return
        page.keyboard.press(key)
    raise AssertionError(field)


@pytest.mark.headed
def test_fields_in_a_shadow_root_in_a_frame_by_keyboard(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    with serving(**_PAGES) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect(r"Number \(Enter: 1\) > ")
        browser = browser_type.connect_over_cdp(second_client.address)
        (page,) = (p for c in browser.contexts for p in c.pages if p.url == site.url)
        (inner,) = page.frames[1:]
        tool.type("2")
        tool.expect(r"cursor into the field for your country.*Number \(Enter: 1\) > ")
        page.bring_to_front()
        tab_to(page, inner, "b")
        tool.type("")
        tool.expect("It is filled in.")
        tool.expect(r"cursor into the field for your e-mail.*Number \(Enter: 1\) > ")
        tool.type("")  # the cursor is still in the list
        tool.expect("cursor is not in a field that takes this")
        tool.expect(r"cursor into the field for your e-mail.*Number \(Enter: 1\) > ")
        tab_to(page, inner, "a", "Shift+Tab")
        tool.type("")
        tool.expect("It is filled in.")
        tool.expect(r"cursor into the large text box.*Number \(Enter: 1\) > ")
        tab_to(page, inner, "c")
        tool.type("")
        tool.expect("you check and")
        held = inner.evaluate(
            "() => [...document.querySelector('#host').shadowRoot.querySelectorAll("
            "'input, select, textarea')].map(e => e.value)"
        )
        assert held[:2] == [EMAIL, "FR"]
        assert len(held[2]) > 120
        browser.close()
