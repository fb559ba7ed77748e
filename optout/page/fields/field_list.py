"""The list of a field: what can be picked since it opened, watched in the page itself."""

from dataclasses import dataclass

from playwright.async_api import ElementHandle, JSHandle

from optout.locate.snapshot import NATIVE
from optout.page.script import script
from optout.system.attempt import attempt

_WATCH = script("watch_list", "pickables")
_LISTED = script("listed")
_SCROLL = script("scroll_list")
_UNDISTURBED = """(element, [watch, text]) => element.isConnected && !watch.left &&
  (text === null || (('value' in element ? element.value : element.innerText) || '').trim() ===
    text.trim())"""
# Many a page looks at what was typed a moment later, and opens its list again, which would then lie
# over other fields. It closes when the cursor leaves; one that was not picked from, by its key, but
# that could close a dialog around the form, too. After a pick nobody waits for that: the next field
# is filled meanwhile, and if this one is typed into once more, that is another choice.
_END = """(watch, picked) => {
  watch.stop();
  const rest = watch.elements.length ? watch.typed + 400 - performance.now() : 0;
  let again = false;
  watch.once('input', () => { again = true; });
  const closed = new Promise(resolve => setTimeout(() => {
    if (!again) watch.close(picked);
    resolve();
  }, Math.max(50, rest)));
  return picked ? null : closed;
}"""
# Whether a click closes its list: what opened over it would be picked instead.
_CLOSES = (
    f"element => {{ {NATIVE}"
    + """
  const {left, top, width, height} = element.getBoundingClientRect();
  const hit = native(element.getRootNode()).elementFromPoint(left + width / 2, top + height / 2);
  return element.matches('[aria-expanded=true]') && element.contains(hit) &&
    !hit.closest('[role=option]');
}"""
)
_CLOSED = """(element, watch) =>
  element.getAttribute('aria-expanded') === 'false' && watch.fresh().length === 0"""
_PAINTED = """watch => new Promise(resolve => {
  setTimeout(() => resolve(false), 500);
  requestAnimationFrame(() => resolve(watch.painted));
})"""


@dataclass(frozen=True, slots=True)
class FieldList:
    """What a field's list shows. All of it raises `ActFailed` when the field is gone."""

    _element: ElementHandle
    _watch: JSHandle

    async def texts(self, patience: int) -> tuple[list[str], bool]:
        """The texts of what can be picked, and whether they differ from the last answer.

        They are waited for `patience` milliseconds.
        """
        texts, news = await attempt(self._watch.evaluate(_LISTED, patience))
        return [str(text) for text in texts], bool(news)

    async def line(self, index: int) -> ElementHandle | None:
        """What can be picked at that place among the last texts."""
        handle = await attempt(self._watch.evaluate_handle("(w, i) => w.elements[i]", index))
        return handle.as_element()

    async def scroll(self) -> bool:
        """Show more of a long list; whether there was more."""
        return bool(await attempt(self._watch.evaluate(_SCROLL)))

    async def shown(self) -> bool:
        """Something could be picked at the last look."""
        return bool(await attempt(self._watch.evaluate("watch => watch.elements.length > 0")))

    async def closed(self) -> bool:
        """Nothing can be picked now, and the field says that its list is closed."""
        return bool(await attempt(self._element.evaluate(_CLOSED, self._watch)))

    async def undisturbed(self, text: str | None) -> bool:
        """The cursor stayed, nobody did anything else, and the field holds `text`, if any
        was typed: so that what is not listed is not on offer."""
        return bool(await attempt(self._element.evaluate(_UNDISTURBED, [self._watch, text])))

    async def unfinished(self) -> None:
        """Note that its end was not seen."""
        await attempt(self._watch.evaluate("watch => { watch.left = true; }"))

    async def painted(self) -> bool:
        """The tab was painted since the field is watched."""
        return bool(await attempt(self._watch.evaluate(_PAINTED)))

    async def end(self, *, picked: bool) -> bool:
        """Watch no more, and let the list close; whether it stands open still, and a click on the
        field closes it."""
        await attempt(self._watch.evaluate(_END, picked))
        return not picked and bool(await attempt(self._element.evaluate(_CLOSES)))


async def field_list(element: ElementHandle) -> FieldList:
    """The list of `element`, watched from now on: what can be picked already is not of it."""
    return FieldList(element, await attempt(element.evaluate_handle(_WATCH)))
