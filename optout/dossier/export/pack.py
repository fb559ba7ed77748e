"""A dossier as one zip file: a BagIt bag, to be checked without optout too."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date

from optout import __version__
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.dossier import manifest
from optout.dossier.export import bag
from optout.dossier.export.page import page
from optout.dossier.file import PAGE, RECORD, Dossier
from optout.i18n import _
from optout.system.files import no_link

_README = "README.txt"
_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)
"""What a zip can tell of a file's day."""


def pack(dossier: Dossier, today: date) -> bytes:
    """The zip's bytes: one folder with the page, the record, the evidence and their SHA-256.

    The sums are those that were noted when each file was written, so that a check of the bag finds
    what was altered or went missing before it was packed. Raises `OptoutError`.
    """
    try:
        files, noted = _whole(dossier)
    except (OSError, ValueError, KeyError) as cause:  # a sum that was never noted, too
        raise OptoutError(errors.DOSSIER_DAMAGED, where=dossier.id) from cause
    files[PAGE] = page(dossier, today).encode()
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} | noted
    info = {
        "Bag-Software-Agent": f"optout {__version__}",
        "Bagging-Date": today.isoformat(),
        "External-Identifier": dossier.id,
    }
    return _zipped(dossier.id, bag.made(files, sums, info, {_README: _readme()}), today)


def _readme() -> str:
    """What somebody reads who has the zip, and no optout."""
    lines = (
        _("Open data/{file} first. Any browser shows it, without a network.").format(file=PAGE),
        "",
        _("This shows whether a file has changed since it was kept. Type it in this folder:"),
        f"    sha256sum -c {bag.SUMS}        (Linux)",
        f"    shasum -a 256 -c {bag.SUMS}    (macOS)",
        "    Get-FileHash -Path data\\*                    (Windows)",
        "    optout verify " + _("FILE.zip"),
        _("Windows only shows the sums. Compare them with those in {file}.").format(file=bag.SUMS),
        "",
    )
    return "\n".join(lines)


def _zipped(folder: str, files: Mapping[str, bytes], today: date) -> bytes:
    packed = io.BytesIO()
    within = min(max(today, _FIRST_DAY), _LAST_DAY)
    day = (within.year, within.month, within.day, 0, 0, 0)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", day)
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return packed.getvalue()


def _whole(dossier: Dossier) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files found, and the noted sum of every file expected."""
    known = manifest.read(dossier.path)
    files: dict[str, bytes] = {}
    sums: dict[str, str] = {}
    for name in (RECORD, *dossier.pieces()):
        if (data := _content(dossier, name)) is not None:
            files[name] = data
        digest = hashlib.sha256(files.get(name, b"")).hexdigest()
        sums[name] = digest if known.accepts(name, digest) else known.expected(name)
    return files, sums


def _content(dossier: Dossier, name: str) -> bytes | None:
    """What the file holds; None where it is none, or a link: that may lead out of the dossier."""
    try:
        no_link(dossier.path / name)
    except OSError:
        return None
    return (dossier.path / name).read_bytes()
