"""JSON that is kept in a dossier, read so that whatever was read can be written again."""

import json
from typing import Any

_MAY_BE_HALF = (rb"\ud", rb"\uD", b"\xed", b"\0")
"""How half a character can be written, by an escape, in UTF-8 or in UTF-16; most files have none of
these, and ten thousand are read at a time."""


def whole_json(raw: bytes) -> Any:
    """What `raw` holds. Raises `ValueError`: no JSON, nested too deep, or with half a character.

    Half a character can be told by an escape in JSON, but stands in no file and no letter.
    """
    try:
        data = json.loads(raw)
    except RecursionError as cause:
        raise ValueError("nested too deep") from cause
    if any(half in raw for half in _MAY_BE_HALF):
        json.dumps(data, ensure_ascii=False).encode()
    return data
