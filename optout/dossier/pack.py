"""A dossier as one zip file, whole or redacted."""

import io
import json
import zipfile
from datetime import date

from optout import errors
from optout.dossier import manifest
from optout.dossier.file import RECORD, Dossier
from optout.dossier.page import NAME, page
from optout.dossier.redact import deep, redactor
from optout.errors import OptoutError


def pack(dossier: Dossier, today: date, *, redacted: bool = False) -> bytes:
    """The zip's bytes: the page, the record, the evidence, the hashes, in a folder of its own.

    A file that is missing is left out, and the page names it.

    Redacted, it holds the page, the record, the plain texts, and the hashes of the whole files;
    pictures and whatever cannot be blackened are left out. Raises `OptoutError`.
    """
    try:
        files = _redacted(dossier) if redacted else _whole(dossier)
    except (OSError, ValueError) as cause:
        raise OptoutError(errors.DOSSIER_DAMAGED, where=dossier.id) from cause
    files[NAME] = page(dossier, today, redacted=redacted).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{dossier.id}/{name}", (*today.timetuple()[:3], 0, 0, 0))
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return packed.getvalue()


def _whole(dossier: Dossier) -> dict[str, bytes]:
    paths = [dossier.path / name for name in (RECORD, manifest.NAME, *dossier.evidence())]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def _redacted(dossier: Dossier) -> dict[str, bytes]:
    hide = redactor(dossier.record.email, dossier.record.name)
    texts = [p for n in dossier.evidence() if (p := dossier.path / n).suffix == ".txt"]
    files = {p.name: hide(p.read_text("utf-8", "replace")).encode() for p in texts if p.is_file()}
    record = deep(json.loads((dossier.path / RECORD).read_bytes()), hide)
    files[RECORD] = json.dumps(record, ensure_ascii=False, indent=1).encode()
    files[manifest.NAME] = (dossier.path / manifest.NAME).read_bytes()
    return files
