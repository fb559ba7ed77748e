"""What the page itself is asked and told: a function in each file of `scripts`."""

from pathlib import Path

from optout.locate.snapshot import NATIVE, function_in

_FOLDER = Path(__file__).parent / "scripts"


def script(name: str, *parts: str) -> str:
    """The function in `<name>.js`; what the files of `parts` hold is there under their names."""
    held = "".join(f"const {part} = {function_in(_FOLDER / f'{part}.js')};\n" for part in parts)
    code = function_in(_FOLDER / f"{name}.js")
    return f"(...given) => {{ {NATIVE}\n{held}return ({code})(...given); }}"
