"""Whether an ending is true: what is recorded and said, against what the server really received."""

import re
from dataclasses import asdict

from support.faults.scenario_run import Ending
from support.faults.shared_browser import EMAIL

from optout.domain.states import Sent

_TWICE = "once, twice or not at all"
_AGAIN = "sending again may be a second request"
_PERHAPS = "something was sent, but nothing showed that it arrived"


def judge(ending: Ending) -> list[tuple[str, str]]:
    """All that is not true in an ending, as (kind, what)."""
    return [*_records(ending), *_sendings(ending), *_disclosures(ending), *_expected(ending)]


def _records(end: Ending) -> list[tuple[str, str]]:
    record = end.record
    if record is None:
        return [("lost record", "there is no record")]
    found = []
    if record.state == "acknowledged" and not end.objected:
        found.append(("false success", "acknowledged, and the server does not know it"))
    if record.was_sent and not end.sent:
        found.append(("false success", "sent, and the server received nothing"))
    doubt = record.state == "unconfirmed" or re.search(_PERHAPS, end.text)
    if end.sent and not record.was_sent and not doubt:
        found.append(("lost record", "the server received it, and nobody was told so"))
    if end.sent and record.sent is Sent.NO:
        found.append(("lost record", "the server received it, and nothing is said to have left"))
    if record.was_sent and record.text.split() != end.received.split():
        found.append(("lost record", "the letter in the record is not the one that was sent"))
    return found


def _sendings(end: Ending) -> list[tuple[str, str]]:
    # Chromium by itself repeats a request whose answer was cut off before its first byte.
    if end.sent > end.pressed and not re.search(_TWICE, end.text):
        return [("double send", f"{end.sent} received, {end.pressed} sent by the person")]
    twice = end.pressed > 1 and end.scenario.fault != "submit_twice"
    if twice and end.sent > 1 and not re.search(_AGAIN, end.text):
        return [("double send", "nobody said that it would be a second request")]
    return []


def _disclosures(end: Ending) -> list[tuple[str, str]]:
    found = []
    if end.elsewhere:
        found.append(("disclosure", "something was typed into another form"))
    kept = repr(asdict(end.record)) if end.record else ""
    codes = {*end.typed, end.code} - {""}
    if any(re.search(rf"(?<!\d){code}(?!\d)", kept) for code in codes):
        found.append(("disclosure", "the code is in the record"))
    if any(end.text.count(code) > end.typed.count(code) for code in codes):
        found.append(("disclosure", "the code was repeated in the terminal"))
    if end.text.count(EMAIL) > 4:
        found.append(("disclosure", "the address was repeated more than it is needed"))
    return found


def _expected(end: Ending) -> list[tuple[str, str]]:
    wanted = end.scenario
    found = []
    if not end.broken:
        found.append(("other", "nothing was broken"))
    if end.error is not None:
        found.append(("other", f"the run raised {end.error!r}"))
    if controls := set(re.findall(r"[^\n -~\xa0-\uffff]", end.shown)):
        found.append(("other", f"the terminal got control characters: {controls}"))
    if not re.search(wanted.says, end.text):
        found.append(("other", f"never said: {wanted.says}"))
    state = str(end.record.state) if end.record else "none"
    if state != wanted.state:
        found.append(("other", f"state {state}, not {wanted.state}"))
    if end.exit != wanted.exit:
        found.append(("other", f"exit code {end.exit}, not {wanted.exit}"))
    return found
