"""What a name means in one language alone; the product asks them all where one knows none."""

from optout.countries.convert import _meaning
from optout.countries.index import canonical, code_forms, normal_form


def iso_of_in(name: str, language: str) -> str | None:
    """The country that `name` (or a code) means in that language; None if unknown there."""
    known = canonical(language)
    if known is None:
        return None
    isos = _meaning(name, known).isos
    return code_forms().get(normal_form(name)) or (next(iter(isos)) if len(isos) == 1 else None)
