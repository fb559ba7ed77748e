"""What real pages do to a run, without a window or a terminal: the rules that whole runs repeat."""

import asyncio
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.async_api import Page
from support.covering import some
from support.headless_run import EMAIL, QUICK, AtMailbox, HeadlessRun
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, WHY, form
from support.posted_form import EMAIL as ADDRESS
from support.practice_twin.site import TwinSite

from optout.letters.follow_up import letter_languages

ACCOUNT = "account@example.org"


class Twin(TwinSite):
    """The practice site, with the forms as this person comes to them."""

    def page(self, form: str = "facebook", **options: str) -> str:
        return self.url(form, session=form, **options)

    def does(self, *acts: str, form: str = "facebook") -> Callable[[], None]:
        """A turn in which the person does these acts in the page."""

        def turn() -> None:
            for act in acts:
                self.person_does(form, act)

        return turn

    def objections(self) -> list[dict[str, str]]:
        """What arrived of forms that were sent."""
        return [r.fields for r in self.received if r.kind == "objection"]


@pytest.fixture
def twin(headless: HeadlessRun) -> Iterator[Twin]:
    with Twin() as practice:
        headless.person = AtMailbox(practice=practice)
        yield practice


# -- ends, and what stands before the form


def test_a_form_that_nobody_touches_is_closed(headless: HeadlessRun, twin: Twin) -> None:
    headless.person.can_ask, headless.patience = False, replace(QUICK, nobody=2.0)
    result = headless.run(twin.page(flow="direct"))
    assert (result.state, result.sent, result.exit) == ("abandoned", "no", 1)
    assert headless.fields()["explanation"] == "filled"
    assert "nobody can answer here" in headless.person.heard
    assert headless.tab.is_closed()


def test_the_known_gate_is_answered_from_the_record(headless: HeadlessRun, twin: Twin) -> None:
    headless.run(twin.page(flow="direct", gate="1"), until=headless.acts(1))
    assert headless.person.acts == ["submit"]
    assert "optout has answered this in the page: " in headless.person.heard
    assert twin.received == []


@pytest.mark.parametrize(
    ("after", "says", "state", "code"),
    [
        ("unavailable", "not available", "unavailable", 4),
        ("already", "objected already", "already_objected", 0),
    ],
)
def test_an_end_is_recorded_as_what_it_is(
    headless: HeadlessRun, twin: Twin, after: str, says: str, state: str, code: int
) -> None:
    url = twin.page("instagram", flow="direct", after=after)
    result = headless.run(url, twin.does("submit", form="instagram"), form="instagram")
    assert says in headless.person.heard
    assert f"says: “{headless.record()['quote']}”" in headless.person.heard
    assert (result.state, int(result.exit), headless.record()["state"]) == (state, code, state)


@pytest.mark.parametrize(
    ("shown", "says", "state", "code"),
    [
        ("already", "objected already", "already_objected", 0),
        ("gone", "not available", "unavailable", 4),
    ],
)
def test_an_end_instead_of_the_form(
    headless: HeadlessRun, twin: Twin, shown: str, says: str, state: str, code: int
) -> None:
    result = headless.run(twin.page(state=shown))
    assert says in headless.person.heard
    assert (result.state, int(result.exit), headless.record()["state"]) == (state, code, state)
    assert twin.received == []


def test_a_thank_you_page_without_sending_proves_nothing(headless: HeadlessRun, twin: Twin) -> None:
    unknown = headless.heard("does not recognise this page")
    result = headless.run(twin.page(state="acknowledged"), until=unknown)
    assert (result.state, result.sent) == ("abandoned", "no")


def test_a_field_error_is_told_in_the_pages_words(headless: HeadlessRun, twin: Twin) -> None:
    corrects = headless.heard("correct it in the page")
    url = twin.page(flow="code", after="field_error")
    headless.run(url, twin.does("submit"), until=corrects)
    assert "the page says:" in headless.person.heard
    assert headless.person.acts == ["submit", "fill"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("An error occurred. Please try again.", "It may have arrived"),
        ("Enter the code from our letter in your account.", "Do that first"),
        ("Your case is in good hands.", "mean that it was received"),
    ],
)
def test_what_is_no_end_is_quoted_and_the_run_goes_on(
    headless: HeadlessRun, said: str, told: str
) -> None:
    pages = {"/": form(COUNTRY, ADDRESS, WHY, PRESSES), "/said": f"<p>{said}</p>"}
    with PageSite(pages, {"/send": "/said"}) as site:
        asked = headless.asked("what does the page say")
        result = headless.run(site.url, site.press, until=asked)
    assert f"Facebook says: “{said}”" in headless.person.heard
    assert told in "\n".join([headless.person.heard, *headless.person.asked])
    assert (result.state, result.sent, headless.record()["quote"]) == ("abandoned", "left", said)


def test_thanks_over_a_form_that_keeps_what_it_holds_are_asked_about(
    headless: HeadlessRun, twin: Twin
) -> None:
    asked = headless.asked("mean that it was received")
    result = headless.run(twin.page(flow="direct", kept="1"), twin.does("submit"), until=asked)
    assert (result.state, result.sent) == ("abandoned", "left")


def test_an_address_that_nothing_answers(headless: HeadlessRun) -> None:
    """A port of this machine on which nothing listens stands for a network that is gone."""
    headless.person.can_ask = False
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        result = headless.run(f"http://127.0.0.1:{nobody.getsockname()[1]}/")
    assert "The site does not answer" in headless.person.heard
    assert "Nothing was sent." in headless.person.heard
    assert int(result.exit) == 1


# -- what is filled in, and what is sent


def test_an_address_and_a_button_are_sent_and_acknowledged(
    headless: HeadlessRun, twin: Twin
) -> None:
    result = headless.run(twin.page(flow="email"), twin.does("submit"))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    (sent,) = twin.objections()
    assert sent["email"] == EMAIL


@pytest.mark.parametrize(("yes", "address"), [(True, EMAIL), (False, ACCOUNT)])
def test_an_address_that_is_there(
    headless: HeadlessRun, twin: Twin, yes: bool, address: str
) -> None:
    """The person decides, who is shown both."""
    headless.person.yes = yes
    headless.run(twin.page(flow="direct", email=ACCOUNT), twin.does("submit"))
    (asked,) = headless.person.asked
    assert "Replace it with yours" in asked
    assert f"{ACCOUNT}. Yours is {EMAIL}" in headless.person.heard
    (sent,) = twin.objections()
    assert sent["email"] == address


def test_a_country_that_is_not_listed_is_never_replaced(headless: HeadlessRun, twin: Twin) -> None:
    headless.person.choices, headless.person.yes = ["by_hand"], True
    url = twin.page(flow="code", country="typeahead", missing_country="FR")
    result = headless.run(url)
    assert "the form does not list it" in headless.person.heard
    assert "does not list France" in headless.person.heard
    assert (result.state, result.sent) == ("unconfirmed", "no")
    assert twin.received == []


def test_late_and_re_rendered_fields(headless: HeadlessRun, twin: Twin) -> None:
    url = twin.page(flow="direct", markup="react", late="1000", rerender="400")
    headless.run(url, twin.does("submit"))
    (sent,) = twin.objections()
    assert sent["email"] == EMAIL
    assert sent["explanation"].split() == headless.record()["letter"].split()


def test_a_shorter_letter_is_used_whole_where_the_box_is_small(
    headless: HeadlessRun, twin: Twin
) -> None:
    headless.run(twin.page(flow="direct", maxlength="2000"), twin.does("submit"))
    (sent,) = twin.objections()
    letter = headless.record()["letter"]
    assert len(letter) <= 2000
    assert sent["explanation"].split() == letter.split()
    assert headless.record()["length"] in ("standard", "short")
    assert re.search("standard letter|short letter", headless.person.heard)


def test_a_limit_that_is_told_only_afterwards(headless: HeadlessRun, twin: Twin) -> None:
    url = twin.page(flow="direct", limit="told")
    result = headless.run(url, twin.does("submit"), twin.does("submit"))
    assert "takes a shorter letter" in headless.person.heard
    sent = [len(each["explanation"]) for each in twin.objections()]
    assert [number > 500 for number in sent] == [True, False]
    assert result.state == "acknowledged"


def test_a_limit_in_words_that_is_told_only_afterwards(headless: HeadlessRun, twin: Twin) -> None:
    headless.person.choices = ["shorter"]
    url = twin.page(flow="direct", limit="150told")
    nothing = list[str]()
    turns = twin.does("submit"), twin.does(*nothing), twin.does("submit")
    result = headless.run(url, *turns)
    sent = [len(each["explanation"].split()) for each in twin.objections()]
    assert [number > 150 for number in sent] == [True, False]
    assert "then send again" in headless.person.heard
    assert result.state == "acknowledged"


# -- the code


def test_the_code_in_a_box_a_digit_and_kept_nowhere(headless: HeadlessRun, twin: Twin) -> None:
    url = twin.page("instagram", flow="code", code_boxes="6")
    result = headless.run(url, twin.does("submit", form="instagram"), form="instagram")
    assert (result.state, result.code) == ("acknowledged", "accepted")
    (code,) = (mail.code for mail in twin.mails if mail.code)
    alone = re.compile(rf"(?<!\d){code}(?!\d)")  # not by chance in a longer number
    kept = [file.read_text("utf-8") for file in headless.data.rglob("*.json")]
    assert kept and not any(alone.search(text) for text in kept)


def test_the_code_in_a_layer_of_its_own(headless: HeadlessRun, twin: Twin) -> None:
    result = headless.run(twin.page(flow="code", codeform="layer"), twin.does("submit"))
    assert "Sent. The code is still missing." in headless.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")
    states = [rung["state"] for rung in headless.record()["rungs"]]
    assert states[2:4] == ["submitted", "code_asked"]


_SIGN_IN = """<h1>Log in</h1><form method=post action=/login><label>Email <input name=email></label>
<label>Password <input type=password name=pass></label><button class=send>Log in</button></form>"""
_ASKS = """<h1>Enter the code</h1><form method=post action=/code><p>SAID</p><label>Code
<input name=code inputmode=numeric maxlength=6></label><button>Confirm</button></form>"""


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("Enter the 6-digit code that we emailed you to confirm your objection.", True),
        ("Check your email. Enter the 6-digit code that we sent you to log in.", False),
    ],
)
def test_a_code_after_a_new_sign_in_may_be_for_signing_in(
    headless: HeadlessRun, said: str, ours: bool
) -> None:
    """The session had ended: what was sent met a page to sign in, then came a code."""
    pages = {"/": form(COUNTRY, ADDRESS, WHY, PRESSES), "/login": _SIGN_IN + PRESSES}
    pages["/code"] = _ASKS.replace("SAID", said)
    with PageSite(pages, {"/send": "/login", "/login": "/code"}) as site:
        until = headless.asked("Paste the code") if ours else headless.heard("of another kind")
        headless.run(site.url, site.press, site.press, until=until)
    states = [rung["state"] for rung in headless.record()["rungs"]]
    assert ("submitted" in states) == ours


# -- the request portal


def both(twin: Twin) -> tuple[Callable[[], None], Callable[[], None]]:
    """The person's turns at the portal."""
    return twin.does("request_code"), twin.does("submit")


def test_a_code_that_the_portal_does_not_take(headless: HeadlessRun, twin: Twin) -> None:
    ask, submit = both(twin)
    result = headless.run(twin.page(markup="portal", code="expired"), ask, ask, submit)
    assert "did not take the code" in headless.person.heard
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    states = [rung["state"] for rung in headless.record()["rungs"]]
    assert states.count("code_entered") == 2
    assert len(twin.objections()) == 1


def test_the_portals_code_is_in_and_nothing_is_sent(headless: HeadlessRun, twin: Twin) -> None:
    ask, _submit = both(twin)
    result = headless.run(twin.page(markup="portal"), ask, until=headless.acts(2))
    assert "Only that sends it" in headless.person.heard
    assert "a code was asked for, but the form was not sent" in headless.person.heard
    assert (result.state, result.sent) == ("abandoned", "no")
    assert twin.objections() == []
    headless.person.acts.clear()
    headless.run(twin.page(markup="portal"), until=headless.acts(1))
    assert "Ask the page for the code again" in headless.person.heard
    assert headless.person.acts == ["request_code"]


@pytest.mark.parametrize("sends", ["button", "Enter"])
@pytest.mark.parametrize("typed", ["another@example.org", ""])
def test_another_address_typed_before_the_sending_is_kept(
    headless: HeadlessRun, typed: str, sends: str
) -> None:
    async def types() -> None:
        box = headless.tab.locator("[name=email]")
        if typed:
            await box.press("Control+A")
            await headless.tab.keyboard.type(typed)
        await (box.press("Enter") if sends == "Enter" else headless.tab.locator(".send").click())

    acts: list[asyncio.Task[None]] = []
    turn = lambda: acts.append(asyncio.ensure_future(types()))  # noqa: E731
    with PageSite({"/": form(COUNTRY, ADDRESS, WHY)}, {"/send": "/"}) as site:
        headless.run(site.url, turn, until=headless.heard(", sent. Reading"))
        assert site.posts[0][1]["email"] == (typed or EMAIL)
    record = headless.record()
    assert (record["email"], record["email_sent"]) == (EMAIL, typed)


def test_a_security_check_that_is_cancelled_sends_nothing(
    headless: HeadlessRun, twin: Twin
) -> None:
    ask, submit = both(twin)
    cancel, again = twin.does("cancel_captcha"), headless.acts(3)
    result = headless.run(twin.page(markup="portal", captcha="1"), ask, submit, cancel, until=again)
    assert headless.person.acts[:3] == ["request_code", "submit", "captcha"]
    assert twin.objections() == []
    assert (result.state == "acknowledged", result.sent == "proved") == (False, False)


def test_the_old_address_leads_to_the_portal_at_once(headless: HeadlessRun, twin: Twin) -> None:
    result = headless.run(twin.page(jump="open"), *both(twin))
    assert (result.state, result.code, len(twin.objections())) == ("acknowledged", "accepted", 1)


async def _typed(page: Page) -> tuple[bool, str]:
    """Whether the page is the portal's, and what stands in its boxes."""
    boxes = await page.locator("input[type=email], textarea").all()
    return "/requests/" in page.url, "".join([await box.input_value() for box in boxes])


def once_led_on(headless: HeadlessRun, *turns: Callable[[], None]) -> list[Callable[[], None]]:
    """These turns, once it is said that another form has come; the one before is passed over."""
    waiting = list(turns)

    def turn() -> None:
        if LED_ON in headless.person.heard:
            waiting.pop(0)()

    return [turn] * (len(turns) + 1)


LED_ON = "led on to another form"


def test_a_jump_to_the_portal_as_the_form_is_handed_over(headless: HeadlessRun, twin: Twin) -> None:
    url = twin.page(jump="country", jump_after="2000", steps="wizard")
    press = twin.does("next")
    result = headless.run(url, *once_led_on(headless, press, press, *both(twin)))
    assert headless.person.acts[-4:] == ["next", "next", "request_code", "submit"]
    assert headless.person.heard.count(LED_ON) == 1
    assert (result.state, result.code) == ("acknowledged", "accepted")
    (sent,) = twin.objections()
    assert len(sent["explanation"]) <= 500
    assert headless.record()["letter"].split() == sent["explanation"].split()


def test_a_question_that_only_the_person_can_answer(headless: HeadlessRun, twin: Twin) -> None:
    """Three of its answers are objections, and the page takes an answer back once."""
    ask, submit = both(twin)

    def answers_and_asks() -> None:
        twin.person_does("facebook", "answer_gate")
        ask()

    url = twin.page(markup="portal", radios="unpicked")
    result = headless.run(url, answers_and_asks, submit)
    assert "Only you can fill in or tick these" in headless.person.heard
    assert "Which of these describes your request" in headless.person.heard
    assert result.state == "acknowledged"


def test_chained_questions_are_told_one_by_one(headless: HeadlessRun, twin: Twin) -> None:
    answer = twin.does("answer_gate")
    url = twin.page(markup="portal", gates="chained")
    result = headless.run(url, answer, answer, answer, *both(twin))
    heard = headless.person.heard
    questions = ("Which product", "What can we help you with", "What would you like to do")
    found = [heard.index(question) for question in questions]
    assert found == sorted(found)
    assert headless.person.acts == ["gate"] * 3 + ["request_code", "submit"]
    assert result.state == "acknowledged"


# -- pages of the test's own

_SENDS_SOON = """const why = document.querySelector('textarea');
why.addEventListener('input', () => setTimeout(() => {
  why.value = 'Mes propres mots, en entier.';
  document.querySelector('.send').click();
}, 300), {once: true});"""


def test_who_sends_before_the_hand_over_has_the_letter_in_the_record(headless: HeadlessRun) -> None:
    """The form lacks a country, which may come late: so it is not handed over yet. What the person
    has put in place of the letter is told apart from it."""
    headless.patience = replace(QUICK, late=3.0)
    pages = {"/": form(ADDRESS, WHY, script=_SENDS_SOON), "/done": _THANKS}
    with PageSite(pages, {"/send": "/done"}) as site:
        result = headless.run(site.url)
        ((_path, sent),) = site.posts
    record = headless.record()
    assert (result.state, headless.person.acts) == ("acknowledged", [])
    assert (record["language"], record["variant"], record["length"]) == ("fr", "eu", "full")
    assert record["letter_sent"] == sent["why"] == "Mes propres mots, en entier."
    assert len(record["letter"]) > 1000
    assert headless.fields()["explanation"] == "filled"
    assert letter_languages("follow-up", record["language"]) == ("fr", "en")


_SHORT = WHY.replace("<textarea", "<textarea maxlength=500")
_OTHER = form(COUNTRY, ADDRESS, _SHORT) + PRESSES


def test_a_form_in_place_of_the_one_handed_over_is_filled_in(headless: HeadlessRun) -> None:
    """It asks for nothing else: only its address tells that it is another."""
    pages = {"/": form(COUNTRY, ADDRESS, WHY), "/requests/1": _OTHER, "/done": _THANKS}
    jumps: list[asyncio.Future[object]] = []

    def jump() -> None:
        jumps.append(asyncio.ensure_future(headless.tab.evaluate("location = '/requests/1'")))

    with PageSite(pages, {"/send": "/done"}) as site:
        result = headless.run(site.url, jump, *once_led_on(headless, site.press))
        ((_path, sent),) = site.posts
    assert headless.person.heard.count(LED_ON) == 1
    assert (result.state, sent["country"], sent["email"]) == ("acknowledged", "FR", EMAIL)
    assert 0 < len(sent["why"].replace("\r", "")) <= 500
    assert headless.record()["letter"].split() == sent["why"].split()


def test_the_form_in_place_of_one_that_was_sent_is_not_filled_in(headless: HeadlessRun) -> None:
    """The site refuses what was sent, the form stays, and then another comes."""
    jump = """document.querySelector('select').onchange = () =>
setTimeout(() => location.replace('/requests/1'), 5000);"""
    send = "event.preventDefault(); fetch('/send', {method: 'POST', body: "
    send += "new URLSearchParams(new FormData(event.target))})"
    first = form(COUNTRY, ADDRESS, WHY, script=jump) + PRESSES
    pages = {"/": first.replace("<form", f'<form onsubmit="{send}"'), "/requests/1": _OTHER}
    until = headless.heard("not the form that was filled in")
    with PageSite(pages, broken=("/send",)) as site:
        result = headless.run(site.url, site.press, until=until, look=_typed)
        assert len(site.posts) == 1
    assert (result.sent, headless.held) == ("left", (True, ""))
    assert LED_ON not in headless.person.heard


def _taking_time(site: PageSite) -> Callable[[], object]:
    """A turn in which the person reads the page before they press."""
    return lambda: asyncio.get_running_loop().call_later(4, site.press)


_KEEPS = """document.forms[0].onsubmit = event =>
  sessionStorage.setItem('posted', JSON.stringify([...new FormData(event.target)]));"""
_SHOWS = """for (const [name, value] of JSON.parse(sessionStorage.getItem('posted')))
  document.querySelector(`[name=${name}]`).value = value;
const why = document.querySelector('textarea');"""
DRAWN_ANEW = {
    "changed": f"{_SHOWS}why.value = why.value.replaceAll('’', '?') + ' Mes propres mots.';",
    "cut": f"{_SHOWS}why.value = why.value.slice(0, 300);",
    "other": f"{_SHOWS}why.value = 'Bonjour, ma question : pourquoi ?';",
}


@pytest.mark.parametrize("shows", some([*DRAWN_ANEW], ["changed", "other"]))
def test_a_form_drawn_anew_where_it_was_posted_is_the_same_with_its_letter(
    headless: HeadlessRun, shows: str
) -> None:
    """As a server draws one that it did not take: the person corrects it, and sends once more."""
    fields = (COUNTRY, ADDRESS, WHY)
    again = form(*fields, script=DRAWN_ANEW[shows]) + PRESSES
    complains = "<p role=alert>Please correct your email address.</p>"
    pages = {
        "/": form(*fields, script=_KEEPS) + PRESSES,
        "/send": complains + again.replace("action=/send", "action=/again"),
        "/done": _THANKS,
    }
    other, same = "not the form that was filled in", shows != "other"
    with PageSite(pages, {"/again": "/done"}) as site:
        until = None if same else headless.heard(other)
        result = headless.run(site.url, site.press, _taking_time(site), until=until)
        sent = [fields["why"].split() for _path, fields in site.posts]
    assert "Please correct your email address" in headless.person.heard
    assert (other in headless.person.heard) is not same
    assert (result.state, len(sent)) == (("acknowledged", 2) if same else ("abandoned", 1))
    assert (sent[-1] == sent[0]) is not same


@pytest.mark.parametrize("action", some(["/", "/send"], ["/send"]))
def test_a_shorter_letter_goes_into_a_form_that_was_drawn_anew(
    headless: HeadlessRun, action: str
) -> None:
    """The server shows what was posted, at the form's own address or at its action's, and only then
    how much it takes."""
    complains = """if (sessionStorage.getItem('posted')) {
      document.forms[0].action = '/again';
      document.forms[0].insertAdjacentHTML('beforebegin',
        '<p role=alert>Please include no more than 500 characters.</p>');
      SHOWS; why.setAttribute('aria-invalid', 'true');
    }""".replace("SHOWS", _SHOWS)
    shown = form(COUNTRY, ADDRESS, WHY, script=complains + _KEEPS) + PRESSES
    pages = {path: shown.replace("/send", action) for path in ("/", "/send")}
    with PageSite({**pages, "/done": _THANKS}, {"/again": "/done"}) as site:
        result = headless.run(site.url, site.press, site.press)
        first, second = (fields["why"].replace("\r", "") for _path, fields in site.posts)
    assert len(first) > 500 >= len(second) > 0
    assert headless.person.heard.count("takes a shorter letter") == 1
    assert headless.person.asked == []
    assert (result.state, headless.record()["length"]) == ("acknowledged", "short")


_FORM = """<title>Objection</title><h1>Object to your information being used for AI at Meta</h1>
<form method=post action=/send enctype=multipart/form-data>
<p><label>Country of residence <select name=country><option value=''>Choose<option>France
<option>Germany<option>Ireland<option>Italy<option>Spain</select></label></p>
<p><label>Email address <input name=email></label></p>
<p><label>Please tell us how this processing impacts you
<textarea name=why required rows=9 cols=60></textarea></label></p>
<p><label>A picture <input type=file name=picture></label></p><button>Submit</button></form>"""
_THANKS = "<h1>Thank you</h1><p>We have received your objection. We will review it.</p>"
_BROKEN = "<h1>Sorry, something went wrong</h1><p>Try again later.</p>"


def presses(headless: HeadlessRun, picture: bytes = b"") -> Callable[[], None]:
    """A turn in which the person attaches a picture, if there is one, and presses the button."""

    async def act() -> None:
        if picture:
            file = {"name": "answer.png", "mimeType": "image/png", "buffer": picture}
            await headless.tab.set_input_files("[type=file]", file)  # type: ignore[arg-type]
        await headless.tab.click("button", no_wait_after=True)

    acts: list[asyncio.Task[None]] = []
    return lambda: acts.append(asyncio.ensure_future(act()))


def test_a_form_that_is_sent_with_a_picture_leaves_as_one_without(headless: HeadlessRun) -> None:
    """Of a request with a file in it the browser tells nothing; the person is told to attach."""
    with PageSite({"/": _FORM, "/done": _THANKS}, leads={"/send": "/done"}) as site:
        result = headless.run(site.url, presses(headless, b"a picture"))
        assert len(site.posts) == 1
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert headless.record()["letter_sent"] is None


@pytest.mark.parametrize("broken", [True, False])
def test_an_answer_that_leads_to_a_fault_of_the_site_refuses_nothing(
    headless: HeadlessRun, broken: bool
) -> None:
    pages = {"/": _FORM, "/done": _BROKEN}
    asked = headless.asked("what does the page say")
    paths = ("/done",) if broken else ()
    with PageSite(pages, leads={"/send": "/done"}, broken=paths) as site:
        result = headless.run(site.url, presses(headless), until=asked)
    assert (result.state, result.sent) == ("abandoned", "left")
    assert ("the site answered with a fault" in headless.person.heard) is broken
