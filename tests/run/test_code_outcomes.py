"""What follows from each outcome of a code stands in one table; who reads it does what it says."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

from support.event_loop import RunAsync
from support.fake_page import FORM, OBJECTION_CODE
from support.scripted_person import ScriptedPerson

from optout.domain.code_outcomes import OUTCOMES, CodeOutcome, CodeStage
from optout.domain.proofs import Proof
from optout.domain.states import Sent
from optout.dossier.store import Store
from optout.page.reading import Reading
from optout.run.code.enter_code import CodeEntered
from optout.run.progress import Button, CodeTyped, Exchange, Facts, FormStage, after
from optout.run.recording.recorder import Recorder
from optout.run.steps import asking_code
from optout.run.talk import messages

ASKED = Facts(FormStage.HANDED_OVER, Sent.PROVED, CodeStage.ASKED, Exchange.OURS)
SIX: tuple[CodeOutcome, ...] = get_args(CodeOutcome)


def test_each_outcome_has_its_row() -> None:
    assert tuple(OUTCOMES) == SIX
    assert len(SIX) == 6
    # Nothing is noted of a code that was not typed.
    not_typed = {"not_typed", "elsewhere"}
    assert {outcome for outcome, made in OUTCOMES.items() if made.proof is None} == not_typed
    assert {outcome for outcome, made in OUTCOMES.items() if made.stage is None} == not_typed
    for told in ("proof", "sentence"):
        column = list(filter(None, (getattr(made, told) for made in OUTCOMES.values())))
        assert len(column) == len(set(column)), "each outcome is told from the others"


def test_what_is_known_kept_and_said_is_as_its_row_has_it(tmp_path: Path) -> None:
    for outcome, made in OUTCOMES.items():
        typed, person = CodeTyped(outcome), ScriptedPerson()
        then = after(ASKED, typed)
        assert then.code is (made.stage or CodeStage.ASKED), outcome
        dossier = Store(tmp_path).create(form="facebook")
        before = dossier.record.rungs
        Recorder(dossier, lambda _error: None).note(ASKED, typed, then)
        kept = [rung.proof for rung in dossier.record.rungs[len(before) :]]
        assert kept == ([made.proof] if made.proof else []), outcome
        rejected = made.stage is CodeStage.REJECTED
        assert dossier.record.code_status == ("rejected" if rejected else "none"), outcome
        assert dossier.record.code_at(dossier.record.rungs[-1]) == dossier.record.code_status
        messages.code_outcome(person, "Facebook", outcome)
        said = [made.sentence.format(form="Facebook")] if made.sentence else []
        assert person.said == said, outcome


def test_a_code_that_only_stands_there_is_kept_as_typed(tmp_path: Path) -> None:
    stands = after(ASKED, CodeTyped())
    assert stands.code is CodeStage.ENTERED
    left = replace(ASKED, code=CodeStage.LEFT)
    assert after(left, CodeTyped()) == left, "it has left with its last digit"
    dossier = Store(tmp_path).create(form="facebook")
    recorder = Recorder(dossier, lambda _error: None)
    for event, proof in ((CodeTyped(), Proof.CODE_TYPED), (CodeTyped("taken"), Proof.CODE_TAKEN)):
        recorder.note(ASKED, event, stands)
        kept = [rung.proof for rung in dossier.record.rungs if rung.state == "code_entered"]
        assert kept == [proof], "of one code there is one line"


DONE: dict[CodeOutcome, list[str]] = {
    "taken": [],
    "rejected": ["not taken"],
    "unknown": [],
    "not_typed": ["the person's", "by hand"],
    "theirs": ["the person's", "waits"],
    "elsewhere": ["the person's", "waits"],
}


def done_next(run_async: RunAsync, outcome: CodeOutcome, shown: Reading, code: CodeStage) -> Any:
    did: list[str] = []
    run: Any = SimpleNamespace(
        facts=replace(
            after(replace(ASKED, code=code), CodeTyped(outcome)), button=Button.REQUESTS_CODE
        ),
        outgoing=SimpleNamespace(
            not_taken=lambda: did.append("not taken"),
            is_the_persons=lambda: did.append("the person's"),
        ),
        say_once=lambda *_given: did.append("by hand"),
    )
    entered = CodeEntered(outcome, shown)
    shows = run_async(asking_code._go_on(run, entered))
    assert shows in (shown, None)
    return did + ["waits"] * (shows is None)


def test_what_is_done_next(run_async: RunAsync) -> None:
    for code in (CodeStage.ASKED, CodeStage.REJECTED):
        found = {each: done_next(run_async, each, OBJECTION_CODE, code) for each in SIX}
        assert found == DONE


def test_where_the_box_of_a_code_that_was_not_taken_is_gone_another_is_requested(
    run_async: RunAsync, monkeypatch: Any
) -> None:
    anew: list[Reading] = []

    async def asks_anew(_run: object, reading: Reading) -> Reading:
        anew.append(reading)
        return reading

    monkeypatch.setattr(asking_code, "ask_anew", asks_anew)
    for code, outcomes in (
        (CodeStage.ASKED, ["rejected"]),
        (CodeStage.REJECTED, ["rejected", "not_typed"]),
    ):
        asked = []
        for outcome in SIX:
            anew.clear()
            done_next(run_async, outcome, FORM, code)
            asked += [outcome] * len(anew)
        assert asked == outcomes


def test_the_page_s_own_words_are_quoted_before_the_sentence() -> None:
    person = ScriptedPerson()
    messages.code_outcome(person, "Facebook", "rejected", words="Wrong code.")
    assert person.said[0] == "Facebook says: “Wrong code.”"
    assert "did not take the code" in person.said[1]


def test_the_button_that_confirms_a_code_is_named() -> None:
    person = ScriptedPerson()
    messages.code_outcome(person, "Facebook", "theirs", button="Confirm")
    assert ["Confirm" in said for said in person.said] == [False, True]
