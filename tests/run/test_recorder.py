"""What writes a run's proofs: one that cannot be written keeps no other from the disk."""

from pathlib import Path

import pytest

from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.states import State
from optout.dossier.store import Store
from optout.run.progress import Facts, FormStage, PersonSays, ToolStops
from optout.run.recorder import Recorder


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
