"""A setting that the person changes: the way there, the page, a picture, the person's word."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from playwright.async_api import Page

from optout import i18n
from optout.domain.states import State
from optout.forms import spec
from optout.i18n import N_, _
from optout.i18n.cldr import language_name
from optout.letters import data_words
from optout.page.open_form import Fault, open_form
from optout.page.tab import Listener, Tab
from optout.run.form_inputs import FormInput
from optout.run.recording.recorder import Recorder
from optout.run.talk import messages
from optout.terminal.human import Choice, Human

_Words = TypeVar("_Words", str, tuple[str, ...])


class _Switched(NamedTuple):
    """What is said of a setting that is to be switched off, or on."""

    heading: str
    label: str
    other: str
    asked: str
    done: str


_OFF = _Switched(
    N_("{form}: switch it off yourself"),
    N_("Switch off: “{label}”"),
    N_("Switch off: “{label}” (in {language}; the page may say it otherwise)"),
    N_("{form}: is it off now?"),
    N_("Yes, it is off"),
)
_ON = _Switched(
    N_("{form}: switch it on yourself"),
    N_("Switch on: “{label}”"),
    N_("Switch on: “{label}” (in {language}; the page may say it otherwise)"),
    N_("{form}: is it on now?"),
    N_("Yes, it is on"),
)


class SettingsPage:
    """The page with the setting, in the browser of the run. `opening`: seconds for its answer."""

    def __init__(
        self, page: Page, form_input: FormInput, recorder: Recorder, opening: float
    ) -> None:
        self._tab = Tab(page, form_input.allowed, Listener())
        self._recorder, self._opening = recorder, opening

    async def open(self, url: str) -> Fault | None:
        return await open_form(self._tab.page, url, self._opening)

    async def aclose(self) -> None:
        """Hear of the window no more, which stays open."""
        await self._tab.close()

    async def picture(self) -> None:
        await self._recorder.picture(self._tab, "switched-off", "result")


async def switch_off(
    human: Human, way: spec.Form, url: str, page: SettingsPage | None
) -> State | None:
    """Lead the person to the setting; what they say of it, None where nobody can be asked.

    Nothing is switched by the tool. It is at `url`, empty where it is in the app only; `page` is
    None where no browser is to be used.
    """
    switch = way.switch
    assert switch is not None
    words = _ON if switch.on else _OFF
    human.heading(_(words.heading).format(form=way.name))
    messages.untried(human, way)
    _say_the_way(human, switch, url, by_hand=page is None)
    if page is not None and url:
        fault = await page.open(url)
        if fault is not None:
            messages.fault(human, way.name, fault)
    if not human.can_ask:
        return None
    await human.hand_over(way.record, "switch_off")
    answer = await human.choose(_(words.asked).format(form=way.name), _answers(words.done))
    if answer == "off" and page is not None:
        await page.picture()
    return _STATES[answer]


_STATES: Mapping[str, State] = {
    "off": State.SWITCHED_OFF,
    "later": State.ABANDONED,
    "none": State.UNAVAILABLE,
}


def _answers(done: str) -> list[Choice]:
    return [
        Choice("off", _(done)),
        Choice("later", _("No, I do it another time")),
        Choice("none", _("I have no such setting")),
    ]


def _say_the_way(human: Human, switch: spec.Switch, url: str, *, by_hand: bool) -> None:
    if not url:
        steps = [_("Open the app or the site, and sign in.")]
    elif by_hand:
        steps = [_("Open this address, and sign in: {url}").format(url=url)]
    else:
        steps = [_("Look at the browser window, and sign in there if it asks you to.")]
    language = i18n.language()
    if path := _in_language(switch.path):
        steps.append(_("Go this way: {path}").format(path=" > ".join(path[1])))
    words = _ON if switch.on else _OFF
    for label in filter(None, map(_in_language, (switch.label, switch.also))):
        named = _(words.label if label[0] == language else words.other)
        named_in = language_name(label[0], language)
        steps.append(named.format(label=label[1], language=named_in))
    human.numbered(steps)
    for title, keys in (
        (_("It is about:"), switch.covers),
        (_("It does not change:"), switch.leaves),
    ):
        if keys:
            human.say(title)
            human.list(data_words(language, keys))
    if kept := _in_language(switch.kept):
        said = _("Where it keeps what it knows about you: {path}")
        human.say(said.format(path=" > ".join(kept[1])))


def _in_language(by_language: Mapping[str, _Words]) -> tuple[str, _Words] | None:
    """In the terminal's language, else in English, else in the only one that is known; which."""
    for language in (i18n.language(), "en", *by_language):
        if language in by_language:
            return language, by_language[language]
    return None
