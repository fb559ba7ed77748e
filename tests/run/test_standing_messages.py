"""How one form stands, in a few words, for each stage of its code."""

from typing import Any

from optout.domain.code_verdicts import CodeStage
from optout.domain.states import Sent, State
from optout.run.progress import Facts, FormStage
from optout.run.talk import standing_messages
from optout.terminal.human import Standing


class Heard:
    name = "Facebook"

    def stands(self, standing: Standing, *, firm: bool, later: bool) -> None:
        self.words, self.firm, self.later = standing.words, firm, later


def heard(facts: Facts) -> Any:
    human: Any = Heard()
    standing_messages.show(human, facts)
    return human


def test_a_typed_code_is_not_called_missing() -> None:
    for code in CodeStage:
        told = heard(Facts(FormStage.HANDED_OVER, Sent.PROVED, code))
        assert told.firm
        assert ("missing" in told.words) == (code in (CodeStage.ASKED, CodeStage.REJECTED)), code
        assert ("typed" in told.words) == (code in (CodeStage.ENTERED, CodeStage.LEFT)), code
        assert told.words.startswith("sent")
        assert told.later == ("typed" in told.words), code


def test_what_is_over_says_no_more_of_a_code() -> None:
    ended = Facts(FormStage.ENDED, Sent.PROVED, CodeStage.LEFT, end=State.SUBMITTED)
    assert heard(ended).words == "sent, not finished"
    assert heard(ended).later
