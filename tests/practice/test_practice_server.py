"""The server without a browser: what it refuses, where it listens, how it ends."""

import http.client
import json
import re
import socket
import threading
from collections.abc import Mapping
from itertools import cycle, islice, product
from typing import Literal, get_args, get_origin
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from support.practice_twin.options import HONEYPOTS, TwinOptions
from support.practice_twin.site import TwinSite

from optout.practice.exchange import BODY_LIMIT
from optout.practice.fields import TWIN, gate_name
from optout.practice.options import OptionError
from optout.practice.rendering import PORTAL_CALLS
from optout.practice.server import CONNECTIONS
from optout.practice.words import languages

pytestmark = pytest.mark.slow

WORDS = TwinOptions().words()
CHOICES = {
    name: get_args(field.annotation)
    for name, field in TwinOptions.model_fields.items()
    if get_origin(field.annotation) is Literal
}


def _ask(
    site: TwinSite,
    path: str,
    body: Mapping[str, str] | str | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection(urlsplit(site.origin).netloc, timeout=10)
    try:
        sent = body if isinstance(body, str) or body is None else urlencode(body)
        method = "GET" if body is None else "POST"
        connection.request(method, path, sent, dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers
    finally:
        connection.close()


def _post(site: TwinSite, form: str = "facebook", **changes: str) -> str:
    """Post the form as its page would, some fields by meaning or honeypots changed; the answer."""
    options = {"session": "s", "flow": "code"}
    page = _ask(site, site.url(form, **options).removeprefix(site.origin))[1]
    token = re.search(r'name="lsd" value="([^"]+)"', page)
    assert token is not None
    values = {"email": "nobody@example.org", "explanation": "x", "country": "FR"} | changes
    body = {"lsd": values.pop("lsd", token[1]), "over": "0"}
    for field in TwinOptions.checked(options, form, "en").fields(form):
        twin = TWIN if field.kind == "country" else ""
        body[field.name + twin] = values.get(field.meaning, "")
    body |= {name: value for name, value in changes.items() if name in HONEYPOTS}
    path = f"/ajax/help/contact/submit/page?{urlencode({'form': form, **options})}"
    status, text, _ = _ask(site, path, body)
    assert status == 200
    return text


WRONG_OPTIONS = (
    "nonsense=1",
    "flow=fax",
    "lang=tlh",
    "late=soon",
    "late=-1",
    "late=60001",
    "maxlength=0",
    "missing_country=XX",
    "missing_country=fr",
    "email=nobody",
    "session=a%20b",
    "markup=",
)


def test_options_that_do_not_fit_are_refused(site: TwinSite) -> None:
    for query in (*WRONG_OPTIONS, "flow=code&flow=direct"):
        status, text, headers = _ask(site, f"/facebook?{query}")
        assert (status, headers.get_content_type()) == (400, "text/plain"), query
        assert text
    for query in WRONG_OPTIONS:
        with pytest.raises(OptionError):
            site.url("facebook", **dict(parse_qsl(query, keep_blank_values=True)))


def test_unknown_forms_are_refused(site: TwinSite) -> None:
    assert _ask(site, "/whatsapp")[0] == 404
    assert _ask(site, "/facebook/elsewhere")[0] == 404
    with pytest.raises(OptionError, match="facebook, instagram, threads, third-party"):
        site.url("whatsapp")


@pytest.mark.parametrize("markup", CHOICES["markup"])
def test_every_choice_of_every_option_has_a_page(site: TwinSite, markup: str) -> None:
    """For one form and in one language after another; for the other form with other markup."""
    wishes = [
        {"markup": markup, option: value} for option, values in CHOICES.items() for value in values
    ]
    assert len(wishes) > 50
    wrong = []
    asked = cycle(product(languages(), ("instagram", "third-party")))
    shifted = islice(asked, CHOICES["markup"].index(markup), None)
    for wish, (lang, form) in zip(wishes, shifted, strict=False):
        path = site.url(form, lang=lang, **wish).removeprefix(site.origin)
        status, text, headers = _ask(site, path)
        while status == 303:
            status, text, headers = _ask(site, headers["Location"])
        bare = re.sub(r"<script.*?</script>|value=\"\{[^\"]*\"", "", text, flags=re.S)
        there = status == (404 if wish.get("state") == "gone" else 200)
        if not there or f'<html lang="{lang}">' not in text or "{" in bare:
            wrong.append((form, lang, wish))
    assert wrong == []


def test_the_server_refuses_what_the_real_one_refuses(site: TwinSite) -> None:
    refused = [
        ({"country": ""}, "country", "error_country"),
        ({"country": "ZZ"}, "country", "error_country"),
        ({"email": ""}, "email", "error_required"),
        ({"email": "nobody"}, "email", "error_email"),
        ({"explanation": " \n"}, "explanation", "error_required"),
        ({"lsd": "of another page"}, "", "error_stale"),
    ]
    for changes, meaning, said in refused:
        assert f'"{meaning}": "{WORDS[said]}"' in _post(site, **changes), changes
    assert [one.kind for one in site.received] == ["objection"] * len(refused)
    assert site.mails == []
    assert '"errors": {}' in _post(site)
    assert len(site.mails) == 1


def test_who_fills_a_honeypot_is_blocked(site: TwinSite) -> None:
    for name in HONEYPOTS:
        assert "state=blocked" in _post(site, **{name: "robot"}), name
    assert site.mails == []
    assert "state=blocked" not in _post(site, **dict.fromkeys(HONEYPOTS, ""))
    assert len(site.mails) == 1


def test_the_gate_question_cannot_be_left_out(site: TwinSite) -> None:
    query = urlencode({"form": "facebook", "gate": "1", "session": "s", "flow": "email"})
    page = _ask(site, "/facebook?gate=1&session=s&flow=email")[1]
    token = re.search(r'name="lsd" value="([^"]+)"', page)
    assert token is not None
    body = {"lsd": token[1], "over": "1", "email": "nobody@example.org"}
    path = f"/ajax/help/contact/submit/page?{query}"
    assert WORDS["error_gate"] in _ask(site, path, body)[1]
    assert WORDS["error_gate"] in _ask(site, path, {**body, gate_name("facebook"): "no"})[1]
    assert site.mails == []
    assert '"errors": {}' in _ask(site, path, {**body, gate_name("facebook"): "yes"})[1]


def test_too_much_is_refused(site: TwinSite) -> None:
    headers = {"Content-Length": str(BODY_LIMIT + 1)}
    assert _ask(site, "/facebook/login", "", headers)[0] == 413
    assert _ask(site, "/facebook/login", "", {"Content-Length": "many"})[0] == 413
    assert site.received == []


def test_reports_that_make_no_sense_are_refused(site: TwinSite) -> None:
    for told in ("", "[]", "{}", '{"form": "facebook", "number": "x"}'):
        assert _ask(site, "/practice/action", told)[0] == 400, told
        assert _ask(site, "/practice/take", told)[0] == 400, told
    assert site.actions == []


def test_only_its_own_files_are_served(site: TwinSite) -> None:
    for path in ("../site.py", "%2e%2e/site.py", "site.py", "", "/etc/passwd"):
        assert _ask(site, f"/static/{path}")[0] == 404, path
    assert _ask(site, "/static/page.css")[0] == 200


def test_another_name_for_this_machine_is_refused(site: TwinSite) -> None:
    assert _ask(site, "/inbox", headers={"Host": "evil.example"})[0] == 421
    assert (
        _ask(site, "/inbox", headers={"Host": f"localhost:{urlsplit(site.origin).port}"})[0] == 200
    )


def test_pages_may_load_nothing_from_elsewhere(site: TwinSite) -> None:
    for path in ("/", "/inbox", "/facebook", "/static/main.js", "/facebook?x=1"):
        policy = _ask(site, path)[2]["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "http" not in policy


def test_it_listens_on_the_loopback_alone(site: TwinSite) -> None:
    host, port = urlsplit(site.origin).hostname, urlsplit(site.origin).port
    assert host == "127.0.0.1"
    assert port
    with socket.create_connection((host, port), timeout=5):
        pass
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_a_language_without_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="do not speak"):
        TwinSite(language="tlh")
    with TwinSite(language="fr") as site:
        assert '<html lang="fr">' in _ask(site, "/inbox")[1]
        assert '<html lang="fr">' in _ask(site, "/facebook")[1]
        assert '<html lang="de">' in _ask(site, "/facebook?lang=de")[1]


def test_a_code_that_nobody_asked_for(site: TwinSite) -> None:
    path = "/ajax/help/contact/code?form=facebook&session=s"
    for body in ({"do": "again"}, {"do": "confirm", "code": "123456"}):
        assert WORDS["code_expired"] in _ask(site, path, body)[1]
    assert [one.kind for one in site.received] == ["send_again", "code"]
    assert site.mails == []


def test_a_site_that_was_never_started_or_is_closed_twice() -> None:
    before = set(threading.enumerate())
    site = TwinSite()
    site.close()
    with TwinSite() as site:
        assert set(threading.enumerate()) > before
        site.close()
    assert set(threading.enumerate()) <= before


def test_everybody_is_hung_up_on_at_the_end() -> None:
    before = set(threading.enumerate())
    site = TwinSite().start()
    address = (urlsplit(site.origin).hostname, urlsplit(site.origin).port)
    silent = socket.create_connection(address, timeout=10)
    listening = socket.create_connection(address, timeout=10)
    listening.sendall(b"GET /listen/facebook HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
    assert listening.recv(4096).startswith(b"HTTP/1.0 200")
    site.close()
    assert set(threading.enumerate()) <= before
    for connection in (silent, listening):
        connection.settimeout(10)
        while connection.recv(4096):
            pass
        connection.close()
    with pytest.raises(ConnectionError):
        socket.create_connection(address, timeout=5)


def test_the_number_of_connections_is_bounded(site: TwinSite) -> None:
    address = (urlsplit(site.origin).hostname, urlsplit(site.origin).port)
    held = [socket.create_connection(address, timeout=10) for _ in range(CONNECTIONS)]
    refused = socket.create_connection(address, timeout=10)
    assert refused.recv(1) == b""
    held.pop().close()
    for connection in (*held, refused):
        connection.close()


def _call(site: TwinSite, kind: str, token: str, fields: object) -> str:
    body = {
        "lsd": token,
        "fb_api_req_friendly_name": PORTAL_CALLS[kind],
        "variables": json.dumps({"input": fields}),
    }
    return _ask(site, "/api/graphql/?form=facebook&markup=portal&session=s", body)[1]


def test_the_portal_takes_nothing_without_the_right_code(site: TwinSite) -> None:
    page = _ask(site, site.url("facebook", markup="portal", session="s").removeprefix(site.origin))
    found = re.search(r'"token": "([^"]+)"', page[1])
    assert found is not None
    token, email = found[1], "nobody@example.org"
    fields = {"country": "FR", "full_name": "N", "email": email, "confirm_email": email}
    fields["explanation"] = "x"
    assert WORDS["error_stale"] in _call(site, "code_request", "another", fields)
    assert WORDS["error_email"] in _call(site, "code_request", token, {"email": "nobody"})
    assert WORDS["error_confirm"] in _call(site, "code_request", token, {"email": email})
    assert WORDS["error_email"] in _call(site, "code_request", token, [])
    assert WORDS["code_expired"] in _call(site, "code", token, {"code": "123456"})
    assert site.mails == []
    assert '"errors": {}' in _call(site, "code_request", token, fields)
    [mail] = site.mails
    assert f'"code": "{WORDS["error_required"]}"' in _call(site, "objection", token, fields)
    assert '"errors": {}' in _call(site, "code", token, {"code": mail.code})
    other = {"email": "other@example.org", "confirm_email": "other@example.org"}
    assert '"code": ' in _call(site, "objection", token, fields | other)
    differing = fields | {"confirm_email": "other@example.org"}
    assert WORDS["error_confirm"] in _call(site, "objection", token, differing)
    assert len(site.mails) == 1
    assert WORDS["portal_done_title"] in _call(site, "objection", token, fields)
    assert '"code": ' in _call(site, "objection", token, fields)  # a code is good for one form
    assert len(site.mails) == 2


def test_a_portal_s_post_is_none_of_the_old_pages(site: TwinSite) -> None:
    body = {"fb_api_req_friendly_name": PORTAL_CALLS["objection"], "variables": "{}"}
    assert _ask(site, "/api/graphql/?form=facebook&session=s", body)[0] == 404
    assert site.received == []
