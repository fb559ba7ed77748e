"""How a form stands to its known fingerprints: those of its record, and of the last visit."""

from collections.abc import Sequence

from optout.dossier.store import Store
from optout.forms.spec import Form
from optout.locate.fields.fingerprint import Drift, compare
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

_FIELDS = (Role.COUNTRY, Role.NAME, Role.EMAIL, Role.EXPLANATION)


def known_fingerprints(form: Form, store: Store) -> tuple[str, ...]:
    """The fingerprints in the form's record, and the one of this person's last visit."""
    seen = [r.fingerprint for r in store.all().records if r.form == form.key]
    return (*form.fingerprints, *[f for f in seen if f][-1:])


def drift_of(reading: Reading, known: Sequence[str]) -> Drift | None:
    """How the form that is shown stands to what is known; None where no form is shown yet."""
    if reading.kind is not PageKind.FORM or _only_asks(reading):
        return None
    return compare(reading.fingerprint, known)


def _only_asks(reading: Reading) -> bool:
    """A question comes first, and the fields only once it is answered."""
    waiting = any(not gate.answered for gate in reading.gates)
    return waiting and all(reading.fields[role].status == "missing" for role in _FIELDS)
