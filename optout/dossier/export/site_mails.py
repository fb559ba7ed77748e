"""Mails from the site kept in a dossier, and the domain that each says it is signed by (DKIM)."""

import re
from collections.abc import Iterable, Iterator
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path

from optout.system.files import no_link

SUFFIX = ".eml"
_LARGEST_HEAD = 256_000
_DOMAIN = re.compile(r"(?:^|;)\s*d\s*=\s*([A-Za-z0-9.-]{1,253})\s*(?:;|$)")


def site_mails(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The readable mails among these files of a dossier.

    Each with the domain of its DKIM signer (RFC 6376), unchecked; empty if unsigned.
    """
    for name in names:
        if not (name.startswith("reply-") and name.endswith(SUFFIX)):
            continue
        try:
            no_link(folder / name)
            with (folder / name).open("rb") as source:
                head = source.read(_LARGEST_HEAD)
        except OSError:
            continue
        yield name, _signed_by(head)


def _signed_by(head: bytes) -> str:
    """The domain in the first signature of a mail."""
    found = BytesHeaderParser(policy=policy.compat32).parsebytes(head)
    signatures = ["".join(str(text).split()) for text in found.get_all("DKIM-Signature", [])]
    domains = [domain[1] for text in signatures if (domain := _DOMAIN.search(text))]
    return domains[0] if domains else ""
