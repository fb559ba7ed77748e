"""The window goes away, or the page goes on, while the person is asked something."""

import re

import pytest
from support.covering import some
from support.faults import processes
from support.faults.breakages import show_instead
from support.faults.shared_browser import FaultRun, Faults
from support.world import World

from optout.terminal.human import Act

pytestmark = pytest.mark.headed

AT = {
    "what is there": ({"email": "account@example.org"}, (), "Replace it with yours", 1),
    "by hand": ({"state": "gone"}, (), "would you like to do it by hand", 4),
    "how to fill": ({"missing_country": "FR", "country": "select"}, (), "how do you want", 1),
    "pointing": ({"missing_country": "FR", "country": "select"}, ("2",), "Put the cursor", 1),
}
STATE = {1: "abandoned", 4: "unavailable"}


@pytest.mark.parametrize("question", some(list(AT), ["what is there", "pointing"]))
def test_a_browser_that_ends_takes_the_question_with_it(world: World, question: str) -> None:
    page, answers, asked, code = AT[question]
    tool = world.start("facebook", "--json", **{"flow": "code", **page})
    for answer in answers:
        tool.expect(r"Number.* > ", timeout=60)
        tool.type(answer)
    tool.expect(asked, timeout=60)
    processes.kill(processes.browser(tool))
    tool.expect("The window is closed", timeout=30)
    assert tool.exit(timeout=30) == code, tool.text
    assert world.record()["state"] == STATE[code]
    assert world.record()["rungs"][-1]["by"] != "person"


def test_a_page_that_changes_is_asked_about_again(faults: Faults) -> None:
    """Whoever waited at first can still say that it was sent."""

    async def told(fault_run: FaultRun) -> FaultRun:
        asked: list[str] = []

        async def turn(act: Act) -> None:
            if act == "submit":
                await show_instead(fault_run, "newsletter")

        async def answer(question: str) -> str | None:
            if not question.startswith("Number"):
                return ""
            asked.append(question)
            if len(asked) == 1:
                fault_run.person.say("[the page changes]")
                return "1"
            return "2"

        fault_run.person.on_turn, fault_run.person.on_question = turn, answer
        run = fault_run.start()
        await fault_run.person.hears(re.escape("[the page changes]"))
        await show_instead(fault_run, "article")
        await run
        return fault_run

    fault_run = faults.run("plain-code", told)
    assert fault_run.person.text.count("what does the page say?") == 2
    (record,) = fault_run.records()
    assert record.state == "unconfirmed"
