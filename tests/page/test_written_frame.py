"""A frame that its page has written is guarded as a part of that page."""

from playwright.async_api import Page
from support.locate_site import HOST, Site, document, why_forbidden

FRAME = "<iframe MORE srcdoc='<body contenteditable>'></iframe>"
ELSEWHERE = "https://elsewhere.test/"
PLACES = {
    "in the page": (FRAME, ""),
    "in its form": (f"<form action=/send>{FRAME}</form>", ""),
    "in a form that is sent elsewhere": (f"<form action={ELSEWHERE}>{FRAME}</form>", "host"),
    "beside a password": (f"<div role=dialog>{FRAME}<input type=password></div>", "password"),
    "shut off": (FRAME.replace("MORE", "sandbox=allow-scripts"), "host"),
    "in another site's": (f"<iframe src={ELSEWHERE}></iframe>", "host"),
}


def test_what_a_page_has_written_is_its_own(site: Site) -> None:
    async def whole(page: Page) -> dict[str, str]:
        found = {}
        for number, place in enumerate(PLACES):
            await page.goto(f"{HOST}{number}")
            found[place] = await why_forbidden(await page.frames[-1].query_selector("body"))
        return found

    served = {f"{HOST}{n}": document(part) for n, (part, _why) in enumerate(PLACES.values())}
    others = {ELSEWHERE: document(FRAME), f"{HOST}send": ""}
    found = site.visit("", whole, {**served, **others})
    assert found == {place: why for place, (_part, why) in PLACES.items()}
