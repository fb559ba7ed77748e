"""A desktop entry, read as freedesktop.org's specification has it read."""

import re
from pathlib import Path


def command_of(file: Path) -> list[str]:
    """The words of its key Exec, each of them quoted; field codes have no place in it."""
    (line,) = [line for line in file.read_text("utf-8").splitlines() if line.startswith("Exec=")]
    value = line.removeprefix("Exec=").replace(r"\\", "\\")
    words = re.findall(r'"((?:\\.|[^"\\])*)"', value)
    assert value == " ".join(f'"{word}"' for word in words)
    assert "%" not in "".join(words).replace("%%", "")
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words]
