"""What can be done at the end: each button, what is said of it, what is written where."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from support.event_loop import RunAsync
from support.scripted_person import ScriptedPerson

from optout.cli import closing
from optout.cli.context import CommandContext
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.result import Result
from optout.domain.states import Sent, State
from optout.dossier.store import Store
from optout.run.plan import Plan
from optout.run.recording import history
from optout.terminal.human import Offer

PDF = "Save the proof as a PDF"
DATES, ERASE = "Save the dates for my calendar", "Erase my sign-in from this browser"


class End:
    """The end of a run that has come so far with each form."""

    def __init__(self, folder: Path) -> None:
        self.store, self.human = Store(folder), ScriptedPerson()
        self.context = cast(
            CommandContext,
            SimpleNamespace(beside=self.human.say, pdfs=self.pdfs, forget_sign_in=False),
        )
        self.results: list[Any] = []

    async def pdfs(self, pages: list[str]) -> list[bytes]:
        return [b"%PDF " + page[:9].encode() for page in pages]

    def came(self, form: str, *states: State, kept: bool = True) -> str:
        dossier = self.store.create(form=form, email="a@example.org", country="FR")
        for state in states:
            dossier.advance(state, by="page", proof="shown")
        folder = self.store.root / dossier.record.id if kept else None
        result = history.result_of(dossier.record, self.store.root / dossier.record.id)
        self.results.append(replace(result, dossier=folder))
        return dossier.record.id

    def offers(self, *, forget: bool = False) -> dict[str, Offer]:
        plan = cast(Plan, SimpleNamespace(results=self.results, store=self.store))
        return {one.label: one for one in closing.offers(self.context, plan, forget=forget)}


@pytest.fixture
def end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> End:
    monkeypatch.setattr(closing, "user_downloads_path", lambda: tmp_path / "Downloads")
    return End(tmp_path / "dossiers")


SENT = (State.PREFILLED, State.SUBMITTED, State.ACKNOWLEDGED)


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ([("facebook", SENT)], [PDF, DATES]),
        ([("facebook", (State.PREFILLED,))], []),
        ([("facebook", SENT), ("instagram", (State.PREFILLED,))], [f"{PDF}: Facebook"]),
        ([("facebook", SENT), ("instagram", SENT)], [f"{PDF}: Instagram", DATES]),
    ],
)
def test_what_was_sent_can_be_saved(
    end: End, came: list[tuple[str, tuple[State, ...]]], expected: list[str]
) -> None:
    for form, states in came:
        end.came(form, *states)
    labels = list(end.offers())
    assert set(expected) <= set(labels)
    assert bool(labels) == bool(expected)
    assert [*end.offers(forget=True)] == [*labels, ERASE]


def test_of_what_could_not_be_kept_there_is_nothing_to_save(end: End) -> None:
    end.came("facebook", *SENT, kept=False)
    assert end.offers() == {}


def press(run_async: RunAsync, end: End, label: str) -> str:
    """What is said to whom presses this button."""
    end.human.said.clear()
    run_async(cast(Any, end.offers()[label].act()))
    return end.human.heard


@pytest.mark.linux("a link")
@pytest.mark.parametrize(
    ("label", "name", "begins"),
    [(PDF, "optout-{}.pdf", b"%PDF"), (DATES, "optout.ics", b"BEGIN:VCALENDAR")],
)
def test_a_file_is_saved_beside_what_is_there(
    run_async: RunAsync, end: End, tmp_path: Path, label: str, name: str, begins: bytes
) -> None:
    file = tmp_path / "Downloads" / name.format(end.came("facebook", *SENT))
    assert f"Saved: {file}" in press(run_async, end, label)
    assert file.read_bytes().startswith(begins)
    second = file.with_stem(f"{file.stem}-2")
    second.symlink_to("away")  # a stranger's, and it leads nowhere
    third = file.with_stem(f"{file.stem}-3")
    file.write_bytes(b"theirs")
    assert f"Saved: {third}" in press(run_async, end, label)
    assert file.read_bytes() == b"theirs"
    assert second.is_symlink()
    assert third.read_bytes().startswith(begins)


def test_what_goes_wrong_may_be_tried_again(
    run_async: RunAsync, end: End, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end.came("facebook", *SENT)

    async def none(_pages: list[str]) -> list[bytes]:
        raise OptoutError(errors.NO_BROWSER)

    with monkeypatch.context() as without:
        without.setattr(end.context, "pdfs", none)
        with pytest.raises(OptoutError, match="No browser was found"):
            press(run_async, end, PDF)
    (tmp_path / "Downloads").write_text("a file in the way")
    for label in (PDF, DATES):
        with pytest.raises(OptoutError, match="there is a file in the way"):
            press(run_async, end, label)
        assert "Saved" not in end.human.heard, label
    (tmp_path / "Downloads").unlink()
    assert "Saved" in press(run_async, end, PDF)


def test_the_sign_in_is_erased_only_once_the_browser_is_closed(
    run_async: RunAsync, end: End
) -> None:
    offer = end.offers(forget=True)[ERASE]
    assert not end.context.forget_sign_in
    run_async(cast(Any, offer.act()))
    assert end.context.forget_sign_in
    assert end.human.heard == "The sign-in is erased once this browser is closed."


def test_the_companion_says_no_place_of_the_proof(end: End) -> None:
    """It has a button that shows it."""
    said: list[str] = []
    context = cast(CommandContext, SimpleNamespace(console=end.human, beside=said.append))
    sent, unsent = end.came("facebook", *SENT), end.came("instagram", State.PREFILLED)
    root = end.store.root
    results = [
        Result("facebook", State.ACKNOWLEDGED, Sent.PROVED, sent, dossier=root / sent),
        Result("instagram", State.ABANDONED, Sent.NO, unsent, dossier=root / unsent),
    ]
    closing.suggest_next(context, results)
    assert said == [
        "To go on another time, start optout again.",
    ]
