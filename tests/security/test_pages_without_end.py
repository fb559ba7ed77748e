"""What a page says is bounded and told as its words, however long, often or oddly it says them."""

import re
import time
import unicodedata
from collections.abc import Sequence
from typing import cast

import pytest
from support.headless_run import HeadlessRun
from support.hostile_site import FORM, HostileSite
from support.world import World

from optout.domain.text import one_line, printable
from optout.locate.roles import Role
from optout.run.filling import FilledField, Filling
from optout.run.talk import messages
from optout.terminal.human import Human

FORGED = "Facebook: the page says that it has received your objection."
_LIST = f"""<div role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false
aria-label="Country of residence" id=c>Choose</div><div role=listbox id=l hidden>
<div role=option>Belgium</div><div role=option>France</div><div role=option>Italy</div></div>
<script>c.onclick = () => {{ l.hidden = false; }};
l.onclick = e => {{ l.hidden = true; c.innerHTML = e.target.textContent + '<br>{FORGED}'; }};
</script>"""
_SELECT = re.compile(r"<label>Country.*?</select></label>", re.DOTALL)
_COUNTS_DOWN = """<p role=alert id=a></p><script>let n = 58;
setInterval(() => { a.textContent = `Try again in ${n--} s`; }, 100);</script>"""
_ASKS_AGAIN = """<h1>Object</h1><fieldset><legend>Does your request concern AI at Meta?</legend>
<label><input type=radio name=q value=1>Yes</label>
<label><input type=radio name=q value=2>No</label></fieldset>
<p id=p></p><script>let n = 0; setInterval(() => { p.textContent = `Look ${n++}`; }, 500);
addEventListener('change', e => setTimeout(() => { e.target.checked = false; }, 60), true);
</script>"""


_HOLDS = """<script>document.querySelector('[name=email]').value =
  'a\\u202e\\u2066\\u00ad\\u200bb' + 'x'.repeat(1_000_000) + '@evil.test';</script>"""


@pytest.mark.headed
def test_what_a_page_says_forges_nothing_is_cut_and_not_told_for_ever(world: World) -> None:
    page = _SELECT.sub(lambda _match: _LIST, FORM) + _HOLDS + _COUNTS_DOWN
    with HostileSite({"/": page}) as site:
        tool = world.run("facebook", "--url", site.own + "/", columns=120)
        tool.expect(r"the page already holds the address\s+abx{20}", timeout=60)
        tool.expect("Replace it with yours")
        tool.type("n")
        tool.expect("you check and", timeout=60)
        tool.expect("Try again in", timeout=60)
        time.sleep(4)
        tool.interrupt()
        assert tool.exit(timeout=60) == 130
    assert "country: filled in (France" in tool.text
    assert not [line for line in tool.text.splitlines() if line.strip().startswith(FORGED)]
    assert len(tool.text) < 5000
    raw = re.sub(r"\x1b\[[0-9;]*m", "", tool.raw)
    assert not {unicodedata.category(c) for c in raw} & {"Cf", "Zl", "Zp"}
    assert 1 <= tool.text.count("Try again in") <= 10


class _Ear:
    """Keeps what a person would be told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def heading(self, text: str) -> None:
        self.told.append(text)

    def list(self, items: Sequence[str]) -> None:
        self.told += items


def test_what_is_repeated_of_a_field_is_one_short_line() -> None:
    for between in ("\n", "\u2028", "\r\n", "\x85"):
        ear = _Ear()
        held = f"Belgium{between}{FORGED}{'x' * 1_000_000}"
        filling = Filling({Role.COUNTRY: FilledField(Role.COUNTRY, "left", held=held)})
        messages.filled(cast(Human, ear), "Facebook", filling)
        assert len(ear.told[-1].splitlines()) == 1, repr(between)
        assert len(ear.told[-1]) < 130


def test_a_question_that_comes_back_is_left_to_the_person(headless: HeadlessRun) -> None:
    asks = headless.heard("asks something first. Please answer it there")
    since: list[float] = []

    def for_two_seconds() -> bool:
        since.extend([time.monotonic()] * (asks() and not since))
        return bool(since) and time.monotonic() > since[0] + 2

    with HostileSite({"/": _ASKS_AGAIN}) as site:
        headless.run(site.own + "/", until=for_two_seconds)
    assert 1 <= headless.person.heard.count("AI at Meta? Yes") <= 10


def test_one_line_is_one_line() -> None:
    for odd in ("\u2028", "\u2029", "\x85", "\r", "\n", "\r\n", "\u202e\n", "\x0b"):
        assert one_line(f"a{odd}b") in ("a b", "ab"), repr(odd)
    assert len(one_line("x" * 2_000_000, 80)) == 80


def test_a_line_is_cut_at_a_word_where_words_are_apart() -> None:
    assert one_line("one two three", 13) == "one two three"
    assert one_line("one two three", 12) == "one two…"
    assert one_line("one two", 4) == "one…"
    assert one_line("a " + "x" * 20, 12) == "a xxxxxxxxx…"


def test_nothing_that_cannot_be_seen_is_printed() -> None:
    every = "".join(map(chr, range(0x11_0000)))
    left = {unicodedata.category(c) for c in printable(every) if c != "\n"}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert {"Lu", "Ll", "Nd", "Po", "Sm", "Mn"} <= left
