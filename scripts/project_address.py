"""The build asks here for the project's address: where the checkout was cloned from.

None is written down, so that a copy leads to itself, and nothing leads to a place that is nobody's.
Without a public address, as in an extracted download, the package names none.
"""

import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)(\[[^\]]*\])\((?!https?:|#)([^)]+)\)")
_CLONED_FROM = re.compile(
    r"(?:https://|ssh://)?(?:[^@/]+@)?([\w.-]+\.\w+)[:/]([\w./-]+?)(?:\.git)?/?"
)


class ProjectAddress(MetadataHookInterface):
    """Gives the package its page for an index, and its addresses."""

    def update(self, metadata: dict[str, Any]) -> None:
        address = address_of(Path(self.root))
        text = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": readable(text, address)}
        metadata["urls"] = addresses(address)


def address_of(checkout: Path) -> str:
    """The page of the repository that `checkout` was cloned from, or nothing."""
    command = ["git", "-C", str(checkout), "config", "--local", "--get", "remote.origin.url"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    cloned = _CLONED_FROM.fullmatch(done.stdout.strip())
    return f"https://{cloned[1]}/{cloned[2]}" if cloned else ""


def addresses(address: str) -> dict[str, str]:
    """The package's links, by their names on an index."""
    if not address:
        return {}
    return {
        "Homepage": address,
        "Documentation": f"{address}#readme",
        "Changelog": f"{address}/blob/main/.github/CHANGELOG.md",
        "Issues": f"{address}/issues",
    }


def readable(text: str, address: str) -> str:
    """The README where it stands alone: what it links to in the checkout is at the address."""
    if not address:
        return text

    def whole(link: re.Match[str]) -> str:
        kind = "raw" if link[1] else "blob"
        return f"{link[1]}{link[2]}({urljoin(f'{address}/{kind}/main/README.md', link[3])})"

    return _LINK.sub(whole, text)
