"""On which hosts something personal may be typed: those of the form's record, over https.

Practice and `--url` mean exactly one origin instead: `localhost` is not `127.0.0.1`.
"""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from optout.compiled import toml

_LABELS = frozenset(toml(Path(__file__).parent / "shared" / "labels.toml")["labels"])


@dataclass(frozen=True, slots=True)
class Allowed:
    """Where a form may be filled. Exactly one of the two ways applies.

    `hosts` and `locale_hosts` come from the form's record (https, default port only);
    `origin`, when set, is the only origin allowed, as `scheme://host:port`.
    """

    hosts: frozenset[str] = frozenset()
    locale_hosts: str = ""
    origin: str = ""

    def permits(self, url: str) -> bool:
        """Whether the frame at `url` is one of the form's own hosts."""
        parts = _split(url)
        if parts is None:
            return False
        if self.origin:
            return origin_of(url) == self.origin
        host = parts.hostname or ""
        if parts.scheme != "https" or parts.port not in (None, 443):
            return False
        label, _, rest = host.partition(".")
        locale_host = bool(self.locale_hosts) and rest == self.locale_hosts and label in _LABELS
        return host in self.hosts or locale_host


def origin_of(url: str) -> str:
    """The origin of an http(s) address with its default port left out; empty for any other."""
    parts = _split(url)
    if parts is None:
        return ""
    default = {"https": 443, "http": 80}[parts.scheme]
    port = "" if parts.port in (None, default) else f":{parts.port}"
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def plain_address(url: str) -> str:
    """The origin and path of an http(s) address: a user part or a query can hold a token."""
    return origin_of(url) + urlsplit(url).path


def is_loopback(url: str) -> bool:
    """Whether the address names this machine itself."""
    parts = _split(url)
    if parts is None:
        return False
    host = parts.hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    # An address with user information in it (`https://www.facebook.com@evil.test`) is made to
    # deceive; a backslash is read as a slash by browsers and as part of the host here.
    if not usable or "@" in parts.netloc or "\\" in url:
        return None
    return parts
