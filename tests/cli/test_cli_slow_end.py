"""What is said while the end of a stopped run takes its time."""

import asyncio

import pytest
from support.scripted_person import ScriptedPerson

from optout.cli import run


@pytest.mark.usefixtures("no_loop_runs")
@pytest.mark.parametrize(("stopped", "slow"), [(True, True), (True, False), (False, True)])
def test_a_word_where_the_end_is_slow_and_only_then(
    monkeypatch: pytest.MonkeyPatch, stopped: bool, slow: bool
) -> None:
    monkeypatch.setattr(run, "_SOON", 0.01 if slow else 60)
    human = ScriptedPerson()

    async def main() -> None:
        stop = asyncio.Event()
        async with run._slow_end_told(human, stop):
            if stopped:
                stop.set()
            await asyncio.sleep(0.2)

    asyncio.run(main())
    assert ("One moment: the browser is still closing." in human.said) is (stopped and slow)
