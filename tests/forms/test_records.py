"""The records of the forms: their addresses, and what of a host is a form."""

from datetime import date

import pytest

from optout.forms import spec

META = "https://help.meta.com"
WITH_FORM = "\n".join(
    (
        'version = "1"\nname = "X"\nservice = "facebook"\nneeds_account = true',
        'hosts = ["help.meta.com"]\ndeadline = 2025-05-27',
    )
)
ADDRESS = '[[addresses]]\nurl = "https://help.meta.com/requests/1"\nlast_seen = 2026-08-22\n'


@pytest.mark.parametrize("name", spec.NAMES)
def test_a_record_knows_its_addresses(name: str) -> None:
    record = spec.load(name)
    assert record.service == name
    assert spec.file_of(name).stem == name
    urls = [address.url for address in record.addresses]
    assert record.url == urls[0]
    assert len(set(urls)) == len(urls)
    assert all(record.is_form_address(url) for url in urls)
    assert all(date(2025, 1, 1) < a.last_seen < date(2027, 1, 1) for a in record.addresses)


def test_every_record_has_a_name_and_every_name_a_record() -> None:
    records = {p.stem for p in spec.FORMS_DIR.glob("*.toml") if "addresses" in p.read_text("utf-8")}
    assert records == set(spec.NAMES)
    assert tuple(spec.load(name).label for name in spec.NAMES) == spec.LABELS


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        (
            "facebook",
            ["6359191084165019", "712876720715583", "1994830130782319", "367438723733209"],
        ),
        ("instagram", ["233964459562201", "767264225370182", "117037592428568"]),
        ("threads", ["1169130897068670"]),
        ("third-party", ["510058597920541", "1266025207620918"]),
    ],
)
def test_the_forms_own_address_comes_before_the_general_one(name: str, numbers: list[str]) -> None:
    assert [a.url.rpartition("/")[2] for a in spec.load(name).addresses] == numbers


@pytest.mark.parametrize("name", spec.NAMES)
@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/requests/1234567890", True),
        ("/requests/1234567890/", True),
        ("/requests/1234567890?source=x#y", True),
        ("/requests", False),
        ("/requests/", False),
        ("/requests/12a", False),
        ("/requests/12/34", False),
        ("/requests/12//", False),
        ("/requests/../support/12", False),
        ("/requests/%31%32", False),
        ("/requests/١٢", False),
        ("/support/requests/12", False),
        ("/support/privacy/", False),
        ("/support/privacy/12", False),
        ("/", False),
        ("", False),
    ],
)
def test_of_metas_help_only_numbered_requests_are_a_form(name: str, path: str, form: bool) -> None:
    record = spec.load(name)
    assert record.is_form_address(META + path) is form
    assert record.allowed.permits(META + path)
    assert not record.is_form_address(f"https://help.meta.com.evil.test{path}")
    assert not record.is_form_address(f"http://help.meta.com{path}")


def test_on_other_hosts_of_a_record_any_address_can_be_a_form() -> None:
    facebook, threads = spec.load("facebook"), spec.load("threads")
    assert facebook.is_form_address("https://www.facebook.com/help/contact/copyrightform")
    assert facebook.is_form_address("https://fr-fr.facebook.com/requests")
    assert threads.is_form_address("https://help.instagram.com/contact/1")
    assert not threads.is_form_address("https://www.facebook.com/help/contact/1")


@pytest.mark.parametrize(
    ("paths", "fits"),
    [
        ("", True),
        ('"help.meta.com" = "/requests/<digits>"', True),
        ('"help.meta.com" = "/<digits>/form"', True),
        ('"help.meta.com" = "/requests/"', False),
        ('"help.meta.com" = "requests/<digits>"', False),
        ('"help.meta.com" = "/<digits>/<digits>"', False),
        ('"meta.com" = "/requests/<digits>"', False),
    ],
)
def test_paths_that_do_not_fit_their_record_are_refused(paths: str, fits: bool) -> None:
    text = f'{WITH_FORM}\n[form_paths]\n{paths}\n{ADDRESS}sure = "sure"\n'
    if fits:
        assert spec.parse(text).url == f"{META}/requests/1"
    else:
        with pytest.raises(ValueError, match="form_paths"):
            spec.parse(text)


@pytest.mark.parametrize("sure", ["", 'sure = "perhaps"'])
def test_an_address_says_how_sure_it_is(sure: str) -> None:
    with pytest.raises(ValueError, match="sure"):
        spec.parse(f"{WITH_FORM}\n{ADDRESS}{sure}\n")
