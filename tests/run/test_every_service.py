"""`optout all`, and the ways beside a form: a setting, a letter; whole runs and their parts."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.async_api import Error
from support.answering_person import AnsweringPerson
from support.checkouts import package_copy
from support.event_loop import RunAsync
from support.scripted_person import ScriptedPerson
from support.terminal import Terminal
from support.world import World

from optout import i18n
from optout.browser.launch import Launch
from optout.cli.all import EveryService, _read, _wrong
from optout.cli.context import CommandContext
from optout.config.settings import Settings
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.result import Result
from optout.domain.states import State
from optout.dossier.store import Store
from optout.forms import lookup, names, schema, spec
from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control
from optout.page.open_form import Fault
from optout.page.reading import Gate, GateOption
from optout.run.by_hand.switch_off import switch_off
from optout.run.form_inputs import form_inputs
from optout.run.plan import Plan
from optout.run.prefill.answer_gate import _answers
from optout.run.session.session import run_by_hand, run_forms
from optout.run.talk import messages

pytestmark = pytest.mark.usefixtures("no_loop_runs")

RECORD = """\
version = "1"
name = "Acme"
service = "acme"
company = "Acme"
hosts = ["www.example.org"]
needs_account = false
data = ["posts"]
addresses = [{ url = "https://www.example.org/form", last_seen = 2026-11-26, sure = "sure" }]

[[controllers]]
name = "Acme Holding B.V."
address = ["Keizersgracht 1", "Amsterdam"]
place = "NL"

[[gates]]
about = "request_kind"
answer = "object"
words = ["Object to training of AI that creates content"]

[switch]
url = "URL"
source = "a notice of the company"
last_seen = 2026-11-26
sure = "reported"
path = { en = ["Menu", "Privacy"] }
label = { en = "Use my posts to train AI" }
covers = ["posts"]
leaves = ["past_training"]

[letter]
email = "privacy@example.org"
last_seen = 2026-11-26
sure = "sure"
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that is installed."""
    return package_copy(tmp_path_factory.mktemp("package"))


@pytest.fixture
def user_of_acme(world: World, package: Path) -> World:
    """Somebody whose optout knows Acme, a company with a form, a setting and a letter."""
    setting = world.site.url("instagram", session="setting", state="setting")
    text = RECORD.replace("URL", setting)
    (package / "optout" / "forms" / "acme.toml").write_text(text, "utf-8")
    form = world.site.url("facebook", session="acme", flow="tick", gate="training")
    world.settings |= {"PYTHONPATH": str(package), "OPTOUT_ACME_URL": form}
    return world


def every_service(world: World, *arguments: str) -> Terminal:
    return world.run(*arguments, command="all")


def sends_the_form(world: World, tool: Terminal) -> None:
    tool.expect("Object to training of AI", timeout=90)
    tool.expect("Yes, I confirm that this is about my own data")
    tool.expect("you check and")
    assert world.objections() == []
    world.site.person_does("facebook", "submit")
    tool.expect("has received your objection", timeout=60)


@pytest.mark.headed
def test_all_ways_of_a_new_company_are_gone_through_interrupted_and_resumed(
    user_of_acme: World,
) -> None:
    world = user_of_acme
    tool = every_service(world)
    tool.expect("Which of these do you use")
    tool.type("acme")
    tool.expect(r"Acme \(setting\): switch it off yourself", timeout=90)
    tool.expect("Menu > Privacy")
    tool.expect(r"is it off now\?")
    tool.interrupt()
    assert tool.exit(timeout=60) == 130
    assert ends(world) == {"acme-switch": "abandoned"}

    tool = every_service(world)
    tool.expect(r"is it off now\?", timeout=90)
    world.site.person_does("instagram", "switch_off")
    tool.expect("Number >")
    tool.type("1")
    sends_the_form(world, tool)
    (sent,) = world.objections()
    assert sent["confirmed"] == "1"
    tool.expect(r"Acme \(letter\): send this letter", timeout=60)
    tool.expect("have you sent it")
    tool.expect("Number >")
    tool.type("1")
    tool.expect("Switched off:")
    tool.expect(r"Acme \(setting\)")
    tool.expect("Letter sent:")
    tool.finish()
    tool.expect("Erase this sign-in")
    tool.type("n")
    assert tool.exit(timeout=60) == 0
    states = {
        "acme": "acknowledged",
        "acme-switch": "switched_off",
        "acme-letter": "letter_written",
    }
    assert ends(world) == states
    assert len(world.objections()) == 1
    switched = next(r for r in world.records() if r["state"] == "switched_off")
    assert (switched["sent"], switched["rungs"][-1]["by"]) == ("no", "person")
    picture = world.data / "dossiers" / switched["id"] / "switched-off.png"
    assert picture.read_bytes().startswith(b"\x89PNG")

    tool = every_service(world)
    tool.expect("Once is enough")
    assert tool.exit(timeout=60) == 0
    assert "is being opened" not in tool.text
    assert ends(world) == states

    for command, arguments, shown in (
        ("status", ["--json"], '"form": "acme-switch", "state": "switched_off"'),
        ("status", ["--all"], r"Acme \(letter\) +\S+ +letter noted as sent"),
        ("dossier", [switched["id"]], r"dossier\.html"),
    ):
        tool = world.run(*arguments, columns=200, command=command)
        tool.expect(shown, timeout=60)
        assert tool.exit(timeout=60) == 0


def test_a_mere_setting_needs_neither_country_nor_address() -> None:
    (one,) = form_inputs(Settings(), ["cursor"])
    assert (one.form.kind, one.country, one.email) == ("switch", "", "")
    with pytest.raises(OptoutError) as error:
        form_inputs(Settings(), ["cursor", "github"])  # that one has a letter besides
    assert error.value.problem is errors.SETTING_MISSING


@pytest.mark.parametrize(("accounts", "asks"), [("linkedin", True), ("facebook", False)])
def test_an_address_is_asked_for_where_the_services_lack_one(
    run_async: RunAsync, accounts: str, asks: bool
) -> None:
    """Whoever has one for each form of Meta may have none for another company."""
    person = AnsweringPerson(accounts, *["b@example.org"] * asks)
    context = CommandContext()
    context.__dict__["console"] = person
    emails: dict[str, Any] = {
        f"{form}_email": "a@example.org" for form in ("facebook", "instagram")
    }
    settings = Settings(country="FR", **emails)
    every = EveryService(context, lambda: settings)
    every.settings = settings
    asked = run_async(every._ask_missing())
    assert set(asked) == {"accounts", *["email"] * asks}
    assert (every.forms, person.answers) == ([accounts], [])
    assert every.settings.email == ("b@example.org" if asks else None)


@pytest.mark.thorough
@pytest.mark.headed
def test_the_companies_of_practice_in_a_terminal(world: World) -> None:
    tool = world.run("company-switch", "company-letter", command="practice")
    tool.expect("This is practice")
    tool.expect(r"Company with a setting \(setting\): switch it off yourself", timeout=60)
    tool.expect("Settings > Privacy")
    tool.expect("Number >")
    tool.type("2")
    tool.expect(r"Company without a form \(letter\): send this letter", timeout=60)
    tool.expect("privacy@example.org")
    tool.expect("Number >")
    tool.type("1")
    tool.expect("Letter sent:")
    tool.expect("Not done, and why:")
    tool.expect("not yet noted as switched off")
    tool.finish()
    assert tool.exit(timeout=60) == 1
    assert world.records() == []  # practice never counts


def test_what_nobody_has_seen_is_said_of_each_kind() -> None:
    seen: dict[spec.Kind, bool] = {"form": False, "switch": False, "letter": True}
    for kind, is_seen in seen.items():
        person, text = ScriptedPerson(), RECORD + "seen = true\n" * is_seen
        messages.untried(person, schema.parse(text, "acme").of_kind(kind))
        assert ("nobody has tried this" in person.heard) is not is_seen, kind


def ends(world: World) -> dict[str, Any]:
    """The newest state of each way."""
    return {record["form"]: record["state"] for record in world.records()}


@pytest.fixture
def acme(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Acme is the only service there is."""
    (tmp_path / "acme.toml").write_text(RECORD, "utf-8")
    monkeypatch.setattr(names, "FORMS_DIR", tmp_path)
    monkeypatch.setattr(lookup, "NAMES", ("acme",))
    lookup.load.cache_clear()
    yield
    lookup.load.cache_clear()


class BlankPage:
    url = "https://example.org/"


class BrokenBrowser:
    """A browser that opens no tab; with `closes` the person closes it at the first one."""

    def __init__(self, *, closes: bool = False) -> None:
        self.closes, self.opened = closes, 0
        self.pages = [] if closes else [BlankPage()]

    def on(self, _event: str, act: Callable[[object], None]) -> None:
        self.tell = act

    async def new_page(self) -> NoReturn:
        if self.closes:
            self.tell(self)
        raise Error("Target page, context or browser has been closed")

    @asynccontextmanager
    async def __call__(self, *_: object) -> AsyncIterator["BrokenBrowser"]:
        self.opened += 1
        yield self


def plan_of_acme(tmp_path: Path, browser: BrokenBrowser) -> Plan:
    """The setting and the letter."""
    settings = Settings(country="FR", email="prenom.nom@example.org", language="en")
    return Plan(
        form_inputs=form_inputs(settings, ["acme"])[1:],
        store=Store(tmp_path / "data" / "dossiers"),
        launch=Launch(tmp_path / "data" / "browser", headless=True),
        browser=browser,  # type: ignore[arg-type]
    )


def run_acme(tmp_path: Path, browser: BrokenBrowser, person: ScriptedPerson) -> dict[str, State]:
    """How the setting and the letter ended."""

    async def run() -> list[Result]:
        plan = plan_of_acme(tmp_path, browser)
        driver: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        driver.set_result(None)
        await run_forms(plan, person, driver)  # type: ignore[arg-type]
        return plan.results

    return {result.form: result.state for result in asyncio.run(run())}


def test_what_cannot_be_opened_keeps_nothing_else_from_its_end(acme: None, tmp_path: Path) -> None:
    person = ScriptedPerson(choices=["sent"])
    ended = run_acme(tmp_path, BrokenBrowser(), person)
    assert ended == {"acme-switch": State.FAILED, "acme-letter": State.LETTER_WRITTEN}
    assert "privacy@example.org" in person.heard


@pytest.mark.parametrize(
    ("goes_on", "letter"), [(True, State.LETTER_WRITTEN), (False, State.ABANDONED)]
)
def test_whoever_closes_the_browser_is_asked_whether_to_go_on(
    acme: None, tmp_path: Path, goes_on: bool, letter: State
) -> None:
    person, browser = ScriptedPerson(yes=goes_on, choices=["sent"]), BrokenBrowser(closes=True)
    ended = run_acme(tmp_path, browser, person)
    assert ended == {"acme-switch": State.FAILED, "acme-letter": letter}
    assert person.asked[0] == "The browser was closed. Go on with Acme (letter)?"
    assert browser.opened == 1


def test_whoever_stops_it_hears_of_each_way_also_of_one_that_had_not_begun(
    acme: None, tmp_path: Path
) -> None:
    person, plan = ScriptedPerson(), plan_of_acme(tmp_path, BrokenBrowser())

    async def run() -> None:
        running = asyncio.ensure_future(run_by_hand(plan, person))  # type: ignore[arg-type]
        while not person.asked:
            person.news.clear()
            await person.news.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(run())
    begun, later = plan.results
    assert (begun.form, later.form) == ("acme-switch", "acme-letter")
    assert begun.dossier is not None and later.dossier is None
    assert {(int(end.exit), end.state) for end in plan.results} == {(130, State.ABANDONED)}


@pytest.mark.parametrize(("days", "asked"), [(182, 1), (183, 2)])
def test_a_setting_is_looked_at_again_after_half_a_year(
    acme: None, tmp_path: Path, days: int, asked: int
) -> None:
    """The letter, which was sent then as well, is not."""
    person, plan = ScriptedPerson(choices=["off"]), plan_of_acme(tmp_path, BrokenBrowser())
    moment = datetime.now(UTC) - timedelta(days=days)
    for key, state in (
        ("acme-switch", State.SWITCHED_OFF),
        ("acme-letter", State.LETTER_WRITTEN),
    ):
        old = Store(plan.store.root, clock=lambda: moment).create(
            form=key, email="prenom.nom@example.org"
        )
        old.advance(state, by="person")
    asyncio.run(run_by_hand(plan, person))
    assert {r.form: (r.state, r.recorded is None) for r in plan.results} == {
        "acme-letter": (State.LETTER_WRITTEN, False),
        "acme-switch": (State.SWITCHED_OFF, asked == 2),
    }
    assert "Acme (setting): you noted on" in person.heard
    assert person.asked == ["Acme (setting): is it off now?"] * (asked - 1)
    assert len(plan.store.all().records) == 1 + asked


class SettingsPage:
    """A page that opens, or does not."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault, self.opened_at = fault, [""]
        self.pictures = 0

    async def open(self, url: str) -> Fault | None:
        self.opened_at.append(url)
        return self.fault

    async def picture(self) -> None:
        self.pictures += 1


SETTING = "https://other.example.org/setting"
"""Where it is opened: in practice not where the record says."""


def setting(**changes: str) -> spec.Form:
    text = RECORD.replace("URL", changes.get("url", "https://www.example.org/setting"))
    return schema.parse(text, "acme").of_kind("switch")


def test_a_setting_is_off_by_the_persons_word_alone() -> None:
    ends = {"off": State.SWITCHED_OFF, "later": State.ABANDONED, "none": State.UNAVAILABLE}
    told = ("Menu > Privacy", "Use my posts to train AI", "a notice of the company", "posts")
    for answer, state in ends.items():
        person, page = ScriptedPerson(choices=[answer]), SettingsPage()
        assert asyncio.run(switch_off(person, setting(), SETTING, page)) is state
        assert page.pictures == (state is State.SWITCHED_OFF)
        assert page.opened_at[-1] == SETTING
        assert person.acts == ["switch_off"]
        assert all(words in person.heard for words in told)


def test_it_is_said_in_which_language_a_setting_is_named() -> None:
    person = ScriptedPerson(choices=["off"])
    i18n.use("fr")
    try:
        asyncio.run(switch_off(person, setting(), SETTING, None))
    finally:
        i18n.use("en")
    assert "Use my posts to train AI\u00a0» (anglais" in person.heard


def test_a_setting_that_forbids_is_switched_on_and_those_beside_it_are_named() -> None:
    off = ("switch it off yourself", "Switch off: “Use my posts to train AI”", "is it off now?")
    on = ("switch it on yourself", "Switch on: “Use my posts to train AI”", "is it on now?")
    beside = ("Use my voice", "Where it keeps what it knows about you: Menu > Memory")
    for forbids, said, not_said in ((False, off, on), (True, on, off)):
        known = setting().switch
        assert known is not None
        more = (
            {"also": {"en": "Use my voice"}, "kept": {"en": ("Menu", "Memory")}} if forbids else {}
        )
        way = replace(setting(), switch=replace(known, on=forbids, **more))
        person = ScriptedPerson(choices=["off"])
        assert asyncio.run(switch_off(person, way, SETTING, None)) is State.SWITCHED_OFF
        heard = "\n".join((person.heard, *person.asked))
        assert all(words in heard for words in said)
        assert not any(words in heard for words in not_said)
        assert [words in heard for words in beside] == [forbids] * 2


def test_who_says_which_services_they_use_hears_where_there_is_nothing_to_do(
    run_async: RunAsync,
) -> None:
    person, context = AnsweringPerson("linkedin"), CommandContext()
    context.__dict__["console"] = person
    every = EveryService(context, Settings)
    run_async(every._ask_accounts())
    assert person.said("Nothing to do at: Zoom, WeTransfer, .*train no generative AI")


def test_by_hand_the_address_is_told() -> None:
    person = ScriptedPerson(choices=["off"])
    assert asyncio.run(switch_off(person, setting(), SETTING, None)) is State.SWITCHED_OFF
    assert SETTING in person.heard


def test_where_nobody_can_be_asked_nothing_is_said_of_a_setting() -> None:
    person, page = ScriptedPerson(can_ask=False), SettingsPage()
    assert asyncio.run(switch_off(person, setting(), SETTING, page)) is None
    assert person.acts == []


def test_a_page_that_does_not_open_is_said_and_the_way_is_told_all_the_same() -> None:
    person, page = ScriptedPerson(choices=["later"]), SettingsPage("not_found")
    assert asyncio.run(switch_off(person, setting(), SETTING, page)) is State.ABANDONED
    assert "The page was not found" in person.heard
    assert "Menu > Privacy" in person.heard


def test_without_an_address_the_person_opens_the_app() -> None:
    person, page = ScriptedPerson(choices=["off"]), SettingsPage()
    assert asyncio.run(switch_off(person, setting(url=""), "", page)) is State.SWITCHED_OFF
    assert page.opened_at == [""]
    assert "Open the app or the site" in person.heard


def test_an_answer_is_chosen_by_the_words_that_the_record_knows() -> None:
    rows: tuple[tuple[str, tuple[str, ...], bool], ...] = (
        ("Object to AI training", ("object to AI training ",), True),
        ("Object to AI training", ("Object to marketing", "Object to AI training"), True),
        ("Object to marketing", ("Object to AI training",), False),
        ("Object to marketing", (), True),
    )
    for label, words, chosen in rows:
        radio = Control("0:0", 0, 0, ControlKind.RADIO, label=label)
        option = GateOption(radio, label, "object")
        known = spec.GateAnswer(about="request_kind", answer="object", words=words)
        gate = Gate("request_kind", "", (option,), answered=False)
        assert bool(_answers(gate, known)) is chosen, (label, words)
        assert not _answers(gate, None)
        other = replace(option, label="Object to marketing", answer="object_other")
        both = replace(gate, options=(option, other))
        assert bool(_answers(both, known)) is (chosen and bool(words)), (label, words)


def test_accounts_are_named_by_number_or_name() -> None:
    named = {
        "1, 3": ["ebay", "xai"],
        "xai ebay": ["xai", "ebay"],
        "eBay;ebay": ["ebay"],
        "5": [],
        "": [],
        "xAI Grok, eBay": ["xai", "ebay"],
        "grok": ["xai"],
        "Booking.com": ["booking"],
        "Le Chat": [],
    }
    services = ["ebay", "x", "xai", "booking"]
    assert {answer: _read(answer, services) for answer in named} == named


def test_each_service_is_known_by_what_the_list_calls_it() -> None:
    services = [name for name in names.NAMES if not lookup.load(name).third_party]
    for name in services:
        assert _read(lookup.load(name).label, services) == [name]


def test_the_word_that_is_no_service_is_told_by_its_place() -> None:
    services = ["linkedin", "tiktok"]
    told = {
        "tiktok, banana": ("Word 2 is not in the list.", "numbers of the list"),
        "banana; 1": ("Word 1 is not in the list.", "numbers of the list"),
        "1, tiktk": ("Word 2 is not in the list.", "Did you mean tiktok?"),
        "3": ("Word 1 is not in the list.", "numbers of the list"),
        " ": ("numbers of the list",),
    }
    for answer, said in told.items():
        wrong = _wrong(answer, services)
        assert wrong is not None and all(words in wrong for words in said), answer
        assert not any(word in wrong for word in ("banana", "tiktk"))
        assert ("Word" in wrong) == (len(said) > 1), answer
    assert not any(_wrong(answer, services) for answer in ("tiktok, 1", "TikTok"))
