"""A run begins by removing what killed writes left, and removes nothing else."""

from support.command_line import CommandLine

from optout.dossier.store import Store


def test_a_run_tidies_up(person: CommandLine) -> None:
    store = Store(person.data / "practice" / "dossiers")
    earlier = store.create(form="facebook", practice=True)
    part = earlier.path / ".result.png.0a0b0c0d.part"
    part.write_bytes(b"x")
    making = store.root / ".new-20260101-facebook-aaaaaa"
    making.mkdir()
    foreign = store.root / "notes.txt"
    foreign.write_text("x")
    damaged = store.create(form="instagram", practice=True)
    (damaged.path / "record.json").write_text("{")
    assert person.run_alone("practice", "--hands-off", "facebook").returncode == 0
    assert not part.exists()
    assert not making.exists()
    assert foreign.exists()
    assert (damaged.path / "record.json").read_text() == "{"
    assert earlier.id in {record.id for record in store.all().records}
