"""System packages on Debian and its kin, as root or through sudo."""

import os
import shutil
from collections.abc import Sequence

from bootstrap import run
from bootstrap.words import Stop, Talk


def available() -> bool:
    """Whether this system has apt at all."""
    return shutil.which("apt-get") is not None


def install(packages: Sequence[str], talk: Talk) -> None:
    """Install them if the person agrees. Raises `Stop` with the exact command where they do not,
    or it fails."""
    names = " ".join(packages)
    root = _become_root()
    lines: list[str] = []
    if root is not None and talk.agreed("apt", packages=names):
        # sudo takes away the caller's environment; apt must not ask anything.
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qy"]
        apt += ["-o", "DPkg::Lock::Timeout=300"]
        run.quietly([*apt, "update"])  # on a bare system there are no package lists
        ended = run.quietly([*apt, "install", "--no-install-recommends", *packages])
        if ended.good:
            return
        lines = ended.lines
    raise Stop(talk.text("not_installed", command=_command(names)), lines=lines)


def _become_root() -> list[str] | None:
    """What goes before a command to run it as root; None where there is no way to."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    return ["sudo"] if shutil.which("sudo") else None


def _command(names: str) -> str:
    """What a person types to install them."""
    root = _become_root()
    if root is None:
        return f'su -c "apt-get update && apt-get install {names}"'
    return " ".join([*root, "apt-get update &&", *root, "apt-get install", names])
