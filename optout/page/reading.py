"""Reads a page: which one it is, which fields are there. The one way from a page to `locate`."""

import asyncio
import contextlib
import weakref
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from playwright.async_api import ElementHandle, Frame, JSHandle, Page

from optout.countries import is_country_list
from optout.domain.proofs import Proof, Why
from optout.forms.hosts import origin_of
from optout.locate.claims.claims import Claim
from optout.locate.claims.page_claim import PageClaim, claim_on, errors_of
from optout.locate.context import context_of
from optout.locate.fields.field import Field
from optout.locate.fields.find import find_all
from optout.locate.fields.fingerprint import fingerprint
from optout.locate.fields.steps import code_on_its_way, step_of
from optout.locate.form.gates import Gate, GateOption, find_gates
from optout.locate.form.limits import NO_LIMITS, TextLimits, limits_of
from optout.locate.form.only_person import may_stay_empty, only_for_person
from optout.locate.kinds.codes import CodeProblem, code_problem
from optout.locate.kinds.page_state import asked_by, claimed_by, given_email
from optout.locate.parsing.parse import SEEN, clean, holder_of, parse
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import LIMITS, SCRIPT, Block, Control, FrameSnapshot, Snapshot
from optout.locate.stems import said
from optout.page.script import script
from optout.page.watch import MOST_FRAMES, URL_MOST, Mark, changed
from optout.page.written_frame import at_home
from optout.system.attempt import ActFailed, TooSlow, attempt
from optout.system.timeouts import bounded

__all__ = [
    "Gate",
    "GateOption",
    "PageGone",
    "Reading",
    "Stale",
    "TextLimits",
    "changed",
    "read",
    "settled",
    "warm",
]

_WITH_FIELDS = (PageKind.FORM, PageKind.CODE)
_KEPT_READINGS = 8
_MOST_LOOKS = 5
_TAG_MOST = 4096
_TELLING = 20
"""Characters from which a text that stands in the letter is taken from it."""


class Stale(ActFailed):
    """The element is no longer in the page; read the page again."""


class PageGone(Exception):
    """The page was closed or has crashed."""


@dataclass(frozen=True)
class Reading:
    """One look at a page: which one it is, and what is there."""

    kind: PageKind
    why: Why
    """What makes it that kind."""
    language: str
    """The page's, as `locate` tells it."""
    url: str
    """Where it is now, which may be elsewhere than what was opened."""
    title: str
    fields: Mapping[Role, Field]
    """Of every role, also of those that are missing."""
    gates: tuple[Gate, ...]
    """The questions that come before the fields."""
    errors: tuple[str, ...]
    """What the page complains of, in its own words."""
    code_problem: CodeProblem
    """What it complains of the code, if anything."""
    cookie_choice: bool
    """A choice of cookies covers it."""
    fingerprint: str
    """What the form is known by, in every language."""
    of_objection: bool
    """Its text speaks of an objection."""
    claim: Claim
    """What the page claims of what was sent, by what it did not say before."""
    proof: Proof
    """Where the sentence of that claim stands."""
    snapshot: Snapshot
    _looks: Mapping[int, JSHandle] = field(repr=False)
    """What the elements of each frame are found by."""
    code_sent: bool = False
    """It says that a code is on its way."""
    step: tuple[int, int] | None = None
    """Which step of a wizard it is, and of how many, where the page says both."""
    only_for_person: tuple[str, ...] = ()
    """The labels of what only the person may tick or sign."""
    optional: tuple[str, ...] = ()
    """The labels of the boxes for text that may stay empty, as they say themselves."""
    limits: TextLimits = NO_LIMITS
    """How much the box for the letter takes."""
    covered: bool = False
    """Something lies over the fields of a page of unknown kind."""
    given_email: Control | None = None
    """The form's address, where it is there already and cannot be changed."""
    later: bool = False
    """It came too late to answer what was sent."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What each frame looked like, for `changed(page, since=reading.marks)`."""
        return tuple((frame.mark, frame.url) for frame in self.snapshot.frames)

    @property
    def framed(self) -> bool:
        """A field that was found stands in a frame of another site's."""
        found = (field.control for field in self.fields.values() if field.status == "found")
        urls = {self.snapshot.frames[control.frame].url for control in found if control}
        return bool({origin_of(url) for url in urls} - {origin_of(self.url), ""})

    async def handle(self, control: Control) -> ElementHandle:
        """The control's element. Raises `Stale` when it is gone from the page."""
        element = await self._element(control.frame, control.key, control.name, control.id)
        if control.kind is not ControlKind.CONTENTEDITABLE:
            return element
        try:
            return await at_home(element)
        except ActFailed as gone:
            raise Stale(control.key) from gone

    async def is_at(self, control: Control, handle: ElementHandle) -> bool:
        """The control's element is this very one. Raises `Stale` when one of them is gone
        from the page."""
        place = [_place(control.key), control.name, control.id, handle]
        try:
            found = await attempt(self._looks[control.frame].evaluate(_IS_AT, place))
        except (ActFailed, KeyError) as gone:
            raise Stale(control.key) from gone
        if found is None:
            raise Stale(control.key)
        return bool(found)

    async def parts(self, control: Control) -> list[ElementHandle]:
        """The elements of a code's boxes in their order; the control's own where it has none.

        Raises `Stale` when one is gone from the page.
        """
        if not control.parts:
            return [await self.handle(control)]
        return [await self._element(control.frame, key) for key in control.parts]

    async def opening_tags(self) -> dict[Role, str]:
        """The opening tag of each field that was found, as in the page, its value blanked: up to
        4,096 characters. Of a frame that is gone there is none."""
        tags: dict[Role, str] = {}
        controls = {role: one.control for role, one in self.fields.items() if one.control}
        for frame, look in self._looks.items():
            here = {role: c.key for role, c in controls.items() if c.frame == frame}
            if not here:
                continue
            with contextlib.suppress(ActFailed):
                places = list(map(_place, here.values()))
                rows: object = await attempt(look.evaluate(_TAGS, [places, _TAG_MOST]))
                rows = rows if isinstance(rows, list) else []
                tags |= {role: clean(tag, _TAG_MOST) for role, tag in zip(here, rows, strict=False)}
        return tags

    async def _element(
        self, frame: int, key: str, name: str | None = None, ident: str | None = None
    ) -> ElementHandle:
        place = [_place(key), name, ident]
        try:
            found = await attempt(self._looks[frame].evaluate_handle(_ELEMENT, place))
        except (ActFailed, KeyError) as gone:
            raise Stale(key) from gone
        element = found.as_element()
        if element is None:
            raise Stale(key)
        return element


def _without(snapshot: Snapshot, letter: str) -> Snapshot:
    """The snapshot less what the page shows of the letter, as a receipt may."""
    if not letter:
        return snapshot
    whole = " ".join(letter.split())

    def own(block: Block) -> bool:
        return len(block.text) >= _TELLING and " ".join(block.text.split()) in whole

    frames = (
        replace(frame, blocks=tuple(b for b in frame.blocks if not own(b)))
        for frame in snapshot.frames
    )
    return replace(snapshot, frames=tuple(frames))


def _place(key: str) -> int:
    """Where an element stands among those of its look."""
    return int(key.split(":")[1])


def warm() -> None:
    """Read the word files and country names now, for example while the browser starts."""
    said("warm", "en")
    is_country_list(("France", "Ireland"))


_kept: "weakref.WeakKeyDictionary[Page, deque[list[JSHandle]]]" = weakref.WeakKeyDictionary()


async def read(
    page: Page,
    permits: Callable[[str], bool],
    *,
    limit: float = 10.0,
    continues: Callable[[str], bool] = lambda _url: False,
    letter: str = "",
    known: frozenset[str] = frozenset(),
) -> Reading:
    """One look. Each frame is given `limit` seconds; one that hangs is left out and said.

    `continues` tells of an address whether a page there may go on with a form that was begun.
    `letter` is what was filled in as one: where the page shows it, the page says nothing by it; nor
    by the texts that are `known`, as they stood there before.
    Raises `PageGone` when the page is closed or has crashed.
    """
    if page.is_closed():
        raise PageGone
    frames = page.frames[:MOST_FRAMES]
    looks = await asyncio.gather(*(_look(f, i, permits, limit) for i, f in enumerate(frames)))
    if page.is_closed():
        raise PageGone
    handles = {i: handle for i, (_, handle) in enumerate(looks) if handle is not None}
    await _keep(page, list(handles.values()))
    snapshot = Snapshot(page.url, tuple(frame for frame, _ in looks))
    return judge(snapshot, handles, continued=continues(snapshot.url), letter=letter, known=known)


def judge(
    snapshot: Snapshot,
    looks: Mapping[int, JSHandle],
    *,
    continued: bool = False,
    letter: str = "",
    known: frozenset[str] = frozenset(),
) -> Reading:
    """What a snapshot means. `looks` are what its frames' elements are found by; `continued` as in
    `PageContext`, `letter` and `known` as in `read`."""
    context = context_of(_without(snapshot, letter), continued=continued)
    gates = find_gates(context)
    fields = find_all(context, gates)
    asked = asked_by(context, fields, gates)
    # Of a form that nothing was sent from, nothing is claimed.
    silent = asked is not None and (asked.kind is not PageKind.FORM or not known)
    page_claim = PageClaim(Claim(), Proof.PAGE) if silent else claim_on(context, known)
    state = asked or claimed_by(context, page_claim, gates)
    if state.why.proof in (Proof.ASKS_PASSWORD, Proof.SIGN_IN_BEGINS):
        fields = {role: Field(role, "missing", "a page to sign in") for role in fields}
    ours = [c for field in fields.values() for c in (field.control, *field.candidates) if c]
    unknown = state.kind is PageKind.UNKNOWN
    main = snapshot.main
    return Reading(
        kind=state.kind,
        why=Why(main.unread) if main.unread else state.why,
        language=context.language,
        url=snapshot.url,
        title=main.title,
        fields=fields,
        gates=gates,
        errors=errors_of(context),
        code_problem=code_problem(context, fields),
        cookie_choice=context.scope.cookie_choice,
        fingerprint=fingerprint(snapshot, fields),
        of_objection="object" in context.topics,
        claim=page_claim.claim,
        proof=page_claim.proof,
        snapshot=snapshot,
        _looks=looks,
        code_sent=state.kind in _WITH_FIELDS and code_on_its_way(context, fields),
        step=step_of(context),
        only_for_person=only_for_person(context) if state.kind is PageKind.FORM else (),
        optional=may_stay_empty(context, ours) if state.kind is PageKind.FORM else (),
        limits=limits_of(context, fields[Role.EXPLANATION].control),
        covered=unknown and context.scope.covered,
        given_email=given_email(context, fields) if state.kind is PageKind.FORM else None,
    )


async def _look(
    frame: Frame, index: int, permits: Callable[[str], bool], limit: float
) -> tuple[FrameSnapshot, JSHandle | None]:
    url = frame.url[:URL_MOST]
    try:
        return await attempt(_at_one_address(frame, index, permits), limit)
    except TooSlow:
        unread = Proof.NO_ANSWER
    except (ActFailed, ValueError, LookupError, TypeError, RecursionError) as why:
        if isinstance(why, ActFailed) and why.crashed:
            raise PageGone from why
        unread = Proof.UNREADABLE
    return FrameSnapshot(index, url, permits(url), unread=unread), None


async def _at_one_address(
    frame: Frame, index: int, permits: Callable[[str], bool]
) -> tuple[FrameSnapshot, JSHandle]:
    """A look during which the frame's address stayed the same, as what is permitted hangs on it.

    A frame's document is there a moment before its address is known.
    """
    for _ in range(_MOST_LOOKS):
        url = frame.url[:URL_MOST]
        seen = await _collect(frame, index, url, permits(url))
        if frame.url[:URL_MOST] == url:
            return seen
        await seen[1].dispose()
    raise ValueError("the address does not stay")


async def _collect(
    frame: Frame, index: int, url: str, permitted: bool
) -> tuple[FrameSnapshot, JSHandle]:
    known = SEEN
    if frame.parent_frame is not None:
        holder = await frame.frame_element()
        known = holder_of(await holder.evaluate(_HOLDER))
        await holder.dispose()
    handle = await frame.evaluate_handle(SCRIPT, LIMITS)
    text: Any = await handle.evaluate(_TEXT)
    return parse(text, index=index, url=url, permitted=permitted, holder=known), handle


# What it says is fetched once, and not kept in the page.
_TEXT = "look => { const text = look.json; delete look.json; return text; }"
_ONE = """
  const text = (value) => (value || "").slice(0, 1200).replace(/\\s+/g, " ").trim().slice(0, 300);
  const one = look.elements[index];
  const same = name === null || (one && text(one.getAttribute("name")) === name &&
    text(one.id) === id);
  const there = one && one.isConnected && same;
"""
_ELEMENT = "(look, [index, name, id]) => {" + _ONE + " return there ? one : null; }"
_IS_AT = (
    "(look, [index, name, id, other]) => {"
    + _ONE
    + " return there && other.isConnected ? one === other : null; }"
)

_TAGS, _HOLDER = script("opening_tags"), script("frame_element")


async def _keep(page: Page, handles: list[JSHandle]) -> None:
    """Hold the elements of the last few readings only: the page would keep all of them alive."""
    kept = _kept.setdefault(page, deque())
    kept.append(handles)
    while len(kept) > _KEPT_READINGS:
        for handle in kept.popleft():
            try:
                await attempt(handle.dispose(), 1)
            except ActFailed:
                continue


async def settled(
    page: Page,
    permits: Callable[[str], bool],
    *,
    still: float = 0.5,
    patience: float = 4.0,
    limit: float = 10.0,
    continues: Callable[[str], bool] = lambda _url: False,
    letter: str = "",
    known: frozenset[str] = frozenset(),
) -> Reading:
    """The page once it has been still for `still` seconds with fields found, else after `patience`.

    Seconds. Raises `PageGone` as `read` does.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    look = partial(
        read, page, permits, limit=limit, continues=continues, letter=letter, known=known
    )
    while True:
        reading = await look()
        ready = any(f.status == "found" for f in reading.fields.values())
        remaining = end - loop.time()
        wait = min(still, remaining) if ready else remaining
        try:
            await bounded(changed(page, reading.marks), max(0.0, wait))
        except TimeoutError:
            return reading if ready else await look()
        if loop.time() >= end:
            return await look()
