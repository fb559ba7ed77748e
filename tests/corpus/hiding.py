"""How sites hide a field that only a robot would fill."""

from collections.abc import Mapping

from support.tables import beside

_STYLES: Mapping[str, Mapping[str, str]] = beside(__file__)
_BOX, _OWN = _STYLES["box"], _STYLES["own"]
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
