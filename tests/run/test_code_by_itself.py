"""A page that sends its code by itself, as the last digit is typed, in a real browser."""

import pytest
from support.headless_run import HeadlessRun
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form

FORM = form(COUNTRY, EMAIL, WHY) + PRESSES
DONE = "<h1>Thank you</h1><p>We have received your objection.</p>"
ONE = "<label>Code <input id=one inputmode=numeric maxlength=6></label>"
SIX = "".join(f'<input aria-label="Digit {n}" inputmode=numeric maxlength=1>' for n in range(1, 7))
BUTTON = "<button onclick=typed()>Confirm</button>"
KEEP, EMPTY = "", "for (const box of boxes) box.value = '';"
GREY, GIVE = "for (const box of boxes) box.disabled = true;", "box.disabled = false;"
WRONG, TOLD = "111111", "the page did not take the code"


def code_page(boxes: str, *, sending: str, refused: str) -> str:
    """Asks for a code; does `sending` as it leaves, and `refused` as it is wrong."""
    return f"""<h1>Check your email</h1><p>Enter the 6-digit code that we sent to you.</p>
<div role=group aria-label="Verification code">{boxes}</div><p role=alert></p><script>
const boxes = [...document.querySelectorAll('input')];
const held = () => boxes.map(box => box.value).join('');
const typed = async () => {{
  const code = held();
  if (code.length < 6) return;
  {sending}
  await fetch('/code', {{method: 'POST', body: new URLSearchParams({{code}})}});
  if (code === '482915') {{ document.body.innerHTML = `{DONE}`; return; }}
  {refused}
  for (const box of boxes) {GIVE}
  document.querySelector('[role=alert]').textContent = "That code isn't valid. Please try again.";
}};
for (const box of boxes) box.oninput = typed;
</script>"""


@pytest.mark.parametrize(
    ("boxes", "sending", "refused", "slow"),
    [
        (SIX + BUTTON, KEEP, KEEP, 1.5),
        (SIX, GREY, EMPTY, 0.0),
        (ONE, EMPTY + GREY, KEEP, 1.5),
        (ONE, "document.querySelector('label').hidden = true;", EMPTY, 0.0),
    ],
    ids=["six beside a button", "six emptied", "one emptied", "one hidden"],
)
def test_each_code_is_sent_once_and_told_by_its_answer(
    headless: HeadlessRun, boxes: str, sending: str, refused: str, slow: float
) -> None:
    shown = "document.querySelector('label')?.removeAttribute('hidden');"
    page = code_page(boxes, sending=sending, refused=refused + shown)
    headless.person.codes = [WRONG, "482915"]
    with PageSite({"/": FORM, "/code": page}, {"/send": "/code"}, {"/code": slow}) as served:
        result = headless.run(served.url, served.press)
        codes = [sent["code"] for path, sent in served.posts if path == "/code"]
    assert codes == [WRONG, "482915"]
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert headless.person.heard.count(TOLD) == 1
    assert "says: “That code isn't valid. Please try again.”" in headless.person.heard
    for never in ("was not typed", "the code is in", "confirm it in the page", "does not show if"):
        assert never not in headless.person.heard
    proofs = [r["proof"] for r in headless.record()["rungs"] if r["state"] == "code_entered"]
    assert proofs == ["the page: refused", "the page: taken"]


def test_a_button_is_pressed_where_the_code_was_only_looked_at(headless: HeadlessRun) -> None:
    """The twin: the page asks its site about the code, and waits for its button."""
    looks = "fetch('/look', {method: 'POST', body: new URLSearchParams({code: held()})});"
    page = code_page(SIX + BUTTON, sending=KEEP, refused=KEEP).replace(
        "box.oninput = typed", f"box.oninput = () => {{ if (held().length === 6) {looks} }}"
    )
    headless.person.codes = ["482915"]
    pages, slowly = {"/": FORM, "/code": page, "/look": ""}, {"/look": 1.5}
    with PageSite(pages, {"/send": "/code"}, slowly) as served:
        result = headless.run(served.url, served.press)
        paths = [path for path, _sent in served.posts]
    assert paths == ["/send", "/look", "/code"]
    assert (result.state, result.code) == ("acknowledged", "accepted")


def test_a_box_that_takes_no_digit_is_told(headless: HeadlessRun) -> None:
    """The twin: the page empties its box, and nothing has left."""
    page = code_page(ONE, sending=EMPTY + "return;", refused=KEEP)
    headless.person.codes = ["482915"]
    told = headless.heard("type the code in the page yourself")
    with PageSite({"/": FORM, "/code": page}, {"/send": "/code"}) as served:
        result = headless.run(served.url, served.press, until=told)
    assert told()
    assert "this code was not typed. Keep it." in headless.person.heard
    assert (result.state, result.sent) == ("code_asked", "proved")


def test_a_code_without_a_name_has_left_too(headless: HeadlessRun) -> None:
    """The page sends the digits and nothing else, and empties its box."""
    page = code_page(ONE, sending=EMPTY, refused=KEEP)
    page = page.replace("new URLSearchParams({code})", "code")
    headless.person.codes = ["482915"]
    with PageSite({"/": FORM, "/code": page}, {"/send": "/code"}) as served:
        result = headless.run(served.url, served.press)
        sent = [list(fields) for path, fields in served.posts if path == "/code"]
    assert sent == [["482915"]]
    assert (result.state, result.code) == ("acknowledged", "accepted")
