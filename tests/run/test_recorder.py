"""What writes a run's proofs: one that cannot be written keeps no other from the disk."""

import contextlib
import errno
import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.event_loop import RunAsync
from support.fake_page import reading
from support.scripted_person import ScriptedPerson

from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.domain.code_outcomes import CodeStage
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.states import Sent, State
from optout.dossier.store import Store
from optout.locate.roles import PageKind
from optout.page.redaction import without_code
from optout.run.filling import Filling
from optout.run.form_inputs import form_inputs
from optout.run.plan import Plan, recorder_of
from optout.run.progress import (
    Button,
    Facts,
    FormStage,
    LostSight,
    ObjectionLeft,
    PersonSays,
    ToolStops,
    after,
)
from optout.run.recording import recorder as recorder_module
from optout.run.recording.recorder import Recorder
from optout.run.steps import handing_over
from optout.system import files


def test_what_a_dossier_does_not_allow_is_not_tried_again(tmp_path: Path) -> None:
    """A fault of ours ends that form's run, which then says how far it came."""
    store = Store(tmp_path / "dossiers")
    dossier = store.create(form="facebook")
    told: list[OptoutError] = []
    recorder = Recorder(dossier, told.append)
    ended = Facts(form=FormStage.ENDED, end=State.COVERED)
    recorder.note(Facts(), ToolStops(State.COVERED, Why(Proof.LINKED)), ended)
    refused = PersonSays(State.ABANDONED)
    with pytest.raises(ValueError, match="is an end"):
        recorder.note(ended, refused, Facts())
    result = recorder.result()
    assert (result.state, result.kept, told) == (State.COVERED, True, [])
    assert store.open(dossier.id).record.state is State.COVERED


def full(_part: Path, _data: bytes) -> None:
    raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize("refused", [True, False])
def test_a_rung_tells_when_it_was_not_when_the_disk_took_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    hour = [10]

    def now() -> datetime:
        return datetime(2026, 11, 25, hour[0], tzinfo=UTC)

    monkeypatch.setattr(recorder_module, "now", now)
    store = Store(tmp_path / "dossiers", clock=now)
    dossier = store.create(form="facebook")
    recorder = Recorder(dossier, lambda _error: None)
    ended = Facts(form=FormStage.ENDED, end=State.UNCONFIRMED)
    with monkeypatch.context() as patch:
        if refused:
            patch.setattr(files, "_fill", full)
        hour[0] = 11
        recorder.note(Facts(), PersonSays(State.UNCONFIRMED), ended)
    hour[0] = 15
    assert recorder.result().kept
    (_prepared, rung) = store.open(dossier.id).record.rungs
    assert (rung.state, rung.at_utc) == (State.UNCONFIRMED, "2026-11-25T11:00:00Z")


def test_a_disk_that_refuses_ends_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person may be about to send: they are not told to run it again."""
    (form_input,) = form_inputs(Settings(country="FR", email="a@example.org"), ["facebook"])
    plan = Plan([form_input], Store(tmp_path / "dossiers"), Launch(tmp_path / "browser"))
    person = ScriptedPerson()
    dossier = plan.store.create(form="facebook")
    recorder = recorder_of(plan, form_input, dossier, person)  # type: ignore[arg-type]
    with monkeypatch.context() as patch:
        patch.setattr(files, "_fill", full)
        seen = Facts(form=FormStage.HANDED_OVER)
        recorder.note(seen, LostSight(), after(seen, LostSight()))
    assert f"Facebook: optout could not write to {dossier.path}: the disk is full." in person.heard
    assert "optout goes on, and tries to write it again" in person.heard
    assert "Set that right meanwhile" in person.heard
    assert "run it again" not in person.heard
    assert "(OPT-501)" in person.heard
    assert recorder.result().kept
    assert plan.store.open(dossier.id).record.lost_sight


def typed(*codes: str) -> Any:
    """A tab in which these codes were typed."""
    return SimpleNamespace(without_codes=lambda text: without_code(text, codes))


WHOM = {"form": "facebook", "email": "j.petit@example.org", "name": "Jean Petit"}


QUOTES: tuple[tuple[str, str | None], ...] = (
    ("Thank you.\n\tWe have  received it.", "Thank you. We have received it."),
    ("Merci Jean, J.Petit@Example.org : JEAN  PETIT, M. Petit.", "Merci …, … : …, M. …."),
    ("Your code 417 263 was right, number 417264.", "Your code … was right, number 417264."),
    ("\x1b[31mThank\u202e you, j.pe\u200btit@example.org\x07", "Thank you, …"),
    ("word " * 100, "word " * 59 + "word…"),
    ("謝" * 400, "謝" * 299 + "…"),
    ("x" * 290 + " j.petit@example.org", "x" * 290 + " …"),
    (" \u202e\x1b[0m ", None),
)
"""What a page says, and what is kept of it."""


def test_what_the_page_said_is_kept_without_whom_it_names(tmp_path: Path) -> None:
    """On disk at once, on one line, with nothing that moves the cursor, in 300 characters."""
    store = Store(tmp_path / "dossiers")
    for sentence, kept in QUOTES:
        dossier = store.create(**WHOM)
        recorder = Recorder(dossier, lambda _error: None)
        recorder.quoted(typed("417263"), sentence)
        record = store.open(dossier.id).record
        assert record.quote == kept
        assert bool(record.quoted_at) is bool(kept), kept
        assert json.loads(recorder.result().as_json())["quote"] == kept


def test_the_last_quote_counts_and_the_same_one_keeps_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = iter((10, 11, 12))
    monkeypatch.setattr(
        recorder_module, "now", lambda: datetime(2026, 11, 25, next(hours), tzinfo=UTC)
    )
    dossier = Store(tmp_path / "dossiers").create(**WHOM)
    recorder = Recorder(dossier, lambda _error: None)
    kept = []
    for sentence in ("An error occurred.", "An error occurred.", "", "Thank you."):
        recorder.quoted(typed(), sentence)
        at = datetime.fromisoformat(dossier.record.quoted_at).astimezone(UTC)
        kept.append((dossier.record.quote, at.hour))
    failed, thanked = ("An error occurred.", 10), ("Thank you.", 11)
    assert kept == [failed, failed, failed, thanked]


@pytest.mark.parametrize("refused", [True, False])
def test_a_quote_that_the_disk_refuses_is_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    store = Store(tmp_path / "dossiers")
    dossier = store.create(**WHOM)
    told: list[OptoutError] = []
    recorder = Recorder(dossier, told.append)
    with monkeypatch.context() as patch:
        if refused:
            patch.setattr(files, "_fill", full)
        recorder.quoted(typed(), "Thank you.")
        assert store.open(dossier.id).record.quote == (None if refused else "Thank you.")
    assert len(told) == refused
    assert (recorder.result().kept, recorder.result().quote) == (True, "Thank you.")
    assert store.open(dossier.id).record.quote == "Thank you."


def test_no_token_of_an_address_is_kept(tmp_path: Path) -> None:
    known = "https://form.test/a?id=7"
    without = {
        f"{known}&token=secret#x": known,
        "https://form.test/b?token=secret": "https://form.test/b",
    }
    for shown, kept in without.items():
        dossier = Store(tmp_path / "dossiers").create(form="facebook", url=known)
        recorder = Recorder(dossier, lambda _error: None)
        recorder.prefilled(Facts(), Filling(), reading(PageKind.FORM, url=shown))
        assert recorder.result().url == kept


def test_no_picture_of_a_form_shows_its_code(run_async: RunAsync) -> None:
    """Once one was asked for, it may stand in any box."""
    hidden: dict[CodeStage, bool] = {}

    async def picture(*_given: object, all_typed: bool, letter: bool) -> None:
        hidden[stage] = all_typed and letter

    for stage in CodeStage:
        run: Any = SimpleNamespace(
            facts=Facts(code=stage),
            tab=None,
            recorder=SimpleNamespace(picture=picture),
            at_front=contextlib.nullcontext,
        )
        run_async(handing_over._picture(run, Button.SENDS))
    assert hidden == {stage: stage is not CodeStage.NOT_ASKED for stage in CodeStage}


@pytest.mark.parametrize("sent_again", [True, False])
def test_a_letter_that_is_only_typed_is_not_the_one_that_left(
    tmp_path: Path, sent_again: bool
) -> None:
    """As where the page says after the sending how much it takes, and the person stops there."""
    (form_input,) = form_inputs(Settings(country="FR", email="a@example.org"), ["facebook"])
    long, short = form_input.letter(None), form_input.letter(500)
    store = Store(tmp_path / "dossiers")
    dossier = store.create(form="facebook")
    recorder = Recorder(dossier, lambda _error: None)
    before, left = Facts(form=FormStage.HANDED_OVER), Facts(sending=Sent.LEFT)
    recorder.typed(long)
    recorder.note(before, ObjectionLeft(long.text), left)
    recorder.typed(short)
    if sent_again:
        recorder.note(left, ObjectionLeft(short.text), left)
    record = store.open(dossier.id).record
    assert record.letter == short.text != long.text
    assert record.text == (short if sent_again else long).text
