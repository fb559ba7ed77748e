"""The real addresses in a real browser, led to this machine: what looks like them gets nothing."""

from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from support.event_loop import RunAsync
from support.headless_run import EMAIL, HeadlessRun
from support.hostile_site import FORM, TELLS, HostileSite
from support.locate_site import Site
from support.locating import browsing
from support.web_server import TESTS_ONLY

from optout.forms import lookup

ADDRESS = lookup.load("facebook").url
_NOT_KNOWN = "does not recognise this page"
HOSTS = {
    "fr-fr.facebook.com": True,
    "ads.facebook.com": False,
    "www.facebook.com.evil.test": False,
    "www.xn--fcebook-8va.com": False,
}


@pytest.fixture(scope="module")
def everywhere() -> Iterator[HostileSite]:
    """The site that stands at every host."""
    with HostileSite({"/form": FORM + TELLS}, TESTS_ONLY) as site:
        yield site


@pytest.fixture(scope="module")
def led_there(run_async: RunAsync, everywhere: HostileSite) -> Iterator[Site]:
    """A browser that finds every host at `everywhere`."""
    stack = AsyncExitStack()
    leads = f"--host-resolver-rules=MAP * 127.0.0.1:{everywhere.port}"
    browser = browsing(leads, "--ignore-certificate-errors")
    yield Site(run_async, run_async(stack.enter_async_context(browser)))
    run_async(stack.aclose())


@pytest.mark.linux("a browser")
@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS)
def test_only_the_forms_own_hosts_are_typed_on(
    everywhere: HostileSite, led_there: Site, host: str, tmp_path: Path
) -> None:
    leads = f"<script>location = 'https://{host}/form';</script>"
    everywhere.pages[ADDRESS.removeprefix("https://www.facebook.com")] = leads
    run = HeadlessRun(led_there, tmp_path)
    run.run(ADDRESS, until=run.acts(1) if HOSTS[host] else run.heard(_NOT_KNOWN))
    requests = {request.strip() for request in everywhere.requests}
    assert f"{host} /form" in requests
    assert (f"{host} /betrayed" in requests) is HOSTS[host]
    assert EMAIL not in "\n".join(everywhere.requests)
