"""What stands around a form on a real page: search, newsletter, switches, a sign-in bar."""

from .field import MARK, Draft, Field
from .layouts import row
from .markup import el, text

HEADER = ("search", "signbar", "languages_top")
FOOTER = ("newsletter", "languages", "region")
FURNITURE = (*HEADER, *FOOTER, "cookies")


def button(
    draft: Draft, label: str, *, submit: bool = True, key: str = "", disabled: bool = False
) -> str:
    """A button, as the page's look makes them. Its mark is remembered by its key or label."""
    mark: dict[str, str | None] = {MARK: draft.mark(key or f"button {label}")}
    if key and draft.style.look == "modern":
        mark["aria-disabled"] = "true" if disabled else "false"
    elif disabled:
        mark["disabled"] = None
    if draft.style.look == "modern":
        name = f"x{draft.rng.randrange(36**6):x} btn"
        role = {"role": "button", "tabindex": "0", "class": name}
        return el("div", role | mark, f"<span>{text(label)}</span>")
    kind = "submit" if submit else "button"
    if draft.style.look == "bare":
        return el("input", {"type": kind, "value": label} | mark)
    return el("button", {"type": kind, "class": "btn"} | mark, text(label))


def header(draft: Draft, chosen: frozenset[str]) -> str:
    """The head of the page, with the links that every page has."""
    inner = f"<b>{text(draft.rng.choice(('Meta', 'Acme', 'Orbis', 'Nordlys')))}</b> "
    if "search" in chosen:
        box = row(draft, Field("search", "search", layout=_either(draft)))
        inner += el("form", {"role": "search", "action": "#"}, box)
    if "languages_top" in chosen:
        inner += row(draft, Field("language", "select", layout="aria_label"))
    if "signbar" in chosen:
        bar = row(draft, Field("user", mark="bar", layout="for"))
        bar += row(draft, Field("password", "password", layout="for"))
        bar += button(draft, draft.button("sign_in"))
        inner += el("form", {"action": "#", "method": "post", "class": "bar"}, bar)
    return el("header", {"class": "head"}, inner)


def footer(draft: Draft, chosen: frozenset[str]) -> str:
    """The foot of the page."""
    inner = ""
    if "newsletter" in chosen:
        box = row(draft, Field("newsletter", mark="newsletter", layout=_either(draft)))
        box = el("h4", {}, text(draft.say("newsletter"))) + box
        box += button(draft, draft.button("subscribe"))
        inner += el("form", {"action": "#", "class": "nl"}, box)
    if "languages" in chosen:
        inner += row(draft, Field("language", "select", layout="for"))
    if "region" in chosen:
        inner += row(draft, Field("region", "select", layout=_either(draft)))
    links = "".join(el("a", {"href": "#"}, text(each)) + " " for each in draft.words.say["footer"])
    return el("footer", {}, inner + links)


def cookie_buttons(draft: Draft) -> str:
    reject = button(draft, draft.button("reject"), submit=False)
    return reject + button(draft, draft.button("accept"), submit=False)


def cookie_bar(draft: Draft) -> str:
    """A cookie choice that covers nothing."""
    buttons = cookie_buttons(draft)
    return el("div", {"class": "cookies", "role": "region"}, text(draft.say("cookies")) + buttons)


def modal(draft: Draft, title: str, inner: str) -> str:
    """A dialog over the page."""
    identifier = f"d{draft.number()}"
    by = {"aria-labelledby": identifier}
    named = draft.rng.choice((by, {"aria-label": title}, by))
    attributes = {"role": "dialog", "aria-modal": "true"} | named
    heading = el("h2", {"id": identifier}, text(title))
    return el("div", {"class": "veil"}, el("div", {**attributes}, heading + inner))


def _either(draft: Draft) -> str:
    return draft.rng.choice(("placeholder", "aria_label", "for"))
