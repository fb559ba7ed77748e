"""No address that merely looks like the form's own is ever permitted."""

import string
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from optout.forms import lookup, names
from optout.forms.hosts import Allowed, is_loopback, origin_of

FORMS = [name for name in names.NAMES if lookup.load(name).addresses]
HOST = "www.facebook.com"
LOOKALIKES = (
    "https://facebook.com.evil.test/",
    "https://www.facebook.com.evil.test/help/contact",
    "https://www-facebook.com/",
    "https://wwwfacebook.com/",
    "https://evil.test/www.facebook.com",
    "https://evil.test?www.facebook.com",
    "https://evil.test#www.facebook.com",
    "https://www.facebook.com@evil.test/",
    "https://www.facebook.com:443@evil.test/",
    "https://user@www.facebook.com/",
    "https://evil.test\\@www.facebook.com/",
    "https:\\\\www.facebook.com\\",
    "https://www.facebook.com./",
    "https://www.facebook.com:8443/",
    "https://www.facebook.com:80/",
    "http://www.facebook.com/",
    "ftp://www.facebook.com/",
    "ws://www.facebook.com/",
    "data:text/html,https://www.facebook.com/",
    "blob:https://www.facebook.com/1234",
    "about:blank",
    "about:srcdoc",
    "javascript:alert(1)//www.facebook.com",
    "file:///www.facebook.com",
    "https://xn--www-facebook-7ob.com/",
    "https://www.fаcebook.com/",  # the second letter is Cyrillic
    "https://www.facebook.com\u3002evil.test/",
    "https://www\uff0efacebook.com.evil.test/",
    "https://[::1]/www.facebook.com",
    "//www.facebook.com/",
    "www.facebook.com",
    "",
)


def test_the_forms_own_address_is_permitted_and_none_that_looks_like_it() -> None:
    for form in FORMS:
        record = lookup.load(form)
        assert record.allowed.permits(record.url)
        assert record.allowed.permits(record.url.replace("https://", "HTTPS://"))
        assert [url for url in LOOKALIKES if record.allowed.permits(url)] == [], form


_label = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=20)


@given(before=st.lists(_label, max_size=3), after=st.lists(_label, min_size=1, max_size=3))
def test_no_other_name_around_the_host_is_permitted(before: list[str], after: list[str]) -> None:
    url = f"https://{'.'.join([*before, HOST, *after])}/"
    for form in FORMS:
        assert not lookup.load(form).allowed.permits(url)


@given(st.text(max_size=80))
def test_whatever_is_permitted_really_has_the_host(text: str) -> None:
    for form in FORMS:
        allowed = lookup.load(form).allowed
        for url in (text, f"https://{text}", f"https://{text}{HOST}/", f"https://{HOST}{text}"):
            if allowed.permits(url):
                parts = urlsplit(url)
                host = parts.hostname or ""
                assert parts.scheme == "https"
                assert parts.username is None
                assert host in allowed.hosts or host.endswith("." + allowed.locale_hosts)


def test_the_languages_of_facebook_are_permitted_and_what_else_stands_there_is_not() -> None:
    facebook, instagram = (lookup.load(form).allowed for form in ("facebook", "instagram"))
    for label in ("fr-fr", "de-de", "pt-br", "nb-no", "m", "www", "web"):
        assert facebook.permits(f"https://{label}.facebook.com/"), label
        assert not instagram.permits(f"https://{label}.facebook.com/"), label
    for label in ("api", "ads", "dev", "cdn", "l", "xx-xx", "fr-fr.a", "fr_fr"):
        others = [lookup.load(form).allowed for form in FORMS]
        assert not [a for a in others if a.permits(f"https://{label}.facebook.com/")], label


@given(port=st.integers(1, 65_535), other=st.integers(1, 65_535))
def test_an_origin_means_exactly_that_origin(port: int, other: int) -> None:
    allowed = Allowed(origin=origin_of(f"http://127.0.0.1:{port}/"))
    assert allowed.permits(f"http://127.0.0.1:{port}/a?b#c")
    assert allowed.permits(f"http://127.0.0.1:{other}/") is (port == other)
    assert not allowed.permits(f"http://localhost:{port}/")
    assert not allowed.permits(f"https://127.0.0.1:{port}/")


def test_what_is_this_machine_itself() -> None:
    for here in ("http://127.0.0.1:1/", "http://localhost/", "http://[::1]:2/"):
        assert is_loopback(here), here
    for host in ("127.0.0.1.evil.test", "localhost.evil.test", "2130706433.evil.test", "0.0.0.0"):
        assert not is_loopback(f"http://{host}/"), host
