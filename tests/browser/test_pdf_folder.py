"""The folder in which letters are printed is erased by whoever has it, and by nobody else."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.event_loop import RunAsync

from optout.browser import pdf
from optout.domain import errors
from optout.domain.errors import OptoutError


@pytest.mark.parametrize(
    ("problem", "left"),
    [
        (errors.LOCKED, True),
        (errors.FOLDER_OF_ANOTHER, True),
        (errors.BROWSER_DID_NOT_START, False),
    ],
)
def test_another_that_prints_keeps_its_folder(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    run_async: RunAsync,
    problem: errors.Problem,
    left: bool,
) -> None:
    @contextlib.asynccontextmanager
    async def nothing(*_given: object) -> AsyncIterator[None]:
        yield

    def cannot(*_given: object) -> None:
        raise OptoutError(problem, where="chromium")

    monkeypatch.setattr(pdf, "driver", nothing)
    monkeypatch.setattr(pdf, "opened", cannot)
    (folder := tmp_path / "printing").mkdir()
    with pytest.raises(OptoutError):
        run_async(pdf.pdfs(["<p>letter"], folder, "auto"))
    assert folder.exists() is left
