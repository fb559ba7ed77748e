"""The records of the forms: their addresses, and what of a host is a form."""

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from support.report import Report

from optout import i18n
from optout.domain.errors import OptoutError
from optout.forms import lookup, names, schema, spec
from optout.practice import options
from optout.practice.options import OptionError, Options
from optout.practice.play import show_every_form

META = "https://help.meta.com"
WITH_FORM = "\n".join(
    (
        'version = "1"\nname = "X"\nservice = "facebook"\ncompany = "X"\nneeds_account = true',
        'hosts = ["help.meta.com"]\ndeadline = 2025-05-27',
    )
)
ADDRESS = '[[addresses]]\nurl = "https://help.meta.com/requests/1"\nlast_seen = 2026-08-22\n'
LAST = f'{ADDRESS}sure = "sure"\n'
FULL = f"{WITH_FORM}\n{LAST}"

METAS = ["facebook", "instagram", "third-party", "threads"]


def test_metas_forms_are_those_of_its_records() -> None:
    assert [name for name in names.NAMES if lookup.load(name).company == "Meta"] == [
        *METAS,
        "whatsapp",
    ]


def test_a_form_knows_its_addresses() -> None:
    forms = [record for record in map(lookup.load, names.NAMES) if record.addresses]
    assert len(forms) > len(METAS)
    for record in forms:
        urls = [address.url for address in record.addresses]
        assert (record.kind, record.key) == ("form", record.record)
        assert record.url == urls[0]
        assert len(set(urls)) == len(urls), record.key
        assert all(record.is_form_address(url) for url in urls), record.key
        days = [address.last_seen for address in record.addresses]
        assert all(date(2025, 1, 1) < day < date(2027, 1, 1) for day in days), record.key


def test_what_is_kept_of_a_record_is_what_its_file_says() -> None:
    for name in (*names.NAMES, *names.PRACTICE):
        read = schema.parse(names.file_of(name).read_text("utf-8"), name)
        kept = [lookup.load.__wrapped__(name) for _twice in range(2)]
        assert kept == [read, read]
        assert repr(kept) == repr([read, read])  # a list is no tuple, a text no date


def test_a_record_that_was_checked_once_is_read_without_what_checks_it() -> None:
    lookup.load.__wrapped__("facebook")
    code = (
        "import sys; from optout.forms import lookup; lookup.load('facebook'); "
        "sys.exit('pydantic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-P", "-c", code], check=True)


def test_a_file_that_has_changed_is_read_anew(folder: Path) -> None:
    (folder / "acme.toml").write_text(FULL, "utf-8")
    assert lookup.load("acme").in_letters == "X"
    (folder / "acme.toml").write_text(FULL.replace('"X"', '"Y"'), "utf-8")
    lookup.load.cache_clear()
    assert lookup.load("acme").in_letters == "Y"


def test_what_a_file_does_not_say_of_itself_is_refused() -> None:
    for key in ("record", "kind", "label"):
        with pytest.raises(spec.Misfit, match=f"{key}', 'version, name, service"):
            schema.parse(f'{key} = "form"\n{FULL}')


def test_a_name_that_is_words_is_said_in_every_language() -> None:
    for record in map(lookup.load, names.NAMES):
        assert set(record.names) in (set(), set(i18n.languages()) - {"en"}), record.key
    i18n.use("de")
    try:
        assert lookup.load("third-party").name == "Meta (Dritte)"
        assert lookup.load("facebook").name == "Facebook"
    finally:
        i18n.use(i18n.SOURCE_LANGUAGE)


def test_practice_knows_the_page_that_a_record_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "FORMS", dict(options.FORMS))
    show_every_form()
    for record in map(lookup.load, names.NAMES):
        assert Options.checked(record.practice, record.record, "en")
    with pytest.raises(OptionError, match="markup"):
        Options.checked({"markup": "of its own"}, "facebook", "en")


def test_the_address_that_was_seen_last_is_opened_first() -> None:
    several = [record for record in map(lookup.load, names.NAMES) if len(record.addresses) > 1]
    assert {"facebook", "instagram"} < {record.key for record in several}
    for record in several:
        days = [address.last_seen for address in record.addresses]
        assert days == sorted(days, reverse=True), record.key


NUMBERED = ("/requests/1234567890", "/requests/1234567890/", "/requests/1234567890?source=x#y")
OTHER_PATHS = (
    *("", "/", "/requests", "/requests/", "/requests/12a", "/requests/12/34", "/requests/12//"),
    *("/requests/../support/12", "/requests/%31%32", "/requests/١٢", "/support/requests/12"),
    *("/support/privacy/", "/support/privacy/12"),
)


@pytest.mark.parametrize("name", METAS)
def test_of_metas_help_only_numbered_requests_are_a_form(name: str) -> None:
    record = lookup.load(name)
    paths = (*NUMBERED, *OTHER_PATHS)
    assert [path for path in paths if record.is_form_address(META + path)] == [*NUMBERED]
    assert [path for path in paths if not record.allowed.permits(META + path)] == []
    for host in ("https://help.meta.com.evil.test", "http://help.meta.com"):
        assert [path for path in paths if record.is_form_address(host + path)] == []


def test_on_other_hosts_of_a_record_any_address_can_be_a_form() -> None:
    facebook, threads = lookup.load("facebook"), lookup.load("threads")
    assert facebook.is_form_address("https://www.facebook.com/help/contact/copyrightform")
    assert facebook.is_form_address("https://fr-fr.facebook.com/requests")
    assert threads.is_form_address("https://help.instagram.com/contact/1")
    assert not threads.is_form_address("https://www.facebook.com/help/contact/1")


def test_paths_that_do_not_fit_their_record_are_refused() -> None:
    def url_of(paths: str) -> str:
        return schema.parse(f"{WITH_FORM}\n[form_paths]\n{paths}\n{LAST}").url

    meta = '"help.meta.com" = '
    for paths in ("", f'{meta}"/requests/<digits>"', f'{meta}"/<digits>/form"'):
        assert url_of(paths) == f"{META}/requests/1"
    for path in ("/requests/", "requests/<digits>", "/<digits>/<digits>"):
        with pytest.raises(ValueError, match="form_paths"):
            url_of(f'{meta}"{path}"')
    with pytest.raises(ValueError, match="form_paths"):
        url_of('"meta.com" = "/requests/<digits>"')


def test_only_a_record_says_that_a_form_opens_without_a_sign_in() -> None:
    opens = {
        ("facebook", "https://help.meta.com/requests/1234567890/"): True,
        ("instagram", "http://127.0.0.1:8000/requests/1234567890"): True,
        ("facebook", "https://www.facebook.com/help/contact/1234567890"): False,
        ("facebook", "https://help.meta.com/requests"): False,
        ("third-party", "https://help.meta.com/requests/1234567890"): False,
        ("snapchat", "https://help.snapchat.com/hc/requests/new"): False,
    }
    found = {(name, url): lookup.load(name).opens_without_account(url) for name, url in opens}
    assert found == opens


def test_an_address_says_how_sure_it_is() -> None:
    for sure in ("", 'sure = "perhaps"'):
        with pytest.raises(ValueError, match="sure"):
            schema.parse(f"{WITH_FORM}\n{ADDRESS}{sure}\n")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the records are: one, named `acme`."""
    monkeypatch.setattr(names, "FORMS_DIR", tmp_path)
    monkeypatch.setattr(lookup, "NAMES", ("acme",))
    lookup.load.cache_clear()
    yield tmp_path
    lookup.load.cache_clear()


@pytest.mark.parametrize(
    ("fault", "key", "expected"),
    [
        (lambda text: text.replace('name = "X"\n', ""), "name", '"Example"'),
        (lambda text: text.replace("true", '"perhaps"'), "needs_account", "true"),
        (lambda text: text.replace("2025-05-27", '"May"'), "deadline", "2025-05-27"),
        (lambda text: text.replace('["help', '[1, "help'), "hosts[1]", "string"),
        (lambda text: text.replace('"facebook"', '"Face Book"'), "service", '"example"'),
        (lambda text: text.replace("last_seen", "seen"), "addresses[1].last_seen", "2026-11-25"),
        (
            lambda text: text.replace('"sure"', '"perhaps"'),
            "addresses[1].sure",
            "sure, reported, inferred",
        ),
        (
            lambda text: f'form_paths = {{ "meta.com" = "/" }}\n{text}',
            "form_paths",
            '{ "www.example.org" = "/requests/<digits>" }',
        ),
        (
            lambda text: f'open_paths = ["/requests/"]\n{text}',
            "open_paths",
            '["/requests/<digits>"]',
        ),
        (lambda text: f"secret = 1\n{text}", "secret", "version, name, service"),
        (
            lambda text: text + '[[gates]]\nabout = "age"\nanswer = "yes"',
            "gates[1].about",
            "ai_at_meta, request_kind",
        ),
        (lambda text: text.replace("deadline = ", "deadline = May "), "line 7", "TOML"),
    ],
)
def test_an_error_names_file_key_and_what_is_expected(
    folder: Path, fault: Callable[[str], str], key: str, expected: str
) -> None:
    file = folder / "acme.toml"
    assert fault(FULL) != FULL
    file.write_text(fault(FULL), "utf-8")
    with pytest.raises(OptoutError) as caught:
        lookup.load("acme")
    assert caught.value.what == f"The form's record {file} does not fit at: {key}."
    assert caught.value.next_move.startswith(f"Expected:\n{expected}")
    assert "perhaps" not in str(caught.value)


def _places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, one in inside:
        yield (*place, step)
        if isinstance(one, dict | list):
            yield from _places(one, (*place, step))


def _with(value: Any, place: tuple[str | int, ...], given: object) -> Any:
    changed = copy(value)
    changed[place[0]] = _with(value[place[0]], place[1:], given) if place[1:] else given
    return changed


def test_whatever_a_value_is_instead_its_place_is_named(report: Report) -> None:
    examined, known = 0, set()
    for name in (*names.NAMES, *names.PRACTICE):
        whole = tomllib.loads(names.file_of(name).read_text("utf-8"))
        for place in _places(whole):
            kind = tuple("" if isinstance(step, int) else step for step in place)
            if kind in known:
                continue  # another record, or row, has such a value
            known.add(kind)
            for wrong in (4.5, {"qq": 4.5}, [[4.5]]):
                with pytest.raises(spec.Misfit) as caught:
                    schema.parse(tomlkit.dumps(_with(whole, place, wrong)), name)
                examined += 1
                key, expected = caught.value.places[0]
                assert key.split(".")[0].split("[")[0] == place[0]
                assert expected
    report(f"records: {examined} values of the wrong kind, each refused by name")


def test_a_record_that_fits_is_no_error(folder: Path) -> None:
    (folder / "acme.toml").write_text(FULL, "utf-8")
    assert lookup.load("acme").key == "acme"
    assert lookup.find("gone") is None
