"""What follows from each verdict on a code stands in one table; who reads it does what it says."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
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


@pytest.mark.parametrize("verdict", VERDICTS)
def test_what_is_known_kept_and_said_is_as_its_row_has_it(
    verdict: CodeVerdict, tmp_path: Path
) -> None:
    made, typed, person = VERDICTS[verdict], CodeTyped(verdict), ScriptedPerson()
    then = after(ASKED, typed)
    assert then.code is (made.stage or CodeStage.ASKED)
    dossier = Store(tmp_path).create(form="facebook")
    before = dossier.record.rungs
    Recorder(dossier, lambda _error: None).note(ASKED, typed, then)
    assert [rung.proof for rung in dossier.record.rungs[len(before) :]] == (
        [made.proof] if made.proof else []
    )
    rejected = made.stage is CodeStage.REJECTED
    assert dossier.record.code_status == ("rejected" if rejected else "none")
    assert dossier.record.code_at(dossier.record.rungs[-1]) == dossier.record.code_status
    messages.verdict(person, "Facebook", verdict)
    assert person.said == ([made.sentence.format(form="Facebook")] if made.sentence else [])


@pytest.mark.parametrize(
    ("verdict", "done"),
    [
        *((verdict, []) for verdict in ("moved", "taken", "silent", "unclear")),
        *((verdict, ["newest", "not taken"]) for verdict in ("wrong", "refused")),
        *((verdict, ["not taken"]) for verdict in ("expired", "again")),
        *((verdict, ["the person's"]) for verdict in ("not_asked", "not_typed")),
        *((verdict, ["the person's", "waits"]) for verdict in ("person", "elsewhere")),
    ],
)
def test_what_is_done_next(run_async: RunAsync, verdict: CodeVerdict, done: list[str]) -> None:
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
    assert did + ["waits"] * (shows is None) == done


def test_the_button_that_confirms_a_code_is_named() -> None:
    person = ScriptedPerson()
    messages.verdict(person, "Facebook", "person", "Confirm")
    assert ["Confirm" in said for said in person.said] == [False, True]
