"""The people who use optout on this account: the one without a profile name, and each profile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from optout.cli.context import CommandContext
from optout.config.paths import Places
from optout.domain.errors import OptoutError
from optout.dossier.store import Store
from optout.i18n import labelled
from optout.system.files import PROFILES


def stores(context: CommandContext) -> dict[str, Store]:
    """The dossiers of everybody, by profile; the first is the one without a profile."""
    return {name: Store(places.dossiers) for name, places in everybody(context).items()}


def everybody(context: CommandContext) -> dict[str, Places]:
    """The places of everybody, by profile; the first is the one without a profile.

    A profile whose settings cannot be read is named, and looked for where profiles usually are.
    Raises `OptoutError` where those of the first cannot be read.
    """
    first = replace(context, profile="")
    found = {"": first.data_places}
    for name in sorted(set(_names(first, found[""].data))):
        person = replace(context, profile=name)
        try:
            found[name] = person.data_places
        except OptoutError as error:
            context.console.say(labelled(name, error))
            found[name] = person.places.at(first.data_dir)
    return found


def _names(context: CommandContext, data: Path) -> Iterator[str]:
    for folder in (data, context.places.data, Places.find().settings_file.parent):
        for path in _folders(folder / PROFILES):
            try:
                Places.find(None, path.name)
            except OptoutError:
                continue
            yield path.name


def _folders(folder: Path) -> list[Path]:
    """The folders in it; none where it cannot be looked into, which its dossiers' list tells."""
    try:
        return list(folder.glob("*/"))
    except OSError:
        return []
