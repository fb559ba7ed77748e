"""JSON that is kept in a dossier, read so that whatever was read can be written again."""

import json
from typing import Any


def whole_json(raw: bytes) -> Any:
    """What `raw` holds. Raises `ValueError`: no JSON, nested too deep, or with half a character.

    Half a character can be told by an escape in JSON, but stands in no file and no letter.
    """
    try:
        data = json.loads(raw)
    except RecursionError as cause:
        raise ValueError("nested too deep") from cause
    json.dumps(data, ensure_ascii=False).encode()
    return data
