"""All scenarios: fault × step × flow, each with the end it has to have."""

import re
from collections.abc import Iterator
from itertools import chain, product

from support.covering import covering
from support.faults.scenario_run import Scenario

CONFIRMED = "has received your objection"
PERHAPS = "something was sent, but nothing showed that it arrived"
CLOSED = "(?:The window|its page) is closed"
CRASHED = "the page crashed"
UNKNOWN = "(?:does not recognise this page|mean that it was received|the page says that it failed)"
"""What is said where no end is claimed: what the page says is quoted, if it says anything."""
SAYS = "the page says:"

BROKEN = "once, twice or not at all"
FAULT = "the site answered with a fault"
SILENCE = "the site has not answered yet"
NO_ADVICE = r"(?s)^(?!.*then send again)"
"""What may have arrived must not be sent again on the tool's advice."""

ALL = ("classic-code", "react-code", "plain-code", "classic-direct", "react-direct", "plain-direct")
ELSEWHERE = ("blank-code", "popup-code", "blank-direct", "popup-direct")
"""The answer comes in another tab, or in a pop-up."""
WITH_CODE = tuple(flow for flow in ALL if flow.endswith("-code"))
SOME = ("classic-code", "react-direct", "plain-direct")

Row = tuple[str, str, int, bool]
"""What is said, the state, the exit code, and whether it then waits for the person."""

GOOD: Row = (CONFIRMED, "acknowledged", 0, False)
GONE: Row = (CLOSED, "abandoned", 1, False)
CRASH: Row = (CRASHED, "abandoned", 1, False)
DOUBT: Row = (UNKNOWN, "abandoned", 130, True)
TOLD: Row = (rf"{NO_ADVICE}.*{SAYS}.*{PERHAPS}", "abandoned", 130, True)
TOLD_BROKEN: Row = (rf"{NO_ADVICE}.*{BROKEN}.*{PERHAPS}", "abandoned", 130, True)
TOLD_FAULT: Row = (rf"{NO_ADVICE}.*{FAULT}.*{PERHAPS}", "abandoned", 130, True)
LOST: Row = (rf"(?s){BROKEN}.*{UNKNOWN}|{UNKNOWN}.*{BROKEN}", "abandoned", 130, True)
FAULTY: Row = (rf"(?s){FAULT}.*{UNKNOWN}|{UNKNOWN}.*{FAULT}", "abandoned", 130, True)

FILLING: dict[str, Row] = {
    "tab_closed": GONE,
    "page_crashed": CRASH,
    "reload": GOOD,
    "wiped": GOOD,
    "wiped_silently": GOOD,
    "newsletter": DOUBT,
    "thanks_unsent": DOUBT,
    "article": DOUBT,
    "signed_out": GOOD,
    "alert": GOOD,
    "confirm": GOOD,
    "popup": GOOD,
    "ctrl_c": ("is being opened", "abandoned", 130, False),
}
FILLED: dict[str, Row] = {
    **FILLING,
    "other_form": (f"not the form that was filled in|{UNKNOWN}", "abandoned", 130, True),
    "leaving": GOOD,
    "edited": GOOD,
    "retyped": (rf"(?s)^(?!.*lost what was typed).*{CONFIRMED}", "acknowledged", 0, False),
    "submit_twice": GOOD,
    "go_back": DOUBT,
    "ctrl_c": ("you check and", "abandoned", 130, False),
}
CODE: dict[str, Row] = {
    "tab_closed": (CLOSED, "code_asked", 1, False),
    "page_crashed": (CRASHED, "code_asked", 1, False),
    "thanks_unsent": (UNKNOWN, "code_asked", 130, True),
    "newsletter": (UNKNOWN, "code_asked", 130, True),
    "article": (UNKNOWN, "code_asked", 130, True),
    "signed_out": ("Please sign in", "code_asked", 130, True),
    "alert": GOOD,
    "confirm": GOOD,
    "ctrl_c": ("Paste the code", "code_asked", 130, False),
    "stdin_closed": ("type the code in the page yourself", "code_asked", 130, True),
}
AT_ONCE = (
    "tab_closed",
    "page_crashed",
    "reload",
    "newsletter",
    "thanks_unsent",
    "article",
    "alert",
    "confirm",
    "popup",
    "edited",
    "submit_twice",
)
AGAIN = "sending again may be a second request"
LEFT = rf"(?s){CLOSED}.*{PERHAPS}"
SENT = "Your request was sent, and the code is typed"
SIGN_IN = "Please sign in"
ONE_MORE = "Sending again is a second request"
ANOTHER = "this is not the form that was filled in"
UNTOUCHED = rf"{ANOTHER}|{UNKNOWN}"
CODE_GONE = rf"{ONE_MORE}|{UNKNOWN}"
LATER: dict[str, dict[str, Row]] = {
    "filling": {
        "other_form": (UNTOUCHED, "abandoned", 130, True),
        "edited": GOOD,
        "go_back": DOUBT,
    },
    "code": {"other_form": (CODE_GONE, "code_asked", 130, True), "popup": GOOD},
    "confirming": {"login": (rf"{SIGN_IN}|did not take the code", "code_entered", 130, True)},
}
"""At every markup of the flow with a code."""
AJAX: dict[str, dict[str, Row]] = {
    "sending": {
        "alert": GOOD,
        "confirm": GOOD,
        "login": (rf"{NO_ADVICE}.*{SAYS}.*{PERHAPS}", "abandoned", 130, True),
    },
    "code": {
        "reload": (ONE_MORE, "code_asked", 130, True),
        "go_back": (CODE_GONE, "code_asked", 130, True),
    },
    "confirming": {"alert": GOOD},
}
"""Where a script sends, and the page stays."""
PAGES: dict[str, dict[str, Row]] = {
    "sending": {"login": (SIGN_IN, "abandoned", 130, True)},
    "code": {"reload": GOOD, "go_back": (ONE_MORE, "code_asked", 130, True)},
}
"""Where the browser itself sends, and the page goes."""
ONCE_MORE: dict[str, Row] = dict.fromkeys(
    ("half", "500", "garbage"), (rf"(?s){AGAIN}.*{CONFIRMED}", "acknowledged", 0, False)
)
"""The person sends once more after the page's complaint, and knows what that may be."""
IN_FLIGHT: dict[str, dict[str, Row]] = {
    "opening": {
        "tab_closed": GONE,
        "renderer_crashed": GOOD,  # what was asked for comes all the same
        "ctrl_c": ("is being opened", "abandoned", 130, False),
        "stall": ("takes too long to answer", "failed", 1, False),
        "slow": GOOD,
        "login": (SIGN_IN, "abandoned", 130, True),
    },
    "sending": {
        "tab_closed": (LEFT, "abandoned", 1, False),
        "page_crashed": (rf"(?s){CRASHED}.*{PERHAPS}", "abandoned", 1, False),
        "ctrl_c": (PERHAPS, "abandoned", 130, False),
        "reload": (rf"(?s){AGAIN}.*{CONFIRMED}", "acknowledged", 0, False),
        "stall": (SILENCE, "abandoned", 130, True),
        "mute": (SILENCE, "abandoned", 130, True),
        "slow": (rf"(?s){SILENCE}.*{CONFIRMED}", "acknowledged", 0, False),
    },
    "confirming": {
        "tab_closed": (rf"(?s){CLOSED}.*{SENT}", "code_entered", 1, False),
        "page_crashed": (rf"(?s){CRASHED}.*{SENT}", "code_entered", 1, False),
        "ctrl_c": ("Paste the code", "code_entered", 130, False),
        "stall": ("does not show if it took the code", "code_entered", 130, True),
        "mute": ("does not show if it took the code", "code_entered", 130, True),
        "slow": (rf"(?s)does not show if it took the code.*{CONFIRMED}", "acknowledged", 0, False),
    },
}
"""While a request is under way."""
SENDING: dict[str, dict[str, Row]] = {
    "twin": {
        "cut": TOLD_BROKEN,
        "lost": TOLD_BROKEN,
        "half": TOLD,
        "500": TOLD_FAULT,
        "garbage": TOLD,
        "empty": TOLD,
        "circle": TOLD,
    },
    "plain": {"cut": LOST, "lost": LOST, "500": FAULTY, "garbage": DOUBT, "empty": DOUBT},
}
SILENT: Row = (
    "does not show if it took the code|did not take the code",
    "code_entered",
    130,
    True,
)
ASKED: Row = (CONFIRMED, "acknowledged", 0, False)
CONFIRMING: dict[str, dict[str, Row]] = {
    "twin": {
        "cut": SILENT,
        "lost": SILENT,
        "500": ASKED,
        "garbage": ASKED,
    },
    # What goes wrong in another tab leaves the page that asks for the code as it is.
    "blank": {"cut": SILENT, "lost": SILENT, "500": ASKED, "garbage": ASKED, "empty": ASKED},
    "plain": {
        **dict.fromkeys(("cut", "lost", "garbage", "empty"), (UNKNOWN, "code_entered", 130, True)),
        "500": (r"(?s)says: “.*Look in your mailbox for an answer", "code_entered", 130, True),
    },
}
OPENING: dict[str, Row] = {
    "cut": ("does not answer|has a fault", "failed", 1, False),
    "lost": ("does not answer|has a fault", "failed", 1, False),
    "500": ("has a fault of its own", "failed", 1, False),
    "circle": ("has a fault of its own", "failed", 1, False),
    "garbage": DOUBT,
    "empty": DOUBT,
}


PORTAL = "portal-code"
"""The code comes before Submit there, so nothing is sent yet while it is asked for."""
ANEW: Row = (rf"(?s)filled in again.*A code is then mailed.*{CONFIRMED}", "acknowledged", 0, False)
"""What comes back empty wants a code of its own before it is sent."""
STILL_ASKED: Row = ("Paste the code", "abandoned", 130, False)
PORTAL_STEPS: dict[str, dict[str, Row]] = {
    "opening": {"500": OPENING["500"], "stall": IN_FLIGHT["opening"]["stall"]},
    "filling": {"tab_closed": GONE, "wiped": GOOD, "alert": GOOD},
    "code": {
        "tab_closed": (CLOSED, "abandoned", 1, False),
        "page_crashed": (CRASHED, "abandoned", 1, False),
        "thanks_unsent": (UNKNOWN, "abandoned", 130, True),
        "newsletter": (UNKNOWN, "abandoned", 130, True),
        "signed_out": (SIGN_IN, "abandoned", 130, True),
        "alert": GOOD,
        "ctrl_c": STILL_ASKED,
    },
    "filled": {
        "tab_closed": (CLOSED, "abandoned", 1, False),
        "thanks_unsent": DOUBT,
        "edited": GOOD,
        "submit_twice": GOOD,
        "ctrl_c": ("the code is in", "abandoned", 130, False),
        "reload": ANEW,
    },
    "confirming": {
        "cut": (SAYS, "abandoned", 130, True),
        "500": ASKED,
        "slow": (rf"(?s){CONFIRMED}", "acknowledged", 0, False),
        "tab_closed": (CLOSED, "abandoned", 1, False),
        "ctrl_c": STILL_ASKED,
    },
    "sending": {
        **SENDING["twin"],
        **IN_FLIGHT["sending"],
    },
}
"""All that can break between the code and Submit, and one run for each kind of fault elsewhere."""


ANSWERED_ELSEWHERE: dict[str, Row] = {
    "alert": GOOD,
    "popup": GOOD,
    "edited": GOOD,
    "submit_twice": GOOD,
    "wiped": GOOD,
}


def _rows(
    step: str, table: dict[str, Row], flows: tuple[str, ...], **more: bool
) -> Iterator[Scenario]:
    for fault, (says, state, exit_code, waits) in table.items():
        for flow in flows:
            yield Scenario(fault, step, flow, says, state, exit_code, waits, **more)


def all_scenarios() -> list[Scenario]:
    """Every one of them, in a fixed order."""
    return [
        *_rows("opening", OPENING, ("classic-code", "plain-direct")),
        *_rows("filling", FILLING, SOME),
        *_rows("filled", FILLED, ("classic-code", "plain-code", "plain-direct", "react-code")),
        *_rows("sending", SENDING["twin"], ("classic-code", "react-direct")),
        *_rows("sending", SENDING["plain"], ("plain-code", "plain-direct")),
        *_rows("sending", ONCE_MORE, ("classic-code", "react-direct"), tries_again=True),
        *_rows("code", CODE, WITH_CODE),
        *_rows("confirming", CONFIRMING["twin"], ("classic-code", "react-code")),
        *_rows("confirming", CONFIRMING["plain"], ("plain-code",)),
        *_rows("filled", ANSWERED_ELSEWHERE, ELSEWHERE),
        *_rows("code", {"ctrl_c": CODE["ctrl_c"], "alert": GOOD}, ELSEWHERE[:2]),
        *_rows("sending", SENDING["plain"], ELSEWHERE[1:3]),
        *_rows("confirming", CONFIRMING["blank"], ("blank-code",)),
        *_rows("confirming", CONFIRMING["plain"], ("popup-code",)),
        *_rows("filled", {n: FILLED[n] for n in AT_ONCE}, ("classic-direct", "react-direct")),
        *chain.from_iterable(_rows(step, LATER[step], WITH_CODE) for step in LATER),
        *chain.from_iterable(
            _rows(step, AJAX[step], ("classic-code", "react-code")) for step in AJAX
        ),
        *chain.from_iterable(_rows(step, PAGES[step], ("plain-code",)) for step in PAGES),
        *chain.from_iterable(_rows(step, rows, (PORTAL,)) for step, rows in PORTAL_STEPS.items()),
        *_rows("filled", {"emptied": GOOD}, ("classic-direct", "react-direct")),
        *_rows("filling", {"hangs": GOOD}, ("classic-code",)),
        *_rows("filled", {"hangs": GOOD}, ("react-direct",)),
        *_rows("code", {"hangs": GOOD}, ("classic-code",)),
        *_rows("opening", IN_FLIGHT["opening"], ("classic-code", "plain-direct")),
        *_rows("sending", IN_FLIGHT["sending"], ("classic-code", "react-direct", "plain-code")),
        *_rows("confirming", IN_FLIGHT["confirming"], ("classic-code", "react-code", "plain-code")),
    ]


REFILLED = "lost what was typed"
BUSY: dict[str, Row] = {
    "reload": (rf"(?s){AGAIN}.*{REFILLED}.*{CONFIRMED}", "acknowledged", 0, False),
    "elsewhere": DOUBT,
    "tab_closed": (LEFT, "abandoned", 1, False),
}
"""Where the page can tell of no request any more, as it is busy until then."""


def busy(*times: int) -> list[Scenario]:
    """A page that is busy for so many milliseconds after it has sent, each way to send, and each
    way in which it goes away meanwhile."""
    return [
        scenario
        for ms, by in product(times or (0, 20, 50, 100, 300), ("fetch", "xhr", "post"))
        for scenario in _rows("sending", BUSY, (f"{by}{ms}-direct",), taken=True)
    ]


def everyday_busy() -> list[Scenario]:
    """Enough for each time, each way to send and each way to go."""
    parts = re.compile(r"([a-z]+)(\d+)")
    return covering(busy(), lambda one: [one.fault, *parts.findall(one.flow)[0]])


def everyday() -> list[Scenario]:
    """Enough for each fault at each step, each flow at each step, and each step's endings."""
    return covering(
        all_scenarios(),
        lambda one: [
            ("fault", one.fault, one.step),
            ("flow", one.flow, one.step),
            ("ending", one.state, one.says, one.step),
        ],
    )
