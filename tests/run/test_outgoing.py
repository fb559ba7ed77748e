"""What a request is, for every stage of a form: the objection, its code, a wish for a code."""

import json
import time
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from optout.config.settings import Settings
from optout.domain.code_verdicts import CodeStage
from optout.domain.states import Sent
from optout.locate.roles import Role
from optout.locate.snapshot import Control, Option
from optout.page.request_payload import RequestPayload, payload_of
from optout.run.filling import FilledField, Filling
from optout.run.form_inputs import form_inputs
from optout.run.progress import (
    Button,
    CodeLeft,
    CodeRequested,
    Exchange,
    Facts,
    FormStage,
    ObjectionLeft,
)
from optout.run.sending.outgoing import Outgoing

EMAIL = "person@example.org"
LETTER = " ".join(f"word{number}" for number in range(30))
HANDED = Facts(form=FormStage.HANDED_OVER)
ASKS_FIRST = replace(HANDED, button=Button.REQUESTS_CODE)
CODED = replace(ASKS_FIRST, code=CodeStage.ASKED, exchange=Exchange.OURS)
SENT = replace(HANDED, sending=Sent.PROVED, code=CodeStage.ASKED, exchange=Exchange.OURS)


@pytest.fixture
def outgoing() -> Outgoing:
    settings = Settings(country="FR", email=EMAIL, name="A Person", language="en")
    (form_input,) = form_inputs(settings, ["facebook"])
    return Outgoing(form_input)


def filling(*, letter: bool = True, touched: bool = False) -> Filling:
    entries = {Role.EMAIL: FilledField(Role.EMAIL, "filled", "", EMAIL, EMAIL)}
    if letter:
        entries[Role.EXPLANATION] = FilledField(
            Role.EXPLANATION, "filled", "", LETTER, LETTER, touched=touched
        )
    else:
        entries[Role.EXPLANATION] = FilledField(Role.EXPLANATION, "missing")
    return Filling(entries)


def test_the_letter_is_the_objection(outgoing: Outgoing) -> None:
    event = outgoing.event(RequestPayload((EMAIL, LETTER)), HANDED, filling())
    assert event == ObjectionLeft(LETTER)


@pytest.mark.parametrize("facts", [Facts(), replace(SENT, exchange=Exchange.IDENTITY)])
def test_no_letter_counts_where_there_is_no_form_to_send(outgoing: Outgoing, facts: Facts) -> None:
    assert outgoing.event(RequestPayload((EMAIL, LETTER)), facts, filling()) is None


def test_an_address_alone_is_one_only_where_the_form_has_no_letter(outgoing: Outgoing) -> None:
    alone = RequestPayload((EMAIL,))
    assert outgoing.event(alone, HANDED, filling()) is None
    assert outgoing.event(alone, HANDED, filling(letter=False)) == ObjectionLeft("")


def test_a_short_letter_of_the_persons_own_counts_with_the_address(outgoing: Outgoing) -> None:
    short = RequestPayload((EMAIL, "I object."))
    assert outgoing.event(short, HANDED, filling()) == ObjectionLeft("I object.")
    assert outgoing.event(RequestPayload(("I object.",)), HANDED, filling()) is None
    assert outgoing.event(short, ASKS_FIRST, filling()) == CodeRequested()
    other = RequestPayload((EMAIL, "A Person"))
    assert outgoing.event(other, HANDED, filling()) is None, "another field's words are no letter"


def test_the_person_may_have_emptied_the_letter(outgoing: Outgoing) -> None:
    assert outgoing.event(RequestPayload((EMAIL,)), HANDED, filling(touched=True)) == ObjectionLeft(
        ""
    )


@pytest.mark.parametrize("letter", [True, False])
@pytest.mark.parametrize("button", [Button.REQUESTS_CODE, Button.LEADS_ON])
def test_an_address_where_nothing_can_be_sent_yet_asks_for_a_code(
    outgoing: Outgoing, letter: bool, button: Button
) -> None:
    facts = replace(HANDED, button=button)
    assert (
        outgoing.event(RequestPayload((EMAIL,)), facts, filling(letter=letter)) == CodeRequested()
    )


def test_the_code_that_is_checked_before_the_sending(outgoing: Outgoing) -> None:
    outgoing.typed_code = "482915"
    assert outgoing.event(RequestPayload((EMAIL, "482915")), CODED, filling()) == CodeLeft()
    assert outgoing.event(RequestPayload((EMAIL, "111111")), CODED, filling()) is None


def test_the_sending_carries_the_code_too_and_is_the_objection(outgoing: Outgoing) -> None:
    outgoing.typed_code = "482915"
    assert outgoing.event(
        RequestPayload((EMAIL, LETTER, "482915")), CODED, filling()
    ) == ObjectionLeft(LETTER)


def test_a_form_without_a_letter_is_sent_once_the_code_is_gone(outgoing: Outgoing) -> None:
    gone = replace(CODED, code=CodeStage.LEFT, button=Button.SENDS)
    assert outgoing.event(
        RequestPayload((EMAIL, "482915")), gone, filling(letter=False)
    ) == ObjectionLeft("")


def test_numbers_that_left_before_are_no_code(outgoing: Outgoing) -> None:
    """Also those that left with the letter itself."""
    outgoing.event(RequestPayload((EMAIL, LETTER, "25432")), HANDED, filling())
    assert outgoing.event(RequestPayload(("25432",)), SENT, filling()) is None
    assert outgoing.event(RequestPayload(("482915",)), SENT, filling()) == CodeLeft()


def test_a_code_leaves_whole_or_a_digit_a_box(outgoing: Outgoing) -> None:
    assert outgoing.event(RequestPayload(tuple("482915")), SENT, filling()) == CodeLeft()
    assert outgoing.event(RequestPayload(tuple("482")), SENT, filling()) is None


def test_a_page_s_own_post_of_no_field_that_was_filled_in_is_nothing(outgoing: Outgoing) -> None:
    """Signing out is one; where the person changed the address, another one counts."""
    for letter in (True, False):
        signs_out = RequestPayload(("abc",), of_form=True)
        assert outgoing.event(signs_out, HANDED, filling(letter=letter)) is None
    changed = RequestPayload(("another@example.org",), of_form=True)
    left = ObjectionLeft("", email="another@example.org")
    assert outgoing.event(changed, HANDED, filling(letter=False)) == left


@pytest.mark.parametrize(
    ("texts", "email"),
    [
        ((EMAIL,), ""),
        ((EMAIL.upper(),), ""),
        (("another@example.org",), "another@example.org"),
        (("another@example.org", " Another@example.org"), "Another@example.org"),
        ((EMAIL, "another@example.org"), ""),
        (("another@example.org", "third@example.org"), ""),
        (("no address",), ""),
    ],
    ids=["own", "own in capitals", "another", "twice", "both", "two others", "none"],
)
def test_the_address_that_leaves_in_the_place_of_the_persons(
    outgoing: Outgoing, texts: tuple[str, ...], email: str
) -> None:
    payload = RequestPayload((*texts, LETTER))
    event = outgoing.event(payload, HANDED, filling())
    assert isinstance(event, ObjectionLeft)
    assert event.email == email
    letter = {Role.EXPLANATION: filling().entries[Role.EXPLANATION]}
    missing = {**letter, Role.EMAIL: FilledField(Role.EMAIL, "missing")}
    for without in (letter, missing):
        assert outgoing.event(payload, HANDED, Filling(without)) == ObjectionLeft(LETTER)


LISTED = tuple(Option(*pair) for pair in (("", "Choose"), ("73", "France"), ("81", "Italy")))


@pytest.mark.parametrize(
    ("offered", "named", "country"),
    [
        (LISTED, [("country", "81")], "IT"),
        (LISTED, [("country", "Italy")], "IT"),
        (LISTED, [("country", "81"), ("locale", "DE")], "IT"),
        (LISTED, [("country", "81"), ("country", "Italy")], "IT"),
        (LISTED, [("country", "73")], ""),
        (LISTED, [("country", "73"), ("country", "81")], ""),
        (LISTED, [("country", "99")], ""),
        (LISTED, [("country", "")], ""),
        (LISTED, [("locale", "IT")], ""),
        (LISTED, [], ""),
        ((), [("country", "Italia")], "IT"),
        ((), [("country", "IT")], "IT"),
        ((), [("country", "Italia o Francia")], ""),
        ((), [("country", "81")], ""),
    ],
)
def test_the_country_that_leaves_in_the_place_of_the_persons(
    outgoing: Outgoing,
    offered: tuple[Option, ...],
    named: list[tuple[str, str]],
    country: str,
) -> None:
    """Only by the name of the form's own field, and by what its list offers."""
    held = filling()
    chosen = FilledField(Role.COUNTRY, "filled", "", "France", "France", name="country")
    held.entries[Role.COUNTRY] = replace(chosen, offered=offered)
    texts = (EMAIL, LETTER, *(text for _name, text in named))
    payload = RequestPayload(texts, named=(("email", EMAIL), *named))
    assert outgoing.event(payload, HANDED, held) == ObjectionLeft(LETTER, country=country)
    held.entries[Role.COUNTRY] = replace(chosen, offered=offered, name="")
    assert outgoing.event(payload, HANDED, held) == ObjectionLeft(LETTER)


@pytest.mark.parametrize("as_json", [True, False])
def test_what_a_value_is_called_is_read(as_json: bool) -> None:
    held = {"country": 81, "why": LETTER}
    request: Any = SimpleNamespace(
        url="https://form.test/",
        method="POST",
        headers={"content-type": f"application/{'json' if as_json else 'x-www-form-urlencoded'}"},
        post_data_buffer=(json.dumps({"data": held}) if as_json else urlencode(held)).encode(),
        is_navigation_request=lambda: False,
    )
    assert payload_of(request).named == (("country", "81"), ("why", LETTER))


def test_no_number_is_a_code_before_one_was_asked_for(outgoing: Outgoing) -> None:
    asked_by_another = replace(SENT, exchange=Exchange.IDENTITY)
    assert outgoing.event(RequestPayload(("482915",)), asked_by_another, filling()) is None
    assert outgoing.event(RequestPayload(("482915",)), HANDED, filling()) is None


def test_the_name_of_the_country_is_no_letter_before_it_was_read_back() -> None:
    settings = Settings(country="BA", email=EMAIL, name="A Person", language="en")
    (form_input,) = form_inputs(settings, ["facebook"])
    checked = RequestPayload((EMAIL, "Bosnia and Herzegovina"))
    held = filling()
    held.entries[Role.COUNTRY] = FilledField(Role.COUNTRY, "filled")
    assert Outgoing(form_input).event(checked, HANDED, held) is None
    own = RequestPayload((EMAIL, "Bosnia and I object"))
    assert Outgoing(form_input).event(own, HANDED, held) == ObjectionLeft("Bosnia and I object")


BROWSERS = [
    f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
    for system in (
        "Windows NT 10.0; Win64; x64",
        "Macintosh; Intel Mac OS X 10_15_7",
        "X11; Linux x86_64",
    )
]
TRACE = "TypeError: x is undefined at a (a.js:1:2) at b (b.js:3:4) at c (c.js:5:6) at d (d.js:7:8)"
COMMENT = "Dear aunt, I will tell you all about it on Sunday evening when we meet at the lake"


@pytest.mark.parametrize("text", [*BROWSERS, TRACE, COMMENT])
def test_what_a_page_reports_is_no_objection(outgoing: Outgoing, text: str) -> None:
    """Nor what the person writes elsewhere on the site in the same tab."""
    assert outgoing.event(RequestPayload((text,)), HANDED, filling()) is None


@pytest.mark.parametrize("text", [*BROWSERS, TRACE])
def test_a_browser_s_name_is_no_letter_of_the_persons_own(outgoing: Outgoing, text: str) -> None:
    """The form holds no letter of the tool's: any prose may be the person's."""
    for held in (filling(letter=False), filling(touched=True)):
        assert outgoing.event(RequestPayload((text,)), HANDED, held) is None
        assert outgoing.event(RequestPayload((COMMENT,)), HANDED, held) == ObjectionLeft(COMMENT)


def test_a_letter_of_ones_own_counts_with_the_address(outgoing: Outgoing) -> None:
    assert outgoing.event(RequestPayload((EMAIL, COMMENT)), HANDED, filling()) == ObjectionLeft(
        COMMENT
    )
    by_page = RequestPayload(("another@example.org", COMMENT), of_form=True)
    left = ObjectionLeft(COMMENT, email="another@example.org")
    assert outgoing.event(by_page, HANDED, filling()) == left


def test_a_letter_that_was_changed_is_known_by_its_words(outgoing: Outgoing) -> None:
    """A step of a form may send it without the address."""
    words = LETTER.split()
    changed = " ".join([*words[:14], *COMMENT.split()[:10]])
    assert outgoing.event(RequestPayload((changed,)), HANDED, filling()) == ObjectionLeft(changed)
    other = " ".join([*words[:6], *COMMENT.split()])
    assert outgoing.event(RequestPayload((other,)), HANDED, filling()) is None


def test_a_number_that_a_script_counted_is_no_code_that_somebody_typed(outgoing: Outgoing) -> None:
    counted = RequestPayload((), figures=("482915",))
    assert outgoing.event(counted, SENT, filling()) is None
    outgoing.typed_code = "482915"
    assert outgoing.event(counted, SENT, filling()) == CodeLeft()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", "c=482915&next=1"),
        ("application/json", '{"c": "482915"}'),
        ("application/json", '"482915"'),
        ("text/plain", "482915"),
        ("text/plain;charset=UTF-8", "482915\n"),
        (
            "multipart/form-data; boundary=x",
            '--x\r\nContent-Disposition: form-data; name="c"\r\n\r\n482915\r\n--x--\r\n',
        ),
    ],
)
def test_a_code_is_found_in_whatever_carries_it(outgoing: Outgoing, kind: str, body: str) -> None:
    def sent(text: str) -> Any:
        request: Any = SimpleNamespace(
            url="https://form.test/code",
            method="POST",
            headers={"content-type": kind},
            post_data_buffer=text.encode(),
            is_navigation_request=lambda: False,
        )
        return outgoing.event(payload_of(request), SENT, filling())

    outgoing.typed_code = "482915"
    assert sent(body) == CodeLeft()
    assert sent(body.replace("482915", "482916")) is None


@pytest.mark.parametrize(
    ("path", "says", "sent"),
    [
        ("/ajax/draft/save", {}, False),
        ("/api/requests/autosave", {}, False),
        ("/graphql", {"operationName": "SaveContactFormDraftMutation"}, False),
        ("/graphql", {"fb_api_req_friendly_name": "SaveDraftMutation"}, False),
        ("/api/requests/1", {"status": "draft"}, False),
        ("/api/requests/1", {"isDraft": True}, False),
        ("/api/requests/1", {"isDraft": False}, True),
        ("/api/requests", {}, True),
        ("/api/drafts/1/submit", {}, True),
        ("/graphql", {"operationName": "SubmitDraftMutation"}, True),
        ("/api/requests", {"action": "This is no draft of mine, I wrote it with care."}, True),
        ("/api/requests", {"last_name": "Draft"}, True),
        ("/api/requests", {"draftId": "draft-12"}, True),
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
def test_a_draft_that_the_page_keeps_is_no_sending(
    outgoing: Outgoing, path: str, says: dict[str, str | bool], sent: bool, as_json: bool
) -> None:
    held = {"email": EMAIL, "why": LETTER, **says}
    body = json.dumps({"data": held}) if as_json else urlencode(held)
    request: Any = SimpleNamespace(
        url=f"https://form.test{path}",
        method="POST",
        headers={"content-type": f"application/{'json' if as_json else 'x-www-form-urlencoded'}"},
        post_data_buffer=body.encode(),
        is_navigation_request=lambda: False,
    )
    event = outgoing.event(payload_of(request), HANDED, filling())
    assert isinstance(event, ObjectionLeft) is sent


@pytest.mark.parametrize(
    "header",
    [
        'name="a"; filename*="\'"',
        "name=a; filename*=\0''b",
        "name*0*=x",
        'name="a"; filename="',
        "; ; =",
        "name=\x00",
    ],
)
def test_a_body_that_is_not_well_formed_is_read_as_far_as_it_goes(
    outgoing: Outgoing, header: str
) -> None:
    """What a page's script sends can be anything; a listener must not fail by it."""
    body = f"--x\r\nContent-Disposition: form-data; {header}\r\n\r\nother\r\n"
    body += '--x\r\nContent-Disposition: form-data; name="c"\r\n\r\n482915\r\n--x--\r\n'
    request: Any = SimpleNamespace(
        url="https://form.test/code",
        method="POST",
        headers={"content-type": "multipart/form-data; boundary=x"},
        post_data_buffer=body.encode(),
        is_navigation_request=lambda: False,
    )
    outgoing.typed_code = "482915"
    assert outgoing.event(payload_of(request), SENT, filling()) == CodeLeft()


@pytest.mark.parametrize(
    "text", ["_" * 100_000 + "/b/c", "a-" * 50_000, "’" * 100_000, "a’_" * 40_000]
)
def test_a_text_without_end_is_soon_judged(text: str) -> None:
    begun = time.process_time()
    assert not RequestPayload((text,)).has_prose
    assert RequestPayload((f"{text} " + "plain words " * 12,)).has_prose
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("box", "code", "other"),
    [
        (Control("0:1", 0, 1, "text"), "48291", "5231"),
        (Control("0:1", 0, 1, "text", maxlength=4), "5231", "482"),
        (Control("0:1", 0, 1, "text", parts=("0:1", "0:2", "0:3", "0:4")), "5231", "482"),
        (None, "4829153", "5231"),
    ],
)
def test_a_code_is_as_long_as_its_box(
    outgoing: Outgoing, box: Control | None, code: str, other: str
) -> None:
    outgoing.box_is(box)
    assert outgoing.event(RequestPayload((other,)), SENT, filling()) is None
    assert outgoing.event(RequestPayload((code,)), SENT, filling()) == CodeLeft()


def test_after_a_code_that_was_not_taken_another_may_leave_by_itself(outgoing: Outgoing) -> None:
    outgoing.typed_code = "482915"
    assert outgoing.event(RequestPayload(("739204",)), SENT, filling()) is None
    outgoing.not_taken()
    assert outgoing.event(RequestPayload(("482915",)), SENT, filling()) is None
    assert outgoing.event(RequestPayload(("739204",)), SENT, filling()) == CodeLeft()


@pytest.mark.parametrize(
    ("facts", "event"),
    [
        (HANDED, ObjectionLeft(LETTER)),
        (ASKS_FIRST, None),
        (Facts(), None),
        (SENT, None),
    ],
)
def test_a_page_that_is_sent_with_a_file_is_the_objection_though_nothing_of_it_is_read(
    outgoing: Outgoing, facts: Facts, event: ObjectionLeft | None
) -> None:
    """Its letter is the one that was filled in: none is known to have taken its place."""
    unread = RequestPayload((), of_form=True, unread="page")
    assert outgoing.event(unread, facts, filling()) == event


@pytest.mark.parametrize(
    ("method", "kind", "body", "unread"),
    [
        ("POST", "multipart/form-data; boundary=x", None, True),
        ("POST", "multipart/form-data; boundary=x", b"--x--\r\n", False),
        ("POST", "application/x-www-form-urlencoded", None, False),
        ("POST", "", None, False),
        ("GET", "", None, False),
    ],
)
def test_of_a_form_with_a_file_in_it_the_browser_tells_nothing(
    method: str, kind: str, body: bytes | None, unread: bool
) -> None:
    request: Any = SimpleNamespace(
        url="https://form.test/send",
        method=method,
        headers={"content-type": kind} if kind else {},
        post_data_buffer=body,
        is_navigation_request=lambda: True,
        frame=SimpleNamespace(parent_frame=None),
    )
    assert payload_of(request).unread == ("page" if unread else "")
    request.frame.parent_frame = "another"
    assert payload_of(request).unread == ("part" if unread else "")
