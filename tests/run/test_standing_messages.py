"""How one form stands, in a few words, for each stage of its code."""

from optout.domain.code_outcomes import CodeStage
from optout.domain.states import Sent, State
from optout.run.progress import Facts, FormStage
from optout.run.talk.standing_messages import standing


def words(facts: Facts, *, in_turn: bool = False) -> str:
    return standing("Facebook", facts, in_turn=in_turn).words


def test_a_typed_code_is_not_called_missing() -> None:
    for code in CodeStage:
        told = words(Facts(FormStage.HANDED_OVER, Sent.PROVED, code), in_turn=True)
        assert ("missing" in told) == (code in (CodeStage.ASKED, CodeStage.REJECTED)), code
        assert ("typed" in told) == (code in (CodeStage.ENTERED, CodeStage.LEFT)), code
        assert told.startswith("sent")


def test_what_is_over_says_no_more_of_a_code() -> None:
    ended = Facts(FormStage.ENDED, Sent.PROVED, CodeStage.LEFT, end=State.SUBMITTED)
    assert words(ended, in_turn=True) == "sent, not finished"


def test_whose_turn_it_is_until_it_is_proved() -> None:
    for sending in Sent:
        facts = Facts(FormStage.HANDED_OVER, sending)
        assert (words(facts, in_turn=True) == "your turn") == (sending is not Sent.PROVED)
        assert words(facts) != "your turn"
