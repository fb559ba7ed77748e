"""What stands around a form on a real page: search, newsletter, switches, a sign-in bar."""

from .field import MARK, Draft, Field
from .layouts import row
from .markup import el, text

HEADER = ("search", "signbar", "languages_top")
FOOTER = ("newsletter", "languages", "region")
FURNITURE = (*HEADER, *FOOTER, "cookies")


def button(draft: Draft, label: str, *, submit: bool = True) -> str:
    """A button, as the page's look makes them. Its mark is remembered by its label."""
    mark: dict[str, str | None] = {MARK: draft.mark(f"button {label}")}
    if draft.style.look == "modern":
        attributes: dict[str, str | None] = {
            "role": "button",
            "tabindex": "0",
            "class": f"x{draft.rng.randrange(36**6):x} btn",
        }
        return el("div", attributes | mark, f"<span>{text(label)}</span>")
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
        bar = row(draft, Field("user", mark="bar", layout="for")) + row(
            draft, Field("password", "password", layout="for")
        )
        inner += el(
            "form",
            {"action": "#", "method": "post", "class": "bar"},
            bar + button(draft, draft.button("sign_in")),
        )
    return el("header", {"class": "head"}, inner)


def footer(draft: Draft, chosen: frozenset[str]) -> str:
    """The foot of the page."""
    inner = ""
    if "newsletter" in chosen:
        box = row(draft, Field("newsletter", mark="newsletter", layout=_either(draft)))
        inner += el(
            "form",
            {"action": "#", "class": "nl"},
            el("h4", {}, text(draft.say("newsletter")))
            + box
            + button(draft, draft.button("subscribe")),
        )
    if "languages" in chosen:
        inner += row(draft, Field("language", "select", layout="for"))
    if "region" in chosen:
        inner += row(draft, Field("region", "select", layout=_either(draft)))
    links = "".join(el("a", {"href": "#"}, text(each)) + " " for each in draft.words.say["footer"])
    return el("footer", {}, inner + links)


def cookie_bar(draft: Draft) -> str:
    """A cookie choice that covers nothing."""
    buttons = button(draft, draft.button("reject"), submit=False) + button(
        draft, draft.button("accept"), submit=False
    )
    return el("div", {"class": "cookies", "role": "region"}, text(draft.say("cookies")) + buttons)


def modal(draft: Draft, title: str, inner: str) -> str:
    """A dialog over the page."""
    identifier = f"d{draft.number()}"
    attributes: dict[str, str | None] = {"role": "dialog", "aria-modal": "true"}
    attributes |= draft.rng.choice(
        ({"aria-labelledby": identifier}, {"aria-label": title}, {"aria-labelledby": identifier})
    )
    heading = el("h2", {"id": identifier}, text(title))
    return el("div", {"class": "veil"}, el("div", attributes, heading + inner))


def _either(draft: Draft) -> str:
    return draft.rng.choice(("placeholder", "aria_label", "for"))
