"""What a request is, for every stage of a form: the objection, its code, a wish for a code."""

import itertools
import json
import time
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from optout.config.settings import Settings
from optout.domain.code_outcomes import CodeStage
from optout.domain.states import Sent
from optout.locate.roles import Role
from optout.locate.snapshot import Control
from optout.page.request_payload import RequestPayload, payload_of
from optout.run.filling import FilledField, Filling, FillStatus
from optout.run.form_inputs import form_inputs
from optout.run.progress import (
    Button,
    CodeLeft,
    CodeRequested,
    Event,
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


def outgoing(country: str = "FR") -> Outgoing:
    settings = Settings(country=country, email=EMAIL, name="A Person", language="en")
    (form_input,) = form_inputs(settings, ["facebook"])
    return Outgoing(form_input)


def filling(*, letter: bool = True, touched: bool = False, **country: Any) -> Filling:
    """What was filled in; `country` is what is known of that field, where there is one."""
    entries = {Role.EMAIL: FilledField(Role.EMAIL, "filled", "", EMAIL, EMAIL)}
    held = FilledField(Role.EXPLANATION, "filled", "", LETTER, LETTER, touched=touched)
    entries[Role.EXPLANATION] = held if letter else FilledField(Role.EXPLANATION, "missing")
    if country:
        entries[Role.COUNTRY] = FilledField(Role.COUNTRY, "filled", **country)
    return Filling(entries)


def holding(email: str, status: FillStatus = "filled") -> Filling:
    """What was filled in, where the field for the address holds this by now."""
    form = filling()
    form.entries[Role.EMAIL].held, form.entries[Role.EMAIL].status = email, status
    return form


def what_leaves(
    *texts: str,
    facts: Facts = HANDED,
    held: Filling | None = None,
    by: Outgoing | None = None,
    **more: Any,
) -> Event | None:
    """What it is when these texts leave, at the beginning of a run or after what has left `by`."""
    return (by or outgoing()).event(RequestPayload(texts, **more), facts, held or filling())


FORM_DATA, JSON = "application/x-www-form-urlencoded", "application/json"


def request(body: str | bytes | None, kind: str = FORM_DATA, path: str = "/", **more: Any) -> Any:
    """A request of a script, as the browser tells of it."""
    data = body.encode() if isinstance(body, str) else body
    told: dict[str, Any] = {"method": "POST", "is_navigation_request": lambda: False, **more}
    headers = {"content-type": kind} if kind else {}
    return SimpleNamespace(
        url=f"https://form.test{path}", headers=headers, post_data_buffer=data, **told
    )


def bodies(held: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The same in both ways in which scripts send it."""
    return (json.dumps({"data": held}), JSON), (urlencode(held), FORM_DATA)


def test_the_letter_is_the_objection_where_there_is_a_form_to_send() -> None:
    assert what_leaves(EMAIL, LETTER) == ObjectionLeft(LETTER)
    for facts in (Facts(), replace(SENT, exchange=Exchange.IDENTITY)):
        assert what_leaves(EMAIL, LETTER, facts=facts) is None


def test_an_address_alone_is_one_only_where_the_form_has_no_letter() -> None:
    assert what_leaves(EMAIL) is None
    assert what_leaves(EMAIL, held=filling(letter=False)) == ObjectionLeft("")
    emptied = filling(touched=True)
    assert what_leaves(EMAIL, held=emptied) == ObjectionLeft(""), "the person may have emptied it"


def test_a_letter_of_the_persons_own_counts_with_the_address() -> None:
    for own in ("I object.", COMMENT):
        assert what_leaves(EMAIL, own) == ObjectionLeft(own)
        assert what_leaves(own) is None
    assert what_leaves(EMAIL, "I object.", facts=ASKS_FIRST) == CodeRequested()
    assert what_leaves(EMAIL, "A Person") is None, "another field's words are no letter"
    assert what_leaves("another@example.org", COMMENT, of_form=True) == ObjectionLeft(COMMENT)


def test_an_address_where_nothing_can_be_sent_yet_asks_for_a_code() -> None:
    for letter, button in itertools.product((True, False), (Button.REQUESTS_CODE, Button.LEADS_ON)):
        facts = replace(HANDED, button=button)
        assert what_leaves(EMAIL, facts=facts, held=filling(letter=letter)) == CodeRequested()


def test_the_code_that_is_checked_before_the_sending() -> None:
    by = outgoing()
    by.typed_code = "482915"
    assert what_leaves(EMAIL, "482915", facts=CODED, by=by) == CodeLeft()
    assert what_leaves(EMAIL, "111111", facts=CODED, by=by) is None
    with_letter = what_leaves(EMAIL, LETTER, "482915", facts=CODED, by=by)
    assert with_letter == ObjectionLeft(LETTER), "the sending carries the code, too"


def test_a_form_without_a_letter_is_sent_once_the_code_is_gone() -> None:
    gone = replace(CODED, code=CodeStage.LEFT, button=Button.SENDS)
    event = what_leaves(EMAIL, "482915", facts=gone, held=filling(letter=False))
    assert event == ObjectionLeft("")


def test_numbers_that_left_before_are_no_code() -> None:
    """Also those that left with the letter itself."""
    by = outgoing()
    what_leaves(EMAIL, LETTER, "25432", by=by)
    assert what_leaves("25432", facts=SENT, by=by) is None
    assert what_leaves("482915", facts=SENT, by=by) == CodeLeft()


def test_a_code_leaves_whole_or_a_digit_a_box() -> None:
    assert what_leaves(*"482915", facts=SENT) == CodeLeft()
    assert what_leaves(*"482", facts=SENT) is None


def test_a_page_s_own_post_of_no_field_that_was_filled_in_is_nothing() -> None:
    """Signing out is one; where the person changed the address, another one counts."""
    for letter in (True, False):
        assert what_leaves("abc", held=filling(letter=letter), of_form=True) is None
    changed = what_leaves("another@example.org", held=filling(letter=False), of_form=True)
    assert changed == ObjectionLeft("")


def test_the_address_that_the_page_holds_in_the_place_of_the_persons() -> None:
    """It is read from the form's field: whatever the request carries tells nothing of it."""
    instead = {
        EMAIL: "",
        EMAIL.upper(): "",
        "another@example.org": "another@example.org",
        " Another@example.org ": "Another@example.org",
        "another@": "",
        "": "",
    }
    for held, email in instead.items():
        for carried in (EMAIL, "third@example.org"):
            left = what_leaves(carried, LETTER, held=holding(held))
            assert left == ObjectionLeft(LETTER, email), (held, carried)
        unread = what_leaves(held=holding(held), of_form=True, unread="page")
        assert unread == ObjectionLeft(LETTER, email), held


def test_an_address_whose_field_is_not_known_is_not_recorded() -> None:
    for status in ("missing", "ambiguous", "not_kept", "forbidden"):
        form = holding("another@example.org", status)
        assert what_leaves("another@example.org", LETTER, held=form) == ObjectionLeft(LETTER)
    before = Filling({}, before=holding("another@example.org").entries)
    assert what_leaves(LETTER, held=before) == ObjectionLeft(LETTER, "another@example.org")


def test_while_another_address_is_being_typed_nothing_has_left() -> None:
    """A page may check it at each letter."""
    for checked in ("another@example.or", "another@example.org"):
        form = holding(checked)
        form.entries[Role.EXPLANATION] = FilledField(Role.EXPLANATION, "missing")
        assert what_leaves(checked, held=form) is None
        assert isinstance(what_leaves(EMAIL, held=form), ObjectionLeft)


def test_no_number_is_a_code_before_one_was_asked_for() -> None:
    assert what_leaves("482915", facts=replace(SENT, exchange=Exchange.IDENTITY)) is None
    assert what_leaves("482915") is None


def test_the_name_of_the_country_is_no_letter_before_it_was_read_back() -> None:
    held = filling(meant="")
    checked = what_leaves(EMAIL, "United Kingdom", held=held, by=outgoing("GB"))
    assert checked is None
    other = what_leaves(EMAIL, "United Kingdom", held=filling(touched=True))
    assert other == ObjectionLeft(""), "the person has chosen another, and emptied the letter"
    own = "United Kingdom and I object"
    assert what_leaves(EMAIL, own, held=held, by=outgoing("GB")) == ObjectionLeft(own)


REPORTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36",
    "TypeError: x is undefined at a (a.js:1:2) at b (b.js:3:4) at c (c.js:5:6) at d (d.js:7:8)",
)
COMMENT = "Dear aunt, I will tell you all about it on Sunday evening when we meet at the lake"


def test_what_a_page_reports_is_no_letter_of_the_persons_own() -> None:
    """Nor what the person writes elsewhere on the site in the same tab. Where the form holds no
    letter of the tool's, any prose may be the person's."""
    own, *without = filling(), filling(letter=False), filling(touched=True)
    for text, held in itertools.product(REPORTS, (own, *without)):
        assert what_leaves(text, held=held) is None
    assert what_leaves(COMMENT, held=own) is None
    for held in without:
        assert what_leaves(COMMENT, held=held) == ObjectionLeft(COMMENT)


def test_a_letter_that_was_changed_is_known_by_its_words() -> None:
    """A step of a form may send it without the address."""
    words = LETTER.split()
    changed = " ".join([*words[:14], *COMMENT.split()[:10]])
    assert what_leaves(changed) == ObjectionLeft(changed)
    assert what_leaves(" ".join([*words[:6], *COMMENT.split()])) is None


def test_a_number_that_a_script_counted_is_no_code_that_somebody_typed() -> None:
    by = outgoing()
    assert what_leaves(facts=SENT, by=by, figures=("482915",)) is None
    by.typed_code = "482915"
    assert what_leaves(facts=SENT, by=by, figures=("482915",)) == CodeLeft()


MULTIPART = "multipart/form-data; boundary=x"
PART = '--x\r\nContent-Disposition: form-data; name="c"\r\n\r\n482915\r\n--x--\r\n'


def code_in(body: str, kind: str) -> bool:
    """Whether the code that was typed is found in it."""
    by = outgoing()
    by.typed_code = "482915"
    return by.event(payload_of(request(body, kind)), SENT, filling()) == CodeLeft()


def test_a_code_is_found_in_whatever_carries_it() -> None:
    carriers = (
        (FORM_DATA, "c=482915&next=1"),
        (JSON, '{"c": "482915"}'),
        (JSON, '"482915"'),
        ("text/plain", "482915"),
        ("text/plain;charset=UTF-8", "482915\n"),
        (MULTIPART, PART),
    )
    for kind, body in carriers:
        assert code_in(body, kind), (kind, body)
        assert not code_in(body.replace("482915", "482916"), kind), (kind, body)


DRAFTS: tuple[tuple[str, dict[str, Any], bool], ...] = (
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
)
"""Where a request goes, what it says besides the letter, and whether that is a sending."""


def test_a_draft_that_the_page_keeps_is_no_sending() -> None:
    for path, says, sent in DRAFTS:
        for body, kind in bodies({"email": EMAIL, "why": LETTER, **says}):
            payload = payload_of(request(body, kind, path))
            event = outgoing().event(payload, HANDED, filling())
            assert isinstance(event, ObjectionLeft) is sent, (path, body)


def test_a_body_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    """What a page's script sends can be anything; a listener must not fail by it."""
    headers = (
        'name="a"; filename*="\'"',
        "name=a; filename*=\0''b",
        "name*0*=x",
        'name="a"; filename="',
        "; ; =",
        "name=\x00",
    )
    for header in headers:
        other = f"--x\r\nContent-Disposition: form-data; {header}\r\n\r\nother\r\n"
        assert code_in(other + PART, MULTIPART), header


def test_a_text_without_end_is_soon_judged() -> None:
    for text in ("_" * 100_000 + "/b/c", "a-" * 50_000, "’" * 100_000, "a’_" * 40_000):
        begun = time.process_time()
        assert not RequestPayload((text,)).has_prose
        assert RequestPayload((f"{text} " + "plain words " * 12,)).has_prose
        assert time.process_time() - begun < 2


def test_a_code_is_as_long_as_its_box() -> None:
    boxes = (
        (Control("0:1", 0, 1, "text"), "48291", "5231"),
        (Control("0:1", 0, 1, "text", maxlength=4), "5231", "482"),
        (Control("0:1", 0, 1, "text", parts=("0:1", "0:2", "0:3", "0:4")), "5231", "482"),
        (None, "4829153", "5231"),
    )
    for box, code, other in boxes:
        by = outgoing()
        by.box_is(box)
        assert what_leaves(other, facts=SENT, by=by) is None, box
        assert what_leaves(code, facts=SENT, by=by) == CodeLeft(), box


def test_after_a_code_that_was_not_taken_another_may_leave_by_itself() -> None:
    by = outgoing()
    by.typed_code = "482915"
    assert what_leaves("739204", facts=SENT, by=by) is None
    by.not_taken()
    assert what_leaves("482915", facts=SENT, by=by) is None
    assert what_leaves("739204", facts=SENT, by=by) == CodeLeft()


def test_a_page_that_is_sent_with_a_file_is_the_objection_though_nothing_of_it_is_read() -> None:
    """Its letter is the one that was filled in: none is known to have taken its place."""
    for facts, event in (
        (HANDED, ObjectionLeft(LETTER)),
        (ASKS_FIRST, None),
        (Facts(), None),
        (SENT, None),
    ):
        assert what_leaves(facts=facts, of_form=True, unread="page") == event, facts


def test_of_a_form_with_a_file_in_it_the_browser_tells_nothing() -> None:
    for method, kind, body, unread in (
        ("POST", MULTIPART, None, True),
        ("POST", MULTIPART, b"--x--\r\n", False),
        ("POST", FORM_DATA, None, False),
        ("POST", "", None, False),
        ("GET", "", None, False),
    ):
        for parent, told in ((None, "page"), ("another", "part")):
            frame = SimpleNamespace(parent_frame=parent)
            navigates = {"is_navigation_request": lambda: True, "method": method, "frame": frame}
            payload = payload_of(request(body, kind, **navigates))
            assert payload.unread == (told if unread else ""), (method, kind, body)
