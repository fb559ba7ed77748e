"""System packages on Debian and its kin, as root or through sudo."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bootstrap import run
from bootstrap.words import Stop, Talk

LISTS = Path("/var/lib/apt/lists")
_OPTIONS = ("-q", "-y", "-o", "DPkg::Lock::Timeout=300")


def available() -> bool:
    """Whether this system has apt at all."""
    return shutil.which("apt-get") is not None


def command(packages: Sequence[str]) -> str:
    """What a person types to install them."""
    update, install = "apt-get update", f"apt-get install {' '.join(packages)}"
    prefix = become()
    if prefix is None:
        return f'su -c "{update} && {install}"'
    sudo = "sudo " if prefix else ""
    return f"{sudo}{update} && {sudo}{install}"


def install(packages: Sequence[str], talk: Talk, *, recommended: bool = False) -> None:
    """Install them if the person agrees. Raises `Stop` with the exact command where that fails."""
    if not talk.agreed("apt", packages=" ".join(packages)):
        raise Stop(talk.text("apt_declined", command=command(packages)))
    options = [*_OPTIONS, *([] if recommended else ["--no-install-recommends"])]
    order = ["install", *options, *packages]
    # On a bare system there are no package lists; old ones name files that are gone.
    ended = _apt(order) if any(LISTS.glob("*Packages*")) else None
    if ended is None or not ended.good:
        _apt(["update", *_OPTIONS])
        ended = _apt(order)
    if not ended.good:
        text = talk.text("apt_failed", command=command(packages))
        raise Stop(text, lines=ended.lines[-5:])


def become() -> list[str] | None:
    """What goes before a command to run it as root; None where there is no way to."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    # Without a terminal sudo cannot ask for the password: at least it fails at once.
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]


def _apt(arguments: Sequence[str]) -> run.Ended:
    prefix = become()
    if prefix is None:
        return run.Ended(1, [])
    # sudo takes away the caller's environment; apt must not ask anything.
    quiet = ["env", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return run.quietly([*prefix, *quiet, *arguments])
