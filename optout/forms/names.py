"""Which forms there are: one file each in this folder, `<name>.toml`.

The name is what commands, settings (`<name>_url`, `-` written as `_`) and dossiers call it. What is
in the file is `spec.Form`; nothing else has to know of a form.
"""

from pathlib import Path

FORMS_DIR = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in FORMS_DIR.glob("*.toml")))
PRACTICE = tuple(sorted(path.stem for path in (FORMS_DIR / "practice").glob("*.toml")))
"""Imaginary companies, one for each way to object: in practice only."""
USUAL = ("facebook", "instagram")
"""The forms that are meant where none is named."""


def file_of(name: str) -> Path:
    """Where the record of the form `name` is kept."""
    folder = FORMS_DIR / "practice" if name in PRACTICE else FORMS_DIR
    return folder / f"{name}.toml"


def setting_of(name: str, what: str) -> str:
    """The key of a setting of one form, as `facebook_url`."""
    return f"{name.replace('-', '_')}_{what}"
