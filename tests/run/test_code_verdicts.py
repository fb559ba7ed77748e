"""What follows from each verdict on a code stands in one table; who reads it does what it says."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

from support.event_loop import RunAsync
from support.fake_page import OBJECTION_CODE
from support.scripted_person import ScriptedPerson

from optout.domain.code_verdicts import VERDICTS, CodeStage, CodeVerdict, Next
from optout.domain.states import Sent
from optout.dossier.store import Store
from optout.run.code.enter_code import CodeEntered
from optout.run.progress import Button, CodeTyped, Exchange, Facts, FormStage, after
from optout.run.recording.recorder import Recorder
from optout.run.steps import asking_code
from optout.run.talk import messages

ASKED = Facts(FormStage.HANDED_OVER, Sent.PROVED, CodeStage.ASKED, Exchange.OURS)


def test_each_verdict_has_its_row() -> None:
    assert list(VERDICTS) == list(get_args(CodeVerdict))
    assert {made.next for made in VERDICTS.values()} == set(Next)
    # Nothing is noted of a code that was not typed.
    not_typed = {"not_asked", "not_typed", "elsewhere"}
    assert {verdict for verdict, made in VERDICTS.items() if made.proof is None} == not_typed
    assert {verdict for verdict, made in VERDICTS.items() if made.stage is None} == not_typed
    for told in ("proof", "sentence"):
        column = list(filter(None, (getattr(made, told) for made in VERDICTS.values())))
        assert len(column) == len(set(column)), "each verdict is told from the others"


def test_what_is_known_kept_and_said_is_as_its_row_has_it(tmp_path: Path) -> None:
    for verdict, made in VERDICTS.items():
        typed, person = CodeTyped(verdict), ScriptedPerson()
        then = after(ASKED, typed)
        assert then.code is (made.stage or CodeStage.ASKED), verdict
        dossier = Store(tmp_path).create(form="facebook")
        before = dossier.record.rungs
        Recorder(dossier, lambda _error: None).note(ASKED, typed, then)
        kept = [rung.proof for rung in dossier.record.rungs[len(before) :]]
        assert kept == ([made.proof] if made.proof else []), verdict
        rejected = made.stage is CodeStage.REJECTED
        assert dossier.record.code_status == ("rejected" if rejected else "none"), verdict
        assert dossier.record.code_at(dossier.record.rungs[-1]) == dossier.record.code_status
        messages.verdict(person, "Facebook", verdict)
        said = [made.sentence.format(form="Facebook")] if made.sentence else []
        assert person.said == said, verdict


DONE: dict[CodeVerdict, list[str]] = {
    "moved": [],
    "taken": [],
    "silent": [],
    "unclear": [],
    "wrong": ["newest", "not taken"],
    "refused": ["newest", "not taken"],
    "expired": ["not taken"],
    "again": ["not taken"],
    "not_asked": ["the person's"],
    "not_typed": ["the person's"],
    "person": ["the person's", "waits"],
    "elsewhere": ["the person's", "waits"],
}


def done_next(run_async: RunAsync, verdict: CodeVerdict) -> list[str]:
    did: list[str] = []
    run: Any = SimpleNamespace(
        facts=replace(after(ASKED, CodeTyped(verdict)), button=Button.REQUESTS_CODE),
        human=SimpleNamespace(refused=set(), other_at_code=lambda: None),
        outgoing=SimpleNamespace(
            not_taken=lambda: did.append("not taken"),
            is_the_persons=lambda: did.append("the person's"),
        ),
        say_once=lambda *_given: did.append("newest"),
    )
    entered = CodeEntered(verdict, OBJECTION_CODE)
    shows = run_async(asking_code._go_on(run, "482915", entered))
    assert shows in (OBJECTION_CODE, None)
    return did + ["waits"] * (shows is None)


def test_what_is_done_next(run_async: RunAsync) -> None:
    assert {verdict: done_next(run_async, verdict) for verdict in DONE} == DONE


def test_the_button_that_confirms_a_code_is_named() -> None:
    person = ScriptedPerson()
    messages.verdict(person, "Facebook", "person", "Confirm")
    assert ["Confirm" in said for said in person.said] == [False, True]
