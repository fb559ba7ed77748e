"""A form that was looked at becomes a record that can be shared, with nothing personal in it."""

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.check_command import run_check
from support.command_line import in_this_process
from support.isolation import environment
from support.practice_twin.site import TwinSite

from optout.check.many_pages import targets
from optout.check.record import corrected, new_host, shows_form
from optout.check.report import Target
from optout.config.settings import Settings
from optout.forms import lookup, names, schema
from optout.forms.hosts import Allowed
from optout.forms.spec import Form
from optout.locate.roles import PageKind, Role

MAY_DIFFER = ("version", "addresses", "hosts", "fingerprints")
FORMS = [name for name in names.NAMES if lookup.load(name).addresses]


@pytest.mark.linux("a browser")
def test_what_is_printed_is_a_record_that_knows_the_form(home: dict[str, str]) -> None:
    """A page that is not the form gives none."""
    with TwinSite() as site:
        url = site.url("facebook", session="secret-token", email="person@example.org")
        other = site.url("facebook", state="sign_in", session="x")
        urls = ("--url", url + "#secret-token", "--url", other)
        done = run_check(home, "facebook", "--record", *urls)
        assert site.received == []
    assert done.returncode == 0, done.stderr
    assert "secret-token" not in done.stdout
    assert "person@example.org" not in done.stdout
    old, new = lookup.load("facebook"), schema.parse(done.stdout, "facebook")
    assert new.version == date.today().isoformat()
    assert new.url == f"{site.origin}/facebook"
    assert new.source.seen
    assert new.addresses[1:] == old.addresses
    assert new.hosts == (*old.hosts, "127.0.0.1")
    (fingerprint,) = new.fingerprints
    assert "email=" in fingerprint
    assert "explanation=" in fingerprint
    assert replace(new, **{key: getattr(old, key) for key in MAY_DIFFER}) == old
    assert new.gates
    assert done.stdout.startswith("# Facebook's objection form.")
    said = " ".join(done.stderr.split())
    assert "a site that was not in it: 127.0.0.1" in said
    assert "a page to sign in" in said


def test_a_form_without_a_field_that_makes_it_one_is_not_whole() -> None:
    def reading(status: str, kind: PageKind = PageKind.FORM) -> Any:
        fields = {Role.EMAIL: status, Role.EXPLANATION: "missing"}
        found = {role: SimpleNamespace(status=status) for role, status in fields.items()}
        return SimpleNamespace(kind=kind, fields=found)

    assert shows_form(reading("found"))
    assert not shows_form(reading("ambiguous"))
    assert not shows_form(reading("found", PageKind.SIGN_IN))


DAY = date(2026, 11, 25)


def record_of(target: Target, form: str, at: str) -> Form:
    """The record of the form, once it was seen at this address."""
    seen: Any = SimpleNamespace(url=at, fingerprint="v1:email=text:0")
    return schema.parse(corrected(target, seen, DAY), form)


def test_an_address_is_kept_as_far_as_the_form_may_be_filled_there() -> None:
    seen_at = {
        "https://www.facebook.com/help/contact/1?token=x#y": True,
        "https://person:secret@www.facebook.com/help/contact/1": False,
        "https://www.facebook.com.evil.test/help/contact/1": False,
        "http://www.facebook.com/help/contact/1": False,
        "chrome-error://chromewebdata/": False,
    }
    hosts = Allowed(hosts=frozenset({"www.facebook.com"}))
    for form, (at, kept) in itertools.product(FORMS, seen_at.items()):
        old = lookup.load(form)
        new = record_of(Target(old, old.url, hosts), form, at)
        known = [address.url for address in old.addresses]
        here = ["https://www.facebook.com/help/contact/1"] if kept else []
        assert [address.url for address in new.addresses] == here + known, (form, at)
        seen = [address.seen for address in new.addresses]
        assert seen == [True] * kept + [False] * len(known), (form, at)
        assert new.fingerprints == ("v1:email=text:0",)
        assert (new.switch, new.letter) == (old.switch, old.letter)


def test_where_the_form_is_as_known_its_address_stays_whole() -> None:
    for form in FORMS:
        old = lookup.load(form)
        at = f"{old.url}{'&' if '?' in old.url else '?'}token=x"
        new = record_of(Target(old, old.url, old.allowed), form, at)
        assert [address.url for address in new.addresses] == [a.url for a in old.addresses], form
        assert (new.addresses[0].last_seen, new.addresses[0].seen) == (DAY, True)
        assert new.addresses[1:] == old.addresses[1:]


def test_a_form_seen_elsewhere_is_a_record_of_every_service() -> None:
    """Of one without a form, too: there it is new."""
    url = "https://privacy.example.org/object"
    for service in names.NAMES:
        old = lookup.load(service)
        (target,) = targets(Settings(), [service], [url])
        new = record_of(target, service, f"{url}?token=x")
        assert (new.addresses[0].url, new.addresses[1:]) == (url, old.addresses), service
        assert new.allowed.permits(url)
        assert (new.switch, new.letter) == (old.switch, old.letter), service


def test_a_host_that_the_record_has_only_now_is_told() -> None:
    for url, new in (
        ("https://privacy.example.org/object?x", "privacy.example.org"),
        ("https://www.facebook.com/help/contact/1", ""),
    ):
        (target,) = targets(Settings(), ["facebook"], [url])
        assert new_host(target, url) == new
        assert new_host(target, "https://elsewhere.example/") == "", "it is not in the record"


def test_only_services_with_a_form_are_looked_at(tmp_path: Path) -> None:
    found = targets(Settings(), names.NAMES, [])
    assert [target.form.record for target in found] == FORMS
    done = in_this_process(environment(tmp_path, tmp_path), "check", "reddit", "google")
    assert (done.returncode, done.stdout) == (4, "")
    said = "there is no form to look at without signing in."
    assert f"Reddit: {said}\nGoogle Gemini: {said}\n" in done.stderr


def test_what_does_not_go_together(tmp_path: Path) -> None:
    for options in (
        ("facebook", "--record", "--json"),
        ("--all", "--url", "https://www.facebook.com/help/1"),
    ):
        done = in_this_process(environment(tmp_path, tmp_path), "check", *options)
        assert (done.returncode, done.stdout) == (2, "")
        assert options[1] in done.stderr
