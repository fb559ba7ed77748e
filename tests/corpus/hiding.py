"""How sites hide a field that only a robot would fill."""

from collections.abc import Mapping

# On the box around the field.
_BOX: Mapping[str, str] = {
    "none": "display:none",
    "visibility": "visibility:hidden;height:0",
    "left": "position:absolute;left:-9999px",
    "top": "position:absolute;top:-5000px",
    "moved": "position:absolute;transform:translateX(-300vw)",
    "folded": "max-height:0;overflow:hidden;padding:0;margin:0",
    "zero": "width:0;height:0;overflow:hidden;position:absolute",
    "transparent": "opacity:0;position:absolute;pointer-events:none;height:1.5em",
    "faint": "opacity:.01;position:absolute;z-index:-1",
    "clip": "clip-path:inset(50%);position:absolute;white-space:nowrap",
    "clip_rect": "clip:rect(0 0 0 0);position:absolute;width:1px;height:1px;overflow:hidden",
    "scaled": "transform:scale(0);position:absolute",
    "skipped": "content-visibility:hidden;height:0",
}
# On the field itself.
_OWN: Mapping[str, str] = {
    "own_none": "display:none",
    "own_zero": "width:0;height:0;padding:0;border:0;position:absolute",
    "own_pixel": "width:1px;height:1px;opacity:.01;position:absolute;padding:0;border:0",
    "own_transparent": "opacity:0;position:absolute;z-index:-1",
    "own_left": "position:absolute;left:-5000px",
}
# In other ways.
_ATTRIBUTES: Mapping[str, Mapping[str, str | None]] = {
    "attribute": {"hidden": None},
    "inert": {"inert": None, "style": "opacity:0;position:absolute;height:0"},
}

HIDINGS: tuple[str, ...] = (*_BOX, *_OWN, *_ATTRIBUTES, "covered", "aria", "told")


def box_attributes(hiding: str) -> dict[str, str | None]:
    """What the box around a hidden field carries."""
    if hiding in _BOX:
        return {"style": _BOX[hiding]}
    if hiding == "covered":
        return {"style": "position:relative;overflow:hidden"}
    return dict(_ATTRIBUTES.get(hiding, {}))


def own_attributes(hiding: str) -> dict[str, str | None]:
    """What a hidden field carries itself."""
    attributes: dict[str, str | None] = {"tabindex": "-1", "autocomplete": "off"}
    if hiding in _OWN:
        attributes["style"] = _OWN[hiding]
    if hiding == "aria":
        attributes |= {"aria-hidden": "true", "name": "sneaky"}
    return attributes


def cover(hiding: str) -> str:
    """What lies on top of a covered field."""
    if hiding != "covered":
        return ""
    return '<div style="position:absolute;inset:0;background:#fff;z-index:5"></div>'
