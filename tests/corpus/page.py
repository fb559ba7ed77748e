"""From a recipe's page to documents: look, furniture, wrapping, and the time of arrival."""

import json
from pathlib import Path

from .field import Draft
from .furniture import button, cookie_bar, footer, header, modal
from .layouts import rows
from .markup import el, text
from .spec import SITE, Case, Spec

CSS = Path(__file__).with_suffix(".css").read_text("utf-8")


def build(draft: Draft, spec: Spec) -> Case:
    """The case: every document of the page, and what is expected of it."""
    files: dict[str, str] = {}
    for address, fields in spec.frames.items():
        files[address] = _document(draft, spec, _form(draft, spec, rows(draft, fields)))
    body = _wrapped(draft, spec, files)
    address = spec.address or f"{SITE}/"
    files[address] = _document(draft, spec, _arriving(draft, body))
    return Case(
        lang=draft.style.lang,
        kinds=spec.kinds,
        wants=dict(spec.wants),
        address=address,
        documents=files,
        tokens=dict(draft.tokens),
        patient=draft.style.arrival != "now",
        portal=spec.address != "",
        problem=spec.problem,
    )


def _content(draft: Draft, spec: Spec) -> str:
    """Heading, messages, form: what a person came for."""
    fields = list(spec.fields)
    if draft.style.shuffle:
        draft.rng.shuffle(fields)
    made = rows(draft, fields)
    form = _form(draft, spec, made) if fields or spec.action else spec.in_form
    intro = "".join(el("p", {}, text(each)) for each in spec.intro.split("\n") if each)
    return intro + spec.above + form + spec.below


def _form(draft: Draft, spec: Spec, inner: str) -> str:
    inner += spec.in_form
    if spec.action:
        inner += el("div", {"class": "row"}, button(draft, spec.action))
    look = draft.style.look
    if look == "classic":
        for each in ("jazoest", "lsd", "support_form_id", "support_form_locale_id"):
            inner += el("input", {"type": "hidden", "name": each, "value": "1"})
        attributes = {"action": "/ajax/help/contact/submit/page", "method": "post"}
        attributes |= {"class": "_contactForm", "onsubmit": "return false;"}
        return el("form", {**attributes}, inner)
    if look == "modern" and (spec.address or draft.rng.random() < 0.5):
        return el("div", {"class": f"x{draft.rng.randrange(36**6):x} x78zum5"}, inner)
    return el("form", {"action": "#", "method": "post"}, inner)


def _heading(draft: Draft, spec: Spec) -> str:
    if spec.address and draft.rng.random() < 0.5:
        return el("div", {"role": "heading", "aria-level": "1"}, text(spec.title))
    tag = {"classic": "h2", "bare": "h3"}.get(draft.style.look, "h1")
    return el(tag, {"class": "title"}, text(spec.title))


def _wrapped(draft: Draft, spec: Spec, files: dict[str, str]) -> str:
    wrap = draft.style.wrap
    inner = _content(draft, spec)
    heading = _heading(draft, spec)
    if wrap in ("frame", "frame_shadow"):
        inside = _shadow(draft, inner) if wrap == "frame_shadow" else inner
        files[f"{SITE}/inner"] = _document(draft, spec, el("main", {}, inside))
        inner = el("iframe", {"src": f"{SITE}/inner", "title": "form"})
    elif wrap == "shadow":
        inner = _shadow(draft, inner)
    elif wrap == "deep_shadow":
        inner = _shadow(draft, el("section", {}, _shadow(draft, inner)))
    elif wrap == "dialog":
        return _around(draft, spec, el("main", {}, "<p>…</p>"), modal(draft, spec.title, inner))
    return _around(draft, spec, el("main", {"role": "main"}, heading + inner), "")


def _around(draft: Draft, spec: Spec, main: str, over: str) -> str:
    chosen = spec.furniture
    made = "" if draft.style.look == "bare" and not chosen else header(draft, chosen)
    made += main
    if draft.style.look != "bare" or chosen:
        made += footer(draft, chosen)
    if "cookies" in chosen:
        made += cookie_bar(draft)
    return made + over + spec.over + "".join(draft.later)


def _shadow(draft: Draft, inner: str) -> str:
    host = draft.rng.choice(("x-form", "app-root", "contact-widget", "div"))
    style = el("style", {}, CSS)
    return el(host, {}, el("template", {"shadowrootmode": "open"}, style + inner))


def _arriving(draft: Draft, body: str) -> str:
    arrival = draft.style.arrival
    if arrival == "now":
        return body
    source = json.dumps(body).replace("</", "<\\/")
    put = f"const put=()=>document.getElementById('app').setHTMLUnsafe({source});"
    if arrival == "late":
        wait = draft.rng.choice((700, 1000, 1400))
        return f'<div id="app"><p>…</p></div><script>{put}setTimeout(put,{wait})</script>'
    again = "".join(f"setTimeout(put,{wait});" for wait in (150, 400))
    return f'<div id="app">{body}</div><script>{put}{again}</script>'


def _document(draft: Draft, spec: Spec, body: str) -> str:
    words = draft.words
    attributes: dict[str, str | None] = {}
    tag = {"right": words.code, "english": "en", "none": ""}[draft.style.lang_tag]
    if tag:
        attributes["lang"] = tag
    head = '<meta charset="utf-8">' + el("title", {}, text(spec.title)) + el("style", {}, CSS)
    page = el("head", {}, head) + el("body", {"class": draft.style.look}, body)
    return "<!doctype html>" + el("html", attributes, page)
